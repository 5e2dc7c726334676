/** Proves whom a span says that it calls, where the one that is called has no span of its own. */
import { describe, expect, it } from 'vitest';
import { edgesOf, factsOf, findingsOf, otlp, span, zipkin } from './writers.ts';

type Attributes = Readonly<Record<string, string | number>>;

const called = async (attributes: Attributes, kind = 'client'): Promise<readonly string[]> => {
  const facts = await factsOf({ 'a.json': otlp([span(`web/1 ${kind}`, attributes)]) });
  return edgesOf(facts).map((edge) => edge.replace(/^web -> (.*) \w+ 1\/0\/0$/, '$1'));
};

const AWS = { 'rpc.system': 'aws-api', 'aws.region': 'eu-west-1' };

describe('a client calls', () => {
  it.each<readonly [string, Attributes, readonly string[]]>([
    ['a host', { 'server.address': 'cart', 'server.port': 7070 }, ['host cart:7070 call']],
    ['a host by its old name', { 'net.peer.name': 'cart', 'net.peer.port': '7070' }, ['host cart:7070 call']],
    ['a host by the name before that', { 'peer.hostname': 'cart', 'peer.port': 80 }, ['host cart:80 call']],
    ['a host with its port', { 'http.host': 'cart:7070' }, ['host cart:7070 call']],
    [
      'the host of a URL',
      { 'url.full': 'http://shop:secret@cart.shop.svc:7070/items/17?q=1' },
      ['host cart.shop.svc:7070 call'],
    ],
    [
      'the host of a URL, not itself',
      { 'server.address': '127.0.0.1', 'http.url': 'https://pay.example.com/x' },
      ['host pay.example.com call'],
    ],
    [
      'the host of a URL in place of a host',
      { 'server.address': 'http://cart:7070/x' },
      ['host cart:7070 call'],
    ],
    [
      'what people call it, without any address',
      { 'peer.service': 'payments', 'net.peer.ip': '10.0.0.1' },
      ['host payments call'],
    ],
    [
      'the address rather than the name',
      { 'peer.service': 'payments', 'server.address': 'pay.internal' },
      ['host pay.internal call'],
    ],
    ['nobody by an IP address', { 'network.peer.address': '10.0.0.1' }, []],
    ['nobody on its own machine', { 'url.full': 'http://localhost:8080/' }, []],
  ])('%s', async (_, attributes, ends) => {
    expect(await called(attributes)).toEqual(ends);
  });
});

describe('a database is', () => {
  it.each<readonly [string, Attributes, readonly string[]]>([
    [
      'at its address',
      { 'db.system': 'postgresql', 'db.name': 'orders', 'server.address': 'db', 'server.port': 5432 },
      ['host db:5432 data'],
    ],
    [
      'at the host of its connection',
      { 'db.system': 'mysql', 'db.connection_string': 'jdbc:mysql://db:3306/shop' },
      ['host db:3306 data'],
    ],
    [
      'at the host of a connection of pairs',
      { 'db.system': 'mssql', 'db.connection_string': 'Server=tcp:db.internal,1433;Password=x' },
      ['host db.internal:1433 data'],
    ],
    [
      'a thing by its name without an address',
      { 'db.system.name': 'postgresql', 'db.namespace': 'orders' },
      ['postgresql/orders data'],
    ],
    ['a thing by its system alone', { 'db.system': 'mongodb' }, ['mongodb/mongodb data']],
    ['a cache, whose databases are numbers', { 'db.system': 'redis', 'db.name': '0' }, ['redis/redis data']],
    ['nothing if it is a file', { 'db.system': 'sqlite', 'db.name': 'a.db' }, []],
    ['nothing if nobody knows which', { 'db.type': 'sql' }, []],
  ])('%s', async (_, attributes, ends) => {
    expect(await called(attributes)).toEqual(ends);
  });

  it('called without a kind of span, too', async () => {
    expect(await called({ 'db.system': 'redis' }, 'internal')).toEqual(['redis/redis data']);
    expect(await called({ 'server.address': 'cart' }, 'internal')).toEqual([]);
  });

  it('of the kind that it is', async () => {
    const facts = await factsOf({ 'a.json': otlp([span('web/1 client', { 'db.system': 'redis' })]) });
    expect(facts.resources[1]).toMatchObject({ kind: 'cache', view: { names: ['redis'], kinds: ['cache'] } });
  });
});

