/** Proves that what was written down is told of each vertex at any time, to the microsecond. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, Log } from '../../../src/engine/timeline/history.ts';
import { holds } from '../../support/law.ts';

const SECOND = 1_000_000;

type Change = readonly [vertex: number, seconds: number, rank: number];

const historyOf = (vertices: number, changes: readonly Change[]): History => {
  const log = new Log();
  for (const [vertex, seconds, rank] of changes) log.add(vertex, seconds * SECOND, rank);
  return log.history(vertices);
};

// Vertex 1 gets worse and better in steps, 2 never changes, 3 does not come back.
const history = historyOf(4, [
  [1, 2, 1],
  [0, 2, 3],
  [1, 5, 3],
  [3, 5, 2],
  [1, 6, 0],
  [0, 7, 0],
  [1, 6.5, 2],
  [1, 9, 0],
]);

describe('the rank', () => {
  it('changes at the very microsecond, not before', () => {
    const around = [2, 5, 6].flatMap((seconds) =>
      [-1, 0, 1].map((by) => history.at(1, seconds * SECOND + by)),
    );
    expect(around).toEqual([0, 1, 1, 1, 3, 3, 3, 0, 0]);
  });

  it('just before is that of before the change, and a microsecond later that of the change', () => {
    const around = [2, 5, 6].flatMap((seconds) =>
      [-1, 0, 1].map((by) => history.justBefore(1, seconds * SECOND + by)),
    );
    expect(around).toEqual([0, 0, 1, 1, 1, 3, 3, 3, 0]);
  });

  it('is operational before the first change, and stays after the last', () => {
    expect([0, 1, 2, 3].map((vertex) => history.at(vertex, 0))).toEqual([0, 0, 0, 0]);
    expect([0, 1, 2, 3].map((vertex) => history.at(vertex, 1e15))).toEqual([0, 0, 0, 2]);
  });

  it('of one vertex is not that of its neighbour', () => {
    expect([0, 1, 2, 3].map((vertex) => history.at(vertex, 5 * SECOND))).toEqual([3, 3, 0, 2]);
  });
});

describe('the last change', () => {
  it('is that up to a time, or before it', () => {
    const last = (seconds: number, isBefore: boolean): number | undefined =>
      history.lastChange(1, seconds * SECOND, isBefore);
    expect(last(1, false)).toBeUndefined();
    expect(last(2, false)).toBe(2 * SECOND);
    expect(last(2, true)).toBeUndefined();
    expect(last(5, true)).toBe(2 * SECOND);
    expect(last(5, false)).toBe(5 * SECOND);
    expect(last(100, true)).toBe(9 * SECOND);
    expect(history.lastChange(2, 100 * SECOND, false)).toBeUndefined();
    // The first of its vertex, not the last of the one before.
    expect(history.lastChange(3, 5 * SECOND, true)).toBeUndefined();
  });
});

describe('the intervals', () => {
  it('are the times in which it was not operational, in seconds', () => {
    expect(history.intervals(1)).toEqual([
      { from: 2, until: 5, rank: 1 },
      { from: 5, until: 6, rank: 3 },
      { from: 6.5, until: 9, rank: 2 },
    ]);
    expect(history.intervals(0)).toEqual([{ from: 2, until: 7, rank: 3 }]);
    expect(history.intervals(2)).toEqual([]);
  });

  it('have no end where it was not seen', () => {
    expect(history.intervals(3)).toEqual([{ from: 5, until: undefined, rank: 2 }]);
  });

  it('are there of those that changed', () => {
    expect([0, 1, 2, 3].map((vertex) => history.hasChanged(vertex))).toEqual([true, true, false, true]);
  });
});

it('has none if nothing was written down', () => {
  const empty = historyOf(2, []);
  expect(empty.hasChanged(1)).toBe(false);
  expect(empty.at(1, 5)).toBe(0);
  expect(empty.intervals(1)).toEqual([]);
});

it('says of any changes at any time what looking through them all says', () => {
  const changes = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.integer({ min: 0, max: 3 })), { maxLength: 30 });
  holds(
    1_000,
    fc.property(changes, fc.nat(3), fc.nat(100), (steps, vertex, time) => {
      // No vertex changes twice at one time: an instant is written down once it is solved.
      let now = 0;
      const all = steps.map(([each, wait, rank]): Change => [each, (now += wait + 1), rank]);
      const of = (isSeen: (at: number) => boolean) =>
        all.findLast(([each, at]) => each === vertex && isSeen(at * SECOND));
      const asked = (time * SECOND) / 2;
      const told = historyOf(4, all);
      const upTo = of((at) => at <= asked);
      const before = of((at) => at < asked);
      expect(told.at(vertex, asked)).toBe(upTo?.[2] ?? 0);
      expect(told.justBefore(vertex, asked)).toBe(before?.[2] ?? 0);
      expect(told.lastChange(vertex, asked, false)).toBe(upTo && upTo[1] * SECOND);
      expect(told.lastChange(vertex, asked, true)).toBe(before && before[1] * SECOND);
    }),
  );
});
