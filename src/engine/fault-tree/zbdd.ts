/**
 * Zero-suppressed decision diagrams: a family of sets as a graph. A node asks whether its element is in the set; below
 * its high child stand the sets that have it (named without it), below its low child those that have not.
 *
 * S. Minato, "Zero-suppressed BDDs for set manipulation in combinatorial problems", DAC 1993. Elements are levels here:
 * what they stand for is the caller's. The families are kept minimal: no set contains another, which is what the
 * operations rely on. Low chains (many small sets) may be long and are walked in loops; recursion goes down high children
 * only, so it is no deeper than the largest set.
 */
import { Computed } from './computed.ts';
import { DEFAULT_NODES, LimitReached } from './limit.ts';
import { NodeTable } from './node-table.ts';

/** The family without a set. */
export const NONE = 0;
/** The family of the empty set alone. */
export const UNIT = 1;
/** No limit on the size of a set. */
export const ANY_SIZE = 0x3fff_ffff;

/** Calls within calls beyond which the stack could overflow. */
const MOST_CALLS = 4000;

/** A computation can go on for long with few nodes to show for it: so many calls for each node that it may have. */
const STEPS_PER_NODE = 4;

const WITHOUT = 0;
const UNION = 1;
const AT_MOST = 2;
/** Of products; the most elements a set may have are added to it. */
const PRODUCT = 0x4000_0000;

export class Zbdd {
  readonly table: NodeTable;
  private readonly computed = new Computed();
  /** What loops have put off: frames of (a, b, level, high), popped when their low children are known. */
  private frames: Int32Array = new Int32Array(1 << 10);
  private top = 0;
  private calls = 0;
  private steps = 0;

  constructor(limit: number = DEFAULT_NODES) {
    this.table = new NodeTable(limit);
  }

  /** Begins to count steps anew; there may be so many for each node that there may be. */
  restart(): void {
    this.steps = 0;
  }

  /** Forgets the nodes from this size on, and what a computation that was stopped had put off. */
  rewind(size: number): void {
    this.top = this.calls = 0;
    if (size === this.table.size) return;
    this.table.rewind(size);
    this.computed.clear();
  }

  /** The family {{element}}. */
  single(level: number): number {
    return this.table.node(level, NONE, UNIT);
  }

  /** The node of a level, sets without and sets with it. */
  node(level: number, low: number, high: number): number {
    return high === NONE ? low : this.table.node(level, low, high);
  }

  /** The sets of a that contain no set of b. */
  without(a: number, b: number): number {
    const start = this.enter();
    let rest: number;
    for (;;) {
      if (a === NONE || b === UNIT || a === b) rest = NONE;
      else if (b === NONE || a === UNIT) rest = a;
      else {
        rest = this.computed.get(a, b, WITHOUT);
        if (rest < 0) {
          const { data } = this.table;
          const levelA = data[4 * a]!;
          const levelB = data[4 * b]!;
          const lowA = data[4 * a + 1]!;
          if (levelB < levelA) b = data[4 * b + 1]!;
          else if (levelA < levelB) {
            this.putOff(a, b, levelA, this.without(data[4 * a + 2]!, b));
            a = lowA;
          } else {
            const lowB = data[4 * b + 1]!;
            const high = this.without(data[4 * a + 2]!, data[4 * b + 2]!);
            this.putOff(a, b, levelA, this.without(high, lowB));
            a = lowA;
            b = lowB;
          }
          continue;
        }
      }
      return this.leave(start, WITHOUT, rest);
    }
  }

