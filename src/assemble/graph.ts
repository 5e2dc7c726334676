/**
 * The estate as a graphology graph, for everything outside the engine: selections, neighbourhoods, the viewer, and
 * any graphology algorithm that a user wants to run.
 *
 * An edge goes from what requires to what is required. A group is a node of its own, `shop#2`, between its
 * owner and its members (`#` cannot stand in an id). Building it for 100,000 nodes takes seconds: a question
 * that can do without it must.
 */
import { DirectedGraph } from 'graphology';
import type { Estate } from '../model/estate.ts';
import type { Kind } from '../model/kind.ts';
import type { Node } from '../model/node.ts';
import { type GroupRequirement, type Requirement } from '../model/requirement.ts';

/** What a vertex carries: a node, or a group between its owner and its members. */
export type GraphNode =
  | { readonly type: 'node'; readonly kind: Kind; readonly node: Node }
  | { readonly type: 'group'; readonly owner: string; readonly group: GroupRequirement };

/** What an edge carries. */
export interface GraphEdge {
  /**
   * `containment`: where it runs; `dependency`: an entry of dependsOn; `membership`: from a group to a member;
   * `switch`: from a group to what its failover requires. Where several requirements join the same two nodes,
   * containment is said first.
   */
  readonly type: 'containment' | 'dependency' | 'membership' | 'switch';
  /** All requirements that the edge stands for, in the order written. */
  readonly requirements: readonly Requirement[];
}

/** What the graph as a whole carries. */
export interface GraphAttributes {
  readonly title?: string;
}

/** The estate as graphology sees it. */
export type EstateGraph = DirectedGraph<GraphNode, GraphEdge, GraphAttributes>;

/** The whole estate as a graph: all nodes, groups, and requirements of every sort. */
export const toGraph = (estate: Estate): EstateGraph => built(estate, (node) => [node.in, ...node.dependsOn]);

/** Only what runs where: nodes, and the edges and groups of their `in`. */
export const toContainmentGraph = (estate: Estate): EstateGraph => built(estate, (node) => [node.in]);

const built = (
  estate: Estate,
  requirements: (node: Node) => readonly (Requirement | undefined)[],
): EstateGraph => {
  const graph: EstateGraph = new DirectedGraph();
  if (estate.title !== undefined) graph.setAttribute('title', estate.title);
  for (const node of estate.nodes) addNode(graph, node.id, { type: 'node', kind: node.kind, node });
  for (const node of estate.nodes) {
    let groups = 0;
    const join = (from: string, requirement: Requirement, type: GraphEdge['type']): void => {
      if (requirement.form === 'node') addEdge(graph, from, requirement.node, type, requirement);
      else {
        const id = `${node.id}#${++groups}`;
        addNode(graph, id, { type: 'group', owner: node.id, group: requirement });
        addEdge(graph, from, id, type, requirement);
        for (const member of requirement.of) join(id, member, 'membership');
        for (const required of requirement.failover?.requires ?? []) join(id, required, 'switch');
      }
    };
    for (const requirement of requirements(node)) {
      if (requirement !== undefined)
        join(node.id, requirement, requirement === node.in ? 'containment' : 'dependency');
    }
  }
  return graph;
};

/**
 * graphology keeps a node's neighbours in plain objects, in which `constructor` and `__proto__` are there before anybody
 * adds them. Both are ids that a document may have, so ours get objects that inherit nothing.
 */
const addNode = (graph: EstateGraph, id: string, attributes: GraphNode): void => {
  graph.addNode(id, attributes);
  const { _nodes: kept } = graph as unknown as {
    readonly _nodes: ReadonlyMap<string, { in: object; out: object }>;
  };
  const neighbours = kept.get(id)!;
  neighbours.in = Object.create(null) as object;
  neighbours.out = Object.create(null) as object;
};

/** A directed graph has one edge between two nodes: a second requirement joins the first. */
const addEdge = (
  graph: EstateGraph,
  from: string,
  to: string,
  type: GraphEdge['type'],
  requirement: Requirement,
): void => {
  const edge = graph.edge(from, to);
  if (edge === undefined) graph.addEdge(from, to, { type, requirements: [requirement] });
  else graph.updateEdgeAttribute(edge, 'requirements', (before) => [...(before ?? []), requirement]);
};
