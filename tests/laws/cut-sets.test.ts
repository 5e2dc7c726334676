/**
 * The laws of cut sets: what is listed is what trying every subset finds, on models with circles and all forms of
 * groups; and the fault tree of a node says what the engine says.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conesOf } from '../../src/engine/cut-sets/cone.ts';
import { type CutSetLimits, type CutSets, cutSetsOf } from '../../src/engine/cut-sets/cut-sets.ts';
import { minimalCutSets } from '../../src/engine/fault-tree/cut-sets.ts';
import { type TreeOfNode, faultTreeOf } from '../../src/engine/cut-sets/fault-tree-of.ts';
import { type Model, cutSetsByTrying, leads, models } from '../engine/cut-sets/models.ts';
import { holds, sampled } from '../support/law.ts';

const cutSetsIn = ({ network, inputs, app, rank, universe }: Model, limits: CutSetLimits): CutSets =>
  cutSetsOf(
    conesOf(network, inputs)(app, rank, (position) => universe.includes(position)),
    limits,
  );

/** How many sets there are of each size, from one up; without trailing zeros. */
const sizesOf = (sets: readonly (readonly number[])[]): readonly number[] =>
  Array.from(
    { length: sets.at(-1)?.length ?? 0 },
    (_, i) => sets.filter(({ length }) => length === i + 1).length,
  );

const countsOf = ({ counts }: CutSets): readonly number[] => {
  const numbers = counts.slice(1).map(Number);
  return numbers.slice(0, numbers.findLastIndex((count) => count > 0) + 1);
};

describe('cut sets up to an order', () => {
  it('are those that trying every subset finds', () => {
    holds(
      10_000,
      fc.property(models(10), fc.constantFrom(3, 3, 2, 1), (model, order) => {
        const tried = cutSetsByTrying(model, order);
        const found = cutSetsIn(model, { order });
        expect(found.first(Infinity)).toEqual(tried);
        expect(countsOf(found)).toEqual(sizesOf(tried));
        expect(found.isComplete).toBe(true);
      }),
    );
  });

  it('are all there are if no order is asked for', () => {
    holds(
      1_500,
      fc.property(models(10), (model) => {
        const tried = cutSetsByTrying(model, 10);
        const found = cutSetsIn(model, {});
        expect(found.first(Infinity)).toEqual(tried);
        expect(countsOf(found)).toEqual(sizesOf(tried));
      }),
    );
  });

  it('are listed in the same order however few are asked for', () => {
    holds(
      2_000,
      fc.property(models(), fc.nat(8), (model, most) => {
        const found = cutSetsIn(model, {});
        expect(found.first(most)).toEqual(found.first(Infinity).slice(0, most));
      }),
    );
  });

  it('are ranked by what they weigh', () => {
    holds(
      1_000,
      fc.property(
        models(),
        fc.nat(6),
        fc.array(fc.nat(4), { minLength: 12, maxLength: 12 }),
        (model, most, weights) => {
          const found = cutSetsIn(model, {});
          const weightOf = (set: readonly number[]): number => set.reduce((sum, at) => sum + weights[at]!, 0);
          const all = found.first(Infinity, (position) => weights[position]!);
          expect(found.first(most, (position) => weights[position]!)).toEqual(all.slice(0, most));
          const ranked = found.first(Infinity).toSorted((a, b) => weightOf(a) - weightOf(b));
          const first = found.first(most, (position) => weights[position]!);
          expect(first.map(weightOf)).toEqual(ranked.slice(0, most).map(weightOf));
          expect(new Set(first.map(String)).size).toBe(first.length);
          expect(found.first(Infinity).map(String)).toEqual(expect.arrayContaining(first.map(String)));
        },
      ),
    );
  });

  it('are tried on models that have them', () => {
    const all = sampled(models(10), 500).map((model) => countsOf(cutSetsIn(model, {})));
    for (const [size, atLeast] of [
      [1, 0.3],
      [2, 0.04],
      [3, 0.01],
    ] as const) {
      const share = all.filter((counts) => (counts[size - 1] ?? 0) > 0).length / 500;
      expect(share, `models with sets of ${size}`).toBeGreaterThan(atLeast);
    }
  });
});

describe('the fault tree of a node', () => {
  it('has the cut sets that are found without it', () => {
    holds(
      1_000,
      fc.property(models(), fc.constantFrom(2, 3, undefined), (model, order) => {
        const limits = order === undefined ? {} : { order };
        const { network, inputs, app, rank, universe } = model;
        const { tree } = faultTreeOf(network, inputs, app, rank, (position) => universe.includes(position));
        const counts = minimalCutSets(tree, limits).counts.slice(1).map(Number);
        expect(counts.slice(0, counts.findLastIndex((count) => count > 0) + 1)).toEqual(
          countsOf(cutSetsIn(model, limits)),
        );
      }),
    );
  });

  it('holds for those failures that lead there', () => {
    holds(
      10_000,
      fc.property(models(), fc.array(fc.nat(11), { maxLength: 6 }), (model, picks) => {
        const { network, inputs, app, rank, universe } = model;
        const failed = [
          ...new Set(universe.length === 0 ? [] : picks.map((pick) => universe[pick % universe.length]!)),
        ];
        const tree = faultTreeOf(network, inputs, app, rank, (position) => universe.includes(position));
        expect(holdsIn(tree, failed)).toBe(leads(model, failed));
      }),
    );
  });
});

/** Whether a tree's top holds, once these nodes are out: gate by gate, from nothing, until nothing changes. */
const holdsIn = ({ tree, events }: TreeOfNode, failed: readonly number[]): boolean => {
  const value = Array.from({ length: tree.eventCount + tree.gates.length }, (_, vertex) =>
    vertex < tree.eventCount ? failed.includes(events[vertex]!) : false,
  );
  for (let changed = true; changed;) {
    changed = false;
    tree.gates.forEach(({ operator, atLeast, inputs }, gate) => {
      const holding = inputs.filter((input) => value[input >> 1]).length;
      const needed = operator === 'or' ? 1 : operator === 'and' ? inputs.length : atLeast;
      if (holding < needed || value[tree.eventCount + gate]) return;
      value[tree.eventCount + gate] = true;
      changed = true;
    });
  }
  return value[tree.top >> 1]!;
};
