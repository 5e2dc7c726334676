/** What the table of apps says in words. */
import { formatDuration } from '../../../src/model/duration.ts';
import type { NodeFacts } from '../../model/messages.ts';
import { counted, grouped } from '../../parts/words.ts';
import type { AppRow } from './rows.ts';

/** USD an hour of all that is partial or in outage, as `faultline impact` counts it; undefined: nothing has a cost. */
export const costOf = (nodes: readonly NodeFacts[], ranks: Uint8Array): number | undefined => {
  // One sum a rank, as there: the order of adding up decides the last digit.
  const sums = [0, 0, 0, 0];
  let isPriced = false;
  nodes.forEach(({ costPerHour }, position) => {
    if (costPerHour === undefined) return;
    isPriced = true;
    sums[ranks[position] ?? 0]! += costPerHour;
  });
  return isPriced ? sums[2]! + sums[3]! : undefined;
};

/** `12 of 40 apps affected, up to 350,000 USD an hour`. */
export const headline = (rows: readonly AppRow[], what: string, cost: number | undefined): string => {
  const affected = rows.filter(({ rank }) => rank > 0).length;
  const money = cost === undefined || cost === 0 ? '' : `, up to ${grouped(cost)} USD an hour`;
  return `${grouped(affected)} of ${counted(rows.length, what)} affected${money}`;
};

/** Which moment the states are of; '' where they are the end. */
export const momentWords = (at: number | undefined, wave: number | undefined): string => {
  if (at !== undefined) return `${formatDuration(at)} after the first fault`;
  return wave === undefined ? '' : `after wave ${wave}`;
};

/** `3 worse, 1 better, 36 the same`. */
export const changeWords = (rows: readonly AppRow[]): string => {
  const count = (verdict: string): number => rows.filter(({ change }) => change?.verdict === verdict).length;
  return `${grouped(count('worse'))} worse, ${grouped(count('better'))} better, ${grouped(count('same'))} the same`;
};
