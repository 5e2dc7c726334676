/** Proves that sets of nested modules are listed, smallest first; other trees are a law's business. */
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
