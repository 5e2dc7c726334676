/** Proves that an edge carries its vertex and its impact without loss, for exactly the 20 impacts that there are. */
import { describe, expect, it } from 'vitest';
import {
  MOST_VERTICES,
  SWITCH_BITS,
  UNCHANGED_BITS,
  edgeOf,
  impactBits,
  passed,
  vertexOf,
} from '../../src/engine/edge.ts';
import { type ImpactTable, UNCHANGED, cappedAt, isMonotone, passedThrough } from '../../src/model/impact.ts';
import { type Rank, STATES, rankOf } from '../../src/model/state.ts';

const RANKS: readonly Rank[] = [0, 1, 2, 3];
/** Ranks that an edge is asked about: what is operational tells nobody. */
const FAILED: readonly Rank[] = [1, 2, 3];

/** All 256 tables, good and bad. */
const ALL: readonly ImpactTable[] = RANKS.flatMap((a) =>
  RANKS.flatMap((b) => RANKS.flatMap((c) => RANKS.map((d): ImpactTable => [a, b, c, d]))),
);

const isGood = (table: ImpactTable): boolean => table[0] === 0 && isMonotone(table);

const VERTICES = [0, 1, 31, 32, 65_535, 65_536, MOST_VERTICES - 1];

describe('of the 256 tables', () => {
  it('exactly 20 are monotone and leave operational alone', () => {
    expect(ALL.filter(isGood)).toHaveLength(20);
  });

  it.each(ALL.filter(isGood).map((table) => [table.join(''), table] as const))(
    '%s passes an edge unharmed, and the vertex with it',
    (_, table) => {
      for (const vertex of VERTICES) {
        const edge = edgeOf(vertex, impactBits(table));
        expect(vertexOf(edge)).toBe(vertex);
        expect(FAILED.map((rank) => passed(edge, rank))).toEqual(table.slice(1));
      }
    },
  );

  it('the others are refused', () => {
    for (const table of ALL.filter((other) => !isGood(other))) {
      expect(() => impactBits(table)).toThrow(`the impact ${table.join(',')} is not monotone`);
    }
  });
});

it('what is unchanged, and what a lost switch does', () => {
  expect(UNCHANGED_BITS).toBe(impactBits(UNCHANGED));
  expect(SWITCH_BITS).toBe(impactBits([0, 0, 3, 3]));
});

it.each(STATES)('the cap at %s is what the model says it is', (state) => {
  const edge = edgeOf(7, impactBits(cappedAt(state)));
  for (const from of STATES.slice(1)) {
    expect(passed(edge, rankOf(from))).toBe(rankOf(passedThrough(cappedAt(state), from)));
  }
});
