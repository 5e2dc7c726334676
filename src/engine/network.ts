/**
 * The compiled form of an estate: typed arrays that the solvers run on.
 *
 * Vertices are the nodes, 0 to nodeCount − 1 in the estate's order, and after them the gates: one for each group,
 * nested ones too. An edge runs from what is required to what requires it and carries the number of its impact
 * table. A gate is a threshold: it is at rank r or worse as soon as `needed[3·gate + r − 1]` of its inputs are.
 */

export interface Network {
  readonly nodeCount: number;
  readonly gateCount: number;
  /** Edges by source: those of vertex v are outputs[outputStart[v]] to outputs[outputStart[v + 1] − 1], each
   * `target << TABLE_BITS | table`. */
  readonly outputStart: Uint32Array;
  readonly outputs: Uint32Array;
  /** Edges by target, in the order written: `source << TABLE_BITS | table`. */
  readonly inputStart: Uint32Array;
  readonly inputs: Uint32Array;
  /** Per gate: how many inputs at degraded, partial and outage (or worse) make the gate so. Never shrinking. */
  readonly needed: Uint32Array;
}
