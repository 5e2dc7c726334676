/**
 * What was seen: which service called which other one, how often, how often that failed, and how often the caller
 * failed with it.
 */
import type { CallCounts, EdgeClass } from '../../model/fact.ts';
import { ABSENT, type Family, familyOf } from './family.ts';
import type { End, Peers } from './peers.ts';
import type { Services } from './services.ts';
import { CLIENT, CONSUMER, PRODUCER, SERVER } from './span.ts';
import { NOBODY, type Spans } from './spans.ts';

/** Calls from a service to one end, of one class, in one file. */
export interface Seen {
  readonly from: number;
  readonly to: End;
  readonly class: EdgeClass;
  /** What of the caller's was seen: `client`, `producer`. */
  readonly property: string;
  /** Any row of the file; the first that was seen. */
  readonly row: number;
  readonly counts: CallCounts;
}

export interface Sight {
  readonly seen: readonly Seen[];
  /** Spans whose parent is not among them, by file. */
  readonly orphans: Rows;
  /** Calls that do not tell whom they call, and that nobody answers. */
  readonly silent: Rows;
}

/** By the number of the file: how many rows, and the first one. */
export type Rows = ReadonlyMap<number, { readonly count: number; readonly first: number }>;

/** All that spans tell of each other. `fileOf`: the number of the file that a row stands in. */
export const sightOf = (
  spans: Spans,
  services: Services,
  peers: Peers,
  fileOf: (row: number) => number,
): Sight => {
  const family = familyOf(spans);
  const tally = new Tally(spans, family, services, peers, fileOf);
  const answered = answeredBy(spans, family);
  const told = new Uint8Array(spans.length);
  for (let row = 0; row < spans.length; row++) {
    if (family.isTwin(row) || spans.serviceOf(row) <= NOBODY) continue;
    const parent = family.parentOf(row);
    if (parent >= 0) tally.call(parent, row, false);
    if (tally.peer(row, answered)) markCallers(spans, family, told, row);
  }
  for (let at = 0; at < spans.links; at++) {
    const { row, span, isParent } = spans.linkAt(at);
    const other = family.isTwin(row) ? -1 : family.find(span, row);
    if (other >= 0 && other !== family.parentOf(row)) tally.call(other, row, !isParent);
  }
  const rowsThat = (holds: (row: number) => boolean): Rows => rowsBy(spans.length, fileOf, holds);
  return {
    seen: tally.all(),
    orphans: rowsThat((row) => family.parentOf(row) === ABSENT),
    silent: rowsThat(
      (row) =>
        spans.kindOf(row) === CLIENT &&
        answered[row] === 0 &&
        told[row] === 0 &&
        spans.serviceOf(row) > NOBODY &&
        !family.isTwin(row),
    ),
  };
};

export const rowsBy = (
  length: number,
  fileOf: (row: number) => number,
  holds: (row: number) => boolean,
): Rows => {
  const rows = new Map<number, { count: number; readonly first: number }>();
  for (let row = 0; row < length; row++) {
    if (!holds(row)) continue;
    const file = fileOf(row);
    const known = rows.get(file);
    if (known === undefined) rows.set(file, { count: 1, first: row });
    else known.count++;
  }
  return rows;
};

/** Per row, whether another service's span is what its call led to, though not at once: clients wrap clients. */
const answeredBy = (spans: Spans, family: Family): Uint8Array => {
  const answered = new Uint8Array(spans.length);
  for (let row = 0; row < spans.length; row++) {
    const caller = family.parentOf(row);
    if (!family.isTwin(row) && caller >= 0 && spans.serviceOf(caller) !== spans.serviceOf(row))
      markCallers(spans, family, answered, caller);
  }
  return answered;
};

/** Marks a span, and the calls of the same service that it carries out. */
const markCallers = (spans: Spans, family: Family, marks: Uint8Array, row: number): void => {
  const service = spans.serviceOf(row);
  for (let at = row; at >= 0 && marks[at] === 0 && spans.serviceOf(at) === service;) {
    marks[at] = 1;
    if (spans.kindOf(at) !== CLIENT && spans.kindOf(at) !== PRODUCER) break;
    at = family.parentOf(at);
  }
};

/** Calls that are still being counted. */
type Counting = Omit<Seen, 'counts'> & {
  readonly counts: { -readonly [K in keyof CallCounts]: CallCounts[K] };
};

class Tally {
  private readonly found = new Map<string, Counting>();
  private readonly ends = new Map<string, readonly (readonly [key: string, end: End])[]>();
  /** Per row, the span that holds its call, once asked for; 0: not yet. */
  private readonly holders: Uint32Array;
  private readonly spans: Spans;
  private readonly family: Family;
  private readonly services: Services;
  private readonly peers: Peers;
  private readonly fileOf: (row: number) => number;

  constructor(
    spans: Spans,
    family: Family,
    services: Services,
    peers: Peers,
    fileOf: (row: number) => number,
  ) {
    this.spans = spans;
    this.family = family;
    this.services = services;
    this.peers = peers;
    this.fileOf = fileOf;
    this.holders = new Uint32Array(spans.length);
  }

  all(): readonly Seen[] {
    return [...this.found.values()];
  }

