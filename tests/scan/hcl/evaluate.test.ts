import { describe, expect, it } from 'vitest';
import { type Scope, evaluate, plainOf } from '../../../src/scan/hcl/evaluate.ts';
import { hclParser } from '../../../src/scan/hcl/parse.ts';
import { type Value, memberOf, referencesOf, unknown, valueOf } from '../../../src/scan/hcl/value.ts';

const parse = await hclParser();

/** Locals as given; everything else of two words is a resource that nothing is known of. */
const scope = (locals: Readonly<Record<string, string>> = {}): Scope => {
  const own: Scope = {
    resolve: (root, steps) => {
      if (root === 'local') {
        const [name, ...rest] = steps;
        const source = locals[String(name)];
        return source === undefined ? undefined : rest.reduce(memberOf, valueIn(source, own));
      }
      if (root === 'var') return steps[0] === 'region' ? valueOf('eu-west-1') : unknown();
      return root.includes('_')
        ? unknown([
            { to: `${root}.${String(steps[0])}`, ...(steps[1] !== undefined && { path: String(steps[1]) }) },
          ])
        : undefined;
    },
  };
  return own;
};

const valueIn = (source: string, within: Scope): Value =>
  evaluate(parse(`x = ${source}\n`).body.attributes.get('x')!.value, within);

const valueOfSource = (source: string, locals?: Readonly<Record<string, string>>): Value =>
  valueIn(source, scope(locals));

const data = (source: string, locals?: Readonly<Record<string, string>>) =>
  plainOf(valueOfSource(source, locals));

const refers = (source: string, locals?: Readonly<Record<string, string>>): readonly string[] =>
  referencesOf(valueOfSource(source, locals))
    .map(({ to }) => to)
    .toSorted();

describe('values', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-5 % 3', -2],
    ['10 / 4', 2.5],
    ['"5" + 1', 6],
    ['1 / 0', undefined],
    ['1 < 2 && !(3 >= 4)', true],
    ['false && var.unknown', false],
    ['var.unknown || true', true],
    ['"a" == "a"', true],
    ['1 == "1"', false],
    ['[1, { a = 2 }] == [1, { a = 2 }]', true],
    ['null == null', true],
    ['var.unknown == null', undefined],
    ['true ? 1 : 2', 1],
    ['"false" ? 1 : 2', 2],
    ['var.unknown ? 1 : 2', undefined],
    ['"${var.region}a-${1 + 1}"', 'eu-west-1a-2'],
    ['"${var.unknown}-x"', undefined],
    ['"${[1]}"', [1]],
    ['"%{ if true }yes%{ else }no%{ endif }"', 'yes'],
    ['"%{ for x in ["a", "b"] }${x},%{ endfor }"', 'a,b,'],
    ['{ a = 1, "b" = 2, ("${"c"}") = 3 }', { a: 1, b: 2, c: 3 }],
    ['{ a = 1 }.a', 1],
    ['{ a = { b = [1, 2] } }["a"].b[1]', 2],
    ['[1, var.unknown, 3]', [1, 3]],
    ['[for x in [1, 2, 3] : x * 2 if x != 2]', [2, 6]],
    ['[for i, x in ["a", "b"] : "${i}${x}"]', ['0a', '1b']],
    ['{ for k, v in { a = 1, b = 2 } : v => k }', { 1: 'a', 2: 'b' }],
    ['{ for x in ["ab", "ac", "b"] : substr(x, 0, 1) => x... }', { a: ['ab', 'ac'], b: ['b'] }],
    ['[for x in var.unknown : x]', undefined],
    ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['{ a = 1 }[*].a', [1]],
    ['null[*].a', []],
  ] as const)('%s', (source, expected) => {
    expect(data(source)).toEqual(expected);
  });

  it('keeps members that are known beside others that are not', () => {
    expect(data('{ a = 1, b = aws_x.y.arn, c = { d = aws_x.y.id, e = "f" } }')).toEqual({
      a: 1,
      c: { e: 'f' },
    });
  });

  it('has keys like __proto__ as any other', () => {
    expect(Object.entries(data('{ "__proto__" = 1, constructor = 2 }') as object)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
  });
});

