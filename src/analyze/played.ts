/** From a question's scenario to its timeline: what replay, recovery and the back-test have in common. */
import { select } from '../assemble/select.ts';
import { type TimedFault, type Timeline, defaultHorizon, playOut } from '../engine/timeline/timeline.ts';
import type { Day } from '../model/day.ts';
import { parseDuration } from '../model/duration.ts';
import type { Estate } from '../model/estate.ts';
import type { Fault, Scenario } from '../model/scenario.ts';
import { rankOf } from '../model/state.ts';
import { UserError } from '../model/user-error.ts';
import type { OptionSpec } from './analysis.ts';
import { clockOf, type Clock } from './moments.ts';

export const HORIZON_OPTION = {
  name: 'horizon',
  value: 'duration',
  description: 'how long to look on (default: 30 days after the last fault has begun or ended)',
} as const satisfies OptionSpec;

export const DATE_OPTION = {
  name: 'date',
  value: 'day',
  description: 'the day that decides what dated dependencies count (default: the scenario’s, or today)',
} as const satisfies OptionSpec;

export interface Played {
  readonly scenario: Scenario;
  readonly day: Day;
  /** The day, unless it is only today's: what does not depend on the day must read the same on each. */
  readonly dayGiven?: Day;
  readonly faults: readonly TimedFault[];
  readonly timeline: Timeline;
  /** Seconds after the first fault after which nothing was looked at. */
  readonly horizon: number;
  readonly clock: Clock;
}

/**
 * Plays a scenario out.
 *
 * @throws UserError if a selection matches nothing, or the horizon is no duration.
 */
export const play = (
  estate: Estate,
  scenario: Scenario,
  options: { readonly date?: string | undefined; readonly horizon?: string | undefined },
  today: Day,
): Played => {
  const dayGiven = options.date ?? scenario.date;
  const day = dayGiven ?? today;
  const faults = timedFaults(estate, scenario.faults);
  const horizon =
    options.horizon === undefined ? defaultHorizon(faults) : durationOption('horizon', options.horizon);
  const timeline = playOut(estate, day, faults, { horizon });
  return {
    scenario,
    day,
    ...(dayGiven === undefined ? {} : { dayGiven }),
    faults,
    timeline,
    horizon,
    clock: clockOf(scenario.start),
  };
};

/** Faults with their selections resolved, by node, then time. Times count from the scenario's start. */
export const timedFaults = (estate: Estate, faults: readonly Fault[]): readonly TimedFault[] =>
  faults
    .flatMap(({ fail, state, from, until }) =>
      select(estate, fail).map((position) => ({
        position,
        rank: rankOf(state),
        from,
        ...(until === undefined ? {} : { until }),
      })),
    )
    .toSorted((a, b) => a.position - b.position || a.from - b.from || b.rank - a.rank);

/** @throws UserError if the text is no duration. */
export const durationOption = (name: string, text: string): number => {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw new UserError({
    message: `--${name} takes a duration, not "${text}"`,
    hint: 'such as 45m, 4h17m or 2d',
  });
};