  /** A span and the one that it goes back to. `isLoose`: nobody waits for it. */
  call(caller: number, row: number, isLoose: boolean): void {
    const { spans } = this;
    const from = spans.serviceOf(caller);
    const to = spans.serviceOf(row);
    if (from === to || from <= NOBODY || to <= NOBODY) return;
    if (this.isMessage(caller, row)) this.message(caller, row);
    else {
      const kind = spans.kindOf(caller);
      const isError = spans.isError(row) || (kind === CLIENT && spans.isError(caller));
      const property = isLoose ? 'link' : kind === CLIENT ? 'client' : 'parent';
      const edge = { class: isLoose ? 'asynchronous' : 'call', property } as const;
      this.count(caller, edge, `s${to}`, { by: 'service', service: to }, caller, isError, row);
    }
  }

  /** What begins with a producer is a message if anything says so: some call every call's beginning that. */
  private isMessage(sender: number, taker: number): boolean {
    if (this.spans.kindOf(taker) === CONSUMER) return true;
    if (this.spans.kindOf(sender) !== PRODUCER) return false;
    return this.namesQueue(sender) || this.namesQueue(taker);
  }

  /** Both sides stand on the queue; where none is named, who takes stands on who gives. */
  private message(sender: number, taker: number): void {
    const { spans } = this;
    const queue = [sender, taker].find((row) => this.namesQueue(row));
    if (queue === undefined) {
      const to = spans.serviceOf(sender);
      const edge = { class: 'asynchronous', property: 'consumer' } as const;
      this.count(taker, edge, `s${to}`, { by: 'service', service: to }, taker, spans.isError(sender), taker);
      return;
    }
    for (const row of [sender, taker]) if (!this.namesQueue(row)) this.reach(row, queue, taker);
  }

  private namesQueue(row: number): boolean {
    const peer = this.spans.peerOf(row);
    return peer >= 0 && this.peers.at(peer).class === 'asynchronous';
  }

  /** The call of what a span itself names; false if it names nothing. */
  peer(row: number, answered: Uint8Array): boolean {
    if (this.spans.peerOf(row) < 0) return false;
    // Whoever answers is known better than by what the caller calls it.
    if ((answered[row] === 1 && !this.namesQueue(row)) || this.isCarried(row)) return true;
    return this.reach(row, row, row);
  }

  /** Whether it only carries out another call of the same service, which says what is meant by it. */
  private isCarried(row: number): boolean {
    const { spans } = this;
    const parent = this.family.parentOf(row);
    if (parent < 0 || spans.serviceOf(parent) !== spans.serviceOf(row) || spans.peerOf(parent) < 0)
      return false;
    const kind = spans.kindOf(parent);
    return kind === CLIENT || kind === PRODUCER || (kind === CONSUMER && spans.kindOf(row) === CONSUMER);
  }

  /** Counts a call of the peer that a span names. */
  private reach(row: number, namer: number, sighting: number): boolean {
    const { spans } = this;
    const number = spans.peerOf(namer);
    const from = spans.serviceOf(row);
    const asked = `${number} ${from}`;
    let ends = this.ends.get(asked);
    if (ends === undefined) {
      const all = this.peers.endsOf(number, from, this.services);
      this.ends.set(asked, (ends = all.map((end) => [keyOf(end), end])));
    }
    const kind = spans.kindOf(row);
    // That the work on a message failed does not mean that the queue did.
    const isCall = kind === PRODUCER || (row === namer && kind !== CONSUMER);
    const isError = isCall && spans.isError(row);
    const edge = { class: this.peers.at(number).class, property: PROPERTIES[kind]! };
    for (const [key, end] of ends) this.count(row, edge, key, end, row, isError, sighting);
    return ends.length > 0;
  }

  private count(
    caller: number,
    edge: Pick<Seen, 'class' | 'property'>,
    key: string,
    to: End,
    call: number,
    isError: boolean,
    row: number,
  ): void {
    const from = this.spans.serviceOf(caller);
    if (to.by === 'service' && to.service === from) return;
    const word = `${from} ${edge.class} ${this.fileOf(row)} ${key}`;
    let seen = this.found.get(word);
    if (seen === undefined) {
      seen = { from, to, ...edge, row, counts: { calls: 0, errors: 0, propagated: 0 } };
      this.found.set(word, seen);
    }
    seen.counts.calls++;
    if (!isError) return;
    seen.counts.errors++;
    if (this.spans.isError(this.holderOf(call))) seen.counts.propagated++;
  }

  /**
   * The caller's own work that a call is part of: the nearest span above that answers somebody, else the topmost one of
   * the same service. Each is looked for once, as spans may hang on each other a million deep, or in a circle.
   */
  private holderOf(row: number): number {
    const { spans, holders } = this;
    const service = spans.serviceOf(row);
    const path: number[] = [];
    let at = row;
    while (holders[at] === 0) {
      holders[at] = at + 1;
      path.push(at);
      const parent = this.family.parentOf(at);
      const isTop = spans.kindOf(at) === SERVER || spans.kindOf(at) === CONSUMER;
      if (isTop || parent < 0 || spans.serviceOf(parent) !== service) break;
      at = parent;
    }
    const holder = holders[at]!;
    for (const one of path) holders[one] = holder;
    return holder - 1;
  }
}

const PROPERTIES = ['span', 'span', 'server', 'client', 'producer', 'consumer'];

const keyOf = (end: End): string =>
  end.by === 'service' ? `s${end.service}` : JSON.stringify(end.by === 'text' ? end.target : end.thing);
