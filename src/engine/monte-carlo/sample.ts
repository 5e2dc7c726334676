/**
 * The probability of a fault tree's top by sampling: where no diagram of it fits into memory.
 *
 * Samples are worked out 32 to a number, thousands at a time: bit i of an event's words says whether it happened in sample
 * i, and a gate is a few operations on whole words. Gates in a circle begin as false and are worked out again until none
 * changes: the least fixpoint, in all samples at once.
 */
import type { FaultTree, Gate } from '../fault-tree/tree.ts';
import { type GateComponent, gateComponents } from './components.ts';
import { type Random, randomFrom } from './random.ts';

export interface Sampling {
  /** At least one; rounded up to whole words of 32. */
  readonly samples: number;
  readonly seed: number;
}

export interface Sampled {
  /** How many were made. */
  readonly samples: number;
  /** In how many of them the top held. */
  readonly hits: number;
}

/** Words of 32 samples that are worked out together: what they need stays in the processor's cache. */
const WORDS = 256;

/** Above this an event is drawn sample by sample; below, only those in which it happens are drawn. */
const OFTEN = 0.1;

/**
 * Samples a tree whose events happen independently, event e with probability `probability[e]`. The same seed gives the
 * same answer everywhere.
 */
export const sampleOf = (
  tree: FaultTree,
  probability: Float64Array,
  { samples, seed }: Sampling,
  progress?: (done: number, of: number) => void,
): Sampled => {
  const { eventCount, gates, top } = tree;
  const components = gateComponents(tree);
  // The last row is for a gate that is being worked out.
  const values = new Uint32Array((eventCount + gates.length + 1) * WORDS);
  const random = randomFrom(seed);
  const draw = drawing(probability, random);
  const words = Math.ceil(samples / 32);
  let hits = 0;
  for (let done = 0; done < words; done += WORDS) {
    const now = Math.min(WORDS, words - done);
    values.fill(0);
    for (let event = 0; event < eventCount; event++) draw(event, values, 32 * done, now);
    for (const component of components) settle(tree, component, values, now);
    const at = (top >> 1) * WORDS;
    const flip = (top & 1) === 1 ? -1 : 0;
    for (let word = 0; word < now; word++) hits += bitsIn(values[at + word]! ^ flip);
    progress?.(Math.min(32 * (done + now), 32 * words), 32 * words);
  }
  return { samples: 32 * words, hits };
};

/** Sets the samples of a stretch in which an event happens. */
type Draw = (event: number, values: Uint32Array, from: number, words: number) => void;

/** What is rare is drawn by how many samples it leaves out (geometrically distributed): the time goes by what fails. */
const drawing = (probability: Float64Array, random: Random): Draw => {
  const gapOf = (event: number): number => {
    const chance = probability[event]!;
    return chance === 0 ? Infinity : Math.floor(Math.log1p(-random()) / Math.log1p(-chance));
  };
  /** By event, the sample in which it happens next. */
  const next = Float64Array.from(probability, (chance, event) => (chance >= OFTEN ? 0 : gapOf(event)));
  return (event, values, from, words) => {
    const chance = probability[event]!;
    const end = from + 32 * words;
    const base = event * WORDS;
    if (chance >= OFTEN) {
      for (let sample = 0; sample < end - from; sample++)
        if (random() < chance) values[base + (sample >> 5)]! |= 1 << (sample & 31);
      return;
    }
    while (next[event]! < end) {
      const sample = next[event]! - from;
      values[base + (sample >> 5)]! |= 1 << (sample & 31);
      next[event]! += 1 + gapOf(event);
    }
  };
};

const settle = (
  { eventCount, gates }: FaultTree,
  { gates: members, isCircle }: GateComponent,
  values: Uint32Array,
  words: number,
): void => {
  for (let again = true; again;) {
    again = false;
    for (const gate of members) {
      const hasChanged = evaluate(gates[gate]!, values, (eventCount + gate) * WORDS, words);
      again ||= hasChanged && isCircle;
    }
  }
};

/** Works out a gate; says whether anything changed. */
const evaluate = (gate: Gate, values: Uint32Array, at: number, words: number): boolean => {
  const result = values.subarray(-WORDS);
  combine(gate, values, words, result);
  let changed = 0;
  for (let word = 0; word < words; word++) {
    changed |= values[at + word]! ^ result[word]!;
    values[at + word] = result[word]!;
  }
  return changed !== 0;
};

/** A gate's value, into `result`. */
const combine = (
  { operator, atLeast, inputs }: Gate,
  values: Uint32Array,
  words: number,
  result: Uint32Array,
): void => {
  if (operator === 'atLeast') {
    count(atLeast, inputs, values, words, result);
    return;
  }
  result.fill(operator === 'and' ? 0xffff_ffff : 0);
  for (const input of inputs) {
    const from = (input >> 1) * WORDS;
    const flip = (input & 1) === 1 ? -1 : 0;
    if (operator === 'and')
      for (let word = 0; word < words; word++) result[word]! &= values[from + word]! ^ flip;
    else if (operator === 'or')
      for (let word = 0; word < words; word++) result[word]! |= values[from + word]! ^ flip;
    else for (let word = 0; word < words; word++) result[word]! ^= values[from + word]! ^ flip;
  }
};

/** Counts the inputs that hold in binary, a bit of the count to a word, and compares the count with the threshold. */
const count = (
  atLeast: number,
  inputs: readonly number[],
  values: Uint32Array,
  words: number,
  result: Uint32Array,
): void => {
  const bits = 32 - Math.clz32(Math.max(inputs.length, atLeast));
  const sums = new Uint32Array(bits);
  for (let word = 0; word < words; word++) {
    sums.fill(0);
    for (const input of inputs) {
      let carry = values[(input >> 1) * WORDS + word]! ^ ((input & 1) === 1 ? -1 : 0);
      for (let bit = 0; carry !== 0; bit++) {
        const sum = sums[bit]!;
        sums[bit] = sum ^ carry;
        carry &= sum;
      }
    }
    // From the highest bit down: greater so far, or equal so far.
    let isGreater = 0;
    let isEqual = -1;
    for (let bit = bits - 1; bit >= 0; bit--) {
      const wanted = ((atLeast >>> bit) & 1) === 1 ? -1 : 0;
      isGreater |= isEqual & sums[bit]! & ~wanted;
      isEqual &= ~(sums[bit]! ^ wanted);
    }
    result[word] = isGreater | isEqual;
  }
};

const bitsIn = (bits: number): number => {
  let rest = bits - ((bits >>> 1) & 0x5555_5555);
  rest = (rest & 0x3333_3333) + ((rest >>> 2) & 0x3333_3333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
};
