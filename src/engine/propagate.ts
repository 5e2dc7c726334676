/**
 * The least fixpoint of a network under a set of faults, and the round in which each node got there.
 *
 * Rounds are those of simultaneous application: in round r every node sees what the others were after round r − 1.
 * Only what changed is looked at again. A node changes at most three times (states only get worse), so each edge is
 * walked at most three times, whatever cycles there are; there is no recursion, so no chain is too long.
 */
import type { Rank } from '../model/state.ts';
import { passed, vertexOf } from './edge.ts';
import { type GateCounters, LOSS, copied, failedRank, isWhole, refilled, without } from './gate-counters.ts';
import type { Network } from './network.ts';

/** A node, by position, and the rank it is forced to (or worse). */
export interface InjectedFault {
  readonly position: number;
  readonly rank: Rank;
}

export interface Outcome {
  /** Final rank of each node. */
  readonly ranks: Uint8Array;
  /** Positions of all nodes that are not operational, ascending. */
  readonly affected: Uint32Array;
  /** Every change, in order: `node << 4 | rank before << 2 | rank after`. */
  readonly changes: Uint32Array;
  /** Where in `changes` each round ends; round 0 is the faults'. */
  readonly roundEnds: readonly number[];
}

export const NEVER = 0xffff_ffff;

/** Solves the network. Time: proportional to what is affected, after clearing a few bytes a node. */
export const propagate = (network: Network, faults: Iterable<InjectedFault>): Outcome => {
  const run = new Propagation(network);
  run.inject(faults);
  while (run.settle()) {
    run.tellNodes();
    run.tellGates();
    run.drainGates();
  }
  return run.outcome();
};

/**
 * Tells the round in which a node reached a rank (1 to 3) or worse: 0 for faults, NEVER if it did not.
 *
 * The table behind it is made once per call of this function, not in every run: most runs are never asked.
 */
export const wavesOf = ({
  ranks,
  changes,
  roundEnds,
}: Outcome): ((position: number, rank: Rank) => number) => {
  const waves = new Uint32Array(3 * ranks.length).fill(NEVER);
  let at = 0;
  roundEnds.forEach((end, round) => {
    for (; at < end; at++) {
      const change = changes[at]!;
      for (let level = (change >>> 2) & 3; level < (change & 3); level++)
        waves[3 * (change >>> 4) + level] = round;
    }
  });
  return (position, rank) => (rank === 0 ? 0 : waves[3 * position + rank - 1]!);
};

/** A node within a run is a byte: the rank it is going to, the rank it had after the last round, and whether it waits. */
const RANK = 3;
const SETTLED_SHIFT = 2;
const WAITS = 16;

/** One run. The methods are the steps of a round: loops over plain arrays held in locals. */
class Propagation {
  private readonly network: Network;
  private readonly nodes: Uint8Array;
  /** All changes, round after round; those of the coming round are bare positions until they settle. */
  private readonly changes: Uint32Array;
  private readonly roundEnds: number[] = [];
  private roundStart = 0;
  private roundEnd = 0;
  private waitingEnd = 0;
  /** Of the round's changes, those of members of groups, by index. */
  private readonly members: Uint32Array;
  private memberCount = 0;
  private readonly counters: GateCounters;
  /** Per gate: its rank, and what it has told those that require it. */
  private readonly gateRanks: Uint8Array;
  private readonly gateTold: Uint8Array;
  /** Gates that failed in this round and have not told yet. */
  private readonly gates: Uint32Array;
  private gatesWaiting = 0;

  constructor(network: Network) {
    const { nodeCount, gateCount, counters } = network;
    this.network = network;
    this.nodes = new Uint8Array(nodeCount);
    this.changes = new Uint32Array(3 * nodeCount);
    this.members = new Uint32Array(nodeCount);
    this.counters = copied(counters);
    this.gateRanks = new Uint8Array(gateCount);
    this.gateTold = new Uint8Array(gateCount);
    this.gates = new Uint32Array(gateCount);
  }

  inject(faults: Iterable<InjectedFault>): void {
    for (const { position, rank } of faults) {
      const before = this.nodes[position]!;
      if (rank <= (before & RANK)) continue;
      if (before === 0) this.changes[this.waitingEnd++] = position;
      this.nodes[position] = rank | WAITS;
    }
  }

  /** Ends a round: what was to change has changed. False if nothing did. */
  settle(): boolean {
    const { changes, nodes } = this;
    this.roundStart = this.roundEnd;
    this.roundEnd = this.waitingEnd;
    for (let i = this.roundStart; i < this.roundEnd; i++) {
      const node = changes[i]!;
      const state = nodes[node]!;
      const rank = state & RANK;
      changes[i] = ((node << 4) | (state & (RANK << SETTLED_SHIFT)) | rank) >>> 0;
      nodes[node] = rank | (rank << SETTLED_SHIFT);
    }
    if (this.roundStart === this.roundEnd) return false;
    this.roundEnds.push(this.roundEnd);
    return true;
  }

