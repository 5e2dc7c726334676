/** One pass: every container laid out once, the innermost first, and then all put into one picture. */
import type { Given } from './given.ts';
import { STACK_GAP } from './lengths.ts';
import { reals } from './numbers.ts';
import { type Orders, type Surroundings, orderOf } from './order.ts';
import type { Plan } from './plan.ts';
import { type Row, rowsOf } from './rows.ts';
import { withShelves } from './shelves.ts';
import { spreadOf } from './spread.ts';

/** Room that a box needs around what is in it; `across` is along rows, `along` is from row to row. */
export interface Padding {
  readonly acrossStart: number;
  readonly alongStart: number;
  readonly end: number;
}

/** A whole picture, by thing; the last one is the picture itself. */
export interface Placed {
  /** By container. */
  readonly orders: readonly Orders[];
  /** Centres. */
  readonly atAcross: Float64Array;
  readonly atAlong: Float64Array;
  /** Sizes. */
  readonly across: Float64Array;
  readonly along: Float64Array;
  /** Of all edges. */
  readonly length: number;
}

/** The picture that is being made. */
interface Making {
  readonly given: Given;
  readonly padding: Padding;
  readonly atAcross: Float64Array;
  readonly atAlong: Float64Array;
  readonly across: Float64Array;
  readonly along: Float64Array;
  /** Centres across, from the centre of the box around. */
  readonly offsets: Float64Array;
  /** And along. */
  readonly offsetsAlong: Float64Array;
  readonly last: Placed | undefined;
  readonly looksUp: boolean;
}

/**
 * Lays everything out.
 *
 * @param starts the orders to begin with
 * @param last the picture of the pass before
 * @param looksUp whether boxes face only what was above them in it: if all faced all at once, those that face each
 *   other would both turn round
 */
export const placedBy = (
  given: Given,
  plans: readonly Plan[],
  starts: readonly Orders[],
  last: Placed | undefined,
  looksUp: boolean,
  padding: Padding,
): Placed => {
  const { count } = given;
  const making: Making = {
    given,
    padding,
    atAcross: new Float64Array(count + 1),
    atAlong: new Float64Array(count + 1),
    across: withPicture(given.across),
    along: withPicture(given.along),
    offsets: new Float64Array(count + 1),
    offsetsAlong: new Float64Array(count + 1),
    last,
    looksUp,
  };
  const orders = plans.map((plan, i) => fill(making, plan, starts[i]!));
  moveIntoBoxes(making, plans);
  const { atAcross, atAlong, across, along } = making;
  return { orders, atAcross, atAlong, across, along, length: lengthOfAll(given, atAcross, atAlong) };
};

const withPicture = (lengths: Float64Array): Float64Array => {
  const more = new Float64Array(lengths.length + 1);
  more.set(lengths);
  return more;
};

/** Lays out a container: its items get places in it, and it gets its size. */
const fill = (making: Making, plan: Plan, start: Orders): Orders => {
  const { items } = plan.container;
  const pick = (values: Float64Array): Float64Array => reals(items.length, (item) => values[items[item]!]!);
  const sizes = { across: pick(making.across), along: pick(making.along) };
  const around = surroundingsOf(making, plan);
  const order = orderOf(plan.strata, start, sizes.across, around);
  const rows = rowsOf(plan.strata, order, sizes, plan.aspect).filter(({ isShelf }) => !isShelf);
  const centres = spreadOf(plan.strata, rows, sizes, around);
  place(making, plan, withShelves(plan.strata, rows, sizes, plan.aspect, centres), centres);
  return order;
};

const place = (
  making: Making,
  { container: { box, items } }: Plan,
  rows: readonly Row[],
  centres: Float64Array,
): void => {
  const { across, along, atAcross, atAlong, offsets, given } = making;
  const isPicture = box === given.count;
  const { acrossStart, alongStart, end } = isPicture ? NO_PADDING : making.padding;
  let low = Infinity;
  let high = -Infinity;
  items.forEach((thing, item) => {
    low = Math.min(low, centres[item]! - across[thing]! / 2);
    high = Math.max(high, centres[item]! + across[thing]! / 2);
  });
  const wide = items.length === 0 ? 0 : high - low;
  const last = rows.at(-1);
  const deep = last === undefined ? 0 : last.top + last.along;
  // What a box measures by itself is the room for its label, if it is more.
  across[box] = Math.max(across[box]!, acrossStart + wide + end);
  along[box] = Math.max(along[box]!, alongStart + deep + end);
  const shift = acrossStart + (across[box] - acrossStart - end - wide) / 2 - low;
  for (const { columns, top } of rows) {
    for (const { slots } of columns) {
      let at = alongStart + top;
      for (const slot of slots) {
        if (slot >= items.length) continue;
        const thing = items[slot]!;
        atAcross[thing] = centres[slot]! + shift;
        offsets[thing] = atAcross[thing] - across[box] / 2;
        atAlong[thing] = at + along[thing]! / 2;
        making.offsetsAlong[thing] = atAlong[thing] - along[box] / 2;
        at += along[thing]! + STACK_GAP;
      }
    }
  }
};

