/** What is taken of a span, whoever wrote it, and how it is told that its work failed. */
import type { EdgeClass, Target } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { type Attributes, type Scalar, textAt } from './attributes.ts';

/** Whether a span stands for a call, for the answer to one, or for neither. */
export const NO_KIND = 0;
export const INTERNAL = 1;
export const SERVER = 2;
export const CLIENT = 3;
export const PRODUCER = 4;
export const CONSUMER = 5;

export type SpanKind = 0 | 1 | 2 | 3 | 4 | 5;

/** As OpenTelemetry numbers them; Jaeger and Zipkin write the names. */
const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];

export const kindOf = (written: unknown): SpanKind => {
  if (typeof written === 'number') return written in KINDS ? (written as SpanKind) : NO_KIND;
  if (typeof written !== 'string') return NO_KIND;
  const at = KINDS.indexOf(written.toUpperCase().replace(/^SPAN_KIND_/, ''));
  return at < 0 ? NO_KIND : (at as SpanKind);
};

/** Another span that this one goes back to, beside its parent. */
export interface Link {
  readonly trace: string;
  readonly span: string;
  /** It waits for this one, as a parent does. */
  readonly isParent: boolean;
}

/** What is called, in words that can be understood without the span. */
export interface Peer {
  readonly class: EdgeClass & ('call' | 'data' | 'asynchronous');
  /** What the caller calls it: the name of a service that may have spans elsewhere. */
  readonly service?: string;
  /** Addresses, all of which are needed: the tables of one call. */
  readonly targets: readonly (Target & { readonly by: 'text' })[];
  /** What it is, if nothing tells where: `orders` on `kafka`. */
  readonly thing?: { readonly kind: Kind; readonly system: string; readonly name: string };
}

export interface Span {
  /** Ids in the one spelling of ids.ts. */
  readonly trace: string;
  readonly id: string;
  /** '' if there is none. */
  readonly parent: string;
  readonly links: readonly Link[];
  readonly kind: SpanKind;
  readonly isError: boolean;
  /** Whom it calls, as far as it says so. */
  readonly peer?: Peer;
  /**
   * Whose it is: a service by its number, the word for a process that is told elsewhere in the trace, or undefined if
   * the resource around it says so.
   */
  readonly owner: number | string | undefined;
}

/** Attributes that tell that a call or its answer failed. */
export const ERROR_KEYS = [
  'error',
  'otel.status_code',
  'http.status_code',
  'http.response.status_code',
  'rpc.grpc.status_code',
  'rpc.response.status_code',
  'grpc.status_code',
  'grpc.code',
] as const;

/**
 * Codes of gRPC that a server answers for: unknown, deadline exceeded, unimplemented, internal, unavailable, data loss.
 * The others tell that the caller asked for something that is not there or not allowed.
 */
const GRPC_ERRORS: ReadonlySet<string> = new Set(
  '2 4 12 13 14 15 UNKNOWN DEADLINEEXCEEDED UNIMPLEMENTED INTERNAL UNAVAILABLE DATALOSS'.split(' '),
);

/** Whether attributes say that it failed. An exception that was recorded may have been dealt with. */
export const failsBy = (attributes: Attributes): boolean => {
  const otel = textAt(attributes, 'otel.status_code')?.toUpperCase();
  if (otel === 'OK') return false;
  if (otel === 'ERROR' || isTrue(attributes.get('error'))) return true;
  if (Number(textAt(attributes, 'http.status_code', 'http.response.status_code') ?? 0) >= 500) return true;
  const grpc = textAt(
    attributes,
    'rpc.grpc.status_code',
    'rpc.response.status_code',
    'grpc.status_code',
    'grpc.code',
  );
  return grpc !== undefined && GRPC_ERRORS.has(grpc.toUpperCase().replaceAll(/[_ ]/g, ''));
};

/** Jaeger writes `true` or its text, Zipkin what went wrong. */
const isTrue = (value: Scalar | readonly Scalar[] | undefined): boolean =>
  typeof value === 'boolean' ? value : typeof value === 'string' && !/^(?:false|0)?$/i.test(value.trim());
