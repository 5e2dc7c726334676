/** Proves what several documents make together: the stronger one's words, both lists, one requirement per target. */
import { describe, expect, it } from 'vitest';
import { merge } from '../../src/assemble/merge.ts';
import { documentsOf, withoutOrigins } from './estates.ts';

const merged = async (...texts: readonly string[]) => merge(await documentsOf(...texts));

/** The node `a` of documents that say this of it, strongest first. */
const nodeA = async (...properties: readonly string[]): Promise<Record<string, unknown>> => {
  const { nodes } = await merged(...properties.map((text) => `nodes: {a: {${text}}}\n`));
  return withoutOrigins(nodes.get('a')) as Record<string, unknown>;
};

describe('nodes', () => {
  it('the stronger one says what it says, the weaker one the rest', async () => {
    expect(
      await nodeA(
        'kind: app, tier: 1, owner: strong',
        'kind: service, tier: 2, name: N, costPerHour: 5, availability: 99%',
        'name: M, owner: weak, description: D, source: S',
      ),
    ).toEqual({
      id: 'a',
      kind: 'app',
      tier: 1,
      owner: 'strong',
      name: 'N',
      costPerHour: 5,
      availability: 0.99,
      description: 'D',
      source: 'S',
      tags: [],
      dependsOn: [],
    });
  });

  it('tags are united, sorted, each once', async () => {
    expect((await nodeA('tags: [z, b]', 'tags: [b, a]', 'tags: [Z]'))['tags']).toEqual(['Z', 'a', 'b', 'z']);
  });

  it('the kind may be said anywhere', async () => {
    expect(await nodeA('tier: 1', 'tier: 2', 'kind: app')).toMatchObject({ kind: 'app', tier: 1 });
  });

  it('each place that describes a node is kept, the strongest first', async () => {
    const { nodes } = await merged('nodes: {a: {}}\n', 'title: x\n', 'nodes: {a: {kind: app}}\n');
    expect(nodes.get('a')?.origins.map(({ source }) => source.file)).toEqual(['a.yaml', 'c.yaml']);
  });

  it('what only one document has is taken as it is', async () => {
    const { nodes } = await merged('nodes: {a: {}, b: {}}\n', 'nodes: {c: {kind: app}}\n');
    expect([...nodes.keys()]).toEqual(['a', 'b', 'c']);
  });

  it('a single document is taken as it is, duplicates within its lists too', async () => {
    const { nodes } = await merged('nodes: {a: {dependsOn: [b, {node: b, impact: none}]}}\n');
    expect(nodes.get('a')?.dependsOn).toHaveLength(2);
  });
});

