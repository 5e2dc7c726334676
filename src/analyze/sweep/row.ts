/** One row of a sweep, read from its numbers. */
import type { ByState } from '../totals.ts';
import { type Counted, appClassesOf, classCountOf, usdOf } from './census.ts';
import type { Loss } from './losses.ts';
import { failuresIn } from './scenarios.ts';
import type { Swept } from './swept.ts';

export interface Row {
  /** One, or the two of a pair. */
  readonly losses: readonly Loss[];
  /** Nodes that are not operational. */
  readonly affected: number;
  readonly apps: ByState;
  readonly nodes: ByState;
  /** By class; those of apps are the first. */
  readonly classes: readonly ByState[];
  /** In USD. */
  readonly costPerHour?: number;
  /** Of a pair: what is worse off than with either failure alone. Nothing of it is operational. */
  readonly beyond?: ByState;
}

/** The row of a scenario. */
export const rowOf = ({ asked, counted, losses, rows }: Swept, number: number): Row => {
  const width = 3 * classCountOf(counted);
  const countsAt = (table: Uint32Array, own: number, all: number): ByState => {
    const at = number * width + 3 * own;
    const [degraded, partial, outage] = [table[at]!, table[at + 1]!, table[at + 2]!];
    return { operational: all - degraded - partial - outage, degraded, partial, outage };
  };
  const classes = counted.totals.map((all, own) => countsAt(rows.counts, own, all));
  const nodes = sumOf(classes);
  const { beyond } = rows;
  return {
    losses: failuresIn(number, losses.length, asked.pairs).map((at) => losses[at]!),
    affected: affectedIn(nodes),
    apps: sumOf(classes.slice(0, appClassesOf(counted))),
    nodes,
    classes,
    ...(counted.perUsd === undefined ? {} : { costPerHour: usdOf(counted, rows.costs[number]!) }),
    ...(beyond === undefined
      ? {}
      : {
          beyond: {
            ...sumOf(counted.totals.map((_, own) => countsAt(beyond, own, 0))),
            operational: 0,
          },
        }),
  };
};

/** What is not operational. */
export const affectedIn = ({ degraded, partial, outage }: ByState): number => degraded + partial + outage;

/** What is lost to its users, all or in part: what is degraded still works. */
export const takenIn = ({ partial, outage }: ByState): number => partial + outage;

const sumOf = (some: readonly ByState[]): ByState => ({
  operational: some.reduce((sum, each) => sum + each.operational, 0),
  degraded: some.reduce((sum, each) => sum + each.degraded, 0),
  partial: some.reduce((sum, each) => sum + each.partial, 0),
  outage: some.reduce((sum, each) => sum + each.outage, 0),
});

/** All rows in a few numbers. */
export interface Verdict {
  readonly scenarios: number;
  /** Scenarios that leave every app operational. */
  readonly sparing: number;
  /** Scenarios that take an app. */
  readonly taking: number;
  /** Scenarios that take an app of the most important tier, and how many of these are failures of such an app alone. */
  readonly takingFirst: number;
  readonly ownFirst: number;
  /** Of pairs: those that leave something worse off than either failure alone does. */
  readonly beyond?: number;
}

export const verdictOf = ({ asked, counted, losses, rows }: Swept): Verdict => {
  const width = 3 * classCountOf(counted);
  const appWidth = 3 * appClassesOf(counted);
  const [best] = counted.tiers;
  // An app that fails by itself is taken, unless it is only made slow.
  const isOwn = !asked.pairs && asked.state !== 'degraded' && best !== undefined;
  let [sparing, taking, takingFirst, ownFirst, beyond] = [0, 0, 0, 0, 0];
  for (let number = 0; number < rows.costs.length; number++) {
    const from = number * width;
    let [any, taken] = [0, 0];
    for (let at = 0; at < appWidth; at++) {
      any += rows.counts[from + at]!;
      if (at % 3 !== 0) taken += rows.counts[from + at]!;
    }
    if (any === 0) sparing++;
    if (taken > 0) taking++;
    const first = best === undefined ? 0 : rows.counts[from + 1]! + rows.counts[from + 2]!;
    if (first > 0) takingFirst++;
    if (first === 1 && isOwn && losses[number]!.tier === best) ownFirst++;
    if (rows.beyond?.subarray(from, from + width).some((count) => count > 0) === true) beyond++;
  }
  return {
    scenarios: rows.costs.length,
    sparing,
    taking,
    takingFirst,
    ownFirst,
    ...(asked.pairs ? { beyond } : {}),
  };
};

/** How many apps are counted. */
export const appCountOf = (counted: Counted): number =>
  counted.totals.slice(0, appClassesOf(counted)).reduce((sum, each) => sum + each, 0);
