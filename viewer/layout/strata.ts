/**
 * A container's items in layers, with a lane for each edge through the layers that it crosses, so that things make way
 * for it: all that does not change while the order in the layers is looked for.
 */
import type { Container, Pair } from './containers.ts';
import { type Grouped, grouped } from './grouped.ts';
import { integers, reals } from './numbers.ts';
import { layersByTier, layersOf } from './layers.ts';
import { GAP } from './lengths.ts';

/** Items come first, then lanes: both are slots of a layer. */
export interface Strata {
  readonly items: number;
  readonly slots: number;
  readonly pairs: readonly Pair[];
  /** By pair: the end in the higher layer, and the other one. */
  readonly uppers: Int32Array;
  readonly lowers: Int32Array;
  /** By item: the pairs that it is in. */
  readonly pairsOf: Grouped;
  /** By pair: how much it pulls, and whether it has lanes. */
  readonly weights: Float64Array;
  readonly isLong: Uint8Array;
  /** By layer: its slots, items that nothing touches left out. */
  readonly layers: readonly (readonly number[])[];
  /** By layer: items that nothing touches, by tier, then by key. */
  readonly alone: readonly (readonly number[])[];
  /** By slot. */
  readonly layerOf: Int32Array;
  /** By lane, from 0: its edge, as an index in `pairs`. */
  readonly lanes: readonly number[];
  /** Steps from a slot to one further down (or beside it), each a part of a pair. */
  readonly hops: Hops;
  /** Whether edges decide what is below what. */
  readonly isLayered: boolean;
}

interface Hops {
  readonly upper: Int32Array;
  readonly lower: Int32Array;
  /** Index in `pairs`. */
  readonly pair: Int32Array;
  readonly weights: Float64Array;
  /** Hops by their upper slot, and by their lower slot; what is beside is both above and below. */
  readonly down: Grouped;
  readonly up: Grouped;
}

/** Lanes make small pictures clear; in large ones there would be more lanes than things. */
const MOST_LANES_PER_ITEM = 3;
const MOST_ITEMS_WITH_LANES = 1000;

export interface Items {
  readonly tiers: Float64Array;
  readonly isAlone: Float64Array;
  /** Rough sizes, the room around included. */
  readonly across: Float64Array;
  readonly along: Float64Array;
  /** Across by along that is wanted. */
  readonly aspect: number;
}

/** The layers of a container. */
export const strataOf = ({ pairs }: Container, items: Items): Strata => {
  const layers = layersOf(items, pairs);
  const isLayered = layers.count > 0;
  const layerOf = isLayered ? layersByTier(layers, items.tiers) : rowsByTier(items);
  return withLanes(items, pairs, layerOf, isLayered);
};

/** Without edges: the tiers below each other, several in a row where there is room for them. */
const rowsByTier = ({ tiers, across, along, aspect }: Items): Int32Array => {
  const area = across.reduce((sum, length, item) => sum + length * along[item]!, 0);
  const wide = Math.max(Math.sqrt(area * aspect), 4 * GAP);
  const lengths = new Map<number, number>();
  tiers.forEach((tier, item) => lengths.set(tier, (lengths.get(tier) ?? 0) + across[item]!));
  const rowOfTier = new Map<number, number>();
  let row = 0;
  let filled = 0;
  for (const [tier, length] of [...lengths].toSorted(([a], [b]) => a - b)) {
    if (filled > 0 && filled + length > wide) {
      row++;
      filled = 0;
    }
    filled += length;
    rowOfTier.set(tier, row);
  }
  return integers(tiers.length, (item) => rowOfTier.get(tiers[item]!)!);
};

const withLanes = (
  { tiers, isAlone }: Items,
  pairs: readonly Pair[],
  layerOfItem: Int32Array,
  isLayered: boolean,
): Strata => {
  const items = layerOfItem.length;
  const layerOf = [...layerOfItem];
  const lanes: number[] = [];
  const ofUpper: number[] = [];
  const ofLower: number[] = [];
  const ofPair: number[] = [];
  const hop = (from: number, to: number, pair: number): void => {
    ofUpper.push(from);
    ofLower.push(to);
    ofPair.push(pair);
  };
  const crossed = pairs.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.abs(layerOf[from]! - layerOf[to]!) - 1),
    0,
  );
  const isUpward = pairs.map(({ from, to }) => layerOf[from]! > layerOf[to]!);
  const uppers = integers(pairs.length, (pair) => (isUpward[pair]! ? pairs[pair]!.to : pairs[pair]!.from));
  const lowers = integers(pairs.length, (pair) => (isUpward[pair]! ? pairs[pair]!.from : pairs[pair]!.to));
  const hasLanes = items <= MOST_ITEMS_WITH_LANES && crossed <= MOST_LANES_PER_ITEM * items;
  pairs.forEach((_, pair) => {
    const lower = lowers[pair]!;
    let last = uppers[pair]!;
    const end = hasLanes ? layerOf[lower]! : 0;
    for (let layer = layerOf[last]! + 1; layer < end; layer++) {
      const lane = layerOf.push(layer) - 1;
      lanes.push(pair);
      hop(last, lane, pair);
      last = lane;
    }
    hop(last, lower, pair);
  });
  const count = layerOfItem.reduce((most, layer) => Math.max(most, layer + 1), 0);
  const layers = Array.from({ length: count }, (): number[] => []);
  const alone = Array.from({ length: count }, (): number[] => []);
  layerOf.forEach((layer, slot) => (slot < items && isAlone[slot] === 1 ? alone : layers)[layer]!.push(slot));
  for (const list of alone) list.sort((a, b) => tiers[a]! - tiers[b]! || a - b);
  const slots = layerOf.length;
  // A hundred dependencies pull more than one, not a hundred times as much.
  const weights = reals(pairs.length, (pair) => 1 + Math.log2(pairs[pair]!.weight));
  const isLong = new Uint8Array(pairs.length);
  for (const pair of lanes) isLong[pair] = 1;
  const upper = Int32Array.from(ofUpper);
  const lower = Int32Array.from(ofLower);
  return {
    items,
    slots,
    pairs,
    uppers,
    lowers,
    pairsOf: pairsByItem(items, uppers, lowers),
    weights,
    isLong,
    layers,
    alone,
    layerOf: Int32Array.from(layerOf),
    lanes,
    hops: {
      upper,
      lower,
      pair: Int32Array.from(ofPair),
      weights: reals(ofPair.length, (i) => weights[ofPair[i]!]!),
      down: grouped(slots, upper),
      up: grouped(slots, lower),
    },
    isLayered,
  };
};

const pairsByItem = (items: number, uppers: Int32Array, lowers: Int32Array): Grouped => {
  const ends = new Int32Array(2 * uppers.length);
  ends.set(uppers);
  ends.set(lowers, uppers.length);
  const { start, values } = grouped(items, ends);
  return { start, values: values.map((end) => end % uppers.length) };
};
