/**
 * The law: small timelines worked out by hand from the text are what both readings find.
 *
 * Each is a system of few nodes and whole seconds. Both the naive reading and the engine must give the very intervals;
 * a node that is not named must never be affected.
 */
import { describe, expect, it } from 'vitest';
import { DAY } from '../support/documents.ts';
import {
  type NaiveTimeline,
  type RawTimedFault,
  type Starting,
  type TimedSystem,
  playNaively,
} from '../support/naive-timeline.ts';
import type { Level, RawRequirement } from '../support/raw.ts';
import { playByEngine } from '../support/timed.ts';

type Needs = Readonly<Record<string, readonly RawRequirement[]>>;

/** `[5, 20, 'outage']`: from 5 until 20; `[5, null, 'outage']`: from 5 for ever. */
type Told = readonly [from: number, until: number | null, state: Level];

/** Nodes with needs are written out, those that are only named need nothing. */
const systemOf = (needs: Needs, faults: readonly (readonly [string, ...Told])[]): TimedSystem => {
  const written = new Set<string>(JSON.stringify(needs).match(/\b[a-z]+\b/g));
  const leaves = PARTS.filter((id) => written.has(id) || faults.some(([node]) => node === id));
  return {
    document: {
      faultline: 1,
      nodes: Object.fromEntries(
        [...new Set([...leaves, ...Object.keys(needs)])].map((id) => [
          id,
          { kind: 'service', dependsOn: needs[id] ?? [] },
        ]),
      ),
    },
    faults: faults.map(([node, from, until, state]): RawTimedFault => ({
      node,
      state,
      from,
      ...(until === null ? {} : { until }),
    })),
  };
};

/** What the systems are made of, beside the app. */
const PARTS = ['db', 'a', 'b', 'c', 'dns', 'registry'];

type Play = (system: TimedSystem, horizon?: number, starting?: Starting) => NaiveTimeline;

const readings: readonly (readonly [string, Play])[] = [
  ['the naive reading', (system, horizon, starting) => playNaively(system, DAY, horizon, starting)],
  ['the engine', (system, horizon, starting) => playByEngine(system, DAY, horizon, starting)],
];

/** What became of each node that was affected, briefly. */
const briefly = ({ intervals }: NaiveTimeline): Readonly<Record<string, readonly Told[]>> =>
  Object.fromEntries(
    Object.entries(intervals).map(([id, stretches]) => [
      id,
      stretches.map(({ from, until, state }): Told => [from, until, state]),
    ]),
  );

