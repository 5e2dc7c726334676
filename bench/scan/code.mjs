/**
 * A monorepo in TypeScript of any size: of 2,000 files, 50 tell anything of what is deployed or called.
 *
 * Of those, half are a CDK app (stacks, constructs of its own, a loop over regions), half handlers that call services by
 * the AWS SDK, some of it through a shared package. The rest is what such repositories are full of: React components,
 * hooks, plain modules, tests and types, which import one another, libraries, and the same shared package.
 */
import { randomFrom } from '../random.mjs';

/** One file in forty tells something. */
const TELLING = 1 / 40;
const FILES_PER_PACKAGE = 50;

/** @param {number} files how many files of TypeScript */
export function* codeFiles(files) {
  const random = randomFrom(files);
  const below = (limit) => Math.floor(random() * limit);
  const telling = Math.round(files * TELLING);
  const handlers = Math.floor(telling / 2);
  const stacks = Math.max(1, Math.floor((telling - handlers - 1) / 2));
  const constructs = telling - handlers - 1 - stacks;
  yield* shared();
  yield* infrastructure(stacks, constructs, handlers);
  for (let i = 0; i < handlers; i++) yield* handler(i);
  yield* rest(files - telling - SHARED.length, below);
}

// —— what is shared —————————————————————————————————————————————————————————————————————————————————————————————————

/** Modules of the package that all others import. */
const SHARED = ['index', 'ids', 'money', 'result', 'clients', 'logger'];

function* shared() {
  yield {
    path: 'package.json',
    text: json({ name: 'acme', private: true, workspaces: ['packages/*', 'services/*', 'infra'] }),
  };
  yield {
    path: 'tsconfig.json',
    text: json({
      compilerOptions: {
        strict: true,
        jsx: 'react-jsx',
        baseUrl: '.',
        paths: { '@acme/core': ['packages/core/src'] },
      },
    }),
  };
  yield { path: 'packages/core/package.json', text: json({ name: '@acme/core', main: 'src/index.ts' }) };
  const texts = {
    index: SHARED.filter((name) => name !== 'index')
      .map((name) => `export * from './${name}';\n`)
      .join(''),
    ids: 'export type Id = string & { readonly brand: unique symbol };\nexport const newId = (): Id => crypto.randomUUID() as Id;\n',
    money:
      'export interface Money {\n  readonly amount: number;\n  readonly currency: string;\n}\n\nexport const plus = (a: Money, b: Money): Money => ({ ...a, amount: a.amount + b.amount });\n',
    result:
      'export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };\n\nexport const failed = (why: string): Result<never> => ({ ok: false, why });\n',
    clients: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export const region = process.env.AWS_REGION ?? 'eu-west-1';
export const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
`,
    logger:
      "export const log = (message: string, more: object = {}): void => {\n  console.log(JSON.stringify({ level: 'info', message, ...more }));\n};\n",
  };
  for (const name of SHARED) yield { path: `packages/core/src/${name}.ts`, text: texts[name] };
}

// —— the CDK app ————————————————————————————————————————————————————————————————————————————————————————————————————

function* infrastructure(stacks, constructs, handlers) {
  const all = Array.from({ length: stacks }, (_, i) => i);
  yield { path: 'infra/cdk.json', text: json({ app: 'npx tsx bin/app.ts' }) };
  yield {
    path: 'infra/package.json',
    text: json({ name: 'infra', dependencies: { 'aws-cdk-lib': '^2.200.0' } }),
  };
  yield {
    path: 'infra/bin/app.ts',
    text: `import { App } from 'aws-cdk-lib';
${all.map((i) => `import { Domain${i}Stack } from '../lib/domain-${i}-stack';`).join('\n')}

const app = new App();
const account = '111122223333';

for (const region of ['eu-west-1', 'us-east-1']) {
${all.map((i) => `  new Domain${i}Stack(app, \`Domain${i}-\${region}\`, { env: { account, region } });`).join('\n')}
}
`,
  };
  for (const i of all) {
    const own = Array.from({ length: handlers }, (_, one) => one).filter((one) => one % stacks === i);
    yield { path: `infra/lib/domain-${i}-stack.ts`, text: stackText(i, own, i % Math.max(1, constructs)) };
  }
  for (let i = 0; i < constructs; i++) yield { path: `infra/lib/worker-${i}.ts`, text: constructText(i) };
}

const stackText = (i, handlers, worker) => `import * as path from 'node:path';
import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Worker${worker} } from './worker-${worker}';

const SERVICES = path.join(__dirname, '..', '..', 'services');

export class Domain${i}Stack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const table = new dynamodb.Table(this, 'Records', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const changed = new sns.Topic(this, 'Changed');
    const api = new apigateway.RestApi(this, 'Api', { deployOptions: { stageName: 'v1' } });
    const environment = { TABLE_NAME: table.tableName, TOPIC_ARN: changed.topicArn };
${handlers
  .map(
    (one) => `    const handle${one} = new NodejsFunction(this, 'Handle${one}', {
      entry: path.join(SERVICES, 'service-${one}', 'src', 'handler.ts'),
      runtime: lambda.Runtime.NODEJS_22_X,
      timeout: Duration.seconds(15),
      environment,
    });
    table.grantReadWriteData(handle${one});
    changed.grantPublish(handle${one});
    api.root.addResource('things-${one}').addMethod('POST', new apigateway.LambdaIntegration(handle${one}));
`,
  )
  .join('')}    new Worker${worker}(this, 'Worker', { table, changed });
  }
}
`;

const constructText = (i) => `import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface Worker${i}Props {
  readonly table: ITable;
  readonly changed: ITopic;
}

