/** Spans of OpenTelemetry as JSON, in the spelling of protobuf's JSON (camelCase) or of its own names (snake_case). */
import { type Fields, attributesOf, fieldsOf, listOf, textAt } from './attributes.ts';
import { idText } from './ids.ts';
import { PEER_KEYS, peerOf } from './peer.ts';
import { ERROR_KEYS, type Link, type Span, failsBy, kindOf } from './span.ts';

const WANTED: ReadonlySet<string> = new Set([...PEER_KEYS, ...ERROR_KEYS]);

export const otlpSpan = (fields: Fields): Span => {
  const kind = kindOf(fields['kind']);
  const attributes = attributesOf(fields['attributes'], WANTED);
  const peer = peerOf(attributes, kind);
  return {
    trace: idText(fields['traceId'] ?? fields['trace_id']),
    id: idText(fields['spanId'] ?? fields['span_id']),
    parent: idText(fields['parentSpanId'] ?? fields['parent_span_id']),
    links: linksOf(fields['links']),
    kind,
    isError: statusOf(fields['status']) ?? failsBy(attributes),
    ...(peer === undefined ? {} : { peer }),
    owner: undefined,
  };
};

/** What the status says; undefined if it leaves it open. Newer files have a number or a word, older ones more codes. */
const statusOf = (status: unknown): boolean | undefined => {
  const fields = fieldsOf(status);
  const code = fields?.['code'];
  if (code === 2 || code === 'STATUS_CODE_ERROR' || code === 'ERROR') return true;
  if (code === 1 || code === 'STATUS_CODE_OK' || code === 'OK') return false;
  return undefined;
};

const REFERENCE: ReadonlySet<string> = new Set(['opentracing.ref_type']);

const linksOf = (written: unknown): readonly Link[] =>
  listOf(written).flatMap((one) => {
    const fields = fieldsOf(one);
    const span = idText(fields?.['spanId'] ?? fields?.['span_id']);
    if (fields === undefined || span === '') return [];
    const said = textAt(attributesOf(fields['attributes'], REFERENCE), 'opentracing.ref_type');
    const trace = idText(fields['traceId'] ?? fields['trace_id']);
    return [{ trace, span, isParent: said === 'child_of' }];
  });
