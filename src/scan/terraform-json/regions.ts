/** The region that a resource's values tell; none is guessed. */
import type { Properties } from '../../model/fact.ts';
import type { Described } from './described.ts';

const AWS_REGION = /^[a-z]{2}(?:-[a-z]+)+-\d/;

/** `europe-west1`, without the letter of a zone. */
const GOOGLE_REGION = /^[a-z]+-[a-z]+\d+/;

/**
 * As its provider writes it: Azure's `West Europe` as `westeurope`, Google's `EU` as `eu`.
 *
 * @param fallback the region of the provider's configuration.
 */
export const regionOf = (type: string, values: Properties, fallback?: string): string | undefined => {
  const text = (name: string): string => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  if (type.startsWith('azurerm_') || type.startsWith('azapi_')) {
    const location = text('location').toLowerCase().replaceAll(' ', '');
    // Azure says `global` of what has no region.
    return location === '' || location === 'global' ? fallback : location;
  }
  if (type.startsWith('google_')) {
    const place = text('location').toLowerCase();
    if (place === 'global') return undefined;
    // Several regions at once have a name of their own: eu, us, nam4.
    if (/^[a-z]{2,4}\d?$/.test(place)) return place;
    for (const name of ['region', 'zone', 'location']) {
      // Older attributes hold the link to the region instead of its name.
      const region = GOOGLE_REGION.exec(text(name).split('/').at(-1)!);
      if (region !== null) return region[0];
    }
    return fallback;
  }
  if (!type.startsWith('aws_')) return fallback;
  const zone = AWS_REGION.exec(text('availability_zone'));
  const inArn = text('arn').split(':')[3] ?? '';
  return [text('region'), zone?.[0] ?? '', inArn].find((region) => AWS_REGION.test(region)) ?? fallback;
};

/**
 * What the configuration of a provider does not tell, its resources do: one configuration of AWS's is one region. None
 * where several are seen, since a resource may name its own.
 */
export const regionsByProvider = (resources: readonly Described[]): ReadonlyMap<string, string> => {
  const seen = new Map<string, Set<string>>();
  for (const { type, provider, instances } of resources) {
    if (provider === undefined || !type.startsWith('aws_')) continue;
    const regions = seen.get(provider) ?? new Set();
    seen.set(provider, regions);
    for (const { values } of instances) {
      const region = regionOf(type, values);
      if (region !== undefined) regions.add(region);
    }
  }
  return new Map(
    [...seen].flatMap(([provider, [only, ...more]]) =>
      only === undefined || more.length > 0 ? [] : [[provider, only]],
    ),
  );
};
