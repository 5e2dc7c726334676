/** A timeline as replay asks for it: what is shown of it, in which order, and what holds down what does not recover. */
import { type TimedCause, causesAt } from '../engine/timeline/causes.ts';
import { type Hold, holdsOf } from '../engine/timeline/circles.ts';
import { playOut } from '../engine/timeline/timeline.ts';
import type { Estate } from '../model/estate.ts';
import { requirementsOf } from '../model/node.ts';
import { type Requirement, partsOf } from '../model/requirement.ts';
import { type Rank, STATES, type State } from '../model/state.ts';
import { sortedHolds } from './holds.ts';
import type { Played } from './played.ts';

export interface Replayed {
  readonly estate: Estate;
  readonly played: Played;
  /** Whether a node is among those asked for. */
  readonly isAsked: (position: number) => boolean;
  /** Rows of a section in text. */
  readonly limit: number;
}

/** Positions of what was ever affected and is asked for, by onset, then by id. */
export const byOnset = ({ played, isAsked }: Replayed): readonly number[] =>
  [...played.timeline.intervals]
    .filter(([position]) => isAsked(position))
    .toSorted(([a, [first]], [b, [second]]) => first!.from - second!.from || a - b)
    .map(([position]) => position);

/** What holds those that do not come back; nothing can be said of a timeline that was cut off. */
export const heldAtTheEnd = ({ played: { faults, timeline } }: Replayed): ReadonlyMap<number, Hold> =>
  timeline.settled ? sortedHolds(holdsOf(faults, timeline)) : new Map();

/** What a node was in a state (or worse) for at a time; nothing where a fault of its own is enough. */
export const becauseAt = (
  { faults, timeline }: Played,
  position: number,
  seconds: number,
  rank: Rank,
): readonly TimedCause[] => {
  const fails = faults.some(
    (fault) =>
      fault.position === position &&
      fault.rank >= rank &&
      fault.from <= seconds &&
      seconds < (fault.until ?? Infinity),
  );
  return fails ? [] : causesAt(timeline, position, seconds, rank);
};

/**
 * How many come back here, but not where what is needed to start must be there before. As the least solution of an
 * instant a circle of start requirements starts as one; in turn it never does.
 */
export const countHeldInTurn = ({ estate, played }: Replayed): number => {
  const { day, faults, horizon, timeline } = played;
  if (!estate.nodes.flatMap(requirementsOf).some(isForStart)) return 0;
  const inTurn = playOut(estate, day, faults, { horizon, inTurn: true });
  if (!inTurn.settled) return 0;
  const comesBack = ({ intervals }: typeof timeline, position: number): boolean =>
    intervals.get(position)?.at(-1)?.until !== undefined;
  return [...inTurn.intervals.keys()].filter(
    (position) => comesBack(timeline, position) && !comesBack(inTurn, position),
  ).length;
};

const isForStart = (requirement: Requirement): boolean =>
  requirement.needed === 'start' || partsOf(requirement).some(isForStart);

/** Apps by the worst state that they were ever in. */
export const worstStates = ({ estate, played: { timeline } }: Replayed): Readonly<Record<State, number>> => {
  const counts = [0, 0, 0, 0];
  estate.nodes.forEach(({ kind }, position) => {
    if (kind !== 'app') return;
    const ranks = (timeline.intervals.get(position) ?? []).map(({ rank }): number => rank);
    counts[Math.max(0, ...ranks)]!++;
  });
  return Object.fromEntries(STATES.map((state, rank) => [state, counts[rank]!])) as Record<State, number>;
};

export const rankIn = (state: State): Rank => STATES.indexOf(state) as Rank;
