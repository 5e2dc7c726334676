/**
 * Layers as rows of columns: a layer that would be much wider than the picture should be is stacked, several items in a
 * column, in the order that the layer has. So wide layers become grids, and small things fill the room beside tall ones.
 */
import { GAP, LANE, LAYER_GAP, MOST_LAYER_GAP, STACK_GAP } from './lengths.ts';
import type { Orders } from './order.ts';
import type { Strata } from './strata.ts';

export interface Column {
  /** Items, from top to bottom; or one lane. */
  readonly slots: readonly number[];
  readonly across: number;
  readonly along: number;
}

export interface Row {
  readonly layer: number;
  readonly columns: readonly Column[];
  /** With the gaps between its columns. */
  readonly across: number;
  readonly along: number;
  /** Where it begins. */
  readonly top: number;
  /** It holds what nothing touches, for which its layer has no room. */
  readonly isShelf: boolean;
}

/** Times as wide as wanted that a container may become before its layers are stacked. */
const TOO_WIDE = 1.4;
/** What is narrower is not stacked, however high it is: a handful of things stand side by side. */
const NARROW = 480;
/** Limits that are tried, each so much narrower than the one before. */
const LIMITS = 16;
const NARROWER = 0.75;

/** Lengths of items. */
export interface Sizes {
  readonly across: Float64Array;
  readonly along: Float64Array;
}

/** The rows of a container, whose width by height is near to `aspect`. */
export const rowsOf = (strata: Strata, orders: Orders, sizes: Sizes, aspect: number): readonly Row[] => {
  const area = areaOf(sizes);
  const widest = orders.reduce((most, order) => Math.max(most, lengthOf(order, sizes)), 0);
  let limit = Math.max(widest, Math.sqrt(area * aspect));
  let best = rowsWithin(limit, strata, orders, sizes);
  let bestMiss = missOf(best, aspect);
  if (bestMiss < Math.log(TOO_WIDE)) return best;
  const narrowest = sizes.across.reduce((most, length) => Math.max(most, length), 0);
  for (let tried = 0; tried < LIMITS && limit > Math.max(NARROW, narrowest); tried++) {
    limit *= NARROWER;
    const rows = rowsWithin(limit, strata, orders, sizes);
    const miss = missOf(rows, aspect);
    if (Math.abs(miss) < Math.abs(bestMiss)) [best, bestMiss] = [rows, miss];
    // Narrower still would only be higher.
    if (miss < 0) break;
  }
  return best;
};

const areaOf = ({ across, along }: Sizes): number =>
  across.reduce((sum, length, item) => sum + (length + GAP) * (along[item]! + STACK_GAP), 0);

/** Above 0: too wide; below: too high. */
const missOf = (rows: readonly Row[], aspect: number): number => {
  const last = rows.at(-1);
  if (last === undefined) return 0;
  const wide = rows.reduce((most, row) => Math.max(most, row.across), 1);
  return Math.log(wide / Math.max(1, last.top + last.along) / aspect);
};

const lengthOf = (order: readonly number[], { across }: Sizes): number =>
  order.reduce((sum, slot) => sum + (across[slot] ?? 2 * LANE) + GAP, -GAP);

const rowsWithin = (limit: number, strata: Strata, orders: Orders, sizes: Sizes): readonly Row[] => {
  const rows = orders.flatMap((order, layer) => {
    const alone = strata.alone[layer]!;
    if (!strata.isLayered) return [rowOf(layer, columnsWithin(limit, [...order, ...alone], sizes))];
    const row = rowOf(layer, columnsWithin(limit, order, sizes));
    if (alone.length === 0) return [row];
    return besideShelf(row, rowOf(layer, columnsWithin(limit, alone, sizes), true));
  });
  return belowEachOther(rows, strata.isLayered);
};

/** A shelf stands where no edge of its layer passes: above the first layer, below all others. */
export const besideShelf = (row: Row, shelf: Row): readonly Row[] =>
  row.layer === 0 ? [shelf, row] : [row, shelf];

export const rowOf = (layer: number, columns: readonly Column[], isShelf = false): Row => ({
  layer,
  columns,
  across: columns.reduce((sum, column) => sum + column.across + GAP, -GAP),
  along: columns.reduce((most, column) => Math.max(most, column.along), 0),
  top: 0,
  isShelf,
});

/** The rows with their tops. */
export const belowEachOther = (rows: readonly Row[], isLayered: boolean): readonly Row[] => {
  let top = 0;
  return rows.map((row, i) => {
    const last = rows[i - 1];
    if (last !== undefined)
      top += last.along + (isLayered && last.layer !== row.layer ? gapBetween(last, row) : STACK_GAP);
    return { ...row, top };
  });
};

/** Edges that go far across need more room, or they would lie on what they pass. */
const gapBetween = (above: Row, below: Row): number =>
  Math.min(MOST_LAYER_GAP, Math.max(LAYER_GAP, 0.08 * Math.min(above.across, below.across)));

/** Columns of items and lanes, in their order, that are no wider than the limit if that can be. */
export const columnsWithin = (limit: number, order: readonly number[], sizes: Sizes): readonly Column[] => {
  const plain = plainColumns(order, sizes);
  const wide = lengthOf(order, sizes);
  if (wide <= limit) return plain;
  // What is stacked leaves no lanes between.
  const items = plain.filter((column) => column.slots[0]! < sizes.across.length);
  const highest = items.reduce((most, { along }) => Math.max(most, along), 0);
  const usual = items.reduce((sum, { along }) => sum + along + STACK_GAP, 0) / items.length;
  for (let stack = Math.ceil(wide / limit); ; stack = Math.ceil(stack * 1.2)) {
    const columns = stacked(items, Math.max(highest, stack * usual - STACK_GAP + 1));
    const across = columns.reduce((sum, column) => sum + column.across + GAP, -GAP);
    if (across <= limit || columns.length === 1 || stack > items.length) return columns;
  }
};

/** A column each. */
export const plainColumns = (order: readonly number[], { across, along }: Sizes): readonly Column[] =>
  order.map((slot) => ({ slots: [slot], across: across[slot] ?? 0, along: along[slot] ?? 0 }));

/** The same, as many in a column as the height allows. */
export const stacked = (items: readonly Column[], height: number): readonly Column[] => {
  const columns: { slots: number[]; across: number; along: number }[] = [];
  for (const { slots, across, along } of items) {
    const last = columns.at(-1);
    if (last !== undefined && last.along + STACK_GAP + along <= height) {
      last.slots.push(...slots);
      last.across = Math.max(last.across, across);
      last.along += STACK_GAP + along;
    } else columns.push({ slots: [...slots], across, along });
  }
  return columns;
};
