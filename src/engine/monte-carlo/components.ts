/** The gates of a fault tree, inputs first; those of a circle together. */
import { bucketed } from '../buckets.ts';
import { IMPACT_BITS } from '../edge.ts';
import type { FaultTree } from '../fault-tree/tree.ts';
import { componentsOf } from '../timeline/components.ts';

export interface GateComponent {
  /** Gates, 0 being the first gate. */
  readonly gates: Uint32Array;
  /** Whether they stand on each other: then their values are found together, as a least fixpoint. */
  readonly isCircle: boolean;
}

/** Components in an order in which each comes after all that its gates need. */
export const gateComponents = ({ eventCount, gates }: FaultTree): readonly GateComponent[] => {
  const count = gates.reduce((sum, { inputs }) => sum + inputs.length, 0);
  const sources = new Uint32Array(count);
  const targets = new Uint32Array(count);
  let edges = 0;
  gates.forEach(({ inputs }, gate) => {
    for (const input of inputs) {
      if (input >> 1 < eventCount) continue;
      sources[edges] = (input >> 1) - eventCount;
      // Edges as the walk wants them: with room for an impact below the vertex.
      targets[edges++] = gate << IMPACT_BITS;
    }
  });
  const { start, values } = bucketed(gates.length, sources.subarray(0, edges), targets.subarray(0, edges));
  const { start: first, members, isCircle } = componentsOf(gates.length, start, values);
  return Array.from(isCircle, (circle, component) => ({
    gates: members.subarray(first[component], first[component + 1]),
    isCircle: circle === 1,
  }));
};
