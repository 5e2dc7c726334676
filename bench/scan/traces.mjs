/**
 * Files of traces of any length: forty services that call one another, databases, queues and somebody else's API.
 *
 * Each trace goes down a tree of services; a span has some ten attributes, as instrumentation writes them. Every fiftieth
 * call ends with an error.
 */
import { randomFrom } from '../random.mjs';

const SERVICES = 40;
const SPANS_PER_TRACE = 24;
/** Spans that an exporter sends at once. */
const SPANS_PER_BATCH = 240;
const START = 1_760_000_000_000;

/** @typedef {'otlp' | 'jaeger' | 'zipkin'} TraceFormat */

/**
 * @param {TraceFormat} format
 * @param {number} bytes how long the file is, about
 * @returns {Iterable<string>} its text, piece by piece
 */
export function* traceText(format, bytes) {
  const { open, between, close, batch } = FORMATS[format];
  const random = randomFrom(SERVICES);
  let written = open.length;
  yield open;
  for (let trace = 0; written < bytes;) {
    const traces = [];
    for (let spans = 0; spans < SPANS_PER_BATCH; spans += SPANS_PER_TRACE)
      traces.push(spansOf(trace++, random));
    const text = `${written > open.length ? between : ''}${batch(traces)}`;
    written += text.length;
    yield text;
  }
  yield close;
}

const hex = (number, length) => number.toString(16).padStart(length, '0');

/** Who is called: a tree of services, at the leaves stores. */
const spansOf = (trace, random) => {
  const spans = [];
  for (let i = 0; i < SPANS_PER_TRACE; i++) {
    const parent = i === 0 ? undefined : spans[Math.floor((i - 1) / 2)];
    const isCall = i % 2 === 1 && i < SPANS_PER_TRACE - 4;
    const service =
      parent === undefined ? 0 : isCall ? 1 + ((parent.service * 3 + i) % (SERVICES - 1)) : parent.service;
    const kind = isCall || i === 0 ? 'server' : i % 3 === 0 ? 'client' : 'internal';
    spans.push({
      trace: hex(trace + 1, 32),
      id: hex(trace * SPANS_PER_TRACE + i + 1, 16),
      parent: parent?.id,
      service,
      kind,
      store: kind === 'client' ? STORES[service % STORES.length] : undefined,
      start: START + trace * 50 + i,
      length: 1 + Math.floor(random() * 40),
      isError: random() < 0.02,
    });
  }
  return spans;
};

const STORES = [
  {
    'db.system': 'postgresql',
    'db.name': 'orders',
    'server.address': 'orders-db.internal',
    'server.port': 5432,
  },
  { 'db.system': 'redis', 'server.address': 'sessions', 'server.port': 6379 },
  { 'messaging.system': 'kafka', 'messaging.destination.name': 'events', 'server.address': 'broker' },
  {
    'http.request.method': 'POST',
    'url.full': 'https://api.payments.example.com/v1/charges',
    'server.address': 'api.payments.example.com',
  },
];

const nameOf = (service) => `service-${service}`;

const attributesOf = ({ store, service, isError }) => ({
  'http.route': `/v1/things/{id}/parts-${service}`,
  'http.response.status_code': isError ? 503 : 200,
  'network.protocol.version': '1.1',
  'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) acme/1.4.2',
  'thread.name': `worker-${service % 8}`,
  'code.function': 'com.acme.things.ThingController.find',
  ...store,
});

// —— OTLP, as the collector's file exporter writes it: a request a line ——————————————————————————————————————————————

const otlpValue = (value) =>
  typeof value === 'number' ? { intValue: String(value) } : { stringValue: value };
const otlpAttributes = (attributes) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));
const OTLP_KINDS = { internal: 1, server: 2, client: 3 };

