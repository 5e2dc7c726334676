/** Proves what a timeline says of its own end, of things that start in turn, and of great numbers. */
import { describe, expect, it } from 'vitest';
import { defaultHorizon, playOut } from '../../../src/engine/timeline/timeline.ts';
import { DAY, type Needs, estateWith } from '../estates.ts';
import { type Failing, downs, manyNodes, numbered, played, playedIn } from './played.ts';

describe('a timeline', () => {
  it('of no faults is empty and over', () => {
    const one = played({ a: ['b'], b: ['a'] }, []);
    expect(one.timeline).toMatchObject({ settled: true, end: 0 });
    expect(downs(one)).toEqual({});
  });

  it('ends with the last change', () => {
    const one = played({ app: [{ node: 'db', recovery: '5s' }], db: [] }, [['db', 2, 10]]);
    expect(one.timeline).toMatchObject({ settled: true, end: 15 });
  });

  it('tells nothing of what was never affected', () => {
    const one = played({ app: [{ node: 'db', after: '1m' }], db: [] }, [['db', 0, 10]]);
    expect([...one.timeline.intervals.keys()]).toEqual([1]);
  });

  it('knows fractions of a second, to the microsecond', () => {
    const needs: Needs = { app: [{ node: 'db', after: '250ms', recovery: '0.1s' }], db: [] };
    const one = played(needs, [['db', 0.1, 0.7]]);
    expect(downs(one)).toEqual({ app: [[0.35, 0.8, 'outage']], db: [[0.1, 0.7, 'outage']] });
    expect(one.timeline.end).toBe(0.8);
    const short = played({ a: [] }, [['a', 0.000_001, 0.000_002]]);
    expect(downs(short)).toEqual({ a: [[0.000_001, 0.000_002, 'outage']] });
  });

  it('adds fractions up exactly', () => {
    // 0.1 + 0.2 is not 0.3 in the numbers that languages count with; here they fall together.
    const needs: Needs = { app: [{ node: 'db', after: '200ms' }, 'other'], db: [], other: [] };
    const one = played(needs, [
      ['db', 0.1, 1],
      ['other', 0, 0.3],
    ]);
    expect(downs(one)['app']).toEqual([[0, 1, 'outage']]);
  });

  it('is the same when it is played again', () => {
    const estate = estateWith({ app: [{ anyOf: ['a', 'b'], failover: '2s' }], a: [], b: [] });
    const faults = [{ position: estate.positions.get('a')!, rank: 3 as const, from: 0, until: 9 }];
    const [first, again] = [playOut(estate, DAY, faults), playOut(estate, DAY, faults)];
    expect(again.intervals).toEqual(first.intervals);
  });

  it('goes by the day', () => {
    const estate = estateWith({ app: [{ node: 'db', validUntil: '2020-01-01' }], db: [] });
    const faults = [{ position: 1, rank: 3 as const, from: 0, until: 9 }];
    expect([...playOut(estate, '2019-12-31', faults).intervals.keys()]).toEqual([0, 1]);
    expect([...playOut(estate, '2020-01-01', faults).intervals.keys()]).toEqual([1]);
  });
});

