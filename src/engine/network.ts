/**
 * The compiled form of an estate: typed arrays that the solvers run on.
 *
 * Vertices are the nodes, 0 to nodeCount − 1 in the estate's order, and after them the gates: one for each group,
 * nested ones too. An edge runs from what is required to what requires it and carries its impact (see `edge.ts`). A
 * gate is a threshold: it is at rank r or worse as soon as `needed[3·gate + r − 1]` of its inputs are.
 */

export interface Network {
  readonly nodeCount: number;
  readonly gateCount: number;
  /**
   * Edges by source. Those of vertex v to nodes are outputs[outputStart[2v]] up to outputStart[2v + 1], those to
   * gates follow up to outputStart[2v + 2]: a solver runs through each sort without asking which it is.
   */
  readonly outputStart: Uint32Array;
  readonly outputs: Uint32Array;
  /** Edges by target, in the order written: of vertex v, inputs[inputStart[v]] up to inputStart[v + 1]. */
  readonly inputStart: Uint32Array;
  readonly inputs: Uint32Array;
  /** Per gate: how many inputs at degraded, partial and outage (or worse) make the gate so. Never shrinking. */
  readonly needed: Int32Array;
}
