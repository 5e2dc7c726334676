/** Probabilities of published trees, and what a limit makes of them. */
import { describe, expect, it } from 'vitest';
import { minimalCutSets } from '../../../src/engine/fault-tree/cut-sets.ts';
import { importanceOf, probabilityOf } from '../../../src/engine/fault-tree/probability.ts';
import { PUBLISHED, published } from './aralia.ts';

describe('published trees', () => {
  it.each(PUBLISHED.filter(({ probability }) => probability !== undefined))(
    '$name has the probability that SCRAM prints',
    ({ name, probability }) => {
      const { tree, p } = published(name);
      expect(Number(probabilityOf(tree, p)!.probability.toPrecision(6))).toBe(Number(probability));
    },
  );

  it('has one probability, asked alone or after its cut sets', () => {
    for (const { name } of PUBLISHED) {
      const { tree, p } = published(name);
      const alone = probabilityOf(tree, p)!.probability;
      expect(minimalCutSets(tree).probability(p)).toBe(alone);
      expect(importanceOf(tree, p)!.probability).toBe(alone);
    }
  });

  it('gives an event the importance that SCRAM prints', () => {
    const { tree, p } = published('chinese');
    const greatest = importanceOf(tree, p)!.events.toSorted((a, b) => b.birnbaum - a.birnbaum)[0]!;
    const { birnbaum, fussellVesely, riskAchievement, riskReduction } = greatest;
    const printed = [birnbaum, fussellVesely, riskAchievement, riskReduction].map((value) =>
      value.toPrecision(6),
    );
    expect(printed).toEqual(['0.0386197', '0.329919', '33.6620', '1.49236']);
  });
});

it('is undefined where a limit was reached', () => {
  const { tree, p } = published('edfpa15r');
  expect(probabilityOf(tree, p, { nodes: 500 })).toBeUndefined();
  expect(importanceOf(tree, p, { nodes: 500 })).toBeUndefined();
});
