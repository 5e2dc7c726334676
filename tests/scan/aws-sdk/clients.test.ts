/** Clients: which service each is of, and which region it calls. */
import { describe, expect, it } from 'vitest';
import { awsSdk } from '../../../src/scan/aws-sdk.ts';
import { sourceFile } from '../../support/source-files.ts';
import { findingsOf, linesOf, scan, scanCode } from './read.ts';

const claims = (path: string, text: string): boolean => awsSdk.claims(sourceFile(path, text));

describe('claims', () => {
  it('takes code that imports an SDK, calls hosts, or holds addresses of AWS', () => {
    expect(claims('a.ts', `import { S3Client } from '@aws-sdk/client-s3';`)).toBe(true);
    expect(claims('a.js', `const AWS = require('aws-sdk');`)).toBe(true);
    expect(claims('a.mjs', `import axios from "axios";`)).toBe(true);
    expect(claims('a.tsx', `const x = await fetch('https://shop.dev');`)).toBe(true);
    expect(claims('a.ts', `const q = 'https://sqs.eu-west-1.amazonaws.com/1/q';`)).toBe(true);
  });

  it('leaves other code, other files, types and what is built alone', () => {
    expect(claims('a.ts', `import { useState } from 'react'; fetch('/api');`)).toBe(false);
    expect(claims('a.py', `import boto3 # '@aws-sdk/client-s3'`)).toBe(false);
    expect(claims('a.d.ts', `import '@aws-sdk/client-s3';`)).toBe(false);
    expect(claims('dist/a.js', `require('@aws-sdk/client-s3')`)).toBe(false);
    expect(claims('node_modules/x/a.js', `require('aws-sdk')`)).toBe(false);
  });
});

describe('a client', () => {
  it('is a reference at its line, whether anything is sent or not', async () => {
    const facts = await scanCode(`import { S3Client } from '@aws-sdk/client-s3';

export const client = new S3Client({
  region: 'us-east-2',
});
`);
    expect(linesOf(facts)).toEqual(['3 S3Client: s3:*@us-east-2 (data)']);
    expect(facts.references[0]).toMatchObject({
      from: { scope: '', local: 'shop' },
      where: { file: 'shop/src/main.ts', line: 3 },
      code: 'shop/src/main.ts',
      why: 'S3Client us-east-2',
    });
  });

  it('is one of AWS by its import alone', async () => {
    const facts = await scanCode(`import { GraphQLClient } from './graphql';
import { SearchClient } from 'search-kit';
import { S3Client, NoSuchKey } from '@aws-sdk/client-s3';
const a = new GraphQLClient('x');
const b = new SearchClient({ region: 'us-east-1' });
const c = new NoSuchKey({});
`);
    expect(linesOf(facts)).toEqual([]);
  });

  it('may have all operations as methods', async () => {
    const facts = await scanCode(`import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { Rekognition as Eyes } from '@aws-sdk/client-rekognition';
const db = new DynamoDB();
const eyes = new Eyes({});
export const handler = async () => {
  await db.putItem({ TableName: 'orders', Item: {} });
  await eyes.detectLabels({});
};
`);
    expect(linesOf(facts)).toEqual([
      '3 DynamoDB: dynamodb:* (data)',
      '4 Rekognition: rekognition:* (call)',
      '6 PutItem: arn:aws:dynamodb:::table/orders (data)',
      '7 DetectLabels: rekognition:DetectLabels (call)',
    ]);
  });

  it('that only wraps another one is no second client', async () => {
    const facts = await scanCode(`import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import AWSXRay from 'aws-xray-sdk-core';
const client = AWSXRay.captureAWSv3Client(new DynamoDBClient({ region: 'eu-west-1' }));
const doc = DynamoDBDocumentClient.from(client, { marshallOptions: {} });
export const save = (Item: object) => doc.send(new PutCommand({ TableName: 'orders', Item }));
`);
    expect(linesOf(facts)).toEqual([
      '4 DynamoDBClient: dynamodb:*@eu-west-1 (data)',
      '6 Put: arn:aws:dynamodb:eu-west-1::table/orders (data)',
    ]);
  });

  it('of the second version counts too', async () => {
    const facts = await scanCode(`const AWS = require('aws-sdk');
const S3 = require('aws-sdk/clients/s3');
AWS.config.update({ region: 'eu-central-1' });
const doc = new AWS.DynamoDB.DocumentClient();
const s3 = new S3({ region: 'us-west-2', params: { Bucket: 'receipts' } });
exports.handler = async () => {
  await doc.get({ TableName: 'orders', Key: {} }).promise();
  await s3.putObject({ Key: 'k' }).promise();
};
`);
    expect(linesOf(facts)).toEqual([
      '4 AWS.DynamoDB.DocumentClient: dynamodb:*@eu-central-1 (data)',
      '5 s3: s3:*@us-west-2 (data)',
      '7 Get: arn:aws:dynamodb:eu-central-1::table/orders (data)',
      '8 PutObject: arn:aws:s3:::receipts@us-west-2 (data)',
    ]);
  });

  it('that speaks to this machine is a stand-in, and to another host is that host', async () => {
    const facts = await scanCode(`import { S3Client } from '@aws-sdk/client-s3';
const a = new S3Client({ endpoint: 'http://localhost:4566' });
const b = new S3Client({ endpoint: 'http://minio:9000', region: 'us-east-1' });
const c = new S3Client({ endpoint: process.env.LOCAL ? 'http://localhost:4566' : undefined });
`);
    expect(linesOf(facts)).toEqual(['3 S3Client: http://minio:9000 (data)', '4 S3Client: s3:* (data)']);
    expect(findingsOf(facts)[0]).toContain('assumed 2: S3Client speaks to http://localhost:4566');
  });
});

