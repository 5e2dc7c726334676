/** SAM's policy templates (`S3ReadPolicy: {BucketName: photos}`): what they let a function use, where no `Ref` tells. */
import type { Plain, Target } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { evaluate, type Known } from './evaluate.ts';
import { isOpen } from './tags.ts';

/** What a policy template names. */
export interface PolicyUse {
  readonly target: Target & { readonly by: 'text' };
  /** The name itself, if the template is given one. */
  readonly name?: string;
  readonly steps: readonly Step[];
}

/** By how a template's name begins, the service as its actions call it. Those of tools and of networks are left out. */
const SERVICES: readonly (readonly [beginning: string, service: string])[] = [
  ['Athena', 'athena'],
  ['AWSSecretsManager', 'secretsmanager'],
  ['CloudWatch', 'cloudwatch'],
  ['Comprehend', 'comprehend'],
  ['DynamoDB', 'dynamodb'],
  ['ElasticMapReduce', 'elasticmapreduce'],
  ['Elasticsearch', 'es'],
  ['EventBridge', 'events'],
  ['FilterLogEvents', 'logs'],
  ['Firehose', 'firehose'],
  ['Kinesis', 'kinesis'],
  ['KMS', 'kms'],
  ['Lambda', 'lambda'],
  ['Polly', 'polly'],
  ['Rekognition', 'rekognition'],
  ['Route53', 'route53'],
  ['S3', 's3'],
  ['SES', 'ses'],
  ['SNS', 'sns'],
  ['SQS', 'sqs'],
  ['SSM', 'ssm'],
  ['StepFunctions', 'states'],
  ['Textract', 'textract'],
];

/** By service, the argument that names a thing, and the ARN that the name is the end of. */
const NAMED: ReadonlyMap<string, readonly [argument: string, arn: string]> = new Map([
  ['dynamodb', ['TableName', 'arn:aws:dynamodb:::table/']],
  ['events', ['EventBusName', 'arn:aws:events:::event-bus/']],
  ['firehose', ['DeliveryStreamName', 'arn:aws:firehose:::deliverystream/']],
  ['kinesis', ['StreamName', 'arn:aws:kinesis:::stream/']],
  ['lambda', ['FunctionName', 'arn:aws:lambda:::function:']],
  ['s3', ['BucketName', 'arn:aws:s3:::']],
  ['sns', ['TopicName', 'arn:aws:sns:::']],
  ['sqs', ['QueueName', 'arn:aws:sqs:::']],
  ['states', ['StateMachineName', 'arn:aws:states:::stateMachine:']],
]);

/** The policy templates of a resource: a name that is spelled out as an ARN, else the service alone. */
export const policyUses = (body: Plain, known: Known): readonly PolicyUse[] => {
  const policies = at(body, 'Properties', 'Policies');
  return itemsOf(policies).flatMap((policy, i) =>
    entriesOf(policy).flatMap(([template, given]): readonly PolicyUse[] => {
      const service = SERVICES.find(([beginning]) => template.startsWith(beginning))?.[1];
      if (service === undefined || !template.endsWith('Policy')) return [];
      const steps = ['Properties', 'Policies', ...(Array.isArray(policies) ? [i] : []), template];
      const [argument = '', arn = ''] = NAMED.get(service) ?? [];
      const name = textOf(evaluate(at(given, argument), known));
      if (name === undefined || isOpen(name) || name === 'default') {
        return [{ target: { by: 'text', text: `${service}:*`, as: 'action' }, steps }];
      }
      const text = name.startsWith('arn:') ? name : `${arn}${name}`;
      return [{ target: { by: 'text', text, as: 'arn' }, name, steps: [...steps, argument] }];
    }),
  );
};
