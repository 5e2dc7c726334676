/**
 * Which classes of a core bring its top about alone: sets of classes as bits, from the thresholds that stand on events
 * alone up to the top. In each bit this is one failure's least fixpoint; all of them are found in one pass.
 */
import { UNIT, Zbdd } from '../fault-tree/zbdd.ts';
import { type Core, type Threshold, bottomUp } from './core.ts';
import { topFamily } from './families.ts';

/** Bits that may be held: 64 MB. Beyond it, in long chains of thresholds, the sets are mostly empty. */
const MOST_BITS = 2 ** 29;

/**
 * Numbers of the classes, ascending.
 *
 * @throws LimitReached if they take too much memory.
 */
export const singleClasses = (core: Core): readonly number[] => {
  const vertices = core.alternatives.length + core.thresholds.length;
  return core.classes.length * vertices <= MOST_BITS ? byBits(core) : byDiagram(core);
};

/** Nodes of the diagram of singles where there are too many for bits. */
const MOST_NODES = 5_000_000;

const byDiagram = (core: Core): readonly number[] => {
  const zbdd = new Zbdd(MOST_NODES);
  const levels: number[] = [];
  let node = topFamily(core, zbdd, 1);
  for (; node > UNIT; node = zbdd.table.data[4 * node + 1]!) levels.push(zbdd.table.data[4 * node]!);
  return levels;
};

const byBits = (core: Core): readonly number[] => {
  const { classes, alternatives, thresholds } = core;
  const words = (classes.length + 31) >>> 5;
  const bits = new Uint32Array(words * (alternatives.length + thresholds.length));
  alternatives.forEach((any, vertex) => {
    for (const number of any.classes) bits[words * vertex + (number >>> 5)]! |= 1 << (number & 31);
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
  for (const { vertices, isCircle } of bottomUp(core)) {
    if (!isCircle) update(vertices[0]!);
    else while (vertices.filter(update).length > 0);
  }
  return classes.flatMap((_, number) =>
    ((bits[number >>> 5]! >>> (number & 31)) & 1) === 1 ? [number] : [],
  );
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
