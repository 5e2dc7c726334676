/** Proves that a construct of the Solutions Constructs is read as the resources that its name says, connected. */
import { describe, expect, it } from 'vitest';
import { edges, read, types } from './reading.ts';

/** An app of one stack `S` that uses one class of the library. */
const app = (name: string, body: string) =>
  read({
    'app.ts': `
      import { App, Stack } from 'aws-cdk-lib';
      import { Table } from 'aws-cdk-lib/aws-dynamodb';
      import { Vpc } from 'aws-cdk-lib/aws-ec2';
      import { Code, Function } from 'aws-cdk-lib/aws-lambda';
      import { Queue } from 'aws-cdk-lib/aws-sqs';
      import { ${name} } from '@aws-solutions-constructs/of-them';
      const stack = new Stack(new App(), 'S');
      ${body}
    `,
  });

describe('a solution', () => {
  it('makes both of its parts, and the function is told of the table', async () => {
    const facts = await app(
      'LambdaToDynamoDB',
      "new LambdaToDynamoDB(stack, 'Both', { lambdaFunctionProps: { code: Code.fromAsset('src') } });",
    );
    expect(types(facts)).toEqual({
      'S/Both/LambdaFunction': 'AWS::Lambda::Function',
      'S/Both/DynamoTable': 'AWS::DynamoDB::Table',
    });
    expect(edges(facts)).toEqual([
      'S/Both/LambdaFunction -> S/Both/DynamoTable Environment.Variables.DDB_TABLE_NAME',
    ]);
    expect(facts.findings).toEqual([]);
  });

  it('connects what it is given, and makes only the rest', async () => {
    const facts = await app(
      'SqsToLambda',
      `const queue = new Queue(stack, 'Jobs');
       new SqsToLambda(stack, 'Both', { existingQueueObj: queue, lambdaFunctionProps: {} });`,
    );
    expect(Object.keys(types(facts))).toEqual(['S/Jobs', 'S/Both/LambdaFunction']);
    expect(edges(facts)).toEqual(['S/Both/LambdaFunction -> S/Jobs EventSourceArn']);
  });

  it('is reached by its members', async () => {
    const facts = await app(
      'ApiGatewayToLambda',
      `const front = new ApiGatewayToLambda(stack, 'Front', { lambdaFunctionProps: {} });
       const table = new Table(stack, 'Table');
       table.grantReadData(front.lambdaFunction);`,
    );
    expect(edges(facts)).toEqual([
      'S/Front/LambdaFunction -> S/Table Policies.PolicyDocument.Statement.Resource',
      'S/Front/RestApi -> S/Front/LambdaFunction Integration',
    ]);
  });

  it('makes a queue for letters that nobody could handle, unless it is told not to', async () => {
    const some = await app('SnsToSqs', "new SnsToSqs(stack, 'Fan', {});");
    expect(edges(some)).toEqual([
      'S/Fan/queue -> S/Fan/SnsTopic TopicArn',
      'S/Fan/queue -> S/Fan/queue-dlq RedrivePolicy',
    ]);
    const none = await app('SnsToSqs', "new SnsToSqs(stack, 'Fan', { deployDeadLetterQueue: false });");
    expect(edges(none)).toEqual(['S/Fan/queue -> S/Fan/SnsTopic TopicArn']);
  });

  it('of two functions keeps apart who writes and who reads', async () => {
    const facts = await app(
      'LambdaToSqsToLambda',
      `const writer = new Function(stack, 'Writer', {});
       new LambdaToSqsToLambda(stack, 'Both', {
         existingProducerLambdaObj: writer, consumerLambdaFunctionProps: {}, deployDeadLetterQueue: false,
       });`,
    );
    expect(edges(facts)).toEqual([
      'S/Both/ConsumerLambdaFunction -> S/Both/queue EventSourceArn',
      'S/Writer -> S/Both/queue Environment.Variables.SQS_QUEUE_URL',
    ]);
  });

  it('stands in the network that it is given', async () => {
    const facts = await app(
      'LambdaToS3',
      "new LambdaToS3(stack, 'Both', { existingVpc: new Vpc(stack, 'Net'), lambdaFunctionProps: {} });",
    );
    expect(edges(facts)).toContain('S/Both/LambdaFunction -> S/Net VpcConfig.SubnetIds');
  });

  it.each([
    ['EventbridgeToLambda', 'S/X/EventsRule -> S/X/LambdaFunction Targets.Arn'],
    [
      'S3ToLambda',
      'S/X/S3Bucket -> S/X/LambdaFunction NotificationConfiguration.LambdaConfigurations.Function',
    ],
    ['SnsToLambda', 'S/X/LambdaFunction -> S/X/SnsTopic TopicArn'],
    ['CloudFrontToS3', 'S/X/CloudFrontDistribution -> S/X/S3Bucket DistributionConfig.Origins.DomainName'],
    ['DynamoDBStreamsToLambda', 'S/X/LambdaFunction -> S/X/DynamoTable EventSourceArn'],
    ['KinesisStreamsToLambda', 'S/X/LambdaFunction -> S/X/SqsDlqQueue DestinationConfig.OnFailure'],
    ['CognitoToApiGatewayToLambda', 'S/X/RestApi -> S/X/CognitoUserPool Auth.Authorizers'],
  ])('of %s connects its parts as it is called', async (name, edge) => {
    expect(edges(await app(name, `new ${name}(stack, 'X', { eventRuleProps: {} });`))).toContain(edge);
  });

  it('whose words are not known is told as a class that nobody wrote down', async () => {
    const facts = await app('LambdaToKendra', "new LambdaToKendra(stack, 'X', {});");
    expect(types(facts)).toEqual({ 'S/X': '@aws-solutions-constructs/of-them.LambdaToKendra' });
    expect(facts.findings.map(({ kind }) => kind)).toEqual(['unknown-type']);
  });
});
