/** Proves the rules of an impact one by one: dates, start requirements, guards of failovers, clipped thresholds, caps. */
import { describe, expect, it } from 'vitest';
import type { State } from '../../src/model/state.ts';
import { type Needs, affectedIn, estateWith, outcomeOf } from './estates.ts';

type States = Readonly<Record<string, State>>;

/** What becomes of the app, whatever else is affected. */
const appIn = (needs: Needs, faults: States, day?: string): State => {
  const estate = estateWith(needs);
  return affectedIn(estate, outcomeOf(estate, faults, day))['app'] ?? 'operational';
};

describe('a dated requirement', () => {
  const needs: Needs = {
    app: [{ node: 'db', validFrom: '2020-01-01', validUntil: '2021-01-01' }],
    db: [],
  };
  it.each([
    ['2019-12-31', 'operational'],
    ['2020-01-01', 'outage'],
    ['2020-12-31', 'outage'],
    ['2021-01-01', 'operational'],
  ])('counts from its first day to before its last: %s', (day, state) => {
    expect(appIn(needs, { db: 'outage' }, day)).toBe(state);
  });

  it('in a group takes its member with it, and the threshold is clipped to those that remain', () => {
    const group: Needs = {
      app: [{ atLeast: 2, of: ['a', { node: 'b', validFrom: '2020-01-01' }] }],
      a: [],
      b: [],
    };
    expect(appIn(group, { b: 'outage' }, '2019-06-01')).toBe('operational');
    expect(appIn(group, { a: 'outage' }, '2019-06-01')).toBe('outage');
    expect(appIn(group, { b: 'outage' }, '2020-06-01')).toBe('outage');
  });

  it('that leaves a group without members leaves it without a say', () => {
    const group: Needs = {
      app: [
        { anyOf: [{ node: 'a', validFrom: '2020-01-01' }] },
        { allOf: [{ anyOf: [{ node: 'a', validFrom: '2020-01-01' }] }] },
      ],
      a: [],
    };
    expect(appIn(group, { a: 'outage' }, '2019-06-01')).toBe('operational');
    expect(appIn(group, { a: 'outage' }, '2020-06-01')).toBe('outage');
  });

  it('on a whole group takes the group away', () => {
    const group: Needs = { app: [{ allOf: ['a', 'b'], validUntil: '2020-01-01' }], a: [], b: [] };
    expect(appIn(group, { a: 'outage' }, '2019-06-01')).toBe('outage');
    expect(appIn(group, { a: 'outage' }, '2020-06-01')).toBe('operational');
  });
});

describe('a start requirement', () => {
  it.each<[string, Needs]>([
    ['of a node', { app: [{ node: 'db', needed: 'start' }], db: [] }],
    ['that is a group', { app: [{ allOf: ['db'], needed: 'start' }], db: [] }],
    ['for where it runs', { app: { in: { node: 'db', needed: 'start' } }, db: [] }],
  ])('%s does no harm to what runs', (_, needs) => {
    expect(appIn(needs, { db: 'outage' })).toBe('operational');
  });

  it('"run" is what is meant without it', () => {
    expect(appIn({ app: [{ node: 'db', needed: 'run' }], db: [] }, { db: 'outage' })).toBe('outage');
  });
});

