/** Spans of Jaeger: what its API answers, what its page saves and holds, and what its stores keep. */
import { type Fields, attributesOf, fieldsOf, listOf, textAt } from './attributes.ts';
import { idText } from './ids.ts';
import { PEER_KEYS, peerOf } from './peer.ts';
import { RESOURCE_KEYS } from './services.ts';
import { isId } from './shapes.ts';
import { ERROR_KEYS, type Link, type Span, failsBy, kindOf } from './span.ts';

const WANTED: ReadonlySet<string> = new Set([...PEER_KEYS, ...ERROR_KEYS, 'span.kind']);

/** What a process tells of the service that it is of. */
export type OwnerOf = (process: Fields) => number | undefined;

export const jaegerSpan = (fields: Fields, ownerOf: OwnerOf): Span => {
  const attributes = attributesOf(fields['tags'], WANTED);
  const kind = kindOf(textAt(attributes, 'span.kind'));
  const trace = idText(fields['traceID'] ?? fields['traceId']);
  const references = referencesOf(fields['references'], trace);
  const told = idText(fields['parentSpanID'] ?? fields['parentSpanId']);
  // Of several parents the first is the one that the page shows it under.
  const first = references.find((link) => link.isParent && link.trace === trace);
  const parent = told === '' ? (first?.span ?? '') : told;
  const process = fieldsOf(fields['process']);
  const word = fields['processID'] ?? fields['processId'];
  const peer = peerOf(attributes, kind);
  return {
    trace,
    id: idText(fields['spanID'] ?? fields['spanId']),
    parent,
    links: references.filter((link) => !(link.span === parent && link.trace === trace)),
    kind,
    isError: failsBy(attributes),
    ...(peer === undefined ? {} : { peer }),
    owner: (process === undefined ? undefined : ownerOf(process)) ?? (isId(word) ? String(word) : undefined),
  };
};

const referencesOf = (written: unknown, trace: string): readonly Link[] =>
  listOf(written).flatMap((one) => {
    const fields = fieldsOf(one);
    const span = idText(fields?.['spanID'] ?? fields?.['spanId']);
    if (fields === undefined || span === '') return [];
    const its = idText(fields['traceID'] ?? fields['traceId']);
    const type = fields['refType'];
    // Of its own model, protobuf leaves out what is the first of the values.
    const isParent = type === undefined || type === 'CHILD_OF' || type === 0;
    return [{ trace: its === '' ? trace : its, span, isParent }];
  });

/** The name of a process's service, and its tags. */
export const processOf = (process: Fields) => ({
  name: typeof process['serviceName'] === 'string' ? process['serviceName'] : undefined,
  attributes: attributesOf(process['tags'], RESOURCE_KEYS),
});
