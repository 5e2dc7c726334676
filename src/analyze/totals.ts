/** How many nodes ended in which state, and what that costs. */
import type { Outcome } from '../engine/propagate.ts';
import type { Estate } from '../model/estate.ts';
import type { Node } from '../model/node.ts';
import { type Rank, STATES, type State, stateOf } from '../model/state.ts';

type ByState = Readonly<Record<State, number>>;

export interface Totals {
  readonly nodes: number;
  readonly affected: number;
  readonly apps: ByState;
  /** USD lost per hour at the most: what is partial or out is counted whole. Left out where no cost is given. */
  readonly costPerHour?: number;
}

/** Counts an outcome; apps are the nodes of kind `app`. */
export const totalsOf = (estate: Estate, outcome: Outcome): Totals => {
  const apps = countByState(estate, outcome, (node) => (node.kind === 'app' ? 1 : 0));
  const cost = countByState(estate, outcome, (node) => node.costPerHour ?? 0);
  const priced = estate.nodes.some((node) => node.costPerHour !== undefined);
  return {
    nodes: estate.nodes.length,
    affected: outcome.affected.length,
    apps,
    ...(priced ? { costPerHour: cost.partial + cost.outage } : {}),
  };
};

const countByState = (estate: Estate, outcome: Outcome, weight: (node: Node) => number): ByState => {
  const sums = [0, 0, 0, 0];
  estate.nodes.forEach((node, position) => {
    sums[outcome.ranks[position]!]! += weight(node);
  });
  return Object.fromEntries(STATES.map((state, rank) => [state, sums[rank]!])) as Record<State, number>;
};

/** 1234567.5 as 1,234,567.5, whatever the machine's locale. */
export const grouped = (amount: number): string => {
  const [whole, part] = String(Math.round(amount * 100) / 100).split('.');
  return whole!.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
};

/** Positions of affected nodes, worst first, then by id. */
export const worstFirst = (outcome: Outcome): readonly number[] =>
  [...outcome.affected].toSorted((a, b) => outcome.ranks[b]! - outcome.ranks[a]! || a - b);

/** The state that a node ended in. */
export const stateAt = (outcome: Outcome, position: number): State =>
  stateOf(outcome.ranks[position] as Rank);
