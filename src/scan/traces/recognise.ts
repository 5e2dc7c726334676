/** Whether a file holds traces, by its first kilobytes. */
import type { SourceFile } from '../scanner.ts';
import { fieldsOf } from './attributes.ts';
import { JsonWalk, type Visitor } from './json-walk.ts';
import { isCounted, isJaegerSpan, isOtlpSpan, isVersion1, isZipkinSpan } from './shapes.ts';

/** A word that all traces have: most files are told apart by this alone. */
const MARKS =
  /"(?:resourceSpans|resource_spans|scopeSpans|instrumentationLibrarySpans|traceID|traceId|trace_id|callCount)"/;

/** Only what the reader would find there counts: such words stand in schemas and in prose, too. */
export const holdsTraces = ({ name, head }: SourceFile): boolean => {
  if (!MARKS.test(head) || !/^[^\w"]{0,100}[[{]/.test(head)) return false;
  const seen = new Recognizer();
  new JsonWalk(seen, { isLines: isLinesName(name) }).feed(head);
  return seen.isTrace;
};

/** Whether each line is a value, by the file's name. */
export const isLinesName = (name: string): boolean => /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(name);

class Recognizer implements Visitor {
  isTrace = false;

  list(key: string): void {
    if (key === 'resourceSpans' || key === 'resource_spans') this.isTrace = true;
  }

  item(value: unknown): void {
    const fields = fieldsOf(value);
    if (fields === undefined || this.isTrace) return;
    this.isTrace =
      isJaegerSpan(fields) ||
      isOtlpSpan(fields) ||
      isCounted(fields) ||
      // Logs, too, have a trace and an id.
      (isZipkinSpan(fields) && ('localEndpoint' in fields || 'timestamp' in fields || isVersion1(fields)));
  }

  enter(): void {}
  leave(): void {}
  member(): void {}
  lost(): void {}
}
