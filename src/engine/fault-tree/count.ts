/** How many sets a family has, by size. */
import { type Forest, nodesOf } from './forest.ts';

/** Numbers by size; index 0 is the empty set. */
export type Counts = readonly bigint[];

/** Up to here doubles are exact. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** The sets by size, sizes beyond `most` left out. */
export const countsOf = (forest: Forest, most: number): Counts => {
  const { root } = forest;
  if (root <= 1) return root === 0 ? [] : [1n];
  return inDoubles(forest, most) ?? inBigints(forest, most);
};

/**
 * All counts in one growing array: those of a node from `start` to `end`, the first for its smallest sets. Undefined if
 * one is too large for a double.
 */
const inDoubles = (forest: Forest, most: number): Counts | undefined => {
  const { table, root, leaves } = forest;
  const { data } = table;
  const nodes = nodesOf(forest);
  const start = new Int32Array(root + 1);
  const end = new Int32Array(root + 1);
  const smallest = new Int32Array(root + 1);
  let pool = new Float64Array(64 + 8 * nodes.length);
  // The terminals: nothing, and one empty set.
  pool[0] = 1;
  end[1] = 1;
  let used = 1;
  for (const node of nodes) {
    const low = data[4 * node + 1]!;
    const high = data[4 * node + 2]!;
    const leaf = leaves[data[4 * node]!]!;
    const module = -1 - leaf;
    const ownSizes = leaf < 0 ? end[module]! - start[module]! : 1;
    const ownSmallest = leaf < 0 ? smallest[module]! : 1;
    const lowSizes = end[low]! - start[low]!;
    const highSizes = ownSizes === 0 ? 0 : end[high]! - start[high]!;
    const highSmallest = smallest[high]! + ownSmallest;
    const first = Math.min(
      lowSizes === 0 ? most + 1 : smallest[low]!,
      highSizes === 0 ? most + 1 : highSmallest,
    );
    const last = Math.max(
      lowSizes === 0 ? -1 : smallest[low]! + lowSizes - 1,
      highSizes === 0 ? -1 : highSmallest + highSizes + ownSizes - 2,
    );
    const sizes = Math.max(0, Math.min(last, most) - first + 1);
    if (used + sizes > pool.length) {
      const grown = new Float64Array(2 * pool.length + sizes);
      grown.set(pool);
      pool = grown;
    }
    const to = used - first;
    for (let at = 0; at < lowSizes; at++) pool[to + smallest[low]! + at] = pool[start[low]! + at]!;
    for (let own = 0; own < ownSizes; own++) {
      const count = leaf < 0 ? pool[start[module]! + own]! : 1;
      for (let at = 0, size = highSmallest + own; at < highSizes && size <= most; at++, size++)
        pool[to + size]! += count * pool[start[high]! + at]!;
    }
    for (let at = used; at < used + sizes; at++) if (pool[at]! > EXACT) return undefined;
    start[node] = used;
    used += sizes;
    end[node] = used;
    smallest[node] = first;
  }
  const counts = Array.from(pool.subarray(start[root], end[root]), BigInt);
  return counts.length === 0 ? [] : padded(smallest[root]!, counts);
};

/** Counts from the smallest size on. */
interface Sized {
  readonly smallest: number;
  readonly counts: readonly bigint[];
}

const inBigints = (forest: Forest, most: number): Counts => {
  const { data } = forest.table;
  const known = new Map<number, Sized>([
    [0, { smallest: 0, counts: [] }],
    [1, { smallest: 0, counts: [1n] }],
  ]);
  for (const node of nodesOf(forest)) {
    const leaf = forest.leaves[data[4 * node]!]!;
    const own = leaf < 0 ? known.get(-1 - leaf)! : { smallest: 1, counts: [1n] };
    known.set(node, sumOf(known.get(data[4 * node + 1]!)!, own, known.get(data[4 * node + 2]!)!, most));
  }
  const { smallest, counts } = known.get(forest.root)!;
  return counts.length === 0 ? [] : padded(smallest, counts);
};

/** The sets of one family, and the unions of one of each of two others. */
const sumOf = (low: Sized, own: Sized, high: Sized, most: number): Sized => {
  if (own.counts.length === 0 || high.counts.length === 0) return low;
  const first = own.smallest + high.smallest;
  const smallest = low.counts.length === 0 ? first : Math.min(low.smallest, first);
  const sum: bigint[] = [];
  const add = (size: number, count: bigint): void => {
    if (size > most) return;
    while (sum.length <= size - smallest) sum.push(0n);
    sum[size - smallest]! += count;
  };
  low.counts.forEach((count, at) => add(low.smallest + at, count));
  own.counts.forEach((times, a) => high.counts.forEach((count, b) => add(first + a + b, times * count)));
  return { smallest, counts: sum };
};

const padded = (smallest: number, counts: Counts): Counts => [
  ...Array.from({ length: smallest }, () => 0n),
  ...counts.slice(0, counts.findLastIndex((count) => count > 0n) + 1),
];
