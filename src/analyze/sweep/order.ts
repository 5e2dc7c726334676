/** The order of a sweep's rows: what is worst stands first. */
import { type Counted, appClassesOf, classCountOf } from './census.ts';
import type { By } from './question.ts';
import type { Swept } from './swept.ts';

/** A number that each row has: a column of a table of numbers. */
interface Measure {
  readonly of: Uint32Array | Float64Array;
  /** Columns of that table. */
  readonly width: number;
  /** Columns whose sum it is. */
  readonly columns: readonly number[];
}

const DEGRADED = 0;
const PARTIAL = 1;
const OUTAGE = 2;

/**
 * The numbers of all rows, worst first. Compared is, one after the other, until there is a difference:
 *
 * 1. apps, tier by tier (those without one last): how many are in outage, then how many partial;
 * 2. apps, tier by tier: how many are degraded;
 * 3. the cost per hour;
 * 4. all nodes: how many are in outage, how many partial, how many degraded;
 * 5. which comes first among the scenarios.
 *
 * `apps`, `cost` and `nodes` put all apps (in outage, partial, degraded), 3 or 4 before that. Pairs are compared by what
 * they take beyond both failures first, in the way of 1 and 2; `apps`, `cost` and `nodes` come before that, too.
 */
export const ranked = ({ asked, counted, rows }: Swept): Uint32Array => {
  const width = 3 * classCountOf(counted);
  const costs: Measure = { of: rows.costs, width: 1, columns: [0] };
  const first: Readonly<Record<By, readonly Measure[]>> = {
    tier: [],
    apps: worstFirst(rows.counts, width, classes(0, appClassesOf(counted))),
    cost: [costs],
    nodes: worstFirst(rows.counts, width, classes(0, classCountOf(counted))),
  };
  const measures = [
    ...first[asked.by],
    ...(rows.beyond === undefined ? [] : byTier(rows.beyond, counted)),
    ...byTier(rows.counts, counted),
    costs,
    ...first.nodes,
  ];
  return Uint32Array.from(rows.costs.keys()).toSorted((a, b) => {
    for (const { of, width: columnCount, columns } of measures) {
      let difference = 0;
      for (const column of columns)
        difference += of[b * columnCount + column]! - of[a * columnCount + column]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
};

const classes = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

const worstFirst = (of: Uint32Array, width: number, some: readonly number[]): readonly Measure[] =>
  [OUTAGE, PARTIAL, DEGRADED].map((rank) => ({
    of,
    width,
    columns: some.map((each) => 3 * each + rank),
  }));

/** Class by class; in an estate without apps those that are none. */
const byTier = (of: Uint32Array, counted: Counted): readonly Measure[] => {
  const width = 3 * classCountOf(counted);
  const each = classes(0, classCountOf(counted)).filter((own) => counted.totals[own]! > 0);
  const apps = each.filter((own) => own < appClassesOf(counted));
  const some = apps.length > 0 ? apps : each;
  return [
    ...some.flatMap((own) => worstFirst(of, width, [own]).slice(0, 2)),
    ...some.map((own) => ({ of, width, columns: [3 * own + DEGRADED] })),
  ];
};
