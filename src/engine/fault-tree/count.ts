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
  return trimmed(inDoubles(forest, most) ?? inBigints(forest, most));
};

/** All counts in one growing array, those of a node from `start` to `end`; undefined if one is too large for a double. */
const inDoubles = (forest: Forest, most: number): Counts | undefined => {
  const { table, root, leaves } = forest;
  const { data } = table;
  const nodes = nodesOf(forest);
  const start = new Int32Array(root + 1);
  const end = new Int32Array(root + 1);
  let pool = new Float64Array(64 + 8 * nodes.length);
  // The terminals: nothing, and one empty set.
  pool[0] = 1;
  end[1] = 1;
  let used = 1;
  for (const node of nodes) {
    const low = data[4 * node + 1]!;
    const high = data[4 * node + 2]!;
    const leaf = leaves[data[4 * node]!]!;
    const isModule = leaf < 0;
    const module = -1 - leaf;
    const degree = isModule ? end[module]! - start[module]! - 1 : 1;
    const lowLength = end[low]! - start[low]!;
    const length = Math.min(Math.max(lowLength, end[high]! - start[high]! + degree), most + 1);
    if (used + length > pool.length) {
      const grown = new Float64Array(2 * pool.length + length);
      grown.set(pool);
      pool = grown;
    }
    for (let size = 0; size < lowLength; size++) pool[used + size] = pool[start[low]! + size]!;
    for (let of = isModule ? 0 : 1; of <= degree; of++) {
      const count = isModule ? pool[start[module]! + of]! : 1;
      if (count === 0) continue;
      for (let at = start[high]!, size = of; at < end[high]! && size < length; at++, size++)
        pool[used + size]! += count * pool[at]!;
    }
    for (let size = 0; size < length; size++) if (pool[used + size]! > EXACT) return undefined;
    start[node] = used;
    used += length;
    end[node] = used;
  }
  return Array.from(pool.subarray(start[root], end[root]), BigInt);
};

const inBigints = (forest: Forest, most: number): Counts => {
  const { data } = forest.table;
  const known = new Map<number, Counts>([
    [0, []],
    [1, [1n]],
  ]);
  for (const node of nodesOf(forest)) {
    const leaf = forest.leaves[data[4 * node]!]!;
    const element = leaf < 0 ? known.get(-1 - leaf)! : [0n, 1n];
    const sum = [...known.get(data[4 * node + 1]!)!];
    known.get(data[4 * node + 2]!)!.forEach((count, size) => {
      element.forEach((times, of) => {
        if (size + of > most) return;
        while (sum.length <= size + of) sum.push(0n);
        sum[size + of]! += count * times;
      });
    });
    known.set(node, sum);
  }
  return known.get(forest.root)!;
};

const trimmed = (counts: Counts): Counts => counts.slice(0, counts.findLastIndex((count) => count > 0n) + 1);
