/** Proves that a network turned round has the same edges, seen from the other end. */
import { expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { impactBitsOf, vertexOf } from '../../src/engine/edge.ts';
import { type Network, inputsOf } from '../../src/engine/network.ts';
import { DAY, estateWith } from './estates.ts';

const edgesBySource = ({ nodeCount, outputStart, outputs, gateOutputs }: Network): readonly string[] => [
  ...Array.from({ length: nodeCount }, (_, node) =>
    [...outputs.subarray(outputStart[2 * node], outputStart[2 * node + 2])].map((edge) =>
      told(node, vertexOf(edge), edge),
    ),
  ).flat(),
  ...[...gateOutputs].map((edge, gate) => told(nodeCount + gate, vertexOf(edge), edge)),
];

const edgesByTarget = (network: Network): readonly string[] => {
  const { start, edges } = inputsOf(network);
  return Array.from({ length: network.nodeCount + network.gateCount }, (_, target) =>
    [...edges.subarray(start[target], start[target + 1])].map((edge) => told(vertexOf(edge), target, edge)),
  ).flat();
};

const told = (source: number, target: number, edge: number): string =>
  `${source} → ${target} (${impactBitsOf(edge)})`;

it('has every edge once, with its impact', () => {
  const network = compile(
    estateWith({
      app: [
        'db',
        { node: 'cache', impact: 'degraded' },
        { anyOf: ['db', { atLeast: 2, of: ['a', 'b', 'cache'] }] },
      ],
      db: ['a', { allOf: ['a', 'b'], impact: 'partial' }],
      cache: [{ anyOf: ['a', 'b'], failover: { time: '1m', requires: ['app'] } }],
      a: [],
      b: ['app'],
    }),
    DAY,
  );
  expect(network.gateCount).toBe(4);
  expect(edgesByTarget(network).toSorted()).toEqual(edgesBySource(network).toSorted());
  expect(edgesByTarget(network)).toHaveLength(17);
});
