/** Parameters that name a thing: the table, bucket, queue or function that an operation is about, as ARN or URL. */
import type { Target } from '../../model/fact.ts';
import { choicesOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';
import { type Said, isNowhere, saidIn, withoutExample } from './addresses.ts';

/** A thing that an operation names. */
interface Named {
  readonly target: Target & { readonly by: 'text' };
  /** `TableName orders`: for evidence. */
  readonly words: string;
  /** It is only what is taken if the environment says no other. */
  readonly isDefault: boolean;
}

/** What of an operation's parameters is known to be a name. */
interface Naming {
  readonly things: readonly Named[];
  /** `TABLE_NAME`: environment variables that say the name. */
  readonly keys: readonly string[];
}

/**
 * By service, the parameters that hold a name, with the ARN that it makes; `{}` is the name, and between the second and
 * third colon goes the region. `=` in front: only at the top of the input.
 */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dynamodb: { TableName: 'dynamodb:table/{}', StreamArn: '' },
  dax: { TableName: 'dynamodb:table/{}' },
  s3: { Bucket: 's3:{}', CopySource: 's3:{}' },
  sqs: { QueueUrl: '', '=QueueName': 'sqs:{}' },
  sns: { TopicArn: '', TargetArn: '', '=Name': 'sns:{}' },
  lambda: { FunctionName: 'lambda:function:{}' },
  kinesis: { StreamName: 'kinesis:stream/{}', StreamARN: '' },
  firehose: { DeliveryStreamName: 'firehose:deliverystream/{}' },
  events: { EventBusName: 'events:event-bus/{}' },
  scheduler: { Arn: '' },
  states: { stateMachineArn: '' },
  secretsmanager: { SecretId: 'secretsmanager:secret:{}' },
  ssm: { '=Name': 'ssm:parameter/{}', '=Names': 'ssm:parameter/{}', '=Path': 'ssm:parameter/{}' },
  kms: { KeyId: 'kms:{}' },
  logs: { logGroupName: 'logs:log-group:{}' },
  ecs: { '=cluster': 'ecs:cluster/{}', '=taskDefinition': 'ecs:task-definition/{}' },
  batch: { jobQueue: 'batch:job-queue/{}' },
  codebuild: { projectName: 'codebuild:project/{}' },
  codepipeline: { '=name': 'codepipeline:{}' },
  'rds-data': { resourceArn: '', secretArn: '' },
  'redshift-data': { ClusterIdentifier: 'redshift:cluster:{}' },
  athena: { WorkGroup: 'athena:workgroup/{}' },
  glue: { JobName: 'glue:job/{}' },
  sagemaker: { EndpointName: 'sagemaker:endpoint/{}' },
  'execute-api': {},
};

/** Of an ARN, what only says by whose leave something is done. */
const NOT_NEEDED = /^arn:aws[a-z-]*:(?:iam|sts):/;

/** Depth and number of values of an input that are looked at. */
const DEEPEST = 5;
const MOST = 400;

/** The names in the parameters of an operation. `region`: of the client, if it is one for sure. */
export const namingOf = (
  prefix: string,
  operation: string,
  inputs: readonly Value[],
  region: string | undefined,
): Naming => {
  const rules = new Map(Object.entries(Object.hasOwn(PARAMETERS, prefix) ? PARAMETERS[prefix]! : {}));
  const things = new Map<string, Named>();
  const keys = new Set<string>();
  const take = (property: string, pattern: string, value: Value): void => {
    for (const said of saidIn(value)) {
      if (said.text === undefined) {
        if (said.key !== undefined) keys.add(said.key);
        continue;
      }
      const target = targetOf(property, pattern, said, region);
      if (target === undefined) continue;
      const known = { target, words: `${property} ${said.text}`, isDefault: said.isDefault };
      things.set(target.text, known);
    }
  };
  let looked = 0;
  const look = (value: Value, depth: number): void => {
    if (depth > DEEPEST || ++looked > MOST) return;
    for (const arm of choicesOf(value)) {
      if (arm.kind === 'list') for (const item of arm.items) look(item, depth + 1);
      if (arm.kind !== 'object') continue;
      for (const [property, member] of arm.entries) {
        const pattern = rules.get(property) ?? (depth === 0 ? rules.get(`=${property}`) : undefined);
        if (pattern !== undefined) take(property, pattern, member);
        else look(member, depth + 1);
        // Tables are the keys of what a batch asks for.
        if (property === 'RequestItems' && rules.has('TableName')) {
          for (const [table] of entriesIn(member))
            take('RequestItems', rules.get('TableName')!, { kind: 'plain', plain: table });
        }
      }
    }
  };
  // `name` of CodePipeline is a pipeline's only where one is started or asked for.
  if (prefix !== 'codepipeline' || /^(?:Start|Get)Pipeline/.test(operation))
    for (const input of inputs) look(input, 0);
  return { things: [...things.values()], keys: [...keys] };
};

const entriesIn = (value: Value): readonly (readonly [string, Value])[] =>
  choicesOf(value).flatMap((arm) => (arm.kind === 'object' ? [...arm.entries] : []));

const targetOf = (
  property: string,
  pattern: string,
  { text = '' }: Said,
  region: string | undefined,
): Named['target'] | undefined => {
  if (text.startsWith('arn:'))
    return NOT_NEEDED.test(text) ? undefined : { by: 'text', text: withoutExample(text), as: 'arn' };
  if (property === 'QueueUrl')
    return /^https?:\/\//.test(text) && !isNowhere(text)
      ? { by: 'text', text: withoutExample(text), as: 'host' }
      : undefined;
  if (pattern === '') return undefined;
  const name = nameIn(property, text);
  if (name === undefined) return undefined;
  const [service, ...rest] = pattern.split(':');
  // S3 leaves the region out of its ARNs: names of buckets are unique.
  const place = service === 's3' ? '' : (region ?? '');
  return {
    by: 'text',
    text: `arn:aws:${service!}:${place}::${rest.join(':').replace('{}', name)}`,
    as: 'arn',
  };
};

/** The name alone, as ARNs have it; none of what is no name, but words for people to replace. */
const nameIn = (property: string, text: string): string | undefined => {
  const name =
    property === 'CopySource'
      ? decoded(text).replace(/^\//, '').split('/')[0]!
      : property === 'FunctionName'
        ? text.replace(/^\d{12}:(?:function:)?/, '').split(':')[0]!
        : property === 'Name' || property === 'Names' || property === 'Path'
          ? text.replace(/^\//, '').replace(/\/$/, '')
          : property === 'taskDefinition'
            ? text.split(':')[0]!
            : text;
  return name === '' || /[\s<>${}*]/.test(name) || /^(?:STRING_VALUE|[A-Z]+(?:_[A-Z]+)+)$/.test(name)
    ? undefined
    : name;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
