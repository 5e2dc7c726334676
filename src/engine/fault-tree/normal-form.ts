/**
 * A fault tree said more shortly: constants carried through, repetitions dropped, gates that only pass something on
 * left out, gates of the same kind below each other made one, equal gates made one.
 */
import type { FaultTree, Gate, GateOperator, Literal } from './tree.ts';
import { gateOrderOf } from './walk.ts';

/** Literals that are not vertices; as with all others, the last bit negates. */
const NEVER: Literal = -2;
const ALWAYS: Literal = -1;

/** The same function of the same events; gates stand below what they depend on, and all of them matter to the top. */
export const normalForm = (tree: FaultTree): FaultTree => {
  const { eventCount, gates, top } = tree;
  const order = gateOrderOf(tree);
  if (order.hasCircles || top >> 1 < eventCount) return tree;
  const uses = usesOf(tree, order.gates);
  const short: (Gate | undefined)[] = Array.from({ length: gates.length });
  /** By gate the literal that it has become. */
  const became = new Int32Array(gates.length);
  const known = new Map<number, number[]>();
  const marks = new Int32Array(2 * (eventCount + gates.length)).fill(-1);
  const resolve = (input: Literal): Literal => {
    const gate = (input >> 1) - eventCount;
    return gate < 0 ? input : became[gate]! ^ (input & 1);
  };

  /** The inputs of `and` or `or`: each once, or what the gate always is. */
  const gathered = (
    gate: number,
    isAnd: boolean,
    from: readonly Literal[],
  ): readonly Literal[] | undefined => {
    const neutral = isAnd ? ALWAYS : NEVER;
    const operator: GateOperator = isAnd ? 'and' : 'or';
    const inputs: Literal[] = [];
    const add = (input: Literal): boolean => {
      if (input === neutral || marks[input] === gate) return true;
      if (input < 0 || marks[input ^ 1] === gate) return false;
      marks[input] = gate;
      inputs.push(input);
      return true;
    };
    for (const input of from) {
      const child = (input >> 1) - eventCount;
      const below = child < 0 || uses[child] !== 1 ? undefined : short[child];
      const sign = input & 1;
      // What is not (a or b) is (not a) and (not b).
      if (below !== undefined && below.operator === (sign === 0 ? operator : isAnd ? 'or' : 'and')) {
        for (const inner of below.inputs) if (!add(inner ^ sign)) return undefined;
      } else if (!add(input)) return undefined;
    }
    return inputs;
  };

  const named = (
    gate: number,
    operator: GateOperator,
    atLeast: number,
    inputs: readonly Literal[],
  ): Literal => {
    // The same whatever the order of the inputs.
    let hash = inputs.length + atLeast;
    for (const input of inputs) hash = (hash + Math.imul(input + 1, 0x2c1b3c6d)) | 0;
    const others = known.get(hash);
    for (const other of others ?? []) {
      const { operator: its, atLeast: itsLeast, inputs: itsInputs } = short[other]!;
      if (its === operator && itsLeast === atLeast && haveSame(itsInputs, inputs))
        return 2 * (eventCount + other);
    }
    if (others === undefined) known.set(hash, [gate]);
    else others.push(gate);
    short[gate] = { operator, atLeast, inputs };
    return 2 * (eventCount + gate);
  };

  const simple = (gate: number, operator: 'and' | 'or', from: readonly Literal[]): Literal => {
    const inputs = gathered(gate, operator === 'and', from);
    if (inputs === undefined) return operator === 'and' ? NEVER : ALWAYS;
    if (inputs.length === 0) return operator === 'and' ? ALWAYS : NEVER;
    return inputs.length === 1 ? inputs[0]! : named(gate, operator, 0, inputs);
  };

  const counted = (gate: number, atLeast: number, from: readonly Literal[]): Literal => {
    const inputs = from.filter((input) => input >= 0);
    const needed = atLeast - from.filter((input) => input === ALWAYS).length;
    if (needed <= 0) return ALWAYS;
    if (needed > inputs.length) return NEVER;
    if (needed === 1 || needed === inputs.length) return simple(gate, needed === 1 ? 'or' : 'and', inputs);
    return named(gate, 'atLeast', needed, inputs);
  };

  const either = (gate: number, from: readonly Literal[]): Literal => {
    let sign = 0;
    let inputs: Literal[] = [];
    for (const input of from) {
      if (input === ALWAYS) sign ^= 1;
      if (input < 0) continue;
      const bare = input & ~1;
      sign ^= input & 1;
      // Twice the same is nothing.
      if (inputs.includes(bare)) inputs = inputs.filter((other) => other !== bare);
      else inputs.push(bare);
    }
    if (inputs.length === 0) return NEVER ^ sign;
    return (inputs.length === 1 ? inputs[0]! : named(gate, 'xor', 0, inputs)) ^ sign;
  };

  for (const gate of order.gates) {
    const { operator, atLeast, inputs } = gates[gate]!;
    const from = inputs.map(resolve);
    became[gate] =
      operator === 'atLeast'
        ? counted(gate, atLeast, from)
        : operator === 'xor'
          ? either(gate, from)
          : simple(gate, operator, from);
  }
  return compacted(eventCount, short, resolve(top));
};

const haveSame = (a: readonly Literal[], b: readonly Literal[]): boolean => {
  if (a.length !== b.length) return false;
  const [first, second] = [a.toSorted((x, y) => x - y), b.toSorted((x, y) => x - y)];
  return first.every((input, at) => input === second[at]);
};

/** By gate how many inputs of others it is; the top's gate one more. */
const usesOf = ({ eventCount, gates, top }: FaultTree, order: Int32Array): Int32Array => {
  const uses = new Int32Array(gates.length);
  uses[(top >> 1) - eventCount]!++;
  for (const gate of order)
    for (const input of gates[gate]!.inputs) if (input >> 1 >= eventCount) uses[(input >> 1) - eventCount]!++;
  return uses;
};

/** Without the gates that the top no longer needs. */
const compacted = (eventCount: number, gates: readonly (Gate | undefined)[], top: Literal): FaultTree => {
  if (top < 0)
    return {
      eventCount,
      gates: [{ operator: top === ALWAYS ? 'and' : 'or', atLeast: 0, inputs: [] }],
      top: 2 * eventCount,
    };
  if (top >> 1 < eventCount) return { eventCount, gates: [], top };
  const order = gateOrderOf({ eventCount, gates: gates as readonly Gate[], top }).gates;
  const numbers = new Int32Array(gates.length);
  order.forEach((gate, at) => (numbers[gate] = at));
  const renamed = (input: Literal): Literal =>
    input >> 1 < eventCount ? input : 2 * (eventCount + numbers[(input >> 1) - eventCount]!) + (input & 1);
  return {
    eventCount,
    gates: Array.from(order, (gate) => ({ ...gates[gate]!, inputs: gates[gate]!.inputs.map(renamed) })),
    top: renamed(top),
  };
};
