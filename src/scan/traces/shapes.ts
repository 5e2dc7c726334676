/** By which of its keys an object is known to be a span, and whose, or a count of calls. */
import { type Fields, fieldsOf, listOf } from './attributes.ts';

export const isId = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Of OpenTelemetry, in either spelling. */
export const isOtlpSpan = (fields: Fields): boolean =>
  isId(fields['traceId'] ?? fields['trace_id']) && isId(fields['spanId'] ?? fields['span_id']);

/** Of Jaeger: in its JSON (`traceID`), or as its own model is written (`traceId`, `operationName`). */
export const isJaegerSpan = (fields: Fields): boolean =>
  (isId(fields['traceID']) && isId(fields['spanID'])) ||
  (isId(fields['traceId']) && isId(fields['spanId']) && 'operationName' in fields);

/** Of Zipkin, either version. */
export const isZipkinSpan = (fields: Fields): boolean =>
  isId(fields['traceId']) &&
  isId(fields['id']) &&
  (['localEndpoint', 'kind', 'name', 'parentId'].some((key) => key in fields) || isVersion1(fields));

/** Whether a span of Zipkin tells its moments by annotations, each with the service that it was noted at. */
export const isVersion1 = (fields: Fields): boolean =>
  Array.isArray(fields['binaryAnnotations']) ||
  listOf(fields['annotations']).some((one) => fieldsOf(fieldsOf(one)?.['endpoint']) !== undefined);

/** A link between services with its count, as the pages of Jaeger and Zipkin show them. */
export const isCounted = (fields: Fields): boolean =>
  isId(fields['parent']) && isId(fields['child']) && typeof fields['callCount'] === 'number';
