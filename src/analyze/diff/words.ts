/** A change in words. */
import { type Requirement, impactOf, targetsOf } from '../../model/requirement.ts';
import { sameTable } from '../../model/impact.ts';
import type { Node } from '../../model/node.ts';
import { type Rank, stateOf } from '../../model/state.ts';
import { requirementText } from '../evidence.ts';
import type { Change } from './changed.ts';
import type { LostRedundancy } from './redundancy.ts';
import type { View } from './view.ts';

/** `shop now needs sign-in`, `shop: any of a, b became a`. */
export const changeText = ({ to }: View, { owner, requirement, instead }: Change): string => {
  const { id, in: place } = to.estate.nodes[owner]!;
  const verb = requirement === place ? 'runs in' : 'needs';
  if (instead === undefined) return `${id} now ${verb} ${requirementText(requirement)}`;
  const [was, is] = [requirementText(instead), requirementText(requirement)];
  if (was !== is) return `${id}: "${was}" became "${is}"`;
  const what = termsThatDiffer(instead, requirement);
  return `${id} ${verb} ${is}${what === '' ? '' : `: ${what}`}`;
};

/** What is different between two requirements on the same nodes. */
const termsThatDiffer = (before: Requirement, after: Requirement): string => {
  const [was, is] = [impactOf(before), impactOf(after)];
  if (!sameTable(was, is)) return `its outage counts as ${stateOf(is[3])}, not as ${stateOf(was[3])}`;
  if ((before.needed ?? 'run') !== (after.needed ?? 'run'))
    return `needed to ${after.needed ?? 'run'}, not only to ${before.needed ?? 'run'}`;
  const [switched, switches] = [switchText(before), switchText(after)];
  if (switched !== switches) return `the switch needs ${switches || 'nothing'}, not ${switched || 'nothing'}`;
  return '';
};

const switchText = (requirement: Requirement): string =>
  requirement.form === 'node' ? '' : (requirement.failover?.requires ?? []).map(requirementText).join(', ');

/** `any of a, b lost b`. */
export const lossText = ({ group, now, form, gone }: LostRedundancy): string => {
  const lost = [...new Set(gone.flatMap(targetsOf))];
  const left = lost.length === 0 ? '' : `, without ${lost.join(', ')}`;
  if (form === 'plain') return `"${requirementText(group)}" became "${requirementText(now)}"${left}`;
  if (form === 'leg') return `"${requirementText(group)}" became "${requirementText(now)}"${left}`;
  return `"${requirementText(group)}" needs more of its members: "${requirementText(now)}"`;
};

/** `was degraded` or `survived it`. */
export const stateText = (rank: Rank): string => (rank === 0 ? 'operational' : stateOf(rank));

/** `a`, `a and b`, `a, b and 3 more`. */
export const listText = (names: readonly string[], most = 3): string => {
  const shown = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)!}`;
};

/** `tier-1 app shop`. */
export const appText = ({ id, tier }: Pick<Node, 'id' | 'tier'>): string =>
  `${tier === undefined ? '' : `tier-${tier} `}app ${id}`;

/** `once`, `3 times`, `not at all`. */
export const timesText = (count: number): string =>
  count === 0 ? 'not at all' : count === 1 ? 'once' : `${count} times`;

/** A requirement with what its outage means, where that is less: `"payments", at most partial`. */
export const wholeText = (requirement: Requirement): string => {
  const worst = impactOf(requirement)[3];
  return `"${requirementText(requirement)}"${worst === 3 ? '' : worst === 0 ? ', without impact' : `, at most ${stateOf(worst)}`}`;
};
