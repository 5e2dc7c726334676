/** The order of the table of apps. What an app does not have (an owner, a cost) stands last, whichever way it is sorted. */
import { byCodePoint } from '../../../src/model/order.ts';
import type { Sort } from '../../model/state.ts';
import type { AppRow } from './rows.ts';

/** What people want to see first of each: the worst, the dearest; else what comes first. */
export const STARTS_HIGH: Readonly<Record<Sort, boolean>> = {
  state: true,
  cost: true,
  name: false,
  tier: false,
  owner: false,
  wave: false,
};

const KEYS: Readonly<Record<Sort, (row: AppRow) => number | string | undefined>> = {
  state: ({ rank }) => rank,
  name: ({ facts }) => (facts.name ?? facts.id).toLowerCase(),
  tier: ({ facts }) => facts.tier,
  owner: ({ facts }) => facts.owner?.toLowerCase(),
  cost: ({ facts }) => facts.costPerHour,
  wave: ({ wave }) => wave,
};

/**
 * The rows by one of their columns; ties by state (the worst first), then by tier, then by id.
 *
 * @param isDescending The other way round than the column begins with.
 */
export const sortedRows = (rows: readonly AppRow[], sort: Sort, isDescending: boolean): readonly AppRow[] => {
  const keyOf = KEYS[sort];
  const sign = STARTS_HIGH[sort] === isDescending ? 1 : -1;
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .toSorted(
      (a, b) =>
        byPresence(a.key, b.key) ||
        sign * byKey(a.key, b.key) ||
        byState(a.row, b.row) ||
        byTier(a.row, b.row) ||
        a.row.position - b.row.position,
    )
    .map(({ row }) => row);
};

type Key = number | string | undefined;

const byPresence = (a: Key, b: Key): number => Number(a === undefined) - Number(b === undefined);

const byKey = (a: Key, b: Key): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return typeof a === 'string' && typeof b === 'string' ? byCodePoint(a, b) : 0;
};

const byState = (a: AppRow, b: AppRow): number => b.rank - a.rank;

const byTier = (a: AppRow, b: AppRow): number => (a.facts.tier ?? Infinity) - (b.facts.tier ?? Infinity) || 0;
