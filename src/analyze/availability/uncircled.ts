/**
 * A fault tree without circles that holds in exactly the same cases: for formats that know none.
 *
 * What holds in a circle is the least fixpoint. It is enough to begin with false at a few gates that break all its circles
 * and to work out the rest from them, as many times as there are such gates: a monotone function of k values that begins
 * at false has settled after k steps (A. Tarski, "A lattice-theoretical fixpoint theorem and its applications", Pacific
 * Journal of Mathematics 5 (1955), for finite lattices). Gates that say the same are one, so most copies vanish.
 */
import type { FaultTree, Gate, Literal } from '../../engine/fault-tree/tree.ts';
import { gateComponents } from '../../engine/monte-carlo/components.ts';

export interface Uncircled {
  /** No gate needs itself; inputs stand before what needs them; no gate has an input twice. */
  readonly tree: FaultTree;
  /** Of each gate the one that it comes from. */
  readonly from: readonly number[];
}

/** Gates that are made before it is given up. */
const MOST_GATES = 2_000_000;

/** The same without circles; undefined if that takes too many gates. The tree must be coherent. */
export const uncircled = (tree: FaultTree, mostGates = MOST_GATES): Uncircled | undefined => {
  const { eventCount, gates, top } = tree;
  const made = new GateStore(eventCount);
  /** By gate what it is now: a literal, or a constant. */
  const values: Value[] = gates.map(() => FALSE);
  const valueOf = (input: Literal): Value =>
    input >> 1 < eventCount ? input : values[(input >> 1) - eventCount]!;
  const workOut = (gate: number): Value => made.add(gates[gate]!, gates[gate]!.inputs.map(valueOf), gate);

  for (const { gates: members, isCircle } of gateComponents(tree)) {
    if (!isCircle) {
      values[members[0]!] = workOut(members[0]!);
      continue;
    }
    const { order, breaks } = broken(tree, members);
    // Gates that break circles stand last; until then the others see what they were one round before.
    for (let round = 0; round <= breaks.length; round++) {
      for (const gate of order) values[gate] = workOut(gate);
      const after = breaks.map(workOut);
      const isSettled = after.every((value, i) => value === values[breaks[i]!]);
      after.forEach((value, i) => (values[breaks[i]!] = value));
      if (made.count > mostGates) return undefined;
      if (isSettled) break;
    }
    for (const gate of order) values[gate] = workOut(gate);
  }
  return made.below(valueOf(top));
};

/** A literal of the new tree, or TRUE or FALSE. */
type Value = number;
const TRUE = -1;
const FALSE = -2;

const AND: Gate = { operator: 'and', atLeast: 0, inputs: [] };
const OR: Gate = { operator: 'or', atLeast: 0, inputs: [] };

/** New gates, each distinct one once; constants are worked into what they stand in. */
class GateStore {
  private readonly eventCount: number;
  private readonly gates: Gate[] = [];
  private readonly origins: number[] = [];
  private readonly known = new Map<string, Literal>();

  constructor(eventCount: number) {
    this.eventCount = eventCount;
  }

  get count(): number {
    return this.gates.length;
  }

  add({ operator, atLeast }: Gate, inputs: readonly Value[], origin: number): Value {
    if (operator === 'xor') throw new Error('the tree is not coherent');
    const certain = inputs.filter((input) => input === TRUE).length;
    const open = inputs.filter((input) => input >= 0);
    const needed = (operator === 'and' ? inputs.length : operator === 'or' ? 1 : atLeast) - certain;
    if (needed <= 0) return TRUE;
    if (needed > open.length) return FALSE;
    const distinct = [...new Set(open)].toSorted((a, b) => a - b);
    if (needed === 1 || needed === open.length) {
      if (distinct.length === 1) return distinct[0]!;
      return this.entered({ operator: needed === 1 ? 'or' : 'and', atLeast: 0, inputs: distinct }, origin);
    }
    if (distinct.length === open.length)
      return this.entered({ operator: 'atLeast', atLeast: needed, inputs: distinct }, origin);
    return this.counted(needed, open, origin);
  }

