/** Proves that each way of writing traces down is read. */
import { describe, expect, it } from 'vitest';
import { edgesOf, factsOf, findingsOf, jaeger, otlp, span, zipkin } from './writers.ts';

const SPANS = [
  span('web/1 server !'),
  span('web/2<1 client !'),
  span('cart/3<2 server !'),
  span('cart/4<3 client', { 'peer.service': 'redis', 'db.system': 'redis' }),
];
const EDGES = ['cart -> redis/redis data client 1/0/0', 'web -> cart call client 1/1/1'];

const lined = (groups: readonly object[]): string =>
  groups.map((group) => `${JSON.stringify(group)}\n`).join('');

const snake = (text: string): string =>
  text.replaceAll(
    /"([a-z]+(?:[A-Z][a-z]+)+)":/g,
    (_, key: string) => `"${key.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}":`,
  );

const base64 = (text: string): string =>
  text.replaceAll(
    /"((?:traceId|spanId|parentSpanId))":"([0-9a-f]+)"/g,
    (_, key, hex) => `"${key}":"${Buffer.from(hex, 'hex').toString('base64')}"`,
  );

const OTLP = JSON.stringify(otlp(SPANS));
const [TRACE] = (jaeger(SPANS) as { data: object[] }).data;

describe('the same calls are read from', () => {
  it.each<readonly [string, string, string]>([
    ['OTLP', 'a.json', OTLP],
    ['OTLP, indented', 'a.json', JSON.stringify(otlp(SPANS), null, 2)],
    ['OTLP in lines', 'a.jsonl', lined(SPANS.map((one) => otlp([one])))],
    ['OTLP in lines of any name', 'a.json', lined(SPANS.map((one) => otlp([one])))],
    [
      'OTLP, indented, one after the other',
      'a.json',
      SPANS.map((one) => JSON.stringify(otlp([one]), null, 1)).join('\n'),
    ],
    ['OTLP in a list', 'a.json', JSON.stringify(SPANS.map((one) => otlp([one])))],
    ['OTLP in snake_case', 'a.json', snake(OTLP)],
    ['OTLP with ids in base64', 'a.json', base64(OTLP)],
    [
      'OTLP with words for kinds',
      'a.json',
      OTLP.replaceAll('"kind":2', '"kind":"SPAN_KIND_SERVER"')
        .replaceAll('"kind":3', '"kind":"SPAN_KIND_CLIENT"')
        .replaceAll('"code":2', '"code":"STATUS_CODE_ERROR"'),
    ],
    ['OTLP of old', 'a.json', OTLP.replaceAll('"scopeSpans"', '"instrumentationLibrarySpans"')],
    [
      'OTLP whose resource comes last',
      'a.json',
      OTLP.replaceAll(/("resource":\{.*?\}\}\]\}),("scopeSpans":.*?\}\]\}\])(?=\})/g, '$2,$1'),
    ],
    ['the answer of an API around OTLP', 'a.json', `{"result":${OTLP}}`],
    ['batches', 'a.json', OTLP.replaceAll('"resourceSpans"', '"batches"')],
    ['the answer of Jaeger', 'a.json', JSON.stringify(jaeger(SPANS))],
    ['one trace of Jaeger', 'a.json', JSON.stringify(TRACE)],
    ['what the page of Jaeger holds', 'a.json', JSON.stringify({ data: TRACE, id: 'aa', state: 'done' })],
    ['Zipkin', 'a.json', JSON.stringify(zipkin(SPANS))],
    ['Zipkin, trace by trace', 'a.json', JSON.stringify([zipkin(SPANS)])],
    ['Zipkin in lines', 'a.ndjson', lined(zipkin(SPANS))],
    [
      'a file with a mark before each value',
      'a.json',
      SPANS.map((one) => `\u001e${JSON.stringify(otlp([one]))}\n`).join(''),
    ],
  ])('%s', async (_, name, text) => {
    const facts = await factsOf({ [name]: text });
    expect(edgesOf(facts)).toEqual(expect.arrayContaining(EDGES.slice(1)));
    expect(edgesOf(facts)).toEqual(EDGES);
    expect(findingsOf(facts)).toEqual([]);
  });
});

