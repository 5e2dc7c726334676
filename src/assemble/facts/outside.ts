/**
 * What a scan refers to but does not describe: a provider's service, somebody else's host, a registry, a host that
 * nobody here answers to. Each becomes a node, so that it can be failed and is never dropped in silence.
 */
import type { Target } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import type { Confidence } from '../../model/requirement.ts';
import { type PlacedNode, regionAsked, serviceNode } from './providers.ts';
import { type Thing, scopeSegments, segmentOf } from './things.ts';
import type { Mention } from './words.ts';

export interface Outside extends PlacedNode {
  readonly kind: Kind;
  readonly confidence?: Confidence;
  /** It should be here, and is not: a host without a domain, a name of this cluster. */
  readonly isMissing?: boolean;
}

/** Whether the end of an edge is a thing of the scan. */
export const isThing = (end: Thing | Outside): end is Thing => 'key' in end;

interface Around {
  readonly regionOf: (thing: Thing) => string | undefined;
  /** The region of what no source places anywhere. */
  readonly region?: string;
  readonly defines: (id: string) => boolean;
}

/** The node outside that a mention means; none if it means nothing that could fail. */
export const outsideOf = (
  mention: Mention,
  target: Target & { readonly by: 'text' },
  from: Thing,
  around: Around,
): Outside | undefined => {
  switch (mention.form) {
    case 'host':
      return mention.sure ? hostOutside(mention.host, target, from) : undefined;
    case 'registry':
      return {
        id: `external/${segmentOf(mention.host)}`,
        kind: 'external',
        name: `registry ${mention.host}`,
      };
    case 'service': {
      const region =
        mention.region ??
        target.region ??
        around.regionOf(from) ??
        regionAsked(mention.provider, around.region, around.defines);
      const inferred = target.as === 'action' ? { confidence: 'inferred' as const } : {};
      return { ...serviceNode(mention.provider, mention.service, region, around.defines), ...inferred };
    }
    case 'arn':
      return arnOutside(mention.arn);
    case 'name':
      return undefined;
  }
};

/** Hosts that are only known inside of a cluster, a network or a project: one that is missing is missing here. */
const INSIDE = /^[^.]+$|\.(?:svc(?:\.cluster\.local)?|cluster\.local|internal|local|localdomain|lan|consul)$/;

const hostOutside = (
  host: string,
  target: Target & { readonly by: 'text' },
  from: Thing,
): Outside | undefined => {
  if (!INSIDE.test(host)) return { id: `external/${segmentOf(host)}`, kind: 'external', name: host };
  // Any text with a colon in it may look like a host of one word; a setting that says it is one is another matter.
  if (target.as !== 'env' && target.as !== 'host') return undefined;
  return {
    id: ['unresolved', ...scopeSegments(from.fact.address.scope), segmentOf(host)].join('/'),
    kind: 'external',
    name: host,
    isMissing: true,
  };
};

/** Somebody else's resource: a table of another team, a topic of another account. */
const arnOutside = (arn: string): Outside | undefined => {
  const [, , service = '', region = '', account = '', ...rest] = arn.split(':');
  const resource = rest.join(':');
  // The provider's own policies and images are no resource of anybody.
  if (service === '' || resource === '' || account === 'aws' || /[*?$]/.test(resource)) return undefined;
  const place = [region, account].filter((part) => part !== '' && part !== '*');
  return {
    id: ['external', service, ...place, ...resource.split('/')].map(segmentOf).join('/'),
    kind: ARN_KINDS.get(service) ?? 'external',
    name: arn,
  };
};

const ARN_KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['dynamodb', 'database'],
  ['rds', 'database'],
  ['s3', 'storage'],
  ['elasticfilesystem', 'storage'],
  ['sqs', 'queue'],
  ['sns', 'queue'],
  ['kinesis', 'queue'],
  ['events', 'queue'],
  ['kafka', 'queue'],
  ['lambda', 'function'],
  ['iam', 'identity'],
  ['cognito-idp', 'identity'],
  ['kms', 'identity'],
]);