describe('the region', () => {
  /** What comes out for one setting of `region`. */
  const region = async (before: string, settings: string) => {
    const code = `import { SQSClient } from '@aws-sdk/client-sqs';\n${before}\nconst c = new SQSClient(${settings});\n`;
    const facts = await scanCode(code);
    return [...linesOf(facts).map((line) => line.replace(/^.*?sqs:\*| \(.*$/g, '')), ...findingsOf(facts)];
  };

  it('is that of the unit that runs the code, if nothing or AWS_REGION says it', async () => {
    expect(await region('', '')).toEqual(['']);
    expect(await region('', '{}')).toEqual(['']);
    expect(await region('', '{ region: process.env.AWS_REGION }')).toEqual(['']);
    expect(await region('', '{ region: process.env.AWS_DEFAULT_REGION! }')).toEqual(['']);
  });

  it('is hard-coded as a literal, a constant, a member of an enum, or by a function', async () => {
    const told = (name: string) => [
      `@${name}`,
      `assumed 3: hard-coded region ${name}: SQSClient calls it wherever the code runs`,
    ];
    expect(await region('', `{ region: 'us-east-1' }`)).toEqual(told('us-east-1'));
    expect(await region(`const REGION = 'eu-west-1';`, '{ region: REGION }')).toEqual(told('eu-west-1'));
    expect(await region(`enum R { Home = 'eu-west-2' }`, '{ region: R.Home }')).toEqual(told('eu-west-2'));
    expect(await region(`const of = () => ({ region: 'eu-west-3' });`, 'of()')).toEqual(told('eu-west-3'));
  });

  it('is a default beside the environment', async () => {
    expect(await region('', `{ region: process.env.QUEUE_REGION ?? 'us-east-1' }`)).toEqual([
      '@us-east-1@$QUEUE_REGION',
      'assumed 3: region default us-east-1: SQSClient calls it unless QUEUE_REGION says another one',
    ]);
    expect(await region('', `{ region: process.env.AWS_REGION || 'us-east-1' }`)).toEqual([
      '',
      'assumed 3: region default us-east-1: SQSClient calls it only where nothing says the region that the code runs in',
    ]);
  });

  it('is what an environment variable says', async () => {
    expect(await region('', '{ region: process.env.QUEUE_REGION }')).toEqual(['@$QUEUE_REGION']);
  });

  it('that is only said for a machine of somebody is none', async () => {
    const local = `const of = () => (process.env.IS_OFFLINE ? { region: 'us-east-1' } : {});`;
    expect((await region(local, 'of()'))[0]).toBe('');
  });

  it('that nobody knows is told', async () => {
    expect(await region('import { event } from "bus-kit";', '{ region: event.region }')).toEqual([
      '',
      'unknown-value 3: the region of SQSClient is not known: event.region',
    ]);
  });

  it('comes from other files, and from JSON', async () => {
    const facts = await scan({
      'package.json': '{"name":"shop"}',
      'src/a.ts': `import { SNSClient } from '@aws-sdk/client-sns';
import { settings } from './settings';
import config from './config.json';
export const a = new SNSClient(settings);
export const b = new SNSClient({ region: config.region });
`,
      'src/settings.ts': `export const settings = { region: 'eu-north-1' } as const;`,
      'src/config.json': '{"region": "sa-east-1"}',
    });
    expect(linesOf(facts)).toEqual([
      '4 SNSClient: sns:*@eu-north-1 (asynchronous)',
      '5 SNSClient: sns:*@sa-east-1 (asynchronous)',
    ]);
  });
});