  /**
   * A count in which an input counts several times: with it fewer of the others are needed, without it as many of them
   * as before. (Programs that count a gate which only passes on beside what it passes on have been seen to be wrong.)
   */
  private counted(needed: number, inputs: readonly Literal[], origin: number): Value {
    const times = new Map<Literal, number>();
    for (const input of inputs) times.set(input, (times.get(input) ?? 0) + 1);
    const single = [...times.keys()].filter((input) => times.get(input) === 1);
    /** By k, what says that at least k of those looked at so far hold. */
    let counts = Array.from({ length: needed + 1 }, (_, atLeast) =>
      this.add({ operator: 'atLeast', atLeast, inputs: [] }, single, origin),
    );
    for (const [input, weight] of times) {
      if (weight === 1) continue;
      const before = counts;
      counts = before.map((without, atLeast) => {
        const withIt = this.add(AND, [input, before[Math.max(0, atLeast - weight)]!], origin);
        return this.add(OR, [withIt, without], origin);
      });
    }
    return counts[needed]!;
  }

  private entered(gate: Gate, origin: number): Literal {
    const key = `${gate.operator}${gate.atLeast} ${gate.inputs.join(' ')}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const literal = 2 * (this.eventCount + this.gates.push(gate) - 1);
    this.origins.push(origin);
    this.known.set(key, literal);
    return literal;
  }

  /** The tree of a value, with those gates only that it needs. */
  below(top: Value): Uncircled {
    const { eventCount } = this;
    if (top < 0) {
      const constant: Gate = { operator: top === TRUE ? 'and' : 'or', atLeast: 0, inputs: [] };
      return { tree: { eventCount, gates: [constant], top: 2 * eventCount }, from: [0] };
    }
    const isNeeded = new Uint8Array(this.gates.length);
    if (top >> 1 >= eventCount) isNeeded[(top >> 1) - eventCount] = 1;
    // Inputs come before what needs them.
    for (let gate = this.gates.length - 1; gate >= 0; gate--) {
      if (isNeeded[gate] === 0) continue;
      for (const input of this.gates[gate]!.inputs)
        if (input >> 1 >= eventCount) isNeeded[(input >> 1) - eventCount] = 1;
    }
    let count = 0;
    const numbers = Array.from(isNeeded, (needed) => (needed === 1 ? count++ : -1));
    const renamed = (input: Literal): Literal =>
      input >> 1 < eventCount ? input : 2 * (eventCount + numbers[(input >> 1) - eventCount]!);
    return {
      tree: {
        eventCount,
        gates: this.gates
          .filter((_, gate) => isNeeded[gate] === 1)
          .map((gate) => ({ ...gate, inputs: gate.inputs.map(renamed) })),
        top: renamed(top),
      },
      from: this.origins.filter((_, gate) => isNeeded[gate] === 1),
    };
  }
}

interface Broken {
  /** The other gates, inputs first. */
  readonly order: readonly number[];
  /** Gates without which no circle is left. */
  readonly breaks: readonly number[];
}

const OPEN = 1;
const DONE = 2;

/** Breaks the circles of a component at the gates that a walk down meets again while it is still on its way from them. */
const broken = ({ eventCount, gates }: FaultTree, members: Uint32Array): Broken => {
  const inside = new Set(members);
  const state = new Map<number, number>();
  const breaks = new Set<number>();
  const order: number[] = [];
  for (const root of members) {
    if (state.has(root)) continue;
    const way = [root];
    const next = [0];
    state.set(root, OPEN);
    while (way.length > 0) {
      const gate = way.at(-1)!;
      const input = gates[gate]!.inputs[next[next.length - 1]!++];
      if (input === undefined) {
        state.set(gate, DONE);
        if (!breaks.has(gate)) order.push(gate);
        way.pop();
        next.pop();
        continue;
      }
      const below = (input >> 1) - eventCount;
      if (!inside.has(below)) continue;
      if (state.get(below) === OPEN) breaks.add(below);
      if (state.has(below)) continue;
      state.set(below, OPEN);
      way.push(below);
      next.push(0);
    }
  }
  return { order, breaks: [...breaks] };
};
