/** Declared redundancy whose members fall together: one finding for a group, with all that its members share. */
import { UNSAID } from '../../../assemble/facts/providers.ts';
import type { Estate } from '../../../model/estate.ts';
import { groupBy } from '../../../model/group-by.ts';
import type { Requirement } from '../../../model/requirement.ts';
import { requirementsOf } from '../../../model/node.ts';
import { targetsOf } from '../../../model/requirement.ts';
import { type Rank, stateOf } from '../../../model/state.ts';
import { redundantGroups } from '../../audit/groups.ts';
import { type SharedFate, sharedFates } from '../../audit/shared-fate.ts';
import { universeOf } from '../../audit/universe.ts';
import { requirementText } from '../../evidence.ts';
import type { Audit } from '../audit.ts';
import { type CheckRule, type Found, type Spot, type Together, pageOf } from '../rule.ts';
import { asOne } from '../together.ts';
import { isSetting, isShipped } from '../whose.ts';
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
    const failures = universeOf(estate, among).filter(
      (position) => among !== undefined || !isSetting(estate.nodes[position]!),
    );
    const fates = await sharedFates(estate, network, day, failures, sweeper);
    const byGroup = groupBy(fates, ({ requirement }) => requirement);
    // All that one failure takes is told in a row: it is played once.
    const told = new Map(
      fates.toSorted((a, b) => a.shared - b.shared).map((fate) => [fate, foundOf(audit, fate)]),
    );
    return redundantGroups(estate, day).map(({ owner, requirement }) => ({
      subject: `${estate.nodes[owner]!.id}: ${requirementText(requirement)}`,
      found: (byGroup.get(requirement) ?? []).map((fate) => ({
        ...told.get(fate)!,
        ...(isConcluded(requirement) || isProvidersOwn(audit, fate) || isUnplaced(estate, fate)
          ? { atMost: 'note' as const }
          : {}),
        whole: wholeOf(estate.nodes[owner]!.id, requirement, fate),
      })),
    }));
  },
} as const satisfies CheckRule;

/** Nobody said that these are to back each other up: a scan concluded it. */
const isConcluded = ({ confidence }: Requirement): boolean =>
  confidence === 'inferred' || confidence === 'assumed';

/** In a region that no source names, which may be any: what they share may not be one thing. */
const isUnplaced = ({ nodes }: Estate, { shared }: SharedFate): boolean =>
  nodes[shared]!.id.split('/').includes(UNSAID);

/** Nobody here asks for what is shared: it is below what a provider offers, and changes with the provider only. */
const isProvidersOwn = ({ estate }: Audit, { shared, members }: SharedFate): boolean =>
  isShipped(estate.nodes[shared]!) &&
  members.every(({ way }) => way.length > 1 && isShipped(estate.nodes[way[1]!]!));

const wholeOf = (id: string, requirement: Requirement, { rank }: SharedFate): Together => ({
  key: [groupKey(requirement)],
  of: (parts) => {
    if (parts.length === 1) return parts[0]!;
    const shared = [...new Set(parts.map(({ failure }) => failure!))];
    return {
      ...asOne(
        parts,
        `${namesOf(requirement)} are to back each other up for ${id}, but share ${listText(shared, 5)}: without any one of these the group is ${inWords(stateOf(rank))}`,
      ),
      remedy: `give each member something of its own in place of these, so that one failure leaves another member`,
    };
  },
});

const namesOf = (requirement: Requirement): string =>
  listText(requirement.form === 'node' ? [requirement.node] : requirement.of.map(requirementText), 4);

const foundOf = (audit: Audit, fate: SharedFate): Found => {
  const { estate } = audit;
  const { owner, requirement, shared, wider, rank, members } = fate;
  const { id } = estate.nodes[owner]!;
  const sharedId = estate.nodes[shared]!.id;
  const names = members.map((member) => requirementText(member.requirement));
  const wide = wider.map((position) => estate.nodes[position]!.id);
  const { outcome, explainer } = audit.solved([shared], 3);
  const claim = { position: owner, rank: outcome.ranks[owner] as Rank };
  // Where the owner falls for another reason first, that is no proof of this.
  const [cause] = claim.rank === 0 ? [] : explainer.because(claim);
  const also = wide.length === 0 ? '' : `, which falls with ${listText(wide)}`;
  return {
    node: id,
    message: `${listText(names, 4)} are to back each other up for ${id}, but share ${sharedId}${also}: without it the group is ${inWords(stateOf(rank))}`,
    failure: sharedId,
    short: `${sharedId}${also}: ${listText(
      members.map((member) => wayOf(audit, member)),
      4,
    )}`,
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
    ...(cause?.type === 'group' && cause.requirement === requirement
      ? { proof: { failures: [shared], rank: 3, claim } }
      : {}),
  };
};

/** `orders/west → db → sign-in`. */
const wayOf = ({ estate }: Audit, { requirement, way }: SharedFate['members'][number]): string =>
  way.length <= 1 ? requirementText(requirement) : wayText(estate, way.toReversed());

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
