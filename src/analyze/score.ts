/**
 * What was predicted against what was seen: one verdict for each node that history says something of.
 *
 * Verdicts are on "affected or not"; beside them stand the exact state, and the minutes by which onset and recovery are
 * off. A node that is itself a fault's is no prediction, and where sources allow both affected and unharmed, there is
 * nothing to be right about: such subjects are told, but not counted.
 */
import { worstRank } from '../engine/timeline/timeline.ts';
import type { Estate } from '../model/estate.ts';
import type { Grade, Scenario } from '../model/scenario.ts';
import { type State, rankOf, stateOf } from '../model/state.ts';
import type { Played } from './played.ts';

/** Of subjects that count: `hit` to `spared`. The rest is told apart. */
export const VERDICTS = ['hit', 'missed', 'false alarm', 'spared', 'open', 'injected'] as const;

export type Verdict = (typeof VERDICTS)[number];

export interface Subject {
  readonly id: string;
  readonly kind: string;
  readonly verdict: Verdict;
  readonly predicted: State;
  readonly observed: State;
  readonly accept: readonly State[];
  readonly confidence?: Grade;
  readonly source?: string;
  /** What history says of a difference. */
  readonly why?: string;
  /** Whether the predicted state is one that the sources allow. */
  readonly accepted: boolean;
  /** Seconds from the first fault. */
  readonly onset?: Times;
  readonly recovered?: Times;
}

/** What history says and what was predicted; null: it did not happen within the horizon. */
export interface Times {
  readonly observed: number;
  readonly predicted: number | null;
}

/** The subjects of a scenario, by id. */
export const subjectsOf = (estate: Estate, { scenario, faults, timeline }: Played): readonly Subject[] => {
  const injected = new Set(faults.map(({ position }) => position));
  return [...observedIn(estate, scenario)].map(([position, observation]) => {
    const intervals = timeline.intervals.get(position) ?? [];
    const predicted = stateOf(worstRank(timeline, position));
    const { state: observed, accept, confidence, source, why, onset, recovered } = observation;
    const isAffected = intervals.length > 0;
    const { id, kind } = estate.nodes[position]!;
    return {
      id,
      kind,
      verdict: injected.has(position) ? 'injected' : verdictOf(predicted, accept),
      predicted,
      observed,
      accept,
      ...(confidence === undefined ? {} : { confidence }),
      ...(source === undefined ? {} : { source }),
      ...(why === undefined ? {} : { why }),
      accepted: accept.includes(predicted),
      ...(onset === undefined || !isAffected
        ? {}
        : { onset: { observed: onset, predicted: intervals[0]!.from } }),
      ...(recovered === undefined || !isAffected
        ? {}
        : { recovered: { observed: recovered, predicted: intervals.at(-1)!.until ?? null } }),
    };
  });
};

const observedIn = (estate: Estate, scenario: Scenario) =>
  [...scenario.observed].map(([id, observation]) => [estate.positions.get(id)!, observation] as const);

const verdictOf = (predicted: State, accept: readonly State[]): Verdict => {
  const mayBeUnharmed = accept.includes('operational');
  if (mayBeUnharmed && accept.some((state) => rankOf(state) > 0)) return 'open';
  if (predicted === 'operational') return mayBeUnharmed ? 'spared' : 'missed';
  return mayBeUnharmed ? 'false alarm' : 'hit';
};

/** Pairs of subjects of which history says who fell first. */
export interface Order {
  readonly right: number;
  readonly wrong: number;
  /** Predicted to fall at the same time. */
  readonly tied: number;
}

/** How many pairs fell in the order predicted. Pairs that fell at the same time say nothing. */
export const orderOf = (subjects: readonly Subject[]): Order => {
  const timed = subjects.flatMap(({ onset }) => (onset === undefined ? [] : [onset]));
  let [right, wrong, tied] = [0, 0, 0];
  timed.forEach((a, i) => {
    for (const b of timed.slice(i + 1)) {
      const seen = Math.sign(a.observed - b.observed);
      if (seen === 0) continue;
      const predicted = Math.sign((a.predicted ?? Infinity) - (b.predicted ?? Infinity));
      if (predicted === 0) tied++;
      else if (predicted === seen) right++;
      else wrong++;
    }
  });
  return { right, wrong, tied };
};

/** The median of the absolute errors in minutes; undefined if there are none. */
export const medianError = (times: readonly Times[]): number | undefined => {
  const errors = times
    .flatMap(({ observed, predicted }) => (predicted === null ? [] : [Math.abs(predicted - observed) / 60]))
    .toSorted((a, b) => a - b);
  if (errors.length === 0) return undefined;
  const middle = errors.length >> 1;
  return errors.length % 2 === 1 ? errors[middle] : (errors[middle - 1]! + errors[middle]!) / 2;
};
