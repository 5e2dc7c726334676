/** Settings that code takes from the environment by way of a library. */
import { describe, expect, it } from 'vitest';
import { linesOf, scan, scanCode } from './read.ts';

const SQS = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\n`;

describe('a setting of a library', () => {
  it('is the environment variable that a service of settings is asked for', async () => {
    const facts = await scanCode(`${SQS}
import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
@Injectable()
export class Jobs {
  private readonly sqs: SQSClient;
  constructor(private readonly config: ConfigService) {
    this.sqs = new SQSClient({ region: this.config.get<string>('QUEUE_REGION') });
  }
  send() {
    return this.sqs.send(new SendMessageCommand({ QueueUrl: this.config.getOrThrow('QUEUE_URL') }));
  }
}
export const provider = {
  useFactory: (config: ConfigService) => new SQSClient({ region: config.get('SPARE_REGION', 'eu-west-3') }),
};`);
    expect(linesOf(facts)).toEqual([
      '9 SQSClient: sqs:*@$QUEUE_REGION (asynchronous)',
      '12 SendMessage: sqs:SendMessage@$QUEUE_REGION (asynchronous)',
      '16 SQSClient: sqs:*@eu-west-3@$SPARE_REGION (asynchronous)',
    ]);
    expect(facts.references[1]?.to).toMatchObject({ nameKeys: ['QUEUE_URL'] });
  });

  it('has the default of its schema', async () => {
    const facts = await scanCode(`${SQS}
import { createEnv } from '@t3-oss/env-core';
import { cleanEnv, str } from 'envalid';
import { z } from 'zod';
const one = createEnv({ server: { ONE_REGION: z.string().min(1).default('us-east-2') } });
const two = z.object({ TWO_REGION: z.string().default('us-west-1'), AWS_REGION: z.string() }).parse(process.env);
const three = z.object({ THREE_REGION: z.string() }).safeParse(process.env);
const four = cleanEnv(process.env, { FOUR_REGION: str({ default: 'eu-north-1' }) });
new SQSClient({ region: one.ONE_REGION });
new SQSClient({ region: two.TWO_REGION });
new SQSClient({ region: two.AWS_REGION });
new SQSClient({ region: three.data.THREE_REGION });
new SQSClient({ region: four.FOUR_REGION });`);
    expect(linesOf(facts).map((line) => line.replace(/^\d+ SQSClient: | \(.*$/g, ''))).toEqual([
      'sqs:*@us-east-2@$ONE_REGION',
      'sqs:*@us-west-1@$TWO_REGION',
      'sqs:*',
      'sqs:*@$THREE_REGION',
      'sqs:*@eu-north-1@$FOUR_REGION',
    ]);
  });

  it('is found by its path in a schema of convict, in another file too', async () => {
    const facts = await scan({
      'shop/package.json': '{"name":"shop"}',
      'shop/config.js': `const convict = require('convict');
module.exports = convict({ aws: { region: { default: 'us-west-2', env: 'SHOP_REGION' } }, port: { default: 80 } });`,
      'shop/main.js': `const config = require('./config');
const { SQSClient } = require('@aws-sdk/client-sqs');
exports.client = new SQSClient({ region: config.get('aws.region') });`,
    });
    expect(linesOf(facts)).toEqual(['3 SQSClient: sqs:*@us-west-2@$SHOP_REGION (asynchronous)']);
  });

  it('is nothing of the environment where a thing is asked that holds no settings', async () => {
    const facts = await scanCode(`${SQS}
export const make = (cache: Map<string, string>) => new SQSClient({ region: cache.get('QUEUE_REGION') });`);
    expect(linesOf(facts)).toEqual(['3 SQSClient: sqs:* (asynchronous)']);
  });
});

describe('a factory', () => {
  it('makes a client for each region, and a call goes to the one that it is sent by', async () => {
    const facts = await scanCode(`${SQS}
const make = (region: string) => new SQSClient({ region });
const [near, far] = [make('eu-west-1'), make('us-east-1')];
export const send = () => far.send(new SendMessageCommand({}));
export const tell = () => near.send(new SendMessageCommand({}));`);
    expect(linesOf(facts)).toEqual([
      '3 SQSClient: sqs:*@eu-west-1 (asynchronous)',
      '3 SQSClient: sqs:*@us-east-1 (asynchronous)',
      '5 SendMessage: sqs:SendMessage@us-east-1 (asynchronous)',
      '6 SendMessage: sqs:SendMessage@eu-west-1 (asynchronous)',
    ]);
  });
});

describe('a program too large to be followed to its end', () => {
  it('is followed where it calls AWS', async () => {
    // Steps that no budget allows, in a file that comes first.
    const facts = await scan({
      'shop/package.json': '{"name":"shop"}',
      'shop/a.ts': `import axios from 'axios';
import './z';
const walk = (n) => { for (const i of Array.from({ length: 60 })) { for (const j of Array.from({ length: 60 })) n += i * j; } return n; };
${Array.from({ length: 2_000 }, (_, i) => `export const x${i} = walk(${i});`).join('\n')}`,
      'shop/z.ts': `import { SQSClient } from '@aws-sdk/client-sqs';
export const make = () => new SQSClient({ region: 'eu-west-1' });`,
    });
    expect(linesOf(facts)).toEqual(['2 SQSClient: sqs:*@eu-west-1 (asynchronous)']);
  }, 60_000);
});
