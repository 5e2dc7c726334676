/** Operations: what each asks of which thing, how much depends on it, and how its failure is borne. */
import { describe, expect, it } from 'vitest';
import type { ReferenceFact } from '../../../src/model/fact.ts';
import { linesOf, scan, scanCode } from './read.ts';

/** References without those of clients. */
const operations = async (code: string): Promise<readonly ReferenceFact[]> =>
  (await scanCode(code)).references.filter(({ to }) => to.by !== 'text' || !to.text.endsWith(':*'));

const lines = async (code: string): Promise<readonly string[]> =>
  linesOf({ resources: [], findings: [], references: await operations(code) });

describe('an operation', () => {
  it('that names a queue of an account from the documentation is not told a second time by its URL', async () => {
    const told = await lines(`import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const sqs = new SQSClient({ region: 'us-east-1' });
export const handler = () =>
  sqs.send(new SendMessageCommand({ QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/jobs' }));
`);
    expect(told).toHaveLength(1);
  });

  it('is the action that it asks for', async () => {
    const told =
      await lines(`import { S3Client, ListObjectsV2Command, HeadObjectCommand } from '@aws-sdk/client-s3';
import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
const s3 = new S3Client({}), lambda = new LambdaClient({}), ai = new BedrockRuntimeClient({}), sfn = new SFNClient({});
export const handler = async (event) => {
  await s3.send(new ListObjectsV2Command({ Bucket: event.bucket }));
  await s3.send(new HeadObjectCommand({ Bucket: event.bucket }));
  await lambda.send(new InvokeCommand({ FunctionName: event.name }));
  await ai.send(new ConverseCommand({}));
  await sfn.send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE }));
};
`);
    expect(told).toEqual([
      '7 ListObjectsV2: s3:ListBucket (data)',
      '8 HeadObject: s3:GetObject (data)',
      '9 Invoke: lambda:InvokeFunction (call)',
      '10 Converse: bedrock:InvokeModel (call)',
      '11 StartExecution: states:StartExecution (call)',
    ]);
  });

  it('names things by literals, constants, and defaults of the environment', async () => {
    const found = await operations(`import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';
import { DynamoDBClient, BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
const QUEUE = 'https://sqs.eu-west-1.amazonaws.com/210987654321/orders';
const BUS = process.env.BUS ?? 'shop';
const sqs = new SQSClient({}), bus = new EventBridgeClient({}), ssm = new SSMClient({}), db = new DynamoDBClient({});
export const handler = async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl: QUEUE, MessageBody: '' }));
  await bus.send(new PutEventsCommand({ Entries: [{ EventBusName: BUS, Source: 'shop' }] }));
  await ssm.send(new GetParameterCommand({ Name: '/shop/price' }));
  await db.send(new BatchGetItemCommand({ RequestItems: { orders: { Keys: [] }, ['people']: { Keys: [] } } }));
};
`);
    expect(linesOf({ resources: [], findings: [], references: found })).toEqual([
      '9 SendMessage: https://sqs.eu-west-1.amazonaws.com/210987654321/orders (asynchronous)',
      '10 PutEvents: arn:aws:events:::event-bus/shop (asynchronous)',
      '11 GetParameter: arn:aws:ssm:::parameter/shop/price (call)',
      '12 BatchGetItem: arn:aws:dynamodb:::table/orders (data)',
      '12 BatchGetItem: arn:aws:dynamodb:::table/people (data)',
    ]);
    expect(found.map(({ confidence }) => confidence)).toEqual([
      'documented',
      'assumed',
      'documented',
      'documented',
      'documented',
    ]);
    expect(found[1]!.why).toBe('EventBridgeClient: PutEvents, EventBusName shop (default)');
  });

  it('says which variable names its thing, if nothing else does', async () => {
    const [one] = await operations(`import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
const db = new DynamoDBClient({ maxAttempts: 2 });
export const handler = () => db.send(new PutItemCommand({ TableName: process.env.TABLE, Item: {} }));
`);
    expect(one).toMatchObject({
      to: { by: 'text', as: 'action', text: 'dynamodb:PutItem' },
      why: 'DynamoDBClient: PutItem; named by TABLE',
    });
  });

  it('may be asked by paginators, waiters, uploads and signatures', async () => {
    const told = await lines(`import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { DynamoDBClient, paginateScan, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
const s3 = new S3Client({}), client = new DynamoDBClient({});
export const handler = async () => {
  for await (const page of paginateScan({ client }, { TableName: 'orders' })) console.log(page);
  await waitUntilTableExists({ client, maxWaitTime: 5 }, { TableName: 'orders' });
  await new Upload({ client: s3, params: { Bucket: 'receipts', Key: 'k' } }).done();
  return getSignedUrl(s3, new GetObjectCommand({ Bucket: 'receipts', Key: 'k' }));
};
`);
    expect(told.toSorted()).toEqual(
      [
        '7 Scan: arn:aws:dynamodb:::table/orders (data)',
        '8 DescribeTable: arn:aws:dynamodb:::table/orders (data)',
        '9 Upload: arn:aws:s3:::receipts (data)',
        '10 GetObject: arn:aws:s3:::receipts (data)',
      ].toSorted(),
    );
  });

  it('through a client that is passed in is taken for one of the client there is', async () => {
    const told = await lines(`import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
export const tell = (client: KinesisClient) => client.send(new PutRecordCommand({ StreamName: 'clicks' }));
export const make = () => new KinesisClient({ region: 'us-west-2' });
`);
    expect(told).toEqual(['2 PutRecord: arn:aws:kinesis:us-west-2::stream/clicks (asynchronous)']);
  });

  it('of a client made elsewhere is found where only its method is seen', async () => {
    const facts = await scan({
      'package.json': '{"name":"shop"}',
      'src/clients.ts': `import { S3 } from '@aws-sdk/client-s3';\nexport const files = new S3({ region: 'eu-west-1' });\n`,
      'src/save.ts': `import { files } from './clients';\nexport const save = () => files.putObject({ Bucket: 'receipts' });\n`,
      'src/handler.ts': `import { save } from './save';\nexport const handler = () => save();\n`,
    });
    expect(facts.references.find(({ where }) => where.file === 'src/save.ts')).toMatchObject({
      to: { text: 'arn:aws:s3:::receipts' },
      code: 'src/save.ts',
    });
    expect(facts.reaches?.get('src/handler.ts')).toEqual(['src/clients.ts', 'src/save.ts']);
  });
});

