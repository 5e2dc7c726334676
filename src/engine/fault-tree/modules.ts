/**
 * Modules: gates below which stands nothing that anything else depends on. Each is a fault tree of its own, and to what
 * is above it no more than a single event; so each is solved alone, which is what makes large trees small.
 *
 * Y. Dutuit, A. Rauzy, "A linear-time algorithm to find modules of fault trees", IEEE Transactions on Reliability 45
 * (1996): a walk from the top notes when each vertex is met first and last; a gate is a module if all below it is met only
 * between its own first and last step of that walk.
 */
import type { FaultTree, Gate, Literal } from './tree.ts';
import { gateOrderOf } from './walk.ts';

/**
 * A fault tree whose events are its leaves: events of the whole tree, or modules. A module other than the last is false
 * if no event happens: where the gate that it was found at is true then, it stands for that gate's negation. So it costs
 * events to make it true, and none to leave it false.
 */
export interface Module {
  readonly tree: FaultTree;
  /** By event of `tree`: an event of the whole tree, or −1 − a module. */
  readonly leaves: readonly number[];
}

/** The modules of a tree, those that others depend on first; the last is the top's. */
export const modulesOf = (tree: FaultTree): readonly Module[] => {
  const { eventCount, gates, top } = tree;
  if (top >> 1 < eventCount)
    return [{ tree: { eventCount: 1, gates: [], top: top & 1 }, leaves: [top >> 1] }];
  const order = gateOrderOf(tree);
  const isModule = order.hasCircles ? new Uint8Array(gates.length) : foundModules(tree, order.gates);
  isModule[(top >> 1) - eventCount] = 1;
  const numbers = new Int32Array(gates.length).fill(-1);
  const atRest = order.hasCircles ? new Uint8Array(gates.length) : valuesAtRest(tree, order.gates);
  const modules: Module[] = [];
  for (const gate of order.gates) {
    if (isModule[gate] !== 1) continue;
    const isTop = gate === (top >> 1) - eventCount;
    modules.push(moduleAt(tree, gate, isTop ? top & 1 : atRest[gate]!, numbers, atRest));
    numbers[gate] = modules.length - 1;
  }
  return modules;
};

const foundModules = ({ eventCount, gates, top }: FaultTree, order: Int32Array): Uint8Array => {
  const vertexCount = eventCount + gates.length;
  const first = new Int32Array(vertexCount);
  const done = new Int32Array(vertexCount);
  const last = new Int32Array(vertexCount);
  const cursor = new Int32Array(gates.length);
  const path = new Int32Array(gates.length);
  let date = 1;
  let depth = 0;
  path[depth++] = top >> 1;
  first[top >> 1] = last[top >> 1] = date++;
  while (depth > 0) {
    const vertex = path[depth - 1]!;
    const { inputs } = gates[vertex - eventCount]!;
    if (cursor[vertex - eventCount] === inputs.length) {
      done[vertex] = last[vertex] = date++;
      depth--;
      continue;
    }
    const input = inputs[cursor[vertex - eventCount]!++]! >> 1;
    const isNew = first[input] === 0;
    if (isNew) first[input] = date;
    last[input] = date++;
    if (isNew && input >= eventCount) path[depth++] = input;
  }
  const lowest = first.slice();
  const highest = last.slice();
  const isModule = new Uint8Array(gates.length);
  for (const gate of order) {
    const vertex = eventCount + gate;
    let low = Number.MAX_SAFE_INTEGER;
    let high = 0;
    for (const input of gates[gate]!.inputs) {
      low = Math.min(low, lowest[input >> 1]!);
      high = Math.max(high, highest[input >> 1]!);
    }
    isModule[gate] = low > first[vertex]! && high < done[vertex]! ? 1 : 0;
    lowest[vertex] = Math.min(low, first[vertex]!);
    highest[vertex] = Math.max(high, last[vertex]!);
  }
  return isModule;
};

/** By gate whether it is true if no event happens. */
const valuesAtRest = ({ eventCount, gates }: FaultTree, order: Int32Array): Uint8Array => {
  const values = new Uint8Array(gates.length);
  for (const gate of order) {
    const { operator, atLeast, inputs } = gates[gate]!;
    let count = 0;
    for (const input of inputs)
      count += (input >> 1 < eventCount ? 0 : values[(input >> 1) - eventCount]!) ^ (input & 1);
    const needed = operator === 'and' ? inputs.length : operator === 'or' ? 1 : atLeast;
    values[gate] = operator === 'xor' ? count & 1 : Number(count >= needed);
  }
  return values;
};

/** What stands below a gate down to events and modules, numbered anew as they are met. */
const moduleAt = (
  { eventCount, gates }: FaultTree,
  root: number,
  sign: number,
  numbers: Int32Array,
  atRest: Uint8Array,
): Module => {
  const leaves: number[] = [];
  const leafOf = new Map<number, number>();
  const gateAt = new Map<number, number>([[root, 0]]);
  const inner = [root];
  for (let at = 0; at < inner.length; at++) {
    for (const input of gates[inner[at]!]!.inputs) {
      const gate = (input >> 1) - eventCount;
      const isInner = gate >= 0 && numbers[gate]! < 0;
      if (isInner && !gateAt.has(gate)) {
        gateAt.set(gate, inner.length);
        inner.push(gate);
      } else if (!isInner && !leafOf.has(input >> 1)) {
        leafOf.set(input >> 1, leaves.length);
        leaves.push(gate < 0 ? input >> 1 : -1 - numbers[gate]!);
      }
    }
  }
  const literal = (input: Literal): Literal => {
    const leaf = leafOf.get(input >> 1);
    const vertex = leaf ?? leaves.length + gateAt.get((input >> 1) - eventCount)!;
    const isFlipped = leaf !== undefined && leaves[leaf]! < 0 ? atRest[(input >> 1) - eventCount]! : 0;
    return 2 * vertex + ((input & 1) ^ isFlipped);
  };
  const own: Gate[] = inner.map((gate) => ({ ...gates[gate]!, inputs: gates[gate]!.inputs.map(literal) }));
  return { tree: { eventCount: leaves.length, gates: own, top: 2 * leaves.length + sign }, leaves };
};
