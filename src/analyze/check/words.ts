/** Messages and remedies of findings that a failure is behind. */
import type { Estate } from '../../model/estate.ts';
import { type State, stateOf } from '../../model/state.ts';
import { requirementText } from '../evidence.ts';
import type { Blame } from './blame.ts';
import type { Proof } from './rule.ts';

/** `in outage`, `partial`. */
export const inWords = (state: State): string => (state === 'outage' ? 'in outage' : state);

/** Nodes of a way that are named; of more, those in the middle are counted. */
const MOST_NAMED = 4;

/** `web → orders → db`. */
export const wayText = (estate: Estate, way: readonly number[]): string => {
  const ids = way.map((position) => estate.nodes[position]!.id);
  if (ids.length <= MOST_NAMED) return ids.join(' → ');
  return [ids[0], ids[1], `… ${ids.length - 3} more`, ids.at(-1)].join(' → ');
};

/** Ids as a list in a sentence: `a and b`, `a, b and 3 more`. */
export const listText = (ids: readonly string[], most = 3, word = 'and'): string => {
  const shown = ids.slice(0, most);
  const left = ids.length - shown.length;
  const parts = left > 0 ? [...shown, `${left} more`] : shown;
  return parts.length <= 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)!}`;
};

/** `shop is in outage if aws/us-east-1 is`. */
export const fallText = (estate: Estate, { failures, rank, claim }: Proof): string => {
  const failed = listText(failures.map((position) => estate.nodes[position]!.id));
  const [state, fault] = [stateOf(claim.rank), stateOf(rank)];
  const verb = failures.length > 1 ? 'are' : 'is';
  return `${estate.nodes[claim.position]!.id} is ${inWords(state)} if ${failed} ${verb}${state === fault ? '' : ` ${inWords(fault)}`}`;
};

/** Nodes of a way that are told in a sentence; more are drawn with arrows. */
const MOST_TOLD = 3;

/** `orders needs sign-in, which needs cognito`: what the first of a way needs, down to the target. */
const chainText = (
  estate: Estate,
  way: readonly number[],
  { owner, requirement, isBehind }: Blame,
  subject = 'it',
): string => {
  const verb = requirement === estate.nodes[owner]!.in ? 'runs in' : 'needs';
  const end = `${verb} ${requirement.node}${isBehind ? ', which falls with it' : ''}`;
  if (way.length === 0) return `${subject} ${end}`;
  if (way.length > MOST_TOLD) return `${wayText(estate, way)} ${end}`;
  const [first, ...others] = way.map((position) => estate.nodes[position]!.id);
  return `${first!} ${[...others.map((id) => `needs ${id}`), end].join(', which ')}`;
};

/** Why it falls, from the node asked about: `db runs in aws/us-east-1`. */
export const blameText = (estate: Estate, blame: Blame): string => {
  const { requirement, way, switchTo, leg } = blame;
  if (switchTo !== undefined) {
    const whose = way.length === 1 ? 'the switch' : `the switch of ${estate.nodes[way.at(-1)!]!.id}`;
    return `${whose} to ${requirementText(switchTo)} needs ${requirement.node}, which is lost with it`;
  }
  if (leg < 0) return chainText(estate, way.slice(1), blame);
  const left = estate.nodes[way[leg]!]!.id;
  const chain = chainText(estate, way.slice(leg), blame);
  return `${left} should be left, but ${chain.startsWith(`${left} →`) ? chain : chain.slice(left.length + 1)}`;
};

/** What to do about it. */
export const remedyText = (
  estate: Estate,
  { owner, requirement, switchTo, way, leg }: Blame,
  failed: string,
): string => {
  const { id } = estate.nodes[owner]!;
  const target = requirement.node;
  if (switchTo !== undefined)
    return `in ${id}, replace "requires: [${target}]" by something that outlives ${failed}, such as health checks and records that are set up beforehand`;
  if (leg >= 0)
    return `give ${estate.nodes[way[leg]!]!.id} something of its own in place of ${way.length > leg + 1 ? id : target}, that does not fall with ${failed}`;
  return requirement === estate.nodes[owner]!.in
    ? `put a second ${id} where it does not fall with ${failed}, and let those that need it have "anyOf" of both`
    : `let ${id} have "anyOf" of ${target} and another one that does not fall with ${failed}, or say what it can do without it: "impact: degraded"`;
};
