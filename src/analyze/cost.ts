/**
 * What a timeline costs: `costPerHour` is USD lost per hour of outage, so hours of outage are counted whole, and hours
 * partly out are told apart, as what they may cost at the most. Where no cost is given, none is made up.
 */
import type { Timeline } from '../engine/timeline/timeline.ts';
import type { Estate } from '../model/estate.ts';

/** USD; null: the state does not end, so the sum has no bound. */
export interface Cost {
  readonly outage: number | null;
  readonly partialAtMost: number | null;
}

export type Seconds = Readonly<Record<'degraded' | 'partial' | 'outage', number | null>>;

const HOUR = 3600;

/** Total seconds of a node in each state; null: it does not end. */
export const secondsInStates = (timeline: Timeline, position: number): Seconds => {
  const sums: (number | null)[] = [0, 0, 0];
  for (const { from, until, rank } of timeline.intervals.get(position) ?? []) {
    const before = sums[rank - 1]!;
    sums[rank - 1] = before === null || until === undefined ? null : rounded(before + until - from);
  }
  return { degraded: sums[0]!, partial: sums[1]!, outage: sums[2]! };
};

/** Sums of times in whole microseconds are whole microseconds. */
const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

/** The cost of one node; undefined where none is given. */
export const costOf = (estate: Estate, timeline: Timeline, position: number): Cost | undefined => {
  const { costPerHour } = estate.nodes[position]!;
  if (costPerHour === undefined) return undefined;
  const { partial, outage } = secondsInStates(timeline, position);
  return { outage: priced(outage, costPerHour), partialAtMost: priced(partial, costPerHour) };
};

const priced = (seconds: number | null, costPerHour: number): number | null =>
  costPerHour === 0 ? 0 : seconds === null ? null : Math.round((seconds / HOUR) * costPerHour * 100) / 100;

/** The cost of all nodes that have one; undefined if none has. */
export const totalCost = (estate: Estate, timeline: Timeline): Cost | undefined => {
  const costs = estate.nodes.flatMap((_, position) => costOf(estate, timeline, position) ?? []);
  if (costs.length === 0) return undefined;
  return {
    outage: sumOf(costs.map(({ outage }) => outage)),
    partialAtMost: sumOf(costs.map(({ partialAtMost }) => partialAtMost)),
  };
};

const sumOf = (amounts: readonly (number | null)[]): number | null =>
  amounts.reduce(
    (sum, amount) => (sum === null || amount === null ? null : Math.round((sum + amount) * 100) / 100),
    0,
  );
