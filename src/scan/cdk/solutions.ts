/**
 * Solutions Constructs: `LambdaToDynamoDB` makes the two that its name says, or is given them, and connects them. The
 * library keeps to its words, so that two small tables tell them all: what each word makes, and who needs whom of a pair.
 */
import type { EdgeClass } from '../../model/fact.ts';
import { entryOf, plainOf } from '../typescript/read.ts';
import type { ClassName } from './kinds.ts';
import type { Construct } from './construct.ts';
import type { Tree } from './tree.ts';

/** One word of a name: what it makes, under which id, from which properties, and by which members it is reached. */
interface Part {
  readonly type: string;
  readonly id: string;
  /** Properties by which one that is there already is given. */
  readonly existing: string;
  readonly props: string;
  readonly members: string;
  /** The variable by which a function is told of it. */
  readonly variable?: string;
}

const TABLE: Part = {
  type: 'AWS::DynamoDB::Table',
  id: 'DynamoTable',
  existing: 'existingTableObj existingTableInterface',
  props: 'dynamoTableProps',
  members: 'dynamoTable dynamoTableInterface',
  variable: 'DDB_TABLE_NAME',
};

/** https://docs.aws.amazon.com/solutions/latest/constructs/api-reference.html */
const PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  [
    'Lambda',
    {
      type: 'AWS::Lambda::Function',
      id: 'LambdaFunction',
      existing: 'existingLambdaObj',
      props: 'lambdaFunctionProps',
      members: 'lambdaFunction',
    },
  ],
  ['DynamoDB', TABLE],
  ['DynamoDBStreams', TABLE],
  [
    'Sqs',
    {
      type: 'AWS::SQS::Queue',
      id: 'queue',
      existing: 'existingQueueObj',
      props: 'queueProps',
      members: 'sqsQueue',
      variable: 'SQS_QUEUE_URL',
    },
  ],
  [
    'Sns',
    {
      type: 'AWS::SNS::Topic',
      id: 'SnsTopic',
      existing: 'existingTopicObj existingTopicObject',
      props: 'topicProps',
      members: 'snsTopic',
      variable: 'SNS_TOPIC_ARN',
    },
  ],
  [
    'S3',
    {
      type: 'AWS::S3::Bucket',
      id: 'S3Bucket',
      existing: 'existingBucketObj existingBucketInterface',
      props: 'bucketProps',
      members: 's3Bucket s3BucketInterface',
      variable: 'S3_BUCKET_NAME',
    },
  ],
  [
    'KinesisStreams',
    {
      type: 'AWS::Kinesis::Stream',
      id: 'KinesisStream',
      existing: 'existingStreamObj',
      props: 'kinesisStreamProps',
      members: 'kinesisStream',
      variable: 'KINESIS_DATASTREAM_NAME',
    },
  ],
  [
    'Stepfunctions',
    {
      type: 'AWS::StepFunctions::StateMachine',
      id: 'StateMachine',
      existing: 'existingStateMachineObj',
      props: 'stateMachineProps',
      members: 'stateMachine',
      variable: 'STATE_MACHINE_ARN',
    },
  ],
  [
    'Secretsmanager',
    {
      type: 'AWS::SecretsManager::Secret',
      id: 'secret',
      existing: 'existingSecretObj',
      props: 'secretProps',
      members: 'secret',
      variable: 'SECRET_ARN',
    },
  ],
  [
    'Ssmstringparameter',
    {
      type: 'AWS::SSM::Parameter',
      id: 'stringParameter',
      existing: 'existingStringParameterObj',
      props: 'stringParameterProps',
      members: 'stringParameter',
      variable: 'SSM_STRING_PARAMETER_NAME',
    },
  ],
  [
    'Eventbridge',
    {
      type: 'AWS::Events::Rule',
      id: 'EventsRule',
      existing: '',
      props: 'eventRuleProps',
      members: 'eventsRule',
    },
  ],
  [
    'ApiGateway',
    {
      type: 'AWS::ApiGateway::RestApi',
      id: 'RestApi',
      existing: 'existingApiGatewayObj',
      props: 'apiGatewayProps',
      members: 'apiGateway',
    },
  ],
  [
    'CloudFront',
    {
      type: 'AWS::CloudFront::Distribution',
      id: 'CloudFrontDistribution',
      existing: '',
      props: 'cloudFrontDistributionProps',
      members: 'cloudFrontWebDistribution',
    },
  ],
  [
    'Cognito',
    {
      type: 'AWS::Cognito::UserPool',
      id: 'CognitoUserPool',
      existing: '',
      props: 'cognitoUserPoolProps',
      members: 'userPool',
    },
  ],
  [
    'Iot',
    {
      type: 'AWS::IoT::TopicRule',
      id: 'IotTopicRule',
      existing: '',
      props: 'iotTopicRuleProps',
      members: 'iotTopicRule',
    },
  ],
]);

