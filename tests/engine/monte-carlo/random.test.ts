/** Proves that the random numbers are those of the published generator, differ by seed, and are spread evenly. */
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/engine/monte-carlo/random.ts';

describe('random numbers', () => {
  it('are the same for the same seed, on every machine', () => {
    const random = randomFrom(1);
    expect([random(), random(), random()]).toEqual(FIRST);
  });

  it('differ for other seeds, also for those that differ in high bits only', () => {
    const seeds = [0, 1, 2, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    expect(new Set(seeds.map((seed) => randomFrom(seed)())).size).toBe(seeds.length);
  });

  it('are spread evenly over 0 to 1, and so are pairs of neighbours', () => {
    const random = randomFrom(7);
    const count = 200_000;
    const cells = new Float64Array(256);
    let before = random();
    for (let i = 0; i < count; i++) {
      const now = random();
      cells[16 * Math.floor(16 * before) + Math.floor(16 * now)]!++;
      before = now;
    }
    // Chi-squared with 255 degrees of freedom: 99.9 % lie below 330.5, 99.9 % above 190.
    const expected = count / 256;
    const chi = cells.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0);
    expect(chi).toBeGreaterThan(190);
    expect(chi).toBeLessThan(330.5);
  });

  it('use all 53 bits of a double', () => {
    const random = randomFrom(3);
    const numbers = Array.from({ length: 1000 }, random);
    expect(numbers.every((x) => x >= 0 && x < 1 && Number.isInteger(x * 2 ** 53))).toBe(true);
    expect(numbers.filter((x) => (x * 2 ** 53) % 2 === 1).length).toBeGreaterThan(400);
    expect(Math.min(...numbers)).toBeLessThan(0.01);
    expect(Math.max(...numbers)).toBeGreaterThan(0.99);
  });
});

/** Worked out from the definition of the generator by a program of its own. */
const FIRST = [0.5686059948349658, 0.8893939367683266, 0.4705824180198359];
