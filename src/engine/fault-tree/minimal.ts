/**
 * From a function to its minimal solutions: the smallest sets of variables that make it true when all others are false.
 *
 * Of f = x ? f1 : f0 these are those of f0, and x with each one of f1 that contains none of f0's. (A. Rauzy,
 * "Mathematical foundations of minimal cutsets", IEEE Transactions on Reliability 50, 2001.) If f is monotone a set
 * contains a solution of f0 exactly if it is one, so it is filtered by the diagram of f0 itself: two calls a step instead
 * of three, and no table of f0's sets is needed.
 */
import type { Bdd } from './bdd.ts';
import { Computed } from './computed.ts';
import { ANY_SIZE, NONE, UNIT, type Zbdd } from './zbdd.ts';

export class MinimalSolutions {
  private readonly bdd: Bdd;
  private readonly zbdd: Zbdd;
  private readonly converted = new Computed();
  private readonly filtered = new Computed();

  constructor(bdd: Bdd, zbdd: Zbdd) {
    this.bdd = bdd;
    this.zbdd = zbdd;
  }

  /** The minimal solutions of a function of at most so many variables. */
  of(f: number, isMonotone: boolean, most: number = ANY_SIZE): number {
    if (most < 0) return NONE;
    if (f <= 1) return f;
    const known = this.converted.get(f, most, 0);
    if (known >= 0) return known;
    const { data } = this.bdd.table;
    const lowF = data[4 * f + 1]!;
    const low = this.of(lowF, isMonotone, most);
    const all = this.of(data[4 * f + 2]!, isMonotone, most === ANY_SIZE ? most : most - 1);
    const high = isMonotone ? this.notSolving(all, lowF) : this.zbdd.without(all, low);
    const result = this.zbdd.node(data[4 * f]!, low, high);
    this.converted.set(f, most, 0, result);
    return result;
  }

  /** Forgets what it has found: nodes of the families' table have been taken back. */
  forget(): void {
    this.converted.clear();
    this.filtered.clear();
  }

  /** The sets of a family that do not solve a monotone function. */
  private notSolving(family: number, f: number): number {
    const { data } = this.bdd.table;
    let nodes = this.zbdd.table.data;
    for (;;) {
      if (family === NONE || f === 1) return NONE;
      if (f === 0 || family === UNIT) return family;
      if (data[4 * f]! >= nodes[4 * family]!) break;
      // A variable that no set has: it is false.
      f = data[4 * f + 1]!;
    }
    const known = this.filtered.get(family, f, 0);
    if (known >= 0) return known;
    const level = nodes[4 * family]!;
    const isSame = data[4 * f] === level;
    const low = this.notSolving(nodes[4 * family + 1]!, isSame ? data[4 * f + 1]! : f);
    nodes = this.zbdd.table.data;
    const high = this.notSolving(nodes[4 * family + 2]!, isSame ? data[4 * f + 2]! : f);
    const result = high === NONE ? low : this.zbdd.table.node(level, low, high);
    this.filtered.set(family, f, 0, result);
    return result;
  }
}
