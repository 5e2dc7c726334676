/**
 * Where things are: their region and zones, from what the source says, from their subnets, and from nothing else.
 *
 * Redundancy is read, not assumed: several zones count as several only if the thing really runs in them (a group of
 * instances, a balancer, a standby). A single database in a group of three subnets is in one of three zones that
 * nobody names, so the loss of any of them may take it.
 */
import type { ReferenceFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Spread } from './catalog.ts';
import { covers } from './catalog/common.ts';
import { textsAt, isAt } from './properties.ts';
import { type PlacedNode, regionAsked, regionNamed, zoneNode } from './providers.ts';
import { type Thing, type Things, instancesOf } from './things.ts';

export interface Placement {
  /** The region, if anybody says it. */
  readonly region?: string;
  readonly zones: readonly PlacedNode[];
  /** How the thing lies in its zones. */
  readonly spread: 'global' | 'region' | 'zone' | 'spread' | 'standby' | 'one-of' | 'movable';
}

export interface Placements {
  readonly regionOf: (thing: Thing) => string | undefined;
  readonly of: (thing: Thing) => Placement;
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
    if (!regions.has(thing)) regions.set(thing, ownRegion(thing, region, defines));
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

/** What the source says, what its zone lies in, what was asked for. */
const ownRegion = (
  thing: Thing,
  asked: string | undefined,
  defines: (id: string) => boolean,
): string | undefined => {
  const { fact, provider } = thing;
  if (provider === undefined) return undefined;
  const said = [fact.region, ...zoneTexts(thing).flatMap((zone) => homeOf(provider, zone) ?? [])];
  const own = said.flatMap((text) => (text === undefined ? [] : (regionNamed(provider, text) ?? [])))[0];
  return own ?? regionAsked(provider, asked, defines);
};

/** The region in a zone's name; Azure's zones have numbers alone. */
const homeOf = (provider: Thing['provider'], zone: string): string | undefined =>
  provider === 'aws'
    ? /^([a-z]{2}(?:-[a-z]+)+-\d+)[a-z]$/.exec(zone)?.[1]
    : provider === 'gcp'
      ? /^([a-z]+-[a-z]+\d+)-[a-z]$/.exec(zone)?.[1]
      : undefined;

/** Zones as its source names them. */
const zoneTexts = (thing: Thing): readonly string[] => [
  ...(thing.fact.zones ?? []),
  ...(thing.row?.zones ?? []).flatMap((path) =>
    instancesOf(thing).flatMap((properties) => textsAt(properties, path)),
  ),
];

const ownZones = (
  thing: Thing,
  region: string | undefined,
  defines: (id: string) => boolean,
): readonly PlacedNode[] => {
  const { provider = guessed(thing.fact.zones) } = thing;
  if (provider === undefined) return [];
  return unique(zoneTexts(thing).flatMap((zone) => zoneNode(provider, region, zone, defines) ?? []));
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
  const pairs = references.flatMap(({ from, to, property }) => {
    const thing = to.by === 'address' ? things.find(from) : undefined;
    if (to.by !== 'address' || thing?.row?.subnets?.some((path) => covers(path, property)) !== true)
      return [];
    const subnet = things.find(to.address);
    return subnet === undefined ? [] : [{ thing, subnet }];
  });
  return new Map(
    [...groupBy(pairs, ({ thing }) => thing)].map(([thing, same]) => [
      thing,
      same.map(({ subnet }) => subnet),
    ]),
  );
};

const spreadOf = (thing: Thing, zones: readonly PlacedNode[]): Placement['spread'] => {
  const { row, kind } = thing;
  const spread: Spread = row?.spread ?? (zones.length > 0 ? 'zonal' : 'regional');
  if (spread === 'global') return 'global';
  if (spread === 'regional' || zones.length === 0) return 'region';
  // The other zone of a standby is the provider's choice where only one is named.
  if (hasStandby(thing)) return zones.length === 1 ? 'region' : 'standby';
  if (zones.length === 1) return 'zone';
  const count = countOf(thing);
  const isStore = kind === 'database' || kind === 'cache' || kind === 'storage';
  // A cluster starts a lone replica anew where it still can; what it stored does not move with it.
  if (thing.provider === undefined && count === 1) return isStore ? 'one-of' : 'movable';
  const runsInOne = row?.standby !== undefined || kind === 'database' || kind === 'cache';
  return runsInOne && (count ?? 1) < 2 && thing.role === 'part' ? 'one-of' : 'spread';
};

/** Whether its source asks for a standby in another zone. */
const hasStandby = (thing: Thing): boolean =>
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
