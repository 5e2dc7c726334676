/** Random numbers that are the same on every machine and in every run: a benchmark must not measure its dice. */

/**
 * Numbers in [0, 1), by mulberry32.
 *
 * @param {number} seed
 * @returns {() => number}
 */
export const randomFrom = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
