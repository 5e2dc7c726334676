/**
 * How often each lane is set in many words: 32 counts at once.
 *
 * The counters are bit-sliced, word i holding bit i of each. Words are added eight at a time by a tree of carry-save adders
 * (Harley and Seal), which leaves one word worth eight to carry on: fewer than six operations a word, however many lanes
 * are set in it.
 */

/** Slices of a set of counters: for any number of nodes. */
export const SLICES = 27;

/**
 * Adds words[stride × items[i] + offset], `from` up to `end`, to the counters in slices[first] and after it.
 */
export const addWords = (
  slices: Int32Array,
  first: number,
  words: Int32Array,
  items: Uint32Array,
  from: number,
  end: number,
  stride: number,
  offset: number,
): void => {
  let ones = slices[first]!;
  let twos = slices[first + 1]!;
  let fours = slices[first + 2]!;
  let i = from;
  for (; i + 8 <= end; i += 8) {
    const a = words[stride * items[i]! + offset]!;
    const b = words[stride * items[i + 1]! + offset]!;
    const c = words[stride * items[i + 2]! + offset]!;
    const d = words[stride * items[i + 3]! + offset]!;
    const e = words[stride * items[i + 4]! + offset]!;
    const f = words[stride * items[i + 5]! + offset]!;
    const g = words[stride * items[i + 6]! + offset]!;
    const h = words[stride * items[i + 7]! + offset]!;
    // Of three words the sum is x ^ y ^ z, the carry is where two of them agree on being set.
    const ab = ones ^ a;
    const ofAb = (ones & a) | (ab & b);
    const cd = ab ^ b ^ c;
    const ofCd = ((ab ^ b) & c) | (cd & d);
    const ef = cd ^ d ^ e;
    const ofEf = ((cd ^ d) & e) | (ef & f);
    const gh = ef ^ f ^ g;
    const ofGh = ((ef ^ f) & g) | (gh & h);
    ones = gh ^ h;
    const abcd = twos ^ ofAb;
    const ofAbcd = (twos & ofAb) | (abcd & ofCd);
    const efgh = abcd ^ ofCd ^ ofEf;
    const ofEfgh = ((abcd ^ ofCd) & ofEf) | (efgh & ofGh);
    twos = efgh ^ ofGh;
    const all = fours ^ ofAbcd;
    carried(slices, first + 3, (fours & ofAbcd) | (all & ofEfgh));
    fours = all ^ ofEfgh;
  }
  slices[first] = ones;
  slices[first + 1] = twos;
  slices[first + 2] = fours;
  for (; i < end; i++) carried(slices, first, words[stride * items[i]! + offset]!);
};

/** What a lane's counter has come to. */
export const countOf = (slices: Int32Array, first: number, lane: number): number => {
  let count = 0;
  for (let slice = SLICES - 1; slice >= 0; slice--)
    count = 2 * count + ((slices[first + slice]! >>> lane) & 1);
  return count;
};

const carried = (slices: Int32Array, first: number, word: number): void => {
  let carry = word;
  for (let at = first; carry !== 0; at++) {
    const slice = slices[at]!;
    slices[at] = slice ^ carry;
    carry &= slice;
  }
};
