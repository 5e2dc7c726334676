/**
 * What a failure does over time, read naively from the document as it is written, second by second.
 *
 * It shares nothing with the engine and knows no events: for every second it asks of every requirement what the text
 * asks, looking back through all that was written down of the seconds before. All times are whole seconds, so nothing
 * ever changes within one, and what holds at its beginning holds throughout. Slow, and meant to be obviously right.
 */
import { type States, atLeastAsBad, combined, exists, through } from './naive.ts';
import {
  ALL_STATES,
  LEVELS,
  type Level,
  type RawDocument,
  type RawFault,
  type RawGroup,
  type RawNodeForm,
  type RawRequirement,
  type RawState,
  allRequirements,
  isGroup,
  membersOf,
  requirementsAt,
  switchNeeds,
} from './raw.ts';

/** A fault that holds on [from, until), in seconds; without `until` it never ends. */
export interface RawTimedFault extends RawFault {
  readonly from: number;
  readonly until?: number;
}

/** A document whose durations are whole seconds, and what fails in it when. */
export interface TimedSystem {
  readonly document: RawDocument;
  readonly faults: readonly RawTimedFault[];
}

/** A time in which a node was in one state. */
export interface Stretch {
  readonly from: number;
  /** Null: it has no end, or none before the horizon. */
  readonly until: number | null;
  readonly state: Level;
}

export interface NaiveTimeline {
  /** Of each node that was ever affected, when it was not operational. */
  readonly intervals: Readonly<Record<string, readonly Stretch[]>>;
  /** Whether nothing will ever change any more. */
  readonly settled: boolean;
  /** The second in which a node last changed; the horizon where it did not settle. */
  readonly end: number;
}

/** How things start: see `needed: start`. */
export interface Starting {
  /** What is needed must have been there just before; it is not enough that it comes back at the same instant. */
  readonly inTurn?: boolean;
}

// —— what is written down ——————————————————————————————————————————————————————————————————————————————————————————

/** Where a requirement stands, as text. */
type Place = string;

/** What was found when the equations of an instant were solved. */
interface Answer {
  readonly states: ReadonlyMap<string, RawState>;
  /** What each requirement that has terms was worth after its impact, and before the terms that know of time. */
  readonly values: ReadonlyMap<Place, RawState>;
  /** What each start requirement would count for if its owner was down. */
  readonly starts: ReadonlyMap<Place, RawState>;
  /** What the first member of each group with a failover counted for. */
  readonly firsts: ReadonlyMap<Place, RawState>;
  /** The worst of what the switch of each group with a failover requires. */
  readonly needs: ReadonlyMap<Place, RawState>;
}

/** What held throughout a second: the last answer that was found at its beginning. */
interface Second extends Answer {
  /** Groups whose first member was better than partial in any of the answers found at its beginning. */
  readonly well: ReadonlySet<Place>;
}

/** All that the equations of an instant may look at. */
interface Scene {
  readonly day: string;
  /** The second that begins. */
  readonly t: number;
  /** All seconds before. */
  readonly past: readonly Second[];
  /** The states just before. */
  readonly before: States;
  /** What start requirements were worth just before, if that is what they go by. */
  readonly startsBefore: ReadonlyMap<Place, RawState> | undefined;
  /** Groups whose first member was found better than partial at this very instant. */
  readonly well: ReadonlySet<Place>;
}

/** A round of the search for the least fixpoint: the states so far, and notes of what follows from them. */
interface Round {
  readonly states: States;
  readonly values: Map<Place, RawState>;
  readonly starts: Map<Place, RawState>;
  readonly firsts: Map<Place, RawState>;
  readonly needs: Map<Place, RawState>;
}

// —— small parts ———————————————————————————————————————————————————————————————————————————————————————————————————

const worst = (states: readonly RawState[]): RawState =>
  ALL_STATES.findLast((state) => states.includes(state)) ?? 'operational';

const better = (a: RawState, b: RawState): RawState => (atLeastAsBad(a, b) ? b : a);

/** Seconds of a duration as the timed documents write them, "12s"; 0 if left out. */
export const secondsOf = (duration = '0s'): number => {
  const digits = /^(\d+)s$/.exec(duration)?.[1];
  if (digits === undefined) throw new Error(`${duration} is not in whole seconds`);
  return Number(digits);
};

/** All whole numbers of [from, until). */
const range = (from: number, until: number): readonly number[] =>
  Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i);

const keysOf = <K, V>(map: ReadonlyMap<K, V>, test: (value: V) => boolean): readonly K[] =>
  [...map].filter(([, value]) => test(value)).map(([key]) => key);

const sameMaps = <K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);

// —— failover ——————————————————————————————————————————————————————————————————————————————————————————————————————

interface Failover {
  readonly time: number;
  readonly during: RawState;
}

