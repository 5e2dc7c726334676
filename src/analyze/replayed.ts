/** A timeline as replay asks for it: what is shown of it, in which order, and what holds down what does not recover. */
import { type TimedCause, causesAt } from '../engine/timeline/causes.ts';
import { comesBack, playOut, worstRank } from '../engine/timeline/timeline.ts';
import type { Estate } from '../model/estate.ts';
import { requirementsOf } from '../model/node.ts';
import { type Requirement, partsOf } from '../model/requirement.ts';
import { type Rank, stateOf } from '../model/state.ts';
import type { Played } from './played.ts';
import { type ByState, appsByState } from './totals.ts';

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
  return [...inTurn.intervals.keys()].filter(
    (position) => comesBack(timeline, position) && !comesBack(inTurn, position),
  ).length;
};

const isForStart = (requirement: Requirement): boolean =>
  requirement.needed === 'start' || partsOf(requirement).some(isForStart);

/** Apps by the worst state that they were ever in. */
export const worstStates = ({ estate, played: { timeline } }: Replayed): ByState =>
  appsByState(estate, (position) => worstRank(timeline, position));

/** Causes as data. */
export const causesData = (estate: Estate, causes: readonly TimedCause[]): readonly object[] =>
  causes.map(({ position, rank }) => ({ node: estate.nodes[position]!.id, state: stateOf(rank) }));