export class Worker${i} extends Construct {
  constructor(scope: Construct, id: string, { table, changed }: Worker${i}Props) {
    super(scope, id);
    const dead = new sqs.Queue(this, 'Dead', { retentionPeriod: Duration.days(14) });
    const queue = new sqs.Queue(this, 'Queue', { deadLetterQueue: { queue: dead, maxReceiveCount: ${3 + (i % 3)} } });
    changed.addSubscription(new SqsSubscription(queue));
    const run = new lambda.Function(this, 'Run', {
      runtime: lambda.Runtime.PYTHON_3_12,
      handler: 'index.handler',
      code: lambda.Code.fromInline('def handler(event, context): return None'),
      environment: { TABLE_NAME: table.tableName },
    });
    run.addEventSource(new SqsEventSource(queue));
    table.grantWriteData(run);
  }
}
`;

// —— handlers ———————————————————————————————————————————————————————————————————————————————————————————————————————

const CLIENTS = [
  {
    module: 'client-sns',
    client: 'SNSClient',
    command: 'PublishCommand',
    input: "{ TopicArn: process.env.TOPIC_ARN, Message: 'x' }",
  },
  {
    module: 'client-sqs',
    client: 'SQSClient',
    command: 'SendMessageCommand',
    input: "{ QueueUrl: process.env.QUEUE_URL, MessageBody: 'x' }",
  },
  {
    module: 'client-s3',
    client: 'S3Client',
    command: 'PutObjectCommand',
    input: "{ Bucket: 'acme-things', Key: id, Body: '' }",
  },
  {
    module: 'client-secrets-manager',
    client: 'SecretsManagerClient',
    command: 'GetSecretValueCommand',
    input: "{ SecretId: 'acme/key' }",
  },
];

function* handler(i) {
  const { module, client, command, input } = CLIENTS[i % CLIENTS.length];
  const config = i % 3 === 0 ? "{ region: 'eu-west-1' }" : i % 3 === 1 ? '{}' : '{ region }';
  yield {
    path: `services/service-${i}/package.json`,
    text: json({ name: `service-${i}`, dependencies: { '@acme/core': '*' } }),
  };
  yield {
    path: `services/service-${i}/src/handler.ts`,
    text: `import { ${client}, ${command} } from '@aws-sdk/${module}';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { documents, failed, log, newId, region, type Result } from '@acme/core';

const client = new ${client}(${config});

const put = async (id: string, body: string): Promise<Result<string>> => {
  try {
    await documents.send(new PutCommand({ TableName: process.env.TABLE_NAME, Item: { pk: id, body } }));
    return { ok: true, value: id };
  } catch (error) {
    log('cannot write', { error, region });
    return failed('cannot write');
  }
};

