/** proto */
import type { Network } from '../network.ts';
import type { Circuit } from './circuit.ts';
import type { Order } from './order.ts';
import type { IMPACT_BITS } from '../edge.ts';
const VERTEX_SHIFT: typeof IMPACT_BITS = 6;

export const WORDS = 8;

export class Lanes {
  readonly words: Int32Array;
  readonly dirty: Uint8Array;
  readonly hot: Uint32Array;
  hotCount = 0;
  pulls = 0;
  wires = 0;
  constructor(readonly network: Network, readonly order: Order, readonly circuit: Circuit) {
    this.words = new Int32Array(3 * order.vertices.length * WORDS);
    this.dirty = new Uint8Array(order.vertices.length);
    this.hot = new Uint32Array(order.vertices.length);
  }
  seed(lane: number, vertex: number, rank: number): void {
    const place = this.order.places[vertex]!;
    for (let level = 0; level < rank; level++)
      this.words[(3 * place + level) * WORDS + (lane >> 5)]! |= 1 << (lane & 31);
    this.dirty[place] = 2;
  }
  run(): void {
    const { dirty, order: { components } } = this;
    const last = components.length - 1;
    for (let component = 0; component < last; component++) {
      const from = components[component]!;
      const to = components[component + 1]!;
      if (to === from + 1) { if (dirty[from] !== 0) do this.visit(from); while (dirty[from] !== 0); }
      else {
        let again = true;
        while (again) {
          again = false;
          for (let place = from; place < to; place++) if (dirty[place] !== 0) { again = true; this.visit(place); }
        }
      }
    }
  }
  visit(place: number): void {
    const { dirty, order: { places, vertices }, network: { nodeCount, outputStart, outputs, gateOutputs } } = this;
    const was = dirty[place];
    dirty[place] = 0;
    let diff = 0;
    const c = this.pull(3 * place);
    if (c) this.pull(3 * place + 1), this.pull(3 * place + 2);
    // planes nested: if the lowest did not change another may still
    diff = c;
    if (diff === 0 && was !== 2) return;
    this.hot[this.hotCount++] = place;
    const vertex = vertices[place]!;
    if (vertex >= nodeCount) { dirty[places[gateOutputs[vertex - nodeCount]! >>> VERTEX_SHIFT]!] = 1; return; }
    const end = outputStart[2 * vertex + 2]!;
    for (let at = outputStart[2 * vertex]!; at < end; at++) dirty[places[outputs[at]! >>> VERTEX_SHIFT]!] = 1;
  }
  pull(cell: number): number {
    const { circuit: { start, needed } } = this;
    const first = start[cell]!;
    const end = start[cell + 1]!;
    const k = needed[cell]!;
    if (k === 1) return this.or(cell, first, end);
    if (k === end - first) return this.and(cell, first, end);
    return this.count(cell, first, end, k);
  }
  or(cell: number, first: number, end: number): number {
    const { words, circuit: { inputs } } = this;
    const base = cell * 8;
    let a0 = words[base]!, a1 = words[base + 1]!, a2 = words[base + 2]!, a3 = words[base + 3]!;
    let a4 = words[base + 4]!, a5 = words[base + 5]!, a6 = words[base + 6]!, a7 = words[base + 7]!;
    for (let i = first; i < end; i++) {
      const at = inputs[i]! * 8;
      a0 |= words[at]!; a1 |= words[at + 1]!; a2 |= words[at + 2]!; a3 |= words[at + 3]!;
      a4 |= words[at + 4]!; a5 |= words[at + 5]!; a6 |= words[at + 6]!; a7 |= words[at + 7]!;
    }
    return this.store(base, a0, a1, a2, a3, a4, a5, a6, a7);
  }
  and(cell: number, first: number, end: number): number {
    const { words, circuit: { inputs } } = this;
    let a0 = -1, a1 = -1, a2 = -1, a3 = -1, a4 = -1, a5 = -1, a6 = -1, a7 = -1;
    for (let i = first; i < end; i++) {
      const at = inputs[i]! * 8;
      a0 &= words[at]!; a1 &= words[at + 1]!; a2 &= words[at + 2]!; a3 &= words[at + 3]!;
      a4 &= words[at + 4]!; a5 &= words[at + 5]!; a6 &= words[at + 6]!; a7 &= words[at + 7]!;
    }
    return this.store(cell * 8, a0, a1, a2, a3, a4, a5, a6, a7);
  }
  store(base: number, a0: number, a1: number, a2: number, a3: number, a4: number, a5: number, a6: number, a7: number): number {
    const { words } = this;
    const diff = (words[base]! ^ a0) | (words[base + 1]! ^ a1) | (words[base + 2]! ^ a2) | (words[base + 3]! ^ a3) |
      (words[base + 4]! ^ a4) | (words[base + 5]! ^ a5) | (words[base + 6]! ^ a6) | (words[base + 7]! ^ a7);
    if (diff === 0) return 0;
    words[base] = a0; words[base + 1] = a1; words[base + 2] = a2; words[base + 3] = a3;
    words[base + 4] = a4; words[base + 5] = a5; words[base + 6] = a6; words[base + 7] = a7;
    return diff;
  }
  readonly scratch = new Int32Array(64);
  count(cell: number, first: number, end: number, k: number): number {
    if (k > end - first) return 0;
    const { words, scratch, circuit: { inputs } } = this;
    const t = scratch;
    let diff = 0;
    for (let w = 0; w < 8; w++) {
      if (k === 2) {
        let once = 0, twice = 0;
        for (let i = first; i < end; i++) { const x = words[inputs[i]! * 8 + w]!; twice |= once & x; once |= x; }
        diff |= words[cell * 8 + w]! ^ twice;
        words[cell * 8 + w] = twice;
      } else {
      const bits = 32 - Math.clz32(k - 1);
      const preset = (1 << bits) - k;
      for (let b = 0; b < bits; b++) t[b] = (preset >>> b) & 1 ? -1 : 0;
      let over = 0;
      for (let i = first; i < end; i++) {
        let carry = words[inputs[i]! * 8 + w]!;
        for (let b = 0; b < bits && carry !== 0; b++) { const x = t[b]!; t[b] = x ^ carry; carry &= x; }
        over |= carry;
      }
      diff |= words[cell * 8 + w]! ^ over;
      words[cell * 8 + w] = over;
      }
    }
    return diff;
  }
}
