/**
 * The compiled form of an estate: typed arrays that the solvers run on.
 *
 * Vertices are the nodes, 0 to nodeCount − 1 in the estate's order, and after them the gates: one for each group whose
 * members back each other up. An edge runs from what is required to what requires it and carries its impact (see
 * `edge.ts`). A gate is a threshold: it is at a rank or worse as soon as so many of its inputs are.
 */
import type { GateCounters } from './gate-counters.ts';
import { edgeOf, impactBitsOf, vertexOf } from './edge.ts';

/** An estate compiled for one day: typed arrays, by position. */
export interface Network {
  readonly nodeCount: number;
  readonly gateCount: number;
  /**
   * Edges of the nodes. Those of node v to nodes are outputs[outputStart[2v]] up to outputStart[2v + 1], those to
   * gates follow up to outputStart[2v + 2]: a solver runs through each sort without asking which it is.
   */
  readonly outputStart: Uint32Array;
  readonly outputs: Uint32Array;
  /** The one edge of each gate: to its owner, or to the gate that it is a member of. */
  readonly gateOutputs: Uint32Array;
  /** Per gate: how many inputs at degraded, partial and outage (or worse) make the gate so. */
  readonly counters: GateCounters;
}

/** Edges by target: of vertex v, edges[start[v]] up to start[v + 1], by source. */
export interface Inputs {
  readonly start: Uint32Array;
  readonly edges: Uint32Array;
}

/** The network turned round, for questions that go from a node to what it stands on. Not needed to propagate. */
export const inputsOf = (network: Network): Inputs => {
  const vertices = network.nodeCount + network.gateCount;
  const start = new Uint32Array(vertices + 1);
  forEachEdge(network, (_, edge) => start[vertexOf(edge) + 1]!++);
  for (let vertex = 0; vertex < vertices; vertex++) start[vertex + 1]! += start[vertex]!;
  const cursor = start.slice(0, vertices);
  const edges = new Uint32Array(start[vertices]!);
  forEachEdge(network, (source, edge) => {
    edges[cursor[vertexOf(edge)]!++] = edgeOf(source, impactBitsOf(edge));
  });
  return { start, edges };
};

const forEachEdge = (
  { nodeCount, outputStart, outputs, gateOutputs }: Network,
  visit: (source: number, edge: number) => void,
): void => {
  for (let node = 0; node < nodeCount; node++) {
    for (let at = outputStart[2 * node]!; at < outputStart[2 * node + 2]!; at++) visit(node, outputs[at]!);
  }
  gateOutputs.forEach((edge, gate) => visit(nodeCount + gate, edge));
};
