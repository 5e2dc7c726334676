/** Proves what spans are taken to mean: who called whom, what failed, and what failed with it. */
import { describe, expect, it } from 'vitest';
import { edgesOf, factsOf, findingsOf, jaeger, otlp, span } from './writers.ts';

const seen = async (...spans: readonly ReturnType<typeof span>[]): Promise<readonly string[]> =>
  edgesOf(await factsOf({ 'a.json': otlp(spans) }));

describe('a call', () => {
  it('is a child of another service; what stays within a service is none', async () => {
    expect(await seen(span('web/1'), span('web/2<1'), span('cart/3<2'), span('cart/4<3'))).toEqual([
      'web -> cart call parent 1/0/0',
    ]);
  });

  it('may stand before its caller, and in another file', async () => {
    const facts = await factsOf({
      'a.json': otlp([span('cart/3<2 server'), span('cart/5<4 server')]),
      'b.json': otlp([span('web/1'), span('web/2<1 client'), span('web/4<1 client')]),
    });
    expect(edgesOf(facts)).toEqual(['web -> cart call client 2/0/0']);
    expect(facts.references[0]!.where).toEqual({ file: 'a.json', line: 1 });
  });

  it('that two files have counts once', async () => {
    const spans = [span('web/1 client'), span('cart/2<1 server !')];
    const facts = await factsOf({ 'a.json': otlp(spans), 'b.json': jaeger(spans) });
    expect(edgesOf(facts)).toEqual(['web -> cart call client 1/1/0']);
  });

  it('of a span that is a child of itself, or of its own child, ends', async () => {
    expect(await seen(span('web/1<1'), span('web/2<3 !'), span('web/3<2'), span('cart/4<3 !'))).toEqual([
      'web -> cart call parent 1/1/0',
    ]);
  });

  it('is told with file, line and words', async () => {
    const text = JSON.stringify(
      otlp([span('web/1 server'), span('cart/2<1 server !'), span('cart/3<1')]),
      null,
      1,
    );
    const { references } = await factsOf({ 'a.json': text });
    expect(references[0]).toMatchObject({
      confidence: 'observed',
      why: 'seen 2 times, 1 error, of which 0 made the caller fail',
      where: { file: 'a.json', line: text.split('\n').findIndex((line) => line.includes('fff2"')) - 1 },
    });
  });

  it('is one reference for each file that it was seen in', async () => {
    const other = (text: string) => ({ ...span(text), trace: 'bb' });
    const facts = await factsOf({
      'a.json': otlp([span('web/1'), span('cart/2<1')]),
      'b.json': otlp([other('web/1'), other('cart/2<1'), other('cart/3<1 server !')]),
    });
    expect(facts.references.map(({ where, observed }) => [where.file, observed!.calls])).toEqual([
      ['a.json', 1],
      ['b.json', 2],
    ]);
  });
});

describe('an error', () => {
  it.each([
    [
      'the callee fails, the caller does not',
      ['web/1 server', 'web/2<1 client', 'cart/3<2 server !'],
      '1/1/0',
    ],
    [
      'the call fails, the callee does not know',
      ['web/1 server', 'web/2<1 client !', 'cart/3<2 server'],
      '1/1/0',
    ],
    ['the caller fails with it', ['web/1 server !', 'web/2<1 client !', 'cart/3<2 server !'], '1/1/1'],
    ['the caller fails alone', ['web/1 server !', 'web/2<1 client', 'cart/3<2 server'], '1/0/0'],
    [
      'work between call and entry does not count',
      ['web/1 server', 'web/4<1 internal !', 'web/2<4 client !', 'cart/3<2 server !'],
      '1/1/0',
    ],
    [
      'the topmost of the service holds it without an entry',
      ['web/1 !', 'web/4<1', 'web/2<4 client', 'cart/3<2 server !'],
      '1/1/1',
    ],
    [
      'the nearest entry holds it',
      ['web/1 server !', 'web/4<1 server', 'web/2<4 client', 'cart/3<2 server !'],
      '1/1/0',
    ],
    ['a call that is all that the caller does', ['web/2 client !', 'cart/3<2 server !'], '1/1/1'],
  ])('%s', async (_, spans, counts) => {
    expect(await seen(...spans.map((text) => span(text)))).toEqual([
      `web -> cart call ${/client/.test(spans.join()) ? 'client' : 'parent'} ${counts}`,
    ]);
  });

  it.each<readonly [string, Record<string, string | number>, number]>([
    ['a status of HTTP', { 'http.status_code': 503 }, 1],
    ['the same by its new name', { 'http.response.status_code': '500' }, 1],
    ['what the caller did wrong', { 'http.response.status_code': 404 }, 0],
    ['gRPC that is unavailable', { 'rpc.grpc.status_code': 14 }, 1],
    ['gRPC in words', { 'grpc.status_code': 'DEADLINE_EXCEEDED' }, 1],
    ['gRPC that found nothing', { 'rpc.grpc.status_code': 5 }, 0],
    ['the word of OpenTelemetry in a tag', { 'otel.status_code': 'ERROR', error: 'false' }, 1],
    ['a span that is said to be well', { 'otel.status_code': 'OK', 'http.status_code': 500 }, 0],
    ['the tag of OpenTracing', { error: 'true' }, 1],
    ['the tag that denies it', { error: 'false' }, 0],
  ])('%s', async (_, attributes, errors) => {
    expect(await seen(span('web/1 client'), span('cart/2<1 server', attributes))).toEqual([
      `web -> cart call client 1/${errors}/0`,
    ]);
  });

  it('is none where the status says that it is well', async () => {
    const text = JSON.stringify(otlp([span('web/1'), span('cart/2<1', { 'http.status_code': 500 })]));
    const facts = await factsOf({ 'a.json': text.replaceAll('"status":{}', '"status":{"code":1}') });
    expect(edgesOf(facts)).toEqual(['web -> cart call parent 1/0/0']);
  });

  it('is not an exception that was noted', async () => {
    const text = JSON.stringify(otlp([span('web/1'), span('cart/2<1')]));
    const facts = await factsOf({
      'a.json': text.replaceAll('"links":[]', '"events":[{"name":"exception"}]'),
    });
    expect(edgesOf(facts)).toEqual(['web -> cart call parent 1/0/0']);
  });
});

