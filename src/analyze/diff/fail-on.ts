/** What a comparison fails on. */
import type { Finding } from '../../model/finding.ts';
import type { Comparison } from './compare.ts';
import { RULES } from './rules.ts';

/** What `--fail-on` knows. */
export const LOSSES = [
  'new-spof',
  'wider-blast',
  'lost-redundancy',
  'new-cut-set',
  'cross-region',
  'cost',
  'removed-app',
  'policy',
] as const;

export type Loss = (typeof LOSSES)[number];

/** The rules that each stands for; a policy's findings have rules of their own. */
const RULES_OF: Readonly<Record<Exclude<Loss, 'policy'>, readonly string[]>> = {
  'new-spof': ['diff/new-single-point'],
  'wider-blast': ['diff/wider-blast'],
  'lost-redundancy': [
    'diff/lost-redundancy',
    'diff/fewer-replicas',
    'diff/new-shared-fate',
    'diff/removed-store',
  ],
  'new-cut-set': ['diff/new-cut-set'],
  'cross-region': ['diff/cross-region'],
  cost: ['diff/cost'],
  'removed-app': ['diff/removed-app'],
};

/** Reasons: a line for each loss that is to fail a run, with whom it is about; the report tells the rest. */
export const reasonsFor = (
  failOn: readonly Loss[],
  { lost, view, apps }: Comparison,
  findings: readonly Finding[],
  policies: readonly Finding[],
): readonly string[] =>
  LOSSES.filter(
    // Where every app is gone there is nothing left that any other loss could be about.
    (loss) => failOn.includes(loss) || (loss === 'removed-app' && failOn.length > 0 && apps.areAllGone),
  ).flatMap((loss) => {
    // A single point is a failure that reaches further, too: it is told once, with all others that do.
    if (loss === 'wider-blast')
      return reasonOf(
        loss,
        ['failure reaches further', 'failures reach further'],
        lost.wider.filter(({ isNew }) => !isNew).map(({ failure }) => view.to.estate.nodes[failure]!.id),
      );
    const what = ['finding', 'findings'] as const;
    if (loss === 'policy')
      return reasonOf(loss, what, [
        ...findings.filter(({ rule }) => rule === RULES.weaker.id).map(({ node }) => node),
        ...policies.map(({ rule }) => rule),
      ]);
    return reasonOf(
      loss,
      what,
      findings.filter(({ rule }) => RULES_OF[loss].includes(rule)).map(({ node }) => node),
    );
  });

const reasonOf = (
  loss: Loss,
  [one, many]: readonly [string, string],
  names: readonly string[],
): readonly string[] => {
  if (names.length === 0) return [];
  const distinct = [...new Set(names)];
  const more = distinct.length > MOST_NAMED ? ', …' : '';
  return [
    `${loss}: ${names.length} ${names.length === 1 ? one : many}: ${distinct.slice(0, MOST_NAMED).join(', ')}${more}`,
  ];
};

/** Names in a reason. */
const MOST_NAMED = 5;
