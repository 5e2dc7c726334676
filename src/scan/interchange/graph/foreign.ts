/** A graph as a foreign program wrote it down: nodes, edges and attributes by its own names, not yet understood. */
import type { Finding, Plain, Where } from '../../../model/fact.ts';
import type { Requirement } from '../../../model/requirement.ts';

/** Attributes by the source's own names. A map: a name may be `__proto__`. */
export type Attributes = ReadonlyMap<string, Plain>;

export interface ForeignNode {
  /** What edges call it; the same key in two texts is one node. */
  readonly key: string;
  readonly where: Where;
  readonly attributes: Attributes;
  /** The key of the node that it is drawn inside of. */
  readonly parent?: string;
  /** What it needs, in full, by keys: only what we wrote ourselves says so much. */
  readonly needs?: { readonly in?: Requirement; readonly dependsOn: readonly Requirement[] };
}

/** `from` needs `to`. */
export interface ForeignEdge {
  readonly from: string;
  readonly to: string;
  readonly where: Where;
  readonly attributes: Attributes;
  /** Its source does not say which end is first. */
  readonly isUndirected?: boolean;
}

export interface ForeignGraph {
  readonly title?: string;
  readonly nodes: readonly ForeignNode[];
  readonly edges: readonly ForeignEdge[];
  readonly findings: readonly Finding[];
  /** All nodes are meant to be described: an edge to any other one leads nowhere. A list of edges alone describes none. */
  readonly isWhole: boolean;
}

/** Several graphs as one: what they call by the same key is the same node. */
export const joined = (graphs: readonly ForeignGraph[]): ForeignGraph => {
  const title = graphs.find((graph) => graph.title !== undefined)?.title;
  return {
    ...(title === undefined ? {} : { title }),
    nodes: graphs.flatMap(({ nodes }) => nodes),
    edges: graphs.flatMap(({ edges }) => edges),
    findings: graphs.flatMap(({ findings }) => findings),
    isWhole: graphs.some(({ isWhole }) => isWhole),
  };
};
