/** Declared redundancy whose members fall together. */
import { groupBy } from '../../../model/group-by.ts';
import type { Requirement } from '../../../model/requirement.ts';
import { requirementsOf } from '../../../model/node.ts';
import { targetsOf } from '../../../model/requirement.ts';
import { stateOf } from '../../../model/state.ts';
import { redundantGroups } from '../../audit/groups.ts';
import { type SharedFate, sharedFates } from '../../audit/shared-fate.ts';
import { universeOf } from '../../audit/universe.ts';
import { requirementText } from '../../evidence.ts';
import type { Audit } from '../audit.ts';
import { type CheckRule, type Found, type Spot, pageOf } from '../rule.ts';
import { inWords, listText, wayText } from '../words.ts';

export const sharedFate = {
  id: 'shared-fate',
  rule: {
    id: 'shared-fate',
    title: 'Redundancy that falls together',
    why: 'Two of something are as good as one if a single failure takes both. Such redundancy is paid for and trusted, and is not there on the day that it is needed.',
    remedy:
      'Give each member what it needs for itself: a second sign-in, a zone or a region of its own. What they must share should be made to be shared.',
    severity: 'error',
    page: pageOf('shared-fate'),
  },
  cases: async (audit, { among }) => {
    const { estate, network, day, sweeper } = audit;
    const fates = await sharedFates(estate, network, day, universeOf(estate, among), sweeper);
    const byGroup = groupBy(fates, ({ requirement }) => requirement);
    return redundantGroups(estate, day).map(({ owner, requirement }) => ({
      subject: `${estate.nodes[owner]!.id}: ${requirementText(requirement)}`,
      found: (byGroup.get(requirement) ?? []).map((fate) => foundOf(audit, fate)),
    }));
  },
} as const satisfies CheckRule;

const foundOf = (audit: Audit, fate: SharedFate): Found => {
  const { estate } = audit;
  const { owner, requirement, shared, wider, rank, members } = fate;
  const { id } = estate.nodes[owner]!;
  const sharedId = estate.nodes[shared]!.id;
  const names = members.map((member) => requirementText(member.requirement));
  const wide = wider.map((position) => estate.nodes[position]!.id);
  const { ranks } = audit.solved([shared], 3).outcome;
  const claim = { position: owner, rank: ranks[owner] as 0 | 1 | 2 | 3 };
  const also = wide.length === 0 ? '' : `, which falls with ${listText(wide)}`;
  return {
    node: id,
    message: `${listText(names, 4)} are to back each other up for ${id}, but share ${sharedId}${also}: without it the group is ${inWords(stateOf(rank))}`,
    failure: sharedId,
    remedy: `give ${names.at(-1)!} something of its own in place of ${sharedId}, so that one failure leaves the other`,
    key: [groupKey(requirement), sharedId],
    spot: spotOf(audit, fate),
    related: members.map((member) => {
      const [, above] = member.way;
      return {
        message:
          member.way.length <= 1
            ? `${requirementText(member.requirement)} is ${sharedId} itself`
            : `${requirementText(member.requirement)} gets there by ${wayText(estate, member.way.toReversed())}`,
        ...(above === undefined
          ? {}
          : { node: estate.nodes[above]!.id, ...spotBetween(audit, above, shared) }),
      };
    }),
    ...(claim.rank === 0 ? {} : { proof: { failures: [shared], rank: 3, claim } }),
  };
};

/** Members in any order: a group is the same however it is written. */
export const groupKey = (requirement: Requirement): string => targetsOf(requirement).toSorted().join(' ');

/** The line by which the last member comes to what is shared; that of the group, where the members name it themselves. */
const spotOf = (audit: Audit, { owner, requirement, shared, members }: SharedFate): Spot => {
  const above = members.at(-1)?.way[1];
  const between = above === undefined ? undefined : spotBetween(audit, above, shared).spot;
  return between ?? { type: 'requirement', position: owner, requirement };
};

const spotBetween = ({ estate }: Audit, above: number, shared: number): { readonly spot?: Spot } => {
  const { id } = estate.nodes[shared]!;
  const open = requirementsOf(estate.nodes[above]!).toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.form === 'node') {
      if (next.node === id) return { spot: { type: 'requirement', position: above, requirement: next } };
    } else open.push(...next.of.toReversed());
  }
  return {};
};
