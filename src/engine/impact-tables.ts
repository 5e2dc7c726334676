/**
 * The impact maps as numbers: there are only 20 monotone tables that leave operational alone, so an edge carries
 * a table's number in five bits, and applying it is one look-up.
 */
import { type ImpactTable, isMonotone } from '../model/impact.ts';
import type { Rank } from '../model/state.ts';

const RANKS: readonly Rank[] = [0, 1, 2, 3];

const ALL: readonly ImpactTable[] = RANKS.flatMap((a) =>
  RANKS.flatMap((b) => RANKS.map((c) => [0, a, b, c] as const)),
).filter(isMonotone);

/** Bits that hold a table's number. */
export const TABLE_BITS = 5;

export const TABLE_MASK = (1 << TABLE_BITS) - 1;

/** `PASSED[(table << 2) | rank]` is the rank that an input of `rank` counts as. */
export const PASSED = Uint8Array.from(ALL.flat());

const NO_NUMBER = -1;

/** By the last three ranks, two bits each. */
const NUMBERS = new Int8Array(64).fill(NO_NUMBER);
ALL.forEach(([, a, b, c], number) => {
  NUMBERS[(a << 4) | (b << 2) | c] = number;
});

/** The number of a table; undefined if it is not monotone or does not leave operational alone. */
export const tableNumber = ([operational, degraded, partial, outage]: ImpactTable): number | undefined => {
  const number = NUMBERS[(degraded << 4) | (partial << 2) | outage]!;
  return operational !== 0 || number === NO_NUMBER ? undefined : number;
};
