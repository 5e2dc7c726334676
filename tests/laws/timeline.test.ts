/**
 * The law: the timeline says what the text says, instant by instant.
 *
 * On random systems in which all that time can do happens at once, the engine finds the very intervals that a naive
 * reading finds second by second. And what must be true of any timeline, whatever the reading: it moves with its
 * faults, grows with its durations, and does not care for the order or the names in which things are written.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { propagate } from '../../src/engine/propagate.ts';
import { rankOf, stateOf, type Rank } from '../../src/model/state.ts';
import { DAY } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds, sampled } from '../support/law.ts';
import { atLeastAsBad } from '../support/naive.ts';
import {
  type NaiveTimeline,
  type RawTimedFault,
  type Stretch,
  type TimedSystem,
  playNaively,
  secondsOf,
} from '../support/naive-timeline.ts';
import {
  LEVELS,
  type RawDocument,
  type RawRequirement,
  type RawState,
  isGroup,
  listKey,
  membersOf,
  renamed,
  switchNeeds,
} from '../support/raw.ts';
import { playByEngine, timedSystems } from '../support/timed.ts';

/** Seconds by which most systems have come to rest. */
const HORIZON = 100;

const play = (system: TimedSystem, horizon = HORIZON): NaiveTimeline => playByEngine(system, DAY, horizon);

// —— reading timelines —————————————————————————————————————————————————————————————————————————————————————————————

type Intervals = NaiveTimeline['intervals'];

const stateAt = (intervals: Intervals, id: string, t: number): RawState =>
  intervals[id]?.find(({ from, until }) => from <= t && (until === null || t < until))?.state ??
  'operational';

/** The intervals with other times and under other names. */
const mapped = (
  intervals: Intervals,
  time: (t: number) => number,
  rename: (id: string) => string = (id) => id,
): Intervals =>
  Object.fromEntries(
    Object.entries(intervals).map(([id, stretches]) => [
      rename(id),
      stretches.map(({ from, until, state }) => ({
        from: time(from),
        until: until === null ? null : time(until),
        state,
      })),
    ]),
  );

/** What there is of them before a horizon; what begins at the horizon or later is not there. */
const cut = (intervals: Intervals, horizon: number): Intervals =>
  Object.fromEntries(
    Object.entries(intervals)
      .map(([id, stretches]): readonly [string, readonly Stretch[]] => [
        id,
        stretches
          .filter(({ from }) => from < horizon)
          .map((stretch) => ({
            ...stretch,
            until: stretch.until !== null && stretch.until < horizon ? stretch.until : null,
          })),
      ])
      .filter(([, stretches]) => stretches.length > 0),
  );

// —— changing systems ——————————————————————————————————————————————————————————————————————————————————————————————

const withFaults = (
  { document, faults }: TimedSystem,
  change: (fault: RawTimedFault, index: number) => readonly RawTimedFault[],
): TimedSystem => ({ document, faults: faults.flatMap(change) });

/** The fault with other times. */
const retimed = (fault: RawTimedFault, time: (t: number) => number): RawTimedFault => ({
  ...fault,
  from: time(fault.from),
  ...(fault.until === undefined ? {} : { until: time(fault.until) }),
});

const DURATION_KEYS = new Set(['after', 'recovery', 'failover', 'time']);

/** All durations so many times as long. */
const scaled = ({ document, faults }: TimedSystem, factor: number): TimedSystem => ({
  document: JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    DURATION_KEYS.has(key) && typeof value === 'string' ? `${secondsOf(value) * factor * 1000}ms` : value,
  ) as RawDocument,
  faults: faults.map((fault) => retimed(fault, (t) => t * factor)),
});

/** Lists turned round, but for the members of a group that switches. */
const turned = (requirement: RawRequirement): RawRequirement => {
  if (!isGroup(requirement)) return requirement;
  const failover = 'allOf' in requirement ? undefined : requirement.failover;
  const members = membersOf(requirement).map(turned);
  return {
    ...requirement,
    [listKey(requirement)]: failover === undefined ? members.toReversed() : members,
    ...(typeof failover === 'object'
      ? { failover: { ...failover, requires: switchNeeds(requirement).map(turned).toReversed() } }
      : {}),
  };
};