describe('a message', () => {
  const TOPIC = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };

  it('makes both sides stand on the queue, and the sender not on the taker', async () => {
    expect(await seen(span('shop/1 producer', TOPIC), span('mail/2<1 consumer !', TOPIC))).toEqual([
      'mail -> kafka/orders asynchronous consumer 1/0/0',
      'shop -> kafka/orders asynchronous producer 1/0/0',
    ]);
  });

  it.each([
    ['sender', TOPIC, {}],
    ['taker', {}, TOPIC],
  ])('is on the queue that only the %s names', async (_, sent, taken) => {
    expect(await seen(span('shop/1 producer', sent), span('mail/2<1 consumer', taken))).toEqual([
      'mail -> kafka/orders asynchronous consumer 1/0/0',
      'shop -> kafka/orders asynchronous producer 1/0/0',
    ]);
  });

  it('without a queue makes the taker stand on the sender', async () => {
    expect(await seen(span('shop/1 producer'), span('mail/2<1 consumer'))).toEqual([
      'mail -> shop asynchronous consumer 1/0/0',
    ]);
  });

  it('may be linked from another trace', async () => {
    const taker = { ...span('mail/2 consumer', {}, [['aa', '1']]), trace: 'bb' };
    expect(await seen(taker, span('shop/1 producer', TOPIC))).toEqual([
      'mail -> kafka/orders asynchronous consumer 1/0/0',
      'shop -> kafka/orders asynchronous producer 1/0/0',
    ]);
    expect(await seen(taker, span('shop/1 producer'))).toEqual(['mail -> shop asynchronous consumer 1/0/0']);
  });

  it('that is no more than a kind is a call', async () => {
    expect(await seen(span('shop/1 producer'), span('mail/2<1 server'))).toEqual([
      'shop -> mail call parent 1/0/0',
    ]);
  });

  it('that failed to be sent is an error of the queue; work on it that failed is none', async () => {
    expect(
      await seen(
        span('shop/1 server !'),
        span('shop/2<1 producer !', TOPIC),
        span('mail/3<2 consumer !', TOPIC),
      ),
    ).toEqual([
      'mail -> kafka/orders asynchronous consumer 1/0/0',
      'shop -> kafka/orders asynchronous producer 1/1/1',
    ]);
  });

  it('is taken once where taking and working on it are two spans', async () => {
    expect(await seen(span('mail/2 consumer', TOPIC), span('mail/3<2 consumer', TOPIC))).toEqual([
      'mail -> kafka/orders asynchronous consumer 1/0/0',
    ]);
  });

  it("makes its queue a thing that may be found elsewhere under its own name or the system's", async () => {
    const { resources } = await factsOf({ 'a.json': otlp([span('shop/1 producer', TOPIC)]) });
    expect(resources.at(-1)).toMatchObject({
      address: { scope: 'kafka', local: 'orders' },
      type: 'trace/queue',
      kind: 'queue',
      view: { names: ['orders', 'kafka'], kinds: ['queue'] },
    });
  });
});

it('what only follows is not waited for', async () => {
  const follower = span('mail/2', {}, [['aa', '1']]);
  expect(await seen(span('shop/1 server'), follower)).toEqual(['shop -> mail asynchronous link 1/0/0']);
  expect(edgesOf(await factsOf({ 'a.json': jaeger([span('shop/1 server'), follower]) }))).toEqual([
    'shop -> mail asynchronous link 1/0/0',
  ]);
});

