/** One instant of a timeline: what was not operational then, since when, and for what. */
import type { Block, Line } from '../model/report.ts';
import { type Rank, stateOf } from '../model/state.ts';
import { minutes } from './moments.ts';
import { type Replayed, becauseAt, causesData } from './replayed.ts';
import { moreOf } from './asked.ts';
import { type ByState, appsByState } from './totals.ts';

interface RankThen {
  readonly position: number;
  readonly rank: Rank;
  readonly since: number;
}

/** What is not operational at a time, worst first, then by id. */
const ranksThen = ({ played }: Replayed, at: number): readonly RankThen[] =>
  [...played.timeline.intervals]
    .flatMap(([position, intervals]) => {
      const then = intervals.find(({ from, until }) => from <= at && at < (until ?? Infinity));
      return then === undefined ? [] : [{ position, rank: then.rank, since: then.from }];
    })
    .toSorted((a, b) => b.rank - a.rank || a.position - b.position);

const appsThen = ({ estate }: Replayed, then: readonly RankThen[]): ByState => {
  const ranks = new Map(then.map(({ position, rank }) => [position, rank]));
  return appsByState(estate, (position) => ranks.get(position) ?? 0);
};

export const instantData = (question: Replayed, at: number): object => {
  const { estate, played, isAsked } = question;
  const then = ranksThen(question, at);
  const asked = ({ position }: RankThen): boolean => isAsked(position);
  return {
    scenario: played.scenario.id,
    ...(played.dayGiven === undefined ? {} : { date: played.dayGiven }),
    ...(played.scenario.start === undefined ? {} : { start: played.scenario.start }),
    at,
    summary: { nodes: estate.nodes.length, affected: then.length, apps: appsThen(question, then) },
    affected: then.filter(asked).map(({ position, rank, since }) => ({
      id: estate.nodes[position]!.id,
      kind: estate.nodes[position]!.kind,
      state: stateOf(rank),
      since,
      because: causesData(estate, becauseAt(played, position, at, rank)),
    })),
  };
};

export const instantBlocks = (question: Replayed, at: number): readonly Block[] => {
  const { estate, limit, isAsked } = question;
  const then = ranksThen(question, at);
  const apps = appsThen(question, then);
  const hit = apps.degraded + apps.partial + apps.outage;
  const shown = then.filter(({ position }) => isAsked(position));
  const rows = shown.slice(0, limit);
  return [
    {
      type: 'text',
      lines: [
        [{ text: `${hit} of ${hit + apps.operational} apps`, tone: 'strong' }, ' affected'],
        [`${then.length} of ${estate.nodes.length} nodes affected`],
      ],
    },
    ...(rows.length === 0
      ? []
      : [
          {
            type: 'table' as const,
            columns: [
              { title: 'State' },
              { title: 'Node', yields: 1, cut: 'middle' as const },
              { title: 'Since (min)', align: 'right' as const },
              { title: 'For', yields: 2, cut: 'end' as const },
            ],
            rows: rows.map(({ position, rank, since }): readonly Line[] => [
              [{ state: stateOf(rank) }],
              [{ text: estate.nodes[position]!.id, tone: 'id' }],
              [minutes(since)],
              forLine(question, position, at, rank),
            ]),
            ...moreOf(shown.length, limit),
          },
        ]),
  ];
};

const forLine = ({ estate, played }: Replayed, position: number, at: number, rank: Rank): Line => {
  const causes = becauseAt(played, position, at, rank);
  if (causes.length === 0) return [{ text: 'fails', tone: 'strong' }];
  return causes.flatMap((cause, i): Line => [
    ...(i === 0 ? [] : [', ']),
    { text: estate.nodes[cause.position]!.id, tone: 'id' },
    ...(cause.lag > 0 ? [' (back, but not felt yet)'] : cause.isStart ? [' (to start)'] : []),
  ]);
};
