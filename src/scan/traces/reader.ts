/** One file of traces: its spans into the columns, its links between services into a list, and what was lost. */
import { type Fields, attributesOf, fieldsOf } from './attributes.ts';
import { jaegerSpan, processOf } from './jaeger.ts';
import type { Loss, Visitor } from './json-walk.ts';
import { otlpSpan } from './otlp.ts';
import type { Peers } from './peers.ts';
import { RESOURCE_KEYS, type Services } from './services.ts';
import { isCounted, isJaegerSpan, isOtlpSpan, isZipkinSpan } from './shapes.ts';
import type { Span } from './span.ts';
import { NOBODY, type Spans } from './spans.ts';
import { zipkinSpans } from './zipkin.ts';

/** What all files of a scan are read into. */
export interface Room {
  readonly spans: Spans;
  readonly services: Services;
  readonly peers: Peers;
  /** Spans that there is room for. */
  readonly most: number;
}

/** Calls that somebody has counted before. */
export interface Counted {
  readonly parent: number;
  readonly child: number;
  readonly calls: number;
  readonly errors: number;
  readonly line: number;
}

/** Things of one sort that were not taken: how many, and the line of the first. */
export interface Lost {
  readonly count: number;
  readonly line: number;
}

export type Trouble = Loss | 'strange' | 'full';

/** An object that was entered. */
interface Scope {
  readonly start: number;
  service: number | undefined;
  processes: Fields | undefined;
}

export class TraceReader implements Visitor {
  readonly counted: Counted[] = [];
  readonly troubles = new Map<Trouble, Lost>();
  private readonly file: string;
  private readonly room: Room;
  private readonly scopes: Scope[] = [];
  /** Words for processes that are told at the end of a trace. */
  private words = new Map<string, number>();

  constructor(file: string, room: Room) {
    this.file = file;
    this.room = room;
  }

  list(): void {}

  enter(): void {
    this.scopes.push({ start: this.room.spans.length, service: undefined, processes: undefined });
  }

  member(key: string, value: unknown, line: number): void {
    const scope = this.scopes.at(-1);
    const fields = fieldsOf(value);
    if (scope === undefined || fields === undefined) return;
    if (key === 'processes') scope.processes = fields;
    else
      scope.service = this.room.services.number(
        attributesOf(fields['attributes'], RESOURCE_KEYS),
        this.file,
        line,
      );
  }

  leave(): void {
    const { service, processes, start } = this.scopes.pop()!;
    const { spans } = this.room;
    if (service !== undefined) {
      for (let row = start; row < spans.length; row++)
        if (spans.serviceOf(row) === NOBODY) spans.give(row, service);
    }
    if (processes !== undefined) this.resolve(processes, start);
  }

  item(value: unknown, line: number): void {
    const fields = fieldsOf(value);
    if (fields === undefined) this.lost(line, 'strange');
    else if (isJaegerSpan(fields)) {
      const span = jaegerSpan(fields, (process) => this.serviceOf(process, line));
      this.add(span, this.ownerOf(span), line);
    } else if (isOtlpSpan(fields)) this.add(otlpSpan(fields), NOBODY, line);
    else if (isZipkinSpan(fields)) {
      for (const { span, service } of zipkinSpans(fields))
        this.add(span, this.room.services.number(NO_ATTRIBUTES, this.file, line, service) ?? NOBODY, line);
    } else if (isCounted(fields)) this.count(fields, line);
    else this.lost(line, 'strange');
  }

  lost(line: number, why: Trouble): void {
    const known = this.troubles.get(why);
    this.troubles.set(why, { count: (known?.count ?? 0) + 1, line: known?.line ?? line });
  }

  private add(span: Span, service: number, line: number): void {
    const { spans, peers, most } = this.room;
    if (spans.length >= most) this.lost(line, 'full');
    else spans.add(span, service, peers.number(span.peer), line);
  }

  private serviceOf(process: Fields, line: number): number | undefined {
    const { name, attributes } = processOf(process);
    return this.room.services.number(attributes, this.file, line, name);
  }

  /** A number below `NOBODY` for a process that is yet to be told. */
  private ownerOf({ owner }: Span): number {
    if (typeof owner !== 'string') return owner ?? NOBODY;
    let word = this.words.get(owner);
    if (word === undefined) this.words.set(owner, (word = NOBODY - 1 - this.words.size));
    return word;
  }

  private resolve(processes: Fields, start: number): void {
    const { spans } = this.room;
    const services = new Map<number, number>();
    for (const [word, number] of this.words) {
      const process = Object.hasOwn(processes, word) ? fieldsOf(processes[word]) : undefined;
      const line = start < spans.length ? spans.lineOf(start) : 1;
      const service = process === undefined ? undefined : this.serviceOf(process, line);
      services.set(number, service ?? NOBODY);
    }
    for (let row = start; row < spans.length; row++) {
      const service = services.get(spans.serviceOf(row));
      if (service !== undefined) spans.give(row, service);
    }
    this.words = new Map();
  }

  private count(fields: Fields, line: number): void {
    const { services } = this.room;
    const numberOf = (name: unknown): number =>
      services.number(NO_ATTRIBUTES, this.file, line, String(name))!;
    this.counted.push({
      parent: numberOf(fields['parent']),
      child: numberOf(fields['child']),
      calls: whole(fields['callCount']),
      errors: Math.min(whole(fields['errorCount']), whole(fields['callCount'])),
      line,
    });
  }
}

const NO_ATTRIBUTES = new Map<string, string>();

const whole = (value: unknown): number =>
  typeof value === 'number' && value > 0 ? Math.min(Math.floor(value), Number.MAX_SAFE_INTEGER) : 0;