/** Of a pair, the property by which one needs the other; `isBack`: the second one needs the first. */
interface Need {
  readonly property: string;
  readonly class?: EdgeClass;
  readonly isBack?: true;
}

const EVENTS: Need = { property: 'EventSourceArn', class: 'asynchronous', isBack: true };
const TOLD: Need = { property: 'TopicArn', class: 'asynchronous', isBack: true };
const TARGET: Need = { property: 'Targets.Arn' };
const ROUTE: Need = { property: 'Integration' };
const ORIGIN: Need = { property: 'DistributionConfig.Origins.DomainName' };
const ACTION: Need = { property: 'TopicRulePayload.Actions' };
const NOTIFICATION = 'NotificationConfiguration';

const PAIRS: ReadonlyMap<string, Need> = new Map<string, Need>([
  ...[
    'DynamoDB',
    'Sqs',
    'Sns',
    'S3',
    'KinesisStreams',
    'Stepfunctions',
    'Secretsmanager',
    'Ssmstringparameter',
  ].map(
    (word) =>
      [`Lambda ${word}`, { property: `Environment.Variables.${PARTS.get(word)!.variable!}` }] as const,
  ),
  ['Sqs Lambda', EVENTS],
  ['DynamoDBStreams Lambda', EVENTS],
  ['KinesisStreams Lambda', EVENTS],
  ['Sns Lambda', TOLD],
  ['Sns Sqs', TOLD],
  ['S3 Lambda', { property: `${NOTIFICATION}.LambdaConfigurations.Function` }],
  ['S3 Sqs', { property: `${NOTIFICATION}.QueueConfigurations.Queue` }],
  ['S3 Sns', { property: `${NOTIFICATION}.TopicConfigurations.Topic` }],
  ...['Lambda', 'Sqs', 'Sns', 'Stepfunctions', 'KinesisStreams'].map(
    (word) => [`Eventbridge ${word}`, TARGET] as const,
  ),
  ...['Lambda', 'DynamoDB', 'Sqs', 'KinesisStreams'].map((word) => [`ApiGateway ${word}`, ROUTE] as const),
  ['CloudFront S3', ORIGIN],
  ['CloudFront ApiGateway', ORIGIN],
  ['Cognito ApiGateway', { property: 'Auth.Authorizers', isBack: true }],
  ...['Lambda', 'Sqs', 'KinesisStreams', 'S3'].map((word) => [`Iot ${word}`, ACTION] as const),
]);

/** The words of a class's name, if the tables tell all of it: `Lambda`, `Sqs`, `Lambda`. */
const wordsOf = ({ module, name }: Pick<ClassName, 'module' | 'name'>): readonly string[] | undefined => {
  if (!module.startsWith('@aws-solutions-constructs/')) return undefined;
  const words = name.split(/To(?=[A-Z])/);
  const isKnown = words.every(
    (word, i) => PARTS.has(word) && (i === 0 || PAIRS.has(`${words[i - 1]!} ${word}`)),
  );
  return words.length > 1 && isKnown ? words : undefined;
};

