/** A scenario played out over time, as numbers by position, beside what history says of it. */
import { holdIds, holdsAtTheEnd } from '../../../src/analyze/holds.ts';
import type { Played } from '../../../src/analyze/played.ts';
import { type Subject as Scored, subjectsOf } from '../../../src/analyze/score.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Requests, Subject, TimelineAnswer } from '../../model/messages.ts';
import { type Desk, sheetOf } from '../desk.ts';

/** @throws UserError if there is no such scenario. */
export const timeline = (desk: Desk, { side, scenario }: Requests['timeline']['in']): TimelineAnswer => {
  const { estate, played } = sheetOf(desk, side);
  const play = played(scenario);
  const { end, settled } = play.timeline;
  return {
    end,
    isSettled: settled,
    ...intervalsOf(estate.nodes.length, play),
    faults: play.faults,
    subjects: subjectsOf(estate, play).flatMap((subject) => subjectOf(estate, play, subject)),
    heldBy: [...holdsAtTheEnd(play.faults, play.timeline)].map(
      ([position, hold]) => [position, holdIds(estate, hold)] as const,
    ),
  };
};

const intervalsOf = (nodeCount: number, { timeline: { intervals } }: Played) => {
  const start = new Uint32Array(nodeCount + 1);
  for (const [position, own] of intervals) start[position + 1] = own.length;
  for (let position = 0; position < nodeCount; position++) start[position + 1]! += start[position]!;
  const count = start[nodeCount]!;
  const from = new Float64Array(count);
  const until = new Float64Array(count);
  const ranks = new Uint8Array(count);
  const moments = new Set<number>();
  for (const [position, own] of intervals) {
    own.forEach((interval, i) => {
      const at = start[position]! + i;
      from[at] = interval.from;
      until[at] = interval.until ?? Infinity;
      ranks[at] = interval.rank;
      moments.add(interval.from);
      if (interval.until !== undefined) moments.add(interval.until);
    });
  }
  return { start, from, until, ranks, moments: Float64Array.from(moments).toSorted() };
};

const VERDICTS = {
  hit: 'hit',
  missed: 'miss',
  'false alarm': 'false alarm',
  spared: 'rightly spared',
} as const;

/** A node that counts; of what was injected, or may have been so or so, nothing was predicted. */
const subjectOf = (estate: Estate, { scenario }: Played, scored: Scored): readonly Subject[] => {
  const { id, verdict, predicted, observed, accept, confidence, source, why } = scored;
  if (verdict === 'open' || verdict === 'injected') return [];
  const { onset, recovered } = scenario.observed.get(id)!;
  return [
    {
      position: estate.positions.get(id)!,
      predicted,
      observed,
      accept,
      verdict: VERDICTS[verdict],
      isExact: predicted === observed,
      ...(onset === undefined ? {} : { onset }),
      ...(recovered === undefined ? {} : { recovered }),
      ...(why === undefined ? {} : { why }),
      ...(source === undefined ? {} : { source }),
      ...(confidence === undefined ? {} : { confidence }),
    },
  ];
};
