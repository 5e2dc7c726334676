/** Proves what a written document looks like: sorted, short, one requirement a line, and telling where it came from. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble/assemble.ts';
import { decode } from '../../src/document/decode.ts';
import { readDocument } from '../../src/document/read.ts';
import { documentOf, writeJson, writeYaml } from '../../src/document/write.ts';
import type { Document } from '../../src/model/document.ts';
import { NOWHERE } from '../support/engine.ts';

const GRAPHS = path.join(import.meta.dirname, '../../graphs');

/** The document of a text, which has no mistakes. */
const read = async (text: string, file = 'infra.yaml'): Promise<Document> => {
  const { document, problems } = await readDocument({ file, text });
  expect(problems).toEqual([]);
  return document!;
};

/** The document of plain values, which have no mistakes. */
const from = (nodes: object, rest: object = {}): Document => {
  const { document, unreadable } = decode({ faultline: 1, nodes, ...rest }, NOWHERE);
  expect(unreadable).toEqual([]);
  return document;
};

const bare = (document: Document): string => writeYaml(document, { provenance: false });

/** What a document says, without the places it was said at, and in one order. */
const factsOf = (document: Document): unknown =>
  JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'origin' || key === 'origins'
        ? undefined
        : value instanceof Map
          ? [...(value as Map<string, unknown>)].toSorted(([a], [b]) => (a < b ? -1 : 1))
          : value,
    ),
  );

