/**
 * In which layer each item of a container stands: below all that requires it, apps as high and places as low as edges
 * let them, everything else near what it is joined to.
 *
 * What runs in a circle has no above and below: it takes as many layers as its shape asks for, one below the other.
 * Edges between places (regions, zones) are no reason to put one below the other: they stand side by side.
 */
import { type Arrows, circlesOf, orderOfCircle } from './circles.ts';
import type { Pair } from './containers.ts';
import { NO_GROUP, grouped, valuesOf } from './grouped.ts';
import { integers } from './numbers.ts';

/** The tier of what is put on top, and the first of those that are put at the bottom, whatever they are joined to. */
const APP = 0;
export const PLACE = 6;

/** Layers that a circle may take even if a squarer shape would have fewer. */
const FEW_LAYERS = 3;
/** Times as high as wanted that a circle may become before it is folded. */
const TOO_HIGH = 1.5;
/** Rounds in which things move nearer to what they are joined to. */
const ROUNDS = 3;

export interface Layers {
  /** By item: its layer, from 0; NO_LAYER where no edge says anything. */
  readonly layerOf: Int32Array;
  readonly count: number;
}

const NO_LAYER = -1;

/** Sizes of items, roughly, with the room around them. */
interface Sized {
  readonly tiers: Float64Array;
  readonly across: Float64Array;
  readonly along: Float64Array;
  /** Across by along that is wanted. */
  readonly aspect: number;
}

/** Layers of the items that edges join to others of the same container. */
export const layersOf = (items: Sized, pairs: readonly Pair[]): Layers => {
  const count = items.tiers.length;
  const deciding = pairs.filter(({ from, to }) => Math.min(items.tiers[from]!, items.tiers[to]!) < PLACE);
  const arrows: Arrows = {
    from: integers(deciding.length, (i) => deciding[i]!.from),
    to: integers(deciding.length, (i) => deciding[i]!.to),
  };
  const { circleOf, count: circles } = circlesOf(count, arrows);
  const { within, depths } = foldedCircles(items, arrows, circleOf, circles);
  const tops = topsOf(items, arrows, circleOf, depths);
  const layerOf = new Int32Array(count).fill(NO_LAYER);
  for (const { from, to } of deciding) {
    layerOf[from] = tops[circleOf[from]!]! + within[from]!;
    layerOf[to] = tops[circleOf[to]!]! + within[to]!;
  }
  return compacted(layerOf);
};

interface Folded {
  /** By item: its layer within its circle. */
  readonly within: Int32Array;
  /** By circle: how many layers it takes. */
  readonly depths: Int32Array;
}

const foldedCircles = (items: Sized, arrows: Arrows, circleOf: Int32Array, circles: number): Folded => {
  const within = new Int32Array(circleOf.length);
  const depths = new Int32Array(circles).fill(1);
  const members = grouped(circles, circleOf);
  const inner = grouped(
    circles,
    arrows.from.map((from, e) => (circleOf[from] === circleOf[arrows.to[e]!] ? circleOf[from]! : NO_GROUP)),
  );
  for (let circle = 0; circle < circles; circle++) {
    const list = [...valuesOf(members, circle)];
    if (list.length < 2) continue;
    const edges = valuesOf(inner, circle);
    const own: Arrows = {
      from: integers(edges.length, (i) => arrows.from[edges[i]!]!),
      to: integers(edges.length, (i) => arrows.to[edges[i]!]!),
    };
    depths[circle] = layCircle(items, list, own, within);
  }
  return { within, depths };
};

/** Gives the members of a circle their layers within it, and tells how many there are. */
const layCircle = (items: Sized, members: readonly number[], own: Arrows, within: Int32Array): number => {
  const order = orderOfCircle(members, own, (item) => items.tiers[item]!);
  const rank = new Map(order.map((item, i) => [item, i]));
  const out = grouped(
    order.length,
    own.from.map((item) => rank.get(item)!),
  );
  let depth = 1;
  order.forEach((item, i) => {
    depth = Math.max(depth, within[item]! + 1);
    for (const e of valuesOf(out, i)) {
      const other = own.to[e]!;
      if (rank.get(other)! > i) within[other] = Math.max(within[other]!, within[item]! + 1);
    }
  });
  if (depth <= FEW_LAYERS) return depth;

  const area = order.reduce((sum, item) => sum + items.across[item]! * items.along[item]!, 0);
  const highest = new Float64Array(depth);
  for (const item of order) highest[within[item]!] = Math.max(highest[within[item]!]!, items.along[item]!);
  const high = highest.reduce((sum, height) => sum + height, 0);
  if (high <= TOO_HIGH * Math.sqrt(area / items.aspect)) return depth;

  // Too high a tower: the same order, in rows of about the same width.
  const wide = Math.sqrt(area * items.aspect);
  const sorted = order.toSorted((a, b) => within[a]! - within[b]! || rank.get(a)! - rank.get(b)!);
  let layer = 0;
  let filled = 0;
  for (const item of sorted) {
    if (filled > 0 && filled + items.across[item]! > wide) {
      layer++;
      filled = 0;
    }
    filled += items.across[item]!;
    within[item] = layer;
  }
  return layer + 1;
};

