/**
 * All spans of a scan in columns of numbers: some 30 bytes each, and no object. Whatever is text (services, peers) is
 * kept once, in a table beside.
 */
import { idNumber } from './ids.ts';
import { Numbers } from './numbers.ts';
import type { Span } from './span.ts';

/** A span whose service is not told: yet, or at all. */
export const NOBODY = -1;

const KIND = 7;
const ERROR = 8;
const CHILD = 16;

export class Spans {
  private readonly ids = new Numbers((length) => new Float64Array(length));
  private readonly parents = new Numbers((length) => new Float64Array(length));
  private readonly services = new Numbers((length) => new Int32Array(length));
  private readonly peers = new Numbers((length) => new Int32Array(length));
  private readonly lines = new Numbers((length) => new Uint32Array(length));
  private readonly flags = new Numbers((length) => new Uint8Array(length));
  /** Of links, which are few: the row of the one that holds it, and the span that it leads to, below 0 if a parent. */
  private readonly holders = new Numbers((length) => new Uint32Array(length));
  private readonly linked = new Numbers((length) => new Float64Array(length));

  get length(): number {
    return this.ids.length;
  }

  /** `service`: its number; below `NOBODY` for a process that is told later. `peer`: -1 if there is none. */
  add(span: Span, service: number, peer: number, line: number): void {
    const row = this.ids.length;
    this.ids.push(idNumber(span.trace, span.id));
    this.parents.push(idNumber(span.trace, span.parent));
    this.services.push(service);
    this.peers.push(peer);
    this.lines.push(line);
    this.flags.push(span.kind | (span.isError ? ERROR : 0) | (span.parent === '' ? 0 : CHILD));
    for (const link of span.links) {
      const number = idNumber(link.trace, link.span);
      this.holders.push(row);
      this.linked.push(link.isParent ? -number : number);
    }
  }

  idOf(row: number): number {
    return this.ids.at(row);
  }

  parentOf(row: number): number {
    return this.parents.at(row);
  }

  serviceOf(row: number): number {
    return this.services.at(row);
  }

  /** Whose the span is, once that is told. */
  give(row: number, service: number): void {
    this.services.set(row, service);
  }

  peerOf(row: number): number {
    return this.peers.at(row);
  }

  lineOf(row: number): number {
    return this.lines.at(row);
  }

  kindOf(row: number): number {
    return this.flags.at(row) & KIND;
  }

  isError(row: number): boolean {
    return (this.flags.at(row) & ERROR) !== 0;
  }

  hasParent(row: number): boolean {
    return (this.flags.at(row) & CHILD) !== 0;
  }

  /** What another writing of the same span tells beyond this one. */
  unite(row: number, other: number): void {
    this.flags.set(row, this.flags.at(row) | (this.flags.at(other) & (ERROR | CHILD)));
    if (this.parents.at(row) === 0) this.parents.set(row, this.parents.at(other));
    if (this.peers.at(row) < 0) this.peers.set(row, this.peers.at(other));
  }

  get links(): number {
    return this.holders.length;
  }

  linkAt(at: number): { readonly row: number; readonly span: number; readonly isParent: boolean } {
    const span = this.linked.at(at);
    return { row: this.holders.at(at), span: Math.abs(span), isParent: span < 0 };
  }
}
