import { expect, test } from 'vitest';
import { countsTogether, provedBy } from '../../src/model/observed.ts';

test.each([
  [0, 0, 'open'],
  [4, 0, 'open'],
  [5, 0, 'soft'],
  [5, 5, 'hard'],
  [10, 9, 'hard'],
  [10, 8, 'open'],
  [10, 1, 'open'],
] as const)('of %d errors %d passed on: %s', (errors, propagated, proof) => {
  expect(provedBy({ calls: 100, errors, propagated })).toBe(proof);
});

test('sightings add up; none is not zero', () => {
  expect(countsTogether([])).toBeUndefined();
  expect(
    countsTogether([
      { calls: 3, errors: 2, propagated: 1 },
      { calls: 4, errors: 0, propagated: 0 },
    ]),
  ).toEqual({ calls: 7, errors: 2, propagated: 1 });
});
