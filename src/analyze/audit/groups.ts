/**
 * The redundancy that an estate declares: groups that are still there for everybody after the loss of any member.
 *
 * Where one lost member makes the group partial, its members share the work out and do not back each other up: the routes
 * of a gateway, the entry points of an app.
 */
import { failureCounts, membersOn } from '../../engine/gate.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import { type GroupRequirement, countsOn, impactOf, partsOf, thresholdOf } from '../../model/requirement.ts';
import type { Rank } from '../../model/state.ts';

/** A group with members to spare, and the node that requires it. */
export interface RedundantGroup {
  /** Position of the node. */
  readonly owner: number;
  readonly requirement: GroupRequirement;
}

/** All groups, however deep, that on that day are better than partial without any one member; by owner, as written. */
export const redundantGroups = (estate: Estate, day: Day): readonly RedundantGroup[] =>
  estate.nodes.flatMap((node, owner) => {
    const groups: RedundantGroup[] = [];
    const open = requirementsOf(node).toReversed();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      // What can do no harm, because a stronger document took it back, is nobody's redundancy.
      if (next.form === 'node' || next.needed === 'start' || !countsOn(next, day) || impactOf(next)[3] === 0)
        continue;
      if (sparesAt(next, day, 2)) groups.push({ owner, requirement: next });
      open.push(...partsOf(next).toReversed());
    }
    return groups;
  });

/** Whether a group can lose a member to that rank (partial or outage) and be better than that itself. */
export const sparesAt = (group: GroupRequirement, day: Day, rank: Rank): boolean =>
  rank > 0 && failureCounts(thresholdOf(group), membersOn(group, day).length)[rank - 1]! >= 2;
