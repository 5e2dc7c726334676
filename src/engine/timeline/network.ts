/**
 * The compiled form of an estate for playing over time: as for an impact, and besides a vertex for each thing that
 * remembers.
 *
 * Vertices are the nodes, 0 to nodeCount − 1 in the estate's order, and after them one for each group, grace,
 * start requirement and switch. Each counts its inputs by rank, as a gate does, and makes of that count what its kind
 * says. Edges carry an impact (see `edge.ts`).
 */

/** What a vertex makes of its inputs. */
export const KIND = {
  /** So many inputs at a rank or worse make it so: nodes (one is enough) and groups. */
  threshold: 0,
  /** `after` and `recovery`: rises wait, falls lag. */
  delay: 1,
  /** `needed: start`: it counts only while the node that needs it is down anyhow. */
  start: 2,
  /** The time in which a group switches from its first member to the later ones. */
  window: 3,
  /** What a switch requires: lost while that is out, unless the switch was made before. */
  switch: 4,
} as const;

/** Stands for "no vertex". */
export const NONE = 0xffff_ffff;

export interface TimedNetwork {
  readonly nodeCount: number;
  readonly vertexCount: number;
  /** Per vertex, one of KIND. */
  readonly kinds: Uint8Array;
  /** Per vertex three numbers: how many inputs at degraded, partial and outage (or worse) make it so. */
  readonly needed: Int32Array;
  /** Edges by source: those of vertex v are outputs[outputStart[v]] up to outputStart[v + 1]. */
  readonly outputStart: Uint32Array;
  readonly outputs: Uint32Array;
  /** Edges by target, each with the vertex it comes from, in the order in which the requirements are written. */
  readonly inputStart: Uint32Array;
  readonly inputs: Uint32Array;
  /** Per vertex: microseconds of `after` (delays), or of the switch (windows and switches). */
  readonly wait: Float64Array;
  /** Per vertex: microseconds of `recovery` (delays). */
  readonly lag: Float64Array;
  /** Per start vertex the node that needs it; per window and switch the vertex of the group's first member. */
  readonly subject: Uint32Array;
  /** The other way round, by vertex: the starts of a node, the windows and switches of a first member. */
  readonly watcherStart: Uint32Array;
  readonly watchers: Uint32Array;
}

/** Seconds to the microseconds that time is held in: sums of these are exact, and reach 285 years. */
export const microseconds = (seconds: number): number => Math.round(seconds * 1e6);

export const secondsOf = (time: number): number => time / 1e6;
