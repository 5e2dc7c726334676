/**
 * The way back: in which order things can return after a scenario, what each waited for, and what can never start.
 *
 * Circular start dependencies show only when all is down at once, which is when they are worst. So they are looked for
 * whatever the scenario: everything fails for a while, and what then does not come back holds itself down.
 */
import { type TimedCause, causesBefore } from '../engine/timeline/causes.ts';
import { type TimedFault, type Timeline, defaultHorizon, playOut } from '../engine/timeline/timeline.ts';
import type { Day } from '../model/day.ts';
import type { Estate } from '../model/estate.ts';
import { groupBy } from '../model/group-by.ts';
import type { Report } from '../model/report.ts';
import { stateOf } from '../model/state.ts';
import { defineAnalysis } from './analysis.ts';
import { coldStart, deadlocksOf } from './deadlocks.ts';
import { clockOf } from './moments.ts';
import { DATE_OPTION, HORIZON_OPTION, durationOption, timedFaults } from './played.ts';
import { holdIds, holdsAtTheEnd } from './holds.ts';
import type { HeldBack, Recovery, Return } from './recovered.ts';
import { recoveryBlocks, recoveryTitle } from './recovery-words.ts';
import { scenarioOf } from './scenario.ts';
import { askedIn, rowLimit } from './asked.ts';
import { withoutStarts } from './without.ts';

/** Rows of a table, unless asked otherwise; JSON always has all. */
const ROWS = 60;

export const recovery = defineAnalysis({
  name: 'recovery',
  summary: 'the order in which things can come back, and what can never start',
  argument: {
    name: 'scenario',
    description: 'which scenario to recover from; without one: from everything being down at once',
    required: false,
    many: false,
  },
  options: [
    { name: 'only', value: 'selection', many: true, description: 'show only these of what comes back' },
    { name: 'limit', value: 'rows', description: `rows of a table, 0 for all (default: ${ROWS})` },
    HORIZON_OPTION,
    DATE_OPTION,
  ],
  examples: ['recovery s3-outage', 'recovery', 'recovery s3-outage --only kind:app'],
  run: ({ estate, args, options, today }) => {
    const [id] = args;
    const scenario = id === undefined ? undefined : scenarioOf(estate, id);
    const dayGiven = options.date ?? scenario?.date;
    const day = dayGiven ?? today;
    const isAsked = askedIn(estate, options.only);
    const limit = rowLimit(options.limit, ROWS);
    const horizon = options.horizon === undefined ? undefined : durationOption('horizon', options.horizon);
    const answer = once((): Recovery => {
      const all = coldStart(estate);
      // From nothing, time counts from when everything may start again.
      const startsAt = all[0]?.until ?? 0;
      const cold = played(estate, day, all, horizon === undefined ? undefined : startsAt + horizon);
      const asked =
        scenario === undefined ? cold : played(estate, day, timedFaults(estate, scenario.faults), horizon);
      return {
        estate,
        isAsked,
        ...(dayGiven === undefined ? {} : { dayGiven }),
        ...(scenario === undefined ? {} : { scenario }),
        clock: clockOf(scenario?.start),
        begins: scenario === undefined ? startsAt : 0,
        timeline: asked.timeline,
        returns: returnsOf(asked),
        heldBack: heldBack(estate, asked),
        holds: holdsAtTheEnd(asked.faults, asked.timeline),
        deadlocks: deadlocksOf(cold.faults, cold.timeline),
      };
    });
    return {
      command: 'recovery',
      title: recoveryTitle(scenario),
      blocks: () => recoveryBlocks(answer(), limit),
      data: () => dataOf(answer()),
    } satisfies Report;
  },
});

interface Run {
  readonly day: Day;
  readonly faults: readonly TimedFault[];
  readonly horizon: number;
  readonly timeline: Timeline;
}

/** Here things start in turn: what is needed to start must be there before. Only so do circles of starts show. */
const played = (
  estate: Estate,
  day: Day,
  faults: readonly TimedFault[],
  horizon: number = defaultHorizon(faults),
): Run => ({
  day,
  faults,
  horizon,
  timeline: playOut(estate, day, faults, { horizon, inTurn: true }),
});

const returnsOf = ({ faults, timeline }: Run): readonly Return[] => {
  const repairs = new Set(faults.map(({ position, until }) => `${position} ${until}`));
  const returns = [...timeline.intervals].flatMap(([position, intervals]): readonly Return[] => {
    const at = intervals.at(-1)!.until;
    if (at === undefined) return [];
    const isRepaired = repairs.has(`${position} ${at}`);
    return [{ position, at, isRepaired, waitedFor: causesBefore(timeline, position, at, 1) }];
  });
  return [...groupBy(returns, ({ at }) => at)]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, together]) => byWaiting(together));
};

