/** Checks documents (reading them did) and counts what they describe. */
import type { Estate } from '../model/estate.ts';
import { KINDS } from '../model/kind.ts';
import { requirementsOf } from '../model/node.ts';
import type { Report } from '../model/report.ts';
import { type Requirement, partsOf } from '../model/requirement.ts';
import { defineAnalysis } from './analysis.ts';

export const validate = defineAnalysis({
  name: 'validate',
  summary: 'check documents, and count what they describe',
  options: [],
  examples: ['validate', 'validate --graph infra/faultline.yaml'],
  run: ({ estate }) => {
    const counts = countsOf(estate);
    return {
      command: 'validate',
      title: [{ text: 'valid', tone: 'strong' }, estate.title === undefined ? '' : ` · ${estate.title}`],
      blocks: () => [
        {
          type: 'text',
          lines: [
            [
              `${counted(counts.nodes, 'node')}: ${Object.entries(counts.kinds)
                .map(([kind, count]) => `${count} ${kind}`)
                .join(', ')}`,
            ],
            [`${counted(counts.requirements, 'requirement')}, ${counts.groups} of them groups`],
            [counted(counts.scenarios, 'scenario')],
            ...(counts.policies === 0
              ? []
              : [
                  [
                    `${counts.policies} ${counts.policies === 1 ? 'policy' : 'policies'}, which "faultline check" holds it to`,
                  ],
                ]),
          ],
        },
      ],
      data: () => counts,
    } satisfies Report;
  },
});

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const countsOf = (estate: Estate) => {
  const all = estate.nodes.flatMap((node) => requirementsOf(node).flatMap(withParts));
  const byKind = KINDS.map(
    (kind) => [kind, estate.nodes.filter((node) => node.kind === kind).length] as const,
  );
  return {
    nodes: estate.nodes.length,
    kinds: Object.fromEntries(byKind.filter(([, count]) => count > 0)),
    requirements: all.length,
    groups: all.filter(({ form }) => form !== 'node').length,
    scenarios: estate.scenarios.size,
    policies: policiesIn(estate),
  };
};

/** Survival policies, settings of rules and what does not count: each entry is one. */
const policiesIn = ({ policies }: Estate): number =>
  policies === undefined
    ? 0
    : policies.survive.length + policies.rules.size + policies.suppress.length + policies.waivers.length;

const withParts = (requirement: Requirement): readonly Requirement[] => [
  requirement,
  ...partsOf(requirement).flatMap(withParts),
];
