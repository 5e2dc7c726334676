/** How many nodes ended in which state, and what that costs. */
import type { Outcome } from '../engine/propagate.ts';
import type { Estate } from '../model/estate.ts';
import type { Node } from '../model/node.ts';
import type { Line } from '../model/report.ts';
import { type Rank, STATES, type State, stateOf } from '../model/state.ts';

/** Amounts by state. */
export type ByState = Readonly<Record<State, number>>;

export interface Totals {
  readonly nodes: number;
  readonly affected: number;
  readonly apps: ByState;
  /** USD lost per hour at the most: what is partial or out is counted whole. Left out where no cost is given. */
  readonly costPerHour?: number;
}

/** Counts an outcome; apps are the nodes of kind `app`. */
export const totalsOf = (estate: Estate, outcome: Outcome): Totals => {
  const rankAt = (position: number): number => outcome.ranks[position]!;
  const apps = appsByState(estate, rankAt);
  const cost = sumsByState(estate, rankAt, (node) => node.costPerHour ?? 0);
  const priced = estate.nodes.some((node) => node.costPerHour !== undefined);
  return {
    nodes: estate.nodes.length,
    affected: outcome.affected.length,
    apps,
    ...(priced ? { costPerHour: cost.partial + cost.outage } : {}),
  };
};

/** How many apps are in which state, by the rank that each position has. */
export const appsByState = (estate: Estate, rankAt: (position: number) => number): ByState =>
  sumsByState(estate, rankAt, (node) => (node.kind === 'app' ? 1 : 0));

const sumsByState = (
  estate: Estate,
  rankAt: (position: number) => number,
  weight: (node: Node) => number,
): ByState => {
  const sums = [0, 0, 0, 0];
  estate.nodes.forEach((node, position) => {
    const amount = weight(node);
    if (amount !== 0) sums[rankAt(position)]! += amount;
  });
  return Object.fromEntries(STATES.map((state, rank) => [state, sums[rank]!])) as Record<State, number>;
};

/** `2 of 3 apps affected: 1 outage, 1 partial`; nothing where there are no apps. */
export const appsLines = (apps: ByState, affected: string): readonly Line[] => {
  const hit = apps.degraded + apps.partial + apps.outage;
  const all = hit + apps.operational;
  const worst = STATES.toReversed()
    .filter((state) => state !== 'operational' && apps[state] > 0)
    .flatMap((state, i): Line => [i === 0 ? ': ' : ', ', `${apps[state]} `, { state }]);
  return all === 0 ? [] : [[{ text: `${hit} of ${all} apps`, tone: 'strong' }, ` ${affected}`, ...worst]];
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
