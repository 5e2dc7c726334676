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
import { quoted } from '../model/printable.ts';
import { type NodeRequirement, type Requirement, partsOf } from '../model/requirement.ts';
import type { Fault, Scenario } from '../model/scenario.ts';
import { parseSelection } from '../model/selection.ts';
import { UNKNOWN, resolvedTargets } from '../model/targets.ts';
import { UserError } from '../model/user-error.ts';
import { merge } from './merge.ts';
import { select } from './select.ts';

export interface Assembled {
  readonly estate: Estate;
  /** Ids and kinds that are missing; the estate is whole only if there are none. */
  readonly complaints: readonly Complaint[];
}

/** Assembles documents, strongest first; `isWhole` says whether all of their nodes could be read. */
export const assemble = (documents: readonly Document[], isWhole = true): Assembled => {
  const merged = merge(documents);
  const nodes = [...merged.nodes.values()];
  const sorted = nodes.toSorted(byId);
  const positions = new Map(sorted.map((node, position) => [node.id, position]));
  // In the order written: of very many complaints only the first get a nearest word, and only the first are read.
  const complaints = [
    ...nodes.filter((node) => node.kind === undefined).flatMap((node) => missingKind(node, positions)),
    ...(resolvedTargets({ nodes: sorted as Node[], positions }).includes(UNKNOWN)
      ? unknownTargets(nodes as Node[], positions)
      : []),
  ];
  const estate: Estate = {
    ...(merged.title === undefined ? {} : { title: merged.title }),
    ...(merged.description === undefined ? {} : { description: merged.description }),
    nodes: sorted as Node[],
    positions,
    scenarios: new Map([...merged.scenarios].toSorted(([a], [b]) => byCodePoint(a, b))),
    ...(merged.policies === undefined ? {} : { policies: merged.policies }),
  };
  // Of nodes that are not known in full nobody can say what is in them, or of what kind they are.
  const isCertain = isWhole && complaints.length === 0;
  const inScenarios = [...estate.scenarios.values()].flatMap((scenario) => [
    ...scenario.faults.flatMap((fault) => unmatched(estate, fault, isCertain)),
    ...unknownObserved(scenario, positions),
  ]);
  return { estate, complaints: [...complaints, ...inScenarios] };
};

type Positions = ReadonlyMap<string, number>;

const missingKind = (node: PartialNode, positions: Positions): readonly Complaint[] => {
  const [origin] = node.origins;
  if (origin === undefined) return [];
  const near = nearestKeys(node.id, positions, 2).filter((id) => id !== node.id);
  return [
    {
      origin,
      at: 'key',
      message: `${quoted(node.id)} has no kind, here or in another document`,
      hint: hintOf(near) ?? 'add "kind: service", or whatever it is',
    },
  ];
};

const unknownTargets = (nodes: readonly Node[], positions: Positions): readonly Complaint[] => {
  const complaints: Complaint[] = [];
  const check = (requirement: Requirement): void => {
    if (requirement.form !== 'node') partsOf(requirement).forEach(check);
    else if (!positions.has(requirement.node)) complaints.push(...unknown(requirement, positions));
  };
  for (const node of nodes) requirementsOf(node).forEach(check);
  return complaints;
};

const unknown = (requirement: NodeRequirement, positions: Positions): readonly Complaint[] =>
  requirement.origin === undefined ? [] : [unknownNode(requirement.node, requirement.origin, positions)];

const unknownNode = (id: string, origin: Origin, positions: Positions): Complaint => ({
  origin,
  message: `unknown node ${quoted(id)}`,
  hint: hintOf(nearestKeys(id, positions)) ?? 'no document describes it',
});

const unknownObserved = ({ observed, origin }: Scenario, positions: Positions): readonly Complaint[] =>
  [...observed.keys()]
    .filter((id) => origin !== undefined && !positions.has(id))
    .map((id) => ({ ...unknownNode(id, origin!.at('observed').at(id), positions), at: 'key' as const }));

const unmatched = (estate: Estate, { fail, origin }: Fault, isCertain: boolean): readonly Complaint[] =>
  fail.flatMap((text, i) => {
    try {
      const { terms } = parseSelection(text);
      if (isCertain || terms.every(({ on }) => on === 'id')) select(estate, [text]);
      return [];
    } catch (error) {
      if (!(error instanceof UserError) || origin === undefined) throw error;
      return error.problems.map(({ message, hint }) => ({
        origin: origin.at('fail').at(i),
        message,
        ...(hint === undefined ? {} : { hint }),
      }));
    }
  });

const hintOf = (near: readonly string[]): string | undefined =>
  near[0] === undefined ? undefined : `did you mean "${near[0]}"?`;