/** Everything written in the opposite order, and the nodes named the other way round. */
const mirrored = ({ document, faults }: TimedSystem, rename: (id: string) => string): TimedSystem => ({
  document: {
    ...document,
    nodes: Object.fromEntries(
      Object.entries(document.nodes)
        .toReversed()
        .map(([id, node]) => [
          rename(id),
          {
            ...node,
            dependsOn: (node.dependsOn ?? [])
              .map((requirement) => renamed(turned(requirement), rename))
              .toReversed(),
          },
        ]),
    ),
  },
  faults: faults.map((fault) => ({ ...fault, node: rename(fault.node) })).toReversed(),
});

/** The impact of faults that hold together, by the engine that knows no time. */
const impactOf = ({ document, faults }: TimedSystem): Readonly<Record<string, RawState>> => {
  const estate = estateOf(document);
  const injected = faults.map(({ node, state }) => ({
    position: estate.positions.get(node)!,
    rank: rankOf(state),
  }));
  const { ranks } = propagate(compile(estate, DAY), injected);
  return Object.fromEntries(estate.nodes.map(({ id }, at) => [id, stateOf(ranks[at] as Rank)]));
};

const statesAt = ({ document }: TimedSystem, { intervals }: NaiveTimeline, t: number) =>
  Object.fromEntries(Object.keys(document.nodes).map((id) => [id, stateAt(intervals, id, t)]));

// —— the laws ——————————————————————————————————————————————————————————————————————————————————————————————————————

