/** When a group fails: how many members must be so bad before the group is. Said once, for solving and for proving. */
import type { Day } from '../model/day.ts';
import { type GroupRequirement, type Requirement, type Threshold, countsOn } from '../model/requirement.ts';

/** Members at degraded, partial and outage (or worse) that make the group so; each from 1, never shrinking. */
export type FailureCounts = readonly [degraded: number, partial: number, outage: number];

/** The members of a group that count on a day. */
export const membersOn = (group: GroupRequirement, day: Day): readonly Requirement[] =>
  group.of.filter((member) => countsOn(member, day));

/** What a group's failover requires on a day; its later members count only while these hold. */
export const switchRequires = (group: GroupRequirement, day: Day): readonly Requirement[] =>
  (group.failover?.requires ?? []).filter((requirement) => countsOn(requirement, day));

/**
 * A group is worse than a state once so many members are worse that fewer than the threshold remain.
 *
 * Where dated members do not count, all that remain may be needed, but never more than remain.
 */
export const failureCounts = (threshold: Threshold, members: number): FailureCounts => {
  const of = (atLeast: number): number => members - Math.min(atLeast, members) + 1;
  return [of(threshold[0]), of(threshold[1]), of(threshold[2])];
};
