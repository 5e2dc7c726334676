import { describe, expect, it } from 'vitest';
import { vertexOf } from '../../../src/engine/edge.ts';
import { orderOf } from '../../../src/engine/sweep/order.ts';
import type { Network } from '../../../src/engine/network.ts';
import { diceOf, networkOf } from './networks.ts';

const edgesOf = (network: Network): readonly (readonly [number, number])[] => {
  const { nodeCount, outputStart, outputs, gateOutputs } = network;
  const ofNodes = Array.from({ length: nodeCount }, (_, node) =>
    Array.from(outputs.subarray(outputStart[2 * node], outputStart[2 * node + 2]), (edge) => [
      node,
      vertexOf(edge),
    ]),
  ).flat() as [number, number][];
  return [
    ...ofNodes,
    ...Array.from(gateOutputs, (edge, gate) => [nodeCount + gate, vertexOf(edge)] as const),
  ];
};

/** By vertex, what it reaches; slowly. */
const reachedIn = (network: Network): readonly ReadonlySet<number>[] => {
  const edges = edgesOf(network);
  return Array.from({ length: network.nodeCount + network.gateCount }, (_, from) => {
    const reached = new Set([from]);
    for (const vertex of reached) for (const [source, to] of edges) if (source === vertex) reached.add(to);
    return reached;
  });
};

describe('orderOf', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('puts components in topological order, try %d', (seed) => {
    const network = networkOf(diceOf(seed), { nodes: 25, gates: 10, edges: 50, back: 4 * seed });
    const { vertices, places, components } = orderOf(network);
    const reached = reachedIn(network);
    expect(vertices.toSorted()).toEqual(Uint32Array.from(vertices.keys()));
    vertices.forEach((vertex, place) => expect(places[vertex]).toBe(place));
    const componentAt = (place: number): number => components.findLastIndex((start) => start <= place);
    for (const [source, target] of edgesOf(network)) {
      const [from, to] = [componentAt(places[source]!), componentAt(places[target]!)];
      expect(from).toBeLessThanOrEqual(to);
    }
    for (const a of vertices) {
      for (const b of vertices) {
        const inCircle = reached[a]!.has(b) && reached[b]!.has(a);
        expect(componentAt(places[a]!) === componentAt(places[b]!)).toBe(inCircle);
      }
    }
  });
});
