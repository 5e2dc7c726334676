/** Proves which files are taken for traces. */
import { expect, it } from 'vitest';
import { traces } from '../../../src/scan/traces.ts';
import { sourceFile } from '../../support/source-files.ts';
import { jaeger, otlp, span, zipkin } from './writers.ts';

const claims = (text: string): boolean => traces.claims(sourceFile('a.json', text));

const SPANS = [span('web/1'), span('cart/2<1')];

it.each([
  ['OTLP', otlp(SPANS)],
  ['Jaeger', jaeger(SPANS)],
  ['Zipkin', zipkin(SPANS)],
  ['links', [1, 2].map((callCount) => ({ parent: 'a', child: 'b', callCount }))],
])('%s is, also where the head is cut off in the midst', (_, value) => {
  const text = JSON.stringify(value);
  expect(claims(text)).toBe(true);
  expect(claims(text.slice(0, -30))).toBe(true);
});

it.each<readonly [string, unknown]>([
  ['an empty object', {}],
  ['an empty answer', { data: [], total: 0 }],
  [
    'a template',
    { Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { Note: '"resourceSpans": [' } } } },
  ],
  ['a schema of traces', { properties: { resourceSpans: { type: 'array' }, traceId: { type: 'string' } } }],
  ['an example within a description of an API', { paths: { '/v1': { example: otlp(SPANS) } } }],
  ['logs', { resourceLogs: [{ scopeLogs: [{ logRecords: [{ traceId: '1', spanId: '2' }] }] }] }],
  ['log lines that name a trace', [{ traceId: '1', id: '2', name: 'x', message: 'y' }]],
  ['a family', [{ parent: 'a', child: 'b' }]],
  ['other data with spans', { spans: [{ from: 1, to: 2, traceId: 7 }] }],
])('%s is not', (_, value) => {
  expect(claims(JSON.stringify(value))).toBe(false);
});

it('nor is what is no JSON', () => {
  expect(claims('resourceSpans:\n  - "traceId": 1\n')).toBe(false);
  expect(claims('')).toBe(false);
});