describe('a written document', () => {
  const document = from(
    {
      shop: {
        source: 'cmdb',
        dependsOn: [
          { node: 'db' },
          { node: 'db', impact: { partial: 'partial', outage: 'partial' }, needed: 'run' },
          { atLeast: { operational: 2, degraded: 2, partial: 2 }, of: [{ node: 'a' }, 'b'] },
          { anyOf: ['a', 'b'], failover: { time: '90s', requires: [] }, why: 'orders' },
          { anyOf: ['a', 'b'], failover: { time: '120s', requires: ['db'], during: 'degraded' } },
          { node: 'a', impact: { degraded: 'operational' }, after: '60m', recovery: '0s' },
          { node: 'b', impact: 'operational' },
        ],
        tags: ['b', 'a', 'b'],
        availability: 0.9995,
        costPerHour: 5,
        in: { node: 'zone', why: 'there' },
        tier: 1,
        owner: 'web-team',
        kind: 'app',
      },
      zone: { kind: 'zone' },
      db: { kind: 'database' },
      b: { kind: 'cache' },
      a: { kind: 'cache' },
    },
    {
      scenarios: {
        s: {
          faults: [
            { fail: ['db'], state: 'outage', from: '0s', until: '3600s' },
            { fail: ['a', 'b'], state: 'partial', from: '1m' },
          ],
          observed: {
            shop: { accept: ['outage', 'partial'], state: 'partial' },
            db: { state: 'outage', accept: ['outage'] },
          },
        },
      },
      policies: {
        waivers: [{ until: '2025-01-31', owner: 'o', reason: 'r', node: ['a'], rule: 'single-zone' }],
        survive: {
          late: { within: '90s', fail: ['db'], atMost: 'degraded', state: 'outage', severity: 'error' },
          all: { fail: ['a', 'b'], atMost: 'partial', together: true, apps: 'shop', state: 'partial' },
        },
        rules: { 'single-zone': { severity: 'note' }, 'shared-fate': { among: ['db'], severity: 'off' } },
      },
      title: 'Shop',
      use: ['aws'],
      include: ['more.yaml'],
    },
  );

  it('has one order, and the shortest form of everything', () => {
    expect(bare(document)).toBe(
      [
        'faultline: 1',
        'title: Shop',
        'use:',
        '  - aws',
        'include:',
        '  - more.yaml',
        'nodes:',
        '  a:',
        '    kind: cache',
        '',
        '  b:',
        '    kind: cache',
        '',
        '  db:',
        '    kind: database',
        '',
        '  shop:',
        '    kind: app',
        '    owner: web-team',
        '    tier: 1',
        '    tags: [ a, b ]',
        '    in: { node: zone, why: there }',
        '    costPerHour: 5',
        '    availability: 99.95%',
        '    source: cmdb',
        '    dependsOn:',
        '      - db',
        '      - { node: db, impact: partial, needed: run }',
        '      - { atLeast: 2, of: [ a, b ] }',
        '      - { anyOf: [ a, b ], failover: 1m30s, why: orders }',
        '      - { anyOf: [ a, b ], failover: { time: 2m, requires: [ db ], during: degraded } }',
        '      - { node: a, impact: { degraded: operational }, after: 1h, recovery: 0s }',
        '      - { node: b, impact: none }',
        '',
        '  zone:',
        '    kind: zone',
        'scenarios:',
        '  s:',
        '    faults:',
        '      - fail: db',
        '        until: 1h',
        '      - fail:',
        '          - a',
        '          - b',
        '        state: partial',
        '        from: 1m',
        '    observed:',
        '      db:',
        '        state: outage',
        '      shop:',
        '        state: partial',
        '        accept:',
        '          - partial',
        '          - outage',
        'policies:',
        '  survive:',
        '    all:',
        '      apps: shop',
        '      fail:',
        '        - a',
        '        - b',
        '      atMost: partial',
        '      together: true',
        '      state: partial',
        '    late:',
        '      apps: kind:app',
        '      fail: db',
        '      atMost: degraded',
        '      within: 1m30s',
        '  rules:',
        '    shared-fate:',
        '      severity: off',
        '      among: db',
        '    single-zone: note',
        '  waivers:',
        '    - rule: single-zone',
        '      node: a',
        '      reason: r',
        '      owner: o',
        '      until: 2025-01-31',
        '',
      ].join('\n'),
    );
  });

  it('is one line a node in JSON', () => {
    const lines = writeJson(document).split('\n');
    expect(lines.filter((line) => /^ {4}"/.test(line))).toHaveLength(5);
    expect(lines).toContain('    "db": {"kind":"database"},');
    expect(JSON.parse(writeJson(document))).toMatchObject({
      faultline: 1,
      nodes: { shop: { in: { node: 'zone' } } },
    });
  });

  it('of nothing is a document', async () => {
    for (const [file, text] of [
      ['infra.yaml', writeYaml(from({}))],
      ['infra.json', writeJson(from({}))],
    ] as const) {
      expect((await read(text, file)).nodes.size).toBe(0);
    }
  });

  it('is sorted by id, numbers too', () => {
    const ids = ['10', '9', '-a', 'b', 'B', '__proto__', 'constructor'];
    const some = from(Object.fromEntries(ids.map((id) => [id, { kind: 'app' }])));
    const sorted = ['-a', '10', '9', 'B', '__proto__', 'b', 'constructor'];
    expect([...bare(some).matchAll(/^ {2}"?([^\s"]+)"?:$/gm)].map(([, id]) => id)).toEqual(sorted);
    expect([...writeJson(some).matchAll(/^ {4}"([^"]+)": /gm)].map(([, id]) => id)).toEqual(sorted);
  });
});

describe('comments', () => {
  const A = [
    'faultline: 1',
    'nodes:',
    '  10:',
    '    kind: app',
    '    dependsOn: [db]',
    '  9: { kind: app }',
    '  -x: { kind: app }',
    '',
  ].join('\n');
  const B = [
    'faultline: 1',
    'nodes:',
    '  db: { kind: database }',
    '  "10":',
    '    dependsOn:',
    '      - { node: db, impact: partial }',
    '      - { anyOf: [db, "9"], why: "a reason that is long enough to make the line much longer than what is allowed" }',
    '      - "9"',
    '',
  ].join('\n');

  const merged = async (): Promise<Document> => {
    const documents = [await read(A, 'a.yaml'), await read(B, 'b.yaml')];
    const { estate, complaints } = assemble(documents);
    expect(complaints).toEqual([]);
    return documentOf(estate);
  };

  it('say where each node was described, and each requirement that another file added', async () => {
    const text = writeYaml(await merged());
    const lines = text.split('\n');
    const above = (id: string): string | undefined =>
      lines[lines.findIndex((line) => line === `  ${id}:`) - 1];
    expect(above('-x')).toBe('  # a.yaml:7');
    expect(above('"10"')).toBe('  # a.yaml:4, b.yaml:5');
    expect(above('"9"')).toBe('  # a.yaml:6');
    expect(above('db')).toBe('  # b.yaml:3');
    expect(lines).toContain('      - db');
    expect(lines).toContain('      - "9" # b.yaml:8');
    expect(text).toContain('# b.yaml:7');
  });

  it('are left out if they are not wanted', async () => {
    expect(bare(await merged())).not.toContain('#');
  });

  it('change nothing of what is read', async () => {
    const document = await merged();
    expect(factsOf(await read(writeYaml(document)))).toEqual(factsOf(document));
  });

  it('cannot be ended by the name of a file', async () => {
    const evil = 'x\nnodes: {}\n# .yaml';
    const documents = [await read(A, evil), await read(B, `b ${evil}`)];
    const document = documentOf(assemble(documents).estate);
    expect(factsOf(await read(writeYaml(document)))).toEqual(factsOf(document));
  });
});

describe('a text comes back as it was', () => {
  const TEXTS = [
    'two\nlines',
    'ends with a line\n',
    '\nbegins with one',
    'carriage\r\nreturn',
    'a: b',
    'a #b',
    '# no comment',
    '- no item',
    "it's",
    '"quoted"',
    `both ' and "`,
    'back\\slash',
    ' leading',
    'trailing ',
    '\ttab',
    'yes',
    'No',
    'on',
    'null',
    '~',
    'true',
    '1',
    '1e3',
    '0x1F',
    '0o17',
    '.inf',
    '.NaN',
    '1_000',
    '12:30:45',
    '2017-02-28',
    '2017-02-28T17:37:00Z',
    '15m',
    '99.95%',
    '%YAML',
    '---',
    '...',
    '--- a',
    '!tag',
    '&anchor',
    '*alias',
    '<<',
    '?',
    '? key',
    '|',
    '>',
    '[a, b]',
    '{a: b}',
    ', }',
    ']',
    '`tick`',
    '@at',
    '日本語 👨‍👩‍👧 e\u0301',
    '\u202eright to left',
    '\ufeffmark',
    '\u0085next line',
    '\u2028separator',
    '\u0000\u0007\u001b[2J',
    ' ',
    '\n',
    '__proto__',
    'x'.repeat(500),
    `${'words of a long sentence '.repeat(20)}end`,
  ];

  it.each(TEXTS)('%j', async (text) => {
    const document = from(
      {
        a: {
          kind: 'app',
          name: text,
          description: text,
          tags: [text],
          source: text,
          in: { node: 'b', why: text },
          dependsOn: [{ anyOf: ['b'], source: text }],
        },
        b: { kind: 'app' },
      },
      {
        title: text,
        include: [text],
        scenarios: { s: { title: text, faults: [{ fail: text, why: text }] } },
        policies: { suppress: [{ rule: 'shared-fate', node: [text, 'b'], reason: text }] },
      },
    );
    for (const [file, written] of [
      ['infra.yaml', writeYaml(document)],
      ['infra.json', writeJson(document)],
    ] as const) {
      const again = await read(written, file);
      expect(factsOf(again)).toEqual(factsOf(document));
      expect([again.title, again.include]).toEqual([text, [text]]);
    }
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    '1',
    '1e3',
    'null',
    'yes',
    '2017-02-28',
    '.',
    '..',
    '-',
    'a/__proto__/b',
    '@x',
  ])('and so does the id %s', async (id) => {
    const document = from(
      Object.fromEntries([
        [id, { kind: 'app', dependsOn: ['other'] }],
        ['other', { kind: 'app', in: id }],
      ]),
      {
        scenarios: Object.fromEntries([
          [id, { faults: [{ fail: id }], observed: Object.fromEntries([[id, { state: 'partial' }]]) }],
        ]),
      },
    );
    expect(document.nodes.has(id)).toBe(true);
    for (const [file, written] of [
      ['infra.yaml', writeYaml(document)],
      ['infra.json', writeJson(document)],
    ] as const) {
      expect(factsOf(await read(written, file))).toEqual(factsOf(document));
    }
  });
});

describe('what ships with the program survives', () => {
  const files = readdirSync(GRAPHS, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted();

  it.each(files)('%s', async (file) => {
    const document = await read(readFileSync(path.join(GRAPHS, file), 'utf8'), file);
    for (const [name, write] of [
      ['infra.yaml', writeYaml],
      ['infra.json', writeJson],
    ] as const) {
      const again = await read(write(document), name);
      expect(factsOf(again)).toEqual(factsOf(document));
      expect(bare(again)).toBe(bare(document));
    }
  });
});

it('JSON has a line for each node, and empty braces where there is none', () => {
  expect(writeJson(from({}))).toBe('{\n  "faultline": 1,\n  "nodes": {}\n}\n');
  expect(writeJson(from({ b: { kind: 'app' }, a: { kind: 'app', tier: 1 } }))).toBe(
    '{\n  "faultline": 1,\n  "nodes": {\n    "a": {"kind":"app","tier":1},\n    "b": {"kind":"app"}\n  }\n}\n',
  );
});
