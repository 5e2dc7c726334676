/**
 * The words that the Solutions Constructs are called by, as data: what each makes, and who needs whom of a pair. The
 * library keeps to them, so that two tables tell all of its common classes.
 */
import type { EdgeClass } from '../../model/fact.ts';

/** One word of a name: what it makes, under which id, from which properties, and by which members it is reached. */
export interface Part {
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
export const PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
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

export const PAIRS: ReadonlyMap<string, Need> = new Map<string, Need>([
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

/** A class, by its package and name. */
interface ClassOfPackage {
  readonly module: string;
  readonly name: string;
}

/** The words of a class's name, if the tables tell all of it: `Lambda`, `Sqs`, `Lambda`. */
export const wordsOf = ({ module, name }: ClassOfPackage): readonly string[] | undefined => {
  if (!module.startsWith('@aws-solutions-constructs/')) return undefined;
  const words = name.split(/To(?=[A-Z])/);
  const isKnown = words.every(
    (word, i) => PARTS.has(word) && (i === 0 || PAIRS.has(`${words[i - 1]!} ${word}`)),
  );
  return words.length > 1 && isKnown ? words : undefined;
};

/** Whether a class is one whose parts are known. */
export const isSolution = (name: ClassOfPackage): boolean => wordsOf(name) !== undefined;
