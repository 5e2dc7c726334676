/** What is seen at the moment that the state names. */
import type { ViewState } from '../model/state.ts';
import type { Answers } from '../parts/view.ts';
import { faultsAt, ranksAt } from '../state/ranks-at.ts';

export type Now = Pick<Answers, 'ranks' | 'faults'>;

interface Of {
  readonly state: ViewState;
  readonly answers: Omit<Answers, keyof Now>;
}

/** Tells it again and again, in the very same lists while nothing of it changes: who draws them compares no numbers. */
export const nowKeeper = (): ((of: Of) => Now) => {
  let kept: { readonly from: readonly unknown[]; readonly now: Now } | undefined;
  return (of) => {
    const { scenario, at, wave } = of.state;
    const { facts, impact, timeline } = of.answers;
    const from = [facts, impact, timeline, scenario, at, wave];
    if (kept === undefined || from.some((one, i) => one !== kept?.from[i])) kept = { from, now: nowOf(of) };
    return kept.now;
  };
};

const nowOf = ({ state, answers }: Of): Now => {
  const { facts, impact, timeline } = answers;
  const nodes = facts.nodes.length;
  if (state.scenario !== undefined && state.at !== undefined && timeline !== undefined)
    return { ranks: ranksAt(timeline, nodes, state.at), faults: faultsAt(timeline, state.at) };
  if (impact === undefined || impact.ranks.length !== nodes)
    return { ranks: new Uint8Array(nodes), faults: NONE };
  const faults = new Set(impact.faults);
  const { wave } = state;
  if (wave === undefined) return { ranks: impact.ranks, faults };
  return {
    ranks: impact.ranks.map((rank, position) => (impact.waves[position]! <= wave ? rank : 0)),
    faults,
  };
};

const NONE: ReadonlySet<number> = new Set();
