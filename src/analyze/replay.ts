/** A scenario over time: what fell when, how badly and until when, and what history says of it. */
import type { Hold } from '../engine/timeline/circles.ts';
import { formatDuration } from '../model/duration.ts';
import type { Report } from '../model/report.ts';
import { stateOf } from '../model/state.ts';
import { UserError } from '../model/user-error.ts';
import { defineAnalysis } from './analysis.ts';
import { costOf, secondsInStates, totalCost } from './cost.ts';
import { holdIds, holdsAtTheEnd } from './holds.ts';
import { instantBlocks, instantData } from './instant.ts';
import { DATE_OPTION, HORIZON_OPTION, type Played, durationOption, play } from './played.ts';
import { replayBlocks, replayTitle } from './replay-words.ts';
import { type Replayed, becauseAt, byOnset, causesData, worstStates } from './replayed.ts';
import { scenarioAsked } from './scenario.ts';
import { scoreData } from './score-report.ts';
import { subjectsOf } from './score.ts';
import { askedIn, rowLimit } from './asked.ts';

/** Bars of a section, unless asked otherwise; JSON always has all. */
const ROWS = 40;

export const replay = defineAnalysis({
  name: 'replay',
  summary: 'a scenario over time: what falls when, and until when',
  argument: {
    name: 'scenario',
    description: 'which scenario of the document; may be left out if there is only one',
    required: false,
    many: false,
  },
  options: [
    { name: 'at', value: 'duration', description: 'only the states at this time after the first fault' },
    { name: 'only', value: 'selection', many: true, description: 'show only these of what is affected' },
    { name: 'limit', value: 'rows', description: `bars of a section, 0 for all (default: ${ROWS})` },
    HORIZON_OPTION,
    DATE_OPTION,
  ],
  examples: ['replay s3-outage', 'replay s3-outage --at 45m', 'replay s3-outage --only kind:app'],
  run: ({ estate, args, options, today }) => {
    const played = play(estate, scenarioAsked(estate, args[0]), options, today);
    const at = options.at === undefined ? undefined : instantAsked(options.at, played);
    const limit = rowLimit(options.limit, ROWS);
    const isAsked = askedIn(estate, options.only);
    const question = { estate, played, isAsked, limit };
    return {
      command: 'replay',
      title: replayTitle(played, at),
      blocks: () => (at === undefined ? replayBlocks(question) : instantBlocks(question, at)),
      data: () => (at === undefined ? dataOf(question) : instantData(question, at)),
    } satisfies Report;
  },
});

/** @throws UserError if the text is no duration, or lies beyond what was looked at. */
const instantAsked = (text: string, { timeline: { settled, end } }: Played): number => {
  const at = durationOption('at', text);
  if (settled || at <= end) return at;
  throw new UserError({
    message: `--at ${text} is later than we looked, which is until ${formatDuration(end)}`,
    hint: '--horizon looks on',
  });
};

// —— as data ————————————————————————————————————————————————————————————————————————————————————————————————————————

const dataOf = (question: Replayed): object => {
  const { estate, played } = question;
  const { scenario, dayGiven, faults, timeline, horizon } = played;
  const holds = holdsAtTheEnd(faults, timeline);
  const cost = totalCost(estate, timeline);
  const subjects = subjectsOf(estate, played);
  return {
    scenario: scenario.id,
    ...(dayGiven === undefined ? {} : { date: dayGiven }),
    ...(scenario.start === undefined ? {} : { start: scenario.start }),
    faults: faults.map(({ position, rank, from, until }) => ({
      node: estate.nodes[position]!.id,
      state: stateOf(rank),
      from,
      until: until ?? null,
    })),
    horizon,
    settled: timeline.settled,
    end: timeline.end,
    summary: {
      nodes: estate.nodes.length,
      affected: timeline.intervals.size,
      apps: worstStates(question),
      ...(cost === undefined ? {} : { cost }),
    },
    nodes: byOnset(question).map((position) => nodeData(question, position, holds.get(position))),
    ...(subjects.length === 0 ? {} : { score: scoreData(subjects) }),
  };
};

const nodeData = ({ estate, played }: Replayed, position: number, hold: Hold | undefined) => {
  const { timeline } = played;
  const { id, kind } = estate.nodes[position]!;
  const intervals = timeline.intervals.get(position)!;
  const [first] = intervals;
  const cost = costOf(estate, timeline, position);
  const because = becauseAt(played, position, first!.from, first!.rank);
  return {
    id,
    kind,
    onset: first!.from,
    recovered: intervals.at(-1)!.until ?? null,
    intervals: intervals.map(({ from, until, rank }) => ({
      from,
      until: until ?? null,
      state: stateOf(rank),
    })),
    seconds: secondsInStates(timeline, position),
    ...(cost === undefined ? {} : { cost }),
    // What it fell for at its onset; nothing if by a fault of its own.
    because: causesData(estate, because),
    ...(hold === undefined ? {} : { heldBy: holdIds(estate, hold) }),
  };
};
