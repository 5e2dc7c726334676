/** Proves what the laws of cut sets cannot reach with small models: long chains, large groups, many replicas, limits. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/engine/compile.ts';
import { type Cone, conesOf } from '../../../src/engine/cut-sets/cone.ts';
import { coreOf } from '../../../src/engine/cut-sets/core.ts';
import { type CutSetLimits, type CutSets, cutSetsOf } from '../../../src/engine/cut-sets/cut-sets.ts';
import { treeOf } from '../../../src/engine/cut-sets/fault-tree-of.ts';
import { reduced } from '../../../src/engine/cut-sets/reduce.ts';
import { inputsOf } from '../../../src/engine/network.ts';
import type { Estate } from '../../../src/model/estate.ts';
import { isCoherent } from '../../../src/engine/fault-tree/tree.ts';
import type { Rank } from '../../../src/model/state.ts';
import { DAY, type Needs, estateWith } from '../estates.ts';

const coneIn = (estate: Estate, id: string, rank: Rank = 3): Cone => {
  const network = compile(estate, DAY);
  const app = estate.positions.get(id)!;
  return conesOf(network, inputsOf(network))(app, rank, (position) => position !== app);
};

const found = (needs: Needs, id: string, limits: CutSetLimits = {}, rank: Rank = 3): CutSets =>
  cutSetsOf(coneIn(estateWith(needs), id, rank), limits);

const many = (count: number, id: (i: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, i) => id(i));

/** Needs of a fat tree's pods: servers on an edge switch, that on any of some switches, these on any of shared ones. */
const pods = (count: number, half: number): Needs => ({
  ...Object.fromEntries(
    many(half * half, (i) => `core-${Math.floor(i / half)}-${i % half}`).map((id) => [id, []]),
  ),
  ...Object.fromEntries(
    many(count, (pod) => `pod-${pod}`).flatMap((pod) => [
      [`${pod}/server`, [`${pod}/edge`]],
      [`${pod}/edge`, [{ anyOf: many(half, (a) => `${pod}/agg-${a}`) }]],
      ...many(half, (a) => `${pod}/agg-${a}`).map(
        (id, a) => [id, [{ anyOf: many(half, (i) => `core-${a}-${i}`) }]] as const,
      ),
    ]),
  ),
});

describe('cut sets', () => {
  it('take a chain of 100,000 nodes, all of it single failures', () => {
    const length = 100_000;
    const chain = Object.fromEntries(
      many(length, (i) => `n${i}`).map((id, i) => [id, i + 1 < length ? [`n${i + 1}`] : []]),
    );
    expect(found(chain, 'n0').counts[1]).toBe(BigInt(length - 1));
  });

  it('take a chain of 20,000 groups, each around the next', () => {
    const length = 20_000;
    const chain = Object.fromEntries(
      many(length, (i) => `n${i}`).flatMap((id, i) => [
        [id, i + 1 < length ? [{ anyOf: [`n${i + 1}`, `spare${i}`] }] : []],
        [`spare${i}`, []],
      ]),
    );
    // To fail n0, n1 and its spare; or instead of n1, n2 and its spare; and so on.
    const { counts, isComplete } = found(chain, 'n0', { order: 3 });
    expect(isComplete).toBe(true);
    expect(counts.slice(0, 4)).toEqual([0n, 0n, 1n, 1n]);
  });

  it('count the members of groups beyond what a counter holds', () => {
    const members = many(2_000, (i) => `m${i}`);
    const needs = { ...Object.fromEntries(members.map((id) => [id, []])), app: [{ anyOf: members }] };
    const { counts } = found(needs, 'app');
    expect(counts.findIndex((count) => count > 0n)).toBe(2_000);
    expect(counts[2_000]).toBe(1n);
  });

  it('of so many of so many are all ways to choose', () => {
    const members = many(12, (i) => `m${i}`);
    const needs = {
      ...Object.fromEntries(members.map((id) => [id, []])),
      app: [{ atLeast: 8, of: members }],
    };
    // It falls with the fifth: 12 choose 5.
    expect(found(needs, 'app').counts).toEqual([0n, 0n, 0n, 0n, 0n, 792n]);
  });

  it('of replicas on a shared network are found to the last, however large', () => {
    const half = 12;
    const { counts, first, isComplete } = found(
      { ...pods(3, half), app: [{ anyOf: many(3, (pod) => `pod-${pod}/server`) }] },
      'app',
    );
    expect(isComplete).toBe(true);
    // A server or its edge switch of each; or of two of them, and all switches above the third.
    expect([counts[3], counts[2 + half]]).toEqual([8n, 12n]);
    expect(first(9).map((set) => set.length)).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 14]);
  });

  it('stop at a limit, and tell up to which size all are known', () => {
    const ring = many(24, (i) => `n${i}`);
    const needs = {
      ...Object.fromEntries(ring.map((id) => [id, []])),
      app: ring.map((id, i) => ({ anyOf: [id, ring[(i + 1) % 24]!, ring[(i + 5) % 24]!] })),
    };
    expect(found(needs, 'app', { order: 3 })).toMatchObject({ isComplete: true, order: 3 });
    expect(found(needs, 'app', { order: 3, nodes: 150 })).toMatchObject({ isComplete: false, order: 2 });
    expect(found(needs, 'app', { nodes: 10 })).toMatchObject({ isComplete: false, order: 1 });
  });

  it('of what cannot fall are none', () => {
    const { counts, first } = found({ app: [{ node: 'soft', impact: 'degraded' }], soft: [] }, 'app');
    expect(counts).toEqual([0n, 0n]);
    expect(first(5)).toEqual([]);
  });
});

