/** What Faultline predicts of failures: the end by impact, the way there by the timeline. Both are compiled once. */
import { compile } from '../../engine/compile.ts';
import type { Network } from '../../engine/network.ts';
import { propagate } from '../../engine/propagate.ts';
import { compileTimed } from '../../engine/timeline/compile.ts';
import { type Interval, playOut } from '../../engine/timeline/timeline.ts';
import type { TimedNetwork } from '../../engine/timeline/network.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import { type Rank, stateOf } from '../../model/state.ts';
import type { Stretch } from '../../model/report.ts';
import { totalsOf } from '../totals.ts';
import type { AppForecast, Environment, Forecast, Guard } from './experiment.ts';

/** An estate that is asked many times. */
export interface World {
  readonly estate: Estate;
  readonly day: Day;
  readonly network: Network;
  readonly timed: () => TimedNetwork;
  /** Positions of all apps, ascending. */
  readonly apps: readonly number[];
}

export const worldOf = (estate: Estate, day: Day): World => {
  let timed: TimedNetwork | undefined;
  return {
    estate,
    day,
    network: compile(estate, day),
    timed: () => (timed ??= compileTimed(estate, day)),
    apps: estate.nodes.flatMap(({ kind }, position) => (kind === 'app' ? [position] : [])),
  };
};

/** Ranks by position if some nodes are in outage, and others at least that bad. */
export const ranksWith = (
  { network }: World,
  fail: readonly number[],
  also: readonly { readonly position: number; readonly rank: Rank }[] = [],
): Uint8Array =>
  propagate(network, [...fail.map((position) => ({ position, rank: 3 as const })), ...also]).ranks;

/**
 * What is predicted if some nodes are in outage for good. `asked` are told of as apps, whatever kind they are.
 */
export const forecastOf = (
  world: World,
  fail: readonly number[],
  asked: readonly number[] = [],
): Forecast => {
  const { estate, day, network } = world;
  const outcome = propagate(
    network,
    fail.map((position) => ({ position, rank: 3 })),
  );
  const { intervals } = playOut(
    estate,
    day,
    fail.map((position) => ({ position, rank: 3, from: 0 })),
    { network: world.timed() },
  );
  const subjects = [...new Set([...world.apps, ...asked])].toSorted((a, b) => a - b);
  const apps = subjects
    .map((position): AppForecast => ({
      position,
      rank: outcome.ranks[position] as Rank,
      stretches: (intervals.get(position) ?? []).map(stretchOf),
    }))
    .filter(({ rank, stretches }) => rank > 0 || stretches.length > 0)
    .toSorted((a, b) => b.rank - a.rank || a.position - b.position);
  const hit = new Set(apps.map(({ position }) => position));
  const { costPerHour } = totalsOf(estate, outcome);
  return {
    apps,
    unharmed: subjects.filter((position) => !hit.has(position)),
    affected: outcome.affected.length,
    ...(costPerHour === undefined ? {} : { costPerHour }),
    settles: Math.max(
      0,
      ...apps.flatMap(({ stretches }) => stretches.flatMap(({ from, until }) => [from, until ?? 0])),
    ),
  };
};

const stretchOf = ({ from, until, rank }: Interval): Stretch => ({
  from,
  ...(until === undefined ? {} : { until }),
  state: stateOf(rank),
});

/** How bad an app is at its worst, if the failure lasts so many seconds. */
const worstWithin = ({ stretches }: AppForecast, hold: number): Rank =>
  Math.max(0, ...stretches.filter(({ from }) => from < hold).map(({ state }) => RANK[state])) as Rank;

const RANK = { operational: 0, degraded: 1, partial: 2, outage: 3 } as const;

/**
 * Where it may be run. Whoever would lose half of their apps, and more than one, needs an environment that nobody else
 * uses; whoever would lose any, even for the time of a switch, should not do it in production.
 */
export const guardOf = ({ estate, apps }: World, forecast: Forecast, hold: number): Guard => {
  const lost = forecast.apps.filter((app) => worstWithin(app, hold) >= 2);
  if (lost.length === 0) return { environment: 'any', warnings: [] };
  const named = lost.slice(0, 3).map(({ position }) => estate.nodes[position]!.id);
  const more = lost.length > named.length ? ` and ${lost.length - named.length} more` : '';
  const isWide = lost.length > 1 && 2 * lost.length >= apps.length;
  const environment: Environment = isWide ? 'isolated' : 'not-production';
  return {
    environment,
    warnings: [
      `not in production: ${named.join(', ')}${more} would be partly or wholly down`,
      ...(isWide
        ? [`only where nobody else works: ${lost.length} of ${apps.length} apps would be down`]
        : []),
    ],
  };
};
