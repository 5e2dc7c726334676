/**
 * Which classes of a core bring its top about alone: sets of classes as bits, from the thresholds that stand on events
 * alone up to the top. In each bit this is one failure's least fixpoint; all of them are found in one pass.
 */
import { type Core, type Step, type Threshold, bottomUp } from './core.ts';

/** Classes that are looked at together: more would take more memory, fewer more rounds through all vertices. */
const TOGETHER = 32 * 32;

/** Numbers of the classes, ascending. */
export const singleClasses = (core: Core): readonly number[] => {
  const steps = bottomUp(core);
  const found: number[] = [];
  for (let first = 0; first < core.classes.length; first += TOGETHER) {
    const bits = bitsOf(core, steps, first);
    for (let i = 0; i < TOGETHER; i++) if (((bits[i >>> 5]! >>> (i & 31)) & 1) === 1) found.push(first + i);
  }
  return found;
};

/** Of the classes from a first on, those that bring the top about. */
const bitsOf = ({ alternatives, thresholds }: Core, steps: readonly Step[], first: number): Uint32Array => {
  const words = TOGETHER / 32;
  const bits = new Uint32Array(words * (alternatives.length + thresholds.length));
  alternatives.forEach((any, vertex) => {
    for (const number of any.classes) {
      const i = number - first;
      if (i >= 0 && i < TOGETHER) bits[words * vertex + (i >>> 5)]! |= 1 << (i & 31);
    }
  });
  const update = (vertex: number): boolean => {
    const any = alternatives[vertex];
    const threshold = thresholds[vertex - alternatives.length];
    let isNew = false;
    for (let word = 0; word < words; word++) {
      const at = words * vertex + word;
      const before = bits[at]!;
      for (const number of any?.thresholds ?? [])
        bits[at]! |= bits[words * (alternatives.length + number) + word]!;
      if (threshold !== undefined) bits[at] = counted(threshold, (input) => bits[words * input + word]!);
      isNew ||= bits[at] !== before;
    }
    return isNew;
  };
  for (const { vertices, isCircle } of steps) {
    if (!isCircle) update(vertices[0]!);
    else while (vertices.filter(update).length > 0);
  }
  return bits.subarray(0, words);
};

/** In which bits so many inputs are set: `reached[j]` says where j + 1 of those seen are. */
const counted = ({ needed, inputs }: Threshold, bitsOf: (input: number) => number): number => {
  if (needed === inputs.length) return inputs.reduce((all, input) => all & bitsOf(input), -1) >>> 0;
  const reached = new Uint32Array(needed);
  for (const input of inputs) {
    let carried = bitsOf(input);
    for (let count = 0; count < needed && carried !== 0; count++) {
      const both = reached[count]! & carried;
      reached[count]! |= carried;
      carried = both;
    }
  }
  return reached[needed - 1]!;
};
