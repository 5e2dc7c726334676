/**
 * The least fixpoint of a network under a set of faults, and the round in which each node got there.
 *
 * Rounds are those of simultaneous application: in round r every node sees what the others were after round r − 1.
 * Only what changed is looked at again. A node changes at most three times (states only get worse), so each edge is
 * walked at most three times, whatever cycles there are; there is no recursion, so no chain is too long.
 */
import type { Rank } from '../model/state.ts';
import { PASSED, TABLE_BITS, TABLE_MASK } from './impact-tables.ts';
import type { Network } from './network.ts';

/** A node, by position, and the rank it is forced to (or worse). */
export interface InjectedFault {
  readonly position: number;
  readonly rank: Rank;
}

export interface Outcome {
  /** Final rank of each node. */
  readonly ranks: Uint8Array;
  /** `waves[3·node + rank − 1]`: the round in which the node reached that rank or worse, 0 for faults; NEVER if not. */
  readonly waves: Uint32Array;
  /** Positions of all nodes that are not operational, in the order in which they were first reached. */
  readonly affected: Uint32Array;
}

export const NEVER = 0xffff_ffff;

/** Solves the network. Time and memory: proportional to what is affected, after clearing a few bytes a node. */
export const propagate = (network: Network, faults: Iterable<InjectedFault>): Outcome => {
  const { nodeCount, gateCount, outputStart, outputs, needed } = network;
  const ranks = new Uint8Array(nodeCount + gateCount);
  // What the outputs have been told of each vertex so far, and what each node will be after this round.
  const told = new Uint8Array(nodeCount + gateCount);
  const next = new Uint8Array(nodeCount);
  const counts = new Uint32Array(3 * gateCount);
  const waves = new Uint32Array(3 * nodeCount).fill(NEVER);
  const affected = new Uint32Array(nodeCount);
  let affectedCount = 0;

  // Nodes changed in the last round, and those to change in this one; gates change within a round.
  let frontier = new Uint32Array(nodeCount);
  let coming = new Uint32Array(nodeCount);
  let comingCount = 0;
  const gates = new Uint32Array(gateCount);
  let gatesCount = 0;

  for (const { position, rank } of faults) {
    if (rank <= next[position]!) continue;
    if (next[position] === 0) coming[comingCount++] = position;
    next[position] = rank;
  }

  for (let wave = 0; comingCount > 0; wave++) {
    [frontier, coming] = [coming, frontier];
    const frontierCount = comingCount;
    comingCount = 0;
    for (let i = 0; i < frontierCount; i++) {
      const node = frontier[i]!;
      const rank = next[node]!;
      if (ranks[node] === 0) affected[affectedCount++] = node;
      for (let reached = ranks[node]!; reached < rank; reached++) waves[3 * node + reached] = wave;
      ranks[node] = rank;
    }

    for (let i = 0; i < frontierCount; i++) {
      let vertex = frontier[i]!;
      for (;;) {
        const before = told[vertex]!;
        const now = ranks[vertex]!;
        told[vertex] = now;
        const end = outputStart[vertex + 1]!;
        for (let edge = outputStart[vertex]!; edge < end; edge++) {
          const packed = outputs[edge]!;
          const table = (packed & TABLE_MASK) << 2;
          const value = PASSED[table | now]!;
          const target = packed >>> TABLE_BITS;
          if (target < nodeCount) {
            if (value > next[target]!) {
              if (next[target] === ranks[target]) coming[comingCount++] = target;
              next[target] = value;
            }
          } else {
            const first = 3 * (target - nodeCount);
            for (let level = PASSED[table | before]!; level < value; level++) counts[first + level]!++;
            let rank = ranks[target]!;
            while (rank < 3 && counts[first + rank]! >= needed[first + rank]!) rank++;
            if (rank > ranks[target]!) {
              if (ranks[target] === told[target]) gates[gatesCount++] = target;
              ranks[target] = rank;
            }
          }
        }
        if (gatesCount === 0) break;
        vertex = gates[--gatesCount]!;
      }
    }
  }
  return { ranks: ranks.subarray(0, nodeCount), waves, affected: affected.slice(0, affectedCount) };
};