describe('how much depends on it', () => {
  const classes = async (code: string) => (await operations(code)).map((one) => one.class);

  it('is little for what is handed over, watched, or only done at the start', async () => {
    expect(
      await classes(`import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { KMSClient, DecryptCommand } from '@aws-sdk/client-kms';
const lambda = new LambdaClient({}), watch = new CloudWatchClient({}), secrets = new SecretsManagerClient({}), kms = new KMSClient({});
const secret = await secrets.send(new GetSecretValueCommand({ SecretId: 'shop/db' }));
export const handler = async (event) => {
  await lambda.send(new InvokeCommand({ FunctionName: 'mail', InvocationType: 'Event' }));
  await watch.send(new PutMetricDataCommand({}));
  await kms.send(new DecryptCommand({ CiphertextBlob: event.blob }));
  await secrets.send(new GetSecretValueCommand({ SecretId: 'shop/mail' }));
};
`),
    ).toEqual(['start-up', 'asynchronous', 'telemetry', 'key', 'call']);
  });

  it('is less where a failure is caught and the work goes on, for the client as well', async () => {
    const { references } = await scanCode(`import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
const sns = new SNSClient({});
export const handler = async (event) => {
  try {
    await sns.send(new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-1:210987654321:orders' }));
  } catch (error) {
    console.warn(error);
  }
  return 'done';
};
`);
    expect(references.map(({ atMost, why }) => [atMost, why])).toEqual([
      ['degraded', 'SNSClient; caught at shop/src/main.ts:6'],
      [
        'degraded',
        'SNSClient: Publish, TopicArn arn:aws:sns:eu-west-1:210987654321:orders; caught at shop/src/main.ts:6',
      ],
    ]);
  });

  it('is not less where the catch only reports the failure', async () => {
    const { references } = await scanCode(`import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
const sns = new SNSClient({});
export const handler = async (event) => {
  try {
    await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC }));
  } catch (error) {
    return respond(500, 'no');
  }
  return respond(200, 'done');
};
`);
    expect(references.map(({ atMost }) => atMost)).toEqual([undefined, undefined]);
  });

  it('is told with what the client is patient for', async () => {
    const { references } = await scanCode(`import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
const s3 = new S3Client({ maxAttempts: 5, requestHandler: new NodeHttpHandler({ requestTimeout: 3000 }) });
`);
    expect(references[0]!.why).toBe('S3Client; maxAttempts 5, requestTimeout 3000');
  });
});
