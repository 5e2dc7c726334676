/**
 * The order in each layer: whoever is joined stands close, so that few edges cross and all are short (the barycenter
 * sweeps of Sugiyama, Tagawa, Toda 1981, on lengths instead of ranks, so that wide boxes count as what they are).
 */
import { GAP, LANE } from './lengths.ts';
import { reals } from './numbers.ts';
import type { Strata } from './strata.ts';

/** What is known of the world while a container is put in order. */
export interface Surroundings {
  /** By pair: how far its upper end is from the centre of the upper item, which it may be inside of; and its lower end. */
  readonly upperPorts: Float64Array;
  readonly lowerPorts: Float64Array;
  /** The same from row to row. */
  readonly upperPortsAlong: Float64Array;
  readonly lowerPortsAlong: Float64Array;
  /** By item: where what it is joined to outside of the container is, from the container's centre; and how much. */
  readonly pull: Float64Array;
  readonly pullWeights: Float64Array;
  /** By item: where it was, along and across; NaN if nowhere. */
  readonly formerAcross: Float64Array;
  readonly formerAlong: Float64Array;
}

/** Sweeps over all layers, to and fro; more change little. */
const SWEEPS = 10;
const SWEEPS_OF_LARGE = 4;
const LARGE = 4000;
/** Sweeps in a row without a better order, after which there will be none. */
const PATIENCE = 3;

/** What is outside pulls less than what is inside. */
const OUTSIDE = 0.5;

export type Orders = readonly (readonly number[])[];

/**
 * The slots of each layer in their order.
 *
 * @param start the order to begin with
 * @param across lengths of items
 */
export const orderOf = (strata: Strata, start: Orders, across: Float64Array, around: Surroundings): Orders =>
  around.formerAcross.some((at) => !Number.isNaN(at))
    ? orderAsBefore(strata, start, around)
    : orderBySweeps(strata, start, across, around);

const orderBySweeps = (strata: Strata, start: Orders, across: Float64Array, around: Surroundings): Orders => {
  const orders = start.map((order) => [...order]);
  const at = new Float64Array(strata.slots);
  const shifts = shiftsOf(strata, around);
  const pack = (order: readonly number[]): void => packed(order, across, strata.items, at);
  orders.forEach(pack);
  let best = start;
  let shortest = lengthOf(strata, at, shifts, around);
  // Nothing pulls.
  if (shortest === 0) return start;
  let idle = 0;
  const sweeps = strata.slots > LARGE ? SWEEPS_OF_LARGE : SWEEPS;
  const values = new Float64Array(strata.slots);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const isDown = sweep % 2 === 0;
    for (let i = 0; i < orders.length; i++) {
      const order = orders[isDown ? i : orders.length - 1 - i]!;
      for (const slot of order) values[slot] = middleOf(slot, isDown, strata, at, shifts, around);
      order.sort((a, b) => values[a]! - values[b]! || at[a]! - at[b]!);
      pack(order);
    }
    const length = lengthOf(strata, at, shifts, around);
    if (length >= shortest) {
      if (++idle === PATIENCE) break;
      continue;
    }
    idle = 0;
    shortest = length;
    best = orders.map((order) => [...order]);
  }
  return best;
};

/** Centres of slots side by side, their middle at 0. */
const packed = (order: readonly number[], across: Float64Array, items: number, at: Float64Array): void => {
  let end = 0;
  for (const slot of order) {
    const length = slot < items ? across[slot]! + GAP : 2 * LANE;
    at[slot] = end + length / 2;
    end += length;
  }
  for (const slot of order) at[slot]! -= end / 2;
};

/** Where a slot would best be, for those above it (on the way down) or below it; where it is, if there are none. */
const middleOf = (
  slot: number,
  isDown: boolean,
  { hops, items }: Strata,
  at: Float64Array,
  shifts: Float64Array,
  around: Surroundings,
): number => {
  const isItem = slot < items;
  let weight = isItem ? OUTSIDE * around.pullWeights[slot]! : 0;
  let sum = weight > 0 ? weight * around.pull[slot]! : 0;
  const { start, values } = isDown ? hops.up : hops.down;
  for (let i = start[slot]!; i < start[slot + 1]!; i++) {
    const hop = values[i]!;
    const other = isDown ? at[hops.upper[hop]!]! + shifts[hop]! : at[hops.lower[hop]!]! - shifts[hop]!;
    sum += hops.weights[hop]! * other;
    weight += hops.weights[hop]!;
  }
  return weight > 0 ? sum / weight : at[slot]!;
};

/** How far all edges go along their layers, and how far items are from what pulls them. */
const lengthOf = (
  { hops, items }: Strata,
  at: Float64Array,
  shifts: Float64Array,
  { pull, pullWeights }: Surroundings,
): number => {
  let sum = 0;
  for (let hop = 0; hop < shifts.length; hop++)
    sum += hops.weights[hop]! * Math.abs(at[hops.upper[hop]!]! + shifts[hop]! - at[hops.lower[hop]!]!);
  for (let item = 0; item < items; item++)
    if (pullWeights[item]! > 0) sum += OUTSIDE * pullWeights[item]! * Math.abs(pull[item]! - at[item]!);
  return sum;
};

/** By hop: the shift of its pair as far as its ends are those of the pair. Only items have ports, lanes have none. */
const shiftsOf = ({ hops, items }: Strata, { upperPorts, lowerPorts }: Surroundings): Float64Array =>
  reals(hops.pair.length, (hop) => {
    const pair = hops.pair[hop]!;
    const upper = hops.upper[hop]! < items ? upperPorts[pair]! : 0;
    return upper - (hops.lower[hop]! < items ? lowerPorts[pair]! : 0);
  });

/** Rounds in which what is new finds its place between what was there. */
const ROUNDS_OF_NEW = 4;

/** What was there keeps its order; what is new goes where its neighbours are, or to the end. */
const orderAsBefore = (strata: Strata, start: Orders, around: Surroundings): Orders => {
  const { formerAcross, formerAlong } = around;
  const { items, slots, hops } = strata;
  const at = new Float64Array(slots).fill(NaN);
  at.set(formerAcross);
  const means = (slot: number): number => {
    let sum = 0;
    let count = 0;
    const add = (value: number): void => {
      if (Number.isNaN(value)) return;
      sum += value;
      count++;
    };
    for (let i = hops.up.start[slot]!; i < hops.up.start[slot + 1]!; i++)
      add(at[hops.upper[hops.up.values[i]!]!]!);
    for (let i = hops.down.start[slot]!; i < hops.down.start[slot + 1]!; i++)
      add(at[hops.lower[hops.down.values[i]!]!]!);
    return count > 0 ? sum / count : NaN;
  };
  const isNew = (slot: number): boolean => slot >= items || Number.isNaN(formerAcross[slot]!);
  for (let round = 0; round < ROUNDS_OF_NEW; round++)
    for (const order of start) for (const slot of order) if (isNew(slot)) at[slot] = means(slot);
  const alongOf = (slot: number): number => (isNew(slot) ? Infinity : formerAlong[slot]!);
  const valueOf = (slot: number): number => (Number.isNaN(at[slot]!) ? Infinity : at[slot]!);
  return start.map((order) =>
    order.toSorted((a, b) => ordered(valueOf(a), valueOf(b)) || ordered(alongOf(a), alongOf(b)) || a - b),
  );
};

const ordered = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
