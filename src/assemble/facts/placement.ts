/**
 * Where things are: their region and zones, from what the source says, from their subnets, and from nothing else.
 *
 * Redundancy is read, not assumed: several zones count as several only if the thing really runs in them (a group of
 * instances, a balancer, a standby). A single database in a group of three subnets is in one of three zones that
 * nobody names, so the loss of any of them may take it.
 */
import type { Finding, ReferenceFact } from '../../model/fact.ts';
import { cappedAt } from '../../model/impact.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Spread } from './catalog.ts';
import { covers } from './catalog/common.ts';
import { textsAt, isAt } from './properties.ts';
import {
  type PlacedNode,
  regionNamed,
  regionNode,
  serviceNode,
  zonalServiceId,
  zoneNode,
} from './providers.ts';
import { type Thing, type Things, instancesOf } from './things.ts';

export interface Placement {
  /** The region, if anybody says it. */
  readonly region?: string;
  readonly zones: readonly PlacedNode[];
  /** How the thing lies in its zones. */
  readonly spread: 'global' | 'region' | 'zone' | 'spread' | 'standby' | 'one-of';
}

export interface Placements {
  regionOf(thing: Thing): string | undefined;
  of(thing: Thing): Placement;
}

/** Where all things are. `region`: of what no source places anywhere. */
export const placements = (
  things: Things,
  references: readonly ReferenceFact[],
  region: string | undefined,
  defines: (id: string) => boolean,
): Placements => {
  const subnets = subnetsOf(things, references);
  const regions = new Map<Thing, string | undefined>();
  const known = new Map<Thing, readonly PlacedNode[]>();
  const regionOf = (thing: Thing): string | undefined => {
    if (!regions.has(thing)) regions.set(thing, ownRegion(thing, region));
    return regions.get(thing);
  };
  const zonesOf = (thing: Thing): readonly PlacedNode[] => {
    const found = known.get(thing);
    if (found !== undefined) return found;
    // A subnet group that holds itself would be asked for ever.
    known.set(thing, []);
    const own = ownZones(thing, regionOf(thing), defines);
    const zones = own.length > 0 ? own : unique((subnets.get(thing) ?? []).flatMap(zonesOf));
    known.set(thing, zones);
    return zones;
  };
  return {
    regionOf,
    of: (thing) => {
      const zones = zonesOf(thing);
      const at = regionOf(thing);
      return { ...(at === undefined ? {} : { region: at }), zones, spread: spreadOf(thing, zones) };
    },
  };
};

const ownRegion = ({ fact, provider }: Thing, fallback: string | undefined): string | undefined => {
  if (provider === undefined) return undefined;
  const said = fact.region === undefined ? undefined : regionNamed(provider, fact.region);
  return said ?? (fallback === undefined ? undefined : regionNamed(provider, fallback));
};

const ownZones = (
  thing: Thing,
  region: string | undefined,
  defines: (id: string) => boolean,
): readonly PlacedNode[] => {
  const { provider = guessed(thing.fact.zones), fact, row } = thing;
  if (provider === undefined) return [];
  const named = [
    ...(fact.zones ?? []),
    ...(row?.zones ?? []).flatMap((path) =>
      instancesOf(thing).flatMap((properties) => textsAt(properties, path)),
    ),
  ];
  return unique(named.flatMap((zone) => zoneNode(provider, region, zone, defines) ?? []));
};

/** Whose zones these are, by their form: a cluster's manifests name zones, not providers. */
const guessed = (zones: readonly string[] | undefined): Thing['provider'] => {
  if (zones === undefined || zones.length === 0) return undefined;
  if (zones.every((zone) => /^[a-z]{2}(?:-[a-z]+)+-\d[a-z]$/.test(zone))) return 'aws';
  if (zones.every((zone) => /^[a-z]+-[a-z]+\d+-[a-z]$/.test(zone))) return 'gcp';
  return zones.every((zone) => /^[a-z]+\d?-\d$/.test(zone)) ? 'azure' : undefined;
};

const unique = (zones: readonly PlacedNode[]): readonly PlacedNode[] =>
  [...new Map(zones.map((zone) => [zone.id, zone])).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What each thing refers to by the properties that its type says hold subnets. */
const subnetsOf = (
  things: Things,
  references: readonly ReferenceFact[],
): ReadonlyMap<Thing, readonly Thing[]> => {
  const subnets = new Map<Thing, Thing[]>();
  for (const { from, to, property } of references) {
    if (to.by !== 'address') continue;
    const thing = things.find(from);
    if (thing?.row?.subnets?.some((path) => covers(path, property)) !== true) continue;
    const target = things.find(to.address);
    if (target === undefined) continue;
    const there = subnets.get(thing);
    if (there === undefined) subnets.set(thing, [target]);
    else there.push(target);
  }
  return subnets;
};

const spreadOf = (thing: Thing, zones: readonly PlacedNode[]): Placement['spread'] => {
  const { row, kind } = thing;
  const spread: Spread = row?.spread ?? (zones.length > 0 ? 'zonal' : 'regional');
  if (spread === 'global') return 'global';
  if (spread === 'regional' || zones.length === 0) return 'region';
  // The other zone of a standby is the provider's choice where only one is named.
  if (hasStandby(thing)) return zones.length === 1 ? 'region' : 'standby';
  if (zones.length === 1) return 'zone';
  const runsInOne = row?.standby !== undefined || kind === 'database' || kind === 'cache';
  return runsInOne && (countOf(thing) ?? 1) < 2 ? 'one-of' : 'spread';
};

/** Whether its source asks for a standby in another zone. */
export const hasStandby = (thing: Thing): boolean =>
  (thing.row?.standby ?? []).some(({ property, is }) =>
    instancesOf(thing).some((properties) => isAt(properties, property, is)),
  );

/** How many there are, if that is known: `count`, `replicas`, a desired capacity. */
export const countOf = ({ fact, row }: Thing): number | undefined => {
  if (fact.count !== undefined) return fact.count;
  for (const path of row?.counts ?? []) {
    const [text] = textsAt(fact.properties, path);
    if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  }
  return undefined;
};

// —— requirements ———————————————————————————————————————————————————————————————————————————————————————————————————

/** What its place makes a thing need, and the nodes that are named for it. */
export interface PlaceRequirements {
  readonly in?: Requirement;
  readonly dependsOn: readonly Requirement[];
  readonly nodes: readonly PlacedNode[];
  readonly findings: readonly Finding[];
}

/** Seconds for which a switch to a standby is taken to last, where neither source nor catalog says it. */
const USUAL_FAILOVER = 120;

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
  const service = row?.service;
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
    return {
      in: plain(home.id, region === undefined ? 'its region is not said' : 'its region', source),
      dependsOn: stands === undefined ? [] : [plain(stands.id, SERVICE, source)],
      nodes: stands === undefined ? [home] : [home, stands],
      findings: [],
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
    findings: [],
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

const NOWHERE: PlaceRequirements = { dependsOn: [], nodes: [], findings: [] };

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
};

/** Ids of places as one requirement, by how a thing lies in them. */
const grouped = (ids: readonly string[], thing: Thing, spread: Placement['spread']): Requirement => {
  const of = ids.map((node): Requirement => ({ form: 'node', node }));
  if (of.length === 1) return of[0]!;
  if (spread === 'one-of') return { form: 'allOf', of };
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
