/** What a comparison fails on. */
import type { Finding } from '../../model/finding.ts';
import type { Comparison } from './compare.ts';

/** What `--fail-on` knows. */
export const LOSSES = [
  'new-spof',
  'wider-blast',
  'lost-redundancy',
  'new-cut-set',
  'cross-region',
  'cost',
  'policy',
] as const;

export type Loss = (typeof LOSSES)[number];

/** The rules that each stands for; a policy's findings have rules of their own. */
const RULES_OF: Readonly<Record<Exclude<Loss, 'policy'>, readonly string[]>> = {
  'new-spof': ['diff/new-single-point'],
  'wider-blast': ['diff/wider-blast'],
  'lost-redundancy': ['diff/lost-redundancy', 'diff/new-shared-fate', 'diff/removed-store'],
  'new-cut-set': ['diff/new-cut-set'],
  'cross-region': ['diff/cross-region'],
  cost: ['diff/cost'],
};

/** Reasons, a line each, of those losses that are to fail a run. */
export const reasonsFor = (
  failOn: readonly Loss[],
  { lost, view }: Comparison,
  findings: readonly Finding[],
  policies: readonly Finding[],
): readonly string[] =>
  LOSSES.filter((loss) => failOn.includes(loss)).flatMap((loss) => {
    if (loss === 'policy') return policies.map((finding) => `policy: ${finding.rule}: ${finding.message}`);
    const own = findings.filter(({ rule }) => RULES_OF[loss].includes(rule)).map(({ message }) => message);
    if (loss !== 'wider-blast') return own.map((message) => `${loss}: ${message}`);
    // A single point is a failure that reaches further, too: it is told once, with all others that do.
    const ids = lost.wider.map(({ failure }) => view.to.estate.nodes[failure]!.id);
    return ids.length === 0
      ? []
      : [
          `wider-blast: ${ids.length} ${ids.length === 1 ? 'failure reaches' : 'failures reach'} further: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}`,
        ];
  });