const otlpBatch = (traces) => {
  return JSON.stringify({
    resourceSpans: [...byService(traces.flat())].map(([service, spans]) => ({
      resource: {
        attributes: otlpAttributes({
          'service.name': nameOf(service),
          'service.namespace': 'shop',
          'service.version': '1.4.2',
          'k8s.namespace.name': 'shop',
          'k8s.deployment.name': nameOf(service),
          'k8s.pod.name': `${nameOf(service)}-6c9f7d5b4-x2x7k`,
          'cloud.region': 'eu-west-1',
        }),
      },
      scopeSpans: [
        {
          scope: { name: 'io.opentelemetry.tomcat-10.0', version: '2.9.0' },
          spans: spans.map((span) => ({
            traceId: span.trace,
            spanId: span.id,
            parentSpanId: span.parent ?? '',
            name: 'GET /v1/things/{id}',
            kind: OTLP_KINDS[span.kind],
            startTimeUnixNano: `${span.start}000000`,
            endTimeUnixNano: `${span.start + span.length}000000`,
            attributes: otlpAttributes(attributesOf(span)),
            status: span.isError ? { code: 2 } : {},
          })),
        },
      ],
    })),
  });
};

const byService = (spans) => {
  const groups = new Map();
  for (const span of spans) {
    const group = groups.get(span.service);
    if (group === undefined) groups.set(span.service, [span]);
    else group.push(span);
  }
  return groups;
};

// —— Jaeger's answers, and Zipkin's —————————————————————————————————————————————————————————————————————————————————

const jaegerBatch = (traces) =>
  traces
    .map((spans) =>
      JSON.stringify({
        traceID: spans[0].trace,
        spans: spans.map((span) => ({
          traceID: span.trace,
          spanID: span.id,
          operationName: 'GET /v1/things/{id}',
          references:
            span.parent === undefined
              ? []
              : [{ refType: 'CHILD_OF', traceID: span.trace, spanID: span.parent }],
          startTime: span.start * 1000,
          duration: span.length * 1000,
          tags: [
            { key: 'span.kind', type: 'string', value: span.kind },
            ...(span.isError ? [{ key: 'error', type: 'bool', value: true }] : []),
            ...Object.entries(attributesOf(span)).map(([key, value]) => ({
              key,
              type: typeof value === 'number' ? 'int64' : 'string',
              value,
            })),
          ],
          logs: [],
          processID: `p${span.service}`,
        })),
        processes: Object.fromEntries(
          spans.map(({ service }) => [
            `p${service}`,
            {
              serviceName: nameOf(service),
              tags: [{ key: 'hostname', type: 'string', value: `host-${service}` }],
            },
          ]),
        ),
      }),
    )
    .join(',\n');

const zipkinBatch = (traces) =>
  traces
    .flat()
    .map((span) =>
      JSON.stringify({
        traceId: span.trace,
        id: span.id,
        ...(span.parent === undefined ? {} : { parentId: span.parent }),
        ...(span.kind === 'internal' ? {} : { kind: span.kind.toUpperCase() }),
        name: 'get /v1/things/{id}',
        timestamp: span.start * 1000,
        duration: span.length * 1000,
        localEndpoint: { serviceName: nameOf(span.service), ipv4: `10.0.0.${span.service}` },
        ...(span.store === undefined
          ? {}
          : { remoteEndpoint: { serviceName: span.store['server.address'] } }),
        tags: Object.fromEntries([
          ...Object.entries(attributesOf(span)).map(([key, value]) => [key, String(value)]),
          ...(span.isError ? [['error', 'true']] : []),
        ]),
      }),
    )
    .join(',\n');

/** @type {Readonly<Record<TraceFormat, { open: string, between: string, close: string, batch: (traces: object[][]) => string }>>} */
const FORMATS = {
  otlp: { open: '', between: '\n', close: '\n', batch: otlpBatch },
  jaeger: {
    open: '{"data":[\n',
    between: ',\n',
    close: '\n],"total":0,"limit":0,"offset":0,"errors":null}\n',
    batch: jaegerBatch,
  },
  zipkin: { open: '[\n', between: ',\n', close: '\n]\n', batch: zipkinBatch },
};
