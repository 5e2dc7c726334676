/**
 * What kept a node operational although something below it failed: redundancy, a soft edge, a requirement that is
 * needed only to start, or one that did not count on that day.
 */
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
  const paths = new Map<number, readonly string[]>([[position, []]]);
  // A map keeps the order of insertion, and what is added while it is walked is walked too: breadth first.
  for (const [current, path] of paths) {
    const node = estate.nodes[current]!;
    const way = [...path, node.id];
    for (const requirement of requirementsOf(node)) {
      const targets = [...new Set(targetsOf(requirement))];
      const failed = targets.filter((id) => ranks[estate.positions.get(id)!]! > 0);
      if (failed.length > 0) found.push(spared(estate, solved, node, way, requirement, failed));
      for (const id of targets) {
        const next = estate.positions.get(id)!;
        if (ranks[next] === 0 && !paths.has(next)) paths.set(next, way);
      }
    }
  }
  return found;
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
      : requirement.form !== 'node' && requirement.of.some((member) => explainer.valueOf(member) > 0)
        ? 'redundancy'
        : 'soft',
  failed: failed.map((id) => ({ node: id, state: stateAt(outcome, estate.positions.get(id)!) })),
  holding:
    requirement.form === 'node'
      ? []
      : requirement.of.filter((member) => explainer.valueOf(member) === 0).map(requirementText),
});

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
export const sparedLine = ({ path, by, requirement, failed, holding }: Spared): Line => {
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
    ` ${holds(by, requirement, holding)}`,
    ...reason,
  ];
};

const NAMES: Readonly<Record<Spared['by'], string>> = {
  soft: 'soft edge',
  redundancy: 'redundancy',
  start: 'start only',
  date: 'dated edge',
};

const holds = (by: Spared['by'], requirement: Requirement, holding: readonly string[]): string => {
  switch (by) {
    case 'soft':
      return 'does it no harm';
    case 'redundancy':
      return `of ${requirementText(requirement)}; ${holding.join(', ')} still ${holding.length === 1 ? 'holds' : 'hold'}`;
    case 'start':
      return 'is needed to start or scale, not to go on running';
    case 'date': {
      const { validFrom, validUntil } = requirement;
      return `counts only${validFrom === undefined ? '' : ` from ${validFrom}`}${validUntil === undefined ? '' : ` until ${validUntil}`}`;
    }
  }
};