const NO_PADDING: Padding = { acrossStart: 0, alongStart: 0, end: 0 };

/** Places in boxes become places in the picture, the outermost boxes first. */
const moveIntoBoxes = (making: Making, plans: readonly Plan[]): void => {
  const { atAcross, atAlong, across, along, given } = making;
  for (let i = plans.length - 1; i >= 0; i--) {
    const { box, items } = plans[i]!.container;
    if (box === given.count) continue;
    const left = atAcross[box]! - across[box]! / 2;
    const top = atAlong[box]! - along[box]! / 2;
    for (const thing of items) {
      atAcross[thing]! += left;
      atAlong[thing]! += top;
    }
  }
};

const surroundingsOf = (making: Making, { container, strata }: Plan): Surroundings => {
  const { given, last, looksUp } = making;
  const { box, items, pairs, outside } = container;
  const upperPorts = new Float64Array(pairs.length);
  const lowerPorts = new Float64Array(pairs.length);
  const upperPortsAlong = new Float64Array(pairs.length);
  const lowerPortsAlong = new Float64Array(pairs.length);
  pairs.forEach(({ from, to, edges }, pair) => {
    const isUpward = strata.uppers[pair] !== from;
    const [ofFrom, ofTo] = isUpward ? [lowerPorts, upperPorts] : [upperPorts, lowerPorts];
    const [alongOfFrom, alongOfTo] = isUpward
      ? [lowerPortsAlong, upperPortsAlong]
      : [upperPortsAlong, lowerPortsAlong];
    ofFrom[pair] = portOf(edges, given.from, items[from]!, making.offsets, given);
    ofTo[pair] = portOf(edges, given.to, items[to]!, making.offsets, given);
    alongOfFrom[pair] = portOf(edges, given.from, items[from]!, making.offsetsAlong, given);
    alongOfTo[pair] = portOf(edges, given.to, items[to]!, making.offsetsAlong, given);
  });
  const pull = new Float64Array(items.length);
  const pullWeights = new Float64Array(items.length);
  if (last !== undefined) {
    // Far is far: how far must not outweigh what is in the box.
    const most = last.across[box]! / 2;
    for (const { item, other, weight } of outside) {
      if (looksUp && last.atAlong[other]! > last.atAlong[box]!) continue;
      const away = last.atAcross[other]! - last.atAcross[box]!;
      pull[item]! += weight * Math.max(-most, Math.min(most, away));
      pullWeights[item]! += weight;
    }
    pullWeights.forEach((weight, item) => {
      if (weight === 0) return;
      pull[item]! /= weight;
      pullWeights[item] = 1 + Math.log2(weight);
    });
  }
  const pick = (values: Float64Array): Float64Array => reals(items.length, (item) => values[items[item]!]!);
  return {
    upperPorts,
    lowerPorts,
    upperPortsAlong,
    lowerPortsAlong,
    pull,
    pullWeights,
    formerAcross: pick(given.formerAcross),
    formerAlong: pick(given.formerAlong),
  };
};

/** How far from an item's centre the ends of edges are that are inside of it, on average. */
const portOf = (
  edges: readonly number[],
  ends: Uint32Array,
  item: number,
  offsets: Float64Array,
  { parents }: Given,
): number => {
  let sum = 0;
  for (const e of edges)
    for (let thing = ends[e]!; thing !== item; thing = parents[thing]!) sum += offsets[thing]!;
  return sum / edges.length;
};

const lengthOfAll = ({ from, to, weights }: Given, x: Float64Array, y: Float64Array): number => {
  let sum = 0;
  for (let e = 0; e < from.length; e++) {
    const [a, b] = [from[e]!, to[e]!];
    sum += weights[e]! * Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
  }
  return sum;
};
