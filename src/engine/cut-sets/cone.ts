/**
 * What a state of one node hangs on, as Boolean equations: the part of a network below it, rank by rank.
 *
 * A variable says "this vertex is at this rank or worse". It holds as soon as so many of its inputs do: one of a
 * node's, a threshold's worth of a gate's; and a node's also when its own failure is among the events. Only the ranks
 * that matter are followed (what an impact caps at degraded is no input of an outage), and what could not come about
 * if all events happened at once is left out. Circles stay: what holds is the least fixpoint.
 */
import type { Rank } from '../../model/state.ts';
import { bucketed } from '../buckets.ts';
import { passed, vertexOf } from '../edge.ts';
import type { GateCounters } from '../gate-counters.ts';
import type { Inputs, Network } from '../network.ts';

export interface Cone {
  /** Variables; the first is what was asked about. None: it cannot come about. */
  readonly count: number;
  /** What variable i says: that vertices[i] is at ranks[i] or worse. */
  readonly vertices: Uint32Array;
  readonly ranks: Uint8Array;
  /** How many of its inputs make a variable hold. */
  readonly needed: Uint32Array;
  /** Inputs by variable: of i, inputs[start[i]] up to start[i + 1]. One that counts twice in a group stands there twice. */
  readonly start: Uint32Array;
  readonly inputs: Uint32Array;
  /** Per variable the index of the event that makes it hold alone; −1: there is none. */
  readonly eventOf: Int32Array;
  /** Positions of the nodes whose outages are the events, ascending. */
  readonly events: Uint32Array;
}

/** The cone of "this node is at this rank or worse", over outages of the nodes that are events. */
export type ConeFinder = (position: number, rank: Rank, isEvent: (position: number) => boolean) => Cone;

/** A finder of cones; what it allocates per vertex it allocates once. */
export const conesOf = (network: Network, inputs: Inputs): ConeFinder => {
  /** Per vertex and rank the number of the variable, + 1; cleared after each cone. */
  const numbers = new Uint32Array(4 * (network.nodeCount + network.gateCount));
  return (position, rank, isEvent) => {
    const keys = [4 * position + rank];
    const equations = collected(network, inputs, numbers, keys);
    for (const key of keys) numbers[key] = 0;
    const vertices = Uint32Array.from(keys, (key) => key >>> 2);
    const hasEvent = Uint8Array.from(vertices, (vertex) =>
      vertex < network.nodeCount && isEvent(vertex) ? 1 : 0,
    );
    const ranks = Uint8Array.from(keys, (key) => key & 3);
    return pruned({ count: keys.length, vertices, ranks, ...equations }, hasEvent);
  };
};

/** The cone without the events marked, and without what then cannot come about. */
export const withoutEvents = (cone: Cone, isGone: (event: number) => boolean): Cone =>
  pruned(
    cone,
    Uint8Array.from(cone.eventOf, (event) => (event >= 0 && !isGone(event) ? 1 : 0)),
  );

type Equations = Omit<Cone, 'eventOf' | 'events'>;

/** All that is below the first of the keys, whether it can come about or not; adds the keys of what it finds. */
const collected = (
  { nodeCount, counters }: Network,
  { start: edgesStart, edges }: Inputs,
  numbers: Uint32Array,
  keys: number[],
): Pick<Equations, 'needed' | 'start' | 'inputs'> => {
  const needed: number[] = [];
  const start = [0];
  const inputs: number[] = [];
  numbers[keys[0]!] = 1;
  for (let next = 0; next < keys.length; next++) {
    const vertex = keys[next]! >>> 2;
    const rank = (keys[next]! & 3) as Rank;
    for (let at = edgesStart[vertex]!; at < edgesStart[vertex + 1]!; at++) {
      const lowest = lowestRank(edges[at]!, rank);
      if (lowest === 0) continue;
      const key = 4 * vertexOf(edges[at]!) + lowest;
      if (numbers[key] === 0) numbers[key] = keys.push(key);
      inputs.push(numbers[key]! - 1);
    }
    needed.push(vertex < nodeCount ? 1 : neededAt(counters, vertex - nodeCount, rank));
    start.push(inputs.length);
  }
  return {
    needed: Uint32Array.from(needed),
    start: Uint32Array.from(start),
    inputs: Uint32Array.from(inputs),
  };
};

/** The lowest rank of an edge's source that counts as `rank` or worse; 0 if none does. */
const lowestRank = (edge: number, rank: Rank): number => {
  if (passed(edge, 1) >= rank) return 1;
  if (passed(edge, 2) >= rank) return 2;
  return passed(edge, 3) >= rank ? 3 : 0;
};

