/**
 * The laws of availability: a probability is the sum over all combinations of failures that lead to the state, each found
 * by propagation; what is exported is the same function, though it has no circles; and sampling comes near the exact value
 * as often as it claims.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesOf } from '../../src/analyze/availability/chances.ts';
import { type Effort, type Risk, figureOf, risksOf } from '../../src/analyze/availability/figure.ts';
import { openPsaText } from '../../src/analyze/availability/open-psa.ts';
import { uncircled } from '../../src/analyze/availability/uncircled.ts';
import { readOpenPsa } from '../../src/document/open-psa/read.ts';
import { compile } from '../../src/engine/compile.ts';
import type { FaultTree } from '../../src/engine/fault-tree/tree.ts';
import { sampleOf } from '../../src/engine/monte-carlo/sample.ts';
import { inputsOf } from '../../src/engine/network.ts';
import { propagate } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Rank } from '../../src/model/state.ts';
import { DAY, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds, sampled } from '../support/law.ts';
import { evaluated } from '../engine/monte-carlo/evaluated.ts';

const RANKS: readonly Rank[] = [1, 2, 3];

const EFFORT: Effort = { nodes: 100_000, samples: 1, seed: 1, withImportance: true };

/** Estates with circles and all forms of groups, most of whose nodes fail now and then. */
const estates: fc.Arbitrary<Estate> = fc
  .tuple(
    systems({ nodes: 8 }),
    fc.array(fc.constantFrom('99%', '90%', '50%', '99.9999%', '0%', '100%', undefined), {
      minLength: 8,
      maxLength: 8,
    }),
  )
  .map(([{ document }, availabilities]) =>
    estateOf({
      ...document,
      nodes: Object.fromEntries(
        Object.entries(document.nodes).map(([id, node], i) => [
          id,
          availabilities[i] === undefined ? node : { ...node, availability: availabilities[i] },
        ]),
      ),
    }),
  );

interface Solved {
  readonly estate: Estate;
  readonly riskOf: (position: number, rank: Rank) => Risk;
  readonly unavailability: Float64Array;
  /** By set of failed nodes, as bits, what becomes of every node. */
  readonly outcomes: readonly Uint8Array[];
}

const solved = (estate: Estate): Solved => {
  const network = compile(estate, DAY);
  const chances = chancesOf(estate);
  return {
    estate,
    riskOf: risksOf(network, inputsOf(network), chances),
    unavailability: chances.unavailability.map((chance) => (Number.isNaN(chance) ? 0 : chance)),
    outcomes: Array.from(
      { length: 2 ** estate.nodes.length },
      (_, failed) =>
        propagate(
          network,
          estate.nodes.flatMap((__, position) =>
            ((failed >> position) & 1) === 1 ? [{ position, rank: 3 as const }] : [],
          ),
        ).ranks,
    ),
  };
};

/** How probable it is that exactly these nodes fail; of those given as certain, that they do. */
const chanceOf = ({ unavailability }: Solved, failed: number, given = 0): number =>
  unavailability.reduce((product, chance, position) => {
    const isFailed = ((failed >> position) & 1) === 1;
    if (((given >> position) & 1) === 1) return isFailed ? product : 0;
    return product * (isFailed ? chance : 1 - chance);
  }, 1);

const enumerated = (one: Solved, position: number, rank: Rank, given = 0): number =>
  one.outcomes.reduce(
    (sum, ranks, failed) => (ranks[position]! >= rank ? sum + chanceOf(one, failed, given) : sum),
    0,
  );

/** The same up to what rounding makes of sums of 256 terms. */
const expectClose = (actual: number, expected: number): void => {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1e-3, Math.abs(expected)));
};

describe('the probability of a state', () => {
  it('is the sum over all combinations of failures that lead to it', () => {
    holds(
      400,
      fc.property(estates, (estate) => {
        const one = solved(estate);
        estate.nodes.forEach((_, position) => {
          for (const rank of RANKS) {
            const figure = figureOf(one.riskOf(position, rank), { position, rank }, EFFORT, '')!;
            expectClose(figure.unavailability, enumerated(one, position, rank));
          }
        });
      }),
    );
  });

  it('moves with each part as its Birnbaum importance says', () => {
    holds(
      150,
      fc.property(estates, (estate) => {
        const one = solved(estate);
        const position = 0;
        const figure = figureOf(one.riskOf(position, 2), { position, rank: 2 }, EFFORT, '')!;
        const q = figure.unavailability;
        for (const each of figure.importance!) {
          const certain = enumerated(one, position, 2, 1 << each.position);
          const own = one.unavailability[each.position]!;
          // q = own × certain + (1 − own) × without
          if (own < 1) expectClose(each.birnbaum, (certain - q) / (1 - own));
          if (q > 1e-9) expect(each.riskAchievement).toBeCloseTo(certain / q, 4);
        }
      }),
    );
  });

  it('is asked of estates with circles in which much may happen', () => {
    const trees = sampled(estates, 300).flatMap((estate) => {
      const { riskOf } = solved(estate);
      return RANKS.map((rank) => riskOf(0, rank).tree);
    });
    const hanging = trees.filter(({ eventCount }) => eventCount > 1);
    expect(hanging.length / trees.length).toBeGreaterThan(0.3);
    const circular = trees.filter((tree) => hasCircle(tree));
    expect(circular.length / trees.length).toBeGreaterThan(0.05);
  });
});

