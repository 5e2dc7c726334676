/** The rows of the table of apps: what is known of each, its state, and what it was on the other side. */
import { type Rank, rankOf, stateOf, type State } from '../../../src/model/state.ts';
import type { ImpactAnswer, NodeFacts, SideFacts } from '../../model/messages.ts';
import { positionsOf } from '../../parts/positions.ts';

/** What became of an app between the two sides, by its states at their worst. */
export interface AppChange {
  readonly before: State;
  readonly after: State;
  readonly verdict: 'worse' | 'better' | 'same';
}

export interface AppRow {
  readonly position: number;
  readonly facts: NodeFacts;
  /** As it is shown now. */
  readonly rank: Rank;
  /** The round in which it came to where it ends; left out: it does not fall. */
  readonly wave?: number;
  /** Left out: there is no other side, or the other side has no such node. */
  readonly change?: AppChange;
}

/** Both sides of the same faults. */
export interface BothSides {
  readonly before: { readonly facts: SideFacts; readonly impact: ImpactAnswer };
  readonly after: { readonly facts: SideFacts; readonly impact: ImpactAnswer };
}

/** The wave of what never falls, as answers have it. */
const NEVER = 2 ** 32 - 1;

/** Positions of the apps, ascending. */
export const appsOf = ({ nodes }: SideFacts): readonly number[] =>
  nodes.flatMap(({ kind }, position) => (kind === 'app' ? [position] : []));

export const appRows = (
  facts: SideFacts,
  positions: readonly number[],
  ranks: Uint8Array,
  impact: ImpactAnswer | undefined,
  sides: BothSides | undefined,
): readonly AppRow[] =>
  positions.map((position) => {
    const node = facts.nodes[position]!;
    const wave = impact?.waves[position];
    const change = sides === undefined ? undefined : changeOf(sides, node.id);
    return {
      position,
      facts: node,
      rank: (ranks[position] ?? 0) as Rank,
      ...(wave === undefined || wave === NEVER ? {} : { wave }),
      ...(change === undefined ? {} : { change }),
    };
  });

const changeOf = ({ before, after }: BothSides, id: string): AppChange | undefined => {
  const [was, is] = [before, after].map(({ facts, impact }) => {
    const position = positionsOf(facts).get(id);
    const rank = position === undefined ? undefined : impact.ranks[position];
    return rank === undefined ? undefined : stateOf(rank as Rank);
  });
  if (was === undefined || is === undefined) return undefined;
  const change = rankOf(is) - rankOf(was);
  return { before: was, after: is, verdict: change === 0 ? 'same' : change > 0 ? 'worse' : 'better' };
};
