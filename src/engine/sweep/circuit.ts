/**
 * The network as a circuit of yes and no: three cells a vertex, “is it degraded, partial, out, or worse?”
 *
 * An impact says from which level of the source on the target is at a level. So an edge becomes at most three wires from
 * cell to cell, and whatever its impact is, nothing is left to be asked of it: a cell of a node is on as soon as one input
 * is, a cell of a gate as soon as so many are. Cells are numbered by place in the order: 3 × place + level − 1.
 */
import type { IMPACT_BITS } from '../edge.ts';
import { LOWEST_COUNTER } from '../gate-counters.ts';
import type { Network } from '../network.ts';
import type { Order } from './order.ts';

export interface Circuit {
  /** The inputs of cell c, cells themselves: inputs[start[c]] up to inputs[start[c + 1]]. */
  readonly start: Uint32Array;
  readonly inputs: Uint32Array;
  /** How many of its inputs switch on each cell. */
  readonly needed: Uint32Array;
  /** The places that read from the cells of place p: readers[readerStart[p]] up to readers[readerStart[p + 1]]. */
  readonly readerStart: Uint32Array;
  readonly readers: Uint32Array;
}

/** Said again and held to it by its type: an imported number costs a load per edge. */
const VERTEX_SHIFT: typeof IMPACT_BITS = 6;
const IMPACT = 63;

/** `LOWEST_SOURCE[4 × impact + level]`: from which level of the source on the target is at the level; 0: from none. */
const LOWEST_SOURCE = Uint8Array.from({ length: 4 * (IMPACT + 1) }, (_, i) => {
  const [impact, level] = [i >> 2, i & 3];
  return level === 0 ? 0 : ([1, 2, 3].find((rank) => ((impact >>> (2 * rank - 2)) & 3) >= level) ?? 0);
});

export const circuitOf = (network: Network, { vertices, places }: Order): Circuit => {
  const { nodeCount, outputStart, outputs, gateOutputs } = network;
  const lowest = LOWEST_SOURCE;
  const start = new Uint32Array(3 * vertices.length + 1);
  countInputs(start, outputs, places);
  countInputs(start, gateOutputs, places);
  for (let cell = 1; cell < start.length; cell++) start[cell]! += start[cell - 1]!;

  const cursor = start.slice(0, -1);
  const inputs = new Uint32Array(start.at(-1)!);
  const readerStart = new Uint32Array(vertices.length + 1);
  const readers = new Uint32Array(outputs.length + gateOutputs.length);
  let reader = 0;
  // By place: what a cell reads then lies in the order in which it was written.
  for (let place = 0; place < vertices.length; place++) {
    const vertex = vertices[place]!;
    const isNode = vertex < nodeCount;
    const edges = isNode ? outputs : gateOutputs;
    const first = isNode ? outputStart[2 * vertex]! : vertex - nodeCount;
    const end = isNode ? outputStart[2 * vertex + 2]! : first + 1;
    for (let at = first; at < end; at++) {
      const edge = edges[at]!;
      const target = places[edge >>> VERTEX_SHIFT]!;
      readers[reader++] = target;
      const row = 4 * (edge & IMPACT);
      for (let level = 1; level <= 3; level++) {
        const from = lowest[row + level]!;
        if (from !== 0) inputs[cursor[3 * target + level - 1]!++] = 3 * place + from - 1;
      }
    }
    readerStart[place + 1] = reader;
  }
  return { start, inputs, needed: neededIn(network, places), readerStart, readers };
};

/** Adds to start[c + 1] how many wires edges bring to cell c. */
const countInputs = (start: Uint32Array, edges: Uint32Array, places: Uint32Array): void => {
  const lowest = LOWEST_SOURCE;
  for (let at = 0; at < edges.length; at++) {
    const edge = edges[at]!;
    const target = 3 * places[edge >>> VERTEX_SHIFT]!;
    const row = 4 * (edge & IMPACT);
    for (let level = 1; level <= 3; level++) if (lowest[row + level] !== 0) start[target + level]!++;
  }
};

const neededIn = ({ nodeCount, counters }: Network, places: Uint32Array): Uint32Array => {
  const needed = new Uint32Array(3 * places.length).fill(1);
  counters.left.forEach((left, gate) => {
    const cell = 3 * places[nodeCount + gate]!;
    const reserve = counters.reserves.get(gate);
    for (let level = 0; level < 3; level++)
      needed[cell + level] = ((left >>> (COUNTER_BITS * level)) & LOWEST_COUNTER) + (reserve?.[level] ?? 0);
  });
  return needed;
};

/** The width of a gate's counter: as many bits as the lowest has. */
const COUNTER_BITS = 32 - Math.clz32(LOWEST_COUNTER);