/**
 * What comes back at the same time, in the order in which it lets each other go: first those that wait for none of the
 * others, then those that wait only for these, and so on; each time by id. A circle is opened at what was repaired.
 */
const byWaiting = (together: readonly Return[]): readonly Return[] => {
  const isTogether = new Set(together.map(({ position }) => position));
  const pairs = together.flatMap((waiter) =>
    waiter.waitedFor
      .filter(({ position }) => position !== waiter.position && isTogether.has(position))
      .map(({ position }) => ({ waiter, position })),
  );
  const waiters = groupBy(pairs, ({ position }) => position);
  const waits = new Map(together.map(({ position }) => [position, 0]));
  for (const { waiter } of pairs) waits.set(waiter.position, waits.get(waiter.position)! + 1);
  const byId = (a: Return, b: Return): number => a.position - b.position;
  const openings = together.toSorted((a, b) => Number(b.isRepaired) - Number(a.isRepaired) || byId(a, b));
  const ordered = new Set<Return>();
  let next = together.filter(({ position }) => waits.get(position) === 0);
  for (let opening = 0; ordered.size < together.length;) {
    if (next.length === 0) {
      while (ordered.has(openings[opening]!)) opening++;
      next = [openings[opening]!];
    }
    const freed: Return[] = [];
    for (const each of next.toSorted(byId)) {
      ordered.add(each);
      for (const { waiter } of waiters.get(each.position) ?? []) {
        const left = waits.get(waiter.position)! - 1;
        waits.set(waiter.position, left);
        if (left === 0 && !ordered.has(waiter)) freed.push(waiter);
      }
    }
    next = freed;
  }
  return [...ordered];
};

/** Compares with an estate in which nothing is needed only to start. */
const heldBack = (estate: Estate, run: Run): readonly HeldBack[] => {
  const freely = played(withoutStarts(estate), run.day, run.faults, run.horizon);
  return [...run.timeline.intervals].flatMap(([position, intervals]) => {
    const at = intervals.at(-1)!.until;
    const otherwise = freely.timeline.intervals.get(position)?.at(-1)?.until;
    if (otherwise === undefined || (at ?? Infinity) <= otherwise) return [];
    // Of a timeline that was cut off nobody knows what never comes back.
    if (at === undefined && !run.timeline.settled) return [];
    const needs = causesBefore(run.timeline, position, at ?? Infinity, 1).filter(({ isStart }) => isStart);
    return [{ position, at, otherwise, needs }];
  });
};

/** A value that is computed when first asked for. */
const once = <T>(compute: () => T): (() => T) => {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: compute() }).of;
};

// —— as data ————————————————————————————————————————————————————————————————————————————————————————————————————————

const dataOf = (recovery: Recovery): object => {
  const { estate, isAsked, dayGiven, scenario, timeline, returns, holds, deadlocks, begins } = recovery;
  const asked = ({ position }: { readonly position: number }): boolean => isAsked(position);
  const idOf = (position: number): string => estate.nodes[position]!.id;
  const causeData = ({ position, rank, isStart, isSwitch, lag }: TimedCause): object => ({
    node: idOf(position),
    state: stateOf(rank),
    ...(isStart ? { needed: 'start' } : {}),
    ...(isSwitch ? { switching: true } : {}),
    ...(lag > 0 ? { recovery: lag } : {}),
  });
  return {
    ...(scenario === undefined ? {} : { scenario: scenario.id }),
    ...(dayGiven === undefined ? {} : { date: dayGiven }),
    settled: timeline.settled,
    // From nothing the last change may be the fall itself: then nothing ever starts.
    end: Math.max(0, timeline.end - begins),
    order: returns.filter(asked).map(({ position, at, isRepaired, waitedFor }) => ({
      id: idOf(position),
      kind: estate.nodes[position]!.kind,
      at: at - begins,
      ...(isRepaired ? { repaired: true } : {}),
      waitedFor: waitedFor.map(causeData),
    })),
    heldBack: recovery.heldBack.filter(asked).map(({ position, at, otherwise, needs }) => ({
      id: idOf(position),
      at: at === undefined ? null : at - begins,
      otherwise: otherwise - begins,
      needs: needs.map(causeData),
    })),
    never: [...holds]
      .filter(([position]) => isAsked(position))
      .map(([position, hold]) => ({ id: idOf(position), heldBy: holdIds(estate, hold) })),
    deadlocks: deadlocks.map(({ circle, held }) => ({ circle: circle.map(idOf), held: held.map(idOf) })),
  };
};
