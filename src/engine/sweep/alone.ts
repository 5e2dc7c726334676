/**
 * Scenarios one after the other, each by itself: best for the many that are small.
 *
 * The walk is that of `propagate` without its rounds: a node that got worse tells what requires it. What a scenario
 * touched is put back when it is done, so that it costs what it touches and no more; one that outgrows its budget is left to
 * others.
 */
import type { IMPACT_BITS } from '../edge.ts';
import {
  type GateCounters,
  LOSS,
  type LOWEST_COUNTER,
  copied,
  failedRank,
  refilled,
  without,
} from '../gate-counters.ts';
import type { Network } from '../network.ts';

/** Numbers of other files, said again and held to them by their types: an imported one costs a load per edge. */
const VERTEX_SHIFT: typeof IMPACT_BITS = 6;
const LOWEST: typeof LOWEST_COUNTER = 1023;

/** A byte a node, as in `propagate`: the rank that it is at, the rank that it has told, and whether it waits to tell. */
const RANK = 3;
const TOLD = 2;
const WAITS = 16;

/** Beyond all ranks. */
const NEVER = 4;

/**
 * What a scenario may grow to. A walk that will go far shows it early, by how many nodes wait; one along a chain never
 * does, and is told by how many it passed.
 */
export interface Budget {
  readonly nodes: number;
  readonly waiting: number;
}

/** More than any scenario takes. */
export const UNLIMITED: Budget = { nodes: 2 ** 30, waiting: 2 ** 30 };

export class Alone {
  private readonly network: Network;
  private readonly nodes: Uint8Array;
  /** Nodes in the order in which they got worse; each at most three times. */
  private readonly queue: Uint32Array;
  private end = 0;
  private readonly counters: GateCounters;
  /** The gates that lost an input, each once. */
  private readonly gates: Uint32Array;
  private readonly isTouched: Uint8Array;
  private gateEnd = 0;
  /** By node, the rank from which on it is known to outgrow the budget. */
  private readonly outgrows: Uint8Array;

  constructor(network: Network) {
    this.network = network;
    this.nodes = new Uint8Array(network.nodeCount);
    this.queue = new Uint32Array(3 * network.nodeCount);
    this.counters = copied(network.counters);
    this.gates = new Uint32Array(network.gateCount);
    this.isTouched = new Uint8Array(network.gateCount);
    this.outgrows = new Uint8Array(network.nodeCount).fill(NEVER);
  }

  /** Forces a node to a rank (1 to 3) or worse. */
  inject(position: number, rank: number): void {
    const state = this.nodes[position]!;
    if (rank <= (state & RANK)) return;
    if (state === 0) this.queue[this.end++] = position;
    this.nodes[position] = rank | WAITS;
  }

  /** Tells each affected node and its rank, in no order. To be asked once, after `run`. */
  forEach(tell: (position: number, rank: number) => void): void {
    const { nodes, queue } = this;
    for (let i = 0; i < this.end; i++) {
      const node = queue[i]!;
      const rank = nodes[node]! & RANK;
      if (rank === 0) continue;
      // The queue may have it again.
      nodes[node] = 0;
      tell(node, rank);
    }
  }

  /** Makes room for another scenario. */
  clear(): void {
    const { nodes, queue, gates, isTouched } = this;
    const fresh = this.network.counters;
    for (let i = 0; i < this.end; i++) nodes[queue[i]!] = 0;
    for (let i = 0; i < this.gateEnd; i++) {
      const gate = gates[i]!;
      isTouched[gate] = 0;
      this.counters.left[gate] = fresh.left[gate]!;
      const reserve = fresh.reserves.get(gate);
      if (reserve !== undefined) this.counters.reserves.get(gate)!.set(reserve);
    }
    this.end = 0;
    this.gateEnd = 0;
  }

  /** Notes that a node at a rank (1 to 3), alone, was given up: so is from now on whoever takes it down. */
  giveUp(position: number, rank: number): void {
    this.outgrows[position] = Math.min(rank, this.outgrows[position]!);
  }

  /** To the fixpoint; false if it was given up: more nodes got worse, or wait to tell it, than the budget allows. */
  run({ nodes: most, waiting: mostWaiting }: Budget): boolean {
    const { nodes, queue, gates, isTouched, outgrows } = this;
    const { nodeCount, outputStart, outputs, gateOutputs } = this.network;
    const { left, reserves } = this.counters;
    const hasReserves = reserves.size > 0;
    const loss = LOSS;
    let { end, gateEnd } = this;
    let next = 0;
    for (; next < end && end <= most && end - next <= mostWaiting; next++) {
      const source = queue[next]!;
      const state = nodes[source]!;
      const now = state & RANK;
      const before = (state >>> TOLD) & RANK;
      if (now >= outgrows[source]!) break;
      nodes[source] = now | (now << TOLD);
      const shift = 2 * now - 2;
      const middle = outputStart[2 * source + 1]!;
      const last = outputStart[2 * source + 2]!;
      let at = outputStart[2 * source]!;
      for (; at < middle; at++) {
        const edge = outputs[at]!;
        const value = (edge >>> shift) & RANK;
        const node = edge >>> VERTEX_SHIFT;
        const known = nodes[node]!;
        if (value > (known & RANK)) {
          if (known < WAITS) queue[end++] = node;
          nodes[node] = (known & (RANK << TOLD)) | value | WAITS;
        }
      }
      for (; at < last; at++) {
        const first = outputs[at]!;
        let gate = (first >>> VERTEX_SHIFT) - nodeCount;
        let was = before === 0 ? 0 : (first >>> (2 * before - 2)) & RANK;
        let value = (first >>> shift) & RANK;
        // Along a chain of gates, each a member of the next, as long as they fail.
        for (;;) {
          const whole = left[gate]!;
          if (whole === 0) break;
          if (isTouched[gate] === 0) {
            isTouched[gate] = 1;
            gates[gateEnd++] = gate;
          }
          let rest = (whole & LOWEST) !== 0 ? whole - loss[4 * was + value]! : without(whole, was, value);
          left[gate] = rest;
          if ((rest & LOWEST) !== 0) break;
          if (hasReserves) left[gate] = rest = refilled(rest, reserves.get(gate));
          const told = failedRank(whole);
          const rank = failedRank(rest);
          if (rank <= told) break;
          const edge = gateOutputs[gate]!;
          const target = edge >>> VERTEX_SHIFT;
          value = (edge >>> (2 * rank - 2)) & RANK;
          if (target < nodeCount) {
            const known = nodes[target]!;
            if (value > (known & RANK)) {
              if (known < WAITS) queue[end++] = target;
              nodes[target] = (known & (RANK << TOLD)) | value | WAITS;
            }
            break;
          }
          was = told === 0 ? 0 : (edge >>> (2 * told - 2)) & RANK;
          gate = target - nodeCount;
        }
      }
    }
    this.end = end;
    this.gateEnd = gateEnd;
    return next === end;
  }
}
