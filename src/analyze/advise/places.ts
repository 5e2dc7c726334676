/** Where things are, what else is there like it, and what a copy of a part would be called. */
import type { Estate } from '../../model/estate.ts';
import { nodeById } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import { targetsOf } from '../../model/requirement.ts';
import { homeOf } from '../audit/homes.ts';

/** The region that a node is in, if it is in one. */
export const regionOf = (estate: Estate, id: string): string | undefined => onlyOf(estate, id, 'region');

/** The zone that a node is in, if it is in one. */
export const zoneOf = (estate: Estate, id: string): string | undefined => onlyOf(estate, id, 'zone');

const onlyOf = (estate: Estate, id: string, kind: 'region' | 'zone'): string | undefined => {
  const found = [...homeOf(estate, id)].filter((place) => nodeById(estate, place)?.kind === kind);
  return found.length === 1 ? found[0] : undefined;
};

/** The region that a node certainly needs: its own, or that of what it cannot do without. */
export const boundTo = (estate: Estate, id: string): string | undefined => {
  const own = regionOf(estate, id);
  if (own !== undefined) return own;
  const node = nodeById(estate, id);
  const regions = new Set(
    (node === undefined ? [] : requirementsOf(node)).flatMap((requirement) =>
      requirement.form === 'node' && requirement.impact === undefined
        ? (regionOf(estate, requirement.node) ?? [])
        : [],
    ),
  );
  return regions.size === 1 ? [...regions][0] : undefined;
};

/** Other regions of the estate: those of the same provider first, then by id. */
export const otherRegions = (estate: Estate, region: string): readonly string[] =>
  estate.nodes
    .filter(({ kind, id }) => kind === 'region' && id !== region)
    .map(({ id }) => id)
    .toSorted((a, b) => Number(rootOf(b) === rootOf(region)) - Number(rootOf(a) === rootOf(region)));

/** Other zones of a zone's region. */
export const otherZones = (estate: Estate, zone: string): readonly string[] =>
  estate.nodes
    .filter(
      ({ kind, id }) => kind === 'zone' && id !== zone && regionOf(estate, id) === regionOf(estate, zone),
    )
    .map(({ id }) => id);

const rootOf = (id: string): string => id.split('/')[0]!;

const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** What a node is called elsewhere: the place's name in its id exchanged, or put behind it. */
export const idAt = (id: string, from: string, to: string): string => {
  if (id === from || id.startsWith(`${from}/`)) {
    const rest = id.slice(from.length);
    return `${to}${rest.replaceAll(lastOf(from), lastOf(to))}`;
  }
  const segments = id.split('/');
  if (segments.includes(lastOf(from)))
    return segments.map((segment) => (segment === lastOf(from) ? lastOf(to) : segment)).join('/');
  return id.includes(lastOf(from)) ? id.replaceAll(lastOf(from), lastOf(to)) : `${id}/${lastOf(to)}`;
};

/** Ids that something requires, however deep; what it stands on. */
export const coneOf = (estate: Estate, start: number): ReadonlySet<number> => {
  const cone = new Set([start]);
  for (const position of cone) {
    for (const requirement of requirementsOf(estate.nodes[position]!))
      for (const id of targetsOf(requirement)) cone.add(estate.positions.get(id)!);
  }
  return cone;
};
