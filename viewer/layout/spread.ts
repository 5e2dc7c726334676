/**
 * Where the columns of each row stand: each as near to the middle of what it is joined to as order and gaps allow, so
 * that edges become short and straight.
 */
import { type Scratch, moveApart, scratchFor } from './apart.ts';
import { GAP, LANE, STACK_GAP } from './lengths.ts';
import type { Surroundings } from './order.ts';
import type { Column, Row, Sizes } from './rows.ts';
import type { Strata } from './strata.ts';

/** Rounds down and up, and rounds that look both ways. */
const ROUNDS = 3;
const ROUNDS_BOTH = 4;
/** What moves less has arrived. */
const STILL = 0.5;
/** How much more a lane holds its line than an edge pulls. */
const HOLD = 20;

/** Centres of all slots along their rows; those that have no place get none. */
export const spreadOf = (
  strata: Strata,
  rows: readonly Row[],
  sizes: Sizes,
  around: Surroundings,
): Float64Array => {
  const state = stateOf(strata, rows, sizes, around);
  if (strata.pairs.length === 0) return state.at;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < rows.length; i++) settle(state, i, true, false);
    for (let i = rows.length - 1; i >= 0; i--) settle(state, i, false, true);
  }
  for (let round = 0; round < ROUNDS_BOTH; round++) {
    if (strata.lanes.length > 0) sortLanes(state);
    let moved = 0;
    for (let i = 0; i < rows.length; i++) moved = Math.max(moved, settle(state, i, true, true));
    if (moved < STILL) break;
  }
  centreLoose(state);
  return state.at;
};

interface State {
  readonly strata: Strata;
  readonly rows: Row[];
  readonly around: Surroundings;
  /** By slot: the centre. */
  readonly at: Float64Array;
  /** By item: its row. */
  readonly rowOf: Int32Array;
  /** By item: its centre from row to row. */
  readonly along: Float64Array;
  /** By pair: the lower end's shift against the upper end. */
  readonly shifts: Float64Array;
  /** By row: how far each column's centre must at least be from that of the first one. */
  readonly offsets: Float64Array[];
  readonly scratch: Scratch;
  /** Room for the wishes of one column at a time. */
  readonly wishes: Float64Array;
}

const stateOf = (strata: Strata, rows: readonly Row[], sizes: Sizes, around: Surroundings): State => {
  const at = new Float64Array(strata.slots);
  const rowOf = new Int32Array(strata.items);
  rows.forEach((row, i) => {
    let end = -row.across / 2;
    for (const { slots, across } of row.columns) {
      for (const slot of slots) {
        at[slot] = end + across / 2;
        if (slot < strata.items) rowOf[slot] = i;
      }
      end += across + GAP;
    }
  });
  return {
    strata,
    rows: [...rows],
    around,
    at,
    rowOf,
    along: alongOf(rows, sizes),
    shifts: around.upperPorts.map((port, pair) => port - around.lowerPorts[pair]!),
    offsets: rows.map((row) => offsetsOf(row, strata.items)),
    scratch: scratchFor(rows.reduce((most, { columns }) => Math.max(most, columns.length), 0)),
    wishes: new Float64Array(4 * strata.pairs.length + 1),
  };
};

/** Puts the columns of a row where those above them (and, or, below them) want them; returns how far the furthest went. */
const settle = (state: State, number: number, looksUp: boolean, looksDown: boolean): number => {
  const { columns } = state.rows[number]!;
  const { at, strata } = state;
  const { wanted, weights } = state.scratch;
  let mass = 0;
  for (let i = 0; i < columns.length; i++) {
    const { slots } = columns[i]!;
    if (slots[0]! < strata.items) {
      weights[i] = wish(state, slots, looksUp, looksDown);
      wanted[i] = weights[i]! > 0 ? medianOfWishes(state) : at[slots[0]!]!;
    } else {
      weights[i] = HOLD;
      wanted[i] = lineAt(state, slots[0]!, number);
    }
    mass += weights[i]!;
  }
  if (mass === 0) return 0;
  moveApart(state.scratch, columns.length, state.offsets[number]!);
  let moved = 0;
  for (let i = 0; i < columns.length; i++) {
    const centre = wanted[i]!;
    const { slots } = columns[i]!;
    moved = Math.max(moved, Math.abs(centre - at[slots[0]!]!));
    for (const slot of slots) at[slot] = centre;
  }
  return moved;
};