describe('the horizon', () => {
  const pulse = { after: '6s', recovery: '6s' };
  /** A ring that passes a pulse round for ever. */
  const ring: Needs = { a: [{ node: 'b', ...pulse }], b: [{ node: 'a', ...pulse }] };

  it('cuts off what never comes to rest, and says so', () => {
    const one = played(ring, [['a', 0, 8]], { horizon: 30 });
    expect(one.timeline).toMatchObject({ settled: false, end: 30 });
    expect(downs(one)).toEqual({
      a: [
        [0, 8, 'outage'],
        [12, 20, 'outage'],
        [24, null, 'outage'],
      ],
      b: [
        [6, 14, 'outage'],
        [18, 26, 'outage'],
        [30, null, 'outage'],
      ],
    });
  });

  it('looks at what happens at its very time, not after', () => {
    const end = (horizon: number) => played({ a: [] }, [['a', 2, 9]], { horizon }).timeline;
    expect(end(9)).toMatchObject({ settled: true, end: 9 });
    expect(end(8.999)).toMatchObject({ settled: false, end: 8.999 });
    expect(end(1)).toMatchObject({ settled: false, end: 1 });
    expect(end(1).intervals.size).toBe(0);
  });

  it('does not make unsettled what is over', () => {
    // The grace would run out after the horizon, but what it waits for is back.
    const needs: Needs = { app: [{ node: 'db', after: '1h' }], db: [] };
    const one = played(needs, [['db', 0, 5]], { horizon: 10 });
    expect(one.timeline).toMatchObject({ settled: true, end: 5 });
    const waiting = played(needs, [['db', 0, null]], { horizon: 10 });
    expect(waiting.timeline).toMatchObject({ settled: false, end: 10 });
  });

  it.each([
    ['a recovery', { app: [{ node: 'db', recovery: '1h' }], db: [] }, 5],
    ['a switch', { app: [{ anyOf: ['db', 'b'], failover: '1h' }], db: [], b: [] }, null],
    [
      'a switch that is not made yet',
      {
        app: [{ anyOf: ['db', 'b'], failover: { time: '1h', requires: ['b'], during: 'operational' } }],
        db: [],
        b: [],
      },
      null,
    ],
  ] satisfies readonly (readonly [string, Needs, number | null])[])(
    'is not settled while it waits for %s',
    (_, needs, until) => {
      expect(played(needs, [['db', 0, until]], { horizon: 10 }).timeline).toMatchObject({
        settled: false,
        end: 10,
      });
    },
  );

  it('is thirty days after the last fault begins or ends', () => {
    const month = 30 * 86_400;
    const fault = { position: 0, rank: 3 } as const;
    expect(defaultHorizon([])).toBe(month);
    expect(defaultHorizon([{ ...fault, from: 10 }])).toBe(month + 10);
    expect(
      defaultHorizon([
        { ...fault, from: 10, until: 99 },
        { ...fault, from: 20 },
      ]),
    ).toBe(month + 99);
    const one = played(ring, [['a', 0, 8]]);
    expect(one.timeline).toMatchObject({ settled: false, end: month + 8 });
  });
});

describe('what starts in turn', () => {
  const start = (node: string) => ({ node, needed: 'start' as const });
  const circle: Needs = { a: [start('b')], b: [start('c')], c: [start('a')] };
  const allDown: readonly Failing[] = [
    ['a', 0, 5],
    ['b', 0, 5],
    ['c', 0, 5],
  ];
  const until = (end: number | null) => [[0, end, 'outage']];

  it('never comes back if each waits for the next in a circle', () => {
    const one = played(circle, allDown, { inTurn: true });
    expect(downs(one)).toEqual({ a: until(null), b: until(null), c: until(null) });
    expect(one.timeline.settled).toBe(true);
  });

  it('all comes back at once without the option: the least solution', () => {
    expect(downs(played(circle, allDown))).toEqual({ a: until(5), b: until(5), c: until(5) });
    expect(downs(played(circle, allDown, { inTurn: false }))).toEqual(downs(played(circle, allDown)));
  });

  it('comes back where one of the circle never went down', () => {
    const two = allDown.slice(0, 2);
    expect(downs(played(circle, two, { inTurn: true }))).toEqual({ a: until(5), b: until(5) });
  });

  it('comes back in the same instant along a chain, whatever its order', () => {
    const chain: Needs = { a: [start('c')], b: [], c: [start('b')], d: [start('a')] };
    const failing = Object.keys(chain).map((id): Failing => [id, 0, 5]);
    const back = until(5);
    expect(downs(played(chain, failing, { inTurn: true }))).toEqual({ a: back, b: back, c: back, d: back });
  });

  it('waits for the one that is repaired last', () => {
    const chain: Needs = { a: [start('b')], b: [start('c')], c: [] };
    const failing: readonly Failing[] = [
      ['a', 0, 5],
      ['b', 0, 7],
      ['c', 0, 20],
    ];
    expect(downs(played(chain, failing, { inTurn: true }))).toEqual({
      a: until(20),
      b: until(20),
      c: until(20),
    });
  });

  it('is as ever where nothing is needed to start', () => {
    const needs: Needs = { a: ['b', { node: 'c', recovery: '2s' }], b: ['a'], c: [] };
    const failing: readonly Failing[] = [['c', 0, 5]];
    expect(downs(played(needs, failing, { inTurn: true }))).toEqual(downs(played(needs, failing)));
  });

  it('starts a hundred thousand in a row in one instant', { timeout: 20_000 }, () => {
    const count = 100_000;
    const row = manyNodes(count, (position) =>
      position === 0 ? [] : [{ form: 'node', node: numbered(position - 1), needed: 'start' }],
    );
    const failing = Array.from({ length: count }, (_, position): Failing => [numbered(position), 0, 5]);
    const { timeline } = playedIn(row, failing, { inTurn: true });
    expect(timeline).toMatchObject({ settled: true, end: 5 });
    expect(timeline.intervals.get(count - 1)).toEqual([{ from: 0, until: 5, rank: 3 }]);
  });
});

