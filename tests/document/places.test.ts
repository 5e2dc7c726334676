/** Proves that every key and value of a document can be found again at its line and column, in YAML and in JSON. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lineStarts } from '../../src/document/code-frame.ts';
import { parseJson } from '../../src/document/json.ts';
import type { Parsed } from '../../src/document/parsed.ts';
import { parseYaml } from '../../src/document/yaml.ts';
import type { Source, Step } from '../../src/model/place.ts';

const sourceOf = (parsed: Parsed): Source => {
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  return parsed.source;
};

const inYaml = (text: string): Source => sourceOf(parseYaml({ file: 'd.yaml', text }));
const inJson = (text: string): Source => sourceOf(parseJson({ file: 'd.json', text }));

/** The text from a place to the end of its line. */
const textAt = (text: string, source: Source, path: readonly Step[], at: 'key' | 'value'): string => {
  const [place] = source.locate([{ path, at }]);
  return text.split('\n')[place!.line - 1]!.slice(place!.column - 1);
};

type Row = [path: readonly Step[], key: string, value: string];

describe('YAML', () => {
  const block = [
    'faultline: 1', // 1
    '# a comment', // 2
    'title: "in quotes"', // 3
    'nodes:', // 4
    '  aws/us-east-1/s3:', // 5
    '    kind: storage', // 6
    '    tags: [pci, "b c"]', // 7
    '    dependsOn:', // 8
    '      - a', // 9
    '      - node: b', // 10
    '        why: >', // 11
    '          one', // 12
    '          two', // 13
    '      - { anyOf: [c, { node: d, impact: { outage: partial } }], failover: 2m }', // 14
    '  shop:', // 15
    '  "quoted id": {kind: app}', // 16
  ].join('\n');

  it.each<Row>([
    [[], 'faultline: 1', 'faultline: 1'],
    [['faultline'], 'faultline: 1', '1'],
    [['title'], 'title: "in quotes"', '"in quotes"'],
    [['nodes'], 'nodes:', 'aws/us-east-1/s3:'],
    [['nodes', 'aws/us-east-1/s3'], 'aws/us-east-1/s3:', 'kind: storage'],
    [['nodes', 'aws/us-east-1/s3', 'kind'], 'kind: storage', 'storage'],
    [['nodes', 'aws/us-east-1/s3', 'tags', 1], '"b c"]', '"b c"]'],
    [['nodes', 'aws/us-east-1/s3', 'dependsOn'], 'dependsOn:', '- a'],
    [['nodes', 'aws/us-east-1/s3', 'dependsOn', 0], 'a', 'a'],
    [['nodes', 'aws/us-east-1/s3', 'dependsOn', 1], 'node: b', 'node: b'],
    [['nodes', 'aws/us-east-1/s3', 'dependsOn', 1, 'why'], 'why: >', '>'],
    [
      ['nodes', 'aws/us-east-1/s3', 'dependsOn', 2, 'anyOf', 1, 'impact', 'outage'],
      'outage: partial } }], failover: 2m }',
      'partial } }], failover: 2m }',
    ],
    [['nodes', 'aws/us-east-1/s3', 'dependsOn', 2, 'failover'], 'failover: 2m }', '2m }'],
    [['nodes', 'shop'], 'shop:', 'shop:'],
    [['nodes', 'quoted id', 'kind'], 'kind: app}', 'app}'],
  ])('block and flow style: %j', (path, key, value) => {
    const source = inYaml(block);
    expect(textAt(block, source, path, 'key')).toBe(key);
    expect(textAt(block, source, path, 'value')).toBe(value);
  });

  const aliased = [
    'base: &base { kind: app, tier: 1 }', // 1
    'more: &more { kind: db, owner: x }', // 2
    'nodes:', // 3
    '  a: *base', // 4
    '  b: { <<: *base, tier: 2 }', // 5
    '  c: { tier: 3, <<: [*base, *more] }', // 6
    '  d:', // 7
    '    <<: { name: n }', // 8
    '    list: [&one 1, *one]', // 9
    '  e: { <<: *more, "<<": 4 }', // 10
  ].join('\n');

  it.each<Row>([
    [['nodes', 'a'], 'a: *base', '*base'],
    [['nodes', 'a', 'tier'], 'tier: 1 }', '1 }'],
    [['nodes', 'b', 'kind'], 'kind: app, tier: 1 }', 'app, tier: 1 }'],
    [['nodes', 'b', 'tier'], 'tier: 2 }', '2 }'],
    [['nodes', 'c', 'kind'], 'kind: app, tier: 1 }', 'app, tier: 1 }'],
    [['nodes', 'c', 'tier'], 'tier: 3, <<: [*base, *more] }', '3, <<: [*base, *more] }'],
    [['nodes', 'c', 'owner'], 'owner: x }', 'x }'],
    [['nodes', 'd', 'name'], 'name: n }', 'n }'],
    [['nodes', 'd', 'list', 1], '*one]', '*one]'],
    [['nodes', 'e', '<<'], '"<<": 4 }', '4 }'],
  ])('through aliases and merge keys: %j', (path, key, value) => {
    const source = inYaml(aliased);
    expect(textAt(aliased, source, path, 'key')).toBe(key);
    expect(textAt(aliased, source, path, 'value')).toBe(value);
  });

  it('values come through aliases and merge keys: earlier wins, and the own keys win over all', () => {
    const parsed = parseYaml({ file: 'd.yaml', text: aliased });
    expect(parsed.ok && parsed.value).toEqual({
      base: { kind: 'app', tier: 1 },
      more: { kind: 'db', owner: 'x' },
      nodes: {
        a: { kind: 'app', tier: 1 },
        b: { kind: 'app', tier: 2 },
        c: { kind: 'app', tier: 3, owner: 'x' },
        d: { name: 'n', list: [1, 1] },
        e: { kind: 'db', owner: 'x', '<<': 4 },
      },
    });
  });

  it('an anchor that is set again means the last one before', () => {
    const parsed = parseYaml({ file: 'd.yaml', text: 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n? &k key\n: *k\n' });
    expect(parsed.ok && parsed.value).toEqual({ a: 1, b: 1, c: 2, d: 2, key: 'key' });
  });

  it.each<[readonly Step[], 'key' | 'value', string]>([
    [['nodes', 'a', 'colour'], 'value', '*base'],
    [['nodes', 'a', 'colour'], 'key', 'a: *base'],
    [['nodes', 'd', 'list', 7], 'value', '[&one 1, *one]'],
    [['nodes', 'd', 'list', 0, 'x', 'y'], 'value', '1, *one]'],
    [['elephants', 'x'], 'value', 'base: &base { kind: app, tier: 1 }'],
  ])('what leads nowhere gets the place of what is there: %j, %s', (path, at, expected) => {
    expect(textAt(aliased, inYaml(aliased), path, at)).toBe(expected);
  });

  it('what is empty has the place of its key', () => {
    const text = 'a:\nb: {c: , d: ~}\n';
    const source = inYaml(text);
    expect(textAt(text, source, ['a'], 'value')).toBe('a:');
    expect(textAt(text, source, ['b', 'c'], 'value')).toBe('c: , d: ~}');
    expect(textAt(text, source, ['b', 'd'], 'value')).toBe('~}');
  });

  it('a document that is empty has a place', () => {
    expect(inYaml('').locate([{ path: ['a'], at: 'key' }])).toEqual([{ file: 'd.yaml', line: 1, column: 1 }]);
  });
});

describe('JSON', () => {
  const text = [
    '{', // 1
    '  "faultline": 1,', // 2
    '  "title": "a \\"quoted\\" {[:,",', // 3
    '  "nodes": {', // 4
    '    "a/b": { "kind": "app", "tags": ["x", "y"],', // 5
    '             "dependsOn": [ "c", { "anyOf": [ [], {"deep": null} ] } ] },', // 6
    '    "\\u0063": {}', // 7
    '  }', // 8
    '}', // 9
  ].join('\n');

  it.each<Row>([
    [[], '{', '{'],
    [['faultline'], '"faultline": 1,', '1,'],
    [['title'], '"title": "a \\"quoted\\" {[:,",', '"a \\"quoted\\" {[:,",'],
    [['nodes'], '"nodes": {', '{'],
    [['nodes', 'a/b', 'kind'], '"kind": "app", "tags": ["x", "y"],', '"app", "tags": ["x", "y"],'],
    [['nodes', 'a/b', 'tags', 1], '"y"],', '"y"],'],
    [
      ['nodes', 'a/b', 'dependsOn', 0],
      '"c", { "anyOf": [ [], {"deep": null} ] } ] },',
      '"c", { "anyOf": [ [], {"deep": null} ] } ] },',
    ],
    [['nodes', 'a/b', 'dependsOn', 1, 'anyOf', 1, 'deep'], '"deep": null} ] } ] },', 'null} ] } ] },'],
    [['nodes', 'c'], '"\\u0063": {}', '{}'],
  ])('%j', (path, key, value) => {
    const source = inJson(text);
    expect(textAt(text, source, path, 'key')).toBe(key);
    expect(textAt(text, source, path, 'value')).toBe(value);
  });

  it.each<[readonly Step[], 'key' | 'value', string]>([
    [['nodes', 'c', 'kind'], 'value', '{}'],
    [['nodes', 'c', 'kind'], 'key', '"\\u0063": {}'],
    [['nodes', 'a/b', 'tags', 7], 'value', '["x", "y"],'],
    [['nodes', 'a/b', 'dependsOn', 1, 'anyOf', 1, 'other'], 'key', '{"deep": null} ] } ] },'],
    [['nodes', 'a/b', 'kind', 'x', 'y'], 'value', '"app", "tags": ["x", "y"],'],
    [['elephants'], 'key', '{'],
  ])('what leads nowhere gets the place of what is there: %j, %s', (path, at, expected) => {
    expect(textAt(text, inJson(text), path, at)).toBe(expected);
  });

  it('many places are found in one walk, in the order asked', () => {
    const places = inJson(text).locate([
      { path: ['nodes', 'c'], at: 'key' },
      { path: ['faultline'], at: 'value' },
      { path: ['faultline'], at: 'key' },
      { path: ['faultline'], at: 'value' },
    ]);
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual(['7:5', '2:16', '2:3', '2:16']);
  });
});

describe('any document', () => {
  type Path = readonly Step[];
  const pathsOf = (value: unknown, path: Path = []): readonly (readonly [Path, unknown])[] => [
    [path, value],
    ...(typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : []),
  ];
  const { document } = fc.letrec((tie) => ({
    document: fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 5 }),
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ maxLength: 12 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('document'),
    ),
  }));

  it.each([
    ['JSON', 'parsed as JSON', inJson],
    ['flow-style YAML', 'parsed as YAML', inYaml],
  ])(
    '%s, %s: at the place of a value stands that value, at the place of a key that key',
    (_, __, sourceFor) => {
      fc.assert(
        fc.property(document, fc.constantFrom(0, 1, 2), (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          const starts = lineStarts(text);
          const source = sourceFor(text);
          for (const [path, inner] of pathsOf(value)) {
            const [at, key] = source.locate([
              { path, at: 'value' },
              { path, at: 'key' },
            ]);
            const rest = text.slice(starts[at!.line - 1]! + at!.column - 1);
            const shown = JSON.stringify(inner, null, indent);
            expect(rest.slice(0, 1)).toBe(shown.slice(0, 1));
            if (typeof inner !== 'object') expect(rest.startsWith(shown)).toBe(true);
            const last = path.at(-1);
            if (typeof last === 'string') {
              expect(text.slice(starts[key!.line - 1]! + key!.column - 1)).toMatch(
                new RegExp(`^${escaped(JSON.stringify(last))}\\s*:`),
              );
            }
          }
        }),
        { numRuns: 300, seed: 20_170_228 },
      );
    },
  );

  it('YAML that is written by a library is read as that library reads it', () => {
    fc.assert(
      fc.property(document, (value) => {
        const text = JSON.stringify(value);
        const parsed = parseYaml({ file: 'd.yaml', text });
        expect(parsed.ok && parsed.value).toEqual(parse(text));
      }),
      { numRuns: 300, seed: 20_170_228 },
    );
  });
});

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
