/** What each node of a foreign graph needs: edges with the same ends are one, alternatives are a group. */
import { groupBy } from '../../../model/group-by.ts';
import { passedThrough } from '../../../model/impact.ts';
import type { GroupRequirement, NodeRequirement, Requirement } from '../../../model/requirement.ts';
import { impactOf } from '../../../model/requirement.ts';
import { STATES, rankOf } from '../../../model/state.ts';
import type { Terms } from './edge-fields.ts';

/** One edge of a node, by the id that it leads to. */
export interface Need {
  readonly to: string;
  readonly terms: Terms;
}

export interface Needs {
  readonly in?: Requirement;
  readonly dependsOn: readonly Requirement[];
}

/** `home`: the id of what it is drawn inside of. An edge to that says how far its failures pass. */
export const needsOf = (needs: readonly Need[], home: string | undefined): Needs => {
  const single = needs.filter(({ terms }) => terms.group === undefined);
  const byTarget = [...groupBy(single, ({ to }) => to)].map(([, same]) => worst(same));
  const inside =
    home === undefined ? undefined : (byTarget.find(({ to }) => to === home) ?? { to: home, terms: {} });
  const groups = groupBy(
    needs.filter(({ terms }) => terms.group !== undefined),
    ({ terms }) => terms.group!,
  );
  return {
    ...(inside === undefined ? {} : { in: requirementOf(inside) }),
    dependsOn: [
      ...byTarget.filter(({ to }) => to !== home).map(requirementOf),
      ...[...groups].map(([word, members]) => groupRequirement(word, members)),
    ],
  };
};

/** Of several edges to the same node the one by which most passes; the first of equal ones. */
const worst = (same: readonly Need[]): Need =>
  same.reduce((kept, next) => (badness(next) > badness(kept) ? next : kept));

const badness = ({ terms }: Need): number => {
  const table = impactOf(terms as NodeRequirement);
  const passed = STATES.reduce((sum, state) => sum + rankOf(passedThrough(table, state)), 0);
  return terms.needed === 'start' ? 0 : passed;
};

const requirementOf = ({ to, terms }: Need): Requirement => {
  const { group: _, ...rest } = terms;
  return { form: 'node', node: to, ...rest };
};

/** `any of`, `all of`, `2 of`: what our own pictures call them; any other word is a group of alternatives. */
const groupRequirement = (word: string, members: readonly Need[]): Requirement => {
  const of = [...new Set(members.map(({ to }) => to))].map((node): Requirement => ({ form: 'node', node }));
  const { group: _, ...terms } = worst(members).terms;
  const count = Number(/^(\d{1,6}) of$/.exec(word)?.[1] ?? 0);
  const least = Math.min(count, of.length);
  const form: GroupRequirement['form'] = word === 'all of' ? 'allOf' : least > 0 ? 'atLeast' : 'anyOf';
  return { form, ...(form === 'atLeast' ? { atLeast: [least, least, least] } : {}), of, ...terms };
};
