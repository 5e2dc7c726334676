/** Proves that the confidence interval is Wilson's. */
import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/engine/monte-carlo/interval.ts';

describe('the confidence interval', () => {
  it('is what is published for 10 of 100', () => {
    // Agresti and Coull (1998) give 0.055 to 0.174.
    const { low, high } = wilson(10, 100);
    expect(low).toBeCloseTo(0.0552, 4);
    expect(high).toBeCloseTo(0.1744, 4);
  });

  it('solves its own equation: at each end the share lies 1.96 deviations away', () => {
    for (const [hits, samples] of [
      [1, 50],
      [25, 50],
      [3, 1_000_000],
      [999, 1000],
    ] as const) {
      const { low, high } = wilson(hits, samples);
      for (const p of [low, high])
        expect(Math.abs(hits / samples - p) / Math.sqrt((p * (1 - p)) / samples)).toBeCloseTo(1.96, 3);
    }
  });

  it('of something that never happened begins at 0, and ends above it', () => {
    const { low, high } = wilson(0, 1_000_000);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(3.84e-6, 8);
    expect(wilson(10, 10).high).toBe(1);
  });
});
