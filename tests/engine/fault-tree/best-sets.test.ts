/** Proves that sets of nested modules are listed, smallest or most probable first; other trees are a law's business. */
import { expect, it } from 'vitest';
import { minimalCutSets } from '../../../src/engine/fault-tree/cut-sets.ts';
import type { Gate } from '../../../src/engine/fault-tree/tree.ts';

it('of gates nested in one another, and, or, and, or …, each with an event of its own', () => {
  const depth = 400;
  const eventCount = depth + 1;
  const gates = Array.from({ length: depth }, (_, i): Gate => ({
    operator: i % 2 === 0 ? 'and' : 'or',
    atLeast: 0,
    inputs: [2 * i, i === depth - 1 ? 2 * depth : 2 * (eventCount + i + 1)],
  }));
  const sets = minimalCutSets({ eventCount, gates, top: 2 * eventCount });
  expect(sets.list(3)).toEqual([
    [0, 1],
    [0, 2, 3],
    [0, 2, 4, 5],
  ]);
});

it('of modules in modules, the most probable first, whichever module it is in', () => {
  // Pairs of pairs: each of four alternatives is two modules at once, and each of these one of two modules of two events.
  const gates: Gate[] = [];
  const gate = (operator: 'and' | 'or', inputs: readonly number[]): number =>
    2 * (32 + gates.push({ operator, atLeast: 0, inputs: [...inputs] }) - 1);
  const event = (at: number): number => 2 * at;
  const pairs = Array.from({ length: 16 }, (_, i) => gate('and', [event(2 * i), event(2 * i + 1)]));
  const choices = Array.from({ length: 8 }, (_, i) => gate('or', [pairs[2 * i]!, pairs[2 * i + 1]!]));
  const quarters = Array.from({ length: 4 }, (_, i) => gate('and', [choices[2 * i]!, choices[2 * i + 1]!]));
  const top = gate('or', quarters);
  // Neither ascending nor descending, and no two sets alike.
  const p = Float64Array.from({ length: 32 }, (_, i) => 1 / (2 + ((i * 19) % 37) + i / 100));
  const product = (events: readonly number[]): number => events.reduce((all, at) => all * p[at]!, 1);
  const expected = [0, 1, 2, 3]
    .flatMap((quarter) =>
      [0, 1].flatMap((left) =>
        [0, 1].map((right) => {
          const [first, second] = [4 * quarter + left, 4 * quarter + 2 + right];
          return [2 * first, 2 * first + 1, 2 * second, 2 * second + 1];
        }),
      ),
    )
    .toSorted((a, b) => product(b) - product(a));
  const sets = minimalCutSets({ eventCount: 32, gates, top });
  expect(sets.mostProbable(p, 100).map(({ events }) => events)).toEqual(expected);
  expect(sets.mostProbable(p, 3).map(({ events }) => events)).toEqual(expected.slice(0, 3));
});
