import { describe, expect, it } from 'vitest';
import { SLICES, addWords, countOf } from '../../../src/engine/sweep/counters.ts';
import { diceOf } from './networks.ts';

describe('counts by lane', () => {
  it.each([0, 1, 7, 8, 9, 64, 1000])('are those of %d words, in whatever parts they are added', (count) => {
    const dice = diceOf(count);
    const words = Int32Array.from({ length: 2 * count + 2 }, () => dice(2 ** 31) ^ (dice(2) << 31));
    const items = Uint32Array.from({ length: count }, (_, i) => count - 1 - i);
    const slices = new Int32Array(2 * SLICES);
    const cut = dice(count + 1);
    addWords(slices, SLICES, words, items, 0, cut, 2, 1);
    addWords(slices, SLICES, words, items, cut, count, 2, 1);
    for (let lane = 0; lane < 32; lane++) {
      const expected = items.filter((item) => ((words[2 * item + 1]! >>> lane) & 1) === 1).length;
      expect(countOf(slices, SLICES, lane)).toBe(expected);
      expect(countOf(slices, 0, lane)).toBe(0);
    }
  });
});