/** Writes down where those want a column's items that they are joined to, the count last; returns how much they do. */
const wish = (state: State, slots: readonly number[], looksUp: boolean, looksDown: boolean): number => {
  const { strata, rowOf, at, shifts, wishes } = state;
  const { uppers, lowers, isLong, weights } = strata;
  const { start, values } = strata.pairsOf;
  let count = 0;
  let weight = 0;
  for (const slot of slots) {
    for (let i = start[slot]!; i < start[slot + 1]!; i++) {
      const pair = values[i]!;
      const isUpper = uppers[pair] === slot;
      const other = isUpper ? lowers[pair]! : uppers[pair]!;
      if (rowOf[other] === rowOf[slot] || (isUpper ? !looksDown : !looksUp)) continue;
      const wanted = isUpper ? at[other]! - shifts[pair]! : at[other]! + shifts[pair]!;
      wishes[count++] = wanted;
      // An edge that passes rows counts twice: it is the one that must be straight to pass between things.
      if (isLong[pair] === 1) wishes[count++] = wanted;
      weight += weights[pair]!;
    }
  }
  wishes[wishes.length - 1] = count;
  return weight;
};

/** Up to so many values are sorted faster by hand. */
const FEW = 16;

const sortFew = (values: Float64Array, count: number): void => {
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    let at = i;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
};

/** The middle of the wishes that were written down; of two middles what is between them. */
const medianOfWishes = ({ wishes }: State): number => {
  const count = wishes[wishes.length - 1]!;
  if (count > FEW) wishes.subarray(0, count).sort();
  else if (count > 2) sortFew(wishes, count);
  const middle = count >> 1;
  return count % 2 === 1 ? wishes[middle]! : (wishes[middle - 1]! + wishes[middle]!) / 2;
};

/** Where the straight line of a lane's edge crosses a row. */
const lineAt = (state: State, lane: number, number: number): number => {
  const { strata, at, along, rows } = state;
  const { upperPorts, lowerPorts, upperPortsAlong, lowerPortsAlong } = state.around;
  const pair = strata.lanes[lane - strata.items]!;
  const upper = strata.uppers[pair]!;
  const lower = strata.lowers[pair]!;
  const row = rows[number]!;
  const top = along[upper]! + upperPortsAlong[pair]!;
  const bottom = along[lower]! + lowerPortsAlong[pair]!;
  const share = (row.top + row.along / 2 - top) / (bottom - top);
  const from = at[upper]! + upperPorts[pair]!;
  return from + share * (at[lower]! + lowerPorts[pair]! - from);
};

/**
 * Puts each lane between those items that its edge's straight line passes between; items keep their order. A lane that
 * would run through an item has it on the side that the item would rather be on.
 */
const sortLanes = (state: State): void => {
  const { rows, offsets, at, strata } = state;
  rows.forEach((row, number) => {
    if (row.columns.every(({ slots }) => slots[0]! < strata.items)) return;
    const places = new Map<Column, number>();
    let least = -Infinity;
    for (const column of row.columns) {
      const slot = column.slots[0]!;
      if (slot >= strata.items) {
        places.set(column, lineAt(state, slot, number));
        continue;
      }
      const wants = wish(state, column.slots, true, true) > 0 ? medianOfWishes(state) : at[slot]!;
      const half = column.across / 2;
      least = Math.max(least, at[slot]! - half, Math.min(at[slot]! + half, wants));
      places.set(column, least);
    }
    const columns = row.columns.toSorted((a, b) => places.get(a)! - places.get(b)!);
    rows[number] = { ...row, columns };
    offsets[number] = offsetsOf(rows[number], strata.items);
  });
};

/** Centres from row to row. */
const alongOf = (rows: readonly Row[], { along }: Sizes): Float64Array => {
  const centres = new Float64Array(along.length);
  for (const { columns, top } of rows) {
    for (const { slots } of columns) {
      let at = top;
      for (const slot of slots) {
        if (slot >= along.length) continue;
        centres[slot] = at + along[slot]! / 2;
        at += along[slot]! + STACK_GAP;
      }
    }
  }
  return centres;
};

/** How far each column's centre must at least be from that of the first one. */
const offsetsOf = ({ columns }: Row, items: number): Float64Array => {
  const offsets = new Float64Array(columns.length);
  for (let i = 1; i < columns.length; i++) {
    const [before, { across, slots }] = [columns[i - 1]!, columns[i]!];
    const isLane = slots[0]! >= items || before.slots[0]! >= items;
    offsets[i] = offsets[i - 1]! + (before.across + across) / 2 + (isLane ? 2 * LANE : GAP);
  }
  return offsets;
};

/** Rows that nothing pulls stand in the middle of the others. */
const centreLoose = ({ rows, at, strata }: State): void => {
  const { start } = strata.pairsOf;
  let low = Infinity;
  let high = -Infinity;
  const isLoose = rows.map(({ columns }) =>
    columns.every(({ slots }) =>
      slots.every((slot) => slot < strata.items && start[slot] === start[slot + 1]),
    ),
  );
  rows.forEach(({ columns }, i) => {
    if (isLoose[i]!) return;
    for (const { slots, across } of columns) {
      low = Math.min(low, at[slots[0]!]! - across / 2);
      high = Math.max(high, at[slots[0]!]! + across / 2);
    }
  });
  if (low > high) return;
  rows.forEach(({ columns }, i) => {
    if (!isLoose[i]!) return;
    for (const { slots } of columns) for (const slot of slots) at[slot]! += (low + high) / 2;
  });
};