export const handler = async (event: { readonly body: string }) => {
  const id = newId();
  const result = await put(id, event.body);
  if (!result.ok) return { statusCode: 503, body: result.why };
  await client.send(new ${command}(${input}));
  return { statusCode: 200, body: JSON.stringify({ id }) };
};
`,
  };
}

// —— everything else ————————————————————————————————————————————————————————————————————————————————————————————————

function* rest(count, below) {
  for (let i = 0; i < count; i++) {
    const at = i % FILES_PER_PACKAGE;
    const folder = `packages/feature-${Math.floor(i / FILES_PER_PACKAGE)}`;
    if (at === 0) yield { path: `${folder}/package.json`, text: json({ name: `@acme/${folder.slice(9)}` }) };
    const other = () => below(Math.max(1, at));
    const kind = i % 10;
    if (kind < 5)
      yield { path: `${folder}/src/Panel${at}.tsx`, text: componentText(at, kindOf(other()), below) };
    else if (kind < 9)
      yield { path: `${folder}/src/module${at}.ts`, text: moduleText(at, kindOf(other()), below) };
    else yield { path: `${folder}/src/module${at}.test.ts`, text: testText(at) };
  }
}

/** What the file at a place exports: half are components. */
const kindOf = (at) =>
  at % 10 < 5 ? { name: `Panel${at}`, file: `./Panel${at}` } : { name: `total${at}`, file: `./module${at}` };

const componentText = (at, { name, file }, below) => {
  const rows = Array.from(
    { length: 4 + below(12) },
    (_, i) => `        <li key="${i}">{format(total + ${i})}</li>`,
  );
  return `import { useCallback, useEffect, useMemo, useState } from 'react';
import classNames from 'classnames';
import { log, plus, type Money } from '@acme/core';
${at === 0 ? '' : `import { ${name} } from '${file}';\n`}
export interface Panel${at}Props {
  readonly title: string;
  readonly prices: readonly Money[];
  readonly onSelect?: (price: Money) => void;
}

const format = (amount: number): string => new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(amount);

/** Shows prices and their sum. */
export const Panel${at} = ({ title, prices, onSelect }: Panel${at}Props) => {
  const [selected, setSelected] = useState<Money | undefined>();
  const total = useMemo(() => prices.reduce((sum, { amount }) => sum + amount, 0), [prices]);
  const select = useCallback(
    (price: Money) => {
      setSelected(price);
      onSelect?.(price);
    },
    [onSelect],
  );
  useEffect(() => {
    fetch(\`/api/prices?title=\${encodeURIComponent(title)}\`)
      .then((response) => response.json())
      .catch((error) => log('no prices', { error }));
  }, [title]);
  return (
    <section className={classNames('panel', { 'panel-selected': selected !== undefined })}>
      <h2>{title}</h2>
      <ul>
${rows.join('\n')}
        {prices.map((price) => (
          <li key={price.amount} onClick={() => select(price)}>
            {format(plus(price, { amount: 0, currency: price.currency }).amount)}
          </li>
        ))}
      </ul>
${at > 0 && name.startsWith('Panel') ? `      <${name} title={title} prices={prices} />\n` : ''}    </section>
  );
};
`;
};

const moduleText = (at, { name, file }, below) => {
  const functions = Array.from(
    { length: 3 + below(10) },
    (_, i) => `
const step${i} = (items: readonly Item[], factor: number): readonly Item[] => {
  const kept = items.filter(({ count, price }) => count * price > factor * ${i + 1});
  if (kept.length === 0) return items;
  return kept.map((item, position) => ({ ...item, count: item.count + position % ${i + 2} }));
};
`,
  );
  return `import { groupBy, sortBy } from 'lodash';
import { z } from 'zod';
import { failed, type Result } from '@acme/core';
${at === 0 || name.startsWith('Panel') ? '' : `import { ${name} } from '${file}';\n`}
const item = z.object({ id: z.string(), count: z.number(), price: z.number(), group: z.string().optional() });
type Item = z.infer<typeof item>;
${functions.join('')}
const STEPS = [${functions.map((_, i) => `step${i}`).join(', ')}];

/** What all items cost, cheapest groups first. */
export const total${at} = (input: unknown): Result<number> => {
  const parsed = z.array(item).safeParse(input);
  if (!parsed.success) return failed(parsed.error.message);
  const groups = groupBy(parsed.data, ({ group }) => group ?? 'none');
  const ordered = sortBy(Object.values(groups), (items) => items.length).flat();
  const done = STEPS.reduce<readonly Item[]>((items, step, i) => step(items, i), ordered);
  return { ok: true, value: done.reduce((sum, { count, price }) => sum + count * price, 0) };
};
`;
};

const testText = (at) => `import { describe, expect, it } from 'vitest';
import { total${at - 1} } from './module${at - 1}';

describe('total${at - 1}', () => {
  it.each([[[], 0], [[{ id: 'a', count: 2, price: 3 }], 6]])('of %j is %d', (items, sum) => {
    expect(total${at - 1}(items)).toEqual({ ok: true, value: sum });
  });
});
`;

const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`;