describe('the core of a cone', () => {
  it('has one class for all that fails with the same thing', () => {
    const cone = coneIn(
      estateWith({
        app: [{ anyOf: ['a', 'b'] }],
        a: ['a-db', 'a-queue'],
        b: ['b-db'],
        'a-db': [],
        'a-queue': [],
        'b-db': [],
      }),
      'app',
    );
    const { classes, thresholds } = coreOf(cone);
    expect(new Set(classes.map((events) => events.length))).toEqual(new Set([2, 3]));
    expect(thresholds).toHaveLength(1);
  });

  it('is a single module where nothing is shared', () => {
    const groups = many(6, (i) => `g${i}`);
    const needs: Needs = {
      app: [{ atLeast: 3, of: groups }],
      ...Object.fromEntries(groups.map((id) => [id, [{ anyOf: [`${id}-x`, `${id}-y`] }]])),
      ...Object.fromEntries(groups.flatMap((id) => [`${id}-x`, `${id}-y`]).map((id) => [id, []])),
    };
    expect(reduced(coreOf(coneIn(estateWith(needs), 'app')))).toMatchObject({
      modules: { length: 1 },
      thresholds: [],
    });
  });
});

describe('the fault tree of a cone', () => {
  it('names no input of a gate twice, and negates nothing', () => {
    const cone = coneIn(
      estateWith({
        app: [{ atLeast: 2, of: ['a', 'a', 'b', { node: 'a', impact: { partial: 'outage' } }] }, 'c', 'c'],
        a: [],
        b: ['c'],
        c: [],
      }),
      'app',
    );
    const { tree } = treeOf(cone);
    expect(isCoherent(tree)).toBe(true);
    for (const { inputs } of tree.gates) expect(new Set(inputs).size).toBe(inputs.length);
  });

  it('says of each gate what it means, and of each event whose outage it is', () => {
    const estate = estateWith({ app: ['mid'], mid: [{ anyOf: ['a', 'b'] }], a: [], b: [] });
    const { tree, events, meanings } = treeOf(coneIn(estate, 'app'));
    expect([...events].map((position) => estate.nodes[position]!.id)).toEqual(['a', 'b', 'mid']);
    expect(meanings).toHaveLength(tree.gates.length);
    const top = meanings[(tree.top >> 1) - tree.eventCount]!;
    expect([estate.nodes[top >> 2]?.id, top & 3]).toEqual(['mid', 3]);
  });
});
