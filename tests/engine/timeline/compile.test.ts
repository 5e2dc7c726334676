/** Proves what vertices and edges each form of requirement becomes, and that what does not count leaves none. */
import { describe, expect, it } from 'vitest';
import { SWITCH_BITS, UNCHANGED_BITS, impactBits, impactBitsOf, vertexOf } from '../../../src/engine/edge.ts';
import { compileTimed } from '../../../src/engine/timeline/compile.ts';
import { KIND, NONE, type TimedNetwork } from '../../../src/engine/timeline/network.ts';
import { cappedAt } from '../../../src/model/impact.ts';
import type { RawRequirement } from '../../support/raw.ts';
import { DAY, estateWith } from '../estates.ts';
import { manyNodes, numbered } from './played.ts';

/** The nodes of each test: "app" has the requirements, the others have none. */
const LEAVES = ['a', 'b', 'c', 'dns'];

const compiled = (...dependsOn: readonly RawRequirement[]): TimedNetwork =>
  compileTimed(estateWith({ app: dependsOn, ...Object.fromEntries(LEAVES.map((id) => [id, []])) }), DAY);

/** In the order of their ids, as in the estate. */
const NAMES = ['a', 'app', 'b', 'c', 'dns'];

const KINDS = new Map<number, string>(Object.entries(KIND).map(([name, kind]) => [kind, name]));

const IMPACTS = new Map<number, string>([
  [UNCHANGED_BITS, ''],
  [SWITCH_BITS, ' as lost'],
  [impactBits(cappedAt('degraded')), ' as degraded'],
  [impactBits([0, 0, 2, 3]), ' from partial'],
  [impactBits([0, 0, 1, 1]), ' from partial, as degraded'],
]);

/** Vertices after the nodes are told by number and kind. */
const nameOf = ({ kinds }: TimedNetwork, vertex: number): string =>
  NAMES[vertex] ?? `${KINDS.get(kinds[vertex]!)!}#${vertex - NAMES.length}`;

const targets = (network: TimedNetwork): readonly string[] =>
  Array.from(network.kinds, (_, source) =>
    [...network.outputs.subarray(network.outputStart[source], network.outputStart[source + 1])].map(
      (edge) =>
        `${nameOf(network, source)} → ${nameOf(network, vertexOf(edge))}${IMPACTS.get(impactBitsOf(edge))}`,
    ),
  ).flat();

/** The same edges, from the other end. */
const sources = (network: TimedNetwork): readonly string[] =>
  Array.from(network.kinds, (_, target) =>
    [...network.inputs.subarray(network.inputStart[target], network.inputStart[target + 1])].map(
      (edge) =>
        `${nameOf(network, vertexOf(edge))} → ${nameOf(network, target)}${IMPACTS.get(impactBitsOf(edge))}`,
    ),
  ).flat();

const countsOf = (network: TimedNetwork, vertex: number): readonly number[] => {
  const at = 3 * (NAMES.length + vertex);
  return [...network.needed.subarray(at, at + 3)];
};

const added = (network: TimedNetwork): number => network.vertexCount - NAMES.length;

describe('a requirement', () => {
  it('of a node is an edge', () => {
    const network = compiled('a', { node: 'b', impact: 'degraded' });
    expect(added(network)).toBe(0);
    expect(targets(network)).toEqual(['a → app', 'b → app as degraded']);
  });

  it('that is needed twice is two', () => {
    expect(targets(compiled('a', 'a'))).toEqual(['a → app', 'a → app']);
  });

  it('with grace or recovery goes through a delay, after its impact', () => {
    const network = compiled({ node: 'a', impact: 'degraded', after: '90s', recovery: '2m' });
    expect(targets(network)).toEqual(['a → delay#0 as degraded', 'delay#0 → app']);
    expect(network.wait[5]).toBe(90e6);
    expect(network.lag[5]).toBe(120e6);
  });

  it.each([
    ['after', { after: '1s' }],
    ['recovery', { recovery: '1s' }],
  ])('needs a delay for %s alone', (_, terms) => {
    expect(targets(compiled({ node: 'a', ...terms }))).toEqual(['a → delay#0', 'delay#0 → app']);
  });

  it('that waits for no time needs none', () => {
    expect(added(compiled({ node: 'a', after: '0s', recovery: '0s' }))).toBe(0);
  });

  it('is held in whole microseconds', () => {
    const network = compiled({ node: 'a', after: '250ms', recovery: '0.1s' });
    expect([network.wait[5], network.lag[5]]).toEqual([250_000, 100_000]);
  });

  it('that only a start has goes through the delay before the start', () => {
    const network = compiled({ node: 'a', needed: 'start', recovery: '1m' });
    expect(targets(network)).toEqual(['a → delay#1', 'start#0 → app', 'delay#1 → start#0']);
    expect(network.subject[5]).toBe(1);
    expect(network.subject[6]).toBe(NONE);
  });
});

