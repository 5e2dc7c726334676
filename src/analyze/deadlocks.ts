/**
 * Circles of starts and recoveries that hold themselves down. They show only when all is down at once, which is when they
 * are worst: so everything fails for a while, and what then does not come back waits for itself.
 */
import type { TimedFault, Timeline } from '../engine/timeline/timeline.ts';
import type { Estate } from '../model/estate.ts';
import { groupBy } from '../model/group-by.ts';
import { requirementsOf } from '../model/node.ts';
import { type Requirement, partsOf } from '../model/requirement.ts';
import { holdsAtTheEnd } from './holds.ts';

/** Nodes that can never start once they are all down: each waits for the next, and the last for the first. */
export interface Deadlock {
  readonly circle: readonly number[];
  /** All that cannot start because of it, the circle included. */
  readonly held: readonly number[];
}

/** Everything is down, for so long that nothing lives on what it has in store. To be played with `inTurn`. */
export const coldStart = (estate: Estate): readonly TimedFault[] => {
  const until = longestGrace(estate) + 1;
  return estate.nodes.map((_, position) => ({ position, rank: 3, from: 0, until }));
};

const longestGrace = (estate: Estate): number => {
  // Those of a group and of its members run one after the other.
  const graceOf = (requirement: Requirement): number =>
    (requirement.after ?? 0) +
    partsOf(requirement).reduce((longest, part) => Math.max(longest, graceOf(part)), 0);
  return estate.nodes
    .flatMap(requirementsOf)
    .reduce((longest, requirement) => Math.max(longest, graceOf(requirement)), 0);
};

/** The circles that a cold start ends in, by their first node. */
export const deadlocksOf = (faults: readonly TimedFault[], timeline: Timeline): readonly Deadlock[] => {
  const circles = [...holdsAtTheEnd(faults, timeline)].flatMap(([position, hold]) =>
    hold.type === 'circle' ? [{ position, circle: hold.circle }] : [],
  );
  return [...groupBy(circles, ({ circle }) => circle.join(' ')).values()]
    .map((group) => ({ circle: group[0]!.circle, held: group.map(({ position }) => position) }))
    .toSorted((a, b) => a.circle[0]! - b.circle[0]!);
};
