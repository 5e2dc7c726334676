/** From a fault tree to its functions, gate by gate. */
import { type Bdd, FALSE, TRUE } from './bdd.ts';
import { workedOut } from './gates.ts';
import type { FaultTree, Literal } from './tree.ts';

/** The function of the top, the level of each event given (−1: none of the gates has it). */
export const diagramOf = (bdd: Bdd, tree: FaultTree, levelOf: Int32Array): number => {
  const { eventCount, gates, top } = tree;
  const functions = new Int32Array(eventCount + gates.length);
  for (let event = 0; event < eventCount; event++)
    if (levelOf[event]! >= 0) functions[event] = bdd.variable(levelOf[event]!);
  const functionOf = (literal: Literal): number => {
    const value = functions[literal >> 1]!;
    return (literal & 1) === 0 ? value : bdd.not(value);
  };
  workedOut(tree, functions, ({ operator, atLeast, inputs }) => {
    const values = inputs.map(functionOf);
    // What is asked last is combined first: the others then stand on top of it without touching it.
    const { data } = bdd.table;
    values.sort((a, b) => data[4 * b]! - data[4 * a]!);
    switch (operator) {
      case 'and':
        return values.reduce((a, b) => bdd.and(a, b), TRUE);
      case 'or':
        return values.reduce((a, b) => bdd.or(a, b), FALSE);
      case 'xor':
        return values.reduce((a, b) => bdd.xor(a, b), FALSE);
      case 'atLeast':
        return bdd.atLeast(atLeast, values);
    }
  });
  return functionOf(top);
};