const hasCircle = ({ eventCount, gates }: FaultTree): boolean => {
  // What can be taken away again and again, having no input that is left, stands in no circle.
  const left = new Set(gates.keys());
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const gate of left)
      if (gates[gate]!.inputs.every((input) => !left.has((input >> 1) - eventCount))) left.delete(gate);
  }
  return left.size > 0;
};

describe('a tree without circles', () => {
  it('holds in the same cases', () => {
    holds(
      400,
      fc.property(estates, (estate) => {
        const one = solved(estate);
        for (const rank of RANKS) {
          const { tree, events } = one.riskOf(0, rank);
          const written = uncircled(tree)!;
          expect(hasCircle(written.tree)).toBe(false);
          const wrong = one.outcomes.filter((ranks, failed) => {
            // What cannot fail does not, whatever the combination says.
            const isPossible = estate.nodes.every(
              (_, position) => ((failed >> position) & 1) === 0 || one.unavailability[position]! > 0,
            );
            const happened = Array.from(events, (position) => ((failed >> position) & 1) === 1);
            return isPossible && evaluated(written.tree, happened) !== ranks[0]! >= rank;
          });
          expect(wrong).toEqual([]);
        }
      }),
    );
  });

  it('is read back from Open-PSA as it was written', () => {
    holds(
      150,
      fc.property(estates, (estate) => {
        const { riskOf } = solved(estate);
        const trees = RANKS.map((rank) => ({ ...riskOf(0, rank), estate, position: 0, rank }));
        const model = readOpenPsa([{ file: 'x.xml', text: openPsaText(trees) }]);
        expect(model.tops.map(({ name }) => name)).toHaveLength(RANKS.length);
        trees.forEach(({ tree, events, probability }, i) => {
          const read = {
            eventCount: model.events.length,
            gates: model.gates,
            top: 2 * model.tops[i]!.vertex,
          };
          const labels = model.events.map(({ label }) => label);
          const own = Array.from(events, (position) => labels.indexOf(estate.nodes[position]!.id));
          own.forEach((event, at) => expect(model.events[event]!.probability).toBe(probability[at]));
          const wrong = Array.from({ length: 2 ** events.length }, (_, failed) => failed).filter((failed) => {
            const happened = Array.from(events, (_, event) => ((failed >> event) & 1) === 1);
            const asRead = labels.map((_, event) => happened[own.indexOf(event)] ?? false);
            return evaluated(read, asRead) !== evaluated(tree, happened);
          });
          expect(wrong).toEqual([]);
        });
      }),
    );
  });
});

describe('sampling', () => {
  it('gives what propagation gives, where every part fails for certain or never', () => {
    holds(
      300,
      fc.property(estates, fc.nat(255), (estate, failed) => {
        const one = solved(estate);
        for (const rank of RANKS) {
          const { tree, events } = one.riskOf(0, rank);
          const p = Float64Array.from(events, (position) => (failed >> position) & 1);
          const set = events.reduce((bits, position) => bits | (failed & (1 << position)), 0);
          const { hits, samples } = sampleOf(tree, p, { samples: 100, seed: failed });
          expect(samples).toBe(128);
          expect(hits).toBe(one.outcomes[set]![0]! >= rank ? samples : 0);
        }
      }),
    );
  });

  it('has the exact value in its interval in 95 of 100 cases, as it claims', () => {
    const cases = sampled(estates, 400).flatMap((estate, seed) => {
      const { riskOf } = solved(estate);
      const risk = riskOf(0, 3);
      const asked = { position: 0, rank: 3 } as const;
      const exact = figureOf(risk, asked, EFFORT, '')!.unavailability;
      if (exact < 1e-4 || exact > 0.9999) return [];
      const effort: Effort = { ...EFFORT, method: 'monte-carlo', samples: 20_000, seed };
      const { interval } = figureOf(risk, asked, effort, '')!.sampled!;
      return [interval.low <= exact && exact <= interval.high];
    });
    expect(cases.length).toBeGreaterThan(100);
    const share = cases.filter(Boolean).length / cases.length;
    expect(share).toBeGreaterThan(0.91);
    // One that always covers would be wider than it says.
    expect(share).toBeLessThan(0.99);
  });
});
