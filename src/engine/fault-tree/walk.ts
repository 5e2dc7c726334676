/** The gates of a fault tree in the order in which they can be worked out: inputs before what needs them. */
import type { FaultTree } from './tree.ts';

interface GateOrder {
  /** Gates (0 is the first gate) that the top depends on, inputs first as far as circles allow. */
  readonly gates: Int32Array;
  readonly hasCircles: boolean;
}

/** Depth first from the top, inputs left to right, with a stack of our own: no chain is too long. */
export const gateOrderOf = ({ eventCount, gates, top }: FaultTree): GateOrder => {
  const order = new Int32Array(gates.length);
  const path = new Int32Array(gates.length);
  const cursor = new Int32Array(gates.length);
  // 0: not seen, 1: on the path, 2: done.
  const stage = new Uint8Array(gates.length);
  let count = 0;
  let depth = 0;
  let hasCircles = false;
  const root = (top >> 1) - eventCount;
  if (root >= 0) {
    path[depth++] = root;
    stage[root] = 1;
  }
  while (depth > 0) {
    const gate = path[depth - 1]!;
    const { inputs } = gates[gate]!;
    if (cursor[gate] === inputs.length) {
      stage[gate] = 2;
      order[count++] = gate;
      depth--;
      continue;
    }
    const input = (inputs[cursor[gate]!++]! >> 1) - eventCount;
    if (input < 0) continue;
    if (stage[input] === 0) {
      path[depth++] = input;
      stage[input] = 1;
    } else if (stage[input] === 1) hasCircles = true;
  }
  return { gates: order.subarray(0, count), hasCircles };
};