/** By circle: its first layer. An edge between two circles leads from the higher number to the lower one. */
const topsOf = (items: Sized, { from, to }: Arrows, circleOf: Int32Array, depths: Int32Array): Int32Array => {
  const circles = depths.length;
  const joins = from.map((item, e) => (circleOf[item] === circleOf[to[e]!] ? NO_GROUP : circleOf[item]!));
  const out = grouped(circles, joins);
  const into = grouped(
    circles,
    to.map((item, e) => (joins[e] === NO_GROUP ? NO_GROUP : circleOf[item]!)),
  );
  const above = (e: number): number => circleOf[from[e]!]!;
  const below = (e: number): number => circleOf[to[e]!]!;
  const tops = new Int32Array(circles);
  const lowest = (circle: number): number =>
    valuesOf(into, circle).reduce((least, e) => Math.max(least, tops[above(e)]! + depths[above(e)]!), 0);
  for (let circle = circles - 1; circle >= 0; circle--) tops[circle] = lowest(circle);
  const count = tops.reduce((most, top, circle) => Math.max(most, top + depths[circle]!), 0);

  const isApp = new Uint8Array(circles);
  const isPlace = new Uint8Array(circles);
  circleOf.forEach((circle, item) => {
    if (items.tiers[item] === APP) isApp[circle] = 1;
    if (items.tiers[item]! >= PLACE) isPlace[circle] = 1;
  });
  /** Positive: it would rather be lower. */
  const pull = (circle: number): number => {
    if (isApp[circle] === 1) return -1;
    if (isPlace[circle] === 1) return 1;
    return valuesOf(out, circle).length - valuesOf(into, circle).length;
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (let circle = 0; circle < circles; circle++) {
      const edges = valuesOf(out, circle);
      if (pull(circle) <= 0 || (edges.length === 0 && isPlace[circle] === 0)) continue;
      tops[circle] = edges.reduce((most, e) => Math.min(most, tops[below(e)]!), count) - depths[circle]!;
    }
    for (let circle = circles - 1; circle >= 0; circle--) {
      if (pull(circle) < 0) tops[circle] = lowest(circle);
    }
  }
  return tops;
};

/** The same without layers that nothing stands in. */
const compacted = (layerOf: Int32Array): Layers => {
  const used = [...new Set(layerOf)].filter((layer) => layer !== NO_LAYER).toSorted((a, b) => a - b);
  const numbers = new Map(used.map((layer, i) => [layer, i]));
  return { layerOf: layerOf.map((layer) => numbers.get(layer) ?? NO_LAYER), count: used.length };
};

/**
 * Layers for those that edges say nothing of: that of others of their tier, or of the nearest tier.
 *
 * @param layers of those that edges do say something of: at least one
 */
export const layersByTier = ({ layerOf, count }: Layers, tiers: Float64Array): Int32Array => {
  const sums = new Float64Array(PLACE + 1);
  const counts = new Float64Array(PLACE + 1);
  layerOf.forEach((layer, item) => {
    if (layer === NO_LAYER) return;
    const tier = Math.min(PLACE, tiers[item]!);
    sums[tier]! += layer;
    counts[tier]!++;
  });
  const layerOfTier = Array.from(counts, (_, tier) => {
    if (tier === APP) return 0;
    if (tier === PLACE) return count - 1;
    for (let away = 0; away <= PLACE; away++)
      for (const near of [tier - away, tier + away])
        if ((counts[near] ?? 0) > 0) return Math.round(sums[near]! / counts[near]!);
    return 0;
  });
  return layerOf.map((layer, item) =>
    layer === NO_LAYER ? layerOfTier[Math.min(PLACE, tiers[item]!)]! : layer,
  );
};
