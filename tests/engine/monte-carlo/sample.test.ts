/** Proves that sampling counts what a fault tree says, for every operator, and tells how far it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultTree, Gate } from '../../../src/engine/fault-tree/tree.ts';
import { sampleOf } from '../../../src/engine/monte-carlo/sample.ts';
import { holds } from '../../support/law.ts';
import { evaluated } from './evaluated.ts';

const gate = (operator: Gate['operator'], inputs: readonly number[], atLeast = 0): Gate => ({
  operator,
  atLeast,
  inputs,
});

/** Trees without circles: each gate takes literals of what comes before it. */
const trees: fc.Arbitrary<FaultTree> = fc
  .array(
    fc.record({
      operator: fc.constantFrom('and' as const, 'or' as const, 'xor' as const, 'atLeast' as const),
      atLeast: fc.integer({ min: 1, max: 6 }),
      inputs: fc.array(fc.nat(1000), { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drafts) => {
    const gates = drafts.map(({ operator, atLeast, inputs }, i) =>
      gate(
        operator,
        operator === 'xor'
          ? [inputs[0] ?? 0, inputs[1] ?? 1].map((input) => input % (2 * (5 + i)))
          : inputs.map((input) => input % (2 * (5 + i))),
        operator === 'atLeast' ? atLeast : 0,
      ),
    );
    return { eventCount: 5, gates, top: 2 * (4 + gates.length) };
  });

describe('sampling', () => {
  it('says of certain events what the tree says', () => {
    holds(
      2_000,
      fc.property(trees, fc.nat(31), (tree, bits) => {
        const happened = Array.from({ length: 5 }, (_, event) => ((bits >> event) & 1) === 1);
        const { hits, samples } = sampleOf(tree, Float64Array.from(happened, Number), {
          samples: 1,
          seed: 1,
        });
        expect(hits).toBe(evaluated(tree, happened) ? samples : 0);
      }),
    );
  });

  it('counts a large group right, and negations', () => {
    const inputs = Array.from({ length: 1500 }, (_, event) => 2 * event);
    const tree = (atLeast: number): FaultTree => ({
      eventCount: 1500,
      gates: [gate('atLeast', inputs, atLeast)],
      top: 3001,
    });
    const p = Float64Array.from(inputs, (_, event) => (event < 1100 ? 1 : 0));
    expect(sampleOf(tree(1100), p, { samples: 32, seed: 1 }).hits).toBe(0);
    expect(sampleOf(tree(1101), p, { samples: 32, seed: 1 }).hits).toBe(32);
  });

  it.each([0.5, 0.1, 0.05, 1e-3])('draws an event of probability %d as often as it should', (chance) => {
    const tree: FaultTree = { eventCount: 2, gates: [], top: 2 };
    const { hits, samples } = sampleOf(tree, Float64Array.of(0.3, chance), { samples: 1_000_000, seed: 5 });
    expect(samples).toBe(1_000_000);
    // Within four deviations.
    expect(Math.abs(hits / samples - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / samples));
  });

  it('draws events independently of each other', () => {
    const tree: FaultTree = { eventCount: 2, gates: [gate('and', [0, 2])], top: 4 };
    const { hits, samples } = sampleOf(tree, Float64Array.of(0.05, 0.2), { samples: 1_000_000, seed: 2 });
    expect(Math.abs(hits / samples - 0.01)).toBeLessThan(4e-4);
  });

  it('is the same for the same seed, and another for another', () => {
    const tree: FaultTree = { eventCount: 1, gates: [], top: 0 };
    const hits = (seed: number): number =>
      sampleOf(tree, Float64Array.of(0.37), { samples: 100_000, seed }).hits;
    expect(hits(1)).toBe(hits(1));
    expect(new Set([1, 2, 3, 4, 5].map(hits)).size).toBeGreaterThan(3);
  });

  it('tells how far it is, up to the end', () => {
    const tree: FaultTree = { eventCount: 1, gates: [], top: 0 };
    const told: (readonly [number, number])[] = [];
    sampleOf(tree, Float64Array.of(0.5), { samples: 20_000, seed: 1 }, (done, of) => told.push([done, of]));
    expect(told).toEqual([
      [8192, 20_000],
      [16_384, 20_000],
      [20_000, 20_000],
    ]);
  });
});
