/** Minimal cut sets of published trees, and of trees whose answer everyone can see. */
import { describe, expect, it } from 'vitest';
import { minimalCutSets } from '../../../src/engine/fault-tree/cut-sets.ts';
import type { FaultTree, Gate } from '../../../src/engine/fault-tree/tree.ts';
import { PUBLISHED, published } from './aralia.ts';

const gate = (operator: Gate['operator'], inputs: readonly number[], atLeast = 0): Gate => ({
  operator,
  atLeast,
  inputs,
});

describe('published trees', () => {
  it.each(PUBLISHED.filter(({ counts }) => counts !== undefined))(
    '$name has as many sets of each order as SCRAM finds',
    ({ name, counts }) => {
      const found = minimalCutSets(published(name).tree);
      expect(found.complete).toBe(true);
      expect(found.counts).toEqual([0, ...counts!].map(BigInt));
    },
  );

  it.each(PUBLISHED.filter(({ counts }) => counts !== undefined))(
    '$name has, up to order 4, the first of these',
    ({ name, counts }) => {
      const found = minimalCutSets(published(name).tree, { order: 4 });
      const first = [0, ...counts!].slice(0, 5).map(BigInt);
      expect([...found.counts, ...first.map(() => 0n)].slice(0, 5)).toEqual(first);
    },
  );

  it('das9209 has 82 milliards of them, which nobody could list', () => {
    const found = minimalCutSets(published('das9209').tree);
    expect(found.counts.reduce((sum, count) => sum + count, 0n)).toBe(82_000_000_000n);
    const first = found.list(3);
    expect(first).toHaveLength(3);
    const least = found.counts.findIndex((count) => count > 0n);
    for (const set of first) expect(set).toHaveLength(least);
  });

  it('lists the same sets in the order of size as it does order by order', () => {
    const found = minimalCutSets(published('chinese').tree);
    const all = found.list(1_000);
    expect(all).toHaveLength(392);
    expect(all).toEqual(found.counts.flatMap((_, order) => found.list(1_000, order)));
    expect(new Set(all.map(String)).size).toBe(392);
  });

  it('gives the most probable sets in the order of their probability', () => {
    const { tree } = published('isp9605');
    // Probabilities of its own: the published ones are all alike.
    const p = Float64Array.from({ length: tree.eventCount }, (_, event) => 0.01 + 0.03 * ((event * 7) % 11));
    const found = minimalCutSets(tree);
    const all = found.list(10_000).map((events) => events.reduce((product, event) => product * p[event]!, 1));
    const best = found.mostProbable(p, 25);
    const expected = all.toSorted((a, b) => b - a).slice(0, 25);
    best.forEach(({ probability }, at) => expect(probability).toBeCloseTo(expected[at]!, 15));
  });
});

describe('small trees', () => {
  it('are what their gate says where there is one gate', () => {
    const tree: FaultTree = { eventCount: 3, gates: [gate('atLeast', [0, 2, 4], 2)], top: 6 };
    expect(minimalCutSets(tree).list(9)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  it('take nothing that holds only because of itself', () => {
    // Each of two gates needs the other or an event of its own.
    const circle: FaultTree = { eventCount: 2, gates: [gate('or', [0, 6]), gate('or', [2, 4])], top: 4 };
    expect(minimalCutSets(circle).list(9)).toEqual([[0], [1]]);
    const empty: FaultTree = { eventCount: 2, gates: [gate('and', [0, 6]), gate('or', [4])], top: 4 };
    expect(minimalCutSets(empty).counts).toEqual([]);
  });

  it('say that the top always holds, or never', () => {
    expect(minimalCutSets({ eventCount: 1, gates: [gate('and', [])], top: 2 }).counts).toEqual([1n]);
    expect(minimalCutSets({ eventCount: 1, gates: [gate('or', [])], top: 2 }).counts).toEqual([]);
  });
});

describe('limits', () => {
  it('stop it with what is exact up to some order', () => {
    const { tree } = published('edfpa15r');
    const some = minimalCutSets(tree, { nodes: 2_000 });
    const all = minimalCutSets(tree);
    expect(some.complete).toBe(false);
    expect(some.counts.length).toBeGreaterThan(1);
    expect(some.counts).toEqual(all.counts.slice(0, some.counts.length));
    expect(some.list(5)).toEqual(all.list(5));
  });

  it('say that nothing is known where nothing is', () => {
    const some = minimalCutSets(published('edfpa15r').tree, { nodes: 10 });
    expect(some).toMatchObject({ complete: false, counts: [] });
    expect(some.list(5)).toEqual([]);
  });

  it('are no matter of how wide a gate is', () => {
    const WIDTH = 100_000;
    const all = Array.from({ length: WIDTH }, (_, event) => 2 * event);
    const one = minimalCutSets({ eventCount: WIDTH, gates: [gate('or', all)], top: 2 * WIDTH });
    expect(one.counts).toEqual([0n, BigInt(WIDTH)]);
    expect(one.list(2)).toEqual([[0], [1]]);
    const whole = minimalCutSets({ eventCount: WIDTH, gates: [gate('and', all)], top: 2 * WIDTH });
    expect(whole.counts).toHaveLength(WIDTH + 1);
    expect(whole.list(2)).toEqual([all.map((input) => input / 2)]);
    expect(whole.probability(new Float64Array(WIDTH).fill(1))).toBe(1);
  });

  it('are no matter of how long a chain is', () => {
    const LENGTH = 100_000;
    // Gate i holds if event i does, or if the next gate and the last event do.
    const gates = Array.from({ length: LENGTH }, (_, at) =>
      at % 2 === 0
        ? gate('or', [2 * at, 2 * (LENGTH + Math.min(at + 1, LENGTH - 1))])
        : gate('and', [2 * at, 2 * (LENGTH + Math.min(at + 1, LENGTH - 1))]),
    );
    const tree: FaultTree = {
      eventCount: LENGTH,
      gates: [...gates.slice(0, -1), gate('or', [2 * (LENGTH - 1)])],
      top: 2 * LENGTH,
    };
    const found = minimalCutSets(tree, { order: 3 });
    expect(found.counts.slice(0, 4)).toEqual([0n, 1n, 1n, 1n]);
  });
});