describe('functions', () => {
  it.each([
    ['format("%s-%02d-%.1f-%t-%%", "a", 7, 1.25, true)', 'a-07-1.3-true-%'],
    ['format("%[2]s%[1]s", "a", "b")', 'ba'],
    ['format("%s")', undefined],
    ['formatlist("%s/%s", "a", ["b", "c"])', ['a/b', 'a/c']],
    ['join("-", ["a", 1], ["b"])', 'a-1-b'],
    ['split(",", "a,b,")', ['a', 'b', '']],
    ['replace("a.b.c", ".", "-")', 'a-b-c'],
    ['replace("abc", "/b/", "")', undefined],
    ['title("hello world")', 'Hello World'],
    ['trim("--a-b--", "-")', 'a-b'],
    ['trimprefix("ab", "a")', 'b'],
    ['trimsuffix("ab", "b")', 'a'],
    ['trimspace(" a ")', 'a'],
    ['substr("hello", 1, -1)', 'ello'],
    ['substr("hello", -2, 1)', 'l'],
    ['upper(lower("Ab"))', 'AB'],
    ['startswith("abc", "ab") && endswith("abc", "bc")', true],
    ['base64decode(base64encode("é"))', 'é'],
    ['jsondecode("{\\"a\\": [1]}").a[0]', 1],
    ['jsonencode({ b = 1, a = "<" })', '{"a":"\\u003c","b":1}'],
    ['concat([1], [], [2, 3])', [1, 2, 3]],
    ['merge({ a = 1, b = 1 }, { b = 2 }, null)', { a: 1, b: 2 }],
    ['lookup({ a = 1 }, "a", 2)', 1],
    ['lookup({ a = 1 }, "b", 2)', 2],
    ['element(["a", "b"], 3)', 'b'],
    ['length(["a", "b"]) + length({ a = 1 }) + length("é")', 4],
    ['keys({ b = 1, a = 2 })', ['a', 'b']],
    ['values({ b = 1, a = 2 })', [2, 1]],
    ['toset(["b", "a", "b"])', ['a', 'b']],
    ['compact(["a", "", null])', ['a']],
    ['distinct([1, 1, "1"])', [1, '1']],
    ['flatten([[1, [2]], [], 3])', [1, 2, 3]],
    ['coalesce(null, "", "a", "b")', 'a'],
    ['coalescelist([], [1])', [1]],
    ['contains(["a"], "a")', true],
    ['contains(["a", var.unknown], "b")', undefined],
    ['index(["a", "b"], "b")', 1],
    ['slice(["a", "b", "c"], 1, 3)', ['b', 'c']],
    ['reverse([1, 2])', [2, 1]],
    ['sort(["b", "a"])', ['a', 'b']],
    ['zipmap(["a", "b"], [1, 2])', { a: 1, b: 2 }],
    [
      'setproduct(["a", "b"], [1, 2])',
      [
        ['a', 1],
        ['a', 2],
        ['b', 1],
        ['b', 2],
      ],
    ],
    ['setunion(["b"], ["a", "b"])', ['a', 'b']],
    ['setintersection(["a", "b"], ["b"])', ['b']],
    ['setsubtract(["a", "b"], ["b"])', ['a']],
    ['one([])', null],
    ['one([7])', 7],
    ['chunklist([1, 2, 3], 2)', [[1, 2], [3]]],
    ['range(3)', [0, 1, 2]],
    ['range(4, 0, -2)', [4, 2]],
    ['min(3, 1) + max([1, 5]...)', 6],
    ['ceil(1.2) + floor(1.8) + abs(-1)', 4],
    ['sum([1, 2.5])', 3.5],
    ['alltrue([true, "true"]) && !anytrue([false])', true],
    ['tostring(1)', '1'],
    ['tonumber("1.5")', 1.5],
    ['tonumber("x")', undefined],
    ['tobool("true")', true],
    ['cidrsubnet("10.0.0.0/16", 8, 1)', undefined],
    ['try({ a = 1 }.b, "none")', 'none'],
    ['try(local.map.b.c, local.map.a)', 1],
    ['try([][0], "none")', 'none'],
    ['try(var.unknown, "none")', undefined],
    ['can({ a = 1 }.b)', false],
    ['can({ a = 1 }.a)', true],
  ] as const)('%s', (source, expected) => {
    expect(data(source, { map: '{ a = 1 }' })).toEqual(expected);
  });
});

