/** What assembling could not understand: types without meaning, hosts that nobody answers to, regions not said. */
import type { Finding } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Edge } from './edges.ts';
import { isThing } from './outside.ts';
import type { Placements } from './placement.ts';
import { MODULE_TYPE, type Thing } from './things.ts';

/** Whether nobody wrote down what it means. What a module from elsewhere makes is its scanner's to tell. */
export const isUnknownType = ({ row, group, fact }: Thing): boolean =>
  row === undefined && group === undefined && fact.kind === undefined && fact.type !== MODULE_TYPE;

export const unknownType = ({ fact }: Thing): Finding => ({
  kind: 'unknown-type',
  message: `${fact.type}: what this type means for failures is not known; ${fact.address.local} is a node that only what it refers to takes down`,
  ...fact.where,
});

export const missingHosts = (edges: readonly Edge[]): readonly Finding[] =>
  edges.flatMap(({ to, from, why, where }) =>
    !isThing(to) && to.isMissing === true
      ? [
          {
            kind: 'unresolved' as const,
            message: `${from.fact.address.local}: nothing here answers to ${to.name ?? to.id} (${why})`,
            ...where,
          },
        ]
      : [],
  );

/** Told once a scope: a region is said once for all of it. */
export const withoutRegion = (all: readonly Thing[], places: Placements): readonly Finding[] => {
  const homeless = all.filter(
    (thing) =>
      thing.provider !== undefined &&
      thing.role === 'part' &&
      thing.row?.spread !== 'global' &&
      places.regionOf(thing) === undefined,
  );
  return [...groupBy(homeless, ({ fact }) => fact.address.scope)].map(([scope, things]) => ({
    kind: 'assumed' as const,
    message: `${things.length} ${things.length === 1 ? 'resource' : 'resources'} of ${scope === '' ? 'the scanned folder' : scope} ${things.length === 1 ? 'is' : 'are'} in a region that no source names`,
    ...things[0]!.fact.where,
    hint: 'name it with --region',
  }));
};
