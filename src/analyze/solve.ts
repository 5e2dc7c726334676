/** From a question's selections and scenario to the solved network: what impact and why have in common. */
import { select } from '../assemble/select.ts';
import { compile } from '../engine/compile.ts';
import { type Explainer, explainer } from '../engine/explain.ts';
import type { Network } from '../engine/network.ts';
import { type InjectedFault, type Outcome, propagate } from '../engine/propagate.ts';
import type { Day } from '../model/day.ts';
import { type Estate } from '../model/estate.ts';
import type { Scenario } from '../model/scenario.ts';
import { type Rank, STATES, type State, rankOf } from '../model/state.ts';
import type { OptionSpec } from './analysis.ts';
import { scenarioOf } from './scenario.ts';

/** The options that say what fails. */
export const FAULT_OPTIONS = [
  {
    name: 'scenario',
    value: 'id',
    description: 'inject the faults of a scenario of the document, all at once',
  },
  {
    name: 'state',
    value: 'state',
    choices: STATES.filter((state) => state !== 'operational'),
    description: 'the state of what is selected (default: outage)',
  },
  {
    name: 'date',
    value: 'day',
    description: 'the day that decides what dated dependencies count (default: the scenario’s, or today)',
  },
] as const satisfies readonly OptionSpec[];

/** What fails: selections, a scenario, or both. */
export interface FaultRequest {
  readonly fail: readonly string[];
  readonly scenario?: string | undefined;
  readonly state?: State | undefined;
  readonly date?: string | undefined;
  /** More selections, each in a state of its own. */
  readonly each?: readonly { readonly selection: string; readonly state: State }[];
}

/** An estate under faults: the outcome, and who explains it. */
export interface Solved {
  readonly day: Day;
  readonly scenario?: Scenario;
  /** By position, each once, at the worst rank asked for. */
  readonly faults: readonly InjectedFault[];
  readonly outcome: Outcome;
  readonly explainer: Explainer;
}

/**
 * Injects what was asked for and solves. Whoever solves several times compiles once, and says how.
 *
 * @throws UserError if a selection matches nothing or the scenario does not exist.
 */
export const solve = (
  estate: Estate,
  request: FaultRequest,
  today: Day,
  networkOn: (day: Day) => Network = (day) => compile(estate, day),
): Solved => {
  const scenario = request.scenario === undefined ? undefined : scenarioOf(estate, request.scenario);
  const day = request.date ?? scenario?.date ?? today;
  const faults = faultsOf(estate, request, scenario);
  const outcome = propagate(networkOn(day), faults);
  return {
    day,
    ...(scenario === undefined ? {} : { scenario }),
    faults,
    outcome,
    explainer: explainer(estate, day, outcome),
  };
};

const faultsOf = (
  estate: Estate,
  request: FaultRequest,
  scenario: Scenario | undefined,
): readonly InjectedFault[] => {
  const ranks = new Map<number, Rank>();
  const inject = (selections: readonly string[], rank: Rank): void => {
    for (const position of select(estate, selections)) {
      if (rank > (ranks.get(position) ?? 0)) ranks.set(position, rank);
    }
  };
  inject(request.fail, rankOf(request.state ?? 'outage'));
  for (const { selection, state } of request.each ?? []) inject([selection], rankOf(state));
  for (const fault of scenario?.faults ?? []) inject(fault.fail, rankOf(fault.state));
  return [...ranks]
    .map(([position, rank]) => ({ position, rank }))
    .toSorted((a, b) => a.position - b.position);
};