  /** What changed tells the nodes that require it directly; members of groups are noted for later. */
  tellNodes(): void {
    const { changes, nodes, members, roundStart, roundEnd } = this;
    const { outputStart, outputs } = this.network;
    let waiting = this.waitingEnd;
    let memberCount = 0;
    for (let i = roundStart; i < roundEnd; i++) {
      const change = changes[i]!;
      const rank = change & RANK;
      const bucket = (change >>> 4) * 2;
      const end = outputStart[bucket + 1]!;
      for (let at = outputStart[bucket]!; at < end; at++) {
        const edge = outputs[at]!;
        const value = passed(edge, rank);
        const node = vertexOf(edge);
        const state = nodes[node]!;
        if (value > (state & RANK)) {
          if (state < WAITS) changes[waiting++] = node;
          nodes[node] = (state & (RANK << SETTLED_SHIFT)) | value | WAITS;
        }
      }
      if (end < outputStart[bucket + 2]!) members[memberCount++] = i;
    }
    this.waitingEnd = waiting;
    this.memberCount = memberCount;
  }

  /** What changed tells the groups that it is a member of. */
  tellGates(): void {
    const { changes, members, memberCount } = this;
    const { outputStart } = this.network;
    for (let i = 0; i < memberCount; i++) {
      const change = changes[members[i]!]!;
      const bucket = (change >>> 4) * 2;
      this.count(outputStart[bucket + 1]!, outputStart[bucket + 2]!, (change >>> 2) & RANK, change & RANK);
    }
  }

  /** Groups that failed tell their owners and the groups around them, all within the round. */
  drainGates(): void {
    const { gates, gateRanks, gateTold, nodes, changes } = this;
    const { nodeCount, outputStart, outputs } = this.network;
    while (this.gatesWaiting > 0) {
      const gate = gates[--this.gatesWaiting]!;
      const before = gateTold[gate]!;
      const rank = gateRanks[gate]!;
      gateTold[gate] = rank;
      const bucket = 2 * (nodeCount + gate);
      const middle = outputStart[bucket + 1]!;
      for (let at = outputStart[bucket]!; at < middle; at++) {
        const edge = outputs[at]!;
        const value = passed(edge, rank);
        const node = vertexOf(edge);
        const state = nodes[node]!;
        if (value > (state & RANK)) {
          if (state < WAITS) changes[this.waitingEnd++] = node;
          nodes[node] = (state & (RANK << SETTLED_SHIFT)) | value | WAITS;
        }
      }
      const end = outputStart[bucket + 2]!;
      if (middle < end) this.count(middle, end, before, rank);
    }
  }

  outcome(): Outcome {
    const { nodes, changes, roundEnd, roundEnds } = this;
    const ranks = new Uint8Array(nodes.length);
    const affected = new Uint32Array(roundEnd);
    let count = 0;
    for (let node = 0; node < nodes.length; node++) {
      const rank = nodes[node]! & RANK;
      if (rank === 0) continue;
      ranks[node] = rank;
      affected[count++] = node;
    }
    return {
      ranks,
      affected: affected.subarray(0, count),
      changes: changes.subarray(0, roundEnd),
      roundEnds,
    };
  }

  /** Counts an input of gates that went from one rank to a worse one. */
  private count(from: number, end: number, before: number, now: number): void {
    const { left } = this.counters;
    const { outputs, nodeCount } = this.network;
    for (let at = from; at < end; at++) {
      const edge = outputs[at]!;
      const gate = vertexOf(edge) - nodeCount;
      const value = passed(edge, now);
      const was = before === 0 ? 0 : passed(edge, before);
      const whole = left[gate]!;
      if (isWhole(whole)) {
        const after = whole - LOSS[4 * was + value]!;
        left[gate] = after;
        if (isWhole(after)) continue;
      } else if (whole !== 0) left[gate] = without(whole, was, value);
      else continue;
      this.checkGate(gate);
    }
  }

  /** Whether a gate that is no longer whole has failed, and at which rank. */
  private checkGate(gate: number): void {
    const { gateRanks, gateTold } = this;
    const { left, reserves } = this.counters;
    const reserve = reserves.size === 0 ? undefined : reserves.get(gate);
    if (reserve !== undefined) left[gate] = refilled(left[gate]!, reserve);
    const was = gateRanks[gate]!;
    const rank = failedRank(left[gate]!);
    if (rank <= was) return;
    if (was === gateTold[gate]) this.gates[this.gatesWaiting++] = gate;
    gateRanks[gate] = rank;
  }
}