describe('many faults on a node', () => {
  it('are felt one by one, the worst of those that hold', () => {
    // Pulses of a second every two seconds, all while it is degraded.
    const pulses = Array.from({ length: 2_000 }, (_, i): Failing => ['db', 2 * i, 2 * i + 1]);
    const one = played({ app: ['db'], db: [] }, [['db', 0, 4_000, 'degraded'], ...pulses]);
    const intervals = downs(one)['app']!;
    expect(intervals).toHaveLength(4_000);
    expect(intervals.slice(0, 3)).toEqual([
      [0, 1, 'outage'],
      [1, 2, 'degraded'],
      [2, 3, 'outage'],
    ]);
    expect(intervals.at(-1)).toEqual([3_999, 4_000, 'degraded']);
  });

  it('that overlap hold until the last of them ends', () => {
    const overlapping = Array.from({ length: 100 }, (_, i): Failing => ['a', i, 200 - i]);
    expect(downs(played({ a: [] }, overlapping))).toEqual({ a: [[0, 200, 'outage']] });
  });

  it('that follow each other are one', () => {
    const following = Array.from({ length: 100 }, (_, i): Failing => ['a', i, i + 1]);
    expect(downs(played({ a: [] }, following))).toEqual({ a: [[0, 100, 'outage']] });
  });

  it('the endless one stays', () => {
    const one = played({ a: [] }, [
      ['a', 0, 9],
      ['a', 3, null, 'degraded'],
      ['a', 5, 20, 'partial'],
    ]);
    expect(downs(one)).toEqual({
      a: [
        [0, 9, 'outage'],
        [9, 20, 'partial'],
        [20, null, 'degraded'],
      ],
    });
  });
});

describe('a hundred thousand nodes', () => {
  const COUNT = 100_000;

  it('in a row with delays fall and come back one after the other', { timeout: 20_000 }, () => {
    const row = manyNodes(COUNT, (position) =>
      position === 0 ? [] : [{ form: 'node', node: numbered(position - 1), after: 1, recovery: 2 }],
    );
    // Each falls a second after the one before it, and comes back two seconds after; so it gets longer on its way.
    const { timeline } = playedIn(row, [[numbered(0), 0, 10]]);
    const last = COUNT - 1;
    expect(timeline.settled).toBe(true);
    expect(timeline.end).toBe(10 + 2 * last);
    expect(timeline.intervals.get(last)).toEqual([{ from: last, until: 10 + 2 * last, rank: 3 }]);
    expect(timeline.intervals.get(50_000)).toEqual([{ from: 50_000, until: 100_010, rank: 3 }]);
  });

  it('in a row without fall at once', () => {
    const row = manyNodes(COUNT, (position) =>
      position === 0 ? [] : [{ form: 'node', node: numbered(position - 1) }],
    );
    const { timeline } = playedIn(row, [[numbered(0), 3, 10]]);
    expect(timeline.intervals.size).toBe(COUNT);
    expect(timeline.intervals.get(COUNT - 1)).toEqual([{ from: 3, until: 10, rank: 3 }]);
  });

  it('in a ring fall at once, and come back', () => {
    const ring = manyNodes(COUNT, (position) => [{ form: 'node', node: numbered((position + 1) % COUNT) }]);
    const { timeline } = playedIn(ring, [[numbered(7), 3, 10]]);
    expect(timeline.intervals.size).toBe(COUNT);
    expect(timeline.intervals.get(6)).toEqual([{ from: 3, until: 10, rank: 3 }]);
    expect(timeline.intervals.get(8)).toEqual([{ from: 3, until: 10, rank: 3 }]);
  });

  it('on one node fall with it', () => {
    const star = manyNodes(COUNT, (position) =>
      position === 0 ? [] : [{ form: 'node', node: numbered(0), after: 5 }],
    );
    const { timeline } = playedIn(star, [[numbered(0), 0, 10]]);
    expect(timeline.intervals.size).toBe(COUNT);
    expect(timeline.intervals.get(COUNT - 1)).toEqual([{ from: 5, until: 10, rank: 3 }]);
  });
});
