/**
 * Where things are at home: the zones, regions and providers that they are declared to be in.
 *
 * What is spread over the zones of a region shares that region by design, and with it what the provider runs there for the
 * whole region. What two of a pair share besides is what nobody meant.
 */
import type { Estate } from '../../model/estate.ts';
import { nodeById } from '../../model/estate.ts';
import type { Node } from '../../model/node.ts';
import { requirementsOf } from '../../model/node.ts';
import { type Requirement, targetsOf } from '../../model/requirement.ts';

/**
 * The ids of all places that a node is declared to be in, itself among them if it is one. Where it is in none, those
 * that it names among its dependencies: servers are often said to need a zone instead of being in it.
 */
export const homeOf = (estate: Estate, id: string): ReadonlySet<string> => {
  const inside = placesAround(estate, id);
  if (inside.size > 0) return inside;
  const node = nodeById(estate, id);
  const named = (node === undefined ? [] : requirementsOf(node).flatMap(targetsOf)).filter((target) =>
    isPlace(estate, target),
  );
  return new Set(named.flatMap((place) => [...placesAround(estate, place)]));
};

/** The places that all members are in. */
export const commonHome = (estate: Estate, members: readonly Requirement[]): ReadonlySet<string> => {
  const homes = members.map((member) => new Set(targetsOf(member).flatMap((id) => [...homeOf(estate, id)])));
  const [first, ...others] = homes;
  return new Set([...(first ?? [])].filter((place) => others.every((home) => home.has(place))));
};

/**
 * Whether members that share a home share this by design: the region and the provider themselves, and what the provider
 * runs in the region, or for all regions. A zone that all of them are in is not by design.
 */
export const isByDesign = (estate: Estate, home: ReadonlySet<string>, id: string): boolean => {
  const kind = nodeById(estate, id)?.kind;
  if (kind === 'zone') return false;
  if (home.has(id)) return kind === 'region' || kind === 'provider';
  const regions = [...home].filter((place) => nodeById(estate, place)?.kind === 'region');
  return regions.some((region) => id.startsWith(`${region}/`) || isProviderWide(estate, home, id));
};

/**
 * Whether members are in one network, as subnets are in a private cloud: it spans the zones of its region. What stands in
 * one zone itself (a gateway that all of them go out by) does not. What people describe as a network may be a single
 * line, so of theirs it is only what networks themselves are parts of.
 */
export const isCommonNetwork = (estate: Estate, members: readonly Requirement[], id: string): boolean => {
  const isNetwork = (one: string): boolean => nodeById(estate, one)?.kind === 'network';
  if (!isNetwork(id)) return false;
  if (!isCloudNetwork(nodeById(estate, id)!) && !members.flatMap(targetsOf).every(isNetwork)) return false;
  const regionsOf = (places: Iterable<string>): readonly string[] =>
    [...places].filter((place) => nodeById(estate, place)?.kind === 'region');
  const home = homeOf(estate, id);
  const isOneRegion =
    regionsOf(commonHome(estate, members)).length > 0 ||
    members.every((member) => targetsOf(member).every((one) => regionsOf(homeOf(estate, one)).length === 0));
  return isOneRegion && ![...home].some((place) => nodeById(estate, place)?.kind === 'zone');
};

/** Read from a file of infrastructure: there networks are of a region, but for gateways that translate addresses. */
const isCloudNetwork = ({ source, tags }: Node): boolean =>
  source !== undefined && /:\d+$/.test(source) && !tags.some((tag) => /nat_?gateway/i.test(tag));

/** Something of the same provider that is in no region: what every region needs. */
const isProviderWide = (estate: Estate, home: ReadonlySet<string>, id: string): boolean =>
  [...home].some(
    (place) =>
      nodeById(estate, place)?.kind === 'provider' &&
      id.startsWith(`${place}/`) &&
      ![...homeOf(estate, id)].some((around) => nodeById(estate, around)?.kind === 'region'),
  );

const PLACES: ReadonlySet<string> = new Set(['zone', 'region', 'provider']);

const isPlace = (estate: Estate, id: string): boolean => PLACES.has(nodeById(estate, id)?.kind ?? '');

/** Upwards by `in`; a group of places is none that it certainly is in. */
const placesAround = (estate: Estate, id: string): ReadonlySet<string> => {
  const seen = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const place = nodeById(estate, next)?.in;
    if (place?.form === 'node') open.push(place.node);
    if (place?.form === 'allOf') open.push(...targetsOf(place));
  }
  if (!isPlace(estate, id)) seen.delete(id);
  return seen;
};
