/** What a node stands on and what stands on it, read off the graph. */
import type { Estate } from '../model/estate.ts';
import { bfsFromNode } from 'graphology-traversal';
import { byCodePoint } from '../model/order.ts';
import { type EstateGraph, toContainmentGraph } from './graph.ts';

/** A node that is reached, and how far away it is. */
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
  const found: Neighbour[] = [];
  const seen = new Set([id]);
  for (let here = [id], distance = 1; here.length > 0; distance++) {
    const next: string[] = [];
    // Groups take no step: what they lead to is as near as they are, so they join the list that is being walked.
    for (const vertex of here) {
      for (const other of mode === 'outbound' ? graph.outNeighbors(vertex) : graph.inNeighbors(vertex)) {
        if (seen.has(other)) continue;
        seen.add(other);
        if (graph.getNodeAttribute(other, 'type') === 'group') here.push(other);
        else next.push(other);
      }
    }
    for (const vertex of next) found.push({ id: vertex, distance });
    here = next;
  }
  return found.toSorted((a, b) => a.distance - b.distance || byCodePoint(a.id, b.id));
};

const containments = new WeakMap<Estate, EstateGraph>();

/** Many selections ask of one estate; it takes a while to build. */
const containmentOf = (estate: Estate): EstateGraph => {
  let graph = containments.get(estate);
  if (graph === undefined) containments.set(estate, (graph = toContainmentGraph(estate)));
  return graph;
};

/** The ids of all nodes that run in one of these, directly or in something that does. */
export const containedIn = (estate: Estate, places: readonly string[]): ReadonlySet<string> => {
  const graph = containmentOf(estate);
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
