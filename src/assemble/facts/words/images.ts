/** Container images: where they are pulled from. */
import { ofService } from './arns.ts';
import { BLANK } from './blanks.ts';
import { cloudHost } from './cloud-hosts.ts';
import { hostName } from './hosts.ts';
import type { Mention } from './mention.ts';

/** Other names of Docker's own registry, which is meant if an image names none. */
const DOCKER = new Set([
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
  'hub.docker.com',
]);

/** The registry of an image; of Amazon's and Google's regional ones, the service. `scratch` comes from nowhere. */
export const imageMentions = (image: string): readonly Mention[] => {
  const reference = image.replace(/^(?:docker|oci):\/\//, '').trim();
  if (reference === '' || reference === 'scratch' || /\s/.test(reference)) return [];
  const slash = reference.indexOf('/');
  const first = slash < 0 ? '' : reference.slice(0, slash).toLowerCase();
  // `${REPOSITORY}/shop`: whether that is a registry nobody knows.
  if (first.includes(BLANK) || reference.startsWith(BLANK)) return [];
  if (!/[.:]/.test(first) && first !== 'localhost') return [{ form: 'registry', host: 'docker.io' }];
  const host = hostName(first.replace(/:\d+$/, ''));
  if (host === undefined) return [];
  const [, region] = /^\d+\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(host) ?? [];
  if (region !== undefined) return ofService('ecr', region);
  return cloudHost(host, '') ?? [{ form: 'registry', host: DOCKER.has(host) ? 'docker.io' : host }];
};