/** Whether a class is one whose parts are known. */
export const isSolution = (name: Pick<ClassName, 'module' | 'name'>): boolean => wordsOf(name) !== undefined;

/** Makes what a construct of this library brings with it. */
export const solve = (tree: Tree, solution: Construct): void => {
  const words = wordsOf(solution.class) ?? [];
  // Of two functions the first one writes and the last one reads; each property says which is meant.
  const isDouble = words.filter((word) => word === 'Lambda').length > 1;
  const made = words.map((word, i) => {
    const part = PARTS.get(word)!;
    return partOf(tree, solution, isDouble && word === 'Lambda' ? sided(part, i === 0) : part);
  });
  for (const [i, to] of made.entries()) {
    const from = made[i - 1];
    const need = PAIRS.get(`${words[i - 1] ?? ''} ${words[i]!}`);
    if (from === undefined || need === undefined) continue;
    const [holder, held] = need.isBack === true ? [to, from] : [from, to];
    holder.links.push({
      to: held,
      property: need.property,
      ...(need.class === undefined ? {} : { class: need.class }),
    });
  }
  for (const [i, word] of words.entries())
    beside(tree, solution, word, made[i]!, words[i + 1] === 'Lambda' ? made[i + 1] : undefined);
};

const sided = (part: Part, isFirst: boolean): Part => {
  const side = isFirst ? 'Producer' : 'Consumer';
  return {
    ...part,
    id: `${side}${part.id}`,
    existing: part.existing.replace('existing', `existing${side}`),
    props: `${side.toLowerCase()}${part.props.slice(0, 1).toUpperCase()}${part.props.slice(1)}`,
    members: `${side.toLowerCase()}${part.members.slice(0, 1).toUpperCase()}${part.members.slice(1)}`,
  };
};

const partOf = (tree: Tree, solution: Construct, part: Part): Construct => {
  const { props, site } = solution;
  const given = part.existing.split(' ').flatMap((name) => tree.of(entryOf(props, name)) ?? []);
  const found =
    given[0] ?? tree.add(solution, part.id, { type: part.type, props: entryOf(props, part.props), site });
  for (const name of part.members.split(' ')) solution.members.set(name, found);
  return found;
};

/** What comes with a part: its network, the bus of a rule, what gets the messages that nobody could handle. */
const beside = (
  tree: Tree,
  solution: Construct,
  word: string,
  part: Construct,
  reader: Construct | undefined,
): void => {
  const { props, site } = solution;
  const isMade = part.parent === solution;
  if (word === 'Lambda') {
    const network = tree.of(entryOf(props, 'existingVpc'));
    if (network !== undefined) part.links.push({ to: network, property: 'VpcConfig.SubnetIds' });
  }
  if (word === 'Eventbridge') {
    const bus =
      tree.of(entryOf(props, 'existingEventBusInterface')) ??
      (entryOf(props, 'eventBusProps') === undefined
        ? undefined
        : tree.add(
            solution,
            'CustomEventBus',
            { type: 'AWS::Events::EventBus', props: entryOf(props, 'eventBusProps'), site },
            'eventBus',
          ));
    if (bus !== undefined) part.links.push({ to: bus, property: 'EventBusName' });
  }
  if (
    /Streams$/.test(word) &&
    reader !== undefined &&
    plainOf(entryOf(props, 'deploySqsDlqQueue')) !== false
  ) {
    const rest = { type: 'AWS::SQS::Queue', props: entryOf(props, 'sqsDlqQueueProps'), site };
    const letters = tree.add(solution, 'SqsDlqQueue', rest);
    reader.links.push({ to: letters, property: 'DestinationConfig.OnFailure' });
  }
  if (word === 'Sqs' && isMade && plainOf(entryOf(props, 'deployDeadLetterQueue')) !== false) {
    const rest = { type: part.type, props: entryOf(props, 'deadLetterQueueProps'), site };
    const letters = tree.add(solution, 'queue-dlq', rest, 'deadLetterQueue');
    part.links.push({ to: letters, property: 'RedrivePolicy' });
  }
};
