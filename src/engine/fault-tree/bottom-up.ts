/**
 * The minimal cut sets of a coherent tree from the bottom up, families of sets instead of functions: what is too large is
 * dropped at once, so low orders of a tree are found whose function nobody can hold.
 */
import type { FaultTree } from './tree.ts';
import { workedOut } from './gates.ts';
import { NONE, UNIT, type Zbdd } from './zbdd.ts';

/** The minimal cut sets of at most so many events, the level of each event given (−1: none of the gates has it). */
export const familyOf = (zbdd: Zbdd, tree: FaultTree, levelOf: Int32Array, most: number): number => {
  const { eventCount, gates, top } = tree;
  const families = new Int32Array(eventCount + gates.length);
  if (most > 0)
    for (let event = 0; event < eventCount; event++)
      if (levelOf[event]! >= 0) families[event] = zbdd.single(levelOf[event]!);
  workedOut(tree, families, ({ operator, atLeast, inputs }) => {
    const { data } = zbdd.table;
    const values = inputs.map((input) => families[input >> 1]!);
    values.sort((a, b) => data[4 * b]! - data[4 * a]!);
    if (operator === 'or') return values.reduce((a, b) => zbdd.union(a, b), NONE);
    if (operator === 'and') return values.reduce((a, b) => zbdd.product(a, b, most), UNIT);
    return someOf(zbdd, atLeast, values, most);
  });
  return families[top >> 1]!;
};

const someOf = (zbdd: Zbdd, atLeast: number, families: readonly number[], most: number): number => {
  // found[j]: at least j of those looked at.
  const found = [UNIT, ...Array.from({ length: Math.max(0, atLeast) }, () => NONE)];
  for (const family of families) {
    for (let j = found.length - 1; j > 0; j--)
      found[j] = zbdd.union(found[j]!, zbdd.product(family, found[j - 1]!, most));
  }
  return found.at(-1)!;
};
