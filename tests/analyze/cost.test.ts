/** Proves what a timeline costs: outages whole, what is partly out at the most, and nothing where no cost is given. */
import { describe, expect, it } from 'vitest';
import { costOf, secondsInStates, totalCost } from '../../src/analyze/cost.ts';
import { type TimedFault, type Timeline, playOut } from '../../src/engine/timeline/timeline.ts';
import type { Estate } from '../../src/model/estate.ts';
import { rankOf } from '../../src/model/state.ts';
import { DAY, type Needs, estateWith } from '../engine/estates.ts';
import type { Level } from '../support/raw.ts';
import { HOUR } from './ask-timed.ts';

type Fault = readonly [id: string, state: Level, from: number, until?: number];

const played = (needs: Needs, ...faults: readonly Fault[]): readonly [Estate, Timeline] => {
  const estate = estateWith(needs);
  const timed = faults.map(([id, state, from, until]): TimedFault => ({
    position: estate.positions.get(id)!,
    rank: rankOf(state),
    from,
    ...(until === undefined ? {} : { until }),
  }));
  return [estate, playOut(estate, DAY, timed)];
};

const costIn = ([estate, timeline]: readonly [Estate, Timeline], id: string) =>
  costOf(estate, timeline, estate.positions.get(id)!);

const SHOP: Needs = { shop: { costPerHour: 1000 } };

describe('the cost of a node', () => {
  it.each<[string, readonly Fault[], object]>([
    ['an outage of 90 minutes', [['shop', 'outage', 0, 5400]], { outage: 1500, partialAtMost: 0 }],
    ['partly out for 90 minutes', [['shop', 'partial', 0, 5400]], { outage: 0, partialAtMost: 1500 }],
    ['slow for a day', [['shop', 'degraded', 0, 86_400]], { outage: 0, partialAtMost: 0 }],
    [
      'two outages and what is between',
      [
        ['shop', 'outage', 0, HOUR],
        ['shop', 'partial', 0, 3 * HOUR],
        ['shop', 'outage', 2 * HOUR, 4 * HOUR],
      ],
      { outage: 3000, partialAtMost: 1000 },
    ],
    ['an outage without end', [['shop', 'outage', HOUR]], { outage: null, partialAtMost: 0 }],
    [
      'an end of which only the worse state has one',
      [
        ['shop', 'outage', 0, HOUR],
        ['shop', 'partial', 0],
      ],
      { outage: 1000, partialAtMost: null },
    ],
    ['a second', [['shop', 'outage', 0, 1]], { outage: 0.28, partialAtMost: 0 }],
  ])('%s', (_, faults, cost) => {
    expect(costIn(played(SHOP, ...faults), 'shop')).toEqual(cost);
  });

  it('is nothing at all where none is given, and 0 where it is 0', () => {
    const needs: Needs = { shop: [], free: { costPerHour: 0 } };
    const endless = played(needs, ['shop', 'outage', 0], ['free', 'outage', 0]);
    expect(costIn(endless, 'shop')).toBeUndefined();
    expect(costIn(endless, 'free')).toEqual({ outage: 0, partialAtMost: 0 });
  });

  it('is 0 for what was never affected', () => {
    expect(costIn(played({ ...SHOP, db: [] }, ['db', 'outage', 0]), 'shop')).toEqual({
      outage: 0,
      partialAtMost: 0,
    });
  });
});

describe('the cost of all', () => {
  const needs: Needs = {
    shop: { costPerHour: 0.1, dependsOn: ['db'] },
    site: { costPerHour: 0.2, dependsOn: [{ node: 'db', impact: 'partial' }] },
    mail: { costPerHour: 0.2, dependsOn: ['db'] },
    wiki: ['db'],
    db: [],
  };

  it('is the sum, to the cent, whatever the kinds', () => {
    const [estate, timeline] = played(needs, ['db', 'outage', 0, HOUR]);
    expect(totalCost(estate, timeline)).toEqual({ outage: 0.3, partialAtMost: 0.2 });
  });

  it('has no bound where one has none', () => {
    const [estate, timeline] = played(needs, ['shop', 'outage', 0], ['site', 'partial', 0, HOUR]);
    expect(totalCost(estate, timeline)).toEqual({ outage: null, partialAtMost: 0.2 });
  });

  it('is left out where none is given', () => {
    const [estate, timeline] = played({ wiki: ['db'], db: [] }, ['db', 'outage', 0]);
    expect(totalCost(estate, timeline)).toBeUndefined();
  });
});

it('adds up seconds without the noise of fractions', () => {
  const [, timeline] = played(
    { db: [] },
    ['db', 'outage', 0, 0.1],
    ['db', 'degraded', 0.1, 0.3],
    ['db', 'outage', 0.3, 0.5],
  );
  expect(secondsInStates(timeline, 0)).toEqual({ degraded: 0.2, partial: 0, outage: 0.3 });
});
