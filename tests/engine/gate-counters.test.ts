/** Proves that packed counters count as three plain numbers do, for groups of any size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LOSS,
  copied,
  failedRank,
  gateCounters,
  isWhole,
  refilled,
  without,
} from '../../src/engine/gate-counters.ts';

/** Inputs that go from operational to some rank, or from one rank to a worse one. */
const losses = (most: number): fc.Arbitrary<Change[]> =>
  fc.array(fc.constantFrom<Change[]>([0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]), {
    minLength: 1,
    maxLength: most,
  });

const thresholds = (most: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.integer({ min: 1, max: most }), { minLength: 3, maxLength: 3 })
    .map((counts) => counts.toSorted((a, b) => a - b));

/** What the solver does with one gate, one input after the other. */
const ranksByCounters = (needed: readonly number[], inputs: readonly Change[]): number[] => {
  const { left, reserves } = copied(gateCounters(needed));
  return inputs.map(([before, now]) => {
    const whole = left[0]!;
    left[0] = isWhole(whole) ? whole - LOSS[4 * before + now]! : without(whole, before, now);
    const reserve = reserves.get(0);
    if (!isWhole(left[0]) && reserve !== undefined) left[0] = refilled(left[0], reserve);
    return failedRank(left[0]);
  });
};

const ranksByCounting = (needed: readonly number[], inputs: readonly Change[]): number[] => {
  const lost = [0, 0, 0];
  return inputs.map(([before, now]) => {
    for (let level = before; level < now; level++) lost[level]!++;
    return lost.filter((count, level) => count >= needed[level]!).length;
  });
};

type Change = readonly [before: number, now: number];

/** Sequences that inputs can make: one that gets worse was there before; otherwise it is a new one. */
const madePossible = (changes: readonly Change[]): readonly Change[] => {
  const at = [Infinity, 0, 0, 0];
  return changes.map(([wanted, now]) => {
    const before = at[wanted]! > 0 ? wanted : 0;
    at[before]!--;
    at[now]!++;
    return [before, now];
  });
};

describe('packed gate counters', () => {
  it.each([
    ['small groups', 8, 30, 20_000],
    ['groups around what a counter holds', 1_030, 3_000, 60],
    ['groups with a reserve', 4_000, 9_000, 30],
  ])('count as plain numbers do: %s', (_, most, length, runs) => {
    fc.assert(
      fc.property(thresholds(most), losses(length), (needed, inputs) => {
        const possible = madePossible(inputs);
        expect(ranksByCounters(needed, possible)).toEqual(ranksByCounting(needed, possible));
      }),
      { numRuns: runs, seed: 20170228 },
    );
  });

  it('are copied for each run, reserves too', () => {
    const counters = gateCounters([2, 3, 5_000]);
    const once = copied(counters);
    once.left[0] = 0;
    once.reserves.get(0)![2] = 0;
    expect(copied(counters)).toEqual(gateCounters([2, 3, 5_000]));
  });
});
