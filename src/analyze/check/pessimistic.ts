/**
 * An upper bound of a timeline in one fixpoint: no node of the estate is worse at any instant of a timeline than it is here
 * at once. Switches are always being made, and what is needed to start is needed.
 *
 * So a failure that an app survives here need not be played out, and one sweep finds all of these.
 */
import type { Estate } from '../../model/estate.ts';
import { cappedAt } from '../../model/impact.ts';
import { requirementsOf } from '../../model/node.ts';
import { type GroupRequirement, type Requirement, partsOf, mappedParts } from '../../model/requirement.ts';
import { withEach } from '../without.ts';

/** Whether time makes anything worse than impact says: else the estate is its own bound. */
export const hasTimes = (estate: Estate): boolean =>
  estate.nodes.some((node) => requirementsOf(node).some(isTimed));

const isTimed = (requirement: Requirement): boolean =>
  requirement.needed === 'start' ||
  (requirement.form !== 'node' && requirement.failover !== undefined) ||
  partsOf(requirement).some(isTimed);

/** The same nodes at the same positions. */
export const pessimistic = (estate: Estate): Estate => withEach(estate, bounded);

const bounded = (requirement: Requirement): Requirement => {
  const always = mappedParts(
    requirement.needed === 'start' ? { ...requirement, needed: 'run' as const } : requirement,
    bounded,
  );
  return always.form === 'node' || always.failover === undefined ? always : switching(always);
};

/** While it switches a group is no better than the first member, or than `during`, if that is better. */
const switching = (group: GroupRequirement): GroupRequirement => {
  const { impact, validFrom, validUntil, ...inner } = group;
  const during: Requirement = {
    form: 'allOf',
    of: [group.of[0]!],
    impact: cappedAt(group.failover?.during ?? 'outage'),
  };
  return {
    form: 'allOf',
    of: [inner, during],
    ...(impact === undefined ? {} : { impact }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
};
