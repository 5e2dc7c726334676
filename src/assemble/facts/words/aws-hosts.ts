/** Hosts of AWS: a bucket's, a queue's, a database's address tells which thing it is, or at least of which service. */
import { arnOf, ofService } from './arns.ts';
import { awsService } from './aws-services.ts';
import { BLANK } from './blanks.ts';
import { hostName } from './hosts.ts';
import type { Mention } from './mention.ts';

const SUFFIX = /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|on\.aws|amazoncognito\.com|elasticbeanstalk\.com)$/;

const REGION = /^[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2}$/;

/** What a host of AWS (with port taken off) and a URL's path name; nothing of other hosts. */
export const awsHost = (host: string, path: string): readonly Mention[] | undefined => {
  if (host.endsWith('.cloudfront.net')) return [...hostItself(host), ...ofService('cloudfront')];
  if (host.endsWith('.awsglobalaccelerator.com'))
    return [...hostItself(host), ...ofService('globalaccelerator')];
  if (host === 'public.ecr.aws') return [{ form: 'registry', host }];
  const suffix = SUFFIX.exec(host)?.[0];
  if (suffix === undefined) return undefined;
  const labels = host.slice(0, -suffix.length).split('.');
  const region = regionOf(labels);
  const bucket = bucketMentions(labels, path, region);
  if (bucket !== undefined) return bucket;
  if (labels.includes('sqs') || labels.at(-1) === 'queue') return queueMentions(path, region);
  const api = labels.indexOf('execute-api');
  if (api === 1 && hostName(labels[0]!) !== undefined) {
    return [
      { form: 'arn', arn: arnOf('execute-api', region, '', labels[0]!) },
      ...ofService('execute-api', region),
    ];
  }
  const service = serviceOf(labels, suffix);
  // Labels that are neither service nor region say which one it is.
  const isOne = labels.some((label) => !isCommon(label, service));
  return [...(isOne ? hostItself(host) : []), ...(service === undefined ? [] : ofService(service, region))];
};

/**
 * The ARN of what a host of RDS is the address of: `NAME.HASH.REGION.rds.amazonaws.com`, for a cluster
 * `NAME.cluster-HASH.…`. The hash is the account's, the name its own.
 */
export const databaseArn = (host: string): string | undefined => {
  const [, name, hash, region] =
    /^([a-z][a-z0-9-]*)\.([a-z0-9-]+)\.([a-z0-9-]+)\.rds\.amazonaws\.com(?:\.cn)?$/.exec(host) ?? [];
  if (name === undefined) return undefined;
  const kind = hash!.startsWith('cluster-') ? 'cluster' : hash!.startsWith('proxy-') ? 'db-proxy' : 'db';
  return arnOf('rds', region!, '', `${kind}:${name}`);
};

const hostItself = (host: string): readonly Mention[] =>
  hostName(host) === undefined ? [] : [{ form: 'host', host, sure: true }];

/** `REGION`, `s3-REGION`, `vpce` and caches' short `use1`. */
const regionOf = (labels: readonly string[]): string => {
  for (const label of labels) {
    if (REGION.test(label)) return label;
    const joined = /^s3(?:-website|-fips)?-(.+)$/.exec(label)?.[1];
    if (joined !== undefined && REGION.test(joined)) return joined;
  }
  const short = labels.at(-1) === 'cache' ? labels.at(-2) : undefined;
  return short === undefined ? '' : longRegion(short);
};

const DIRECTIONS = new Map(
  Object.entries({
    n: 'north',
    s: 'south',
    e: 'east',
    w: 'west',
    c: 'central',
    ne: 'northeast',
    nw: 'northwest',
    se: 'southeast',
    sw: 'southwest',
  }),
);

/** `use1` is us-east-1, `apne2` ap-northeast-2. */
const longRegion = (short: string): string => {
  const [, land, direction, number] = /^([a-z]{2})(ne|nw|se|sw|[nsewc])(\d)$/.exec(short) ?? [];
  const long = direction === undefined ? undefined : DIRECTIONS.get(direction);
  return long === undefined ? '' : `${land!}-${long}-${number!}`;
};

/** `s3`, `s3-REGION`, `s3-website…`, `s3-accelerate`: what stands before is the bucket, else the path begins with it. */
const bucketMentions = (
  labels: readonly string[],
  path: string,
  region: string,
): readonly Mention[] | undefined => {
  const at = labels.findLastIndex((label) => /^s3(?:-[a-z0-9-]+)?$/.test(label));
  if (at < 0 || /^s3-(?:object-lambda|outposts|accesspoint|control)/.test(labels[at]!)) return undefined;
  return bucket(at > 0 ? labels.slice(0, at).join('.') : (path.split('/')[1] ?? ''), region);
};

/** A bucket by name, and the service behind it. */
export const bucket = (name: string, region = ''): readonly Mention[] => [
  ...(/^[a-z0-9][a-z0-9._-]{2,254}$/i.test(name)
    ? ([{ form: 'arn', arn: arnOf('s3', '', '', name) }] as const)
    : []),
  ...ofService('s3', region),
];

const queueMentions = (path: string, region: string): readonly Mention[] => {
  const [, account = '', name = ''] = path.split('/');
  const isNamed = /^[\w-]{1,80}(?:\.fifo)?$/.test(name);
  return [
    ...(isNamed
      ? ([{ form: 'arn', arn: arnOf('sqs', region, /^\d+$/.test(account) ? account : '', name) }] as const)
      : []),
    ...ofService('sqs', region),
  ];
};

const serviceOf = (labels: readonly string[], suffix: string): string | undefined =>
  suffix === '.amazoncognito.com'
    ? 'cognito-idp'
    : suffix === '.elasticbeanstalk.com'
      ? 'elasticbeanstalk'
      : labels.findLast((label) => awsService(plain(label)) !== undefined);

/** `dynamodb-fips` is `dynamodb`. */
const plain = (label: string): string => label.replace(/-fips$/, '');

const isCommon = (label: string, service: string | undefined): boolean =>
  label === service ||
  label === BLANK ||
  REGION.test(label) ||
  awsService(plain(label)) !== undefined ||
  /^(?:dualstack|fips|vpce|api|dkr|data|runtime|global|legacy)$/.test(label);
