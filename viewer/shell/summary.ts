/** The answer in a line: how many apps are in which state, and what that costs. */
import type { State } from '../../src/model/state.ts';
import type { ViewState } from '../model/state.ts';
import type { Answers } from '../parts/view.ts';
import { counted, grouped } from '../parts/words.ts';

interface Summary {
  readonly states: readonly (readonly [state: State, apps: number])[];
  readonly words: string;
}

/** What is seen now: the states at the moment or wave that is shown, not the worst. */
export const summaryParts = (
  {
    facts,
    ranks,
    impact,
    timeline,
    problems,
  }: Pick<Answers, 'facts' | 'ranks' | 'impact' | 'timeline' | 'problems'>,
  state: ViewState,
): Summary => {
  const counts = [0, 0, 0, 0];
  let affected = 0;
  let cost = 0;
  facts.nodes.forEach(({ kind, costPerHour }, position) => {
    const rank = ranks[position] ?? 0;
    if (rank > 0) affected++;
    // As `impact` counts it: what is partial may cost all of it.
    if (rank >= 2) cost += costPerHour ?? 0;
    if (kind === 'app') counts[rank]!++;
  });
  const apps = counts.reduce((sum, count) => sum + count, 0);
  const isQuiet = state.faults.length === 0 && state.scenario === undefined;
  if (isQuiet) {
    const words = [
      counted(facts.nodes.length, 'node', 'nodes'),
      counted(facts.edges, 'dependency', 'dependencies'),
      counted(apps, 'app', 'apps'),
    ];
    return { states: [], words: words.join(', ') };
  }
  // Numbers would read as an answer.
  if (impact === undefined && timeline === undefined)
    return {
      states: [],
      words: problems.length > 0 ? 'no answer: what is said to fail is not there' : 'computing …',
    };
  const states = (['outage', 'partial', 'degraded', 'operational'] as const).map(
    (name, i) => [name, counts[3 - i]!] as const,
  );
  const words = [
    `of ${counted(apps, 'app', 'apps')}`,
    `${grouped(affected)} of ${counted(facts.nodes.length, 'node', 'nodes')} affected`,
  ];
  if (cost > 0) words.push(`up to ${grouped(Math.round(cost))} USD an hour`);
  return { states, words: words.join(' · ') };
};