describe('references', () => {
  it.each([
    ['aws_x.a.arn', ['aws_x.a']],
    ['"${aws_x.a.arn}/${aws_x.b.id}"', ['aws_x.a', 'aws_x.b']],
    ['true ? aws_x.a.arn : aws_x.b.arn', ['aws_x.a', 'aws_x.b']],
    ['aws_x.t.id == "" ? aws_x.a.arn : aws_x.b.arn', ['aws_x.a', 'aws_x.b', 'aws_x.t']],
    ['length([aws_x.a.arn])', ['aws_x.a']],
    ['cidrsubnet(aws_x.a.cidr, 8, aws_x.b.number)', ['aws_x.a', 'aws_x.b']],
    ['try(aws_x.a.arn, aws_x.b.arn)', ['aws_x.a', 'aws_x.b']],
    ['coalesce("known", aws_x.a.arn)', ['aws_x.a']],
    ['lookup({ a = 1 }, "a", aws_x.a.arn)', ['aws_x.a']],
    ['f(g(aws_x.a[aws_x.b.id].c...))', ['aws_x.a', 'aws_x.b']],
    ['[for x in aws_x.a : aws_x.b[x].id if aws_x.c.on]', ['aws_x.a', 'aws_x.b', 'aws_x.c']],
    ['[for x in [] : aws_x.b[x].id]', ['aws_x.b']],
    ['{ for k, v in { a = 1 } : k => aws_x.b.id if v > 1 }', ['aws_x.b']],
    ['aws_x.a[*].id', ['aws_x.a']],
    ['{ (aws_x.a.id) = aws_x.b.id }', ['aws_x.a', 'aws_x.b']],
    ['"%{ if aws_x.a.on }${aws_x.b.id}%{ endif }"', ['aws_x.a', 'aws_x.b']],
    ['local.deep', ['aws_x.a', 'aws_x.b']],
    ['nothing.at.all', []],
  ] as const)('%s', (source, expected) => {
    expect(
      refers(source, { deep: '[local.one, { b = "${aws_x.b.id}" }]', one: 'upper(aws_x.a.id)' }),
    ).toEqual(expected);
  });

  it('are those of the member asked for, not of its neighbours', () => {
    expect(refers('local.m.a', { m: '{ a = aws_x.a.arn, b = aws_x.b.arn }' })).toEqual(['aws_x.a']);
    expect(refers('merge({ a = aws_x.a.arn }, { b = aws_x.b.arn }).b')).toEqual(['aws_x.b']);
    expect(
      refers('{ for k, v in local.m : k => v.arn }["a"]', { m: '{ a = aws_x.a, b = aws_x.b }' }),
    ).toEqual(['aws_x.a']);
  });

  it('have the attribute that was asked for', () => {
    expect(referencesOf(valueOfSource('[aws_x.a.arn, aws_x.a.id]'))).toEqual([
      { to: 'aws_x.a', path: 'arn' },
      { to: 'aws_x.a', path: 'id' },
    ]);
  });
});

describe('what is known in part', () => {
  it('is a map to which there may be more', () => {
    const value = valueOfSource('merge({ a = 1 }, aws_x.a.tags)');
    expect(value).toMatchObject({ kind: 'map', isPartial: true, references: [{ to: 'aws_x.a' }] });
    expect(plainOf(value)).toEqual({ a: 1 });
    expect(data('length(merge({ a = 1 }, aws_x.a.tags))')).toBeUndefined();
    expect(data('try(merge({ a = 1 }, aws_x.a.tags).b, "none")')).toBeUndefined();
  });

  it('is kept with the JSON text that it becomes', () => {
    const { encodes } = valueOfSource('jsonencode({ Action = "s3:*", Resource = aws_x.a.arn })');
    expect(plainOf(encodes!)).toEqual({ Action: 's3:*' });
    expect(refers('jsondecode(jsonencode({ a = aws_x.a.arn, b = aws_x.b.arn })).a')).toEqual(['aws_x.a']);
  });
});

describe('limits', () => {
  it('end what would not end', () => {
    const circle: Scope = { resolve: () => valueIn('[local.again]', circle) };
    expect(valueIn('local.again', circle).kind).toBe('list');
  });

  it('end what would be too much', () => {
    expect(data('range(1000000000)')).toBeUndefined();
    expect(data('setproduct(range(1000), range(1000))')).toBeUndefined();
    expect(
      data('[for a in range(9999) : [for b in range(9999) : [for c in range(9999) : a]]][0][0][0]'),
    ).toBeUndefined();
  });

  it('read what nests deeply', () => {
    expect(data(`${'['.repeat(300)}1${']'.repeat(300)}${'[0]'.repeat(300)}`)).toBe(1);
    expect(parse(`x = ${'['.repeat(5_000)}${']'.repeat(5_000)}`).problems[0]?.message).toContain(
      'nest deeper',
    );
  });
});
