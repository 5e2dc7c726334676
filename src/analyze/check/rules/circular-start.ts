/** Circles of start requirements and recoveries that hold themselves down once all is down. */
import { causesBefore } from '../../../engine/timeline/causes.ts';
import { type Timeline, playOut } from '../../../engine/timeline/timeline.ts';
import { requirementsOf } from '../../../model/node.ts';
import type { Estate } from '../../../model/estate.ts';
import { type Requirement, partsOf } from '../../../model/requirement.ts';
import { type Deadlock, coldStart, deadlocksOf } from '../../deadlocks.ts';
import type { Audit } from '../audit.ts';
import { type Case, type CheckRule, type Found, type Spot, pageOf } from '../rule.ts';
import { isScanned } from '../whose.ts';
import { listText } from '../words.ts';

export const circularStart = {
  id: 'circular-start',
  rule: {
    id: 'circular-start',
    title: 'Things that wait for each other to start',
    why: 'While all runs nobody notices that A needs B to start and B needs A. It shows when both are down at once, after a power cut or a bad deployment, and then nothing comes back by itself.',
    remedy:
      'Break the circle: let one of them start without the other (a local copy, a cached image, a key that is kept), or have a way in that needs neither.',
    severity: 'error',
    page: pageOf('circular-start'),
  },
  cases: (audit): readonly Case[] => {
    const { estate } = audit;
    // Nothing that remembers: what holds itself down needs a start or a recovery.
    if (!estate.nodes.some((node) => requirementsOf(node).some(remembers))) return [];
    const said = withoutCalls(estate);
    const faults = coldStart(said);
    const timeline = playOut(said, audit.day, faults, { inTurn: true });
    return [
      {
        subject: 'everything down at once',
        found: deadlocksOf(faults, timeline).map((deadlock) => foundOf(audit, timeline, deadlock)),
      },
    ];
  },
} as const satisfies CheckRule;

/**
 * Without what a scan saw to be used while it runs: files tell that one calls the other, not that it does not come up
 * without. What the deployment itself orders (what is needed to start) stays, and all that people wrote.
 */
const withoutCalls = (estate: Estate): Estate => ({
  ...estate,
  nodes: estate.nodes.map((node) => ({
    ...node,
    dependsOn: node.dependsOn.filter((one) => one.needed === 'start' || !isScanned(one)),
  })),
});

const remembers = (requirement: Requirement): boolean =>
  requirement.needed === 'start' || (requirement.recovery ?? 0) > 0 || partsOf(requirement).some(remembers);

const foundOf = ({ estate }: Audit, timeline: Timeline, { circle, held }: Deadlock): Found => {
  const ids = circle.map((position) => estate.nodes[position]!.id);
  const others = held.map((position) => estate.nodes[position]!.id).filter((id) => !ids.includes(id));
  const links = circle.map((position, i) => linkOf(estate, position, ids[(i + 1) % ids.length]!));
  const starting = links.findIndex((link) => link?.needed === 'start');
  const at = Math.max(0, starting);
  const needs = causesBefore(timeline, circle[at]!, Infinity, 1).some(({ isStart }) => isStart);
  const isAlone = ids.length === 1;
  const stay =
    others.length === 0
      ? ''
      : `; ${listText(others)} ${others.length === 1 ? 'stays' : 'stay'} down with ${isAlone ? 'it' : 'them'}`;
  const spotAt = (i: number): Spot => {
    const position = circle[i]!;
    const link = links[i];
    return link === undefined
      ? { type: 'node', position }
      : { type: 'requirement', position, requirement: link };
  };
  return {
    node: ids[at]!,
    message: `once all are down, ${circleText(ids)} ${isAlone ? 'waits for itself' : 'wait for each other'} and never ${needs ? 'start' : 'come back'}${stay}`,
    remedy: `let one of ${listText(ids)} start without the next, or keep a copy of what it needs to start where it runs`,
    key: ids.toSorted(),
    spot: spotAt(at),
    related: ids.flatMap((id, i) =>
      i === at
        ? []
        : [
            {
              message: `${id} needs ${ids[(i + 1) % ids.length]!}${links[i]?.needed === 'start' ? ' to start' : ''}`,
              node: id,
              spot: spotAt(i),
            },
          ],
    ),
  };
};

const circleText = (ids: readonly string[]): string => [...ids, ids[0]!].join(' → ');

/** The requirement by which one names the next; one that is needed to start first. */
const linkOf = (estate: Estate, position: number, next: string): Requirement | undefined => {
  const found: Requirement[] = [];
  const open = requirementsOf(estate.nodes[position]!).toReversed();
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.form === 'node' && one.node === next) found.push(one);
    open.push(...partsOf(one).toReversed());
  }
  return found.find(({ needed }) => needed === 'start') ?? found[0];
};
