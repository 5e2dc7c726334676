/** Proves that nodes, apps and costs are counted as they should be, and amounts read the same everywhere. */
import { describe, expect, it } from 'vitest';
import { grouped, stateAt, totalsOf, worstFirst } from '../../src/analyze/totals.ts';
import { type Needs, estateWith, outcomeOf } from '../engine/estates.ts';
import { askImpact, impactData, textOf } from './ask.ts';

const needs: Needs = {
  hit: { kind: 'app', dependsOn: ['db'], costPerHour: 1000.5 },
  limping: { kind: 'app', dependsOn: [{ node: 'db', impact: 'partial' }], costPerHour: 20_000 },
  slow: { kind: 'app', dependsOn: [{ node: 'db', impact: 'degraded' }], costPerHour: 300_000 },
  fine: { kind: 'app', costPerHour: 4_000_000 },
  poor: { kind: 'app', dependsOn: ['db'] },
  db: { kind: 'database', costPerHour: 7 },
};

describe('totals', () => {
  const estate = estateWith(needs);
  it('count apps by state, and what is partial or out at its whole cost, whatever its kind', () => {
    expect(totalsOf(estate, outcomeOf(estate, { db: 'outage' }))).toEqual({
      nodes: 6,
      affected: 5,
      apps: { operational: 1, degraded: 1, partial: 1, outage: 2 },
      costPerHour: 21_007.5,
    });
    expect(textOf(askImpact(estate, ['db']))).toContain(
      '4 of 5 apps affected: 2 outage, 1 partial, 1 degraded\n5 of 6 nodes affected\nup to 21,007.5 USD an hour\n',
    );
  });

  it('cost nothing where all that is hit is slow, and say so in data only', () => {
    const report = askImpact(estate, ['slow'], 'degraded');
    expect(impactData(report).summary).toMatchObject({ costPerHour: 0 });
    expect(textOf(report)).not.toContain('USD');
  });

  it('leave the cost out where none is given', () => {
    const free = estateWith({ app: { kind: 'app' } });
    expect(totalsOf(free, outcomeOf(free, { app: 'outage' }))).toEqual({
      nodes: 1,
      affected: 1,
      apps: { operational: 0, degraded: 0, partial: 0, outage: 1 },
    });
  });

  it('leave the apps out of the text where there are none', () => {
    const bare = estateWith({ db: [] });
    expect(textOf(askImpact(bare, ['db']))).toContain(
      'If db is in outage\n\n1 of 1 nodes affected\n\nAffected\n',
    );
  });

  it('sort what is affected worst first, then by id', () => {
    const outcome = outcomeOf(estate, { db: 'outage' });
    expect(worstFirst(outcome).map((at) => `${estate.nodes[at]!.id} ${stateAt(outcome, at)}`)).toEqual([
      'db outage',
      'hit outage',
      'poor outage',
      'limping partial',
      'slow degraded',
    ]);
  });
});

describe('amounts', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [1234567.5, '1,234,567.5'],
    [0.005, '0.01'],
    [1000.999, '1,001'],
    [0.1 + 0.2, '0.3'],
  ])('%d', (amount, expected) => {
    expect(grouped(amount)).toBe(expected);
  });
});
