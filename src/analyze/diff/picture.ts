/** The part of the graph that a change affects, with the arrows that it added and took away. */
import { propagate } from '../../engine/propagate.ts';
import type { Explainer } from '../../engine/explain.ts';
import { requirementsOf } from '../../model/node.ts';
import { byCodePoint } from '../../model/order.ts';
import type { GraphEdge, GraphNode, ReportGraph } from '../../model/report.ts';
import { targetsOf } from '../../model/requirement.ts';
import type { Rank } from '../../model/state.ts';
import { positionsTo } from '../audit/flow.ts';
import { pictureOf } from '../audit/picture.ts';
import { changesAt } from './changed.ts';
import type { Comparison } from './compare.ts';
import { explained } from './culprits.ts';
import { NONE, type View } from './view.ts';

/** Nodes of a picture that people still read. */
const MOST = 40;

/**
 * The ways from what fails to who falls, under the failure that does most; where nobody falls, the nodes whose
 * requirements have changed. Nothing, if nothing has.
 */
export const changePicture = ({ view, lost, downFrom }: Comparison): ReportGraph | undefined => {
  const [worst] = lost.wider;
  const falls = worst === undefined ? [] : lost.falls.filter(({ failure }) => failure === worst.failure);
  const positions = new Set<number>();
  const add = (position: number): void => {
    if (positions.size < MOST) positions.add(position);
  };
  const ways = new Set<string>();
  if (worst !== undefined) {
    const why: Explainer = explained(view, worst.failure);
    for (const { app, after, change } of falls.toSorted((a, b) => b.after - a.after || a.app - b.app)) {
      for (const way of positionsTo({ explainer: why }, { position: app, rank: after }).slice(0, 3)) {
        way.forEach(add);
        way.slice(1).forEach((from, i) => ways.add(`${from} ${way[i]!}`));
      }
      if (change !== undefined) around(view, change.owner).forEach(add);
    }
  }
  for (const { owner } of [...lost.redundancy, ...lost.fates]) around(view, owner).forEach(add);
  for (const { users } of lost.stores) users.forEach(add);
  if (positions.size === 0) return undefined;
  const ranks =
    worst === undefined
      ? undefined
      : propagate(view.to.network, [{ position: worst.failure, rank: 3 }]).ranks;
  const graph = pictureOf(view.to.estate, positions, (at) => (ranks?.[at] ?? 0) as Rank, {
    isFault: (at) => at === worst?.failure,
    isPath: (from, to) => ways.has(`${from} ${to}`),
  });
  return marked(view, graph, positions, downFrom);
};

/** A node and all that it requires. */
const around = ({ to }: View, owner: number): readonly number[] => [
  owner,
  ...requirementsOf(to.estate.nodes[owner]!)
    .flatMap(targetsOf)
    .map((id) => to.estate.positions.get(id)!),
];

/** The arrows that are new are marked, and those that are gone are drawn with what they led to. */
const marked = (
  view: View,
  graph: ReportGraph,
  positions: ReadonlySet<number>,
  _downFrom: Rank,
): ReportGraph => {
  const { from, to } = view;
  const isNew = (edge: GraphEdge): boolean => {
    const owner = to.estate.positions.get(edge.from)!;
    const partner = view.before[owner]!;
    if (partner === NONE) return true;
    const before = new Set(requirementsOf(from.estate.nodes[partner]!).flatMap(targetsOf).map(view.fromName));
    return !before.has(view.toName(edge.to));
  };
  const edges = graph.edges.map((edge): GraphEdge => (isNew(edge) ? { ...edge, change: 'added' } : edge));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const removed: GraphEdge[] = [];
  for (const owner of [...positions].toSorted((a, b) => a - b)) {
    const partner = view.before[owner]!;
    if (partner === NONE || changesAt(view, owner).length + lostAt(view, owner) === 0) continue;
    const left = new Set(requirementsOf(to.estate.nodes[owner]!).flatMap(targetsOf).map(view.toName));
    for (const id of new Set(requirementsOf(from.estate.nodes[partner]!).flatMap(targetsOf))) {
      if (left.has(view.fromName(id)) || nodes.size >= 2 * MOST) continue;
      const position = from.estate.positions.get(id)!;
      const after = view.after[position]!;
      const node: GraphNode =
        after === NONE
          ? { id, kind: from.estate.nodes[position]!.kind, state: 'operational' }
          : { id: to.estate.nodes[after]!.id, kind: to.estate.nodes[after]!.kind, state: 'operational' };
      if (!nodes.has(node.id)) nodes.set(node.id, node);
      removed.push({ from: to.estate.nodes[owner]!.id, to: node.id, change: 'removed' });
    }
  }
  return {
    nodes: [...nodes.values()].toSorted((a, b) => byCodePoint(a.id, b.id)),
    edges: [...edges, ...removed].toSorted((a, b) => byCodePoint(a.from, b.from) || byCodePoint(a.to, b.to)),
  };
};

/** Requirements of a node's partner, less those of the node: some were taken away without another in their place. */
const lostAt = (view: View, owner: number): number =>
  Math.max(
    0,
    requirementsOf(view.from.estate.nodes[view.before[owner]!]!).length -
      requirementsOf(view.to.estate.nodes[owner]!).length,
  );
