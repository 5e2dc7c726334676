/**
 * What a node is in the words of chaos tools: which service of which cloud, in which region and zone.
 *
 * A scan leaves the source's own type among the tags (`aws_db_instance`, `AWS::Lambda::Function`, `apps/Deployment`); ids
 * of provider packs and ARNs say the rest. What only the kind of a node says is told as a guess.
 */
import type { Estate } from '../../model/estate.ts';
import type { Kind } from '../../model/kind.ts';
import type { Node } from '../../model/node.ts';
import { type Requirement, targetsOf } from '../../model/requirement.ts';

const SORTS = [
  'zone',
  'region',
  'aws-service',
  'lambda-function',
  'rds-instance',
  'rds-cluster',
  'ecs-service',
  'ec2-instance',
  'auto-scaling-group',
  'eks-nodegroup',
  'elasticache-group',
  'dynamodb-table',
  'dynamodb-global-table',
  's3-bucket',
  's3-replication',
  'kinesis-stream',
  'aws-resource',
  'kubernetes-workload',
  'external',
  'other',
] as const;

type Sort = (typeof SORTS)[number];

export interface Thing {
  readonly node: Node;
  readonly sort: Sort;
  /** The source's own type. */
  readonly type?: string;
  /** Only the kind says so. */
  readonly isGuess?: true;
  /** Of AWS, by its name in host names and ARNs: `s3`, `dynamodb`. */
  readonly service?: string;
  /** Of an AWS service, the part that is meant: `control-plane`. */
  readonly part?: string;
  readonly region?: string;
  readonly zone?: string;
  /** What its makers call it, where that is known: an RDS instance, a host. */
  readonly name?: string;
}

const REGION = /^[a-z]{2}(?:-[a-z]+){1,3}-\d$/;
const ZONE = /^[a-z]{2}(?:-[a-z]+){1,3}-\d[a-z]$/;

/** Types without what divides their words, in lower case: what it is, and of which service. */
const TYPES: readonly (readonly [RegExp, Sort, string])[] = [
  [/^aws(?:lambda|serverless)function(?:function)?$/, 'lambda-function', 'lambda'],
  [/^aws(?:rds(?:db)?|docdb(?:db)?)cluster(?:cluster)?$/, 'rds-cluster', 'rds'],
  [/^aws(?:db|rdsdb|rds|rdscluster|docdbdb|docdbcluster)instance(?:instance)?$/, 'rds-instance', 'rds'],
  [/^awsecs(?:service|taskset)(?:service)?$/, 'ecs-service', 'ecs'],
  [/^aws(?:ec2)?instance(?:instance)?$/, 'ec2-instance', 'ec2'],
  [/^awsautoscaling(?:autoscaling)?group(?:group)?$/, 'auto-scaling-group', 'autoscaling'],
  [/^awseksnodegroup(?:nodegroup)?$/, 'eks-nodegroup', 'eks'],
  [/^awselasticachereplicationgroup(?:replicationgroup)?$/, 'elasticache-group', 'elasticache'],
  [/^awsdynamodb(?:globaltable|tablereplica)/, 'dynamodb-global-table', 'dynamodb'],
  [/^awsdynamodbtable(?:table)?$/, 'dynamodb-table', 'dynamodb'],
  [/^awss3bucketreplication/, 's3-replication', 's3'],
  [/^awss3bucket(?:v2)?(?:bucket(?:v2)?)?$/, 's3-bucket', 's3'],
  [/^awskinesisstream(?:stream)?$/, 'kinesis-stream', 'kinesis'],
  [/^awssqsqueue(?:queue)?$/, 'aws-resource', 'sqs'],
  [/^awssnstopic(?:topic)?$/, 'aws-resource', 'sns'],
  [/^aws(?:events|cloudwatchevent)(?:eventbus|bus|rule)/, 'aws-resource', 'events'],
  [/^aws(?:stepfunctions|sfn)statemachine/, 'aws-resource', 'stepfunctions'],
  [/^awssecretsmanagersecret(?:secret)?$/, 'aws-resource', 'secretsmanager'],
  [/^awskmskey(?:key)?$/, 'aws-resource', 'kms'],
  [/^awscognitouserpool(?:userpool)?$/, 'aws-resource', 'cognito-idp'],
  [/^aws(?:apigateway|serverless)(?:restapi|v2api|api|httpapi)/, 'aws-resource', 'apigateway'],
];

/** What the names of our pack are in the API's own words, where they differ. */
const SERVICES: Readonly<Record<string, string>> = {
  'api-gateway': 'apigateway',
  cognito: 'cognito-idp',
  eventbridge: 'events',
  'step-functions': 'stepfunctions',
  'secrets-manager': 'secretsmanager',
  'auto-scaling': 'autoscaling',
  elb: 'elbv2',
  alb: 'elbv2',
  nlb: 'elbv2',
  'systems-manager': 'ssm',
  'parameter-store': 'ssm',
};

/** Of workloads whose pods a controller keeps. */
const WORKLOADS: ReadonlySet<string> = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'argoproj.io/Rollout',
]);

/** What a node is. */
export const thingOf = (estate: Estate, position: number): Thing => {
  const node = estate.nodes[position]!;
  const place = placeOf(estate, node);
  if (node.kind === 'zone' && place.zone !== undefined) return { node, sort: 'zone', ...place };
  if (node.kind === 'region' && place.region !== undefined) return { node, sort: 'region', ...place };
  return (
    byType(node, place) ??
    byName(node, place) ??
    byPack(node, place) ??
    byKind(node, place) ?? { node, sort: 'other', ...place }
  );
};