const failoverOf = (group: RawGroup): Failover | undefined => {
  const failover = 'allOf' in group ? undefined : group.failover;
  if (failover === undefined) return undefined;
  if (typeof failover === 'string') return { time: secondsOf(failover), during: 'outage' };
  return { time: secondsOf(failover.time), during: failover.during ?? 'outage' };
};

/** Since when the first member has been partial or worse without a break, up to now; undefined if it was not. */
const runBefore = (place: Place, { t, past, well }: Scene): number | undefined => {
  if (well.has(place)) return undefined;
  let start: number | undefined;
  for (let q = t - 1; q >= 0; q--) {
    if (!atLeastAsBad(past[q]!.firsts.get(place) ?? 'operational', 'partial')) break;
    start = q;
    if (past[q]!.well.has(place)) break;
  }
  return start;
};

/** Whether what the switch requires held long enough, since the run began, for it to have been made. */
const switchMade = (place: Place, time: number, start: number, { t, past }: Scene): boolean => {
  const able = (q: number): boolean => !atLeastAsBad(past[q]!.needs.get(place) ?? 'operational', 'partial');
  if (time === 0) return range(start, t).some(able);
  return range(start, t - time + 1).some((u) => range(u, u + time).every(able));
};

// —— requirements ——————————————————————————————————————————————————————————————————————————————————————————————————

/** What a requirement counts for at an instant, for the node that owns the outermost one around it. */
const countsFor = (
  requirement: RawRequirement,
  place: Place,
  owner: string,
  scene: Scene,
  round: Round,
): RawState => {
  if (typeof requirement === 'string') return round.states(requirement);
  const before = isGroup(requirement)
    ? groupValue(requirement, place, owner, scene, round)
    : round.states(requirement.node);
  const value = through(requirement.impact, before);
  round.values.set(place, value);
  const lagged = worst(LEVELS.filter((level) => hasLastedTo(level, requirement, place, scene, value)));
  if (requirement.needed !== 'start') return lagged;
  round.starts.set(place, lagged);
  const needed = scene.startsBefore === undefined ? lagged : (scene.startsBefore.get(place) ?? 'operational');
  return worst(
    LEVELS.filter((level) => atLeastAsBad(needed, level) && atLeastAsBad(scene.before(owner), level)),
  );
};

/** Whether a value has matured at a level, now or not longer ago than the recovery takes. */
const hasLastedTo = (
  level: Level,
  { after, recovery }: RawNodeForm | RawGroup,
  place: Place,
  { t, past }: Scene,
  now: RawState,
): boolean => {
  const wasAt = (q: number): boolean =>
    atLeastAsBad(q === t ? now : (past[q]?.values.get(place) ?? 'operational'), level);
  const matured = (q: number): boolean => wasAt(q) && range(q - secondsOf(after), q).every(wasAt);
  return range(t - secondsOf(recovery), t + 1).some(matured);
};

/** The value of a group before its own impact. */
const groupValue = (group: RawGroup, place: Place, owner: string, scene: Scene, round: Round): RawState => {
  const valuesOf = (list: readonly RawRequirement[], name: string) =>
    list
      .map((requirement, index) => ({ requirement, index }))
      .filter(({ requirement }) => exists(requirement, scene.day))
      .map(({ requirement, index }) => ({
        index,
        value: countsFor(requirement, `${place} ${name} ${index}`, owner, scene, round),
      }));
  const members = valuesOf(membersOf(group), 'member');
  const failover = failoverOf(group);
  if (failover === undefined) {
    return combined(
      group,
      members.map(({ value }) => value),
    );
  }

  const needs = worst(valuesOf(switchNeeds(group), 'requires').map(({ value }) => value));
  round.needs.set(place, needs);
  // Without a first member on that day there is nothing to switch from.
  const first = members.find(({ index }) => index === 0)?.value ?? 'operational';
  round.firsts.set(place, first);

  const start = runBefore(place, scene);
  const made = start !== undefined && switchMade(place, failover.time, start, scene);
  const lost = atLeastAsBad(needs, 'partial') && !made;
  const switching = atLeastAsBad(first, 'partial') && scene.t < (start ?? scene.t) + failover.time;
  return worst([
    combined(
      group,
      members.map(({ index, value }) => (lost && index > 0 ? 'outage' : value)),
    ),
    switching ? better(failover.during, first) : 'operational',
  ]);
};

// —— one instant ———————————————————————————————————————————————————————————————————————————————————————————————————

const holdsAt = ({ from, until }: RawTimedFault, t: number): boolean =>
  from <= t && (until === undefined || t < until);

