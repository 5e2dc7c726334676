/** What a node stands on and what stands on it, read off the graph. */
import type { Estate } from '../model/estate.ts';
import { bfsFromNode } from 'graphology-traversal';
import { byCodePoint } from '../model/order.ts';
import { type EstateGraph, toContainmentGraph } from './graph.ts';

export interface Neighbour {
  readonly id: string;
  /** Steps away, groups not counted. */
  readonly distance: number;
}

/**
 * All nodes that are reached from `id`, nearest first, then by id: `outbound` what it stands on, `inbound` what
 * stands on it. The node itself is not among them.
 */
export const reachable = (
  graph: EstateGraph,
  id: string,
  mode: 'outbound' | 'inbound',
): readonly Neighbour[] => {
  const distances = new Map<string, number>();
  // Breadth first, so what a vertex is reached from has its distance already; groups take no step.
  bfsFromNode(
    graph,
    id,
    (vertex, attributes) => {
      if (vertex === id) distances.set(vertex, 0);
      else {
        const before = mode === 'outbound' ? graph.inNeighbors(vertex) : graph.outNeighbors(vertex);
        const nearest = Math.min(...before.map((other) => distances.get(other) ?? Infinity));
        distances.set(vertex, nearest + (attributes.type === 'node' ? 1 : 0));
      }
    },
    { mode },
  );
  return [...distances]
    .filter(([vertex]) => vertex !== id && graph.getNodeAttribute(vertex, 'type') === 'node')
    .map(([vertex, distance]) => ({ id: vertex, distance }))
    .toSorted((a, b) => a.distance - b.distance || byCodePoint(a.id, b.id));
};

/** The ids of all nodes that run in one of these, directly or in something that does. */
export const containedIn = (estate: Estate, places: readonly string[]): ReadonlySet<string> => {
  const graph = toContainmentGraph(estate);
  const contained = new Set<string>();
  for (const place of places) {
    bfsFromNode(
      graph,
      place,
      (vertex) => {
        // What is in a place that was seen already has been seen with it.
        const seen = contained.has(vertex);
        if (vertex !== place) contained.add(vertex);
        return seen;
      },
      { mode: 'inbound' },
    );
  }
  return contained;
};