it('a process may stand in each span', async () => {
  const of = (id: string, parent: string | undefined, serviceName: string): object => ({
    traceID: '1',
    spanID: id,
    operationName: 'work',
    references: parent === undefined ? [] : [{ refType: 'CHILD_OF', traceID: '1', spanID: parent, span: {} }],
    process: { serviceName, tags: [{ key: 'k8s.deployment.name', value: `${serviceName}-v1` }] },
  });
  const facts = await factsOf({ 'a.json': [of('1', undefined, 'web'), of('2', '1', 'cart')] });
  expect(edgesOf(facts)).toEqual(['web -> cart call parent 1/0/0']);
  expect(facts.resources[0]!.view!.names).toEqual(['cart-v1', 'cart']);
});

it("Jaeger's own model has ids in base64, and leaves out what it takes for granted", async () => {
  const id = (n: number): string => Buffer.from([0, 0, 0, 0, 0, 0, 0, n]).toString('base64');
  const of = (n: number, references: readonly object[], serviceName: string): object => ({
    traceId: id(9),
    spanId: id(n),
    operationName: 'work',
    references,
    tags: [{ key: 'error', vType: 'BOOL', vBool: true }],
    process: { serviceName },
  });
  const spans = [of(1, [], 'web'), of(2, [{ traceId: id(9), spanId: id(1) }], 'cart')];
  expect(edgesOf(await factsOf({ 'a.json': { spans } }))).toEqual(['web -> cart call parent 1/1/1']);
});

describe('Zipkin', () => {
  const endpoint = (serviceName: string): object => ({ serviceName, ipv4: '10.0.0.1' });

  it('has both halves of a call under one id', async () => {
    const at = { traceId: '1', name: 'get', timestamp: 1 };
    const facts = await factsOf({
      'a.json': [
        { ...at, id: '1', kind: 'SERVER', localEndpoint: endpoint('web') },
        { ...at, id: '2', parentId: '1', kind: 'SERVER', shared: true, localEndpoint: endpoint('cart') },
        {
          ...at,
          id: '2',
          parentId: '1',
          kind: 'CLIENT',
          localEndpoint: endpoint('web'),
          remoteEndpoint: endpoint('cart'),
        },
        {
          ...at,
          id: '3',
          parentId: '2',
          kind: 'CLIENT',
          localEndpoint: endpoint('cart'),
          remoteEndpoint: endpoint('stock'),
        },
      ],
    });
    expect(edgesOf(facts)).toEqual(['cart -> host stock call client 1/0/0', 'web -> cart call client 1/0/0']);
  });

  it('of version 1 tells by annotations who did what', async () => {
    const note = (value: string, service: string): object => ({
      timestamp: 1,
      value,
      endpoint: endpoint(service),
    });
    const facts = await factsOf({
      'a.json': [
        { traceId: '1', id: '1', name: 'get', annotations: [note('sr', 'web'), note('ss', 'web')] },
        {
          traceId: '1',
          id: '2',
          parentId: '1',
          annotations: [note('cs', 'web'), note('sr', 'cart'), note('ss', 'cart'), note('cr', 'web')],
          binaryAnnotations: [{ key: 'error', value: 'timeout', endpoint: endpoint('cart') }],
        },
      ],
    });
    expect(edgesOf(facts)).toEqual(['web -> cart call client 1/1/0']);
  });
});

describe('counts that others have made', () => {
  const LINKS = [
    { parent: 'web', child: 'cart', callCount: 40, errorCount: 3 },
    { parent: 'web', child: 'web', callCount: 9 },
    { parent: 'cart', child: 'stock', callCount: 1 },
    { parent: 'web', child: 'cart', callCount: 2 },
  ];

  it.each([
    ['a list', LINKS],
    ["Jaeger's answer", { data: LINKS }],
  ])('%s', async (_, links) => {
    const facts = await factsOf({ 'links.json': links });
    expect(edgesOf(facts)).toEqual([
      'cart -> stock call callCount 1/0/0',
      // Which of them reached the caller is not told: they prove nothing.
      'web -> cart call callCount 42/0/0',
    ]);
    expect(facts.references.map(({ why }) => why)).toEqual(['counted once', 'counted 42 times, 3 errors']);
    expect(facts.resources.map(({ address }) => address.local)).toEqual(['cart', 'stock', 'web']);
  });
});
