/** What a requirement comes to if the states of nodes are known: the equations of an impact, for one requirement. */
import { failureCounts, membersOn, switchRequires } from '../../engine/gate.ts';
import type { Day } from '../../model/day.ts';
import { type Requirement, countsOn, impactOf, thresholdOf } from '../../model/requirement.ts';
import type { Rank } from '../../model/state.ts';

/** The rank of each node by id. */
export type RankById = (id: string) => Rank;

/** The rank that a requirement counts as, after its impact; what is needed only to start counts as operational. */
export const valueOf = (requirement: Requirement, day: Day, rankOf: RankById): Rank =>
  requirement.needed === 'start' || !countsOn(requirement, day)
    ? 0
    : impactOf(requirement)[inputOf(requirement, day, rankOf)];

/** The same before its own impact. */
export const inputOf = (requirement: Requirement, day: Day, rankOf: RankById): Rank => {
  if (requirement.form === 'node') return rankOf(requirement.node);
  const isSwitchLost = switchRequires(requirement, day).some((part) => valueOf(part, day, rankOf) >= 2);
  const members = membersOn(requirement, day);
  const ranks = members.map((member) =>
    isSwitchLost && member !== requirement.of[0] ? 3 : valueOf(member, day, rankOf),
  );
  const counts = failureCounts(thresholdOf(requirement), members.length);
  const isAt = (rank: Rank): boolean => ranks.filter((member) => member >= rank).length >= counts[rank - 1]!;
  return ([3, 2, 1] as const).find(isAt) ?? 0;
};