describe('the timeline', () => {
  it('is that of the naive reading', () => {
    holds(
      3_000,
      fc.property(timedSystems(), (system) => {
        const naive = playNaively(system, DAY, HORIZON);
        const played = play(system);
        expect(cut(played.intervals, HORIZON)).toEqual(naive.intervals);
        if (naive.settled) expect(played.settled).toBe(true);
      }),
    );
  });

  it('is that of the naive reading, too, if things start in turn', () => {
    holds(
      2_000,
      fc.property(timedSystems(), (system) => {
        const naive = playNaively(system, DAY, HORIZON, { inTurn: true });
        const played = playByEngine(system, DAY, HORIZON, { inTurn: true });
        expect(cut(played.intervals, HORIZON)).toEqual(naive.intervals);
        if (naive.settled) expect(played.settled).toBe(true);
      }),
    );
  });

  it('is settled only if nothing changes after', () => {
    // A horizon so near that many a system has not come to rest.
    const near = 15;
    holds(
      1_000,
      fc.property(timedSystems(), (system) => {
        const { intervals, settled, end } = play(system, near);
        const naive = playNaively(system, DAY, HORIZON);
        expect(cut(intervals, near)).toEqual(cut(naive.intervals, near));
        if (settled) expect(intervals).toEqual(naive.intervals);
        // What changes last may be a requirement that makes no difference.
        if (settled) expect(end).toBeGreaterThanOrEqual(naive.end);
        else expect(end).toBe(near);
      }),
    );
  });

  it('of faults that never end ends with their impact', () => {
    holds(
      3_000,
      fc.property(timedSystems({ failovers: false, starts: false, ends: false }), (system) => {
        const played = play(system, 1_000);
        expect(played.settled).toBe(true);
        expect(statesAt(system, played, played.end)).toEqual(impactOf(system));
      }),
    );
  });

  it('of a system in which nothing takes time is the impact of what fails at each instant', () => {
    holds(
      1_000,
      fc.property(timedSystems({ failovers: false, starts: false, lags: false }), (system) => {
        const played = play(system);
        for (const { from, until = from } of system.faults) {
          for (const t of [from, until]) {
            const { document, faults } = system;
            const failing = faults.filter((fault) => fault.from <= t && t < (fault.until ?? Infinity));
            expect(statesAt(system, played, t)).toEqual(impactOf({ document, faults: failing }));
          }
        }
      }),
    );
  });

  it('is never better at any instant for a longer, a worse or another fault, unless something switches', () => {
    // A switch that was made while it could be helps later on: an earlier fault may be the lesser evil.
    const more = fc.record({
      pick: fc.nat(3),
      earlier: fc.nat(5),
      later: fc.nat(5),
      worse: fc.boolean(),
      added: fc.boolean(),
    });
    holds(
      3_000,
      fc.property(
        timedSystems({ failovers: false }),
        more,
        (system, { pick, earlier, later, worse, added }) => {
          const grown = withFaults(system, (fault, i) => {
            if (i !== pick % system.faults.length) return [fault];
            const { from, until, state } = fault;
            const next = {
              ...fault,
              from: Math.max(0, from - earlier),
              ...(until === undefined ? {} : { until: until + later }),
              state: worse ? (LEVELS[LEVELS.indexOf(state) + 1] ?? state) : state,
            };
            return added ? [fault, next] : [next];
          });
          const [less, greater] = [play(system).intervals, play(grown).intervals];
          const helped = Object.keys(system.document.nodes).flatMap((id) =>
            Array.from({ length: HORIZON }, (_, t) => ({ id, t })).filter(
              ({ t }) => !atLeastAsBad(stateAt(greater, id, t), stateAt(less, id, t)),
            ),
          );
          expect(helped).toEqual([]);
        },
      ),
    );
  });

  it('moves with its faults', () => {
    holds(
      2_000,
      fc.property(timedSystems(), fc.integer({ min: 1, max: 20 }), (system, by) => {
        const moved = withFaults(system, (fault) => [retimed(fault, (t) => t + by)]);
        expect(play(moved, HORIZON + by).intervals).toEqual(mapped(play(system).intervals, (t) => t + by));
      }),
    );
  });

  it('does not tell a fault from two that follow each other', () => {
    holds(
      2_000,
      fc.property(timedSystems(), fc.nat(3), fc.integer({ min: 1, max: 20 }), (system, pick, after) => {
        const split = withFaults(system, (fault, i) => {
          const middle = fault.from + after;
          return i !== pick % system.faults.length || middle >= (fault.until ?? Infinity)
            ? [fault]
            : [
                { ...fault, until: middle },
                { ...fault, from: middle },
              ];
        });
        expect(play(split)).toEqual(play(system));
      }),
    );
  });

  it('stretches with all durations', () => {
    holds(
      2_000,
      fc.property(timedSystems(), fc.constantFrom(7, 0.25, 3_600), (system, factor) => {
        const { intervals, settled, end } = play(system);
        expect(play(scaled(system, factor), HORIZON * factor)).toEqual({
          intervals: mapped(intervals, (t) => t * factor),
          settled,
          end: end * factor,
        });
      }),
    );
  });

  it('does not depend on the order and the names in which things are written', () => {
    holds(
      2_000,
      fc.property(timedSystems(), (system) => {
        const ids = Object.keys(system.document.nodes);
        const opposite = (id: string): string => ids[ids.length - 1 - ids.indexOf(id)]!;
        const { intervals, settled, end } = play(system);
        expect(play(mirrored(system, opposite))).toEqual({
          intervals: mapped(intervals, (t) => t, opposite),
          settled,
          end,
        });
      }),
    );
  });

  it('has intervals in order that last, do not overlap, and differ from their neighbours', () => {
    holds(
      2_000,
      fc.property(timedSystems(), (system) => {
        for (const stretches of Object.values(play(system).intervals)) {
          expect(stretches.length).toBeGreaterThan(0);
          stretches.forEach(({ from, until, state }, i) => {
            const next = stretches[i + 1];
            expect(from).toBeLessThan(until ?? Infinity);
            if (next === undefined) return;
            expect(until).not.toBeNull();
            expect(until).toBeLessThanOrEqual(next.from);
            if (until === next.from) expect(next.state).not.toBe(state);
          });
        }
      }),
    );
  });

  it('is tried on systems in which much happens', () => {
    const played = sampled(timedSystems(), 1_000).map((system) => ({
      system,
      ...playNaively(system, DAY, HORIZON),
    }));
    const share = (test: (one: (typeof played)[number]) => boolean): number =>
      played.filter(test).length / played.length;
    const lastBoundary = ({ faults }: TimedSystem): number =>
      Math.max(...faults.map(({ from, until }) => until ?? from));
    expect(
      share(({ settled }) => !settled),
      'that never come to rest',
    ).toBeGreaterThan(0.001);
    expect(
      share(({ system, intervals }) => {
        const endless = system.faults.some(({ until }) => until === undefined);
        return !endless && Object.values(intervals).some((stretches) => stretches.at(-1)!.until === null);
      }),
      'that hold themselves down',
    ).toBeGreaterThan(0.1);
    expect(
      share(({ system, end }) => end > lastBoundary(system)),
      'that change after the last fault is over',
    ).toBeGreaterThan(0.1);
    expect(
      share(({ intervals }) => Object.values(intervals).some((stretches) => stretches.length > 3)),
      'in which a node goes through many states',
    ).toBeGreaterThan(0.04);
  });
});
