/** Where what nothing touches stands: at the end of its layer's row where there is room, or on a shelf of its own. */
import { GAP } from './lengths.ts';
import {
  type Column,
  type Row,
  type Sizes,
  belowEachOther,
  besideShelf,
  columnsWithin,
  plainColumns,
  rowOf,
  stacked,
} from './rows.ts';
import type { Strata } from './strata.ts';

/**
 * The rows with all that is alone, whose centres are put into `centres`.
 *
 * @param rows without shelves
 * @param aspect of the container: what is narrower may become as wide
 */
export const withShelves = (
  strata: Strata,
  rows: readonly Row[],
  sizes: Sizes,
  aspect: number,
  centres: Float64Array,
): readonly Row[] => {
  const last = rows.at(-1);
  if (last === undefined || !strata.isLayered) return rows;
  const { low, high } = extentOf(rows, centres);
  const wide = Math.max(high - low, aspect * (last.top + last.along));
  const all = rows.flatMap((row) => {
    const alone = strata.alone[row.layer]!;
    if (alone.length === 0) return [row];
    const tucked = stacked(plainColumns(alone, sizes), row.along);
    const across = rowOf(row.layer, tucked).across;
    const end = extentOf([row], centres).high + GAP;
    if (end + across <= low + wide) {
      put(tucked, end, centres);
      return [rowOf(row.layer, [...row.columns, ...tucked])];
    }
    const shelf = rowOf(row.layer, columnsWithin(wide, alone, sizes), true);
    put(shelf.columns, (low + high - shelf.across) / 2, centres);
    return besideShelf(row, shelf);
  });
  return belowEachOther(all, true);
};

/** From the left end of the leftmost column to the right end of the rightmost one. */
const extentOf = (
  rows: readonly Row[],
  centres: Float64Array,
): { readonly low: number; readonly high: number } => {
  let low = Infinity;
  let high = -Infinity;
  for (const { columns } of rows) {
    for (const { slots, across } of columns) {
      low = Math.min(low, centres[slots[0]!]! - across / 2);
      high = Math.max(high, centres[slots[0]!]! + across / 2);
    }
  }
  return { low, high };
};

const put = (columns: readonly Column[], start: number, centres: Float64Array): void => {
  let at = start;
  for (const { slots, across } of columns) {
    for (const slot of slots) centres[slot] = at + across / 2;
    at += across + GAP;
  }
};
