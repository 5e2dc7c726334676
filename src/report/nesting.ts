/** Which nodes of a picture are drawn inside of which: a list of openings and closings, so that no depth is too deep. */
import type { GraphEdge, GraphNode, ReportGraph } from '../model/report.ts';

type Mark =
  | { readonly type: 'leaf'; readonly node: GraphNode; readonly depth: number }
  | { readonly type: 'open'; readonly node: GraphNode; readonly depth: number }
  | { readonly type: 'close'; readonly node: GraphNode; readonly depth: number };

interface Nesting {
  /** In the order of the picture's nodes, what is inside of a node between its opening and its closing. */
  readonly marks: readonly Mark[];
  /** Edges whose ends are both in the picture. */
  readonly edges: readonly GraphEdge[];
  /** The nodes of the picture, each id once. */
  readonly nodes: readonly GraphNode[];
  /** The node that it is drawn inside of. */
  readonly parentOf: (node: GraphNode) => GraphNode | undefined;
  /** Whether one node is drawn inside of the other, at any depth. */
  readonly isInside: (inner: string, outer: string) => boolean;
}

/** The nesting of a picture; nodes that would be inside of themselves are inside of nothing. */
export const nestingOf = ({ nodes: given, edges }: ReportGraph): Nesting => {
  const byId = new Map(given.map((node) => [node.id, node]));
  const nodes = [...byId.values()];
  const parents = parentsOf(nodes, byId);
  const children = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const parent = parents.get(node.id);
    if (parent === undefined) continue;
    const siblings = children.get(parent.id);
    if (siblings === undefined) children.set(parent.id, [node]);
    else siblings.push(node);
  }
  const marks = marksOf(
    nodes.filter(({ id }) => !parents.has(id)),
    children,
  );
  const spans = spansOf(marks);
  const isInside = (inner: string, outer: string): boolean => {
    const [a, b] = [spans.get(inner), spans.get(outer)];
    return a !== undefined && b !== undefined && b.from < a.from && a.until < b.until;
  };
  return {
    nodes,
    marks,
    edges: edges.filter(({ from, to }) => byId.has(from) && byId.has(to)),
    parentOf: ({ id }) => parents.get(id),
    isInside,
  };
};

/** From where to where in the list a node lasts: what is inside of it lasts less long. */
const spansOf = (
  marks: readonly Mark[],
): ReadonlyMap<string, { readonly from: number; readonly until: number }> => {
  const spans = new Map<string, { readonly from: number; readonly until: number }>();
  for (const [i, { type, node }] of marks.entries())
    spans.set(node.id, { from: type === 'close' ? spans.get(node.id)!.from : i, until: i });
  return spans;
};

const parentsOf = (
  nodes: readonly GraphNode[],
  byId: ReadonlyMap<string, GraphNode>,
): ReadonlyMap<string, GraphNode> => {
  const parents = new Map<string, GraphNode>();
  for (const { id, parent } of nodes) {
    const found = parent === undefined ? undefined : byId.get(parent);
    if (found !== undefined) parents.set(id, found);
  }
  // Each node is walked once: whoever comes back to the way that it is on closes a circle, which is broken there.
  const done = new Set<string>();
  for (const { id } of nodes) {
    const way = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && !done.has(at)) {
      if (way.has(at)) {
        parents.delete(at);
        break;
      }
      way.add(at);
      at = parents.get(at)?.id;
    }
    for (const passed of way) done.add(passed);
  }
  return parents;
};

const marksOf = (
  roots: readonly GraphNode[],
  children: ReadonlyMap<string, readonly GraphNode[]>,
): readonly Mark[] => {
  const marks: Mark[] = [];
  const open: Mark[] = [];
  const push = (all: readonly GraphNode[], depth: number): void => {
    for (const node of all.toReversed())
      open.push({ type: children.has(node.id) ? 'open' : 'leaf', node, depth });
  };
  push(roots, 0);
  for (let mark = open.pop(); mark !== undefined; mark = open.pop()) {
    marks.push(mark);
    if (mark.type !== 'open') continue;
    open.push({ ...mark, type: 'close' });
    push(children.get(mark.node.id)!, mark.depth + 1);
  }
  return marks;
};
