/**
 * The nodes of a decision diagram: each a level and two children, each stored once. Children are stored before their
 * parents, so a walk in order of numbers meets them first.
 *
 * Four numbers stand together for each node (level, low, high, and the next node of its bucket), so that a look at a
 * node costs one cache line. Tables double as nodes come: nothing is allocated per node.
 */
import { LimitReached } from './limit.ts';

/** The level of the two terminals: below all others. */
const TERMINAL_LEVEL = 0x7fff_ffff;

const FIRST_NODES = 1 << 10;

export class NodeTable {
  /** Of node n at 4n: its level, low child, high child, and the next node of its bucket (0: none). */
  data: Int32Array = new Int32Array(4 * FIRST_NODES);
  /** How many nodes there are, the terminals 0 and 1 included. */
  size = 2;
  private buckets: Int32Array = new Int32Array(FIRST_NODES);
  private mask = FIRST_NODES - 1;
  /** How many nodes there may be. */
  limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.data[0] = TERMINAL_LEVEL;
    this.data[4] = TERMINAL_LEVEL;
  }

  /** The node of a level and two children, which the caller has found worth a node. */
  node(level: number, low: number, high: number): number {
    const { data } = this;
    const hash = Math.imul(Math.imul(level + 1, 0x2c1b3c6d) ^ low, 0x297a2d39) ^ Math.imul(high, 0x5bd1e995);
    const bucket = (hash ^ (hash >>> 15)) & this.mask;
    for (let node = this.buckets[bucket]!; node !== 0; node = data[4 * node + 3]!) {
      const at = 4 * node;
      if (data[at + 1] === low && data[at + 2] === high && data[at] === level) return node;
    }
    return this.add(level, low, high, bucket);
  }

  /** Forgets the nodes from this size on. Whoever remembers results that name them must forget them too. */
  rewind(size: number): void {
    const { data } = this;
    // The newest of a bucket stands first in it.
    while (this.size > size) {
      const at = 4 * --this.size;
      this.buckets[this.bucketOf(data[at]!, data[at + 1]!, data[at + 2]!)] = data[at + 3]!;
    }
  }

  private add(level: number, low: number, high: number, bucket: number): number {
    if (this.size >= this.limit) throw new LimitReached();
    const node = this.size++;
    const at = 4 * node;
    if (at === this.data.length) this.grow();
    const { data } = this;
    data[at] = level;
    data[at + 1] = low;
    data[at + 2] = high;
    // The mask may have changed: a bucket found before growing does not count.
    const place = at === data.length >> 1 ? this.bucketOf(level, low, high) : bucket;
    data[at + 3] = this.buckets[place]!;
    this.buckets[place] = node;
    return node;
  }

  private bucketOf(level: number, low: number, high: number): number {
    const hash = Math.imul(Math.imul(level + 1, 0x2c1b3c6d) ^ low, 0x297a2d39) ^ Math.imul(high, 0x5bd1e995);
    return (hash ^ (hash >>> 15)) & this.mask;
  }

  private grow(): void {
    const { length } = this.data;
    const data = new Int32Array(2 * length);
    data.set(this.data);
    this.data = data;
    const capacity = length >> 1;
    const buckets = new Int32Array(capacity);
    this.buckets = buckets;
    this.mask = capacity - 1;
    for (let at = 8; at < length; at += 4) {
      const place = this.bucketOf(data[at]!, data[at + 1]!, data[at + 2]!);
      data[at + 3] = buckets[place]!;
      buckets[place] = at >> 2;
    }
  }
}