describe('services', () => {
  const WHERE = {
    'service.namespace': 'shop',
    'k8s.deployment.name': 'cart-v2',
    'k8s.namespace.name': 'prod',
    'container.name': 'app',
    'cloud.region': 'eu-west-1',
    'cloud.availability_zone': 'eu-west-1b',
    'host.name': 'ip-10-0-0-1',
  };

  it('are things with the names that manifests may have for them', async () => {
    const { resources } = await factsOf({
      'a.json': JSON.stringify(otlp([span('cart/1')], WHERE)),
      'b.json': JSON.stringify(otlp([span('cart/2')], { ...WHERE, 'cloud.availability_zone': 'eu-west-1a' })),
    });
    expect(resources).toEqual([
      {
        address: { scope: 'shop', local: 'cart' },
        type: 'trace/service',
        kind: 'service',
        where: { file: 'a.json', line: 1 },
        view: { names: ['cart-v2', 'app', 'cart'], within: 'prod' },
        region: 'eu-west-1',
        zones: ['eu-west-1a', 'eu-west-1b'],
      },
    ]);
  });

  it('of a virtual machine are known by its name, too', async () => {
    const { resources } = await factsOf({
      'a.json': otlp([span('cart/1')], { 'cloud.platform': 'aws_ec2', 'host.name': 'cart-host' }),
    });
    expect(resources[0]!.view!.names).toEqual(['cart-host', 'cart']);
  });

  it('that were seen in two regions are in none', async () => {
    const facts = await factsOf({
      'a.json': otlp([span('cart/1')], WHERE),
      'b.json': otlp([span('cart/2')], { ...WHERE, 'cloud.region': 'us-east-1' }),
    });
    expect(facts.resources[0]).not.toHaveProperty('region');
    expect(facts.resources[0]).not.toHaveProperty('zones');
    expect(findingsOf(facts)).toEqual([
      'assumed 1: "cart" was seen in eu-west-1, us-east-1: no region is taken for it',
    ]);
  });

  it('may be called as what all objects have', async () => {
    expect(await seen(span('constructor/1'), span('__proto__/2<1'))).toEqual([
      'constructor -> __proto__ call parent 1/0/0',
    ]);
  });
});

describe('what is not known is told', () => {
  it('parents that are absent, once for each file', async () => {
    const facts = await factsOf({ 'a.json': otlp([span('web/1<9'), span('web/2<8'), span('web/3')]) });
    expect(findingsOf(facts)).toEqual([
      'unresolved 1: 2 spans without their parent: who called is not among what was read',
    ]);
  });

  it('spans of no service', async () => {
    const text = JSON.stringify(otlp([span('web/1'), span('cart/2<1')])).replace('"service.name"', '"name"');
    const facts = await factsOf({ 'a.json': text });
    expect(edgesOf(facts)).toEqual([]);
    expect(findingsOf(facts)).toEqual([
      'unresolved 1: 1 span of no service: neither resource nor process has a name for it',
    ]);
  });

  it('spans of what a library calls unknown, unless the workload has a name', async () => {
    const unknown = (service: string) =>
      JSON.stringify(otlp([span('web/1'), span('cart/2<1')])).replace('"cart"', JSON.stringify(service));
    for (const service of ['unknown_service', 'unknown_service:node', 'unknown_service:/usr/bin/node']) {
      const facts = await factsOf({ 'a.json': unknown(service) });
      expect(facts.resources.map(({ address }) => address.local)).toEqual(['web']);
      expect(findingsOf(facts)).toHaveLength(1);
    }
    const named = unknown('unknown_service').replace(
      '{"key":"service.name","value":{"stringValue":"unknown_service"}}',
      (service) => `${service},{"key":"k8s.deployment.name","value":{"stringValue":"basket"}}`,
    );
    expect(edgesOf(await factsOf({ 'a.json': named }))).toEqual([expect.stringContaining('basket')]);
    const alike = await factsOf({ 'a.json': unknown('unknown_services') });
    expect(alike.resources).toHaveLength(2);
  });

  it('calls that lead nowhere', async () => {
    const facts = await factsOf({ 'a.json': otlp([span('web/1 client', { 'server.address': '10.0.0.3' })]) });
    expect(findingsOf(facts)).toEqual(['unresolved 1: 1 span of calls that do not tell whom they call']);
  });

  it('spans that there is no room for', async () => {
    const facts = await factsOf({ 'a.json': otlp([span('web/1'), span('cart/2<1'), span('cart/3<1')]) }, 2);
    expect(edgesOf(facts)).toEqual(['web -> cart call parent 1/0/0']);
    expect(findingsOf(facts)).toEqual(['skipped 1: 1 span beyond those that there is room for']);
  });
});
