/** Proves that impacts, however written, are one table, and which tables are monotone or plain caps. */
import { describe, expect, it } from 'vitest';
import {
  type ImpactTable,
  UNCHANGED,
  capOf,
  cappedAt,
  isMonotone,
  passedThrough,
  sameTable,
  tableOf,
} from '../../src/model/impact.ts';
import { type Rank, STATES, isState, rankOf, stateOf, worse } from '../../src/model/state.ts';

const RANKS: readonly Rank[] = [0, 1, 2, 3];
const ALL: readonly ImpactTable[] = RANKS.flatMap((a) =>
  RANKS.flatMap((b) => RANKS.flatMap((c) => RANKS.map((d) => [a, b, c, d] as const))),
);

describe('tables', () => {
  it('a cap lets nothing worse through', () => {
    expect(STATES.map((state) => cappedAt(state))).toEqual([
      [0, 0, 0, 0],
      [0, 1, 1, 1],
      [0, 1, 2, 2],
      [0, 1, 2, 3],
    ]);
    expect(cappedAt('outage')).toEqual(UNCHANGED);
  });

  it('a state that a map leaves out counts as itself', () => {
    expect(tableOf({})).toEqual([0, 1, 2, 3]);
    expect(tableOf({ outage: 'degraded', partial: 'degraded' })).toEqual([0, 1, 1, 1]);
    expect(tableOf({ operational: 'outage', degraded: 'operational' })).toEqual([3, 0, 2, 3]);
  });

  it('of all 256 tables, 35 are monotone: those that sorting does not change', () => {
    const monotone = ALL.filter((table) => isMonotone(table));
    expect(monotone).toHaveLength(35);
    for (const table of ALL) expect(isMonotone(table)).toBe(String(table) === String(table.toSorted()));
  });

  it('of all tables, four are caps', () => {
    const caps = ALL.flatMap((table) => capOf(table) ?? []);
    expect(caps.toSorted()).toEqual([...STATES].toSorted());
    for (const state of STATES) expect(capOf(cappedAt(state))).toBe(state);
  });

  it('what passes through is what the table says', () => {
    expect(STATES.map((state) => passedThrough([0, 0, 1, 3], state))).toEqual([
      'operational',
      'operational',
      'degraded',
      'outage',
    ]);
  });

  it('tables are the same if all ranks are', () => {
    expect(ALL.filter((table) => sameTable(table, [0, 1, 2, 2]))).toEqual([[0, 1, 2, 2]]);
  });
});

describe('states', () => {
  it('rank from good to bad, and back', () => {
    expect(STATES.map((state) => rankOf(state))).toEqual([0, 1, 2, 3]);
    expect(RANKS.map((rank) => stateOf(rank))).toEqual(STATES);
  });

  it('the worse of two', () => {
    for (const a of RANKS)
      for (const b of RANKS) expect(rankOf(worse(stateOf(a), stateOf(b)))).toBe(Math.max(a, b));
  });

  it.each(['none', 'Outage', '', 'toString', '__proto__', 3, null, undefined, ['outage']])(
    '%j is no state',
    (value) => {
      expect(isState(value)).toBe(false);
    },
  );
});
