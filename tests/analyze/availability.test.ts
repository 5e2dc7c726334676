/** Proves what the question of availability answers: figures, digits, assumptions, costs, importance, and how it fails. */
import { describe, expect, it } from 'vitest';
import { availability } from '../../src/analyze/availability.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import { UserError } from '../../src/model/user-error.ts';
import { type Needs, DAY, estateWith } from '../engine/estates.ts';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { textOf } from './ask.ts';

type Options = Parameters<typeof availability.run>[0]['options'];

const ask = (estate: Estate, args: readonly string[] = [], options: Options = {}): Report =>
  availability.run({ estate, args, options, today: DAY });

interface Figure {
  readonly id: string;
  readonly state: string;
  readonly availability: number;
  readonly unavailability: number;
  readonly method: string;
  readonly hoursPerYear: number;
  readonly costPerYear?: number;
  readonly interval?: { readonly low: number; readonly high: number };
  readonly importance?: readonly { readonly node: string; readonly riskReduction: number | null }[];
}

interface Data {
  readonly nodes: { readonly known: number; readonly unknown: number };
  readonly unknown?: readonly string[];
  readonly assumed?: readonly object[];
  readonly apps: readonly Figure[];
}

const validate = validatorOf('availability');

/** The data of an answer, which must be what the schema says. */
const dataOf = (report: Report): Data => {
  const data = report.data();
  expect(
    errorsOf(validate, JSON.parse(JSON.stringify({ faultline: 1, command: 'availability', ...data }))),
  ).toEqual([]);
  return data as Data;
};

const figureOf = (needs: Needs, options: Options = {}): Figure =>
  dataOf(ask(estateWith(needs), ['app'], { state: 'outage', ...options })).apps[0]!;

const app = (dependsOn: readonly (object | string)[], more: object = {}) =>
  ({ kind: 'app', dependsOn, ...more }) as Needs[string];
const part = (percent: string): Needs[string] => ({ kind: 'service', availability: percent });

describe('the unavailability', () => {
  it('of a chain is that any part fails', () => {
    const { unavailability } = figureOf({
      app: app(['a', 'b'], { availability: '99%' }),
      a: part('99%'),
      b: part('99%'),
    });
    expect(unavailability).toBeCloseTo(1 - 0.99 ** 3, 12);
  });

  it('of redundant parts is that all fail, to its last digits', () => {
    const { unavailability, availability: available } = figureOf({
      app: app([{ anyOf: ['a', 'b'] }]),
      a: part('99.9999%'),
      b: part('99.9999%'),
    });
    expect(unavailability).toBe(1e-12);
    expect(available).toBe(0.999999999999);
  });

  it('of redundant parts that stand on one place is hardly less than that place’s', () => {
    const { unavailability } = figureOf({
      app: app([{ anyOf: ['a', 'b'] }]),
      a: { kind: 'service', availability: '99%', in: 'place' },
      b: { kind: 'service', availability: '99%', in: 'place' },
      place: part('99.9%'),
    });
    expect(unavailability).toBeCloseTo(0.001 + 0.999 * 1e-4, 15);
  });

  it('of parts in a circle counts each once', () => {
    const { unavailability } = figureOf({
      app: app(['a']),
      a: { kind: 'service', availability: '99%', dependsOn: ['b'] },
      b: { kind: 'service', availability: '99%', dependsOn: ['a'] },
    });
    expect(unavailability).toBeCloseTo(1 - 0.99 ** 2, 12);
  });

  it('of what hangs on nothing that is known is nothing, and is said to be', () => {
    const report = ask(estateWith({ app: app(['a']), a: [] }), ['app']);
    expect(dataOf(report).apps[0]).toMatchObject({
      unavailability: 0,
      availability: 1,
      method: 'exact',
      events: 0,
    });
    expect(textOf(report)).toMatch(/^No availability is known of anything that app hangs on\n/);
    expect(textOf(report)).not.toContain('100%');
    const important = textOf(ask(estateWith({ app: app(['a']), a: [] }), ['app'], { importance: true }));
    expect(important).toContain('no part that could has an availability');
    expect(important).not.toContain('Birnbaum');
    expect(textOf(report)).toMatch(/the other 2 never fail by themselves here/);
  });

  it('is told of each state, or of one', () => {
    const estate = estateWith({ app: app([{ node: 'a', impact: 'partial' }]), a: part('99%') });
    expect(dataOf(ask(estate)).apps.map(({ state, unavailability }) => [state, unavailability])).toEqual([
      ['outage', 0],
      ['partial', 0.01],
      ['degraded', 0.01],
    ]);
    expect(dataOf(ask(estate, [], { state: 'partial' })).apps.map(({ state }) => state)).toEqual(['partial']);
  });
});

describe('a year', () => {
  it('has 8,766 hours, and an hour may have a price', () => {
    const figure = figureOf({ app: app(['a'], { costPerHour: 1000 }), a: part('99.9%') });
    expect(figure.hoursPerYear).toBeCloseTo(8.766, 10);
    expect(figure.costPerYear).toBeCloseTo(8766, 8);
  });

  it('of limping has none', () => {
    const { costPerYear } = figureOf(
      { app: app(['a'], { costPerHour: 1000 }), a: part('99.9%') },
      { state: 'degraded' },
    );
    expect(costPerYear).toBeUndefined();
  });
});