describe('requirements', () => {
  const b = { form: 'node', node: 'b' };
  const c = { form: 'node', node: 'c' };
  it.each<[title: string, strong: string, weak: string, expected: readonly object[]]>([
    ['are united, the stronger ones first', '[b]', '[c]', [b, c]],
    ['on the same node are one', '[b]', '[c, b]', [b, c]],
    [
      'on the same node: the stronger one decides',
      '[{node: b, impact: partial}]',
      '[{node: b, impact: degraded, after: 5m}]',
      [{ ...b, impact: [0, 1, 2, 2] }],
    ],
    ['are taken back by impact: none', '[{node: b, impact: none}]', '[b]', [{ ...b, impact: [0, 0, 0, 0] }]],
    [
      'on the same node: all of the weaker ones give way',
      '[b]',
      '[{node: b, impact: none}, {node: b, needed: start}]',
      [b],
    ],
    [
      'keep the evidence of the weaker one',
      '[{node: b, impact: partial}]',
      '[{node: b, why: w, source: s, confidence: observed}]',
      [{ ...b, impact: [0, 1, 2, 2], why: 'w', source: 's', confidence: 'observed' }],
    ],
    [
      'keep it only where the stronger one has none',
      '[{node: b, why: v, confidence: assumed}]',
      '[{node: b, why: w, source: s, confidence: observed}]',
      [{ ...b, why: 'v', source: 's', confidence: 'assumed' }],
    ],
    [
      'keep the evidence of the first of several',
      '[b]',
      '[{node: b, why: first}, {node: b, why: second}]',
      [{ ...b, why: 'first' }],
    ],
  ])('%s', async (_, strong, weak, expected) => {
    expect((await nodeA(`dependsOn: ${strong}`, `dependsOn: ${weak}`))['dependsOn']).toEqual(expected);
  });

  it.each<[title: string, one: string, other: string]>([
    ['the order of members', '{anyOf: [b, c]}', '{anyOf: [c, b]}'],
    ['the order in groups within', '{allOf: [{anyOf: [b, c]}, d]}', '{allOf: [d, {anyOf: [c, b]}]}'],
    ['how it is written: at least one', '{anyOf: [b, c]}', '{atLeast: 1, of: [b, c]}'],
    ['how it is written: all', '{allOf: [b, c]}', '{atLeast: 2, of: [c, b]}'],
    [
      'how it is written: the same count for all states',
      '{atLeast: 1, of: [b, c]}',
      '{atLeast: {operational: 1, degraded: 1}, of: [b, c]}',
    ],
    ['impact', '{anyOf: [b, c], impact: partial}', '{anyOf: [b, c]}'],
    ['failover', '{anyOf: [b, c], failover: 2m}', '{anyOf: [b, c]}'],
    ['how members are required', '{anyOf: [{node: b, impact: partial}, c]}', '{anyOf: [b, c]}'],
  ])('groups are one whatever differs in %s, and the stronger one stands', async (_, one, other) => {
    const [there, back] = [
      await nodeA(`dependsOn: [${one}]`, `dependsOn: [${other}]`),
      await nodeA(`dependsOn: [${other}]`, `dependsOn: [${one}]`),
    ];
    expect(there['dependsOn']).toEqual((await nodeA(`dependsOn: [${one}]`))['dependsOn']);
    expect(back['dependsOn']).toEqual((await nodeA(`dependsOn: [${other}]`))['dependsOn']);
  });

  it.each<[one: string, other: string]>([
    ['{anyOf: [b, c]}', '{allOf: [b, c]}'],
    ['{anyOf: [b, c]}', '{anyOf: [b, d]}'],
    ['{anyOf: [b, c]}', '{anyOf: [b, c, c]}'],
    ['{atLeast: 2, of: [b, c, d]}', '{atLeast: {operational: 2, partial: 1}, of: [b, c, d]}'],
    ['{anyOf: [b, {allOf: [c, d]}]}', '{anyOf: [{allOf: [b, c]}, d]}'],
    ['{anyOf: [b]}', 'b'],
  ])('groups are two: %s and %s', async (one, other) => {
    expect((await nodeA(`dependsOn: [${one}]`, `dependsOn: [${other}]`))['dependsOn']).toHaveLength(2);
  });

  it('groups keep evidence too', async () => {
    expect(
      (await nodeA('dependsOn: [{anyOf: [b, c]}]', 'dependsOn: [{anyOf: [c, b], why: w}]'))['dependsOn'],
    ).toEqual([{ form: 'anyOf', of: [b, c], why: 'w' }]);
  });

  it('where a node runs: the stronger one, with the evidence of the weaker one if it says the same', async () => {
    expect((await nodeA('in: b', 'in: {node: c, why: w}'))['in']).toEqual(b);
    expect((await nodeA('in: b', 'in: {node: b, impact: partial, why: w}'))['in']).toEqual({
      ...b,
      why: 'w',
    });
    expect((await nodeA('tier: 1', 'in: {node: b, why: w}'))['in']).toEqual({ ...b, why: 'w' });
  });

  it('three documents: the strongest that speaks of a target decides', async () => {
    const list = (text: string): string => `dependsOn: [${text}]`;
    expect(
      (
        await nodeA(
          list('c'),
          list('{node: b, impact: partial}'),
          list('{node: b, why: w}, {node: c, source: s}'),
        )
      )['dependsOn'],
    ).toEqual([
      { ...c, source: 's' },
      { ...b, impact: [0, 1, 2, 2], why: 'w' },
    ]);
  });
});

describe('everything else', () => {
  it('titles and descriptions: the first that there is', async () => {
    const { title, description } = await merged('nodes: {}\n', 'title: T\n', 'title: U\ndescription: D\n');
    expect({ title, description }).toEqual({ title: 'T', description: 'D' });
    expect(await merged('nodes: {}\n', 'nodes: {}\n')).not.toHaveProperty('title');
  });

  it('scenarios: the stronger one whole', async () => {
    const { scenarios } = await merged(
      'scenarios: {s: {title: strong, faults: [{fail: a}]}}\n',
      'scenarios: {s: {description: weak, faults: [{fail: b}, {fail: c}]}, t: {faults: [{fail: d}]}}\n',
    );
    expect([...scenarios.keys()]).toEqual(['s', 't']);
    expect(withoutOrigins(scenarios.get('s'))).toEqual({
      id: 's',
      title: 'strong',
      faults: [{ fail: ['a'], state: 'outage', from: 0 }],
      observed: new Map(),
    });
  });

  it('policies: by name the stronger one of each, those without a name and lists all of them', async () => {
    const { policies } = await merged(
      'policies: {survive: {x: {fail: a, atMost: partial}}, rules: {single-zone: off}, suppress: [{rule: shared-fate, node: a, reason: r}]}\n',
      'nodes: {}\n',
      'policies: {survive: [{name: x, fail: b, atMost: degraded}, {fail: c, atMost: degraded}], rules: {single-zone: note, extra-nine: off}, suppress: [{rule: survive/x, node: b, reason: s}]}\n',
    );
    expect(policies?.survive.map(({ name, fail }) => [name, fail])).toEqual([
      ['x', ['a']],
      [undefined, ['c']],
    ]);
    expect([...policies!.rules].map(([id, { severity }]) => [id, severity])).toEqual([
      ['extra-nine', 'off'],
      ['single-zone', 'off'],
    ]);
    expect(policies?.suppress.map(({ rule }) => rule)).toEqual(['shared-fate', 'survive/x']);
    expect(await merged('nodes: {}\n', 'title: x\n')).not.toHaveProperty('policies');
  });

  it('no documents make nothing', () => {
    expect(merge([])).toEqual({ nodes: new Map(), scenarios: new Map() });
  });
});