describe('a failover', () => {
  const needs: Needs = {
    app: [{ anyOf: ['first', 'second'], failover: { time: '1m', requires: ['dns'] } }],
    first: [],
    second: [],
    dns: [],
  };
  it.each<[string, States, State]>([
    ['the second saves it', { first: 'outage' }, 'operational'],
    ['the switch that is degraded still works', { first: 'outage', dns: 'degraded' }, 'operational'],
    ['the switch that is partial does not', { first: 'outage', dns: 'partial' }, 'outage'],
    ['the switch alone does no harm', { dns: 'outage' }, 'operational'],
    [
      'the first, degraded, is what is left without the switch',
      { first: 'degraded', dns: 'outage' },
      'degraded',
    ],
    ['the second alone does no harm', { second: 'outage' }, 'operational'],
    ['the second is as bad as it is', { first: 'outage', second: 'degraded' }, 'degraded'],
  ])('%s', (_, faults, state) => {
    expect(appIn(needs, faults)).toBe(state);
  });

  it('without requires needs nothing, and its time plays no part', () => {
    expect(
      appIn(
        { ...needs, app: [{ anyOf: ['first', 'second'], failover: '1h' }] },
        { first: 'outage', dns: 'outage' },
      ),
    ).toBe('operational');
  });

  it('passes the impact of what it requires', () => {
    const soft: Needs = {
      ...needs,
      app: [
        {
          anyOf: ['first', 'second'],
          failover: { time: '1m', requires: [{ node: 'dns', impact: 'degraded' }] },
        },
      ],
    };
    expect(appIn(soft, { first: 'outage', dns: 'outage' })).toBe('operational');
  });

  it('whose requirement does not count on the day is free', () => {
    const dated: Needs = {
      ...needs,
      app: [
        {
          anyOf: ['first', 'second'],
          failover: { time: '1m', requires: [{ node: 'dns', validFrom: '2025-01-01' }] },
        },
      ],
    };
    expect(appIn(dated, { first: 'outage', dns: 'outage' }, '2024-01-01')).toBe('operational');
    expect(appIn(dated, { first: 'outage', dns: 'outage' }, '2025-01-01')).toBe('outage');
  });

  it('of two of three leaves only the first without the switch', () => {
    const three: Needs = {
      ...needs,
      app: [
        {
          atLeast: { operational: 2, partial: 1 },
          of: ['first', 'second', 'third'],
          failover: { time: '1m', requires: ['dns'] },
        },
      ],
      third: [],
    };
    expect(appIn(three, { dns: 'outage' })).toBe('partial');
    expect(appIn(three, { dns: 'outage', first: 'outage' })).toBe('outage');
  });
});

describe('a threshold by state', () => {
  const needs: Needs = {
    app: [{ atLeast: { operational: 3, degraded: 2, partial: 1 }, of: ['a', 'b', 'c'] }],
    a: [],
    b: [],
    c: [],
  };
  it.each<[States, State]>([
    [{}, 'operational'],
    [{ a: 'degraded' }, 'degraded'],
    [{ a: 'outage' }, 'degraded'],
    [{ a: 'outage', b: 'degraded' }, 'degraded'],
    [{ a: 'outage', b: 'partial' }, 'partial'],
    [{ a: 'outage', b: 'outage' }, 'partial'],
    [{ a: 'outage', b: 'outage', c: 'outage' }, 'outage'],
  ])('%j makes it %s', (faults, state) => {
    expect(appIn(needs, faults)).toBe(state);
  });
});

describe('an impact', () => {
  it.each<[string, Needs['app'], States, State]>([
    ['caps', [{ node: 'a', impact: 'degraded' }], { a: 'outage' }, 'degraded'],
    ['never makes better states worse', [{ node: 'a', impact: 'partial' }], { a: 'degraded' }, 'degraded'],
    ['none takes it back', [{ node: 'a', impact: 'none' }], { a: 'outage' }, 'operational'],
    [
      'maps up, too',
      [{ node: 'a', impact: { degraded: 'outage', partial: 'outage' } }],
      { a: 'degraded' },
      'outage',
    ],
    [
      'on a group counts after the group',
      [{ allOf: ['a', 'b'], impact: 'degraded' }],
      { a: 'outage', b: 'outage' },
      'degraded',
    ],
    [
      'inside a group counts before',
      [{ anyOf: [{ node: 'a', impact: 'degraded' }, 'b'] }],
      { a: 'outage', b: 'outage' },
      'degraded',
    ],
  ])('%s', (_, app, faults, state) => {
    expect(appIn({ app, a: [], b: [] }, faults)).toBe(state);
  });
});
