/**
 * One scenario after the other, each by itself: what most are best served by, for most failures are small.
 *
 * The same walk as `propagate`, without its rounds: a node that got worse tells what requires it. What a scenario touched
 * is put back after it, so that a small one costs what it touches and no more.
 */
import { LOSS, type LOWEST_COUNTER, copied, failedRank, refilled, without } from '../gate-counters.ts';
import type { IMPACT_BITS } from '../edge.ts';
import type { Network } from '../network.ts';

const VERTEX_SHIFT: typeof IMPACT_BITS = 6;
const LOWEST: typeof LOWEST_COUNTER = 1023;
const RANK = 3;
const TOLD = 2;
const WAITS = 16;

export class Alone {
  private readonly network: Network;
  readonly nodes: Uint8Array;
  readonly queue: Uint32Array;
  tail = 0;
  private readonly left: Uint32Array;
  private readonly reserves: Map<number, Int32Array>;
  private readonly touched: Uint32Array;
  private readonly isTouched: Uint8Array;
  private touchedCount = 0;

  constructor(network: Network) {
    this.network = network;
    this.nodes = new Uint8Array(network.nodeCount);
    this.queue = new Uint32Array(3 * network.nodeCount);
    const { left, reserves } = copied(network.counters);
    this.left = left;
    this.reserves = reserves as Map<number, Int32Array>;
    this.touched = new Uint32Array(network.gateCount);
    this.isTouched = new Uint8Array(network.gateCount);
  }

  inject(position: number, rank: number): void {
    const state = this.nodes[position]!;
    if (rank <= (state & RANK)) return;
    if (state === 0) this.queue[this.tail++] = position;
    this.nodes[position] = rank | WAITS;
  }

  /** Whether the walk came to its end within the budget of visits. */
  run(budget: number): boolean {
    const { nodes, queue, left, reserves, touched, isTouched } = this;
    const { nodeCount, outputStart, outputs, gateOutputs } = this.network;
    const hasReserves = reserves.size > 0;
    const loss = LOSS;
    let tail = this.tail;
    for (let head = 0; head < tail; head++) {
      if (tail > budget) {
        this.tail = tail;
        return false;
      }
      const source = queue[head]!;
      const settled = nodes[source]!;
      const now = settled & RANK;
      const before = (settled >>> TOLD) & RANK;
      nodes[source] = now | (now << TOLD);
      const shift = 2 * now - 2;
      const middle = outputStart[2 * source + 1]!;
      const last = outputStart[2 * source + 2]!;
      let at = outputStart[2 * source]!;
      for (; at < middle; at++) {
        const edge = outputs[at]!;
        const value = (edge >>> shift) & RANK;
        const node = edge >>> VERTEX_SHIFT;
        const state = nodes[node]!;
        if (value > (state & RANK)) {
          if (state < WAITS) queue[tail++] = node;
          nodes[node] = (state & (RANK << TOLD)) | value | WAITS;
        }
      }
      for (; at < last; at++) {
        const first = outputs[at]!;
        let gate = (first >>> VERTEX_SHIFT) - nodeCount;
        let was = before === 0 ? 0 : (first >>> (2 * before - 2)) & RANK;
        let value = (first >>> shift) & RANK;
        for (;;) {
          const whole = left[gate]!;
          if (whole === 0) break;
          if (isTouched[gate] === 0) {
            isTouched[gate] = 1;
            touched[this.touchedCount++] = gate;
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
            const state = nodes[target]!;
            if (value > (state & RANK)) {
              if (state < WAITS) queue[tail++] = target;
              nodes[target] = (state & (RANK << TOLD)) | value | WAITS;
            }
            break;
          }
          was = told === 0 ? 0 : (edge >>> (2 * told - 2)) & RANK;
          gate = target - nodeCount;
        }
      }
    }
    this.tail = tail;
    return true;
  }

  reset(): void {
    const { nodes, queue, left, reserves, touched, isTouched, touchedCount } = this;
    for (let i = 0; i < this.tail; i++) nodes[queue[i]!] = 0;
    const fresh = this.network.counters;
    for (let i = 0; i < touchedCount; i++) {
      const gate = touched[i]!;
      left[gate] = fresh.left[gate]!;
      isTouched[gate] = 0;
      const reserve = fresh.reserves.get(gate);
      if (reserve !== undefined) reserves.get(gate)!.set(reserve);
    }
    this.tail = 0;
    this.touchedCount = 0;
  }
}
