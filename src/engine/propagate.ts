/**
 * The least fixpoint of a network under a set of faults, and the round in which each node got there.
 *
 * Rounds are those of simultaneous application: in round r every node sees what the others were after round r − 1.
 * Only what changed is looked at again. A node changes at most three times (states only get worse), so each edge is
 * walked at most three times, whatever cycles there are; there is no recursion, so no chain is too long.
 */
import type { Rank } from '../model/state.ts';
import { passed, vertexOf } from './edge.ts';
import type { Network } from './network.ts';

/** A node, by position, and the rank it is forced to (or worse). */
export interface InjectedFault {
  readonly position: number;
  readonly rank: Rank;
}

export interface Outcome {
  /** Final rank of each node. */
  readonly ranks: Uint8Array;
  /** `rounds[(rank − 1)·nodes + node]`: one more than the round in which the node came to exactly that rank; 0 if it
   * never did. `waveOf` reads it. */
  readonly rounds: Uint32Array;
  /** Positions of all nodes that are not operational, ascending. */
  readonly affected: Uint32Array;
}

export const NEVER = 0xffff_ffff;

/** The round in which a node reached a rank (1 to 3) or worse, 0 for faults; NEVER if it did not. */
export const waveOf = ({ ranks, rounds }: Outcome, position: number, rank: Rank): number => {
  let wave = NEVER;
  for (let reached: number = rank; reached <= 3; reached++) {
    const round = rounds[(reached - 1) * ranks.length + position]!;
    if (round > 0 && round - 1 < wave) wave = round - 1;
  }
  return wave;
};

/** Solves the network. Time: proportional to what is affected, after clearing a few bytes a node. */
export const propagate = (network: Network, faults: Iterable<InjectedFault>): Outcome => {
  const run = new Propagation(network);
  run.inject(faults);
  for (let wave = 0; run.settle(wave); wave++) {
    run.tellNodes();
    run.tellGates();
    run.drainGates();
  }
  return run.outcome();
};

/**
 * One run. The methods are the steps of a round, each a loop over plain arrays held in locals: small enough for the
 * JavaScript engine to compile early.
 */
class Propagation {
  private readonly network: Network;
  /** What each vertex is; of nodes, what it was after the last round. */
  private readonly ranks: Uint8Array;
  /** What each vertex has told those that require it. */
  private readonly told: Uint8Array;
  /** What each node will be after this round. */
  private readonly next: Uint8Array;
  private readonly rounds: Uint32Array;
  /** Per gate and rank: how many more inputs must fail. */
  private readonly left: Int32Array;
  /** Nodes in the order in which they changed, a round after the other; each at most three times. */
  private readonly queue: Uint32Array;
  private roundStart = 0;
  private roundEnd = 0;
  private queued = 0;
  /** Gates that changed in this round and have not told yet. */
  private readonly gates: Uint32Array;
  private gatesWaiting = 0;

  constructor(network: Network) {
    const { nodeCount, gateCount, needed } = network;
    this.network = network;
    this.ranks = new Uint8Array(nodeCount + gateCount);
    this.told = new Uint8Array(nodeCount + gateCount);
    this.next = new Uint8Array(nodeCount);
    this.rounds = new Uint32Array(3 * nodeCount);
    this.left = needed.slice();
    this.queue = new Uint32Array(3 * nodeCount);
    this.gates = new Uint32Array(gateCount);
  }

  inject(faults: Iterable<InjectedFault>): void {
    for (const { position, rank } of faults) {
      if (rank <= this.next[position]!) continue;
      if (this.next[position] === 0) this.queue[this.queued++] = position;
      this.next[position] = rank;
    }
  }

  /** Begins a round: what was to change has changed. False if nothing did. */
  settle(wave: number): boolean {
    const { queue, next, ranks, rounds } = this;
    const { nodeCount } = this.network;
    this.roundStart = this.roundEnd;
    this.roundEnd = this.queued;
    for (let i = this.roundStart; i < this.roundEnd; i++) {
      const node = queue[i]!;
      const rank = next[node]!;
      ranks[node] = rank;
      rounds[(rank - 1) * nodeCount + node] = wave + 1;
    }
    return this.roundStart < this.roundEnd;
  }

  /** What changed tells the nodes that require it directly. */
  tellNodes(): void {
    const { queue, next, ranks, roundStart, roundEnd } = this;
    const { outputStart, outputs } = this.network;
    let queued = this.queued;
    for (let i = roundStart; i < roundEnd; i++) {
      const vertex = queue[i]!;
      const rank = ranks[vertex]!;
      const end = outputStart[2 * vertex + 1]!;
      for (let at = outputStart[2 * vertex]!; at < end; at++) {
        const edge = outputs[at]!;
        const value = passed(edge, rank);
        const node = vertexOf(edge);
        const before = next[node]!;
        if (value > before) {
          if (before === ranks[node]) queue[queued++] = node;
          next[node] = value;
        }
      }
    }
    this.queued = queued;
  }

  /** What changed tells the groups that it is a member of. */
  tellGates(): void {
    const { queue, told, ranks, roundStart, roundEnd } = this;
    const { outputStart } = this.network;
    for (let i = roundStart; i < roundEnd; i++) {
      const vertex = queue[i]!;
      const from = outputStart[2 * vertex + 1]!;
      const end = outputStart[2 * vertex + 2]!;
      if (from < end) this.count(from, end, told[vertex]!, ranks[vertex]!);
      told[vertex] = ranks[vertex]!;
    }
  }

  /** Groups that failed tell their owners and the groups around them, all in the same round. */
  drainGates(): void {
    const { gates, told, ranks, next, queue } = this;
    const { outputStart, outputs } = this.network;
    while (this.gatesWaiting > 0) {
      const vertex = gates[--this.gatesWaiting]!;
      const before = told[vertex]!;
      const rank = ranks[vertex]!;
      told[vertex] = rank;
      const middle = outputStart[2 * vertex + 1]!;
      for (let at = outputStart[2 * vertex]!; at < middle; at++) {
        const edge = outputs[at]!;
        const value = passed(edge, rank);
        const node = vertexOf(edge);
        if (value > next[node]!) {
          if (next[node] === ranks[node]) queue[this.queued++] = node;
          next[node] = value;
        }
      }
      this.count(middle, outputStart[2 * vertex + 2]!, before, rank);
    }
  }

  outcome(): Outcome {
    const ranks = this.ranks.subarray(0, this.network.nodeCount);
    const affected = new Uint32Array(this.roundEnd);
    let count = 0;
    for (let node = 0; node < ranks.length; node++) if (ranks[node] !== 0) affected[count++] = node;
    return { ranks, rounds: this.rounds, affected: affected.slice(0, count) };
  }

  /** Counts an input of gates that went from one rank to a worse one. */
  private count(from: number, end: number, before: number, now: number): void {
    const { ranks, told, gates, left } = this;
    const { outputs, nodeCount } = this.network;
    for (let at = from; at < end; at++) {
      const edge = outputs[at]!;
      const gate = vertexOf(edge);
      const first = 3 * (gate - nodeCount);
      const value = passed(edge, now);
      for (let level = before === 0 ? 0 : passed(edge, before); level < value; level++)
        left[first + level]!--;
      const was = ranks[gate]!;
      let rank = was;
      while (rank < 3 && left[first + rank]! <= 0) rank++;
      if (rank > was) {
        if (was === told[gate]) gates[this.gatesWaiting++] = gate;
        ranks[gate] = rank;
      }
    }
  }
}
