/**
 * Documents in, one estate out: duplicates merged, references checked, everything sorted.
 *
 * Complaints are returned, not thrown, so that those of reading and of assembling can be told together.
 */
import type { Complaint } from '../model/complaint.ts';
import type { Document, PartialNode } from '../model/document.ts';
import type { Estate } from '../model/estate.ts';
import { nearestKeys } from '../model/nearest.ts';
import { type Node, byId, requirementsOf } from '../model/node.ts';
import { byCodePoint } from '../model/order.ts';
import type { Origin } from '../model/place.ts';
import { holdsPlaceholder } from '../model/placeholder.ts';
import { quoted } from '../model/printable.ts';
import { type Requirement, partsOf } from '../model/requirement.ts';
import type { Scenario } from '../model/scenario.ts';
import { UNKNOWN, resolvedTargets } from '../model/targets.ts';
import { expand } from './expand.ts';
import { merge } from './merge.ts';
import { policyComplaints } from './policies.ts';
import { unmatched } from './unmatched.ts';

/** What assembling gives: an estate, and what is wrong with it. */
export interface Assembled {
  readonly estate: Estate;
  /** Ids and kinds that are missing; the estate is whole only if there are none. */
  readonly complaints: readonly Complaint[];
}

export interface AssembleOptions {
  /** Whether all nodes of the documents could be read; left out: they could. */
  readonly isWhole?: boolean;
  /** What is taken from on demand, strongest first: weaker than all documents. */
  readonly packs?: readonly Document[];
  /** Ids that are asked for besides those that the documents name. */
  readonly named?: Iterable<string>;
  /** Of ids that may turn out to be unknown: what to do about it. */
  readonly hints?: ReadonlyMap<string, string>;
}

/** Assembles documents, strongest first. Their templates are used up; of packs there is what is named. */
export const assemble = (
  documents: readonly Document[],
  { isWhole = true, packs = [], named = [], hints = NO_HINTS }: AssembleOptions = {},
): Assembled => {
  const expanded = expand(documents, packs, named);
  const merged = merge(expanded.documents);
  const nodes = [...merged.nodes.values()];
  const sorted = nodes.toSorted(byId);
  const positions = new Map(sorted.map((node, position) => [node.id, position]));
  const known: Known = { positions, hints, vocabulary: lazily(positions, expanded.vocabulary) };
  // In the order written: of very many complaints only the first get a nearest word, and only the first are read.
  const complaints = [
    ...expanded.complaints,
    ...nodes.filter((node) => node.kind === undefined).flatMap((node) => missingKind(node, known)),
    ...(resolvedTargets({ nodes: sorted as Node[], positions }).includes(UNKNOWN)
      ? unknownTargets(nodes as Node[], known)
      : []),
  ];
  const estate: Estate = {
    ...(merged.title === undefined ? {} : { title: merged.title }),
    ...(merged.description === undefined ? {} : { description: merged.description }),
    nodes: sorted as Node[],
    positions,
    scenarios: new Map([...merged.scenarios].toSorted(([a], [b]) => byCodePoint(a, b))),
    ...(hints.size === 0 ? {} : { hints }),
    ...(merged.policies === undefined ? {} : { policies: merged.policies }),
  };
  // Of nodes that are not known in full nobody can say what is in them, or of what kind they are.
  const isCertain = isWhole && complaints.length === 0;
  const inScenarios = [...estate.scenarios.values()].flatMap((scenario) => [
    ...scenario.faults.flatMap(({ fail, origin }) =>
      fail.flatMap((text, i) => unmatched(estate, text, origin?.at('fail').at(i), isCertain)),
    ),
    ...unknownObserved(scenario, known),
  ]);
  return { estate, complaints: [...complaints, ...inScenarios, ...policyComplaints(estate, isCertain)] };
};

const NO_HINTS: ReadonlyMap<string, string> = new Map();

type Positions = ReadonlyMap<string, number>;

/** What an id is looked for in. */
interface Known {
  readonly positions: Positions;
  readonly hints: ReadonlyMap<string, string>;
  /** All ids that there are or, in the packs, could be: for the nearest word. */
  readonly vocabulary: () => ReadonlyMap<string, unknown>;
}

/** Listing all that the packs could add is work, done once and only where an id is unknown. */
const lazily = (positions: Positions, more: () => Iterable<string>): Known['vocabulary'] => {
  let all: Map<string, unknown> | undefined;
  return () => {
    if (all === undefined) {
      all = new Map<string, unknown>(positions);
      for (const id of more()) all.set(id, undefined);
    }
    return all;
  };
};

const missingKind = (node: PartialNode, { vocabulary }: Known): readonly Complaint[] => {
  const [origin] = node.origins;
  if (origin === undefined) return [];
  const near = nearestKeys(node.id, vocabulary(), 2).filter((id) => id !== node.id);
  return [
    {
      origin,
      at: 'key',
      message: `${quoted(node.id)} has no kind, here or in another document`,
      hint: hintOf(near) ?? 'add "kind: service", or whatever it is',
    },
  ];
};

const unknownTargets = (nodes: readonly Node[], known: Known): readonly Complaint[] => {
  const complaints = new Map<Origin, Complaint>();
  const check = (requirement: Requirement): void => {
    if (requirement.form !== 'node') return partsOf(requirement).forEach(check);
    const { node, origin } = requirement;
    if (origin === undefined || known.positions.has(node)) return;
    // A requirement of a template stands for many: one unknown id of it says it all.
    if (!complaints.has(origin)) complaints.set(origin, unknownNode(node, origin, known));
  };
  for (const node of nodes) requirementsOf(node).forEach(check);
  return [...complaints.values()];
};

const unknownNode = (id: string, origin: Origin, { hints, vocabulary }: Known): Complaint => ({
  origin,
  message: `unknown node ${quoted(id)}`,
  hint:
    hints.get(id) ??
    hintOf(nearestKeys(id, vocabulary())) ??
    (holdsPlaceholder(id) ? 'placeholders stand in "templates" only' : 'no document describes it'),
});

const unknownObserved = ({ observed, origin }: Scenario, known: Known): readonly Complaint[] =>
  [...observed.keys()]
    .filter((id) => origin !== undefined && !known.positions.has(id))
    .map((id) => ({ ...unknownNode(id, origin!.at('observed').at(id), known), at: 'key' as const }));

const hintOf = (near: readonly string[]): string | undefined =>
  near[0] === undefined ? undefined : `did you mean "${near[0]}"?`;
