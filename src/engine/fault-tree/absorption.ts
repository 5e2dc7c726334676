/**
 * What a gate says need not be said again below it: in "x or f", f matters only when x does not hold, so within f, x is
 * false; in "x and f" it is true. "Within f" is what reaches the top through this gate alone: what it dominates.
 *
 * (Dominators: T. Lengauer, R. E. Tarjan, ACM TOPLAS 1 (1979); without circles, the last common one of all parents.)
 */
import type { FaultTree, Gate, Literal } from './tree.ts';
import { gateOrderOf } from './walk.ts';

/** The same function, or the same tree if nothing is said twice. */
export const absorbed = (tree: FaultTree): FaultTree => {
  const { eventCount, gates, top } = tree;
  const order = gateOrderOf(tree);
  if (order.hasCircles || order.gates.length < 2) return tree;
  const { first, next } = dominated(tree, order.gates);
  // By literal: 0 unknown, 1 false, 2 true.
  const value = new Uint8Array(2 * (eventCount + gates.length));
  const result = gates.slice();
  const constants = gates.length;
  let hasChanged = false;

  const enter = (gate: number): readonly Literal[] => {
    const { operator, inputs } = gates[gate]!;
    if (inputs.some((input) => value[input] !== 0)) {
      hasChanged = true;
      result[gate] = {
        ...gates[gate]!,
        inputs: inputs.map((input) =>
          value[input] === 0 ? input : 2 * (eventCount + constants) + (value[input]! - 1),
        ),
      };
    }
    if (operator !== 'and' && operator !== 'or') return [];
    const said = inputs.filter((input) => value[input] === 0 && value[input ^ 1] === 0);
    for (const input of said) {
      value[input] = operator === 'and' ? 2 : 1;
      value[input ^ 1] = operator === 'and' ? 1 : 2;
    }
    return said;
  };

  const path: { readonly said: readonly Literal[]; child: number }[] = [];
  const descend = (gate: number): void => {
    path.push({ said: enter(gate), child: first[gate]! });
  };
  descend((top >> 1) - eventCount);
  while (path.length > 0) {
    const step = path.at(-1)!;
    if (step.child < 0) {
      for (const input of step.said) value[input] = value[input ^ 1] = 0;
      path.pop();
      continue;
    }
    const { child } = step;
    step.child = next[child]!;
    descend(child);
  }
  // The constant false, as a gate of its own.
  const never: Gate = { operator: 'or', atLeast: 0, inputs: [] };
  return hasChanged ? { eventCount, gates: [...result, never], top } : tree;
};

/** Per gate the first gate that it is the last to dominate, and the next one beside it (−1: none). */
const dominated = (
  { eventCount, gates, top }: FaultTree,
  order: Int32Array,
): { readonly first: Int32Array; readonly next: Int32Array } => {
  const NONE = -1;
  const by = new Int32Array(gates.length).fill(NONE);
  const depth = new Int32Array(gates.length);
  const first = new Int32Array(gates.length).fill(NONE);
  const next = new Int32Array(gates.length).fill(NONE);
  const root = (top >> 1) - eventCount;
  // From the top down: all parents of a gate come before it.
  for (let at = order.length - 1; at >= 0; at--) {
    const gate = order[at]!;
    if (gate !== root) {
      const parent = by[gate]!;
      depth[gate] = depth[parent]! + 1;
      next[gate] = first[parent]!;
      first[parent] = gate;
    }
    for (const input of gates[gate]!.inputs) {
      const child = (input >> 1) - eventCount;
      if (child < 0) continue;
      let a = by[child] === NONE ? gate : by[child]!;
      let b = gate;
      while (a !== b) {
        if (depth[a]! >= depth[b]!) a = by[a]!;
        else b = by[b]!;
      }
      by[child] = a;
    }
  }
  return { first, next };
};