describe('a group', () => {
  it('is a vertex that counts its members, and has its impact behind it', () => {
    const network = compiled({ atLeast: 2, of: ['a', 'b', 'c'], impact: 'degraded' });
    expect(targets(network)).toEqual([
      'a → threshold#0',
      'b → threshold#0',
      'c → threshold#0',
      'threshold#0 → app as degraded',
    ]);
    expect(countsOf(network, 0)).toEqual([2, 2, 2]);
  });

  it.each([
    [{ allOf: ['a', 'b', 'c'] }, [1, 1, 1]],
    [{ anyOf: ['a', 'b', 'c'] }, [3, 3, 3]],
    [{ atLeast: { operational: 3, degraded: 2, partial: 1 }, of: ['a', 'b', 'c'] }, [1, 2, 3]],
  ] satisfies readonly (readonly [RawRequirement, readonly number[]])[])(
    '%j fails by %j',
    (group, counts) => {
      expect(countsOf(compiled(group), 0)).toEqual(counts);
    },
  );

  it('in a group is a member', () => {
    expect(targets(compiled({ anyOf: ['a', { allOf: ['b', 'c'] }] }))).toEqual([
      'a → threshold#0',
      'b → threshold#1',
      'c → threshold#1',
      'threshold#0 → app',
      'threshold#1 → threshold#0',
    ]);
  });

  it('hands the terms of its members to the node that has it', () => {
    const network = compiled({ anyOf: ['a', { allOf: [{ node: 'b', needed: 'start' }, 'c'] }] });
    const start = network.kinds.indexOf(KIND.start);
    expect(network.subject[start]).toBe(NAMES.indexOf('app'));
  });
});

describe('a failover', () => {
  const first = 'threshold#1';

  it('has a first member that its window watches, and the worse of both counts', () => {
    const network = compiled({ anyOf: ['a', 'b'], failover: '30s', impact: 'degraded' });
    expect(targets(network)).toEqual([
      `a → ${first}`,
      'b → threshold#0',
      'threshold#0 → threshold#2',
      `${first} → window#3`,
      `${first} → threshold#0`,
      'threshold#2 → app as degraded',
      'window#3 → threshold#2 from partial',
    ]);
    expect(network.wait[8]).toBe(30e6);
    expect(network.subject[8]).toBe(6);
    expect(countsOf(network, 2)).toEqual([1, 1, 1]);
  });

  it('counts during the window for what it is said to', () => {
    expect(targets(compiled({ anyOf: ['a', 'b'], failover: { time: '30s', during: 'degraded' } }))).toContain(
      'window#3 → threshold#2 from partial, as degraded',
    );
  });

  it.each([
    ['takes no time', { time: '0s' }],
    ['harms nobody meanwhile', { time: '30s', during: 'operational' }],
  ] as const)('that %s has no window', (_, failover) => {
    const network = compiled({ anyOf: ['a', 'b'], failover });
    expect(targets(network)).toEqual([
      `a → ${first}`,
      'b → threshold#0',
      'threshold#0 → app',
      `${first} → threshold#0`,
    ]);
    expect([...network.kinds].filter((kind) => kind !== KIND.threshold)).toEqual([]);
  });

  it('that requires something takes each later member out while that is lost', () => {
    const network = compiled({
      anyOf: ['a', 'b', 'c'],
      failover: { time: '30s', requires: [{ node: 'dns', impact: 'degraded' }] },
    });
    expect(targets(network)).toEqual([
      `a → ${first}`,
      'b → threshold#5',
      'c → threshold#6',
      'dns → threshold#7 as degraded',
      'threshold#0 → threshold#3',
      `${first} → window#4`,
      `${first} → threshold#0`,
      'switch#2 → threshold#5',
      'switch#2 → threshold#6',
      'threshold#3 → app',
      'window#4 → threshold#3 from partial',
      'threshold#5 → threshold#0',
      'threshold#6 → threshold#0',
      'threshold#7 → switch#2 as lost',
    ]);
    expect(network.wait[7]).toBe(30e6);
    expect(network.subject[7]).toBe(6);
    // Who watches the first member, in the order made: the switch and the window.
    expect([...network.watchers.subarray(network.watcherStart[6], network.watcherStart[7])]).toEqual([7, 9]);
  });
});

