/** Proves when a back-test is worse than an earlier one, and what can be held against at all. */
import { describe, expect, it } from 'vitest';
import { fallenBehind, isBaseline } from '../../src/analyze/baseline.ts';

type Verdicts = Readonly<Record<string, string>>;

const resultOf = (incidents: Readonly<Record<string, Verdicts>>): object => ({
  faultline: 1,
  command: 'backtest',
  incidents: Object.entries(incidents).map(([incident, verdicts]) => ({
    incident,
    scenario: 's',
    subjects: Object.entries(verdicts).map(([id, verdict]) =>
      verdict === 'apart' ? { id, verdict: 'hit', apart: 'dependency' } : { id, verdict },
    ),
  })),
});

const worse = (before: Verdicts, now: Verdicts): readonly string[] =>
  fallenBehind(resultOf({ storm: before }), resultOf({ storm: now }));

describe('it is worse', () => {
  it.each([
    ['a hit is missed', 'hit', 'missed', 'storm#s shop: was hit, is missed'],
    ['what was spared falls', 'spared', 'falseAlarm', 'storm#s shop: was spared, is a false alarm'],
    ['a hit is no longer counted', 'hit', 'apart', 'storm#s shop: was hit, is told apart'],
    ['a hit is injected', 'hit', 'injected', 'storm#s shop: was hit, is injected'],
  ])('if %s', (_, before, now, line) => {
    expect(worse({ shop: before, db: 'hit' }, { shop: now, db: 'hit' })).toEqual([line]);
  });

  it('if what was right is no longer tested', () => {
    expect(worse({ shop: 'hit', db: 'hit' }, { db: 'hit' })).toEqual([
      'storm#s shop: was hit, is no longer tested',
    ]);
    expect(fallenBehind(resultOf({ storm: { a: 'spared' } }), resultOf({ flood: { a: 'hit' } }))).toEqual([
      'storm#s a: was spared, is no longer tested',
    ]);
  });

  it('in every way at once, in the order of the earlier result', () => {
    expect(worse({ b: 'hit', a: 'spared', c: 'hit' }, { a: 'falseAlarm', b: 'missed', c: 'hit' })).toEqual([
      'storm#s b: was hit, is missed',
      'storm#s a: was spared, is a false alarm',
    ]);
  });
});

describe('the state counts, too', () => {
  const stateOf = (predicted: string, accepted: boolean, verdict = 'hit'): object => ({
    faultline: 1,
    command: 'backtest',
    incidents: [
      {
        incident: 'storm',
        scenario: 's',
        subjects: [{ id: 'shop', verdict, predicted, observed: 'outage', accepted }],
      },
    ],
  });

  it.each([
    ['exact', stateOf('outage', true), 'accepted', stateOf('partial', true), 'outage', 'partial'],
    ['exact', stateOf('outage', true), 'not accepted', stateOf('degraded', false), 'outage', 'degraded'],
    ['accepted', stateOf('partial', true), 'not accepted', stateOf('degraded', false), 'partial', 'degraded'],
  ])('from %s to %s', (_, before, __, now, was, is) => {
    expect(fallenBehind(before, now)).toEqual([
      `storm#s shop: was predicted ${was}, now ${is}; observed outage`,
    ]);
    expect(fallenBehind(now, before)).toEqual([]);
  });

  it('but not of what was wrong anyhow', () => {
    expect(fallenBehind(stateOf('outage', true, 'missed'), stateOf('partial', false, 'missed'))).toEqual([]);
  });
});

describe('it is not worse', () => {
  it.each<[string, Verdicts, Verdicts]>([
    ['if nothing has changed', { a: 'hit', b: 'missed' }, { a: 'hit', b: 'missed' }],
    ['if what was missed is hit', { a: 'missed' }, { a: 'hit' }],
    ['if what was known to be wrong is wrong in another way', { a: 'missed' }, { a: 'falseAlarm' }],
    ['if both are right, since what was seen is now read otherwise', { a: 'hit' }, { a: 'spared' }],
    ['if new subjects are missed', { a: 'hit' }, { a: 'hit', b: 'missed', c: 'falseAlarm' }],
    ['if what was wrong is no longer tested', { a: 'hit', b: 'missed' }, { a: 'hit' }],
    ['if what was told apart is missed', { a: 'apart' }, { a: 'missed' }],
  ])('%s', (_, before, now) => {
    expect(worse(before, now)).toEqual([]);
  });

  it('if a new incident is missed', () => {
    const before = resultOf({ storm: { a: 'hit' } });
    expect(fallenBehind(before, resultOf({ storm: { a: 'hit' }, flood: { a: 'missed' } }))).toEqual([]);
  });

  it('for incidents that were not asked for', () => {
    const before = resultOf({ storm: { a: 'hit' }, flood: { a: 'hit' } });
    const now = resultOf({ storm: { a: 'hit' } });
    expect(fallenBehind(before, now, new Set(['storm']))).toEqual([]);
    expect(fallenBehind(before, now, new Set(['flood']))).toEqual([
      'flood#s a: was hit, is no longer tested',
    ]);
  });
});

describe('what can be held against', () => {
  const good = resultOf({ storm: { a: 'hit' } });

  it('is a result in which something is tested', () => {
    expect(isBaseline(good)).toBe(true);
    expect(isBaseline({ ...good, more: 'to come' })).toBe(true);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'hit'],
    ['a list', [good]],
    ['an empty object', {}],
    ['another command’s', { ...good, command: 'replay' }],
    ['another version’s', { ...good, faultline: 2 }],
    ['one without incidents', { faultline: 1, command: 'backtest' }],
    ['one with none', { ...good, incidents: [] }],
    ['one whose incidents are none', { ...good, incidents: ['storm'] }],
    ['one without subjects', { ...good, incidents: [{ incident: 'storm', scenario: 's' }] }],
    ['one that tests nothing', { ...good, incidents: [{ incident: 'storm', scenario: 's', subjects: [] }] }],
    [
      'one without names',
      { ...good, incidents: [{ scenario: 's', subjects: [{ id: 'a', verdict: 'hit' }] }] },
    ],
    [
      'one whose subjects have no verdict',
      { ...good, incidents: [{ incident: 'storm', scenario: 's', subjects: [{ id: 'a' }] }] },
    ],
  ])('is not %s', (_, value) => {
    expect(isBaseline(value)).toBe(false);
  });
});
