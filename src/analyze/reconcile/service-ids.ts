/**
 * Services of providers by the ids that packs give them: `aws/eu-west-1/dynamodb` is DynamoDB in one region,
 * `aws/route53` a service of no region, `aws/default-region/sqs` one of which no source says the region.
 */

export interface CloudService {
  readonly provider: string;
  /** The pack's word: `dynamodb`, `cloudwatch/logs`. */
  readonly service: string;
  /** In the provider's words; left out: the service has none, or no source says it. */
  readonly region?: string;
}

/** How regions look; a segment that does not look so is the first word of a service of no region. */
const REGIONS: ReadonlyMap<string, RegExp> = new Map([
  ['aws', /^[a-z]{2}(?:-[a-z]+)+-\d$/],
  ['gcp', /^[a-z]+-[a-z]+\d+$/],
  ['azure', /^[a-z]+\d?$/],
]);

/** What stands where a region would, if no source names one. */
const UNSAID = 'default-region';

/** The service that an id means; none if it is the provider itself, a region, a zone, or no provider's at all. */
export const cloudServiceOf = (id: string): CloudService | undefined => {
  const [provider = '', second, ...rest] = id.split('/');
  const pattern = REGIONS.get(provider);
  if (pattern === undefined || second === undefined) return undefined;
  if (second === UNSAID) return rest.length === 0 ? undefined : { provider, service: rest.join('/') };
  // Azure's regions look like any word: only what has more behind it can be one.
  const isRegion = pattern.test(second) && (provider !== 'azure' || rest.length > 0);
  if (!isRegion) return { provider, service: [second, ...rest].join('/') };
  // `aws/eu-west-1/eu-west-1a/rds`: an instance of a service in one zone of the region.
  const below = rest[0]?.startsWith(second) === true ? rest.slice(1) : rest;
  return below.length === 0 ? undefined : { provider, service: below.join('/'), region: second };
};

/** The service of somebody else's resource, known by its ARN: `external/dynamodb/us-east-1/111122223333/table/orders`. */
export const foreignServiceOf = (id: string): CloudService | undefined => {
  const [outside, service, region = ''] = id.split('/');
  return outside === 'external' && service !== undefined && REGIONS.get('aws')!.test(region)
    ? { provider: 'aws', service, region }
    : undefined;
};

/** Whether two ids may mean one service: the same by name, in the same region or in one that is not said. */
export const mayBeOne = (a: CloudService, b: CloudService): boolean =>
  isSameService(a, b) && (a.region === undefined || b.region === undefined || a.region === b.region);

/** The same by name, wherever. */
const isSameService = (a: CloudService, b: CloudService): boolean =>
  a.provider === b.provider && a.service === b.service;
