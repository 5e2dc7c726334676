/** Reads CDK source in a test: facts, and short words for what they say. */
import type { Facts, ReferenceFact } from '../../../src/model/fact.ts';
import { cdk } from '../../../src/scan/cdk.ts';
import type { ScanContext } from '../../../src/scan/scanner.ts';
import { contextOf, sourceFiles } from '../../support/source-files.ts';

/** The facts of the files that the scanner claims. */
export const read = (
  texts: Readonly<Record<string, string>>,
  more: Partial<Pick<ScanContext, 'region' | 'variables'>> = {},
): Promise<Facts> => {
  const files = sourceFiles(texts);
  return cdk.scan(
    files.filter((file) => cdk.claims(file)),
    contextOf(files, more),
  );
};

const IMPORTS = [
  'apigateway aws-apigateway',
  'apigwv2 aws-apigatewayv2',
  'integrations aws-apigatewayv2-integrations',
  'appsync aws-appsync',
  'autoscaling aws-autoscaling',
  'cloudfront aws-cloudfront',
  'origins aws-cloudfront-origins',
  'cloudwatch aws-cloudwatch',
  'actions aws-cloudwatch-actions',
  'dynamodb aws-dynamodb',
  'ec2 aws-ec2',
  'ecs aws-ecs',
  'patterns aws-ecs-patterns',
  'elb aws-elasticloadbalancingv2',
  'events aws-events',
  'targets aws-events-targets',
  'iam aws-iam',
  'kms aws-kms',
  'lambda aws-lambda',
  'nodejs aws-lambda-nodejs',
  'sources aws-lambda-event-sources',
  'rds aws-rds',
  's3 aws-s3',
  's3n aws-s3-notifications',
  'sns aws-sns',
  'subs aws-sns-subscriptions',
  'sqs aws-sqs',
  'ssm aws-ssm',
  'sfn aws-stepfunctions',
  'tasks aws-stepfunctions-tasks',
].map((words) => {
  const [name, module] = words.split(' ');
  return `import * as ${name!} from 'aws-cdk-lib/${module!}';`;
});

/** An app of one stack `S` with a body in its constructor. */
const stack = (body: string, props = ''): Readonly<Record<string, string>> => ({
  'cdk.json': '{"app": "npx tsx app.ts"}',
  'app.ts': [
    "import * as cdk from 'aws-cdk-lib';",
    "import { Construct } from 'constructs';",
    ...IMPORTS,
    'class S extends cdk.Stack {',
    '  constructor(scope: Construct, id: string, props?: cdk.StackProps) {',
    '    super(scope, id, props);',
    body,
    '  }',
    '}',
    `new S(new cdk.App(), 'S'${props === '' ? '' : `, ${props}`});`,
  ].join('\n'),
});

/** The same, read. */
export const readStack = (body: string, props = ''): Promise<Facts> => read(stack(body, props));

/** `S/Fn -> S/Table Environment.Variables.TABLE`, sorted; texts as they are. */
export const edges = ({ references }: Facts): readonly string[] =>
  references.map((reference) => `${from(reference)} -> ${to(reference)} ${reference.property}`).toSorted();

/** The same without properties, each pair once. */
export const pairs = ({ references }: Facts): readonly string[] =>
  [...new Set(references.map((reference) => `${from(reference)} -> ${to(reference)}`))].toSorted();

const from = ({ from: { scope, local } }: ReferenceFact): string => `${scope}/${local}`;

const to = ({ to: target }: ReferenceFact): string =>
  target.by === 'address' ? `${target.address.scope}/${target.address.local}` : `${target.as}:${target.text}`;

/** By id, the type. */
export const types = ({ resources }: Facts): Readonly<Record<string, string>> =>
  Object.fromEntries(resources.map(({ address, type }) => [`${address.scope}/${address.local}`, type]));
