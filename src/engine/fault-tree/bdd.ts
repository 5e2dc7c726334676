/**
 * Binary decision diagrams: a Boolean function as a graph in which each question (does this variable hold?) is asked at
 * most once on a way down, in a fixed order, and equal parts are shared. Equal functions are equal numbers.
 *
 * R. E. Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE Transactions on Computers C-35 (1986);
 * for fault trees: A. Rauzy, "New algorithms for fault trees analysis", Reliability Engineering and System Safety 40
 * (1993). Recursion goes one level down a call, so it is no deeper than there are levels: see MOST_LEVELS.
 */
import { Computed } from './computed.ts';
import { DEFAULT_NODES } from './limit.ts';
import { NodeTable } from './node-table.ts';

export const FALSE = 0;
export const TRUE = 1;

/** Levels of one function beyond which the stack of calls could overflow: whoever has more must not begin. */
export const MOST_LEVELS = 4000;

const AND = 0;
const OR = 1;
const XOR = 2;
const NOT = 3;

export class Bdd {
  readonly table: NodeTable;
  private readonly computed = new Computed();

  constructor(limit: number = DEFAULT_NODES) {
    this.table = new NodeTable(limit);
  }

  /** Forgets the nodes from this size on. */
  rewind(size: number): void {
    if (size === this.table.size) return;
    this.table.rewind(size);
    this.computed.clear();
  }

  /** The function that is true if the variable of this level holds. */
  variable(level: number): number {
    return this.table.node(level, FALSE, TRUE);
  }

  and(a: number, b: number): number {
    if (a === b || b === TRUE) return a;
    if (a === TRUE) return b;
    if (a === FALSE || b === FALSE) return FALSE;
    if (a > b) [a, b] = [b, a];
    const known = this.computed.get(a, b, AND);
    if (known >= 0) return known;
    const { data } = this.table;
    const levelA = data[4 * a]!;
    const levelB = data[4 * b]!;
    let low: number;
    let high: number;
    if (levelA === levelB) {
      const highA = data[4 * a + 2]!;
      const highB = data[4 * b + 2]!;
      low = this.and(data[4 * a + 1]!, data[4 * b + 1]!);
      high = this.and(highA, highB);
    } else if (levelA < levelB) {
      const highA = data[4 * a + 2]!;
      low = this.and(data[4 * a + 1]!, b);
      high = this.and(highA, b);
    } else {
      const highB = data[4 * b + 2]!;
      low = this.and(a, data[4 * b + 1]!);
      high = this.and(a, highB);
    }
    const result = low === high ? low : this.table.node(levelA < levelB ? levelA : levelB, low, high);
    this.computed.set(a, b, AND, result);
    return result;
  }

  or(a: number, b: number): number {
    if (a === b || b === FALSE) return a;
    if (a === FALSE) return b;
    if (a === TRUE || b === TRUE) return TRUE;
    if (a > b) [a, b] = [b, a];
    const known = this.computed.get(a, b, OR);
    if (known >= 0) return known;
    const { data } = this.table;
    const levelA = data[4 * a]!;
    const levelB = data[4 * b]!;
    let low: number;
    let high: number;
    if (levelA === levelB) {
      const highA = data[4 * a + 2]!;
      const highB = data[4 * b + 2]!;
      low = this.or(data[4 * a + 1]!, data[4 * b + 1]!);
      high = this.or(highA, highB);
    } else if (levelA < levelB) {
      const highA = data[4 * a + 2]!;
      low = this.or(data[4 * a + 1]!, b);
      high = this.or(highA, b);
    } else {
      const highB = data[4 * b + 2]!;
      low = this.or(a, data[4 * b + 1]!);
      high = this.or(a, highB);
    }
    const result = low === high ? low : this.table.node(levelA < levelB ? levelA : levelB, low, high);
    this.computed.set(a, b, OR, result);
    return result;
  }

  xor(a: number, b: number): number {
    if (a === b) return FALSE;
    if (a === FALSE) return b;
    if (b === FALSE) return a;
    if (a === TRUE) return this.not(b);
    if (b === TRUE) return this.not(a);
    if (a > b) [a, b] = [b, a];
    const known = this.computed.get(a, b, XOR);
    if (known >= 0) return known;
    const { data } = this.table;
    const levelA = data[4 * a]!;
    const levelB = data[4 * b]!;
    const level = levelA < levelB ? levelA : levelB;
    const [lowA, highA] = levelA === level ? [data[4 * a + 1]!, data[4 * a + 2]!] : [a, a];
    const [lowB, highB] = levelB === level ? [data[4 * b + 1]!, data[4 * b + 2]!] : [b, b];
    const result = this.choice(level, this.xor(lowA, lowB), this.xor(highA, highB));
    this.computed.set(a, b, XOR, result);
    return result;
  }

  not(a: number): number {
    if (a <= TRUE) return 1 - a;
    const known = this.computed.get(a, a, NOT);
    if (known >= 0) return known;
    const { data } = this.table;
    const high = data[4 * a + 2]!;
    const level = data[4 * a]!;
    const result = this.choice(level, this.not(data[4 * a + 1]!), this.not(high));
    this.computed.set(a, a, NOT, result);
    return result;
  }

  /** Whether at least k of the functions hold: row by row, what is left to be found after each of them. */
  atLeast(k: number, functions: readonly number[]): number {
    // held[j]: at least j of the functions looked at hold.
    const held = [TRUE, ...Array.from({ length: Math.max(0, k) }, () => FALSE)];
    for (const one of functions) {
      for (let j = held.length - 1; j > 0; j--) held[j] = this.or(held[j]!, this.and(one, held[j - 1]!));
    }
    return held.at(-1)!;
  }

  private choice(level: number, low: number, high: number): number {
    return low === high ? low : this.table.node(level, low, high);
  }
}