describe('what does not count on the day', () => {
  const over = { validUntil: '2020-01-01' };
  const later = { validFrom: '2024-06-16' };

  it('leaves no edge, and those after it find their nodes', () => {
    const network = compiled(
      { node: 'a', ...over, after: '5s' },
      { anyOf: ['a', { node: 'c', ...over }], ...later },
      { anyOf: [{ node: 'a', ...over }], failover: { time: '1s', requires: ['b'] } },
      'dns',
    );
    expect(added(network)).toBe(0);
    expect(targets(network)).toEqual(['dns → app']);
  });

  it('counts on its first day, and not on its last', () => {
    expect(targets(compiled({ node: 'a', validFrom: DAY }, { node: 'b', validUntil: DAY }))).toEqual([
      'a → app',
    ]);
  });

  it('leaves the members that remain a threshold that they can meet', () => {
    const network = compiled({ atLeast: 2, of: ['a', { node: 'b', ...over }, { node: 'c', ...later }] });
    expect(targets(network)).toEqual(['a → threshold#0', 'threshold#0 → app']);
    expect(countsOf(network, 0)).toEqual([1, 1, 1]);
  });

  it('is a first member: then nothing is switched from, and what the switch requires always counts', () => {
    const network = compiled({
      anyOf: [{ node: 'a', ...over }, 'b'],
      failover: { time: '30s', requires: ['dns'] },
    });
    expect(targets(network)).toEqual([
      'b → threshold#2',
      'dns → threshold#3',
      'threshold#0 → app',
      'threshold#1 → threshold#2',
      'threshold#2 → threshold#0',
      'threshold#3 → threshold#1 as lost',
    ]);
    expect(network.watchers).toHaveLength(0);
  });

  it('is all that a switch requires: then it is never lost', () => {
    const network = compiled(
      { anyOf: ['a', 'b'], failover: { time: '0s', requires: [{ node: 'dns', ...over }] } },
      'c',
    );
    expect(targets(network)).toEqual([
      `a → threshold#1`,
      'b → threshold#0',
      'c → app',
      'threshold#0 → app',
      'threshold#1 → threshold#0',
    ]);
  });
});

it('has every edge once from either end, with its impact', () => {
  const network = compiled(
    'a',
    { atLeast: 2, of: ['a', 'b', { anyOf: ['c', 'dns'], failover: { time: '1m', requires: ['a', 'app'] } }] },
    { node: 'b', impact: 'degraded', after: '1s', needed: 'start' },
  );
  expect(sources(network).toSorted()).toEqual(targets(network).toSorted());
  expect(targets(network)).toHaveLength(20);
});

it('lists the inputs of a node in the order written', () => {
  expect(sources(compiled('c', 'a', 'b'))).toEqual(['c → app', 'a → app', 'b → app']);
});

it('refuses a requirement of a node that is not there', () => {
  const estate = manyNodes(1, () => [{ form: 'node', node: numbered(1) }]);
  expect(() => compileTimed(estate, DAY)).toThrow('"n000001" is not in the estate');
});
