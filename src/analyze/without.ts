/** An estate without some of its requirements: what would be if they were not, or were not known. */
import type { Estate } from '../model/estate.ts';
import { cappedAt } from '../model/impact.ts';
import type { Node } from '../model/node.ts';
import { type Requirement, mappedParts } from '../model/requirement.ts';

/** The same nodes at the same positions; only requirements of nodes themselves are dropped, not members of groups. */
export const withoutRequirements = (
  estate: Estate,
  isDropped: (requirement: Requirement, node: Node) => boolean,
): Estate => ({
  ...estate,
  nodes: estate.nodes.map((node) => {
    const { in: place, ...rest } = node;
    return {
      ...rest,
      ...(place === undefined || isDropped(place, node) ? {} : { in: place }),
      dependsOn: node.dependsOn.filter((requirement) => !isDropped(requirement, node)),
    };
  }),
});

/** The same nodes at the same positions, with every requirement of theirs replaced. */
export const withEach = (estate: Estate, replace: (requirement: Requirement) => Requirement): Estate => ({
  ...estate,
  nodes: estate.nodes.map((node) => ({
    ...node,
    ...(node.in === undefined ? {} : { in: replace(node.in) }),
    dependsOn: node.dependsOn.map(replace),
  })),
});

/** The same estate, but whatever is needed only to start is always there; in groups, too. */
export const withoutStarts = (estate: Estate): Estate => withEach(estate, startless);

/** Left in its place, so that the counts of groups stay what they are. */
const startless = (requirement: Requirement): Requirement =>
  mappedParts(
    requirement.needed === 'start'
      ? { ...requirement, needed: 'run', impact: cappedAt('operational') }
      : requirement,
    startless,
  );
