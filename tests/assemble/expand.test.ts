/** Proves what templates make of their values, what packs add on demand, and that what is wrong with them is told. */
import { describe, expect, it } from 'vitest';
import { type AssembleOptions, assemble } from '../../src/assemble/assemble.ts';
import { expand, plainIds } from '../../src/assemble/expand.ts';
import { packOf } from '../../src/assemble/packs/pack.ts';
import { problemsOf } from '../../src/model/complaint.ts';
import type { Document, PartialNode } from '../../src/model/document.ts';
import { documentsOf, withoutOrigins } from './estates.ts';

const PLACES = `placeholders:
  region:
    east: { zone: [1a, 1b, 1c], label: the east }
    west: { zone: [2a], label: the west }
    none: { zone: [], label: nowhere }
  never: []
`;

const nodesOf = async (text: string): Promise<ReadonlyMap<string, PartialNode>> => {
  const [document] = await documentsOf(text);
  const { documents, complaints } = expand([document!]);
  expect(complaints).toEqual([]);
  return documents[0]!.nodes;
};

/** A node of a document that is taken whole, without origins. */
const made = async (text: string, id: string): Promise<unknown> =>
  withoutOrigins((await nodesOf(text)).get(id));

/** What is told of documents, with those after the first as packs. */
const told = async (
  texts: readonly string[],
  options: Omit<AssembleOptions, 'packs'> = {},
): Promise<readonly string[]> => {
  const [document, ...packs] = await documentsOf(...texts);
  return problemsOf(assemble([document!], { packs, ...options }).complaints).map(
    ({ message, place, hint }) =>
      `${place!.file}:${place!.line}:${place!.column} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
};

describe('a template', () => {
  it('makes a node for each value, and with each value for those that hang on it', async () => {
    const nodes = await nodesOf(`${PLACES}templates:
  c/{region}: { kind: region, name: "{label}", tags: ["{region}", x] }
  c/{region}/{zone}: { kind: zone, in: "c/{region}" }
`);
    expect([...nodes.keys()].join(' ')).toBe('c/east c/west c/none c/east/1a c/east/1b c/east/1c c/west/2a');
    expect(nodes.get('c/west')).toMatchObject({ name: 'the west', tags: ['west', 'x'] });
    expect(nodes.get('c/east/1b')).toMatchObject({ in: { node: 'c/east' } });
  });

  it('fills in all texts of a node and of its requirements', async () => {
    const text = `${PLACES}templates:
  c/{region}/db:
    kind: database
    name: db in {label}
    description: "{region}"
    owner: "{region}-team"
    source: https://x/{region}
    availabilitySource: sla of {region}
    dependsOn:
      - node: c/{region}
        why: for {label}
        source: "{region}.md"
      - anyOf: ["c/{region}", dns]
        why: or {region}
        failover: { time: 1m, requires: ["c/{region}/dns"] }
`;
    expect(await made(text, 'c/west/db')).toEqual({
      id: 'c/west/db',
      kind: 'database',
      name: 'db in the west',
      description: 'west',
      owner: 'west-team',
      source: 'https://x/west',
      availabilitySource: 'sla of west',
      tags: [],
      dependsOn: [
        { form: 'node', node: 'c/west', why: 'for the west', source: 'west.md' },
        {
          form: 'anyOf',
          why: 'or west',
          of: [
            { form: 'node', node: 'c/west' },
            { form: 'node', node: 'dns' },
          ],
          failover: { time: 60, requires: [{ form: 'node', node: 'c/west/dns' }] },
        },
      ],
    });
  });

  it.each<[requirement: string, region: string, expected: unknown]>([
    ['c/{region}/{zone}', 'east', ['c/east/1a', 'c/east/1b', 'c/east/1c']],
    ['c/{region}/{zone}', 'none', []],
    ['{ anyOf: ["c/{region}/{zone}", x] }', 'west', [['c/west/2a', 'x']]],
    // Without members there is nothing that it could be on.
    ['{ anyOf: ["c/{region}/{zone}"] }', 'none', []],
    ['{ anyOf: [{ allOf: ["c/{region}/{zone}"] }, x] }', 'none', [['x']]],
    // What is repeated is the innermost list's member …
    ['{ anyOf: [{ allOf: ["a/{region}/{zone}", "b/{zone}"] }] }', 'west', [[['a/west/2a', 'b/2a']]]],
    [
      '{ anyOf: [{ allOf: ["a/{region}/{zone}", "b/{zone}"] }] }',
      'east',
      [[['a/east/1a', 'a/east/1b', 'a/east/1c', 'b/1a', 'b/1b', 'b/1c']]],
    ],
    // … unless the group says a word with the placeholder itself.
    [
      '{ anyOf: [{ allOf: ["a/{zone}", "b/{zone}"], why: "zone {zone}" }] }',
      'east',
      [
        [
          ['a/1a', 'b/1a'],
          ['a/1b', 'b/1b'],
          ['a/1c', 'b/1c'],
        ],
      ],
    ],
  ])('%s in %s', async (requirement, region, expected) => {
    const text = `${PLACES}templates:\n  c/{region}: { kind: region, dependsOn: [${quotedBare(requirement)}] }\n`;
    const node = (await made(text, `c/${region}`)) as { dependsOn: readonly unknown[] };
    expect(node.dependsOn.map(targets)).toEqual(expected);
  });

  it('may have an id without placeholders, and stand on all values there are', async () => {
    const text = `${PLACES}templates:\n  c/console: { kind: service, dependsOn: [{ anyOf: ["c/{region}"] }] }\n`;
    const node = (await made(text, 'c/console')) as { dependsOn: readonly unknown[] };
    expect(node.dependsOn.map(targets)).toEqual([['c/east', 'c/west', 'c/none']]);
  });

  it('is weaker than a plain node, and than an earlier template', async () => {
    const text = `${PLACES}nodes:
  c/east: { owner: plain, dependsOn: [{ node: x, impact: none }] }
templates:
  c/{region}: { kind: region, owner: first, tier: 1, dependsOn: [x] }
  c/east: { kind: zone, tier: 2, name: second, dependsOn: [y] }
`;
    const nodes = await nodesOf(text);
    expect(nodes.get('c/east')).toMatchObject({ kind: 'region', owner: 'plain', tier: 1, name: 'second' });
    expect(nodes.get('c/east')!.dependsOn.map(({ impact }) => impact)).toEqual([[0, 0, 0, 0], undefined]);
    expect(nodes.get('c/west')).toMatchObject({ owner: 'first' });
  });

  it('leaves braces alone that are no placeholder', async () => {
    const text = `${PLACES}templates:\n  c/{region}: { kind: region, name: "{ x } {} {a,b} {1}" }\n`;
    expect(await made(text, 'c/east')).toMatchObject({ name: '{ x } {} {a,b} {1}' });
  });
});

const quotedBare = (requirement: string): string =>
  requirement.startsWith('{ ') ? requirement : `"${requirement}"`;

/** The ids that a requirement names, groups as lists. */
const targets = (requirement: unknown): unknown => {
  const { node, of } = requirement as { node?: string; of?: readonly unknown[] };
  return node ?? of!.map(targets);
};

describe('of a template it is told', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'that a placeholder is unknown',
      `  c/{region}: { kind: region, name: "{lable}", dependsOn: [{ anyOf: ["c/{regio}"] }] }`,
      [
        'a.yaml:9:37 unknown placeholder "{lable}" (did you mean "{label}"?)',
        'a.yaml:9:70 unknown placeholder "{regio}" (did you mean "{region}"?)',
      ],
    ],
    [
      'that one in its id is',
      `  c/{planet}: { kind: region }`,
      ['a.yaml:9:3 unknown placeholder "{planet}" (there are: region, zone, label, never)'],
    ],
    [
      'once, where a placeholder has several values in a single place',
      `  c/{region}: { kind: region, owner: "{zone}-team" }`,
      [
        'a.yaml:9:38 "{zone}" must have one value here, not 3, as with region east (only a member of a list may stand for several, or for none)',
      ],
    ],
    [
      'or none',
      `  c/x: { kind: service, in: "c/{never}" }`,
      [
        'a.yaml:9:29 "{never}" must have one value here, not none (only a member of a list may stand for several, or for none)',
      ],
    ],
    [
      'that more members are needed than there are with some values',
      `  c/{region}: { kind: region, dependsOn: [{ atLeast: 2, of: ["c/{region}/{zone}"] }] }\n  c/{region}/{zone}: { kind: zone }`,
      ['a.yaml:9:54 2 members are needed, but with these values the group has 1'],
    ],
    [
      'that a value cannot stand in an id',
      `  c/{label}: { kind: region }`,
      [
        'a.yaml:9:3 with these values it makes "c/the east", which is not an id (values in ids are letters, digits, ".", "_", "@" and "-")',
      ],
    ],
    [
      'once, that a node is unknown',
      `  c/{region}: { kind: region, dependsOn: ["c/{region}/x", "c/{region}"] }`,
      ['a.yaml:9:43 unknown node "c/east/x" (did you mean "c/east"?)'],
    ],
  ])('%s', async (_, templates, expected) => {
    expect(await told([`${PLACES}templates:\n${templates}\n`])).toEqual(expected);
  });

  it('that there are no placeholders at all', async () => {
    expect(await told(['templates: { "c/{x}": { kind: app } }\n'])).toEqual([
      'a.yaml:2:14 unknown placeholder "{x}" (the document defines no "placeholders")',
    ]);
  });

  it('that plain nodes have none', async () => {
    expect(await told([`${PLACES}nodes: { x: { kind: app, dependsOn: ["c/{region}/{zone}"] } }\n`])).toEqual([
      'a.yaml:8:38 unknown node "c/{region}/{zone}" (placeholders stand in "templates" only)',
    ]);
  });

  it.each([
    ['nodes', 'c/{a}/{b}/{c}', ''],
    ['members', 'c', ', dependsOn: [{ anyOf: ["x/{a}/{b}/{c}"] }]'],
  ])('that it makes too many %s', async (_, id, more) => {
    const values = JSON.stringify(Array.from({ length: 200 }, (_, i) => `v${i}`));
    const [document] = await documentsOf(
      `placeholders: { a: ${values}, b: ${values}, c: ${values} }\ntemplates: { "${id}": { kind: app${more} } }\n`,
    );
    const { complaints } = expand([document!]);
    expect(complaints.map(({ message }) => message)).toEqual([
      'the templates up to here make more than 500000 nodes and members',
    ]);
  });
});

const PACK = `${PLACES}nodes:
  c: { kind: provider }
  c/dns: { kind: dns, in: c }
  other/x: { kind: service }
templates:
  c/{region}: { kind: region, in: c, dependsOn: [{ anyOf: ["c/{region}/{zone}"] }] }
  c/{region}/{zone}: { kind: zone, in: "c/{region}" }
  c/{region}/db: { kind: database, in: "c/{region}" }
  c/{region}/web: { kind: service, in: "c/{region}", dependsOn: [{ anyOf: [x, "c/{region}/db"], failover: { time: 1m, requires: [c/dns] } }] }
scenarios:
  west-drops: { faults: [{ fail: c/west }] }
policies: { rules: { single-zone: off } }
title: The pack
`;

const idsWith = async (text: string, named: readonly string[] = []): Promise<readonly string[]> => {
  const [document, ...packs] = await documentsOf(text, PACK);
  return assemble([document!], { packs, named }).estate.nodes.map(({ id }) => id);
};

const WEST = ['c', 'c/west', 'c/west/2a'];

describe('of a pack there is', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['nothing that nobody names', 'nodes: { a: { kind: app } }', [], ['a']],
    [
      'what a requirement names, and what that stands on',
      'nodes: { a: { kind: app, dependsOn: [c/west/db] } }',
      [],
      ['a', ...WEST, 'c/west/db'],
    ],
    [
      'what a group of groups names',
      'nodes: { a: { kind: app, in: { anyOf: [{ allOf: [c/west] }, other/x] } } }',
      [],
      ['a', ...WEST, 'other/x'],
    ],
    [
      'what a switch requires',
      'nodes: { x: { kind: app }, a: { kind: app, dependsOn: [c/west/web] } }',
      [],
      ['a', ...WEST.slice(0, 1), 'c/dns', ...WEST.slice(1), 'c/west/db', 'c/west/web', 'x'],
    ],
    [
      'what fails in a scenario, where it is a plain id',
      'scenarios: { s: { faults: [{ fail: [c/west, "c/*", "!c/dns kind:zone"] }] } }',
      [],
      WEST,
    ],
    [
      'what is observed',
      'nodes: { a: { kind: app } }\nscenarios: { s: { faults: [{ fail: a }], observed: { c/west: { state: outage } } } }',
      [],
      ['a', ...WEST],
    ],
    ['what is asked for', 'nodes: { a: { kind: app } }', ['c/west', 'zoo', 'c/north'], ['a', ...WEST]],
    ['what a document describes itself', 'nodes: { c/dns: { tier: 1 } }', [], ['c', 'c/dns']],
  ])('%s', async (_, text, named, expected) => {
    expect(await idsWith(text, named)).toEqual(expected);
  });

  it('no scenario, policy or title', async () => {
    const [document, ...packs] = await documentsOf('nodes: { a: { kind: app, in: c } }', PACK);
    const { estate } = assemble([document!], { packs });
    expect(estate).toMatchObject({ scenarios: new Map() });
    expect([estate.title, estate.policies]).toEqual([undefined, undefined]);
  });

  it('the weaker word, the earlier pack being the stronger one', async () => {
    const [document, ...packs] = await documentsOf(
      'nodes: { c/dns: { tier: 1 } }',
      'nodes: { c/dns: { kind: network, tier: 2, owner: first } }',
      PACK,
    );
    const { estate } = assemble([document!], { packs });
    expect(estate.nodes[1]).toMatchObject({ id: 'c/dns', kind: 'network', tier: 1, owner: 'first' });
  });

  it('what one pack needs of another', async () => {
    const [document, ...packs] = await documentsOf(
      'nodes: { a: { kind: app, in: p/east } }',
      `${PLACES}templates: { "p/{region}": { kind: service, in: "c/{region}/db" } }`,
      PACK,
    );
    const { estate, complaints } = assemble([document!], { packs });
    expect(complaints).toEqual([]);
    expect(estate.nodes.map(({ id }) => id)).toContain('c/east/1c');
  });

  it('the nearest word for what it does not define', async () => {
    expect(await told(['nodes: { a: { kind: app, in: c/west/dbb } }', PACK])).toEqual([
      'a.yaml:2:30 unknown node "c/west/dbb" (did you mean "c/west/db"?)',
    ]);
  });

  it('a hint, where there is one', async () => {
    const hints = new Map([['c/west/dbb', 'use: [c] defines it']]);
    expect(await told(['nodes: { a: { kind: app, in: c/west/dbb } }', PACK], { hints })).toEqual([
      'a.yaml:2:30 unknown node "c/west/dbb" (use: [c] defines it)',
    ]);
  });

  it('what is told of its templates only where they are used', async () => {
    const pack = `${PLACES}templates: { "c/{region}": { kind: region, name: "{zone}" } }`;
    expect(await told(['nodes: { a: { kind: app } }', pack])).toEqual([]);
    expect(await told(['nodes: { a: { kind: app, in: c/west } }', pack])).toEqual([]);
    expect(await told(['nodes: { a: { kind: app, in: c/east } }', pack])).toHaveLength(1);
  });
});

it('a document without templates stays the one that it was', async () => {
  const documents = await documentsOf('nodes: { a: { kind: app } }');
  expect(expand(documents).documents[0]).toBe(documents[0]);
});

it.each([
  ['a/b', ['a/b']],
  ['a/*', []],
  ['!a', []],
  ['kind:app a', ['a']],
  ['in:a', []],
  ['', []],
  ['kind:', []],
])('plain ids in the selection %j', (selection, expected) => {
  expect(plainIds(selection)).toEqual(expected);
});

it('an id is looked for without making the others', async () => {
  const values = JSON.stringify(Array.from({ length: 1_000 }, (_, i) => `v${i}`));
  const [document] = await documentsOf(
    `placeholders: { a: ${values}, b: ${values}, c: ${values} }\ntemplates: { "x/{a}/{b}/{c}": { kind: app } }\n`,
  );
  const pack = packOf(document as Document, () => expect.unreachable());
  const before = performance.now();
  for (let i = 0; i < 10_000; i++) expect(pack.defines(`x/v${i % 1_000}/v7/v8`)).toBe(true);
  expect(pack.defines('x/v1/v7/v1000')).toBe(false);
  // A billion of them would take hours.
  expect(performance.now() - before).toBeLessThan(5_000);
});
