/**
 * What switches on a cell, for 256 scenarios at once: eight words of 32 lanes, held in locals while the inputs go by.
 *
 * Each returns the lanes that changed, all words in one: 0 if none did. Cells only ever switch on, so that what a cell was
 * is part of what it becomes; fixed faults need nothing more than to be there from the start.
 */

/** Words of a cell. Fewer would look at each wire more often, more would not fit the processor's registers. */
export const WORDS = 8;

/** On where an input is. */
export const anyOf = (
  words: Int32Array,
  cell: number,
  inputs: Uint32Array,
  first: number,
  end: number,
): number => {
  const at = cell * WORDS;
  let a = words[at]!;
  let b = words[at + 1]!;
  let c = words[at + 2]!;
  let d = words[at + 3]!;
  let e = words[at + 4]!;
  let f = words[at + 5]!;
  let g = words[at + 6]!;
  let h = words[at + 7]!;
  for (let i = first; i < end; i++) {
    const from = inputs[i]! * WORDS;
    a |= words[from]!;
    b |= words[from + 1]!;
    c |= words[from + 2]!;
    d |= words[from + 3]!;
    e |= words[from + 4]!;
    f |= words[from + 5]!;
    g |= words[from + 6]!;
    h |= words[from + 7]!;
  }
  return stored(words, at, a, b, c, d, e, f, g, h);
};

/** On where all inputs are; there is at least one. */
export const allOf = (
  words: Int32Array,
  cell: number,
  inputs: Uint32Array,
  first: number,
  end: number,
): number => {
  let [a, b, c, d, e, f, g, h] = [-1, -1, -1, -1, -1, -1, -1, -1];
  for (let i = first; i < end; i++) {
    const from = inputs[i]! * WORDS;
    a &= words[from]!;
    b &= words[from + 1]!;
    c &= words[from + 2]!;
    d &= words[from + 3]!;
    e &= words[from + 4]!;
    f &= words[from + 5]!;
    g &= words[from + 6]!;
    h &= words[from + 7]!;
  }
  return stored(words, cell * WORDS, a, b, c, d, e, f, g, h);
};

/**
 * On where at least `needed` inputs are, two or more.
 *
 * A counter a lane, bit-sliced: word i holds bit i of 32 counters. They start so far below a power of two as inputs are
 * needed; who carries out of the highest bit has counted enough.
 */
export const atLeast = (
  words: Int32Array,
  cell: number,
  inputs: Uint32Array,
  first: number,
  end: number,
  needed: number,
): number => {
  const bits = 32 - Math.clz32(needed - 1);
  const short = 2 ** bits - needed;
  let changed = 0;
  for (let word = 0; word < WORDS; word++) {
    for (let bit = 0; bit < bits; bit++) slices[bit] = -((short >>> bit) & 1);
    let enough = 0;
    for (let i = first; i < end; i++) {
      let carry = words[inputs[i]! * WORDS + word]!;
      for (let bit = 0; bit < bits && carry !== 0; bit++) {
        const slice = slices[bit]!;
        slices[bit] = slice ^ carry;
        carry &= slice;
      }
      enough |= carry;
    }
    const at = cell * WORDS + word;
    changed |= words[at]! ^ enough;
    words[at] = enough;
  }
  return changed;
};

/** The bits of the counters at hand: for as many inputs as there can be. */
const slices = new Int32Array(32);

const stored = (
  words: Int32Array,
  at: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
): number => {
  const changed =
    (words[at]! ^ a) |
    (words[at + 1]! ^ b) |
    (words[at + 2]! ^ c) |
    (words[at + 3]! ^ d) |
    (words[at + 4]! ^ e) |
    (words[at + 5]! ^ f) |
    (words[at + 6]! ^ g) |
    (words[at + 7]! ^ h);
  if (changed === 0) return 0;
  words[at] = a;
  words[at + 1] = b;
  words[at + 2] = c;
  words[at + 3] = d;
  words[at + 4] = e;
  words[at + 5] = f;
  words[at + 6] = g;
  words[at + 7] = h;
  return changed;
};
