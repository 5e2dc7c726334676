/** Traces: what was seen to call what, as OpenTelemetry, Jaeger and Zipkin write it down. */
import type { Scanner } from './scanner.ts';
import { holdsTraces } from './traces/recognise.ts';

/** Claims by content: files of traces are called anything. */
export const traces = {
  name: 'traces',
  title: 'Traces of OpenTelemetry, Jaeger and Zipkin',
  tells: 'observed',
  claims: holdsTraces,
  scan: async (files, context) => (await import('./traces/scan.ts')).scanTraces(files, context),
} as const satisfies Scanner;
