/**
 * The picture as boxes in boxes: each container (an open box, or the picture itself) has a small graph of what stands
 * directly in it. An edge belongs to the innermost container of both its ends, and joins those two of its items that
 * the ends are, or are inside of.
 */
import type { Given } from './given.ts';
import { type Grouped, NO_GROUP, grouped, valuesOf } from './grouped.ts';

export interface Container {
  /** The thing that it is; the picture itself is the count of things. */
  readonly box: number;
  /** The things directly in it, by key. */
  readonly items: Uint32Array;
  /** Edges between two items: each pair once, by index in `items`, sorted. */
  readonly pairs: readonly Pair[];
  /** Edges that lead out of it, or into it. */
  readonly outside: readonly Outside[];
}

export interface Pair {
  readonly from: number;
  readonly to: number;
  /** Its edges, by number. */
  readonly edges: readonly number[];
  readonly weight: number;
}

interface Outside {
  /** By index in `items`. */
  readonly item: number;
  /** The thing at the other end. */
  readonly other: number;
  readonly weight: number;
}

export interface Containers {
  /** Each before the one around it. */
  readonly inner: readonly Container[];
  /** By thing: whether anything stands in it. */
  readonly isOpen: Uint8Array;
  /** By thing: whether no edge touches it, nor anything inside of it. */
  readonly isAlone: Uint8Array;
}

/** An end deep inside is told to the containers around it up to here; further out, only to the one that it meets in. */
const MOST_LEVELS = 8;

/** The containers of a picture. */
export const containersOf = (given: Given): Containers => {
  const { count, parents } = given;
  const depths = depthsOf(parents, count);
  const nest = grouped(count + 1, parents);
  const joined = joinedIn(given, depths);
  const outside = outsideOf(given, joined, nest);
  const edges = grouped(count + 1, joined.container);
  const boxes = Array.from({ length: count + 1 }, (_, box) => box).filter(
    (box) => box === count || nest.start[box] !== nest.start[box + 1],
  );
  const isOpen = new Uint8Array(count + 1);
  for (const box of boxes) isOpen[box] = 1;
  // Sorting is stable: boxes of a depth stay in the order of their keys.
  boxes.sort((a, b) => depths[b]! - depths[a]!);
  return {
    inner: boxes.map((box) => ({
      box,
      items: valuesOf(nest, box),
      pairs: pairsOf(given, joined, nest, valuesOf(edges, box), box),
      outside: outside.get(box) ?? [],
    })),
    isOpen,
    isAlone: aloneOf(given, boxes, nest),
  };
};

/** How many boxes are around each thing, and one more; 0 for the picture itself. */
const depthsOf = (parents: Int32Array, count: number): Int32Array => {
  const depths = new Int32Array(count + 1).fill(-1);
  depths[count] = 0;
  const way: number[] = [];
  for (let thing = 0; thing < count; thing++) {
    let at = thing;
    for (; depths[at]! < 0; at = parents[at]!) way.push(at);
    for (let depth = depths[at]!; way.length > 0;) depths[way.pop()!] = ++depth;
  }
  return depths;
};

interface Joined {
  /** By edge: the innermost container of both ends; NO_GROUP: one end is inside of the other. */
  readonly container: Int32Array;
  /** The things in it that the ends are, or are inside of. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

const joinedIn = ({ from, to, parents }: Given, depths: Int32Array): Joined => {
  const joined = {
    container: new Int32Array(from.length),
    from: new Uint32Array(from.length),
    to: new Uint32Array(from.length),
  };
  for (let e = 0; e < from.length; e++) {
    let a = from[e]!;
    let b = to[e]!;
    while (depths[a]! > depths[b]!) a = parents[a]!;
    while (depths[b]! > depths[a]!) b = parents[b]!;
    const isInside = a === b;
    for (; a !== b && parents[a] !== parents[b]; a = parents[a]!) b = parents[b]!;
    joined.container[e] = isInside ? NO_GROUP : parents[a]!;
    joined.from[e] = a;
    joined.to[e] = b;
  }
  return joined;
};

const pairsOf = (
  { weights, count }: Given,
  joined: Joined,
  nest: Grouped,
  edges: Uint32Array,
  box: number,
): readonly Pair[] => {
  // Things are numbered by key, and so are those of a box, whose places are found by halving.
  const items = valuesOf(nest, box);
  const codeOf = (e: number): number => joined.from[e]! * count + joined.to[e]!;
  const sorted = edges.toSorted((a, b) => codeOf(a) - codeOf(b) || a - b);
  const pairs: { from: number; to: number; edges: number[]; weight: number }[] = [];
  let last = -1;
  for (const e of sorted) {
    const code = codeOf(e);
    if (code !== last)
      pairs.push({
        from: indexOf(items, joined.from[e]!),
        to: indexOf(items, joined.to[e]!),
        edges: [],
        weight: 0,
      });
    last = code;
    const pair = pairs.at(-1)!;
    pair.edges.push(e);
    pair.weight += weights[e]!;
  }
  return pairs;
};

const indexOf = (items: Uint32Array, thing: number): number => {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]! < thing) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** By container: its edges to the world outside. Where there is but one item, there is nothing to decide. */
const outsideOf = (given: Given, joined: Joined, nest: Grouped): ReadonlyMap<number, Outside[]> => {
  const { parents, from, to, weights } = given;
  const outside = new Map<number, Outside[]>();
  const tell = (end: number, other: number, top: number, weight: number): void => {
    let thing = end;
    for (let level = 0; thing !== top && level < MOST_LEVELS; level++) {
      const box = parents[thing]!;
      const items = valuesOf(nest, box);
      if (items.length > 1) {
        const told = { item: indexOf(items, thing), other, weight };
        const list = outside.get(box);
        if (list === undefined) outside.set(box, [told]);
        else list.push(told);
      }
      thing = box;
    }
  };
  for (let e = 0; e < from.length; e++) {
    if (joined.container[e] === NO_GROUP) continue;
    tell(from[e]!, to[e]!, joined.from[e]!, weights[e]!);
    tell(to[e]!, from[e]!, joined.to[e]!, weights[e]!);
  }
  return outside;
};

const aloneOf = ({ from, to, count }: Given, boxes: readonly number[], nest: Grouped): Uint8Array => {
  const isAlone = new Uint8Array(count + 1).fill(1);
  for (const thing of from) isAlone[thing] = 0;
  for (const thing of to) isAlone[thing] = 0;
  // Deepest first, so that what is inside has been told already.
  for (const box of boxes) if (valuesOf(nest, box).some((thing) => isAlone[thing] === 0)) isAlone[box] = 0;
  return isAlone;
};
