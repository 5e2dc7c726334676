/** The laws of fault trees: diagrams say what trying every set of events says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bdd } from '../../src/engine/fault-tree/bdd.ts';
import { familyOf } from '../../src/engine/fault-tree/bottom-up.ts';
import { countsOf as countsOfForest } from '../../src/engine/fault-tree/count.ts';
import { minimalCutSets } from '../../src/engine/fault-tree/cut-sets.ts';
import { diagramOf } from '../../src/engine/fault-tree/diagram.ts';
import { MinimalSolutions } from '../../src/engine/fault-tree/minimal.ts';
import { ORDERS, type VariableOrder } from '../../src/engine/fault-tree/orders.ts';
import { importanceOf, probabilityIn, probabilityOf } from '../../src/engine/fault-tree/probability.ts';
import { levelsOf } from '../../src/engine/fault-tree/solve.ts';
import { type FaultTree, isCoherent } from '../../src/engine/fault-tree/tree.ts';
import { ANY_SIZE, Zbdd } from '../../src/engine/fault-tree/zbdd.ts';
import { minimalSetsOf, probabilityBySets, trees } from '../engine/fault-tree/trees.ts';
import { holds } from '../support/law.ts';

const RUNS = 3_000;
const kinds = [
  ['coherent, with circles', true],
  ['with negations', false],
] as const;

const countsOf = (sets: readonly (readonly number[])[]): readonly bigint[] =>
  Array.from({ length: 1 + Math.max(-1, ...sets.map((set) => set.length)) }, (_, size) =>
    BigInt(sets.filter((set) => set.length === size).length),
  );

const probabilities = (tree: FaultTree): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.constantFrom(0, 0.1, 0.2, 0.25, 0.5, 0.9, 1), {
      minLength: tree.eventCount,
      maxLength: tree.eventCount,
    })
    .map((values) => Float64Array.from(values));

/** The counts of a tree as it stands: one diagram of all of it, neither simplified nor cut into modules. */
const countsUnder = (tree: FaultTree, order: VariableOrder): readonly bigint[] => {
  const { bdd, root, leaves } = wholeUnder(tree, order);
  const zbdd = new Zbdd();
  const family = new MinimalSolutions(bdd, zbdd).of(root, isCoherent(tree));
  return countsOfForest({ table: zbdd.table, root: family, leaves }, ANY_SIZE);
};

const wholeUnder = (tree: FaultTree, order: VariableOrder) => {
  const bdd = new Bdd();
  const leaves = order(tree);
  return { bdd, root: diagramOf(bdd, tree, levelsOf(tree, leaves, 0)), leaves };
};

it('has the same sets from the bottom up', () => {
  holds(
    RUNS,
    fc.property(
      trees({ isCoherent: true, events: 14, gates: 16 }),
      fc.integer({ min: 0, max: 6 }),
      (tree, most) => {
        const zbdd = new Zbdd();
        const leaves = ORDERS[0]!(tree);
        const root = familyOf(zbdd, tree, levelsOf(tree, leaves, 0), most);
        const whole = minimalCutSets(tree).counts.slice(0, most + 1);
        const expected = whole.slice(0, whole.findLastIndex((count) => count > 0n) + 1);
        expect(countsOfForest({ table: zbdd.table, root, leaves }, most)).toEqual(expected);
      },
    ),
  );
});

describe.each(kinds)('a tree %s', (_, coherent) => {
  const withP = trees({ isCoherent: coherent }).chain((tree) =>
    fc.tuple(fc.constant(tree), probabilities(tree)),
  );

  it('has the minimal cut sets that trying all sets gives', () => {
    holds(
      RUNS,
      fc.property(trees({ isCoherent: coherent }), (tree) => {
        const sets = minimalSetsOf(tree);
        const found = minimalCutSets(tree);
        expect(found.complete).toBe(true);
        expect(found.counts).toEqual(countsOf(sets));
        expect(found.list(1_000)).toEqual(sets);
      }),
    );
  });

  it('has, up to an order, exactly the sets up to that order', () => {
    holds(
      RUNS,
      fc.property(trees({ isCoherent: coherent }), fc.integer({ min: 0, max: 4 }), (tree, order) => {
        const sets = minimalSetsOf(tree).filter((set) => set.length <= order);
        const found = minimalCutSets(tree, { order });
        expect(found.counts).toEqual(countsOf(sets));
        expect(found.list(1_000)).toEqual(sets);
        expect(minimalCutSets(tree).list(3, order)).toEqual(
          sets.filter((set) => set.length === order).slice(0, 3),
        );
      }),
    );
  });

  it('has the same sets and the same probability whole as in modules, whatever the order of its variables', () => {
    const larger = trees({ isCoherent: coherent, events: 14, gates: 16 }).chain((tree) =>
      fc.tuple(fc.constant(tree), probabilities(tree)),
    );
    holds(
      RUNS / 2,
      fc.property(larger, ([tree, p]) => {
        const { counts } = minimalCutSets(tree);
        const { probability } = probabilityOf(tree, p)!;
        for (const order of ORDERS) {
          expect(countsUnder(tree, order)).toEqual(counts);
          const { bdd, root, leaves } = wholeUnder(tree, order);
          expect(probabilityIn({ table: bdd.table, root, leaves }, p)).toBeCloseTo(probability, 12);
        }
      }),
    );
  });

  it('has the most probable sets first', () => {
    holds(
      RUNS,
      fc.property(withP, fc.integer({ min: 1, max: 6 }), ([tree, p], most) => {
        const all = minimalSetsOf(tree).map((events) => ({
          events,
          // From the least to the greatest, so that equal sets of factors are equal products.
          probability: events
            .map((event) => p[event]!)
            .toSorted((a, b) => a - b)
            .reduce((a, b) => a * b, 1),
        }));
        const best = all
          .filter(({ probability }) => probability > 0)
          .toSorted((a, b) => b.probability - a.probability)
          .slice(0, most);
        const found = minimalCutSets(tree).mostProbable(p, most);
        expect(found.map(({ events }) => events)).toEqual(best.map(({ events }) => events));
        found.forEach(({ probability }, at) => expect(probability).toBeCloseTo(best[at]!.probability, 12));
      }),
    );
  });

  it('has the probability that adding up all sets gives', () => {
    holds(
      RUNS,
      fc.property(withP, ([tree, p]) => {
        expect(probabilityOf(tree, p)!.probability).toBeCloseTo(probabilityBySets(tree, p), 12);
      }),
    );
  });

  it('has the importance that making each event certain and impossible gives', () => {
    holds(
      RUNS / 3,
      fc.property(withP, ([tree, p]) => {
        const found = importanceOf(tree, p)!;
        const q = probabilityBySets(tree, p);
        expect(found.probability).toBeCloseTo(q, 12);
        found.events.forEach(({ event, birnbaum, fussellVesely, riskAchievement, riskReduction }) => {
          const [q0, q1] = [0, 1].map((value) => probabilityBySets(tree, p.with(event, value))) as [
            number,
            number,
          ];
          expect(birnbaum).toBeCloseTo(q1 - q0, 12);
          if (q < 1e-9) return;
          expect(fussellVesely).toBeCloseTo((q - q0) / q, 9);
          expect(riskAchievement).toBeCloseTo(q1 / q, 6);
          if (q0 > 1e-9) expect(riskReduction).toBeCloseTo(q / q0, 6);
        });
      }),
    );
  });
});
