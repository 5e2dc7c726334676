/** Things and edges as nodes of a document, with the places and services that no pack describes. */
import type { Document, PartialNode } from '../../model/document.ts';
import { groupBy } from '../../model/group-by.ts';
import { byId } from '../../model/node.ts';
import { byCodePoint } from '../../model/order.ts';
import { type Requirement, targetsOf } from '../../model/requirement.ts';
import type { Edge } from './edges.ts';
import { isThing } from './outside.ts';
import { placeRequirements } from './place-requirements.ts';
import type { Placements } from './placement.ts';
import { type PlacedNode, UNSAID, regionNode } from './providers.ts';
import { requirementsFrom } from './requirements.ts';
import { GROUP_TYPE, type Thing, type Things, isSwitchedOff, tierOf } from './things.ts';

type Defines = (id: string) => boolean;

export interface Nodes {
  readonly nodes: readonly PartialNode[];
  /** Places and services that they name. */
  readonly named: readonly PlacedNode[];
}

/** A node for every thing. `harmless`: edges that pass nothing on. */
export const nodesOf = (
  things: Things,
  edges: readonly Edge[],
  harmless: ReadonlySet<Edge>,
  places: Placements,
  defines: Defines,
): Nodes => {
  const outgoing = groupBy(edges, ({ from }) => from);
  const named: PlacedNode[] = [];
  const nodes = [...things.all.values()].map((thing): PartialNode => {
    const { fact, id, kind } = thing;
    const source = `${fact.where.file}:${fact.where.line}`;
    const place = placeRequirements(thing, places.of(thing), source, defines);
    named.push(...place.nodes);
    const stood = new Set(place.dependsOn.flatMap(targetsOf));
    // What it stands on as a service says all that another word on the same service could.
    const own = requirementsFrom(
      thing,
      (outgoing.get(thing) ?? []).filter(({ to }) => !stood.has(to.id)),
      harmless,
    );
    const group = groupRequirements(thing, things, defines);
    const tier = tierOf(thing);
    return {
      id,
      kind,
      ...(fact.name === undefined ? {} : { name: fact.name }),
      ...(fact.owner === undefined ? {} : { owner: fact.owner }),
      ...(tier === undefined ? {} : { tier }),
      tags: tagsOf(thing),
      ...(place.in === undefined || isSwitchedOff(thing) ? {} : { in: place.in }),
      dependsOn: [...(isSwitchedOff(thing) ? [] : place.dependsOn), ...group, ...own],
      source,
      origins: [],
    };
  });
  return { nodes, named };
};

const tagsOf = ({ fact }: Thing): readonly string[] =>
  [
    fact.type,
    ...(fact.tags ?? []),
    ...(fact.count === undefined || fact.count === 1 ? [] : [`count:${fact.count}`]),
    ...(fact.isForeign === true ? ['read-only'] : []),
  ]
    .filter((tag) => tag !== GROUP_TYPE)
    .map((tag) => tag.replaceAll(/\s+/g, '-'))
    // A file may say "" of what no document may leave empty.
    .filter((tag) => tag !== '')
    .filter((tag, at, tags) => tags.indexOf(tag) === at)
    .toSorted(byCodePoint);

/** What a declared group needs: the first of its members unless it fails, or some of those that share the work. */
const groupRequirements = (thing: Thing, things: Things, defines: Defines): readonly Requirement[] => {
  const { group } = thing;
  if (group === undefined) return [];
  const of = group.members.flatMap((address): readonly Requirement[] => {
    const member = things.find(address);
    return member === undefined || member === thing ? [] : [{ form: 'node', node: member.id }];
  });
  if (of.length === 0) return [];
  const evidence = {
    source: `${group.where.file}:${group.where.line}`,
    confidence: 'documented' as const,
  };
  return group.form === 'failover'
    ? [
        {
          form: 'anyOf',
          of,
          failover: {
            time: group.failover ?? 0,
            requires: (group.requires ?? []).filter(defines).map((node) => ({ form: 'node', node })),
          },
          why: 'failover',
          ...evidence,
        },
      ]
    : [{ form: 'atLeast', atLeast: [of.length, 1, 1], of, why: 'shares the work', ...evidence }];
};

/** So that the first place at which something is named is the same, however the files were found. */
const byPlace = ({ where: a }: Edge, { where: b }: Edge): number =>
  byCodePoint(a.file, b.file) || a.line - b.line;

/** What the scan refers to outside of itself, once each. */
export const outsideNodes = (edges: readonly Edge[], defines: Defines): readonly PartialNode[] => {
  const nodes = new Map<string, PartialNode>();
  for (const { to, where } of edges.filter((edge) => !isThing(edge.to)).toSorted(byPlace)) {
    if (isThing(to) || to.isOfPack === true || nodes.has(to.id) || defines(to.id)) continue;
    const source = `${where.file}:${where.line}`;
    const tags = to.isMissing === true ? ['unresolved'] : [];
    nodes.set(to.id, {
      id: to.id,
      kind: to.kind,
      ...(to.name === undefined ? {} : { name: to.name }),
      tags,
      ...(to.in === undefined ? {} : { in: { form: 'node', node: to.in } }),
      dependsOn: [],
      source,
      origins: [],
    });
  }
  return [...nodes.values()];
};

/** Everything in one document; of places and services only those that no pack defines are described. */
export const documentOf = (
  nodes: readonly PartialNode[],
  named: readonly PlacedNode[],
  defines: Defines,
): Document => {
  const all = new Map<string, PartialNode>();
  for (const node of nodes) all.set(node.id, node);
  for (const place of named) addPlace(all, place, defines);
  for (const { in: home } of nodes) if (home?.form === 'node') addHome(all, home.node, defines);
  const sorted = [...all.values()].toSorted(byId);
  return {
    use: providersIn(sorted),
    include: [],
    nodes: new Map(sorted.map((node) => [node.id, node])),
    scenarios: new Map(),
  };
};

const addPlace = (
  all: Map<string, PartialNode>,
  { id, kind, name, in: home }: PlacedNode,
  defines: Defines,
): void => {
  if (all.has(id) || defines(id)) return;
  all.set(id, {
    id,
    kind,
    ...(name === undefined ? {} : { name }),
    tags: [],
    ...(home === undefined ? {} : { in: { form: 'node', node: home } }),
    dependsOn: [],
    origins: [],
  });
  if (home !== undefined) addHome(all, home, defines);
};

/** The region that a place lies in, if neither a pack nor the scan has described it yet. */
const addHome = (all: Map<string, PartialNode>, id: string, defines: Defines): void => {
  if (all.has(id) || defines(id)) return;
  const [provider, region] = id.split('/');
  if (provider !== 'aws' && provider !== 'gcp' && provider !== 'azure') return;
  addPlace(all, regionNode(provider, region === UNSAID ? undefined : region, defines), defines);
};

const PACKS = ['aws', 'azure', 'gcp'] as const;

/** The packs whose ids are named. */
const providersIn = (nodes: readonly PartialNode[]): readonly string[] => {
  const named = new Set<string>();
  const look = (requirement: Requirement): void => {
    if (requirement.form === 'node') named.add(requirement.node.split('/', 1)[0]!);
    else requirement.of.forEach(look);
  };
  for (const node of nodes) {
    if (node.in !== undefined) look(node.in);
    node.dependsOn.forEach(look);
  }
  return PACKS.filter((pack) => named.has(pack));
};
