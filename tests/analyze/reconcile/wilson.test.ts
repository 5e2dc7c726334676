/** Proves that a share of few counts is not taken for more than it tells. */
import { expect, it } from 'vitest';
import { wilson } from '../../../src/analyze/reconcile/wilson.ts';

// From the closed form: of none it is z²/(n + z²) at most.
it.each([
  [0, 6, { low: 0, high: 0.39 }],
  [5, 5, { low: 0.566, high: 1 }],
  [0, 4, { low: 0, high: 0.49 }],
  [1, 10, { low: 0.018, high: 0.404 }],
  [50, 100, { low: 0.404, high: 0.596 }],
  [0, 0, { low: 0, high: 1 }],
])('%d of %d', (part, whole, interval) => {
  expect(wilson(part, whole)).toEqual(interval);
});

it('holds the share that was seen, and gets narrower with more', () => {
  for (const whole of [5, 50, 500]) {
    for (let part = 0; part <= whole; part++) {
      const { low, high } = wilson(part, whole);
      expect(low).toBeLessThanOrEqual(part / whole + 5e-4);
      expect(high).toBeGreaterThanOrEqual(part / whole - 5e-4);
    }
  }
  const width = (whole: number): number => wilson(whole / 5, whole).high - wilson(whole / 5, whole).low;
  expect(width(5)).toBeGreaterThan(width(50));
  expect(width(50)).toBeGreaterThan(width(500));
});
