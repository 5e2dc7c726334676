/**
 * Orders of a diagram's variables, made from the shape of its tree. The size of a diagram hangs on its order, and no
 * order is best for all trees: whoever builds one tries several.
 */
import type { FaultTree, Literal } from './tree.ts';
import { gateOrderOf } from './walk.ts';

/** The events that the top depends on, those to be asked first in front. */
export type VariableOrder = (tree: FaultTree) => readonly number[];

/** Events as they are met from the top, depth first; of a gate's inputs first those that most gates share. */
const sharedFirst: VariableOrder = (tree) => {
  const parents = parentsOf(tree);
  return depthFirst(tree, (a, b) => parents[b >> 1]! - parents[a >> 1]!);
};

/** Depth first, of a gate's inputs first those that least stands below. */
const smallFirst: VariableOrder = (tree) => {
  const { eventCount, gates } = tree;
  const size = new Float64Array(eventCount + gates.length).fill(1, 0, eventCount);
  for (const gate of gateOrderOf(tree).gates)
    size[eventCount + gate] = gates[gate]!.inputs.reduce((sum, input) => sum + size[input >> 1]!, 1);
  return depthFirst(tree, (a, b) => size[a >> 1]! - size[b >> 1]!);
};

/**
 * The heaviest event first: the top weighs one, a gate hands its weight to its inputs in equal parts; then again without
 * that event. (S. Minato, N. Ishiura, S. Yajima, "Shared binary decision diagram with attributed edges for efficient
 * Boolean function manipulation", DAC 1990: dynamic weight assignment.)
 */
const heaviestFirst: VariableOrder = (tree) => {
  const { eventCount, gates, top } = tree;
  const order = gateOrderOf(tree).gates;
  const parents = parentGates(tree, order);
  // How many inputs of a vertex are still there; an event counts as one until it is taken.
  const left = new Int32Array(eventCount + gates.length);
  for (const gate of order) left[eventCount + gate] = gates[gate]!.inputs.length;
  const weight = new Float64Array(eventCount + gates.length);
  const waiting: number[] = [];
  for (let event = 0; event < eventCount; event++) {
    if (parents[event]!.length === 0 && top >> 1 !== event) continue;
    left[event] = 1;
    waiting.push(event);
  }
  const events: number[] = [];
  while (waiting.length > 0) {
    weight.fill(0);
    weight[top >> 1] = 1;
    for (let at = order.length - 1; at >= 0; at--) {
      const vertex = eventCount + order[at]!;
      if (left[vertex] === 0) continue;
      const share = weight[vertex]! / left[vertex]!;
      for (const input of gates[order[at]!]!.inputs) if (left[input >> 1]! > 0) weight[input >> 1]! += share;
    }
    let best = 0;
    for (let at = 1; at < waiting.length; at++)
      if (weight[waiting[at]!]! > weight[waiting[best]!]! + 1e-12) best = at;
    const event = waiting[best]!;
    waiting.splice(best, 1);
    events.push(event);
    // What has no input left is gone as well.
    const gone = [event];
    left[event] = 0;
    while (gone.length > 0)
      for (const parent of parents[gone.pop()!]!) if (--left[parent]! === 0) gone.push(parent);
  }
  return events;
};

const FORCE_ROUNDS = 60;
/** Rounds without gain after which it is left at that. */
const IDLE_ROUNDS = 8;

/**
 * Gates and events pull at each other until what belongs together stands together; the best of the rounds counts. What
 * comes of it depends on what it begins with. (F. A. Aloul, I. L. Markov, K. A. Sakallah, "FORCE: a fast and easy-to-implement
 * variable-ordering heuristic", GLSVLSI 2003.)
 */
