/**
 * The least fixpoint of a network under a set of faults, and the round in which each node got there.
 *
 * Rounds are those of simultaneous application: in round r every node sees what the others were after round r − 1.
 * Only what changed is looked at again. A node changes at most three times (states only get worse), so each edge is
 * walked at most three times, whatever cycles there are; there is no recursion, so no chain is too long.
 */
import type { Rank } from '../model/state.ts';
import type { IMPACT_BITS } from './edge.ts';
import {
  type GateCounters,
  LOSS,
  type LOWEST_COUNTER,
  copied,
  failedRank,
  refilled,
  without,
} from './gate-counters.ts';
import type { Network } from './network.ts';

/** A node, by position, and the rank it is forced to (or worse). */
export interface InjectedFault {
  readonly position: number;
  readonly rank: Rank;
}

/** The states that faults lead to, by position, and how they came about. */
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

/** The wave of a node that no failure reaches. */
export const NEVER = 0xffff_ffff;

/** Solves the network. Time: proportional to what is affected, after clearing a few bytes a node. */
export const propagate = (network: Network, faults: Iterable<InjectedFault>): Outcome => {
  const run: Run = {
    network,
    nodes: new Uint8Array(network.nodeCount),
    changes: new Uint32Array(3 * network.nodeCount),
    counters: copied(network.counters),
  };
  const roundEnds: number[] = [];
  let start = 0;
  let end = inject(run, faults);
  while (start < end) {
    settle(run, start, end);
    roundEnds.push(end);
    [start, end] = [end, spread(run, start, end)];
  }
  return outcomeOf(run, roundEnds, end);
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

interface Run {
  readonly network: Network;
  /** A byte a node: the rank it is going to, the rank it had after the last round, and whether it waits. */
  readonly nodes: Uint8Array;
  /** All changes, round after round; those of the coming round are bare positions until they settle. */
  readonly changes: Uint32Array;
  readonly counters: GateCounters;
}

const RANK = 3;
/** Numbers of other files, said again and held to them by their types: an imported one costs a load per edge. */
const VERTEX_SHIFT: typeof IMPACT_BITS = 6;
const LOWEST: typeof LOWEST_COUNTER = 1023;
const SETTLED = 2;
const WAITS = 16;

/** The faults are what changes in round 0; returns how many nodes they hit. */
const inject = ({ nodes, changes }: Run, faults: Iterable<InjectedFault>): number => {
  let end = 0;
  for (const { position, rank } of faults) {
    const state = nodes[position]!;
    if (rank <= (state & RANK)) continue;
    if (state === 0) changes[end++] = position;
    nodes[position] = rank | WAITS;
  }
  return end;
};

/** Begins a round: what was to change has changed. */
const settle = ({ nodes, changes }: Run, start: number, end: number): void => {
  for (let i = start; i < end; i++) {
    const node = changes[i]!;
    const state = nodes[node]!;
    const rank = state & RANK;
    changes[i] = ((node << 4) | (state & (RANK << SETTLED)) | rank) >>> 0;
    nodes[node] = rank | (rank << SETTLED);
  }
};

/**
 * What changed tells the nodes that require it, and the groups that it is a member of; a group that fails tells its
 * owner, or the group around it, within the same round. Returns where the coming round's changes end.
 *
 * This is where the time goes: one loop over plain arrays and numbers held in locals. Edges are unpacked by hand here (as
 * `passed` and `vertexOf` do), and the lines that tell a node stand twice: as calls they cost a quarter of the whole.
 */
const spread = ({ network, nodes, changes, counters }: Run, start: number, end: number): number => {
  const { nodeCount, outputStart, outputs, gateOutputs } = network;
  const { left, reserves } = counters;
  const hasReserves = reserves.size > 0;
  const loss = LOSS;
  let waiting = end;
  for (let i = start; i < end; i++) {
    const change = changes[i]!;
    const shift = 2 * (change & RANK) - 2;
    const bucket = (change >>> 4) * 2;
    const middle = outputStart[bucket + 1]!;
    const last = outputStart[bucket + 2]!;
    let at = outputStart[bucket]!;
    for (; at < middle; at++) {
      const edge = outputs[at]!;
      const value = (edge >>> shift) & RANK;
      const node = edge >>> VERTEX_SHIFT;
      const state = nodes[node]!;
      if (value > (state & RANK)) {
        if (state < WAITS) changes[waiting++] = node;
        nodes[node] = (state & (RANK << SETTLED)) | value | WAITS;
      }
    }
    for (; at < last; at++) {
      const first = outputs[at]!;
      const before = (change >>> SETTLED) & RANK;
      let gate = (first >>> VERTEX_SHIFT) - nodeCount;
      let was = before === 0 ? 0 : (first >>> (2 * before - 2)) & RANK;
      let value = (first >>> shift) & RANK;
      // Along a chain of gates, each a member of the next, as long as they fail.
      for (;;) {
        const whole = left[gate]!;
        if (whole === 0) break;
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
            if (state < WAITS) changes[waiting++] = target;
            nodes[target] = (state & (RANK << SETTLED)) | value | WAITS;
          }
          break;
        }
        was = told === 0 ? 0 : (edge >>> (2 * told - 2)) & RANK;
        gate = target - nodeCount;
      }
    }
  }
  return waiting;
};

const outcomeOf = ({ nodes, changes }: Run, roundEnds: readonly number[], end: number): Outcome => {
  for (let node = 0; node < nodes.length; node++) nodes[node]! &= RANK;
  let affected: Uint32Array | undefined;
  return {
    ranks: nodes,
    changes: changes.subarray(0, end),
    roundEnds,
    get affected() {
      return (affected ??= positionsOfAffected(nodes));
    },
  };
};

const positionsOfAffected = (ranks: Uint8Array): Uint32Array => {
  const positions = new Uint32Array(ranks.length);
  let count = 0;
  for (let node = 0; node < ranks.length; node++) if (ranks[node] !== 0) positions[count++] = node;
  return positions.slice(0, count);
};
