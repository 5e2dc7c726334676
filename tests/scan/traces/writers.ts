/** Spans written shortly, and the same ones as each of the formats has them. */
import type { Facts } from '../../../src/model/fact.ts';
import { traces } from '../../../src/scan/traces.ts';
import { scanTraces } from '../../../src/scan/traces/scan.ts';
import { sourceFiles } from '../../support/source-files.ts';

export interface TestSpan {
  readonly trace: string;
  readonly id: string;
  readonly parent?: string;
  readonly service: string;
  readonly kind?: 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER' | 'INTERNAL';
  readonly isError?: boolean;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** The ids of a trace and a span. */
  readonly links?: readonly (readonly [trace: string, span: string])[];
}

/** `web/1<0 client !`: service web, span 1, child of 0, a client, in error. */
export const span = (
  text: string,
  attributes: TestSpan['attributes'] = {},
  links: TestSpan['links'] = [],
): TestSpan => {
  const [, service, id, parent, kind, error] = /^([\w-]+)\/(\w+)(?:<(\w+))?(?: (\w+))?( !)?$/.exec(text)!;
  return {
    trace: 'aa',
    id: hexId(id!),
    service: service!,
    ...(parent === undefined ? {} : { parent: hexId(parent) }),
    ...(kind === undefined ? {} : { kind: kind.toUpperCase() as NonNullable<TestSpan['kind']> }),
    isError: error !== undefined,
    attributes,
    links: links.map(([trace, to]) => [trace, hexId(to)]),
  };
};

const hexId = (id: string): string => id.padStart(16, 'f');

const otlpSpan = (one: TestSpan): object => ({
  traceId: one.trace.padStart(32, '0'),
  spanId: one.id,
  ...(one.parent === undefined ? {} : { parentSpanId: one.parent }),
  name: 'some work',
  kind: ['', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'].indexOf(one.kind ?? ''),
  attributes: attributesOf(one.attributes ?? {}),
  links: (one.links ?? []).map(([trace, id]) => ({ traceId: trace.padStart(32, '0'), spanId: id })),
  status: one.isError === true ? { code: 2, message: 'it "broke"' } : {},
});

const attributesOf = (attributes: NonNullable<TestSpan['attributes']>): readonly object[] =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));

/** A group for each run of spans of one service. */
export const otlp = (spans: readonly TestSpan[], more: TestSpan['attributes'] = {}): object => ({
  resourceSpans: runs(spans).map((run) => ({
    resource: { attributes: attributesOf({ 'service.name': run[0]!.service, ...more }) },
    scopeSpans: [{ scope: { name: 'test' }, spans: run.map(otlpSpan) }],
  })),
});

const runs = (spans: readonly TestSpan[]): readonly (readonly TestSpan[])[] => {
  const all: TestSpan[][] = [];
  for (const one of spans) {
    const last = all.at(-1);
    if (last?.[0]!.service === one.service) last.push(one);
    else all.push([one]);
  }
  return all;
};

/** A trace for each id of one; processes come last, as Jaeger writes them. */
export const jaeger = (spans: readonly TestSpan[]): object => ({
  data: [...new Set(spans.map(({ trace }) => trace))].map((trace) => {
    const own = spans.filter((one) => one.trace === trace);
    const services = [...new Set(own.map(({ service }) => service))];
    return {
      traceID: trace,
      spans: own.map((one) => ({
        traceID: trace,
        spanID: one.id,
        operationName: 'some work',
        references: [
          ...(one.parent === undefined ? [] : [{ refType: 'CHILD_OF', traceID: trace, spanID: one.parent }]),
          ...(one.links ?? []).map(([to, id]) => ({ refType: 'FOLLOWS_FROM', traceID: to, spanID: id })),
        ],
        tags: [
          ...Object.entries(one.attributes ?? {}).map(([key, value]) => ({ key, type: 'string', value })),
          ...(one.kind === undefined ? [] : [{ key: 'span.kind', value: one.kind.toLowerCase() }]),
          ...(one.isError === true ? [{ key: 'error', type: 'bool', value: true }] : []),
        ],
        processID: `p${services.indexOf(one.service)}`,
      })),
      processes: Object.fromEntries(services.map((name, i) => [`p${i}`, { serviceName: name, tags: [] }])),
    };
  }),
});

/** Zipkin knows no links. */
export const zipkin = (spans: readonly TestSpan[]): readonly object[] =>
  spans.map((one) => ({
    traceId: one.trace.padStart(32, '0'),
    id: one.id,
    ...(one.parent === undefined ? {} : { parentId: one.parent }),
    ...(one.kind === undefined || one.kind === 'INTERNAL' ? {} : { kind: one.kind }),
    name: 'some work',
    timestamp: 1,
    localEndpoint: { serviceName: one.service },
    tags: {
      ...Object.fromEntries(Object.entries(one.attributes ?? {}).map(([key, value]) => [key, String(value)])),
      ...(one.isError === true ? { error: '' } : {}),
    },
  }));

/** Facts of files, all of which must be claimed. */
export const factsOf = async (
  texts: Readonly<Record<string, string | object>>,
  most?: number,
): Promise<Facts> => {
  const files = sourceFiles(
    Object.fromEntries(
      Object.entries(texts).map(([path, text]) => [
        path,
        typeof text === 'string' ? text : JSON.stringify(text),
      ]),
    ),
  );
  for (const file of files) if (!traces.claims(file)) throw new Error(`${file.path} is not claimed`);
  return scanTraces(files, { progress: () => {} }, most);
};

/** `web -> cart call client 3/1/0`: who needs whom, of which class, by what, and calls, errors, propagated. */
export const edgesOf = ({ references }: Facts): readonly string[] =>
  references.map(({ from, to, property, observed, ...reference }) => {
    const { calls, errors, propagated } = observed!;
    const end =
      to.by === 'address'
        ? [to.address.scope, to.address.local].filter((part) => part !== '').join('/')
        : `${to.as} ${to.text}`;
    return `${from.local} -> ${end} ${reference.class} ${property} ${calls}/${errors}/${propagated}`;
  });

/** `unresolved 3: message`. */
export const findingsOf = ({ findings }: Facts): readonly string[] =>
  findings.map(({ kind, line, message }) => `${kind} ${line ?? '-'}: ${message}`);
