/** Proves that why names what kept the damage away: redundancy, a soft edge, a need only to start, or a date. */
import { describe, expect, it } from 'vitest';
import type { RawRequirement } from '../support/raw.ts';
import { type Needs, estateWith } from '../engine/estates.ts';
import { askWhy, textOf, whyData } from './ask.ts';

const LEAVES: Needs = { a: [], b: [], c: [], d: [] };

const saved = (requirement: RawRequirement, ...fail: readonly string[]) =>
  askWhy(estateWith({ app: [requirement], ...LEAVES }), 'app', fail);

describe('what spares is called', () => {
  it.each<[string, RawRequirement, readonly string[], string, string]>([
    ['soft', { node: 'a', impact: 'none' }, ['a'], 'soft', 'soft edge: a (outage) does it no harm'],
    [
      'redundancy of any',
      { anyOf: ['a', 'b'], why: 'orders' },
      ['a'],
      'redundancy',
      'redundancy: a (outage), but any of a, b will do · orders',
    ],
    [
      'redundancy of some',
      { atLeast: 2, of: ['a', 'b', 'c', 'd'] },
      ['b', 'd'],
      'redundancy',
      'redundancy: b (outage), d (outage), but 2 of a, b, c, d will do',
    ],
    [
      'redundancy within a group',
      { allOf: [{ anyOf: ['a', 'b'] }, 'c'] },
      ['a'],
      'redundancy',
      'redundancy: a (outage), but all of (any of a, b), c will do',
    ],
    // The group itself failed: what spared the app is that it does not mind.
    [
      'soft, of a group that failed',
      { allOf: ['a', 'b'], impact: 'none' },
      ['a'],
      'soft',
      'soft edge: a (outage) does it no harm',
    ],
    [
      'soft, of a redundant group that failed',
      { anyOf: ['a', 'b'], impact: 'none' },
      ['a', 'b'],
      'soft',
      'soft edge: a (outage), b (outage) do it no harm',
    ],
    [
      'redundancy, of a soft group that did not',
      { anyOf: ['a', 'b'], impact: 'none' },
      ['a'],
      'redundancy',
      'redundancy: a (outage), but any of a, b will do',
    ],
    [
      'soft, of a soft member',
      { allOf: [{ node: 'a', impact: 'none' }, 'b'] },
      ['a'],
      'soft',
      'soft edge: a (outage) does it no harm',
    ],
    [
      'start',
      { node: 'a', needed: 'start' },
      ['a'],
      'start',
      'start only: a (outage) is needed to start or scale, not to go on running',
    ],
    [
      'start, of a group',
      { allOf: ['a', 'b'], needed: 'start' },
      ['a', 'b'],
      'start',
      'start only: a (outage), b (outage) are needed to start or scale, not to go on running',
    ],
    [
      'date, not yet',
      { node: 'a', validFrom: '2030-01-01' },
      ['a'],
      'date',
      'dated edge: a (outage) counts only from 2030-01-01',
    ],
    [
      'date, no longer',
      { node: 'a', validFrom: '2019-01-01', validUntil: '2020-01-01' },
      ['a'],
      'date',
      'dated edge: a (outage) counts only from 2019-01-01 until 2020-01-01',
    ],
  ])('%s', (_, requirement, fail, by, line) => {
    const report = saved(requirement, ...fail);
    expect(whyData(report)).toMatchObject({ state: 'operational', spared: [{ path: ['app'], by }] });
    expect(textOf(report)).toBe(
      `app stays operational\n\nWhat it stands on is affected, and this spared it:\n\n└─ ${line}\n`,
    );
  });
});

describe('what spares', () => {
  it('is looked for below, nearest first, along what is unharmed', () => {
    const estate = estateWith({
      app: ['web', { node: 'log', impact: 'none' }],
      web: ['db'],
      db: [{ anyOf: ['a', 'b'] }],
      log: ['a'],
      ...LEAVES,
    });
    const report = askWhy(estate, 'app', ['a']);
    expect(whyData(report).spared).toEqual([
      {
        path: ['app'],
        by: 'soft',
        requirement: 'log',
        failed: [{ node: 'log', state: 'outage' }],
        holding: [],
      },
      {
        path: ['app', 'web', 'db'],
        by: 'redundancy',
        requirement: 'any of a, b',
        failed: [{ node: 'a', state: 'outage' }],
        holding: ['b'],
      },
    ]);
    expect(textOf(report)).toContain('└─ web → db: redundancy: a (outage), but any of a, b will do\n');
  });

  it('carries its evidence', () => {
    const requirement = { node: 'a', impact: 'none', why: 'w', source: 's', confidence: 'observed' } as const;
    expect(whyData(saved(requirement, 'a')).spared).toMatchObject([
      { why: 'w', source: 's', confidence: 'observed' },
    ]);
  });

  it('is nothing where nothing below is affected', () => {
    const report = saved('b', 'a');
    expect(whyData(report)).toMatchObject({ state: 'operational', spared: [] });
    expect(textOf(report)).toBe(
      'app stays operational\n\nNothing that it stands on, directly or through others, is affected.\n',
    );
  });

  it('is found in circles, too', () => {
    const estate = estateWith({ app: ['web'], web: ['app', { node: 'a', impact: 'none' }], ...LEAVES });
    expect(whyData(askWhy(estate, 'app', ['a'])).spared).toMatchObject([
      { path: ['app', 'web'], by: 'soft' },
    ]);
  });
});
