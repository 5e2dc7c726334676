/**
 * Random numbers that are the same on every machine: xoshiro128**, with its state made of a seed by SplitMix.
 *
 * D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM Transactions on Mathematical Software 47
 * (2021): period 2^128 − 1, and none of the regularities that statistical tests look for. Not for secrets.
 */

/** The next number, uniform over 0 ≤ x < 1 in steps of 2^-53. */
export type Random = () => number;

/** A stream of numbers; other seeds (whole numbers from 0 to 2^53 − 1) give other streams. */
export const randomFrom = (seed: number): Random => {
  const seeds = splitMix(seed);
  let [a, b, c, d] = [seeds(), seeds(), seeds(), seeds()];
  const bits = (): number => {
    const scrambled = Math.imul(rotated(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return scrambled >>> 0;
  };
  return () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;
};

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** 32 bits at a time, from a counter that all bits of the seed go into; never all zero over four calls. */
const splitMix = (seed: number): (() => number) => {
  let state = (seed % 2 ** 32) ^ Math.imul(Math.floor(seed / 2 ** 32), 0x9e37_79b9);
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    return mixed ^ (mixed >>> 16);
  };
};