describe('of AWS', () => {
  it.each<readonly [string, Attributes, readonly string[]]>([
    [
      'a table',
      { ...AWS, 'rpc.service': 'DynamoDB', 'aws.dynamodb.table_names': 'orders' },
      ['arn arn:aws:dynamodb:eu-west-1::table/orders data'],
    ],
    [
      'a bucket',
      { ...AWS, 'rpc.service': 'S3', 'aws.s3.bucket': 'pictures' },
      ['arn arn:aws:s3:::pictures data'],
    ],
    [
      'a queue by its URL',
      {
        ...AWS,
        'rpc.service': 'SQS',
        'aws.sqs.queue.url': 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs',
      },
      ['host https://sqs.eu-west-1.amazonaws.com/111122223333/jobs asynchronous'],
    ],
    [
      'a queue by its name',
      { 'messaging.system': 'aws_sqs', 'messaging.destination.name': 'jobs', 'cloud.region': 'eu-west-1' },
      ['arn arn:aws:sqs:eu-west-1::jobs asynchronous'],
    ],
    [
      'a topic',
      { ...AWS, 'rpc.service': 'SNS', 'aws.sns.topic.arn': 'arn:aws:sns:eu-west-1:1:news' },
      ['arn arn:aws:sns:eu-west-1:1:news asynchronous'],
    ],
    [
      'a stream',
      { ...AWS, 'rpc.service': 'Kinesis', 'aws.kinesis.stream_name': 'clicks' },
      ['arn arn:aws:kinesis:eu-west-1::stream/clicks asynchronous'],
    ],
    [
      'a function',
      { 'faas.invoked_name': 'resize', 'faas.invoked_provider': 'aws', 'faas.invoked_region': 'eu-west-1' },
      ['arn arn:aws:lambda:eu-west-1::function:resize call'],
    ],
    [
      'a service, if nothing tells more',
      { ...AWS, 'rpc.service': 'Secrets Manager', 'rpc.method': 'GetSecretValue' },
      ['action secretsmanager:GetSecretValue call'],
    ],
    [
      'a service that IAM calls otherwise',
      { ...AWS, 'rpc.service': 'SFN', 'rpc.method': 'StartExecution' },
      ['action states:StartExecution call'],
    ],
    [
      'a service in the name of the method',
      { ...AWS, 'rpc.method': 'DynamoDB/PutItem' },
      ['action dynamodb:PutItem data'],
    ],
    [
      'what a URL names, and no more of it',
      { 'http.url': 'https://s3.eu-west-1.amazonaws.com/pictures/a/b.png' },
      ['host https://s3.eu-west-1.amazonaws.com/pictures call'],
    ],
  ])('%s', async (_, attributes, ends) => {
    expect(await called(attributes)).toEqual(ends);
  });

  it('all tables of one call', async () => {
    const text = JSON.stringify(
      otlp([span('web/1 client', { ...AWS, 'aws.dynamodb.table_names': 'TABLES' })]),
    );
    const list = '{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}';
    const facts = await factsOf({ 'a.json': text.replace('{"stringValue":"TABLES"}', list) });
    expect(edgesOf(facts)).toEqual([
      'web -> arn arn:aws:dynamodb:eu-west-1::table/a data client 1/0/0',
      'web -> arn arn:aws:dynamodb:eu-west-1::table/b data client 1/0/0',
    ]);
    expect(facts.references[0]!.to).toEqual({
      by: 'text',
      text: 'arn:aws:dynamodb:eu-west-1::table/a',
      as: 'arn',
    });
  });

  it('the region of a call goes with it', async () => {
    const facts = await factsOf({ 'a.json': otlp([span('web/1 client', { ...AWS, 'rpc.service': 'STS' })]) });
    expect(facts.references[0]!.to).toEqual({ by: 'text', text: 'sts:*', as: 'action', region: 'eu-west-1' });
  });
});