describe.each(readings)('by %s', (_name, play) => {
  const told = (system: TimedSystem, horizon?: number) => briefly(play(system, horizon));

  describe('without any terms', () => {
    it('the worst of several faults on one node holds, and passes through at once', () => {
      const system = systemOf({ app: ['db'] }, [
        ['db', 0, 10, 'degraded'],
        ['db', 3, 5, 'outage'],
        ['db', 4, 7, 'partial'],
      ]);
      const course = [
        [0, 3, 'degraded'],
        [3, 5, 'outage'],
        [5, 7, 'partial'],
        [7, 10, 'degraded'],
      ];
      expect(told(system)).toEqual({ db: course, app: course });
    });

    it('a fault without an end never ends', () => {
      expect(told(systemOf({ app: ['db'] }, [['db', 2, null, 'partial']]))).toEqual({
        db: [[2, null, 'partial']],
        app: [[2, null, 'partial']],
      });
    });
  });

  describe('grace', () => {
    const graced = { app: [{ node: 'db', after: '5s' }] };

    it('delays what is felt, not its end', () => {
      expect(told(systemOf(graced, [['db', 0, 20, 'outage']]))['app']).toEqual([[5, 20, 'outage']]);
    });

    it('swallows what is over when it runs out', () => {
      expect(told(systemOf(graced, [['db', 0, 5, 'outage']]))['app']).toBeUndefined();
      expect(told(systemOf(graced, [['db', 0, 6, 'outage']]))['app']).toEqual([[5, 6, 'outage']]);
    });

    it('begins anew after a break', () => {
      const broken = systemOf(graced, [
        ['db', 0, 4, 'outage'],
        ['db', 5, 9, 'outage'],
      ]);
      expect(told(broken)['app']).toBeUndefined();
      const unbroken = systemOf(graced, [
        ['db', 0, 4, 'outage'],
        ['db', 4, 9, 'outage'],
      ]);
      expect(told(unbroken)['app']).toEqual([[5, 9, 'outage']]);
    });

    it('runs for each level by itself', () => {
      // Partial or worse since 0, outage since 3.
      const system = systemOf(graced, [
        ['db', 0, 10, 'partial'],
        ['db', 3, 10, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([
        [5, 8, 'partial'],
        [8, 10, 'outage'],
      ]);
    });

    it('looks at the value after the impact', () => {
      // Through the impact it is partial all along, whatever db does above that.
      const system = systemOf({ app: [{ node: 'db', impact: 'partial', after: '5s' }] }, [
        ['db', 0, 4, 'outage'],
        ['db', 4, 8, 'partial'],
      ]);
      expect(told(system)['app']).toEqual([[5, 8, 'partial']]);
    });
  });

  describe('recovery', () => {
    it('lags behind', () => {
      const system = systemOf({ app: [{ node: 'db', recovery: '7s' }] }, [['db', 0, 10, 'outage']]);
      expect(told(system)['app']).toEqual([[0, 17, 'outage']]);
    });

    it('lags for each level by itself', () => {
      const system = systemOf({ app: [{ node: 'db', recovery: '4s' }] }, [
        ['db', 0, 3, 'outage'],
        ['db', 3, 5, 'degraded'],
      ]);
      expect(told(system)['app']).toEqual([
        [0, 7, 'outage'],
        [7, 9, 'degraded'],
      ]);
    });

    it('counts from when what had matured is over, and only that', () => {
      // Matured on [5, 10) and [19, 22); the pulse on [12, 15) never matures, so it does not prolong anything.
      const system = systemOf({ app: [{ node: 'db', after: '5s', recovery: '7s' }] }, [
        ['db', 0, 10, 'outage'],
        ['db', 12, 15, 'outage'],
        ['db', 14, 22, 'degraded'],
      ]);
      expect(told(system)['app']).toEqual([
        [5, 17, 'outage'],
        // Degraded or worse since 12: matured at 17, in the very instant in which the lag of the first one ends.
        [17, 29, 'degraded'],
      ]);
    });

    it('bridges a gap that is shorter', () => {
      const system = systemOf({ app: [{ node: 'db', recovery: '3s' }] }, [
        ['db', 0, 2, 'outage'],
        ['db', 5, 6, 'outage'],
        ['db', 10, 11, 'outage'],
      ]);
      // Until 2 + 3, in which instant it fails again, until 6 + 3; then a gap of a second.
      expect(told(system)['app']).toEqual([
        [0, 9, 'outage'],
        [10, 14, 'outage'],
      ]);
    });
  });

  describe('what only a start needs', () => {
    const starting = { app: [{ node: 'registry', needed: 'start' as const }] };

    it('does not touch what runs', () => {
      expect(told(systemOf(starting, [['registry', 0, 10, 'outage']]))['app']).toBeUndefined();
    });

    it('keeps down what is down', () => {
      const system = systemOf(starting, [
        ['registry', 0, 10, 'outage'],
        ['app', 3, 6, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[3, 10, 'outage']]);
    });

    it('keeps down what comes back in the very instant in which it is lost', () => {
      const system = systemOf(starting, [
        ['app', 0, 5, 'outage'],
        ['registry', 5, 9, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[0, 9, 'outage']]);
    });

    it('lets go of what comes back in the very instant in which it is back', () => {
      const system = systemOf(starting, [
        ['app', 0, 5, 'outage'],
        ['registry', 2, 5, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[0, 5, 'outage']]);
    });

    it('counts level by level', () => {
      const worseThanNeed = systemOf(starting, [
        ['registry', 0, 10, 'partial'],
        ['app', 3, 6, 'outage'],
      ]);
      expect(told(worseThanNeed)['app']).toEqual([
        [3, 6, 'outage'],
        [6, 10, 'partial'],
      ]);
      const betterThanNeed = systemOf(starting, [
        ['registry', 0, 10, 'outage'],
        ['app', 3, 6, 'degraded'],
      ]);
      expect(told(betterThanNeed)['app']).toEqual([[3, 10, 'degraded']]);
    });

    it('lags, too', () => {
      const system = systemOf({ app: [{ node: 'registry', needed: 'start', recovery: '3s' }] }, [
        ['app', 0, 2, 'outage'],
        ['registry', 0, 5, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[0, 8, 'outage']]);
    });

    it('goes by the node that owns the outermost group, and is felt in the same instant', () => {
      // Degraded by the fault at 0, so the need of a start counts as degraded, which the group makes an outage of,
      // so it counts as outage: all at 0.
      const impact = { degraded: 'outage', partial: 'outage' } as const;
      const system = systemOf({ app: [{ anyOf: [{ node: 'registry', needed: 'start' }], impact }] }, [
        ['app', 0, 3, 'degraded'],
        ['registry', 0, 10, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[0, 10, 'outage']]);
    });
  });

  describe('a switch', () => {
    const switching = {
      app: [{ anyOf: ['a', 'b'], failover: { time: '2s', requires: ['dns'] } }],
    };

    it('takes its time, each time anew', () => {
      const system = systemOf({ app: [{ anyOf: ['a', 'b'], failover: '3s' }] }, [
        ['a', 0, 4, 'outage'],
        ['a', 6, 8, 'outage'],
        ['a', 9, 20, 'degraded'],
      ]);
      expect(told(system)['app']).toEqual([
        [0, 3, 'outage'],
        [6, 8, 'outage'],
      ]);
    });

    it('begins when the first member counts as partial, its own terms applied', () => {
      const late = systemOf({ app: [{ anyOf: [{ node: 'a', after: '3s' }, 'b'], failover: '5s' }] }, [
        ['a', 0, 10, 'outage'],
      ]);
      expect(told(late)['app']).toEqual([[3, 8, 'outage']]);
      const long = systemOf({ app: [{ anyOf: [{ node: 'a', recovery: '3s' }, 'b'], failover: '5s' }] }, [
        ['a', 0, 1, 'outage'],
      ]);
      expect(told(long)['app']).toEqual([[0, 4, 'outage']]);
    });

    it('is as bad as it is said to be in the meantime, and never worse than the first member', () => {
      const during = (state: Level) => ({
        app: [{ anyOf: ['a', 'b'], failover: { time: '5s', during: state } }],
      });
      expect(told(systemOf(during('degraded'), [['a', 0, 20, 'outage']]))['app']).toEqual([
        [0, 5, 'degraded'],
      ]);
      const worsening = systemOf(during('outage'), [
        ['a', 0, 20, 'partial'],
        ['a', 3, 20, 'outage'],
      ]);
      expect(told(worsening)['app']).toEqual([
        [0, 3, 'partial'],
        [3, 5, 'outage'],
      ]);
    });

    it('is kept, once made', () => {
      const system = systemOf(switching, [
        ['a', 0, 20, 'outage'],
        ['dns', 10, 15, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[0, 2, 'outage']]);
    });

    it('is made when its time is up, even if what it requires breaks in that very instant', () => {
      const system = systemOf(switching, [
        ['a', 0, 20, 'outage'],
        ['dns', 2, 15, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[0, 2, 'outage']]);
    });

    it('is lost while what it requires is, until that has held for its time', () => {
      // Not made by 2, for dns broke at 1; nor on [8, 9), which is too short; made on [12, 14).
      const system = systemOf(switching, [
        ['a', 0, 20, 'outage'],
        ['dns', 1, 8, 'outage'],
        ['dns', 9, 12, 'partial'],
        ['dns', 15, 18, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([
        [0, 8, 'outage'],
        [9, 12, 'outage'],
      ]);
    });

    it('is not hindered by what it requires being degraded', () => {
      const system = systemOf(switching, [
        ['a', 0, 20, 'outage'],
        ['dns', 0, 20, 'degraded'],
      ]);
      expect(told(system)['app']).toEqual([[0, 2, 'outage']]);
    });

    it('is dropped when the first member is back', () => {
      const system = systemOf(switching, [
        ['a', 0, 10, 'outage'],
        ['a', 12, 20, 'outage'],
        ['dns', 11, 15, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([
        [0, 2, 'outage'],
        [12, 15, 'outage'],
      ]);
    });

    it('is dropped in the very instant in which the first member is back', () => {
      // Two of three: with the switch kept b and c suffice; from 6 on a is back, and neither of the others counts.
      const failover = { time: '2s', requires: ['dns'] };
      const system = systemOf({ app: [{ atLeast: 2, of: ['a', 'b', 'c'], failover }] }, [
        ['a', 0, 6, 'outage'],
        ['dns', 4, null, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([
        [0, 2, 'outage'],
        [6, null, 'outage'],
      ]);
    });

    it('is dropped even where the first member is back for no time at all', () => {
      // At 6 a could be back while b and c still count; so they count no longer, so app is down, and with it a. What
      // the switch requires is not there until 10. (It lags, or a could be back at each later instant just so.)
      const failover = { time: '2s', requires: ['dns'] };
      const lagging = { node: 'app', recovery: '1s' };
      const system = systemOf({ app: [{ atLeast: 2, of: ['a', 'b', 'c'], failover }], a: [lagging] }, [
        ['a', 0, 6, 'outage'],
        ['dns', 4, 10, 'outage'],
      ]);
      const { app, a } = told(system);
      expect(app).toEqual([
        [0, 2, 'outage'],
        [6, 10, 'outage'],
      ]);
      expect(a).toEqual([[0, 11, 'outage']]);
    });

    it('that takes no time is made if what it requires held at any time since', () => {
      const instant = { app: [{ anyOf: ['a', 'b'], failover: { time: '0s', requires: ['dns'] } }] };
      const held = systemOf(instant, [
        ['a', 0, 20, 'outage'],
        ['dns', 1, 10, 'outage'],
      ]);
      expect(told(held)['app']).toBeUndefined();
      const both = systemOf(instant, [
        ['a', 0, 20, 'outage'],
        ['dns', 0, 10, 'outage'],
        ['dns', 12, 15, 'outage'],
      ]);
      expect(told(both)['app']).toEqual([[0, 10, 'outage']]);
    });

    it('without a first member on that day takes no time, and cannot be kept', () => {
      const undated = { node: 'a', validUntil: '2020-01-01' };
      const failover = { time: '2s', requires: ['dns'] };
      const system = systemOf({ app: [{ anyOf: [undated, 'b'], failover }] }, [
        ['a', 0, 20, 'outage'],
        ['dns', 8, 12, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[8, 12, 'outage']]);
    });

    it('that needs what only a start needs is lost to what is down', () => {
      // At 0 the app runs, and the switch could be made; while it takes its time the app is down, so it cannot be.
      const requires = [{ node: 'registry', needed: 'start' as const }];
      const system = systemOf({ app: [{ anyOf: ['a', 'b'], failover: { time: '2s', requires } }] }, [
        ['a', 0, 20, 'outage'],
        ['registry', 0, 10, 'outage'],
        ['registry', 15, 18, 'outage'],
      ]);
      expect(told(system)['app']).toEqual([[0, 10, 'outage']]);
    });
  });

  describe('a circle', () => {
    it('of plain needs does not hold itself down', () => {
      const system = systemOf({ a: ['b'], b: ['a'] }, [['a', 0, 5, 'outage']]);
      expect(told(system)).toEqual({ a: [[0, 5, 'outage']], b: [[0, 5, 'outage']] });
    });

    it('with grace does not, either', () => {
      const system = systemOf({ a: [{ node: 'b', after: '5s' }], b: ['a'] }, [['a', 0, 8, 'outage']]);
      expect(told(system)).toEqual({ a: [[0, 8, 'outage']], b: [[0, 8, 'outage']] });
    });

    it('with a recovery does', () => {
      const system = systemOf({ a: [{ node: 'b', recovery: '1s' }], b: ['a'] }, [['a', 0, 3, 'partial']]);
      expect(told(system)).toEqual({ a: [[0, null, 'partial']], b: [[0, null, 'partial']] });
      expect(play(system).settled).toBe(true);
      expect(play(system).end).toBe(0);
    });

    it('of starts alone is free as soon as the faults are over', () => {
      // The least fixpoint: each is back because the other is.
      const system = systemOf({ a: [{ node: 'b', needed: 'start' }], b: [{ node: 'a', needed: 'start' }] }, [
        ['a', 0, 5, 'outage'],
        ['b', 0, 8, 'outage'],
      ]);
      expect(told(system)).toEqual({ a: [[0, 8, 'outage']], b: [[0, 8, 'outage']] });
    });

    it('of starts one of which lags holds itself down', () => {
      const system = systemOf(
        { a: [{ node: 'b', needed: 'start' }], b: [{ node: 'a', needed: 'start', recovery: '1s' }] },
        [
          ['a', 0, 5, 'outage'],
          ['b', 2, 4, 'outage'],
        ],
      );
      expect(told(system)).toEqual({ a: [[0, null, 'outage']], b: [[2, null, 'outage']] });
    });

    it('of starts alone holds itself down if what is needed must have been there before', () => {
      const system = systemOf({ a: [{ node: 'b', needed: 'start' }], b: [{ node: 'a', needed: 'start' }] }, [
        ['a', 0, 5, 'outage'],
        ['b', 0, 8, 'outage'],
      ]);
      const both = { a: [[0, null, 'outage']], b: [[0, null, 'outage']] };
      expect(briefly(play(system, 100, { inTurn: true }))).toEqual(both);
    });

    it('is another thing than a row of starts, which come back one after the other in one instant', () => {
      const system = systemOf(
        { app: [{ node: 'a', needed: 'start' }], a: [{ node: 'b', needed: 'start' }] },
        [
          ['app', 0, 5, 'outage'],
          ['a', 0, 5, 'outage'],
          ['b', 0, 9, 'outage'],
        ],
      );
      const until9 = [[0, 9, 'outage']];
      expect(briefly(play(system))).toEqual({ app: until9, a: until9, b: until9 });
      expect(briefly(play(system, 100, { inTurn: true }))).toEqual({ app: until9, a: until9, b: until9 });
    });

    it('may pass a pulse round for ever', () => {
      const lag = { after: '6s', recovery: '6s' };
      const system = systemOf({ a: [{ node: 'b', ...lag }], b: [{ node: 'a', ...lag }] }, [
        ['a', 0, 8, 'outage'],
      ]);
      expect(told(system, 40)).toEqual({
        a: [
          [0, 8, 'outage'],
          [12, 20, 'outage'],
          [24, 32, 'outage'],
          [36, null, 'outage'],
        ],
        b: [
          [6, 14, 'outage'],
          [18, 26, 'outage'],
          [30, 38, 'outage'],
        ],
      });
      expect(play(system, 40).settled).toBe(false);
      expect(play(system, 40).end).toBe(40);
    });
  });
});