describe('an assumption', () => {
  const needs: Needs = { app: app(['a', 'b', 'c']), a: part('99%'), b: [], c: { kind: 'zone' } };

  it('counts where the documents say nothing; the last that matches wins', () => {
    const data = dataOf(
      ask(estateWith(needs), ['app'], { assume: ['kind:*=99.9%', 'kind:zone=0.5'], state: 'outage' }),
    );
    expect(data.apps[0]!.unavailability).toBeCloseTo(1 - 0.99 * 0.999 * 0.999 * 0.5, 12);
    expect(data.nodes).toEqual({ known: 4, unknown: 0 });
    expect(data.assumed).toEqual([
      { selection: 'kind:*', availability: 0.999, nodes: 3 },
      { selection: 'kind:zone', availability: 0.5, nodes: 1 },
    ]);
  });

  it.each(['zone', 'kind:zone=', 'kind:zone=often', 'kind:zone=101%', '=99%'])('is not "%s"', (assume) => {
    expect(() => ask(estateWith(needs), [], { assume: [assume] })).toThrow(UserError);
  });
});

describe('importance', () => {
  it('puts what leads there most often first, and says what could not happen without it', () => {
    const { importance } = figureOf(
      {
        app: app(['single', { anyOf: ['a', 'b'] }]),
        single: part('99.9%'),
        a: part('99%'),
        b: part('99%'),
      },
      { importance: true },
    );
    expect(importance!.map(({ node }) => node)).toEqual(['single', 'a', 'b']);
    const [only] = figureOf(
      { app: app(['single']), single: part('99.9%') },
      { importance: true },
    ).importance!;
    expect(only).toMatchObject({
      node: 'single',
      birnbaum: 1,
      fussellVesely: 1,
      riskAchievement: 1000,
      riskReduction: null,
    });
  });
});

describe('Monte Carlo', () => {
  const needs: Needs = {
    app: app([{ anyOf: ['a', 'b'] }]),
    a: part('90%'),
    b: part('90%'),
  };

  it('takes over where a diagram becomes too large, and says so', () => {
    const report = ask(estateWith(needs), [], { state: 'outage', nodes: '1' });
    const [figure] = dataOf(report).apps;
    expect(figure).toMatchObject({ method: 'monte-carlo', samples: 1_000_000, seed: 1 });
    expect(figure!.interval!.low).toBeLessThan(0.01);
    expect(figure!.interval!.high).toBeGreaterThan(0.01);
    expect(textOf(report)).toMatch(/Sampled, not exact\na diagram would take more than 1 nodes/);
  });

  it('is left alone if the answer must be exact', () => {
    expect(() => ask(estateWith(needs), [], { nodes: '1', method: 'exact' })).toThrow(
      /the exact availability of app \(outage\) takes a diagram of more than 1 nodes/,
    );
  });

  it('depends on its seed alone', () => {
    const sampled = (seed: string): number =>
      figureOf(needs, { method: 'monte-carlo', samples: '10000', seed }).unavailability;
    expect(sampled('1')).toBe(sampled('1'));
    expect(new Set(['1', '2', '3', '4'].map(sampled)).size).toBeGreaterThan(1);
  });

  it('tells how far it is', () => {
    const told: string[] = [];
    availability.run({
      estate: estateWith(needs),
      args: [],
      options: { method: 'monte-carlo', samples: '20000', state: 'outage' },
      today: DAY,
      progress: (what, done, of) => told.push(`${what} ${done}/${of}`),
    });
    expect(told).toContain('sampling app 20000/20000');
  });
});

describe('the answer', () => {
  const estate = estateWith({
    app: app(['a'], { costPerHour: 10 }),
    other: app(['b']),
    a: part('99.95%'),
    b: [],
  });

  it('stands on the terminal as it is', () => {
    expect(textOf(ask(estate, [], { all: true }))).toBe(
      [
        'app is not in outage 99.95% of the time, the least of 2 (of the others nothing is known)',
        '',
        '1 of 4 parts that this hangs on have an availability',
        'the other 3 never fail by themselves here, which flatters the result',
        '–: nothing is known',
        '',
        'App    Not in outage  Better than partial  Operational  Outage a year  USD a year',
        'app           99.95%               99.95%       99.95%         4.38 h       43.83',
        'other              –                    –            –              –',
        '',
        'Availability not known',
        'Part   Kind',
        'app    app',
        'b      service',
        'other  app',
        '',
      ].join('\n'),
    );
  });

  it('is a table for spreadsheets', () => {
    expect(ask(estate, ['app'], { state: 'outage' }).table!()).toEqual({
      columns: [
        'id',
        'state',
        'availability',
        'unavailability',
        'hoursPerYear',
        'costPerYear',
        'method',
        'low',
        'high',
      ],
      rows: [['app', 'outage', 0.9995, 0.0005, 4.383, 43.83, 'exact', null, null]],
    });
  });

  it('needs something to ask about', () => {
    expect(() => ask(estateWith({ a: [] }))).toThrow(/the documents describe no app/);
  });

  it.each<[Options, string]>([
    [{ samples: '0' }, '--samples takes a whole number from 1'],
    [{ seed: '-1' }, '--seed takes a whole number from 0'],
    [{ nodes: 'many' }, '--nodes takes a whole number from 1'],
  ])('is not given for %j', (options, message) => {
    expect(() => ask(estate, [], options)).toThrow(message);
  });

  it('may be written as fault trees, one for each app and state', () => {
    const report = ask(estate, [], { 'open-psa': 'out/trees.xml', state: 'outage' });
    const text = report.writes!().get('out/trees.xml')!;
    expect(text.match(/<define-fault-tree name="[^"]*">/g)).toEqual([
      '<define-fault-tree name="app_t-outage">',
      '<define-fault-tree name="other_t-outage">',
    ]);
    expect(ask(estate).writes).toBeUndefined();
  });
});
