/**
 * Experiments as rules of the Chaos API of LocalStack, where applications are tried out against services of AWS that run on
 * one's own machine: https://docs.localstack.cloud/user-guide/chaos-engineering/chaos-api (POST /_localstack/chaos/faults
 * takes the list of rules, POST /_localstack/chaos/effects a latency for all calls).
 */
import type { HandOff, Plan, Reach } from './experiment.ts';
import { type Thing, notSaid } from './things.ts';

interface Rule {
  readonly region?: string;
  readonly service?: string;
  readonly operation?: string;
  readonly probability: number;
  readonly error: { readonly statusCode: number; readonly code: string };
}

interface Ruled {
  readonly rules: readonly Rule[];
  readonly differs?: string;
}

/** Services that LocalStack knows by these names (its service list, and those of botocore, are the same names). */
const KNOWN: ReadonlySet<string> = new Set([
  'acm',
  'apigateway',
  'appsync',
  'athena',
  'autoscaling',
  'backup',
  'cloudformation',
  'cloudfront',
  'cloudtrail',
  'cloudwatch',
  'cognito-idp',
  'dynamodb',
  'ec2',
  'ecr',
  'ecs',
  'eks',
  'elasticache',
  'elbv2',
  'emr',
  'events',
  'firehose',
  'glue',
  'iam',
  'kafka',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  'opensearch',
  'rds',
  'redshift',
  'route53',
  's3',
  'scheduler',
  'secretsmanager',
  'ses',
  'sns',
  'sqs',
  'ssm',
  'stepfunctions',
  'sts',
]);

/** Operations by which a control plane is changed; of services whose data plane answers by the same API. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  autoscaling: ['SetDesiredCapacity', 'UpdateAutoScalingGroup'],
  dynamodb: ['CreateTable', 'UpdateTable'],
  ec2: ['RunInstances', 'StartInstances'],
  ecs: ['RunTask', 'UpdateService'],
  elbv2: ['ModifyListener', 'RegisterTargets'],
  iam: ['AttachRolePolicy', 'CreateRole', 'PutRolePolicy'],
  lambda: ['CreateFunction', 'UpdateFunctionCode', 'UpdateFunctionConfiguration'],
  rds: ['CreateDBInstance', 'FailoverDBCluster', 'ModifyDBInstance'],
  route53: ['ChangeResourceRecordSets'],
  s3: ['CreateBucket', 'PutBucketPolicy'],
};

/** Milliseconds: a dependency that is slow is worse than one that is gone, and longer than most time limits. */
const SLOW = 5_000;

const ENDPOINT = 'http://localhost:4566/_localstack/chaos';

export const toLocalstack = (plan: Plan, things: readonly Thing[]): HandOff => {
  const found = things.map(ruledOf);
  const reaches = found.map((one, i): Reach =>
    typeof one === 'string'
      ? { node: plan.fail[i]!, cannot: one }
      : {
          node: plan.fail[i]!,
          action: actionText(one.rules),
          ...(one.differs === undefined ? {} : { differs: one.differs }),
        },
  );
  const ruled = found.filter((one) => typeof one !== 'string');
  if (ruled.length < found.length)
    return { tool: 'localstack', reaches, files: [], fillIn: [], run: [], stop: [] };
  const rules = [
    ...new Map(ruled.flatMap((one) => one.rules).map((rule) => [JSON.stringify(rule), rule])).values(),
  ];
  const isSoft = plan.kind === 'soft-edge';
  const file = `${plan.id}.localstack.json`;
  const slow = `${plan.id}.localstack-slow.json`;
  return {
    tool: 'localstack',
    reaches,
    files: [
      { name: file, text: `${JSON.stringify(rules, null, 2)}\n` },
      ...(isSoft ? [{ name: slow, text: `${JSON.stringify({ latency: SLOW }, null, 2)}\n` }] : []),
    ],
    fillIn: [],
    run: [
      ...(isSoft ? [`curl -X POST ${ENDPOINT}/effects -H 'Content-Type: application/json' -d @${slow}`] : []),
      `curl -X POST ${ENDPOINT}/faults -H 'Content-Type: application/json' -d @${file}`,
    ],
    stop: [
      `curl -X POST ${ENDPOINT}/faults -H 'Content-Type: application/json' -d '[]'`,
      ...(isSoft
        ? [`curl -X POST ${ENDPOINT}/effects -H 'Content-Type: application/json' -d '{"latency":0}'`]
        : []),
    ],
  };
};

const actionText = (rules: readonly Rule[]): string =>
  [
    ...new Set(
      rules.map(({ service, region, operation }) =>
        [service ?? 'every service', operation, region].filter((word) => word !== undefined).join(' '),
      ),
    ),
  ].join(' + ');

const ERROR = { statusCode: 503, code: 'ServiceUnavailable' } as const;

const ruledOf = (thing: Thing): Ruled | string => {
  const { sort, service, part, region } = thing;
  const where = region === undefined ? {} : { region };
  if (sort === 'region') return { rules: [{ ...where, probability: 1, error: ERROR }] };
  if (sort === 'zone') return 'it has no zones, only services and regions';
  if (sort === 'external') return 'it stands in for AWS only';
  if (service === undefined)
    return sort === 'kubernetes-workload' ? 'it stands in for AWS only' : notSaid(thing);
  if (!KNOWN.has(service)) return `it is not known to have ${service}`;
  if (part === 'control-plane' || part === 'launch') {
    const operations = CHANGES[service];
    return operations === undefined
      ? `which operations of ${service} are its control plane is not known here`
      : {
          rules: operations.map((operation) => ({
            ...where,
            service,
            operation,
            probability: 1,
            error: ERROR,
          })),
          differs: `only ${operations.join(', ')} fail`,
        };
  }
  const rules = [{ ...where, service, probability: 1, error: ERROR }];
  return sort === 'aws-service' && part === undefined
    ? { rules }
    : {
        rules,
        differs: `every call of the ${service} API fails${region === undefined ? '' : ` in ${region}`}, not those to this one alone${DATA_BESIDE.has(service) ? '; connections to what it runs go on' : ''}`,
      };
};

/** Services whose data do not go through the API: a database answers while RDS does not. */
const DATA_BESIDE: ReadonlySet<string> = new Set([
  'ec2',
  'ecs',
  'eks',
  'elasticache',
  'elbv2',
  'rds',
  'redshift',
  'autoscaling',
]);
