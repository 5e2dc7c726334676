/** Proves that an estate as a graph holds every requirement, and that the algorithms of graphology run on it. */
import { bfs, dfs } from 'graphology-traversal';
import { describe, expect, it } from 'vitest';
import { type EstateGraph, toContainmentGraph, toGraph } from '../../src/assemble/graph.ts';
import { impactOf } from '../../src/model/requirement.ts';
import { estateOf } from './estates.ts';

const DOCUMENT = `
title: T
nodes:
  zone: {kind: zone}
  db-a: {kind: database, in: zone}
  db-b: {kind: database, in: zone, dependsOn: [zone]}
  dns: {kind: dns}
  shop:
    kind: app
    in: {anyOf: [zone, {allOf: [zone, dns]}]}
    dependsOn:
      - db-a
      - {node: db-a, impact: partial, why: reports}
      - {anyOf: [db-a, db-b], failover: {time: 2m, requires: [dns, {atLeast: 1, of: [zone]}]}}
  lonely: {kind: app}
  self: {kind: service, dependsOn: [self]}
`;

const edges = (graph: EstateGraph): readonly string[] =>
  graph
    .mapEdges(
      (_, { type, requirements }, from, to) =>
        `${from} -${type}${requirements.length > 1 ? ` ×${requirements.length}` : ''}-> ${to}`,
    )
    .toSorted();

describe('a node that is called like a property of every object', () => {
  it('is joined like any other', async () => {
    const graph = toGraph(
      await estateOf(`
nodes:
  __proto__: {kind: app, dependsOn: [constructor, toString]}
  constructor: {kind: service, dependsOn: [{anyOf: [toString, __proto__]}]}
  toString: {kind: database}
`),
    );
    expect(edges(graph)).toEqual([
      '__proto__ -dependency-> constructor',
      '__proto__ -dependency-> toString',
      'constructor -dependency-> constructor#1',
      'constructor#1 -membership-> __proto__',
      'constructor#1 -membership-> toString',
    ]);
    expect(graph.inNeighbors('toString').toSorted()).toEqual(['__proto__', 'constructor#1']);
  });
});

describe('toGraph', () => {
  it('has a vertex for every node and group', async () => {
    const graph = toGraph(await estateOf(DOCUMENT));
    expect(graph.nodes().toSorted()).toEqual([
      'db-a',
      'db-b',
      'dns',
      'lonely',
      'self',
      'shop',
      'shop#1',
      'shop#2',
      'shop#3',
      'shop#4',
      'zone',
    ]);
    expect(graph.getNodeAttributes('shop')).toMatchObject({
      type: 'node',
      kind: 'app',
      node: { id: 'shop' },
    });
    expect(graph.getNodeAttributes('shop#3')).toMatchObject({
      type: 'group',
      owner: 'shop',
      group: { form: 'anyOf' },
    });
    expect(graph.getAttribute('title')).toBe('T');
  });

  it('has an edge for every two that a requirement joins, and says of what sort', async () => {
    expect(edges(toGraph(await estateOf(DOCUMENT)))).toEqual([
      'db-a -containment-> zone',
      'db-b -containment ×2-> zone',
      'self -dependency-> self',
      'shop -containment-> shop#1',
      'shop -dependency ×2-> db-a',
      'shop -dependency-> shop#3',
      'shop#1 -membership-> shop#2',
      'shop#1 -membership-> zone',
      'shop#2 -membership-> dns',
      'shop#2 -membership-> zone',
      'shop#3 -membership-> db-a',
      'shop#3 -membership-> db-b',
      'shop#3 -switch-> dns',
      'shop#3 -switch-> shop#4',
      'shop#4 -membership-> zone',
    ]);
  });

  it('keeps all requirements of an edge, in the order written', async () => {
    const graph = toGraph(await estateOf(DOCUMENT));
    const { requirements } = graph.getEdgeAttributes('shop', 'db-a');
    expect(requirements.map((requirement) => [impactOf(requirement), requirement.why])).toEqual([
      [[0, 1, 2, 3], undefined],
      [[0, 1, 2, 2], 'reports'],
    ]);
  });

  it('loses no requirement', async () => {
    const estate = await estateOf(DOCUMENT);
    const count = toGraph(estate).reduceEdges(
      (sum: number, _, { requirements }) => sum + requirements.length,
      0,
    );
    expect(count).toBe(17);
  });

  it('has no title where the estate has none', async () => {
    expect(toGraph(await estateOf('nodes: {}\n')).getAttribute('title')).toBeUndefined();
  });

  it('algorithms of graphology run on it', async () => {
    const graph = toGraph(await estateOf(DOCUMENT));
    const reached: string[] = [];
    bfs(graph, (vertex) => void reached.push(vertex));
    expect(reached.toSorted()).toEqual(graph.nodes().toSorted());
    const deep: string[] = [];
    dfs(graph, (vertex, { type }) => void (type === 'group' && deep.push(vertex)));
    expect(deep.toSorted()).toEqual(['shop#1', 'shop#2', 'shop#3', 'shop#4']);
    expect(graph.inDegree('zone')).toBe(5);
    expect(graph.copy().order).toBe(graph.order);
    expect(graph.export().edges).toHaveLength(graph.size);
  });
});

describe('toContainmentGraph', () => {
  it('has all nodes, and only what says where they run', async () => {
    const graph = toContainmentGraph(await estateOf(DOCUMENT));
    expect(graph.nodes().toSorted()).toEqual([
      'db-a',
      'db-b',
      'dns',
      'lonely',
      'self',
      'shop',
      'shop#1',
      'shop#2',
      'zone',
    ]);
    expect(edges(graph)).toEqual([
      'db-a -containment-> zone',
      'db-b -containment-> zone',
      'shop -containment-> shop#1',
      'shop#1 -membership-> shop#2',
      'shop#1 -membership-> zone',
      'shop#2 -membership-> dns',
      'shop#2 -membership-> zone',
    ]);
  });
});
