/** A part of the graph as a picture: some nodes, and the arrows between them. */
import type { Estate } from '../../model/estate.ts';
import { capOf } from '../../model/impact.ts';
import type { Node } from '../../model/node.ts';
import { byCodePoint } from '../../model/order.ts';
import type { GraphEdge, GraphNode, ReportGraph } from '../../model/report.ts';
import { type GroupRequirement, type Requirement, targetsOf, thresholdOf } from '../../model/requirement.ts';
import { type Rank, stateOf } from '../../model/state.ts';

export interface PictureOptions {
  /** Whether a node is what fails; left out: none is. */
  readonly isFault?: (position: number) => boolean;
  /** Whether a failure went from `to` to `from`; left out: no arrow is on a way. */
  readonly isPath?: (from: number, to: number) => boolean;
}

/** The nodes at these positions, each in its state, and all that they require of each other. */
export const pictureOf = (
  estate: Estate,
  positions: Iterable<number>,
  rankAt: (position: number) => Rank,
  { isFault = () => false, isPath = () => false }: PictureOptions = {},
): ReportGraph => {
  const shown = new Set(positions);
  const ordered = [...shown].toSorted((a, b) => a - b);
  const isShown = (id: string): boolean => shown.has(estate.positions.get(id) ?? -1);
  return {
    nodes: ordered.map((position): GraphNode => {
      const { id, kind, name, owner, tier, in: place } = estate.nodes[position]!;
      return {
        id,
        kind,
        ...(name === undefined ? {} : { name }),
        ...(owner === undefined ? {} : { owner }),
        ...(tier === undefined ? {} : { tier }),
        state: stateOf(rankAt(position)),
        ...(isFault(position) ? { isFault: true } : {}),
        ...(place?.form === 'node' && isShown(place.node) ? { parent: place.node } : {}),
      };
    }),
    edges: ordered
      .flatMap((position) => edgesOf(estate.nodes[position]!))
      .filter(({ to }) => isShown(to))
      .map((edge) =>
        isPath(estate.positions.get(edge.from)!, estate.positions.get(edge.to)!)
          ? { ...edge, isPath: true }
          : edge,
      ),
  };
};

/** The arrows of a node by target, each once: a graph drawn of a hard and a soft requirement shows the first. */
const edgesOf = (node: Node): readonly GraphEdge[] => {
  const edges = new Map<string, GraphEdge>();
  for (const requirement of node.dependsOn) {
    for (const { to, isSwitch } of namedIn(requirement))
      if (!edges.has(to)) edges.set(to, edgeOf(node.id, to, requirement, isSwitch));
  }
  // What it runs in is drawn around it; a group of places cannot be.
  if (node.in !== undefined)
    for (const { to, isSwitch } of namedIn(node.in))
      if (!edges.has(to)) edges.set(to, edgeOf(node.id, to, node.in, isSwitch));
  return [...edges.values()].toSorted((a, b) => byCodePoint(a.to, b.to));
};

/** What a requirement names: its members however deep, and what a switch between them requires. */
const namedIn = (requirement: Requirement): readonly { readonly to: string; readonly isSwitch: boolean }[] =>
  requirement.form === 'node'
    ? [{ to: requirement.node, isSwitch: false }]
    : [
        ...requirement.of.flatMap(namedIn),
        ...(requirement.failover?.requires ?? []).flatMap(targetsOf).map((to) => ({ to, isSwitch: true })),
      ];

const edgeOf = (from: string, to: string, requirement: Requirement, isSwitch: boolean): GraphEdge => {
  const { impact, why, source, confidence } = requirement;
  const cap = impact === undefined ? undefined : (capOf(impact) ?? stateOf(impact[3]));
  return {
    from,
    to,
    ...(cap === undefined || cap === 'outage' ? {} : { impact: cap }),
    ...(requirement.form === 'node' ? {} : { group: isSwitch ? 'the switch needs' : groupText(requirement) }),
    ...(why === undefined ? {} : { why }),
    ...(source === undefined ? {} : { source }),
    ...(confidence === undefined ? {} : { confidence }),
  };
};

const groupText = (group: GroupRequirement): string =>
  group.form === 'allOf' ? 'all of' : group.form === 'anyOf' ? 'any of' : `${thresholdOf(group)[0]} of`;
