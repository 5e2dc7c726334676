/**
 * What a program imports by the name that it gives to something itself: both are one thing, so what refers to the import
 * refers to the thing.
 */
import { groupBy } from '../../model/group-by.ts';
import { at } from '../tree.ts';
import { knownOf } from './imports.ts';
import { propertiesOf } from './properties.ts';
import type { Construct } from './tree.ts';

/** Imports with the constructs that they mean. `regionOf`: where each is, if that is known. */
export const twinsOf = (
  constructs: readonly Construct[],
  regionOf: (construct: Construct) => string | undefined,
): ReadonlyMap<Construct, Construct> => {
  const twins = new Map<Construct, Construct>();
  const made = groupBy(
    constructs.filter(({ role }) => role === 'resource'),
    ({ type }) => familyOf(type),
  );
  for (const one of constructs) {
    if (one.role !== 'foreign') continue;
    const { properties } = knownOf(one.type, one.class.rest[0] ?? '', one.props);
    const named = Object.entries(properties).filter(
      ([key, name]) => /Name$|Identifier$/.test(key) && name !== '',
    );
    const found = (made.get(familyOf(one.type)) ?? []).filter((other) => {
      const own = propertiesOf(other);
      return named.some(([key, name]) => own[key] === name) && isThere(other, regionOf(other), regionOf(one));
    });
    if (found.length === 1) twins.set(one, found[0]!);
  }
  return twins;
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
