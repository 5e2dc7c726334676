/** Spans of Zipkin: version 2, and version 1 with its annotations. */
import { type Attributes, type Fields, attributesOf, fieldsOf, listOf } from './attributes.ts';
import { idText } from './ids.ts';
import { PEER_KEYS, peerOf } from './peer.ts';
import { isVersion1 } from './shapes.ts';
import {
  CLIENT,
  CONSUMER,
  ERROR_KEYS,
  NO_KIND,
  PRODUCER,
  SERVER,
  type Span,
  type SpanKind,
  failsBy,
  kindOf,
} from './span.ts';

const WANTED: ReadonlySet<string> = new Set([...PEER_KEYS, ...ERROR_KEYS]);

/** A half of a span, and the name of the service that it is of. */
export interface ZipkinSpan {
  readonly span: Span;
  readonly service: string | undefined;
}

/** The spans of one object: version 1 may hold both halves of a call in one. */
export const zipkinSpans = (fields: Fields): readonly ZipkinSpan[] =>
  isVersion1(fields) ? version1(fields) : [version2(fields)];

const version2 = (fields: Fields): ZipkinSpan => {
  const tags = fieldsOf(fields['tags']) ?? {};
  const remote = serviceOf(fields['remoteEndpoint']);
  const span = spanOf(fields, kindOf(fields['kind']), tagged(tags, remote), hasFailed(tags));
  return { span, service: serviceOf(fields['localEndpoint']) };
};

const spanOf = (fields: Fields, kind: SpanKind, attributes: Attributes, isError: boolean): Span => {
  const peer = peerOf(attributes, kind);
  return {
    trace: idText(fields['traceId']),
    id: idText(fields['id']),
    parent: idText(fields['parentId']),
    links: [],
    kind,
    isError: isError || failsBy(attributes),
    ...(peer === undefined ? {} : { peer }),
    owner: undefined,
  };
};

/** Whatever stands in it, a tag of that name tells of an error. */
const hasFailed = (tags: Fields): boolean =>
  Object.hasOwn(tags, 'error') && String(tags['error']) !== 'false';

const tagged = (tags: Fields, remote: string | undefined): Attributes => {
  const attributes = attributesOf(tags, WANTED);
  if (remote === undefined || attributes.has('peer.service')) return attributes;
  return new Map([...attributes, ['peer.service', remote]]);
};

const serviceOf = (endpoint: unknown): string | undefined => {
  const name = fieldsOf(endpoint)?.['serviceName'];
  return typeof name === 'string' && name !== '' && name !== 'unknown' ? name : undefined;
};

/** By the first and the last moment of either half. */
const MOMENTS: readonly (readonly [SpanKind, readonly string[]])[] = [
  [CLIENT, ['cs', 'cr']],
  [SERVER, ['sr', 'ss']],
  [PRODUCER, ['ms']],
  [CONSUMER, ['mr']],
];

/** By the address that the other side has. */
const ADDRESSES: readonly (readonly [SpanKind, string])[] = [
  [CLIENT, 'sa'],
  [SERVER, 'ca'],
  [PRODUCER, 'ma'],
  [CONSUMER, 'ma'],
];

const version1 = (fields: Fields): readonly ZipkinSpan[] => {
  const moments = objectsOf(fields['annotations']);
  const values = objectsOf(fields['binaryAnnotations']);
  const halves = MOMENTS.flatMap(([kind, names]): readonly ZipkinSpan[] => {
    const own = moments.filter(({ value }) => names.includes(String(value)));
    if (own.length === 0) return [];
    const service = own.map((one) => serviceOf(one['endpoint'])).find((name) => name !== undefined);
    return [half(fields, values, kind, service)];
  });
  if (halves.length > 0) return halves;
  const endpoint = [...moments, ...values].map((one) => serviceOf(one['endpoint'])).find((name) => name);
  return [half(fields, values, NO_KIND, endpoint)];
};

const objectsOf = (list: unknown): readonly Fields[] =>
  listOf(list).flatMap((one): readonly Fields[] => {
    const fields = fieldsOf(one);
    return fields === undefined ? [] : [fields];
  });

const half = (
  fields: Fields,
  values: readonly Fields[],
  kind: SpanKind,
  service: string | undefined,
): ZipkinSpan => {
  const own = values.filter(({ endpoint }) => (serviceOf(endpoint) ?? service) === service);
  const tags = Object.fromEntries(own.map(({ key, value }) => [String(key), value]));
  const address = ADDRESSES.find(([side]) => side === kind)?.[1];
  const remote = values.find(({ key }) => key === address)?.['endpoint'];
  const attributes = tagged(tags, serviceOf(remote));
  return { span: spanOf(fields, kind, attributes, hasFailed(tags)), service };
};
