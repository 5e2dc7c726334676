/**
 * Templates and packs to plain documents.
 *
 * Documents that are taken whole get all nodes that their templates make. Of packs, which are taken on demand, only
 * those nodes are added that somebody names, and what these stand on in turn. That must not cost what a pack holds but
 * what is named of it: packs describe whole clouds, and estates use a corner of them.
 */
import type { Complaint } from '../model/complaint.ts';
import type { Document, PartialNode } from '../model/document.ts';
import { isGlob } from '../model/glob.ts';
import { requirementsOf } from '../model/node.ts';
import type { Source } from '../model/place.ts';
import { type Requirement, partsOf } from '../model/requirement.ts';
import type { Scenario } from '../model/scenario.ts';
import { parseSelection } from '../model/selection.ts';
import { UserError } from '../model/user-error.ts';
import { type Pack, packOf, rootOf } from './packs/pack.ts';
import { selectionsIn } from './policies.ts';
import type { Tell } from './packs/template.ts';

export interface Expanded {
  /** Without templates, strongest first: those given, then of each pack what was named. */
  readonly documents: readonly Document[];
  readonly complaints: readonly Complaint[];
  /** The ids that the packs could have added: for the nearest word to one that is not known. */
  readonly vocabulary: () => Iterable<string>;
}

/** Expands documents that are taken whole and packs that are taken on demand, both strongest first. */
export const expand = (
  documents: readonly Document[],
  packs: readonly Document[] = [],
  named: Iterable<string> = [],
): Expanded => {
  const complaints: Complaint[] = [];
  const tell = oncePerPlace((complaint) => complaints.push(complaint));
  const wholes = documents.map((document) => whole(document, tell));
  const sources = packs.map((document) => ({ document, pack: packOf(document, tell) }));
  const added = sources.length === 0 ? [] : addedOnDemand(wholes, sources, named);
  return {
    documents: [...wholes, ...added],
    complaints,
    *vocabulary() {
      for (const { pack } of sources) yield* pack.ids();
    },
  };
};

const oncePerPlace = (tell: Tell): Tell => {
  const told = new Map<Source, Set<string>>();
  return (complaint) => {
    const { source, path } = complaint.origin;
    const places = told.get(source) ?? new Set();
    // A template's complaints of one place are one, whatever the values that it was tried with.
    const place = JSON.stringify(path);
    if (!places.has(place)) tell(complaint);
    told.set(source, places.add(place));
  };
};

const whole = (document: Document, tell: Tell): Document => {
  const { placeholders: _, templates, ...rest } = document;
  return templates === undefined ? document : { ...rest, nodes: packOf(document, tell).nodes() };
};

interface Sourced {
  readonly document: Document;
  readonly pack: Pack;
}

const addedOnDemand = (
  documents: readonly Document[],
  sources: readonly Sourced[],
  named: Iterable<string>,
): readonly Document[] => {
  const taken = sources.map(() => new Map<string, PartialNode>());
  const roots = new Set(sources.flatMap(({ pack }) => [...pack.roots]));
  const known = new Set<string>();
  const open: string[] = [];
  const name = (id: string): void => {
    // Nearly all ids of an estate are its own: these are told by their first segment.
    if (!roots.has(rootOf(id)) || known.has(id)) return;
    known.add(id);
    open.push(id);
  };
  for (const id of named) name(id);
  for (const document of documents) forEachNamed(document, name);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const [i, { pack }] of sources.entries()) {
      const node = pack.roots.has(rootOf(id)) ? pack.node(id) : undefined;
      if (node === undefined) continue;
      taken[i]!.set(id, node);
      forEachTarget(node, name);
    }
  }
  return sources.flatMap(({ document }, i) =>
    taken[i]!.size === 0
      ? []
      : [
          {
            use: [],
            include: [],
            nodes: taken[i]!,
            scenarios: new Map(),
            ...(document.origin === undefined ? {} : { origin: document.origin }),
          },
        ],
  );
};

/** Calls back with every id that a document names; some come often. */
export const forEachNamed = (
  { nodes, scenarios, policies }: Pick<Document, 'nodes' | 'scenarios' | 'policies'>,
  name: (id: string) => void,
): void => {
  for (const [id, node] of nodes) {
    name(id);
    forEachTarget(node, name);
  }
  for (const scenario of scenarios.values()) for (const id of namedIn(scenario)) name(id);
  if (policies !== undefined) for (const { text } of selectionsIn(policies)) plainIds(text).forEach(name);
};

const forEachTarget = (node: PartialNode, name: (id: string) => void): void => {
  const visit = (requirement: Requirement): void => {
    if (requirement.form === 'node') name(requirement.node);
    else partsOf(requirement).forEach(visit);
  };
  requirementsOf(node).forEach(visit);
};

const namedIn = ({ faults, observed }: Scenario): readonly string[] => [
  ...faults.flatMap(({ fail }) => fail.flatMap(plainIds)),
  ...observed.keys(),
];

/** The plain ids that a selection names, of its terms that are not negated; none if it cannot be read. */
export const plainIds = (selection: string): readonly string[] => {
  try {
    return parseSelection(selection)
      .terms.filter(({ on, pattern, negated }) => on === 'id' && !negated && !isGlob(pattern))
      .map(({ pattern }) => pattern);
  } catch (error) {
    // That it cannot be read is told by whoever selects with it.
    if (error instanceof UserError) return [];
    throw error;
  }
};