/** The least fixpoint of an instant's equations: rounds from all operational, until nothing changes. */
const solve = ({ document, faults }: TimedSystem, scene: Scene): Answer => {
  const failing = faults.filter((fault) => holdsAt(fault, scene.t));
  let states = operational(document);
  for (;;) {
    const round: Round = {
      states: lookUp(states),
      values: new Map(),
      starts: new Map(),
      firsts: new Map(),
      needs: new Map(),
    };
    const next = new Map(
      Object.keys(document.nodes).map((id) => {
        const own = failing.filter(({ node }) => node === id).map(({ state }) => state);
        const needs = requirementsAt(document, id)
          .filter(([, requirement]) => exists(requirement, scene.day))
          .map(([path, requirement]) => countsFor(requirement, path.join(' '), id, scene, round));
        return [id, worst([...own, ...needs])];
      }),
    );
    if (sameMaps(next, states)) return { ...round, states };
    states = next;
  }
};

const operational = (document: RawDocument): ReadonlyMap<string, RawState> =>
  new Map(Object.keys(document.nodes).map((id) => [id, 'operational']));

const lookUp =
  (states: ReadonlyMap<string, RawState>): States =>
  (id) => {
    const state = states.get(id);
    if (state === undefined) throw new Error(`the document has no node ${id}`);
    return state;
  };

/** Far more answers at one instant than any system needs that comes to rest at all. */
const RESTLESS = 1_000;

/**
 * What holds throughout the second that now begins: solved again, with what was found taken as what was just before,
 * until that changes nothing.
 */
const nextSecond = (
  system: TimedSystem,
  day: string,
  past: readonly Second[],
  { inTurn = false }: Starting,
): Second => {
  let before = past.at(-1)?.states ?? operational(system.document);
  let starts: ReadonlyMap<Place, RawState> = past.at(-1)?.starts ?? new Map();
  let well: ReadonlySet<Place> = new Set();
  for (let tries = 0; tries < RESTLESS; tries++) {
    const startsBefore = inTurn ? starts : undefined;
    const answer = solve(system, { day, t: past.length, past, before: lookUp(before), startsBefore, well });
    const wellNow = new Set([...well, ...keysOf(answer.firsts, (first) => !atLeastAsBad(first, 'partial'))]);
    const isSame = sameMaps(answer.states, before) && sameMaps(answer.starts, starts);
    if (isSame && wellNow.size === well.size) return { ...answer, well };
    before = answer.states;
    starts = answer.starts;
    well = wellNow;
  }
  throw new Error(`no rest at second ${past.length}`);
};

// —— all of them ———————————————————————————————————————————————————————————————————————————————————————————————————

const sameSeconds = (a: Second, b: Second): boolean =>
  sameMaps(a.states, b.states) &&
  sameMaps(a.values, b.values) &&
  sameMaps(a.starts, b.starts) &&
  sameMaps(a.firsts, b.firsts) &&
  sameMaps(a.needs, b.needs) &&
  a.well.size === b.well.size &&
  [...a.well].every((place) => b.well.has(place));

/** The longest time that anything in a document looks back. */
const longestDuration = (document: RawDocument): number =>
  Math.max(
    0,
    ...allRequirements(document).flatMap(([, requirement]) => {
      if (typeof requirement === 'string') return [];
      const switching = isGroup(requirement) ? (failoverOf(requirement)?.time ?? 0) : 0;
      return [secondsOf(requirement.after), secondsOf(requirement.recovery), switching];
    }),
  );

/**
 * Plays out second after second. It ends when no fault begins or ends any more and everything, inner values too, has
 * been the same for longer than anything looks back, for then the next second can only be the same again; or at the
 * horizon.
 */
export const playNaively = (
  system: TimedSystem,
  day: string,
  horizon = 200,
  starting: Starting = {},
): NaiveTimeline => {
  const lastBoundary = Math.max(
    0,
    ...system.faults.flatMap(({ from, until }) => (until === undefined ? [from] : [from, until])),
  );
  const memory = longestDuration(system.document) + 1;
  const seconds: Second[] = [];
  let changed = 0;
  let settled = false;
  while (!settled && seconds.length < horizon) {
    const t = seconds.length;
    seconds.push(nextSecond(system, day, seconds, starting));
    if (t > 0 && !sameSeconds(seconds[t]!, seconds[t - 1]!)) changed = t;
    settled = t > lastBoundary && t - changed > memory;
  }

  const intervals = Object.keys(system.document.nodes).map(
    (id) => [id, stretchesOf(seconds.map(({ states }) => states.get(id)!))] as const,
  );
  const edges = intervals.flatMap(([, stretches]) =>
    stretches.flatMap(({ from, until }) => (until === null ? [from] : [from, until])),
  );
  return {
    intervals: Object.fromEntries(intervals.filter(([, stretches]) => stretches.length > 0)),
    settled,
    end: settled ? Math.max(0, ...edges) : horizon,
  };
};

/** The stretches in which a node was not operational, from its state in each second. */
const stretchesOf = (states: readonly RawState[]): readonly Stretch[] => {
  const starts = range(0, states.length).filter((t) => t === 0 || states[t] !== states[t - 1]);
  return starts.flatMap((from, i) => {
    const state = states[from]!;
    return state === 'operational' ? [] : [{ from, until: starts[i + 1] ?? null, state }];
  });
};