  /** The minimal sets of both families. */
  union(a: number, b: number): number {
    const start = this.enter();
    let rest: number;
    for (;;) {
      if (a === b || b === NONE) rest = a;
      else if (a === NONE) rest = b;
      else if (a === UNIT || b === UNIT) rest = UNIT;
      else {
        if (a > b) [a, b] = [b, a];
        rest = this.computed.get(a, b, UNION);
        if (rest < 0) {
          const { data } = this.table;
          const levelA = data[4 * a]!;
          const levelB = data[4 * b]!;
          const lowA = data[4 * a + 1]!;
          const lowB = data[4 * b + 1]!;
          if (levelA === levelB) {
            const highA = data[4 * a + 2]!;
            const highB = data[4 * b + 2]!;
            // What is minimal among the sets with the element need not be so beside those without it.
            const high = this.union(this.without(highA, lowB), this.without(highB, lowA));
            this.putOff(a, b, levelA, high);
            a = lowA;
            b = lowB;
          } else if (levelA < levelB) {
            this.putOff(a, b, levelA, this.without(data[4 * a + 2]!, b));
            a = lowA;
          } else {
            this.putOff(a, b, levelB, this.without(data[4 * b + 2]!, a));
            b = lowB;
          }
          continue;
        }
      }
      return this.leave(start, UNION, rest);
    }
  }

  /** The minimal sets among the unions of a set of a and a set of b that have at most so many elements. */
  product(a: number, b: number, most: number = ANY_SIZE): number {
    if (most < 0 || a === NONE || b === NONE) return NONE;
    if (a === UNIT || a === b) return this.atMost(b, most);
    if (b === UNIT) return this.atMost(a, most);
    if (most === 0) return NONE;
    if (a > b) [a, b] = [b, a];
    const known = this.computed.get(a, b, PRODUCT + most);
    if (known >= 0) return known;
    const { data } = this.table;
    if (data[4 * a]! > data[4 * b]!) [a, b] = [b, a];
    const level = data[4 * a]!;
    const lowA = data[4 * a + 1]!;
    const highA = data[4 * a + 2]!;
    const fewer = most === ANY_SIZE ? most : most - 1;
    let low: number;
    let high: number;
    this.enter();
    if (level === data[4 * b]!) {
      const lowB = data[4 * b + 1]!;
      const highB = data[4 * b + 2]!;
      low = this.product(lowA, lowB, most);
      high = this.union(
        this.product(highA, this.union(lowB, highB), fewer),
        this.product(lowA, highB, fewer),
      );
    } else {
      low = this.product(lowA, b, most);
      high = this.product(highA, b, fewer);
    }
    const result = this.node(level, low, this.without(high, low));
    this.calls--;
    if (a > b) [a, b] = [b, a];
    this.computed.set(a, b, PRODUCT + most, result);
    return result;
  }

  /** The sets of at most so many elements. */
  atMost(a: number, most: number): number {
    if (most === ANY_SIZE) return a;
    if (most < 0) return NONE;
    const start = this.enter();
    let rest: number;
    for (;;) {
      if (a <= UNIT) rest = a;
      else {
        rest = this.computed.get(a, most, AT_MOST);
        if (rest < 0) {
          const { data } = this.table;
          const low = data[4 * a + 1]!;
          this.putOff(a, most, data[4 * a]!, this.atMost(data[4 * a + 2]!, most - 1));
          a = low;
          continue;
        }
      }
      return this.leave(start, AT_MOST, rest);
    }
  }

  private enter(): number {
    if (++this.calls > MOST_CALLS || ++this.steps > STEPS_PER_NODE * this.table.limit)
      throw new LimitReached();
    return this.top;
  }

  private putOff(a: number, b: number, level: number, high: number): void {
    if (this.top === this.frames.length) {
      const frames = new Int32Array(2 * this.frames.length);
      frames.set(this.frames);
      this.frames = frames;
    }
    const { frames } = this;
    frames[this.top++] = a;
    frames[this.top++] = b;
    frames[this.top++] = level;
    frames[this.top++] = high;
  }

  /** Ends a call: makes the nodes that were put off since its start, from the lowest up. */
  private leave(start: number, operation: number, rest: number): number {
    const { frames } = this;
    while (this.top > start) {
      this.top -= 4;
      const { top } = this;
      rest = this.node(frames[top + 2]!, rest, frames[top + 3]!);
      this.computed.set(frames[top]!, frames[top + 1]!, operation, rest);
    }
    this.calls--;
    return rest;
  }
}
