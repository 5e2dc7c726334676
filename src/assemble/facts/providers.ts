/**
 * Ids of provider packs for what a source says: regions, zones, services. What no pack defines (a region that nobody
 * names, a service that is not in the pack) becomes a node of the scan's own, in the same place of the tree of ids.
 */
import type { Kind } from '../../model/kind.ts';
import type { Provider } from './catalog/index.ts';
import { segmentOf } from './things.ts';

/** A node that things stand on. Not defined by any pack: then it is to be described with these words. */
export interface PlacedNode {
  readonly id: string;
  readonly kind: Kind;
  readonly name?: string;
  readonly in?: string;
  /** Whether a pack describes it: then it is only named. */
  readonly isOfPack?: boolean;
}

/** The segment of a region that no source names: what runs there stands and falls together all the same. */
export const UNSAID = 'default-region';

type Defines = (id: string) => boolean;

/**
 * A region in the provider's own words, as ids spell it: `East US` is `eastus`, the zone `europe-west1-b` lies in
 * `europe-west1`. None for what is no region's name: an expression, a placeholder, `global`.
 */
export const regionNamed = (provider: Provider, text: string): string | undefined => {
  const plain = text.trim().toLowerCase().replaceAll(' ', '');
  if (!/^[a-z][a-z0-9-]*$/.test(plain) || plain === 'global') return undefined;
  if (provider === 'gcp') return plain.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, '$1');
  if (provider === 'aws') return /^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(plain) ? plain : undefined;
  return plain;
};

/** The region asked for, if it is one of that provider's: what another one runs is not in it. */
export const regionAsked = (
  provider: Provider,
  asked: string | undefined,
  defines: Defines,
): string | undefined => {
  const region = asked === undefined ? undefined : regionNamed(provider, asked);
  return region !== undefined && defines(`${provider}/${region}`) ? region : undefined;
};

/** The node of a region; of the unsaid one, if nobody names it. */
export const regionNode = (provider: Provider, region: string | undefined, defines: Defines): PlacedNode => {
  const id = `${provider}/${region ?? UNSAID}`;
  if (region !== undefined && defines(id)) return { id, kind: 'region', isOfPack: true };
  const name = region === undefined ? `the ${NAMES[provider]} region that no source names` : region;
  return { id, kind: 'region', name };
};

const NAMES: Readonly<Record<Provider, string>> = { aws: 'AWS', gcp: 'Google Cloud', azure: 'Azure' };

/**
 * A zone by the name that sources give it: `us-east-1a`, `europe-west1-b`, Azure's `1` or `eastus-1`. None for what is
 * no zone of that region: an expression, a name of another region.
 */
export const zoneNode = (
  provider: Provider,
  region: string | undefined,
  zone: string,
  defines: Defines,
): PlacedNode | undefined => {
  const plain = zone.trim().toLowerCase();
  const home = region ?? (provider === 'aws' ? plain.replace(/[a-z]$/, '') : plain.replace(/-[a-z]$/, ''));
  const name = provider === 'azure' && /^\d$/.test(plain) ? `${home}-${plain}` : plain;
  // `x` would lie in a region without a name.
  if (regionNamed(provider, home) !== home) return undefined;
  if (!name.startsWith(home) || name === home || !/^[a-z0-9-]+$/.test(name)) return undefined;
  const id = `${provider}/${home}/${name}`;
  return defines(id)
    ? { id, kind: 'zone', isOfPack: true }
    : { id, kind: 'zone', name, in: `${provider}/${home}` };
};

/** A service where it is: in a region if it is there in each, else the one of the whole provider. */
export const serviceNode = (
  provider: Provider,
  service: string,
  region: string | undefined,
  defines: Defines,
): PlacedNode => {
  const regional = `${provider}/${region ?? UNSAID}/${service}`;
  const global = `${provider}/${service}`;
  if (region !== undefined && defines(regional)) return { id: regional, kind: 'service', isOfPack: true };
  if (defines(global)) return { id: global, kind: 'service', isOfPack: true };
  const name = `${service.replaceAll('-', ' ')} in ${region ?? 'the region that no source names'}`;
  return { id: regional, kind: 'service', name, in: `${provider}/${region ?? UNSAID}` };
};

/** A service's instance in one zone, if the provider has it there. */
export const zonalServiceId = (zone: PlacedNode, service: string, defines: Defines): string | undefined => {
  const id = `${zone.id}/${segmentOf(service)}`;
  return defines(id) ? id : undefined;
};
