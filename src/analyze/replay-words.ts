/** What a replay says in words: a summary, a bar for each thing, what does not come back, and the score. */
import { type Interval, type Timeline, comesBack } from '../engine/timeline/timeline.ts';
import type { Block, Line, Stretch, Track, TrackSection } from '../model/report.ts';
import { requirementsOf } from '../model/node.ts';
import { countsOn } from '../model/requirement.ts';
import { stateOf } from '../model/state.ts';
import { type Cost, totalCost } from './cost.ts';
import { cutOffLine, minutes, minutesLong } from './moments.ts';
import type { Played } from './played.ts';
import { holdBlocks, holdsAtTheEnd } from './holds.ts';
import { type Replayed, byOnset, countHeldInTurn, worstStates } from './replayed.ts';
import { scoreBlocks } from './score-report.ts';
import { subjectsOf } from './score.ts';
import { moreOf } from './asked.ts';
import { appsLines, grouped } from './totals.ts';

export const replayTitle = ({ scenario, clock }: Played, at: number | undefined): Line => {
  const title: Line = [{ text: scenario.title ?? scenario.id, tone: 'strong' }];
  if (at === undefined) return title;
  const utc = clock.utc(at);
  return [...title, `, after ${minutesLong(at)}`, ...(utc === undefined ? [] : [` (${utc} UTC)`])];
};

export const replayBlocks = (question: Replayed): readonly Block[] => {
  const { estate, played, limit } = question;
  const positions = byOnset(question);
  const injected = new Set(played.faults.map(({ position }) => position));
  const isApp = (position: number): boolean => estate.nodes[position]!.kind === 'app';
  const section = (title: string, belongs: (position: number) => boolean): readonly TrackSection[] => {
    const rows = positions.filter(belongs);
    const tracks = rows.slice(0, limit).map((position) => track(question, position));
    return rows.length === 0
      ? []
      : [
          {
            title,
            tracks,
            ...moreOf(rows.length, limit),
          },
        ];
  };
  const sections = [
    ...section('What is injected', (position) => injected.has(position)),
    ...section('What falls with it', (position) => !injected.has(position) && !isApp(position)),
    ...section('Apps', (position) => !injected.has(position) && isApp(position)),
  ];
  const subjects = subjectsOf(estate, played);
  return [
    { type: 'text', lines: summaryLines(question) },
    ...(sections.length === 0
      ? []
      : [{ type: 'timeline' as const, end: axisEnd(played), notes: noteTitles(played), sections }]),
    ...holdBlocks(estate, holdsAtTheEnd(played.faults, played.timeline), question.isAsked),
    ...(subjects.length === 0 ? [] : scoreBlocks(subjects, limit, (id) => isKnown(question, id))),
  ];
};

/** Whether anything is said of what a node stands on: of others nothing could have been predicted. */
const isKnown = ({ estate, played: { day } }: Replayed, id: string): boolean =>
  requirementsOf(estate.nodes[estate.positions.get(id)!]!).some((requirement) => countsOn(requirement, day));

const noteTitles = ({ clock }: Played): readonly string[] =>
  clock.isKnown ? ['From', 'Until (min)', 'UTC'] : ['From', 'Until (min)'];

const track = ({ estate, played }: Replayed, position: number): Track => {
  const intervals = played.timeline.intervals.get(position)!;
  const { from } = intervals[0]!;
  const { until } = intervals.at(-1)!;
  const utc = (seconds: number): string => played.clock.utc(seconds) ?? '';
  return {
    label: [{ text: estate.nodes[position]!.id, tone: 'id' }],
    stretches: intervals.map(stretchOf),
    notes: [
      [minutes(from)],
      [until !== undefined ? minutes(until) : played.timeline.settled ? 'no end' : 'not yet'],
      ...(played.clock.isKnown ? [[`${utc(from)}–${until === undefined ? '' : utc(until)}`]] : []),
    ],
  };
};

const stretchOf = ({ from, until, rank }: Interval): Stretch => ({
  from,
  ...(until === undefined ? {} : { until }),
  state: stateOf(rank),
});

/** Seconds at the right end of the bars: the last change, with some room where something does not end. */
const axisEnd = ({ timeline }: Played): number => {
  const last = [...timeline.intervals.values()]
    .flat()
    .reduce((latest, { from, until }) => Math.max(latest, until ?? from), 0);
  return (isOpen(timeline) ? last * 1.15 : last) || 3600;
};

/** Whether something was not seen to come back. */
const isOpen = (timeline: Timeline): boolean =>
  [...timeline.intervals.keys()].some((position) => !comesBack(timeline, position));

const summaryLines = (question: Replayed): readonly Line[] => {
  const { estate, played } = question;
  const { timeline, clock, dayGiven, scenario } = played;
  const from = clock.utc(0);
  return [
    ...(from === undefined ? [] : [[`It begins on ${(scenario.start ?? '').slice(0, 10)} at ${from} UTC.`]]),
    ...appsLines(worstStates(question), 'affected at the worst'),
    [
      `${grouped(timeline.intervals.size)} of ${grouped(estate.nodes.length)} nodes ever affected`,
      // The day of its start has been told.
      dayGiven === undefined || dayGiven === scenario.start?.slice(0, 10) ? '' : `, on ${dayGiven}`,
    ],
    ...(timeline.intervals.size === 0 ? [] : [endLine(played)]),
    ...inTurnLines(question),
    ...costLines(totalCost(estate, timeline), timeline.settled),
  ];
};

const endLine = ({ timeline, clock }: Played): Line => {
  if (!timeline.settled) return cutOffLine(timeline.end);
  const utc = clock.utc(timeline.end);
  const when = `after ${minutesLong(timeline.end)}${utc === undefined ? '' : ` (${utc} UTC)`}`;
  return isOpen(timeline)
    ? [`the last change comes ${when}; not all of it recovers`]
    : [`all is well again ${when}`];
};

/** Here all starts at one stroke; what would not start in turn is told by recovery. */
const inTurnLines = (question: Replayed): readonly Line[] => {
  const held = countHeldInTurn(question);
  if (held === 0) return [];
  const which = held === 1 ? '1 of them does' : `${grouped(held)} of them do`;
  return [
    [
      { text: `${which} not come back`, tone: 'strong' },
      ' where what is needed to start must be there before; see ',
      { text: `faultline recovery ${question.played.scenario.id}`, tone: 'id' },
    ],
  ];
};

const costLines = (cost: Cost | undefined, settled: boolean): readonly Line[] => {
  if (cost === undefined) return [];
  const { outage, partialAtMost } = cost;
  if (!settled && (outage === null || partialAtMost === null)) {
    return [['what it costs is not known before it is over']];
  }
  const parts = [
    ...(outage === 0
      ? []
      : [outage === null ? 'no limit to what outages cost' : `${grouped(outage)} USD for outages`]),
    ...(partialAtMost === 0
      ? []
      : [
          partialAtMost === null
            ? 'no limit to what partial outages may cost'
            : `up to ${grouped(partialAtMost)} USD for what was partly out`,
        ]),
  ];
  return parts.length === 0 ? [] : [[parts.join(', and ')]];
};
