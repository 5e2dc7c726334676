/**
 * 256 scenarios at once: a walk through the circuit in which every cell is a set of scenarios.
 *
 * A pass from the first place to the last, along the order, so that inputs are final when they are read; only cells with
 * an input that changed are looked at. A component that is a circle is passed again until nothing in it changes: sets only
 * grow, so that is the least fixpoint.
 */
import type { Circuit } from './circuit.ts';
import { WORDS, allOf, anyOf, atLeast } from './kernels.ts';
import type { Order } from './order.ts';

/** Scenarios of a batch. */
export const LANES: number = 32 * WORDS;

/** Words of a place: three levels. */
export const PLACE_WORDS: number = 3 * WORDS;

/** What is known of a place, in bits: look at it again; it has faults of its own; something was switched on there. */
const WAITS = 1;
const FAULTY = 2;
const TOUCHED = 4;

export class Lanes {
  /** Of the vertex at place p: word w of level l is words[PLACE_WORDS × p + WORDS × (l − 1) + w]. */
  readonly words: Int32Array;
  private readonly order: Order;
  private readonly circuit: Circuit;
  private readonly state: Uint8Array;
  /** The places that were touched, each once. */
  private readonly touchedPlaces: Uint32Array;
  private touchedCount = 0;

  constructor(order: Order, circuit: Circuit) {
    const count = order.vertices.length;
    this.order = order;
    this.circuit = circuit;
    this.words = new Int32Array(PLACE_WORDS * count);
    this.state = new Uint8Array(count);
    this.touchedPlaces = new Uint32Array(count);
  }

  /** The places at which some scenario has an effect. */
  get touched(): Uint32Array {
    return this.touchedPlaces.subarray(0, this.touchedCount);
  }

  /** Forces a node to a rank (1 to 3) or worse, in one lane. */
  inject(lane: number, position: number, rank: number): void {
    const place = this.order.places[position]!;
    for (let level = 0; level < rank; level++)
      this.words[PLACE_WORDS * place + WORDS * level + (lane >> 5)]! |= 1 << (lane & 31);
    this.state[place] = WAITS | FAULTY;
  }

  /** To the fixpoint. */
  run(): void {
    const { state } = this;
    const { components } = this.order;
    const last = components.length - 1;
    for (let component = 0; component < last; component++) {
      const from = components[component]!;
      const end = components[component + 1]!;
      // A vertex may require itself; then it is a circle of one.
      if (end === from + 1) while ((state[from]! & WAITS) !== 0) this.visit(from);
      else while (this.pass(from, end));
    }
  }

  /** Makes room for other scenarios. */
  clear(): void {
    const { touched, words, state } = this;
    // A call for each place takes longer than clearing a few times as much at once.
    if (8 * touched.length > state.length) words.fill(0);
    else for (const place of touched) words.fill(0, PLACE_WORDS * place, PLACE_WORDS * (place + 1));
    for (let i = 0; i < touched.length; i++) state[touched[i]!] = 0;
    this.touchedCount = 0;
  }

  /** Whether something waited in a component. */
  private pass(from: number, end: number): boolean {
    const { state } = this;
    let some = false;
    for (let place = from; place < end; place++) {
      if ((state[place]! & WAITS) === 0) continue;
      this.visit(place);
      some = true;
    }
    return some;
  }

  private visit(place: number): void {
    const { state } = this;
    const before = state[place]!;
    state[place] = before & ~WAITS;
    let changed = this.update(3 * place);
    // Of what is on at no level nothing can be on at a worse one.
    if (changed === 0 && (before & (FAULTY | TOUCHED)) === 0) return;
    changed |= this.update(3 * place + 1);
    changed |= this.update(3 * place + 2);
    if (changed === 0 && (before & TOUCHED) !== 0) return;
    if ((before & TOUCHED) === 0) this.touchedPlaces[this.touchedCount++] = place;
    state[place] |= TOUCHED;
    this.tell(place);
  }

  /** All that reads from a place has to be looked at. */
  private tell(place: number): void {
    const { state } = this;
    const { readerStart, readers } = this.circuit;
    const end = readerStart[place + 1]!;
    for (let at = readerStart[place]!; at < end; at++) state[readers[at]!]! |= WAITS;
  }

  private update(cell: number): number {
    const { start, inputs, needed } = this.circuit;
    const first = start[cell]!;
    const end = start[cell + 1]!;
    const count = needed[cell]!;
    if (count === 1) return anyOf(this.words, cell, inputs, first, end);
    if (count === end - first) return allOf(this.words, cell, inputs, first, end);
    return count > end - first ? 0 : atLeast(this.words, cell, inputs, first, end, count);
  }
}
