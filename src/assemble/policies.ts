/**
 * Policies of several documents as one, and whether they name what there is.
 *
 * A policy or a rule's setting of a weaker document counts if no stronger one has that name; lists are united.
 */
import type { Complaint } from '../model/complaint.ts';
import type { Estate } from '../model/estate.ts';
import { nearest } from '../model/nearest.ts';
import { byCodePoint, byText } from '../model/order.ts';
import type { Origin } from '../model/place.ts';
import {
  type Policies,
  type Suppression,
  type SurvivePolicy,
  SURVIVE,
  surviveRule,
} from '../model/policy.ts';
import { quoted } from '../model/printable.ts';
import { unmatched } from './unmatched.ts';

/** Policies of documents, strongest first. */
export const mergedPolicies = (strongestFirst: readonly Policies[]): Policies => {
  const named = new Map<string, SurvivePolicy>();
  const rules = new Map<string, Policies['rules'] extends ReadonlyMap<infer K, infer V> ? [K, V] : never>();
  for (const policies of strongestFirst) {
    for (const policy of policies.survive)
      if (policy.name !== undefined && !named.has(policy.name)) named.set(policy.name, policy);
    for (const [id, setting] of policies.rules) if (!rules.has(id)) rules.set(id, [id, setting]);
  }
  return {
    survive: [
      ...[...named.values()].toSorted(byText(({ name }) => name!)),
      ...strongestFirst.flatMap(({ survive }) => survive.filter(({ name }) => name === undefined)),
    ],
    rules: new Map([...rules.values()].toSorted(([a], [b]) => byCodePoint(a, b))),
    suppress: strongestFirst.flatMap(({ suppress }) => suppress),
    waivers: strongestFirst.flatMap(({ waivers }) => waivers),
  };
};

/** The selections in policies, each with where it is written. */
export const selectionsIn = ({ survive, rules, suppress, waivers }: Policies): readonly Written[] => [
  ...survive.flatMap(({ apps, fail, origin }) => [
    ...written(apps, origin, 'apps'),
    ...written(fail, origin, 'fail'),
  ]),
  ...[...rules.values()].flatMap(({ apps = [], among = [], origin }) => [
    ...written(apps, origin, 'apps'),
    ...written(among, origin, 'among'),
  ]),
  ...[...suppress, ...waivers].flatMap(({ node, origin }) => written(node, origin, 'node')),
];

interface Written {
  readonly text: string;
  readonly origin?: Origin;
}

const written = (
  selections: readonly string[],
  origin: Origin | undefined,
  key: string,
): readonly Written[] =>
  selections.map((text, i) => ({
    text,
    // A single one may stand without a list: its place is then the nearest that there is.
    ...(origin === undefined ? {} : { origin: origin.at(key).at(i) }),
  }));

/**
 * Selections that cannot be read or match nothing, and rules that no policy makes. What a selection matches is asked
 * only where all nodes are known (`isCertain`), or where it names an id.
 */
export const policyComplaints = (estate: Estate, isCertain: boolean): readonly Complaint[] => {
  const { policies } = estate;
  if (policies === undefined) return [];
  return [
    ...selectionsIn(policies).flatMap(({ text, origin }) => unmatched(estate, text, origin, isCertain)),
    ...[...policies.suppress, ...policies.waivers].flatMap((one) => unknownPolicy(policies, one)),
  ];
};

const unknownPolicy = ({ survive }: Policies, { rule, origin }: Suppression): readonly Complaint[] => {
  if (!rule.startsWith(SURVIVE) || origin === undefined) return [];
  const known = survive.map(({ name }) => surviveRule(name));
  if (known.includes(rule)) return [];
  const [near] = nearest(rule, known);
  return [
    {
      origin: origin.at('rule'),
      message: `there is no policy ${quoted(rule)}`,
      hint:
        near !== undefined
          ? `did you mean "${near}"?`
          : known.length === 0
            ? 'nothing stands under "survive"'
            : `there are: ${[...new Set(known)].join(', ')}`,
    },
  ];
};
