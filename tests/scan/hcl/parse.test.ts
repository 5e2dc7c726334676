import { describe, expect, it } from 'vitest';
import { hclParser } from '../../../src/scan/hcl/parse.ts';
import type { Block, Expression, HclFile } from '../../../src/scan/hcl/syntax.ts';
import { differences, shapeOf, shapeOfSource } from '../../support/hcl.ts';

const parse = await hclParser();

const valueOf = (file: HclFile, name: string): Expression => file.body.attributes.get(name)!.value;

const literal = (source: string): unknown => {
  const value = valueOf(parse(`x = ${source}`), 'x');
  return value.kind === 'literal' ? value.value : value;
};

const outlineOf = ({ type, labels, attributes, blocks, line }: Block): unknown => ({
  head: [type, ...labels].join(' '),
  line,
  attributes: [...attributes].map(([name, attribute]) => `${name}:${attribute.line}`),
  blocks: blocks.map(outlineOf),
});

describe('bodies', () => {
  it('have blocks, labels, attributes and their lines', () => {
    const { body, problems } = parse(`
# a comment
resource "aws_x" "y" {
  name = "z" // why

  inner {
    on = true
  }
  inner { on = false }
}

locals {
  a = 1
}
`);
    expect(problems).toEqual([]);
    expect(body.blocks.map(outlineOf)).toEqual([
      {
        head: 'resource aws_x y',
        line: 3,
        attributes: ['name:4'],
        blocks: [
          { head: 'inner', line: 6, attributes: ['on:7'], blocks: [] },
          { head: 'inner', line: 9, attributes: ['on:9'], blocks: [] },
        ],
      },
      { head: 'locals', line: 12, attributes: ['a:13'], blocks: [] },
    ]);
  });

  it.each(['', '\n', '# only a comment', '\uFEFF', '   \r\n'])('may be empty: %j', (text) => {
    expect(parse(text)).toEqual({ body: { attributes: new Map(), blocks: [] }, problems: [] });
  });

  it('are the same with a byte order mark and the line ends of Windows', () => {
    const text = 'a = <<EOT\n  x\n  EOT\nb {\n  c = [\n    1,\n  ]\n}\n';
    expect(parse(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(parse(text));
  });

  it('tell what is set twice, and keep the first', () => {
    const file = parse('a = 1\na = 2\n');
    expect(valueOf(file, 'a')).toMatchObject({ value: 1 });
    expect(file.problems).toEqual([{ line: 2, message: '"a" is set twice: the first counts' }]);
  });
});

describe('literals', () => {
  it.each([
    ['"a\\n\\t\\"\\\\\\u00e9\\U0001F600"', 'a\n\t"\\é😀'],
    ['"$${a} %%{b} $ % $$ {}"', '${a} %{b} $ % $$ {}'],
    ['"  "', '  '],
    ['"# // /*"', '# // /*'],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['12345678901234567890', '12345678901234567890'],
    ['null', null],
    ['<<EOT\n  a\n    b\n\n  EOT\n', '  a\n    b\n\n'],
    ['<<-EOT\n    a\n  \n      b "q" \\n\n  EOT\n', 'a\n  \n  b "q" \\n\n'],
    ['<<EOT\nEOTX\n EO\nEOT', 'EOTX\n EO\n'],
    ['<<EOT\nEOT\n', ''],
  ])('%s', (source, expected) => {
    expect(literal(source)).toEqual(expected);
  });
});

describe('expressions', () => {
  it.each([
    'a + b * c - d / e % f',
    'a || b && c == d != e < f',
    '!a.b && -c.d > -1',
    'a ? b : c ? d : e ? f : g',
    'a ? b ? c : d : e',
    '(a ? b : c) ? d : e',
    'a.b[c.d]["e"].f.0.g',
    'x.*.y.0.z[1]',
    'x[*].y[0].z',
    'x[*][a].b',
    'x[*].y[*].z',
    'f(a, [b, c]...)',
    'provider::x::y(1,)',
    '[for i, x in y : x.z if x.on]',
    '{ for k, v in x : v.id => k... }',
    '{ a = 1, "b-${c}" : 2, (d) = 3}',
    '"a-${b}-${f("c-${d}")}"',
    '"%{ if a }b${c}%{ else }d%{ endif }"',
    '"%{ for k, v in a }${k}%{ endfor }"',
    'f(<<EOT\na ${b} "${c["d"]}"\nEOT\n, 2)',
  ])('%s is read as its makers read it', async (source) => {
    expect(shapeOf(valueOf(parse(`x = ${source}\n`), 'x'))).toBe(await shapeOfSource(source));
  });

  it('are what a lone insertion holds', () => {
    expect(valueOf(parse('x = "${a}"'), 'x')).toEqual({ kind: 'variable', name: 'a', line: 1 });
  });

  it('take spaces away at strip marks', () => {
    expect(shapeOf(valueOf(parse('x = "a  ${~ b ~}  c"'), 'x'))).toBe('<"a" b "c">');
  });

  it('know a key in brackets after a line end', () => {
    const file = parse('x = {\n  a = b\n  (c) = 1e3\n}\n');
    expect(file.problems).toEqual([]);
    expect(shapeOf(valueOf(file, 'x'))).toBe('{"a" = b, c = 1000}');
  });

  it('have the line that they begin in', () => {
    const value = valueOf(parse('x = [\n  a,\n  f(\n    b,\n  ),\n]\n'), 'x');
    expect(value).toMatchObject({ items: [{ line: 2 }, { line: 3, args: [{ line: 4 }] }] });
  });
});

describe('broken files', () => {
  it('lose the attribute that is broken, and nothing else', () => {
    const { body, problems } = parse(`
a = 1
resource "x" "y" {
  good = 1
  bad  = [
  also = 2
  inner {
    worse = = 3
    fine  = "\${a.b}"
  }
}
z = 4
`);
    expect(body.attributes.get('a')).toMatchObject({ value: { value: 1 } });
    expect(body.attributes.get('z')).toMatchObject({ line: 12, value: { value: 4 } });
    expect(body.blocks.map(outlineOf)).toEqual([
      {
        head: 'resource x y',
        line: 3,
        attributes: ['good:4', 'bad:5', 'also:6'],
        blocks: [{ head: 'inner', line: 7, attributes: ['worse:8', 'fine:9'], blocks: [] }],
      },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([5, 8]);
  });

  it.each([
    [
      'a block that is not closed',
      'resource "a" "b" {\n  x = 1\nresource "c" "d" {\n  y = 2\n}\n',
      ['a b', 'c d'],
    ],
    [
      'a quote that is not closed',
      'resource "a" "b" {\n  x = "1\n}\nresource "c" "d" {\n}\n',
      ['a b', 'c d'],
    ],
    [
      'marks of a merge',
      '<<<<<<< HEAD\nresource "a" "b" {}\n=======\n>>>>>>> x\nresource "c" "d" {}\n',
      ['a b', 'c d'],
    ],
    ['a template', '{% if x %}\nresource "a" "b" {\n  x = {{ y }}\n}\n{% endif %}\n', ['a b']],
  ])('stand but for %s', (_, text, expected) => {
    const { body, problems } = parse(text);
    expect(body.blocks.map(({ labels }) => labels.join(' '))).toEqual(expected);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('never throw', () => {
    const text = 'resource "a" "b" {\n  x = <<-E\n  ${f("%{if a}")} [({\n  E\n  y = { (a) = 1 }\n}\n';
    for (let at = 0; at < text.length; at++) {
      expect(() => parse(text.slice(0, at))).not.toThrow();
      expect(() => parse(text.slice(at))).not.toThrow();
    }
  });
});

describe('JSON', () => {
  it('is the same tree', () => {
    const json = parse(`{
  "//": "a comment",
  "resource": {
    "aws_x": {
      "y": {
        "name": "a-\${var.b}",
        "arn": "\${aws_z.c[0].arn}",
        "text": "a\\"\\n",
        "tags": { "k": [1, true, null] },
        "depends_on": ["aws_z.c"],
        "lifecycle": { "prevent_destroy": true }
      }
    }
  },
  "locals": [{ "l": 1 }, { "m": "$\${n}" }]
}`);
    expect(json.problems).toEqual([]);
    const native = parse(`
resource "aws_x" "y" {
  name       = "a-\${var.b}"
  arn        = aws_z.c[0].arn
  text       = "a\\"\\n"
  tags       = { k = [1, true, null] }
  depends_on = [aws_z.c]
  lifecycle {
    prevent_destroy = true
  }
}
locals {
  l = 1
}
locals {
  m = "$\${n}"
}
`);
    const shapes = ({ type, labels, attributes, blocks }: Block): unknown => [
      type,
      labels,
      [...attributes].map(([name, { value }]) => [name, shapeOf(value)]),
      blocks.map(shapes),
    ];
    expect(json.body.blocks.map(shapes)).toEqual(native.body.blocks.map(shapes));
    expect(json.body.blocks[0]?.attributes.get('arn')?.line).toBe(7);
  });
});

describe('large files', () => {
  it('are read in time that grows with them', () => {
    const deep = (depth: number): string => (depth === 0 ? '1' : `{ k${depth} = [${deep(depth - 1)}] }`);
    const text = Array.from({ length: 250 }, (_, at) => `b "x" {\n  a_${at} = ${deep(40)}\n}\n`).join('');
    const start = performance.now();
    const { body, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(body.blocks).toHaveLength(250);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('may nest blocks by the hundred', async () => {
    const text = `${'b {\n'.repeat(300)}a = 1\n${'}\n'.repeat(300)}`;
    expect(await differences(text, parse(text).body)).toEqual({ found: [] });
  });
});
