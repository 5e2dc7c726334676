/** Whether a fault tree's top holds if these events happened, by the definition: the least fixpoint, gate by gate. */
import type { FaultTree } from '../../../src/engine/fault-tree/tree.ts';

export const evaluated = ({ eventCount, gates, top }: FaultTree, happened: readonly boolean[]): boolean => {
  const values = [...happened, ...gates.map(() => false)];
  const holds = (literal: number): boolean => values[literal >> 1]! !== ((literal & 1) === 1);
  // Trees with negations have no circles, so whatever settles is what they say.
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    gates.forEach(({ operator, atLeast, inputs }, gate) => {
      const count = inputs.filter(holds).length;
      const value =
        operator === 'and'
          ? count === inputs.length
          : operator === 'or'
            ? count > 0
            : operator === 'xor'
              ? count % 2 === 1
              : count >= atLeast;
      if (value === values[eventCount + gate]) return;
      values[eventCount + gate] = value;
      hasChanged = true;
    });
  }
  return holds(top);
};
