/**
 * The law: the order in which things are written does not matter.
 *
 * Nodes, faults, requirements, what a switch requires, the members of a group: shuffled, they lead to the same states
 * in the same rounds. Only a failover has a first member, so the members of such a group keep their places.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, systems } from '../support/documents.ts';
import { solveByEngine } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import {
  type RawDocument,
  type RawNode,
  type RawRequirement,
  isGroup,
  listKey,
  membersOf,
  switchNeeds,
} from '../support/raw.ts';

type Shuffle = <T>(list: readonly T[]) => readonly T[];

/** A shuffle that one number decides. */
const shuffler = (seed: number): Shuffle => {
  let state = seed;
  const below = (bound: number): number => {
    // The constants of Numerical Recipes; the high bits are the random ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  return (list) => {
    const shuffled = [...list];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
    }
    return shuffled;
  };
};

const shuffledRequirement = (requirement: RawRequirement, shuffle: Shuffle): RawRequirement => {
  if (!isGroup(requirement)) return requirement;
  const within = (list: readonly RawRequirement[]) =>
    list.map((inner) => shuffledRequirement(inner, shuffle));
  const failover = 'allOf' in requirement ? undefined : requirement.failover;
  const members = within(membersOf(requirement));
  return {
    ...requirement,
    [listKey(requirement)]: failover === undefined ? shuffle(members) : members,
    ...(typeof failover === 'object'
      ? { failover: { ...failover, requires: shuffle(within(switchNeeds(requirement))) } }
      : {}),
  };
};

const shuffledNode = (node: RawNode, shuffle: Shuffle): RawNode => ({
  ...node,
  ...(node.in === undefined ? {} : { in: shuffledRequirement(node.in, shuffle) }),
  dependsOn: shuffle((node.dependsOn ?? []).map((requirement) => shuffledRequirement(requirement, shuffle))),
});

const shuffledDocument = (document: RawDocument, shuffle: Shuffle): RawDocument => ({
  ...document,
  nodes: Object.fromEntries(
    shuffle(Object.entries(document.nodes)).map(([id, node]) => [id, shuffledNode(node, shuffle)]),
  ),
});

describe('order', () => {
  it('of nodes, faults, requirements and members does not matter', () => {
    holds(
      6_000,
      fc.property(systems(), fc.nat(), ({ document, faults }, seed) => {
        const shuffle = shuffler(seed);
        const shuffled = { document: shuffledDocument(document, shuffle), faults: shuffle(faults) };
        expect(solveByEngine(shuffled, DAY).fates).toEqual(solveByEngine({ document, faults }, DAY).fates);
      }),
    );
  });
});
