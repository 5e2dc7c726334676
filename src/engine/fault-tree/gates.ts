/**
 * Working out all gates of a tree in something (functions, families of sets), inputs first. Gates in a circle are worked
 * out together: all begin as false and are worked out again until none changes, which gives the least fixpoint, since they
 * only grow and cannot grow for ever.
 */
import { bucketed } from '../buckets.ts';
import { componentsOf } from '../timeline/components.ts';
import type { FaultTree, Gate } from './tree.ts';
import { gateOrderOf } from './walk.ts';

/** By vertex its value: those of the events are given in it, the gates' are put into it; 0 is false. */
export const workedOut = (tree: FaultTree, values: Int32Array, gateValue: (gate: Gate) => number): void => {
  const { eventCount, gates } = tree;
  const order = gateOrderOf(tree);
  if (!order.hasCircles) {
    for (const gate of order.gates) values[eventCount + gate] = gateValue(gates[gate]!);
    return;
  }
  for (const members of componentsInOrder(tree)) {
    for (let hasChanged = true; hasChanged;) {
      hasChanged = false;
      for (const gate of members) {
        const value = gateValue(gates[gate]!);
        if (value === values[eventCount + gate]!) continue;
        values[eventCount + gate] = value;
        hasChanged = true;
      }
    }
  }
};

const componentsInOrder = ({ eventCount, gates }: FaultTree): readonly Uint32Array[] => {
  const from: number[] = [];
  const to: number[] = [];
  gates.forEach(({ inputs }, gate) => {
    for (const input of inputs) {
      if (input >> 1 < eventCount) continue;
      from.push((input >> 1) - eventCount);
      // The way components want their edges: the vertex above six bits of something else.
      to.push(gate << 6);
    }
  });
  const { start, values } = bucketed(gates.length, Uint32Array.from(from), Uint32Array.from(to));
  const components = componentsOf(gates.length, start, values);
  return Array.from({ length: components.isCircle.length }, (_, component) =>
    components.members.subarray(components.start[component], components.start[component + 1]),
  );
};
