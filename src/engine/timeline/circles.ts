/**
 * What holds down those that never come back: a circle of recoveries or start requirements, or an endless fault.
 *
 * At the end of a timeline nothing is on its way any more. So everything that is still down has a reason, which has
 * one itself, and so on, up to a fault without an end; or, since there are finitely many, the walk comes round.
 */
import { KIND, type TimedNetwork } from './network.ts';
import { claimOf, claimedVertex, reasonsAtEnd } from './reasons.ts';
import type { TimedFault, Timeline } from './timeline.ts';

/** Why a node does not come back. */
export type Hold =
  /** Positions: each waits for the next, and the last for the first; begins with the smallest. */
  | { readonly type: 'circle'; readonly circle: readonly number[] }
  /** A fault that never ends, there or in something that it stands on. */
  | { readonly type: 'fault'; readonly position: number };

/** By position, what holds each node that is not operational at the end. Of settled timelines only. */
export const holdsOf = (faults: readonly TimedFault[], timeline: Timeline): ReadonlyMap<number, Hold> => {
  const reasonOf = reasonsAtEnd(faults, timeline);
  const holdOfClaim = new Map<number, Hold>();
  const holds = new Map<number, Hold>();
  for (const [position, intervals] of timeline.intervals) {
    const { until, rank } = intervals.at(-1)!;
    if (until !== undefined) continue;
    const path: number[] = [];
    const places = new Map<number, number>();
    let claim = claimOf(position, rank);
    let hold = holdOfClaim.get(claim);
    while (hold === undefined) {
      const place = places.get(claim);
      const reason = reasonOf(claim);
      if (place !== undefined) {
        hold = { type: 'circle', circle: circleOf(timeline.network, path.slice(place)) };
      } else if (reason?.type === 'claim') {
        places.set(claim, path.length);
        path.push(claim);
        claim = reason.claim;
        hold = holdOfClaim.get(claim);
      } else {
        path.push(claim);
        hold = { type: 'fault', position: claimedVertex(claim) };
      }
    }
    for (const each of path) holdOfClaim.set(each, hold);
    holds.set(position, hold);
  }
  return holds;
};

/**
 * The nodes of a walk that came round, each once. It may come by a node in more than one state; of the loops that it
 * then consists of, the one is told that something remembers, for others hold nobody down.
 */
const circleOf = ({ nodeCount, kinds, lag }: TimedNetwork, claims: readonly number[]): readonly number[] => {
  const vertices = claims.map(claimedVertex);
  const remembering = vertices.findIndex((vertex) => kinds[vertex] === KIND.start || lag[vertex]! > 0);
  const nodes = [...vertices.slice(remembering), ...vertices.slice(0, remembering)].filter(
    (vertex) => vertex < nodeCount,
  );
  // What is remembered leads from the last of them to the first; between these two, loops are left out.
  const way = nodes.slice(0, nodes.indexOf(nodes.at(-1)!) + 1);
  const path: number[] = [];
  const places = new Map<number, number>();
  for (const position of way) {
    const place = places.get(position);
    if (place === undefined) places.set(position, path.push(position) - 1);
    else for (const dropped of path.splice(place + 1)) places.delete(dropped);
  }
  return fromSmallest(path);
};

const fromSmallest = (circle: readonly number[]): readonly number[] => {
  const first = circle.reduce((smallest, position, i) => (position < circle[smallest]! ? i : smallest), 0);
  return [...circle.slice(first), ...circle.slice(0, first)];
};
