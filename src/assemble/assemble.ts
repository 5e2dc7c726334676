/**
 * Documents in, one estate out: duplicates merged, references checked, everything sorted.
 *
 * Complaints are returned, not thrown, so that those of reading and of assembling can be told together.
 */
import type { Complaint } from '../model/complaint.ts';
import type { Document, PartialNode } from '../model/document.ts';
import type { Estate } from '../model/estate.ts';
import { nearest } from '../model/nearest.ts';
import { type Node, byId, requirementsOf } from '../model/node.ts';
import { byCodePoint } from '../model/order.ts';
import { type Requirement, partsOf } from '../model/requirement.ts';
import type { Scenario } from '../model/scenario.ts';
import { UNKNOWN, resolvedTargets } from '../model/targets.ts';
import { UserError } from '../model/user-error.ts';
import { merge } from './merge.ts';
import { select } from './select.ts';

export interface Assembled {
  readonly estate: Estate;
  /** Ids and kinds that are missing; the estate is whole only if there are none. */
  readonly complaints: readonly Complaint[];
}

/** Assembles documents, strongest first. */
export const assemble = (documents: readonly Document[]): Assembled => {
  const merged = merge(documents);
  const sorted = [...merged.nodes.values()].toSorted(byId);
  const positions = new Map(sorted.map((node, position) => [node.id, position]));
  const complaints = [
    ...sorted.filter((node) => node.kind === undefined).flatMap((node) => missingKind(node, positions)),
    ...unknownTargets(sorted as Node[], positions),
  ];
  const estate: Estate = {
    ...(merged.title === undefined ? {} : { title: merged.title }),
    ...(merged.description === undefined ? {} : { description: merged.description }),
    nodes: sorted as Node[],
    positions,
    scenarios: new Map([...merged.scenarios].toSorted(([a], [b]) => byCodePoint(a, b))),
    ...(merged.policies === undefined ? {} : { policies: merged.policies }),
  };
  if (complaints.length > 0) return { estate, complaints };
  return {
    estate,
    complaints: [...estate.scenarios.values()].flatMap((scenario) => unknownInScenario(estate, scenario)),
  };
};

type Positions = ReadonlyMap<string, number>;

const missingKind = (node: PartialNode, positions: Positions): readonly Complaint[] => {
  const [origin] = node.origins;
  if (origin === undefined) return [];
  const others = [...positions.keys()].filter((id) => id !== node.id);
  return [
    {
      origin,
      at: 'key',
      message: `"${node.id}" has no kind, here or in another document`,
      hint: hintOf(nearest(node.id, others)) ?? 'add "kind: service", or whatever it is',
    },
  ];
};

/** Almost always there are none, and one look at what was resolved tells so. */
const unknownTargets = (nodes: readonly Node[], positions: Positions): readonly Complaint[] => {
  if (!resolvedTargets({ nodes, positions }).includes(UNKNOWN)) return [];
  const complaints: Complaint[] = [];
  const check = (requirement: Requirement): void => {
    if (requirement.form !== 'node') partsOf(requirement).forEach(check);
    else if (!positions.has(requirement.node)) complaints.push(...unknown(requirement, positions));
  };
  for (const node of nodes) requirementsOf(node).forEach(check);
  return complaints;
};

const unknown = (requirement: Requirement & { form: 'node' }, positions: Positions): readonly Complaint[] =>
  requirement.origin === undefined
    ? []
    : [
        {
          origin: requirement.origin,
          message: `unknown node "${requirement.node}"`,
          hint: hintOf(nearest(requirement.node, positions.keys())) ?? 'no document describes it',
        },
      ];

const unknownInScenario = (estate: Estate, scenario: Scenario): readonly Complaint[] => {
  const observed = [...scenario.observed.keys()]
    .filter((id) => !estate.positions.has(id))
    .flatMap((id) => {
      const origin = scenario.origin?.at('observed').at(id);
      const hint = hintOf(nearest(id, estate.positions.keys()));
      return origin === undefined
        ? []
        : [
            {
              origin,
              at: 'key' as const,
              message: `unknown node "${id}"`,
              ...(hint === undefined ? {} : { hint }),
            },
          ];
    });
  return [...scenario.faults.flatMap((fault) => unmatched(estate, fault)), ...observed];
};

const unmatched = (estate: Estate, { fail, origin }: Scenario['faults'][number]): readonly Complaint[] => {
  try {
    select(estate, fail);
    return [];
  } catch (error) {
    if (!(error instanceof UserError) || origin === undefined) throw error;
    return error.problems.map(({ message, hint }) => ({
      origin: origin.at('fail'),
      message,
      ...(hint === undefined ? {} : { hint }),
    }));
  }
};

const hintOf = (near: readonly string[]): string | undefined =>
  near[0] === undefined ? undefined : `did you mean "${near[0]}"?`;
