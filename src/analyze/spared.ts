/**
 * What kept a node operational although something below it failed: redundancy, a soft edge, a requirement that is
 * needed only to start, or one that did not count on that day.
 */
import type { Explainer } from '../engine/explain.ts';
import type { Estate } from '../model/estate.ts';
import { type Node, requirementsOf } from '../model/node.ts';
import type { Line } from '../model/report.ts';
import { type Requirement, countsOn, targetsOf } from '../model/requirement.ts';
import type { State } from '../model/state.ts';
import { requirementText } from './evidence.ts';
import type { Solved } from './solve.ts';
import { stateAt } from './totals.ts';

export interface Spared {
  /** The operational node whose requirement held, reached from the one asked about through this path. */
  readonly node: Node;
  readonly path: readonly string[];
  readonly by: 'soft' | 'redundancy' | 'start' | 'date';
  readonly requirement: Requirement;
  /** What of it failed, and what held. */
  readonly failed: readonly { readonly node: string; readonly state: State }[];
  readonly holding: readonly string[];
}

/** Where the damage stopped on its way to a node: nearest first, along operational nodes only. */
export const sparedBelow = (estate: Estate, solved: Solved, position: number): readonly Spared[] => {
  const { ranks } = solved.outcome;
  const found: Spared[] = [];
  const reachedFrom = new Map<number, number | undefined>([[position, undefined]]);
  // A map keeps the order of insertion, and what is added while it is walked is walked too: breadth first.
  for (const current of reachedFrom.keys()) {
    const node = estate.nodes[current]!;
    for (const requirement of requirementsOf(node)) {
      const targets = [...new Set(targetsOf(requirement))];
      const failed = targets.filter((id) => ranks[estate.positions.get(id)!]! > 0);
      if (failed.length > 0) {
        found.push(spared(estate, solved, node, pathTo(estate, reachedFrom, current), requirement, failed));
      }
      for (const id of targets) {
        const next = estate.positions.get(id)!;
        if (ranks[next] === 0 && !reachedFrom.has(next)) reachedFrom.set(next, current);
      }
    }
  }
  return found;
};

/** The ids from the node asked about to another one. */
const pathTo = (
  estate: Estate,
  reachedFrom: ReadonlyMap<number, number | undefined>,
  position: number,
): readonly string[] => {
  const path: string[] = [];
  for (let at: number | undefined = position; at !== undefined; at = reachedFrom.get(at)) {
    path.push(estate.nodes[at]!.id);
  }
  return path.toReversed();
};

const spared = (
  estate: Estate,
  { day, outcome, explainer }: Solved,
  node: Node,
  path: readonly string[],
  requirement: Requirement,
  failed: readonly string[],
): Spared => ({
  node,
  path,
  requirement,
  by: !countsOn(requirement, day)
    ? 'date'
    : requirement.needed === 'start'
      ? 'start'
      : holdsByRedundancy(explainer, requirement)
        ? 'redundancy'
        : 'soft',
  failed: failed.map((id) => ({ node: id, state: stateAt(outcome, estate.positions.get(id)!) })),
  holding:
    requirement.form === 'node'
      ? []
      : requirement.of.filter((member) => explainer.valueOf(member) === 0).map(requirementText),
});

/** Whether it is operational although a member of it, or of a group inside it, is not: whatever its impact lets through. */
const holdsByRedundancy = (explainer: Explainer, requirement: Requirement): boolean => {
  if (requirement.form === 'node') return false;
  const { impact: _, ...bare } = requirement;
  return (
    explainer.valueOf(bare) === 0 &&
    requirement.of.some((member) => explainer.valueOf(member) > 0 || holdsByRedundancy(explainer, member))
  );
};

export const sparedData = ({ path, by, requirement, failed, holding }: Spared): object => ({
  path,
  by,
  requirement: requirementText(requirement),
  failed,
  holding,
  ...(requirement.why === undefined ? {} : { why: requirement.why }),
  ...(requirement.source === undefined ? {} : { source: requirement.source }),
  ...(requirement.confidence === undefined ? {} : { confidence: requirement.confidence }),
});

/** In a line: where, what failed, and what held. */
export const sparedLine = ({ path, by, requirement, failed }: Spared): Line => {
  const where: Line = path.length === 1 ? [] : [`${path.slice(1).join(' → ')}: `];
  const damage: Line = failed.flatMap(({ node, state }, i): Line => [
    i === 0 ? '' : ', ',
    { text: node, tone: 'id' },
    ' (',
    { state },
    ')',
  ]);
  const reason: Line = requirement.why === undefined ? [] : [{ text: ` · ${requirement.why}`, tone: 'dim' }];
  return [
    ...where,
    { text: NAMES[by], tone: 'strong' },
    ': ',
    ...damage,
    holds(by, requirement, failed.length > 1),
    ...reason,
  ];
};

const NAMES: Readonly<Record<Spared['by'], string>> = {
  soft: 'soft edge',
  redundancy: 'redundancy',
  start: 'start only',
  date: 'dated edge',
};

const holds = (by: Spared['by'], requirement: Requirement, several: boolean): string => {
  switch (by) {
    case 'soft':
      return ` ${several ? 'do' : 'does'} it no harm`;
    case 'redundancy':
      return `, but ${requirementText(requirement)} will do`;
    case 'start':
      return ` ${several ? 'are' : 'is'} needed to start or scale, not to go on running`;
    case 'date': {
      const { validFrom, validUntil } = requirement;
      return ` ${several ? 'count' : 'counts'} only${validFrom === undefined ? '' : ` from ${validFrom}`}${validUntil === undefined ? '' : ` until ${validUntil}`}`;
    }
  }
};
