/** Promises that are higher than what they rest on. */
import { select } from '../../../assemble/select.ts';
import { formatAvailability } from '../../../model/availability.ts';
import type { Estate } from '../../../model/estate.ts';
import { groupBy } from '../../../model/group-by.ts';
import { type MissingNine, extraNines } from '../../availability/extra-nine.ts';
import { requirementText } from '../../evidence.ts';
import { type Case, type CheckRule, type Found, pageOf } from '../rule.ts';
import { groupKey } from './shared-fate.ts';

export const extraNine = {
  id: 'extra-nine',
  rule: {
    id: 'extra-nine',
    title: 'A promise that rests on a lower one',
    why: 'What needs something cannot be there more often than that is. A service that promises four nines on top of a dependency with three has promised what it does not have; and a dependency that is no better than the promise leaves no room for the service’s own failures, which is why it should have a nine more.',
    remedy:
      'Promise less, have a second one of what is needed, or let the service go on without it for a while.',
    severity: 'warning',
    page: pageOf('extra-nine'),
  },
  cases: ({ estate, day }, { apps }): readonly Case[] => {
    const asked = apps === undefined ? undefined : new Set(select(estate, apps));
    const missing = groupBy(extraNines(estate, day), ({ dependent }) => dependent);
    return estate.nodes.flatMap(({ id, availability }, position): readonly Case[] =>
      availability === undefined || asked?.has(position) === false
        ? []
        : [
            {
              subject: id,
              // What is only narrow is a matter of taste; what is worse cannot be kept.
              found: (missing.get(position) ?? [])
                .filter(({ grade }) => grade === 'worse')
                .map((one) => foundOf(estate, one)),
            },
          ],
    );
  },
} as const satisfies CheckRule;

const foundOf = (
  estate: Estate,
  { dependent, requirement, dependency, promised, actual }: MissingNine,
): Found => {
  const { id } = estate.nodes[dependent]!;
  const needed = requirementText(requirement);
  return {
    node: id,
    message: `${id} promises ${formatAvailability(promised)} and needs ${needed}, which is there ${formatAvailability(actual)} of the time at best`,
    failure: needed,
    remedy: `let ${id} promise less than ${formatAvailability(actual)}, have a second ${needed}, or go on without it`,
    key: [groupKey(requirement)],
    spot: { type: 'requirement', position: dependent, requirement },
    ...(dependency === undefined
      ? {}
      : {
          related: [
            {
              message: `${needed} is described here`,
              node: needed,
              spot: { type: 'node', position: dependency } as const,
            },
          ],
        }),
  };
};