const pulledTogether = (tree: FaultTree, start: readonly number[]): readonly number[] => {
  const { eventCount, gates } = tree;
  const order = gateOrderOf(tree).gates;
  const count = eventCount + gates.length;
  const place = new Float64Array(count);
  start.forEach((event, at) => (place[event] = at));
  for (const gate of order) {
    const { inputs } = gates[gate]!;
    place[eventCount + gate] = inputs.reduce((sum, input) => sum + place[input >> 1]!, 0) / inputs.length;
  }
  const vertices = [...start, ...Array.from(order, (gate) => eventCount + gate)];
  const settle = (): void => {
    vertices.sort((a, b) => place[a]! - place[b]!);
    vertices.forEach((vertex, at) => (place[vertex] = at));
  };
  const sum = new Float64Array(count);
  const pulls = new Int32Array(count);
  let best: readonly number[] = start;
  let bestSpan = Number.POSITIVE_INFINITY;
  settle();
  for (let round = 0, idle = 0; round < FORCE_ROUNDS && idle < IDLE_ROUNDS; round++) {
    sum.fill(0);
    pulls.fill(0);
    for (const gate of order) {
      const { inputs } = gates[gate]!;
      let centre = place[eventCount + gate]!;
      for (const input of inputs) centre += place[input >> 1]!;
      centre /= inputs.length + 1;
      for (const input of inputs) {
        sum[input >> 1]! += centre;
        pulls[input >> 1]!++;
      }
      sum[eventCount + gate]! += centre;
      pulls[eventCount + gate]!++;
    }
    for (const vertex of vertices) place[vertex] = pulls[vertex] === 0 ? 0 : sum[vertex]! / pulls[vertex]!;
    settle();
    const span = spanOf(tree, order, place);
    idle = span < bestSpan ? 0 : idle + 1;
    if (idle > 0) continue;
    bestSpan = span;
    best = vertices.filter((vertex) => vertex < eventCount);
  }
  return best;
};

/** What belongs together close together, what matters most in front of it. */
export const closeTogether: VariableOrder = (tree) => pulledTogether(tree, heaviestFirst(tree));

/** Orders that cost next to nothing, for trees that are small in any. */
export const QUICK_ORDERS: readonly VariableOrder[] = [sharedFirst, heaviestFirst];

/** All orders, in that in which they are worth trying. */
export const ORDERS: readonly VariableOrder[] = [
  sharedFirst,
  closeTogether,
  (tree) => pulledTogether(tree, smallFirst(tree)),
  heaviestFirst,
];

/** How far apart the inputs of gates stand, all together. */
const spanOf = ({ gates }: FaultTree, order: Int32Array, place: Float64Array): number => {
  let span = 0;
  for (const gate of order) {
    let least = Number.POSITIVE_INFINITY;
    let most = 0;
    for (const input of gates[gate]!.inputs) {
      least = Math.min(least, place[input >> 1]!);
      most = Math.max(most, place[input >> 1]!);
    }
    span += most - least;
  }
  return span;
};

const depthFirst = (
  { eventCount, gates, top }: FaultTree,
  compare: (a: Literal, b: Literal) => number,
): readonly number[] => {
  const isSeen = new Uint8Array(eventCount + gates.length);
  const events: number[] = [];
  const waiting = [top >> 1];
  while (waiting.length > 0) {
    const vertex = waiting.pop()!;
    if (isSeen[vertex] === 1) continue;
    isSeen[vertex] = 1;
    if (vertex < eventCount) {
      events.push(vertex);
      continue;
    }
    const inputs = gates[vertex - eventCount]!.inputs.toSorted(compare);
    for (let at = inputs.length - 1; at >= 0; at--) waiting.push(inputs[at]! >> 1);
  }
  return events;
};

/** By vertex of how many inputs it is. */
const parentsOf = ({ eventCount, gates }: FaultTree): Int32Array => {
  const parents = new Int32Array(eventCount + gates.length);
  for (const { inputs } of gates) for (const input of inputs) parents[input >> 1]!++;
  return parents;
};

/** By vertex the gates that have it as an input, once for each time. */
const parentGates = ({ eventCount, gates }: FaultTree, order: Int32Array): readonly (readonly number[])[] => {
  const parents: number[][] = Array.from({ length: eventCount + gates.length }, () => []);
  for (const gate of order)
    for (const input of gates[gate]!.inputs) parents[input >> 1]!.push(eventCount + gate);
  return parents;
};
