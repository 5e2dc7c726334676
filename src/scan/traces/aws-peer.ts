/** Calls of AWS: the table, the queue, the bucket or the function that they name, else the service as such. */
import { type Attributes, textAt, textsAt } from './attributes.ts';
import { urlHost } from './hosts.ts';
import type { Peer } from './span.ts';

const QUEUE_URLS = ['aws.sqs.queue.url', 'aws.sqs.queue_url', 'messaging.url', 'aws.queue_url'] as const;

/** Keys whose value is the ARN of what is called. */
const ARNS: readonly (readonly [key: string, peerClass: Peer['class']])[] = [
  ['aws.sns.topic.arn', 'asynchronous'],
  ['aws.step_functions.state_machine.arn', 'call'],
  ['aws.step_functions.activity.arn', 'call'],
  ['aws.lambda.invoked_arn', 'call'],
  ['aws.secretsmanager.secret.arn', 'call'],
];

/** Keys whose value is the name of what is called, and the ARN that it makes. */
const NAMES: readonly (readonly [
  key: string,
  peerClass: Peer['class'],
  arnOf: (name: string, region: string) => string,
])[] = [
  ['aws.dynamodb.table_names', 'data', (name, region) => `arn:aws:dynamodb:${region}::table/${name}`],
  ['aws.table_name', 'data', (name, region) => `arn:aws:dynamodb:${region}::table/${name}`],
  ['aws.s3.bucket', 'data', (name) => `arn:aws:s3:::${name}`],
  ['aws.bucket.name', 'data', (name) => `arn:aws:s3:::${name}`],
  ['aws.kinesis.stream_name', 'asynchronous', (name, region) => `arn:aws:kinesis:${region}::stream/${name}`],
  ['aws.stream.name', 'asynchronous', (name, region) => `arn:aws:kinesis:${region}::stream/${name}`],
];

export const AWS_KEYS: readonly string[] = [
  ...QUEUE_URLS,
  ...ARNS.map(([key]) => key),
  ...NAMES.map(([key]) => key),
  'rpc.system',
  'rpc.system.name',
  'rpc.service',
  'rpc.method',
  'aws.region',
  'cloud.region',
  'faas.invoked_name',
  'faas.invoked_region',
  'faas.invoked_provider',
];

/** What the SDKs call services, where IAM calls them otherwise. */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sfn: 'states',
    stepfunctions: 'states',
    eventbridge: 'events',
    cloudwatchevents: 'events',
    cloudwatchlogs: 'logs',
    cognitoidentityprovider: 'cognito-idp',
    cognitoidentity: 'cognito-identity',
    elasticloadbalancingv2: 'elasticloadbalancing',
    opensearch: 'es',
    elasticsearchservice: 'es',
    bedrockruntime: 'bedrock',
    rdsdata: 'rds-data',
    appconfigdata: 'appconfig',
  }),
);

const CLASSES: ReadonlyMap<string, Peer['class']> = new Map([
  ['dynamodb', 'data'],
  ['s3', 'data'],
  ['rds-data', 'data'],
  ['timestream', 'data'],
  ['sqs', 'asynchronous'],
  ['sns', 'asynchronous'],
  ['kinesis', 'asynchronous'],
  ['firehose', 'asynchronous'],
  ['events', 'asynchronous'],
]);

/** The peer of a call of AWS; undefined if it is none. */
export const awsPeer = (
  attributes: Attributes,
  isMessage: boolean,
): Pick<Peer, 'class' | 'targets'> | undefined => {
  const region = regionOf(textAt(attributes, 'aws.region', 'faas.invoked_region', 'cloud.region'));
  const invoked = textAt(attributes, 'faas.invoked_name');
  if (invoked !== undefined && /^(?:aws)?$/.test(textAt(attributes, 'faas.invoked_provider') ?? ''))
    return { class: 'call', targets: [lambda(invoked, region)] };
  for (const [key, peerClass] of ARNS) {
    const targets = textsAt(attributes, key)
      .filter((arn) => arn.startsWith('arn:'))
      .map(arnTarget);
    if (targets.length > 0) return { class: peerClass, targets };
  }
  for (const [key, peerClass, arnOf] of NAMES) {
    // A table may be given by its ARN, too.
    const targets = textsAt(attributes, key).map((name) =>
      arnTarget(name.startsWith('arn:') ? name : arnOf(name, region)),
    );
    if (targets.length > 0) return { class: peerClass, targets };
  }
  const called = serviceOf(attributes);
  if (isMessage || called?.service === 'sqs') {
    const queue = awsQueue(attributes, region, called?.service);
    if (queue !== undefined) return { class: 'asynchronous', targets: [queue] };
  }
  if (called === undefined) return undefined;
  const text = `${called.service}:${called.method}`;
  const target = { by: 'text', text, as: 'action', ...(region === '' ? {} : { region }) } as const;
  return { class: CLASSES.get(called.service) ?? 'call', targets: [target] };
};

/** The service by the word that IAM has for it, and the method. */
const serviceOf = (
  attributes: Attributes,
): { readonly service: string; readonly method: string } | undefined => {
  if (textAt(attributes, 'rpc.system.name', 'rpc.system') !== 'aws-api') return undefined;
  const written = textAt(attributes, 'rpc.method') ?? '*';
  const [before, after] = written.split('/', 2);
  const named = (textAt(attributes, 'rpc.service') ?? (after === undefined ? '' : before!)).toLowerCase();
  const plain = named.replaceAll(/[^a-z0-9]|^(?:aws|amazon)(?=\W)/g, '');
  const method = (after ?? written).replaceAll(/[^\w*]/g, '');
  return plain === '' ? undefined : { service: PREFIXES.get(plain) ?? plain, method: method || '*' };
};

const awsQueue = (
  attributes: Attributes,
  region: string,
  service: string | undefined,
): Peer['targets'][number] | undefined => {
  const system =
    textAt(attributes, 'messaging.system')
      ?.toLowerCase()
      .replaceAll(/[^a-z]/g, '') ?? '';
  const isQueue = service === 'sqs' || /^(?:aws|amazon)sqs$/.test(system);
  const isTopic = service === 'sns' || /^(?:aws|amazon)?sns$/.test(system);
  const url = textAt(attributes, ...QUEUE_URLS);
  const host = url === undefined ? undefined : urlHost(url);
  if (host?.includes('amazonaws') === true) return { by: 'text', text: host, as: 'host' };
  const name = textAt(attributes, 'messaging.destination.name', 'messaging.destination');
  if (name === undefined || (!isQueue && !isTopic)) return undefined;
  return arnTarget(name.startsWith('arn:') ? name : `arn:aws:${isTopic ? 'sns' : 'sqs'}:${region}::${name}`);
};

const lambda = (name: string, region: string): Peer['targets'][number] =>
  arnTarget(name.startsWith('arn:') ? name : `arn:aws:lambda:${region}::function:${name}`);

const arnTarget = (text: string): Peer['targets'][number] => ({ by: 'text', text, as: 'arn' });

/** What would make another ARN of it is none. */
const regionOf = (text: string | undefined): string =>
  text !== undefined && /^[a-z0-9-]{1,40}$/.test(text) ? text : '';
