/**
 * The law: a sweep says what one propagation at a time says.
 *
 * Whichever way scenarios are solved (each alone, all in lanes, some so and some so), however they are cut into slices:
 * the same counts, costs and hits, byte for byte.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { UNLIMITED } from '../../src/engine/sweep/alone.ts';
import { joined } from '../../src/engine/sweep/outcome.ts';
import type { SweepRequest } from '../../src/engine/sweep/request.ts';
import { sliceOf } from '../../src/engine/sweep/scenarios.ts';
import { type Effort, sweepWith } from '../../src/engine/sweep/sweep.ts';
import { type Shape, diceOf, networkOf, requestOf } from '../engine/sweep/networks.ts';
import { oneByOne } from '../engine/sweep/one-by-one.ts';
import { DAY, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds, sampled } from '../support/law.ts';

const IN_LANES: Effort = { budget: { nodes: 0, waiting: 0 }, fewest: 0 };
const ALONE: Effort = { budget: UNLIMITED, fewest: 0 };
const MIXED: Effort = { budget: { nodes: 6, waiting: 3 }, fewest: 0 };
const FEW: Effort = { budget: { nodes: 3, waiting: 3 }, fewest: 10 };

const seeds = fc.integer({ min: 0, max: 0x7fff_ffff });

const shapes: fc.Arbitrary<Shape> = fc.record({
  nodes: fc.integer({ min: 1, max: 40 }),
  gates: fc.nat(20),
  edges: fc.nat(120),
  back: fc.constantFrom(0, 3, 30),
});

/** Now and then more scenarios than there are lanes. */
const counts = fc.oneof(
  { weight: 5, arbitrary: fc.nat(40) },
  { weight: 1, arbitrary: fc.integer({ min: 250, max: 600 }) },
);

const requests: fc.Arbitrary<SweepRequest> = fc.tuple(seeds, shapes, counts).map(([seed, shape, count]) => {
  const dice = diceOf(seed);
  return requestOf(dice, networkOf(dice, shape), count);
});

describe('a sweep', () => {
  it('is one propagation at a time, on networks of any kind', () => {
    holds(
      500,
      fc.property(requests, (request) => {
        const expected = oneByOne(request);
        for (const effort of [IN_LANES, ALONE, MIXED, FEW])
          expect(sweepWith(effort, request)).toEqual(expected);
      }),
    );
  });

  it('is one propagation at a time, on documents with all forms of requirement', () => {
    holds(
      800,
      fc.property(systems(), seeds, ({ document }, seed) => {
        const request = requestOf(diceOf(seed), compile(estateOf(document), DAY), 40);
        const expected = oneByOne(request);
        for (const effort of [IN_LANES, ALONE, MIXED, FEW])
          expect(sweepWith(effort, request)).toEqual(expected);
      }),
    );
  });

  it('is the sweeps of its slices, joined', () => {
    holds(
      500,
      fc.property(requests, fc.array(fc.nat(600), { maxLength: 4 }), (request, cuts) => {
        const count = request.scenarios.start.length - 1;
        const bounds = [0, ...cuts.map((cut) => Math.min(cut, count)).toSorted((a, b) => a - b), count];
        const parts = bounds
          .slice(1)
          .map((to, i) =>
            sweepWith(MIXED, { ...request, scenarios: sliceOf(request.scenarios, bounds[i]!, to) }),
          );
        expect(joined(parts)).toEqual(sweepWith(MIXED, request));
      }),
    );
  });

  it('is tried on networks in which much happens', () => {
    const outcomes = sampled(requests, 300).map((request) => ({ request, ...oneByOne(request) }));
    const busy = outcomes.filter(({ request, hits }) => hits.nodes.length > request.scenarios.start.length);
    expect(busy.length).toBeGreaterThan(100);
    for (const rank of [1, 2, 3]) {
      const hits = outcomes.reduce(
        (sum, { hits: { ranks } }) => sum + ranks.filter((r) => r === rank).length,
        0,
      );
      expect(hits, `hits of rank ${rank}`).toBeGreaterThan(1_000);
    }
  });
});
