/**
 * What a program imports though it makes it itself, by the name that it gives to it or by an attribute of it: both are one
 * thing, so what refers to the import refers to the thing.
 */
import { groupBy } from '../../model/group-by.ts';
import { at } from '../tree.ts';
import { heldIn } from './hold.ts';
import { knownOf } from './imports.ts';
import { propertiesOf } from './properties.ts';
import type { Construct } from './construct.ts';
import type { Tree } from './tree.ts';

/** Imports with the constructs that they mean. `regionOf`: where each is, if that is known. */
export const twinsOf = (
  tree: Tree,
  regionOf: (construct: Construct) => string | undefined,
): ReadonlyMap<Construct, Construct> => {
  const twins = new Map<Construct, Construct>();
  const made = groupBy(
    tree.constructs.filter(({ role }) => role === 'resource'),
    ({ type }) => familyOf(type),
  );
  const namedAs = (one: Construct): Construct | undefined => {
    const { properties } = knownOf(one.type, one.class.rest[0] ?? '', one.props);
    const named = Object.entries(properties).filter(
      ([key, name]) => /Name$|Identifier$/.test(key) && name !== '',
    );
    const found = (made.get(familyOf(one.type)) ?? []).filter((other) => {
      const own = propertiesOf(other);
      return named.some(([key, name]) => own[key] === name) && isThere(other, regionOf(other), regionOf(one));
    });
    return found.length === 1 ? found[0] : undefined;
  };
  for (const one of tree.constructs) {
    const twin = one.role === 'foreign' ? (givenTo(one, tree) ?? namedAs(one)) : undefined;
    if (twin !== undefined && twin !== one) twins.set(one, twin);
  }
  return new Map([...twins.keys()].map((one) => [one, lastOf(one, twins)]));
};

/** `Topic.fromTopicArn(this, 'Topic', props.topic.topicArn)`: the topic that the attribute is one of. */
const givenTo = (one: Construct, tree: Tree): Construct | undefined => {
  const { props } = one;
  if (props === undefined) return undefined;
  const direct = tree.of(props);
  if (direct?.role === 'resource') return direct;
  // Attributes say of what else it is a part, too (`vpc`): only its own kind can be meant.
  const held = heldIn(tree, props).flatMap((each) =>
    each.kind === 'construct' && familyOf(each.construct.type) === familyOf(one.type) ? [each.construct] : [],
  );
  return new Set(held).size === 1 ? held[0] : undefined;
};

/** Imports of imports mean what the last one means. */
const lastOf = (one: Construct, twins: ReadonlyMap<Construct, Construct>): Construct => {
  const seen = new Set<Construct>();
  let last = one;
  for (let next = twins.get(last); next !== undefined && !seen.has(next); next = twins.get(last)) {
    seen.add(next);
    last = next;
  }
  return last;
};

/** A table and a global table have names of one kind. */
const familyOf = (type: string): string =>
  type.startsWith('AWS::DynamoDB::') ? 'AWS::DynamoDB::Table' : type;

/** Whether a thing of one region is what is meant in another: there it is a namesake, unless it is replicated to it. */
const isThere = (made: Construct, home: string | undefined, asked: string | undefined): boolean => {
  if (home === undefined || asked === undefined || home === asked) return true;
  const replicas = at(propertiesOf(made), 'Replicas');
  return Array.isArray(replicas) && replicas.some((replica) => at(replica, 'Region') === asked);
};
