/** What its place makes a thing need: regions, zones, and the provider's services there. */
import { cappedAt } from '../../model/impact.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Requirement } from '../../model/requirement.ts';
import { familyOf } from './catalog/index.ts';
import { type Placement, countOf } from './placement.ts';
import { textsAt } from './properties.ts';
import { type PlacedNode, regionNamed, regionNode, serviceNode, zonalServiceId } from './providers.ts';
import { type Thing, instancesOf } from './things.ts';

/** What its place makes a thing need, and the nodes that are named for it. */
export interface PlaceRequirements {
  readonly in?: Requirement;
  readonly dependsOn: readonly Requirement[];
  readonly nodes: readonly PlacedNode[];
}

/** Seconds for which a switch to a standby is taken to last, where neither source nor catalog says it. */
const USUAL_FAILOVER = 120;

/** Seconds until a cluster gives up a node that does not answer (`tolerationSeconds` of Kubernetes, by default). */
const EVICTION = 300;

/** Place and provider service as requirements. `source`: the line that is the evidence for them. */
export const placeRequirements = (
  thing: Thing,
  placement: Placement,
  source: string,
  defines: (id: string) => boolean,
): PlaceRequirements => {
  const { provider, row } = thing;
  const { zones, region, spread } = placement;
  if (provider === undefined) {
    return zones.length === 0 ? NOWHERE : { ...NOWHERE, in: inZones(thing, placement, source), nodes: zones };
  }
  if (thing.role !== 'part') return settingPlace(placement, regionNode(provider, region, defines), source);
  // Of a type that nobody wrote down, its own words still tell whose it is.
  const service = row === undefined ? familyOf(thing.fact.type) : row.service;
  const home = regionNode(provider, region, defines);
  const stands =
    service === undefined
      ? undefined
      : serviceNode(provider, service, spread === 'global' ? undefined : region, defines);
  if (spread === 'global') {
    return stands?.isOfPack === true
      ? { ...NOWHERE, dependsOn: [plain(stands.id, SERVICE, source)] }
      : NOWHERE;
  }
  if (spread === 'region') {
    const copies = replicaRegions(thing, region);
    if (copies.length > 0) return replicated(thing, [region!, ...copies], source, defines);
    return {
      in: plain(home.id, region === undefined ? 'its region is not said' : 'its region', source),
      dependsOn: stands === undefined ? [] : [plain(stands.id, SERVICE, source)],
      nodes: stands === undefined ? [home] : [home, stands],
    };
  }
  const zonal = service === undefined ? [] : zonalIds(zones, service, defines);
  return {
    in: inZones(thing, placement, source),
    dependsOn:
      zonal.length === zones.length
        ? [{ ...grouped(zonal, thing, spread), why: SERVICE, source, confidence: 'inferred' }]
        : stands === undefined
          ? []
          : [plain(stands.id, SERVICE, source)],
    nodes: [home, ...zones, ...(zonal.length === zones.length || stands === undefined ? [] : [stands])],
  };
};

/** The other regions that it is replicated to. */
const replicaRegions = (thing: Thing, home: string | undefined): readonly string[] => {
  const { provider, row } = thing;
  if (provider === undefined || home === undefined) return [];
  const named = (row?.replicas ?? []).flatMap((path) =>
    instancesOf(thing).flatMap((properties) => textsAt(properties, path)),
  );
  const regions = new Set(named.flatMap((text) => regionNamed(provider, text) ?? []));
  return [...regions].filter((region) => region !== home).toSorted(byCodePoint);
};

/** In several regions, any of which has it. That its users turn to another one is taken for granted, and told. */
const replicated = (
  { provider, row }: Thing,
  regions: readonly string[],
  source: string,
  defines: (id: string) => boolean,
): PlaceRequirements => {
  const homes = regions.map((region) => regionNode(provider!, region, defines));
  const services =
    row?.service === undefined
      ? []
      : regions.map((region) => serviceNode(provider!, row.service!, region, defines));
  const anyOf = (nodes: readonly PlacedNode[], why: string): Requirement => ({
    form: 'anyOf',
    of: nodes.map(({ id }) => ({ form: 'node', node: id })),
    why,
    source,
    confidence: 'assumed',
  });
  return {
    in: anyOf(homes, 'replicated to these regions: whether its users turn to another one, nothing says'),
    dependsOn: services.length === 0 ? [] : [anyOf(services, SERVICE)],
    nodes: [...homes, ...services],
  };
};

/**
 * Where a setting is: told, and nothing more. It does not fail with its place: a certificate in a lost region still
 * serves the content network that has it.
 */
const settingPlace = ({ spread, region }: Placement, home: PlacedNode, source: string): PlaceRequirements =>
  spread === 'global' || region === undefined
    ? NOWHERE
    : {
        ...NOWHERE,
        in: { ...plain(home.id, 'a setting of its region', source), impact: cappedAt('operational') },
        nodes: [home],
      };

const NOWHERE: PlaceRequirements = { dependsOn: [], nodes: [] };

const SERVICE = 'the service that it is an instance of';

const zonalIds = (
  zones: readonly PlacedNode[],
  service: string,
  defines: (id: string) => boolean,
): readonly string[] => zones.flatMap((zone) => zonalServiceId(zone, service, defines) ?? []);

const plain = (node: string, why: string, source: string): Requirement => ({
  form: 'node',
  node,
  why,
  source,
  confidence: 'documented',
});

const inZones = (thing: Thing, { zones, spread }: Placement, source: string): Requirement => ({
  ...grouped(
    zones.map(({ id }) => id),
    thing,
    spread,
  ),
  why: WORDS[spread],
  source,
  confidence: spread === 'one-of' ? 'assumed' : 'documented',
});

const WORDS: Readonly<Record<Placement['spread'], string>> = {
  global: 'in no region',
  region: 'its region',
  zone: 'its zone',
  spread: 'spread over these zones',
  standby: 'a standby waits in another zone',
  'one-of': 'in one of these zones, and nothing says in which',
  movable: 'one replica, started anew in another of these zones',
};

/** Ids of places as one requirement, by how a thing lies in them. */
const grouped = (ids: readonly string[], thing: Thing, spread: Placement['spread']): Requirement => {
  const of = ids.map((node): Requirement => ({ form: 'node', node }));
  if (of.length === 1) return of[0]!;
  if (spread === 'one-of') return { form: 'allOf', of };
  if (spread === 'movable') return { form: 'anyOf', of, failover: { time: EVICTION, requires: [] } };
  if (spread === 'standby') {
    return { form: 'anyOf', of, failover: { time: thing.row?.failover ?? USUAL_FAILOVER, requires: [] } };
  }
  const least = leastZones(thing, of.length);
  return { form: 'atLeast', atLeast: [of.length, least, 1], of };
};

/** Zones that must be up for it to be no worse than degraded: one, unless a budget asks for more of its replicas. */
const leastZones = (thing: Thing, zones: number): number => {
  const count = countOf(thing);
  const { minAvailable } = thing.fact;
  if (count === undefined || minAvailable === undefined || count === 0) return 1;
  const perZone = Math.max(1, Math.floor(count / zones));
  return Math.min(zones, Math.max(1, Math.ceil(minAvailable / perZone)));
};