/** Why no tool can do anything, and what would help. */
export const notSaid = ({ node }: Thing): string =>
  `"kind: ${node.kind}" does not say what runs it; its type among the tags would (tags: [${TYPICAL.get(node.kind) ?? 'aws_ecs_service'}])`;

/** A type that a node of a kind may well be, as an example of what to write. */
const TYPICAL: ReadonlyMap<Kind, string> = new Map([
  ['cache', 'aws_elasticache_replication_group'],
  ['compute', 'aws_instance'],
  ['database', 'aws_db_instance'],
  ['function', 'aws_lambda_function'],
  ['queue', 'aws_sqs_queue'],
  ['storage', 'aws_s3_bucket'],
]);

interface Where {
  readonly region?: string;
  readonly zone?: string;
}

const byType = (node: Node, place: Where): Thing | undefined => {
  for (const type of node.tags) {
    if (WORKLOADS.has(type)) return { node, sort: 'kubernetes-workload', type, ...place };
    if (!/^aws/i.test(type)) continue;
    const plain = type.toLowerCase().replace(/[^a-z0-9]/g, '');
    const found = TYPES.find(([pattern]) => pattern.test(plain));
    if (found !== undefined) return { node, sort: found[1], type, service: found[2], ...place };
  }
  return undefined;
};

const ARN = /^arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):/;
const STORE =
  /^([a-z][a-z0-9-]{0,62})\.[a-z0-9.-]+\.([a-z]{2}(?:-[a-z]+){1,3}-\d)\.(rds|docdb)\.amazonaws\.com$/;
const HOST = /^(?=.{3,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** By the ARN or the host that a scan gave it for a name. */
const byName = (node: Node, place: Where): Thing | undefined => {
  const name = (node.name ?? '').toLowerCase();
  const arn = ARN.exec(name);
  if (arn !== null) {
    const [, service, region] = arn;
    const sort: Sort =
      service === 's3' ? 's3-bucket' : service === 'kinesis' ? 'kinesis-stream' : 'aws-resource';
    const known = REGION.test(region!) ? { region: region! } : {};
    return { node, sort, service: service!, ...place, ...known };
  }
  const store = STORE.exec(name);
  if (store !== null)
    return { node, sort: 'rds-instance', service: 'rds', region: store[2]!, name: store[1]! };
  return node.kind === 'external'
    ? { node, sort: 'external', ...(HOST.test(name) ? { name } : {}), ...place }
    : undefined;
};

/** `aws/us-east-1/s3`, `aws/us-east-1/us-east-1a/ec2`, `aws/us-east-1/lambda/control-plane`. */
const byPack = (node: Node, place: Where): Thing | undefined => {
  const [root, ...rest] = node.id.split('/');
  if (root !== 'aws') return undefined;
  const words = rest.filter((word) => !REGION.test(word) && !ZONE.test(word));
  const [first, ...parts] = words;
  if (first === undefined) return undefined;
  const part = node.kind === 'control-plane' ? 'control-plane' : parts.join('/');
  return {
    node,
    sort: 'aws-service',
    service: SERVICES[first] ?? first,
    ...(part === '' ? {} : { part }),
    ...place,
  };
};

const byKind = (node: Node, place: Where): Thing | undefined => {
  if (place.region === undefined) return undefined;
  const guess = BY_KIND[node.kind];
  return guess === undefined
    ? undefined
    : { node, sort: guess[0], service: guess[1], isGuess: true, ...place };
};

/** What a kind most likely is, in a region of AWS. */
const BY_KIND: Readonly<Partial<Record<Kind, readonly [Sort, string]>>> = {
  function: ['lambda-function', 'lambda'],
  compute: ['ec2-instance', 'ec2'],
  database: ['rds-instance', 'rds'],
  cache: ['elasticache-group', 'elasticache'],
};

/** Nodes that are looked at for a place: what stands deeper in others' rooms than that says nothing. */
const MOST_STEPS = 16;

/** Region and zone, by the id or by where it runs; of one that is spread over zones the region alone. */
const placeOf = (estate: Estate, node: Node): Where => {
  const seen = new Set<string>();
  let open: readonly string[] = [node.id];
  for (let step = 0; step < MOST_STEPS && open.length > 0; step++) {
    const found = open.map(placeInId).filter((place) => place.region !== undefined);
    const [first] = found;
    if (first !== undefined) {
      const isOne = found.every(({ zone }) => zone === first.zone);
      return isOne ? first : { region: first.region! };
    }
    for (const id of open) seen.add(id);
    open = [...new Set(open.flatMap((id) => homesOf(estate, id)))].filter((id) => !seen.has(id)).slice(0, 64);
  }
  return {};
};

const homesOf = (estate: Estate, id: string): readonly string[] => {
  const home: Requirement | undefined = estate.nodes[estate.positions.get(id)!]?.in;
  return home === undefined ? [] : targetsOf(home);
};

const placeInId = (id: string): Where => {
  const [root, ...words] = id.split('/');
  if (root !== 'aws') return {};
  const zone = words.find((word) => ZONE.test(word));
  const region = words.find((word) => REGION.test(word)) ?? zone?.slice(0, -1);
  return { ...(region === undefined ? {} : { region }), ...(zone === undefined ? {} : { zone }) };
};
