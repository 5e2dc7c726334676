/** Dependencies between drawn things: each ordered pair of things once, found without making a text or an object of it. */
import type { Folding } from './folding.ts';
import { CONTAINMENT, type Pairs } from './pairs.ts';
import type { Standing } from './standing.ts';

export interface Arrows {
  /** Numbers of things. */
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** How many pairs each stands for. */
  readonly counts: Int32Array;
  /** What all of its pairs are. */
  readonly flags: Uint8Array;
  /** By pair: its arrow; −1: it is not drawn. */
  readonly arrowOf: Int32Array;
}

/** Finds the arrows between things, again and again for the same pairs. */
export interface Arrower {
  /** How many there are, or more than `most`: then not all were counted. */
  readonly count: (standing: Standing, folding: Folding, most: number) => number;
  /** In the order of the first pair of each. */
  readonly arrows: (standing: Standing, folding: Folding) => Arrows;
}

/**
 * @param isNesting containment is drawn as boxes: a pair that says no more is no arrow
 */
export const arrowerOf = (pairs: Pairs, isNesting: boolean): Arrower => {
  const { from, to, flags } = pairs;
  const drawable = Uint32Array.from(from.keys()).filter(
    (i) => from[i] !== to[i] && !(isNesting && (flags[i]! & CONTAINMENT) !== 0),
  );
  const bits = Math.max(4, Math.ceil(Math.log2(2 * drawable.length + 1)));
  const slots = new Int32Array(2 ** bits);
  const source = new Int32Array(drawable.length);
  const target = new Int32Array(drawable.length);

  /** Open addressing: each slot holds the number of an arrow, and the arrow its things. */
  const find = (a: number, b: number, next: number): number => {
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> (32 - bits);
    for (let arrow = slots[slot]!; arrow >= 0; arrow = slots[slot]!) {
      if (source[arrow] === a && target[arrow] === b) return arrow;
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = next;
    source[next] = a;
    target[next] = b;
    return next;
  };

  return {
    count: (standing, folding, most) => {
      slots.fill(-1);
      const isWithin = insideOf(standing, folding);
      const { thingOf } = folding;
      let count = 0;
      for (let d = 0; d < drawable.length && count <= most; d++) {
        const a = thingOf[from[drawable[d]!]!]!;
        const b = thingOf[to[drawable[d]!]!]!;
        if (a < 0 || b < 0 || a === b || isWithin(a, b) || isWithin(b, a)) continue;
        if (find(a, b, count) === count) count++;
      }
      return count;
    },
    arrows: (standing, folding) => {
      slots.fill(-1);
      const isWithin = insideOf(standing, folding);
      const { thingOf } = folding;
      const counts = new Int32Array(drawable.length);
      const all = new Uint8Array(drawable.length).fill(255);
      const arrowOf = new Int32Array(from.length).fill(-1);
      let count = 0;
      for (const i of drawable) {
        const a = thingOf[from[i]!]!;
        const b = thingOf[to[i]!]!;
        if (a < 0 || b < 0 || a === b || isWithin(a, b) || isWithin(b, a)) continue;
        const arrow = find(a, b, count);
        if (arrow === count) count++;
        arrowOf[i] = arrow;
        counts[arrow]!++;
        all[arrow]! &= flags[i]!;
      }
      return {
        source: source.slice(0, count),
        target: target.slice(0, count),
        counts: counts.slice(0, count),
        flags: all.slice(0, count),
        arrowOf,
      };
    },
  };
};

/** Whether thing b is inside of thing a, which then is an open box. */
const insideOf = (
  { tree, visible, home }: Standing,
  { closedIn }: Folding,
): ((a: number, b: number) => boolean) => {
  const nodes = visible.length;
  const boxes = tree.boxes.length;
  return (a, b) => {
    const outer = a - nodes;
    if (outer < 0 || outer >= boxes || closedIn[outer]! >= 0) return false;
    const inner = b < nodes ? home[b]! : b < nodes + boxes ? b - nodes : b - nodes - boxes;
    return inner >= outer && inner < tree.end[outer]!;
  };
};

/**
 * By arrow: 1 if it is drawn. Of too many those are that stand for most, and for most of what leads to the same thing:
 * that everything needs what all need is not worth a picture. All that touch what was asked for are.
 */
export const strongest = (
  { source, target, counts }: Arrows,
  most: number,
  isAsked: (thing: number) => boolean,
): Uint8Array => {
  const isDrawn = new Uint8Array(source.length).fill(1);
  if (source.length <= most) return isDrawn;
  const leading = new Map<number, number>();
  target.forEach((thing, arrow) => leading.set(thing, (leading.get(thing) ?? 0) + counts[arrow]!));
  const strengths = Float64Array.from(counts, (count, arrow) => count ** 2 / leading.get(target[arrow]!)!);
  const others = [...source.keys()].filter((arrow) => !isAsked(source[arrow]!) && !isAsked(target[arrow]!));
  for (const arrow of others.toSorted((a, b) => strengths[b]! - strengths[a]! || a - b).slice(most))
    isDrawn[arrow] = 0;
  return isDrawn;
};