describe('a queue is', () => {
  it.each<readonly [string, Attributes, readonly string[]]>([
    [
      'at the address of its broker',
      {
        'messaging.system': 'kafka',
        'messaging.destination.name': 'orders',
        'server.address': 'kafka',
        'server.port': 9092,
      },
      ['host kafka:9092 asynchronous'],
    ],
    [
      'a thing by its name',
      { 'messaging.system': 'rabbitmq', 'messaging.destination': 'mails' },
      ['rabbitmq/mails asynchronous'],
    ],
  ])('%s', async (_, attributes, ends) => {
    expect(await called(attributes, 'producer')).toEqual(ends);
    expect(await called(attributes, 'client')).toEqual(ends);
  });
});

describe('a peer is', () => {
  it('a service that has spans elsewhere, by its name or as a host', async () => {
    const facts = await factsOf({
      'a.json': otlp([
        span('web/1 client', { 'peer.service': 'cart', 'server.address': '10.0.0.1' }),
        span('web/2 client', { 'server.address': 'Cart', 'server.port': 7070 }),
      ]),
      'b.json': otlp([span('cart/3 server')]),
    });
    expect(edgesOf(facts)).toEqual(['web -> cart call client 2/0/0']);
  });

  it('no more than what answers, where somebody does', async () => {
    const facts = await factsOf({
      'a.json': otlp([
        span('web/1 client', { 'server.address': 'proxy' }),
        span('web/2<1 client', { 'server.address': 'gateway' }),
        span('cart/3<2 server'),
      ]),
    });
    expect(edgesOf(facts)).toEqual(['web -> cart call client 1/0/0']);
    expect(findingsOf(facts)).toEqual([]);
  });

  it('what the outer of two calls says, of which the inner one is how it is done', async () => {
    const facts = await factsOf({
      'a.json': otlp([
        span('web/1 client', { ...AWS, 'rpc.service': 'DynamoDB', 'aws.dynamodb.table_names': 'orders' }),
        span('web/2<1 client', { 'url.full': 'https://dynamodb.eu-west-1.amazonaws.com/' }),
        span('web/3 client'),
        span('web/4<3 client', { 'server.address': 'pay' }),
      ]),
    });
    expect(edgesOf(facts)).toEqual([
      'web -> arn arn:aws:dynamodb:eu-west-1::table/orders data client 1/0/0',
      'web -> host pay call client 1/0/0',
    ]);
    expect(findingsOf(facts)).toEqual([]);
  });

  it('not who calls a server', async () => {
    expect(await called({ 'peer.service': 'browser', 'net.peer.name': 'browser' }, 'server')).toEqual([]);
  });

  it('of work on a message another call, not a part of it', async () => {
    const facts = await factsOf({
      'a.json': otlp([
        span('mail/1 consumer', { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' }),
        span('mail/2<1 client', { 'server.address': 'smtp', 'server.port': 25 }),
      ]),
    });
    expect(edgesOf(facts)).toEqual([
      'mail -> kafka/orders asynchronous consumer 1/0/0',
      'mail -> host smtp:25 call client 1/0/0',
    ]);
  });

  it('in error if the call is', async () => {
    const facts = await factsOf({
      'a.json': otlp([span('web/1 server !'), span('web/2<1 client !', { 'db.system': 'redis' })]),
    });
    expect(edgesOf(facts)).toEqual(['web -> redis/redis data client 1/1/1']);
  });

  it("Zipkin's remote endpoint", async () => {
    const [one] = zipkin([span('web/1 client')]);
    const facts = await factsOf({ 'a.json': [{ ...one, remoteEndpoint: { serviceName: 'stripe' } }] });
    expect(edgesOf(facts)).toEqual(['web -> host stripe call client 1/0/0']);
  });
});
