/** Hosts that code calls, addresses in its texts, and whose code it is. */
import { describe, expect, it } from 'vitest';
import { findingsOf, linesOf, scan, scanCode } from './read.ts';

describe('a host', () => {
  it('is called by fetch and by the libraries for it', async () => {
    const facts = await scanCode(`import axios from 'axios';
import { request } from 'undici';
import https from 'node:https';
const STOCK = 'https://stock.shop.internal';
const api = axios.create({ baseURL: 'http://prices:8080' });
export const handler = async (id: string) => {
  await fetch(\`\${STOCK}/items/\${id}\`);
  await api.get('/prices');
  await request('https://api.payments.dev/charge');
  https.get({ hostname: 'mail.shop.internal', path: '/' });
};
`);
    expect(linesOf(facts).toSorted()).toEqual(
      [
        '5 axios.create: http://prices:8080 (call)',
        '7 fetch: https://stock.shop.internal/items/${…} (call)',
        '9 undici.request: https://api.payments.dev/charge (call)',
        '10 node:https.get: mail.shop.internal (call)',
      ].toSorted(),
    );
  });

  it('is that of a database or a broker, too', async () => {
    const facts = await scanCode(`import { Pool } from 'pg';
import { MongoClient } from 'mongodb';
import { Kafka } from 'kafkajs';
import Redis from 'ioredis';
const pool = new Pool({ host: 'orders-db', port: 5432 });
const mongo = new MongoClient('mongodb://people-db:27017/people');
const kafka = new Kafka({ clientId: 'shop', brokers: ['kafka-1:9092', 'kafka-2:9092'] });
const redis = new Redis({ host: 'cache', port: 6379 });
`);
    expect(linesOf(facts).toSorted()).toEqual(
      [
        '5 new Pool: orders-db (data)',
        '6 new MongoClient: mongodb://people-db:27017/people (data)',
        '7 new Kafka: kafka-1:9092 (asynchronous)',
        '7 new Kafka: kafka-2:9092 (asynchronous)',
        '8 new ioredis: cache (data)',
      ].toSorted(),
    );
  });

  it('that only a default or the environment says is told as such', async () => {
    const facts =
      await scanCode(`export const a = () => fetch(process.env.ORDERS_URL ?? 'http://orders:3000');
export const b = () => fetch(\`\${process.env.PEOPLE_URL}/people\`);
export const c = () => fetch(\`\${process.env.PEOPLE_URL}/others\`);
`);
    expect(linesOf(facts)).toEqual(['1 fetch: ORDERS_URL=http://orders:3000 (call)']);
    expect(facts.references[0]!.confidence).toBe('assumed');
    expect(findingsOf(facts)).toEqual([
      'unknown-value 2: where fetch leads is said by PEOPLE_URL: the environment of what runs it decides',
    ]);
  });

  it('that is this machine, an example, or a path of the page itself is none', async () => {
    const facts = await scanCode(`export const a = () => fetch('http://localhost:3000/x');
export const b = () => fetch('https://api.example.com/x');
export const c = () => fetch('/api/orders');
export const d = () => fetch('http://127.0.0.1/x');
`);
    expect(linesOf(facts)).toEqual([]);
    expect(facts.resources).toEqual([]);
  });
});

describe('an address of AWS in a text', () => {
  it('is used, unless it says who may do what', async () => {
    const facts = await scanCode(`// https://sqs.eu-west-1.amazonaws.com/210987654321/comment
const queue = 'https://sqs.eu-west-1.amazonaws.com/210987654321/orders';
const topic = { topicArn: 'arn:aws:sns:eu-west-1:210987654321:orders' };
const policy = { Principal: { Service: 'lambda.amazonaws.com' }, Resource: 'arn:aws:s3:::receipts/*' };
const role = 'arn:aws:iam::210987654321:role/admin';
export const use = () => send(queue, topic, policy, role);
`);
    expect(linesOf(facts)).toEqual([
      '2 queue: https://sqs.eu-west-1.amazonaws.com/210987654321/orders (asynchronous)',
      '3 topicArn: arn:aws:sns:eu-west-1:210987654321:orders (asynchronous)',
    ]);
    expect(facts.references.map(({ confidence }) => confidence)).toEqual(['inferred', 'inferred']);
  });

  it('is a setting where infrastructure is built', async () => {
    const facts = await scanCode(`import { Stack } from 'aws-cdk-lib';
export const role = 'https://sqs.eu-west-1.amazonaws.com/210987654321/orders';
`);
    expect(linesOf(facts)).toEqual([]);
  });
});

describe('the code', () => {
  const CLIENT = `import { S3Client } from '@aws-sdk/client-s3';\nconst s3 = new S3Client({});\n`;

  it('belongs to the nearest package', async () => {
    const facts = await scan({
      'package.json': '{"name":"all"}',
      'services/orders/package.json': '{\n  "version": "1",\n  "name": "@shop/orders-api"\n}',
      'services/orders/src/a.ts': CLIENT,
      'services/mail/a.ts': CLIENT,
    });
    expect(facts.resources).toEqual([
      {
        address: { scope: '', local: 'all' },
        type: 'code/package',
        kind: 'service',
        where: { file: 'package.json', line: 1 },
        view: { names: ['all'] },
      },
      {
        address: { scope: 'services', local: 'orders' },
        type: 'code/package',
        kind: 'service',
        name: '@shop/orders-api',
        where: { file: 'services/orders/package.json', line: 3 },
        view: { names: ['orders-api', 'orders'] },
      },
    ]);
  });

  it('belongs to its folder, if there is no package', async () => {
    const { resources } = await scan({ 'lambdas/mail/index.mjs': CLIENT });
    expect(resources).toMatchObject([
      { address: { scope: 'lambdas', local: 'mail' }, where: { file: 'lambdas/mail/index.mjs', line: 1 } },
    ]);
  });

  it('of tests is counted, and not read', async () => {
    const facts = await scan({
      'package.json': '{"name":"shop"}',
      'src/a.test.ts': CLIENT,
      'src/__tests__/b.ts': CLIENT,
    });
    expect(facts.references).toEqual([]);
    expect(findingsOf(facts)).toEqual(['skipped 1: with 1 more, a test: what they call is left out']);
  });

  it('that is broken is told, and costs nothing else', async () => {
    const facts = await scan({
      'shop/a.ts': CLIENT,
      'shop/b.ts': `import '@aws-sdk/client-s3';\nconst = (((\n`,
    });
    expect(linesOf(facts)).toEqual(['2 S3Client: s3:* (data)']);
    expect(facts.findings.some(({ kind, file }) => kind === 'unreadable' && file === 'shop/b.ts')).toBe(true);
  });
});