const COUNTER_BITS = 10;

/** How many inputs must be so bad for a gate to be at that rank: its whole counter, and what waits in reserve. */
const neededAt = ({ left, reserves }: GateCounters, gate: number, rank: Rank): number =>
  ((left[gate]! >>> (COUNTER_BITS * (rank - 1))) & (2 ** COUNTER_BITS - 1)) +
  (reserves.get(gate)?.[rank - 1] ?? 0);

/** The cone without what cannot come about, and without inputs that say nothing new. */
const pruned = (all: Equations, hasEvent: Uint8Array): Cone => {
  const isPossible = possible(all, hasEvent);
  if (isPossible[0] === 0) return NOTHING;
  const kept = [0];
  const numbers = new Int32Array(all.count).fill(-1);
  numbers[0] = 0;
  for (let next = 0; next < kept.length; next++) {
    for (let at = all.start[kept[next]!]!; at < all.start[kept[next]! + 1]!; at++) {
      const input = all.inputs[at]!;
      if (isPossible[input] === 1 && numbers[input]! < 0) numbers[input] = kept.push(input) - 1;
    }
  }
  const needed = Uint32Array.from(kept, (old) => all.needed[old]!);
  const start = new Uint32Array(kept.length + 1);
  const inputs = new Uint32Array(all.inputs.length);
  let length = 0;
  /** The variable that last took an input as one of several alternatives. */
  const takenBy = new Int32Array(kept.length).fill(-1);
  kept.forEach((old, variable) => {
    const isAny = needed[variable] === 1;
    for (let at = all.start[old]!; at < all.start[old + 1]!; at++) {
      const input = numbers[all.inputs[at]!]!;
      if (input < 0 || (isAny && (input === variable || takenBy[input] === variable))) continue;
      takenBy[input] = variable;
      inputs[length++] = input;
    }
    start[variable + 1] = length;
  });
  const vertices = Uint32Array.from(kept, (old) => all.vertices[old]!);
  return {
    count: kept.length,
    vertices,
    ranks: Uint8Array.from(kept, (old) => all.ranks[old]!),
    needed,
    start,
    inputs: inputs.slice(0, length),
    ...eventsOf(
      vertices,
      kept.map((old) => hasEvent[old] === 1),
    ),
  };
};

const NOTHING: Cone = {
  count: 0,
  vertices: new Uint32Array(),
  ranks: new Uint8Array(),
  needed: new Uint32Array(),
  start: new Uint32Array(1),
  inputs: new Uint32Array(),
  eventOf: new Int32Array(),
  events: new Uint32Array(),
};

/** What holds once all events have happened, per variable: the least fixpoint, input by input. */
const possible = ({ count, needed, start, inputs }: Equations, hasEvent: Uint8Array): Uint8Array => {
  const outputs = outputsOf(count, start, inputs);
  const holds = hasEvent.slice();
  const left = needed.slice();
  const open = new Uint32Array(count);
  let length = 0;
  holds.forEach((held, variable) => {
    if (held === 1) open[length++] = variable;
  });
  while (length > 0) {
    const variable = open[--length]!;
    for (let at = outputs.start[variable]!; at < outputs.start[variable + 1]!; at++) {
      const output = outputs.values[at]!;
      if (holds[output] === 1 || --left[output]! > 0) continue;
      holds[output] = 1;
      open[length++] = output;
    }
  }
  return holds;
};

/** The variables that each is an input of. */
const outputsOf = (count: number, start: Uint32Array, inputs: Uint32Array) => {
  const owners = new Uint32Array(inputs.length);
  for (let variable = 0; variable < count; variable++)
    owners.fill(variable, start[variable], start[variable + 1]);
  return bucketed(count, inputs, owners);
};

/** The events, by position; a node that matters at several ranks has one. */
const eventsOf = (
  vertices: Uint32Array,
  hasEvent: readonly boolean[],
): { readonly eventOf: Int32Array; readonly events: Uint32Array } => {
  const events = Uint32Array.from(new Set(vertices.filter((_, variable) => hasEvent[variable]))).toSorted();
  const indexes = new Map(Array.from(events, (position, index) => [position, index]));
  return {
    events,
    eventOf: Int32Array.from(vertices, (vertex, variable) =>
      hasEvent[variable]! ? indexes.get(vertex)! : -1,
    ),
  };
};
