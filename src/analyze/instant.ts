/** One instant of a timeline: what was not operational then, since when, and for what. */
import type { Block, Line } from '../model/report.ts';
import { type State, stateOf } from '../model/state.ts';
import { minutes } from './moments.ts';
import { type Replayed, becauseAt, rankIn } from './replayed.ts';
import { grouped } from './totals.ts';

interface StateThen {
  readonly position: number;
  readonly state: State;
  readonly since: number;
}

/** What is not operational at a time, worst first, then by id. */
const statesThen = ({ played }: Replayed, at: number): readonly StateThen[] =>
  [...played.timeline.intervals]
    .flatMap(([position, intervals]) => {
      const then = intervals.find(({ from, until }) => from <= at && at < (until ?? Infinity));
      return then === undefined
        ? []
        : [{ position, rank: then.rank, state: stateOf(then.rank), since: then.from }];
    })
    .toSorted((a, b) => b.rank - a.rank || a.position - b.position);

const appsThen = ({ estate }: Replayed, then: readonly StateThen[]): Readonly<Record<State, number>> => {
  const apps = then.filter(({ position }) => estate.nodes[position]!.kind === 'app');
  const all = estate.nodes.filter(({ kind }) => kind === 'app').length;
  const count = (state: State): number => apps.filter((app) => app.state === state).length;
  return {
    operational: all - apps.length,
    degraded: count('degraded'),
    partial: count('partial'),
    outage: count('outage'),
  };
};

export const instantData = (question: Replayed, at: number): object => {
  const { estate, played, isAsked } = question;
  const then = statesThen(question, at);
  const asked = ({ position }: StateThen): boolean => isAsked(position);
  return {
    scenario: played.scenario.id,
    ...(played.dayGiven === undefined ? {} : { date: played.dayGiven }),
    ...(played.scenario.start === undefined ? {} : { start: played.scenario.start }),
    at,
    summary: { nodes: estate.nodes.length, affected: then.length, apps: appsThen(question, then) },
    affected: then.filter(asked).map(({ position, state, since }) => ({
      id: estate.nodes[position]!.id,
      kind: estate.nodes[position]!.kind,
      state,
      since,
      because: becauseAt(played, position, at, rankIn(state)).map((cause) => ({
        node: estate.nodes[cause.position]!.id,
        state: stateOf(cause.rank),
      })),
    })),
  };
};

export const instantBlocks = (question: Replayed, at: number): readonly Block[] => {
  const { estate, limit, isAsked } = question;
  const then = statesThen(question, at);
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
            rows: rows.map(({ position, state, since }): readonly Line[] => [
              [{ state }],
              [{ text: estate.nodes[position]!.id, tone: 'id' }],
              [minutes(since)],
              forLine(question, position, at, state),
            ]),
            ...(shown.length > limit
              ? { more: `… and ${grouped(shown.length - limit)} more (--limit 0 shows all)` }
              : {}),
          },
        ]),
  ];
};

const forLine = ({ estate, played }: Replayed, position: number, at: number, state: State): Line => {
  const causes = becauseAt(played, position, at, rankIn(state));
  if (causes.length === 0) return [{ text: 'fails', tone: 'strong' }];
  return causes.flatMap((cause, i): Line => [
    ...(i === 0 ? [] : [', ']),
    { text: estate.nodes[cause.position]!.id, tone: 'id' },
    ...(cause.lag > 0 ? [' (back, but not felt yet)'] : cause.isStart ? [' (to start)'] : []),
  ]);
};
