/**
 * Several documents as one: the same id in two of them is one node.
 *
 * Documents come strongest first (a document before what it includes, earlier before later). The stronger one's
 * scalars win, lists are united, and of requirements on the same target the stronger document's stand, so that
 * `{node: x, impact: none}` takes back what a scan found. Evidence that the stronger one does not give
 * (`why`, `source`, `confidence`) is kept from the weaker.
 */
import type { Document, PartialNode } from '../model/document.ts';
import { byCodePoint } from '../model/order.ts';
import type { Policies } from '../model/policy.ts';
import { type GroupRequirement, type Requirement, thresholdOf } from '../model/requirement.ts';
import type { Scenario } from '../model/scenario.ts';
import { mergedPolicies } from './policies.ts';

export interface Merged {
  readonly title?: string;
  readonly description?: string;
  readonly nodes: ReadonlyMap<string, PartialNode>;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly policies?: Policies;
}

/** Merges documents, strongest first. A scenario of a weaker one counts if no stronger one has that id. */
export const merge = (documents: readonly Document[]): Merged => {
  const [only] = documents;
  if (only !== undefined && documents.length === 1) return only;
  const nodes = new Map<string, PartialNode>();
  const scenarios = new Map<string, Scenario>();
  for (const document of documents) {
    for (const [id, node] of document.nodes) {
      const stronger = nodes.get(id);
      nodes.set(id, stronger === undefined ? node : united(stronger, node));
    }
    for (const [id, scenario] of document.scenarios) if (!scenarios.has(id)) scenarios.set(id, scenario);
  }
  const policies = documents.map((document) => document.policies).filter((policy) => policy !== undefined);
  return {
    ...firstOf(documents, 'title'),
    ...firstOf(documents, 'description'),
    nodes,
    scenarios,
    ...(policies.length === 0 ? {} : { policies: mergedPolicies(policies) }),
  };
};

const firstOf = <K extends 'title' | 'description'>(documents: readonly Document[], key: K) => {
  const value = documents.find((document) => document[key] !== undefined)?.[key];
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
};

/** One node of what two documents say of it. */
export const united = (stronger: PartialNode, weaker: PartialNode): PartialNode => ({
  ...weaker,
  ...stronger,
  ...(stronger.in === undefined || weaker.in === undefined
    ? {}
    : { in: unitedPlace(stronger.in, weaker.in) }),
  tags: [...new Set([...stronger.tags, ...weaker.tags])].toSorted(byCodePoint),
  dependsOn: unitedRequirements(stronger.dependsOn, weaker.dependsOn),
  origins: [...stronger.origins, ...weaker.origins],
});

const unitedPlace = (stronger: Requirement, weaker: Requirement): Requirement =>
  withEvidence(stronger, targetKey(stronger) === targetKey(weaker) ? weaker : undefined);

const unitedRequirements = (
  stronger: readonly Requirement[],
  weaker: readonly Requirement[],
): readonly Requirement[] => {
  const weak = new Map(weaker.toReversed().map((requirement) => [targetKey(requirement), requirement]));
  const named = new Set(stronger.map(targetKey));
  return [
    ...stronger.map((requirement) => withEvidence(requirement, weak.get(targetKey(requirement)))),
    ...weaker.filter((requirement) => !named.has(targetKey(requirement))),
  ];
};

const withEvidence = <R extends Requirement>(requirement: R, weaker: Requirement | undefined): R => {
  if (weaker === undefined) return requirement;
  const { why, source, confidence } = weaker;
  return {
    ...(why === undefined ? {} : { why }),
    ...(source === undefined ? {} : { source }),
    ...(confidence === undefined ? {} : { confidence }),
    ...requirement,
  };
};

/** What a requirement is on: a node, or so many of these members in whatever order. */
const targetKey = (requirement: Requirement): string =>
  requirement.form === 'node' ? requirement.node : groupKey(requirement);

const groupKey = (group: GroupRequirement): string =>
  `${thresholdOf(group).join(',')} of (${group.of.map(targetKey).toSorted(byCodePoint).join(' ')})`;
