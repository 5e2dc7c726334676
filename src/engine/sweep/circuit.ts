/**
 * The network as a circuit of yes and no: one cell for each vertex and level, “is it degraded, partial, out, or worse?”
 *
 * An impact says from which level of the source on the target is at a level, so an edge becomes at most three wires,
 * each from a cell to a cell, and needs no looking at afterwards: a cell of a node is the OR of its inputs, one of a gate
 * is on as soon as so many of its inputs are. Cells are numbered by place in the order: 3 × place + level − 1.
 */
import type { IMPACT_BITS } from '../edge.ts';
import { LOWEST_COUNTER } from '../gate-counters.ts';
import type { Network } from '../network.ts';
import type { Order } from './order.ts';

export interface Circuit {
  /** Inputs of cell c: inputs[start[c]] up to inputs[start[c + 1]], cells. */
  readonly start: Uint32Array;
  readonly inputs: Uint32Array;
  /** How many inputs switch on each cell. */
  readonly needed: Uint32Array;
}

const VERTEX_SHIFT: typeof IMPACT_BITS = 6;
const IMPACTS = 64;
/** By impact and level: the lowest level of the source that counts as so bad or worse; 0 if none does. */
const LOWEST_SOURCE = Uint8Array.from({ length: 4 * IMPACTS }, (_, i) => {
  const [impact, level] = [i >> 2, i & 3];
  return level === 0 ? 0 : ([1, 2, 3].find((rank) => ((impact >>> (2 * rank - 2)) & 3) >= level) ?? 0);
});

export const circuitOf = (network: Network, { vertices, places }: Order): Circuit => {
  const { nodeCount, outputStart, outputs, gateOutputs } = network;
  const count = vertices.length;
  const start = new Uint32Array(3 * count + 1);
  const lowest = LOWEST_SOURCE;
  const sourceEnd = (vertex: number): number => (vertex < nodeCount ? outputStart[2 * vertex + 2]! : 1);

  for (let at = 0; at < outputs.length; at++) {
    const edge = outputs[at]!;
    const cell = 3 * places[edge >>> VERTEX_SHIFT]!;
    const row = 4 * (edge & (IMPACTS - 1));
    if (lowest[row + 1] !== 0) start[cell + 1]!++;
    if (lowest[row + 2] !== 0) start[cell + 2]!++;
    if (lowest[row + 3] !== 0) start[cell + 3]!++;
  }
  for (let at = 0; at < gateOutputs.length; at++) {
    const edge = gateOutputs[at]!;
    const cell = 3 * places[edge >>> VERTEX_SHIFT]!;
    const row = 4 * (edge & (IMPACTS - 1));
    if (lowest[row + 1] !== 0) start[cell + 1]!++;
    if (lowest[row + 2] !== 0) start[cell + 2]!++;
    if (lowest[row + 3] !== 0) start[cell + 3]!++;
  }
  for (let cell = 0; cell < 3 * count; cell++) start[cell + 1]! += start[cell]!;
  const cursor = start.slice(0, 3 * count);
  const inputs = new Uint32Array(start[3 * count]!);
  // By place, so that a cell's inputs ascend.
  for (let place = 0; place < count; place++) {
    const vertex = vertices[place]!;
    const isNode = vertex < nodeCount;
    const end = sourceEnd(vertex);
    for (let at = isNode ? outputStart[2 * vertex]! : 0; at < end; at++) {
      const edge = isNode ? outputs[at]! : gateOutputs[vertex - nodeCount]!;
      const cell = 3 * places[edge >>> VERTEX_SHIFT]!;
      const row = 4 * (edge & (IMPACTS - 1));
      for (let level = 1; level <= 3; level++) {
        const from = lowest[row + level]!;
        if (from !== 0) inputs[cursor[cell + level - 1]!++] = 3 * place + from - 1;
      }
    }
  }
  return { start, inputs, needed: neededOf(network, places) };
};

const neededOf = ({ nodeCount, counters: { left, reserves } }: Network, places: Uint32Array): Uint32Array => {
  const needed = new Uint32Array(3 * places.length).fill(1);
  for (let gate = 0; gate < left.length; gate++) {
    const cell = 3 * places[nodeCount + gate]!;
    const reserve = reserves.get(gate);
    for (let level = 0; level < 3; level++)
      needed[cell + level] = ((left[gate]! >>> (10 * level)) & LOWEST_COUNTER) + (reserve?.[level] ?? 0);
  }
  return needed;
};
