/** A sweep as data: a summary, and the failures, worst first. */
import type { ByState } from '../totals.ts';
import type { RawTable } from '../../model/report.ts';
import { type Counted, appClassesOf, untieredOf } from './census.ts';
import type { Loss } from './losses.ts';
import { type Row, affectedIn, appCountOf, rowOf, verdictOf } from './row.ts';
import type { Swept } from './swept.ts';

/** Failures that one result lists: more than that is no text that programs can read at once. */
const MOST_LISTED = 200_000;

/** @param order The numbers of the rows, worst first. */
export const dataOf = (swept: Swept, order: Uint32Array): object => {
  const { asked, counted } = swept;
  const { scenarios, sparing, taking, takingFirst, beyond } = verdictOf(swept);
  const [best] = counted.tiers;
  return {
    state: asked.state,
    ...(asked.selection.length === 0 ? {} : { selection: asked.selection }),
    each: asked.each,
    ...(asked.pairs ? { pairs: true } : {}),
    ...(asked.only === undefined ? {} : { only: asked.only }),
    ...(asked.tier === undefined ? {} : { tier: asked.tier }),
    by: asked.by,
    summary: {
      scenarios,
      listed: Math.min(scenarios, MOST_LISTED),
      nodes: counted.totals.reduce((sum, each) => sum + each, 0),
      apps: appCountOf(counted),
      tiers: Object.fromEntries(counted.tiers.map((tier, own) => [tier, counted.totals[own]!])),
      spareEveryApp: sparing,
      takeAnApp: taking,
      ...(best === undefined ? {} : { takeFirstTier: { tier: best, failures: takingFirst } }),
      ...(beyond === undefined ? {} : { takeBeyond: beyond }),
    },
    failures: [...order.subarray(0, MOST_LISTED)].map((number) =>
      rowData(rowOf(swept, number), asked.state, counted),
    ),
  };
};

const rowData = (row: Row, state: string, counted: Counted): object => {
  const { losses, affected, apps, nodes, costPerHour, beyond } = row;
  return {
    ...(losses.length === 1 ? lossData(losses[0]!) : { pair: losses.map(lossData) }),
    state,
    affected,
    apps,
    ...(counted.tiers.length === 0 ? {} : { tiers: tiersData(row, counted) }),
    nodes,
    ...(costPerHour === undefined ? {} : { costPerHour }),
    ...(beyond === undefined ? {} : { beyond: withoutOperational(beyond) }),
  };
};

const withoutOperational = ({ degraded, partial, outage }: ByState): object => ({
  degraded,
  partial,
  outage,
});

/** What is lost: the name under what it is the name of. */
const lossData = ({ of, name, kind, tier, failing }: Loss): object => ({
  [of]: name,
  ...(kind === undefined ? {} : { kind }),
  ...(tier === undefined ? {} : { appTier: tier }),
  ...(of === 'node' ? {} : { failing }),
});

/** The tiers of which apps are affected. */
const tiersData = ({ classes }: Row, counted: Counted): object =>
  Object.fromEntries(
    classes
      .slice(0, appClassesOf(counted))
      .map((states, own) => [tierName(counted, own), states] as const)
      .filter(([, states]) => affectedIn(states) > 0),
  );

/** The tier of a class of apps as a text. */
const tierName = (counted: Counted, own: number): string =>
  own === untieredOf(counted) ? 'none' : String(counted.tiers[own]!);

/** All rows, ranked, for a spreadsheet. */
export const tableOf = (swept: Swept, order: Uint32Array): RawTable => {
  const { counted, asked } = swept;
  const apps = [...counted.totals.keys()].filter(
    (own) => own < appClassesOf(counted) && counted.totals[own]! > 0,
  );
  const hasTiers = counted.tiers.length > 0;
  const states = ['outage', 'partial', 'degraded'] as const;
  return {
    columns: [
      'rank',
      ...(asked.pairs ? ['failure', 'of', 'and', 'and_of'] : ['failure', 'of']),
      'state',
      'affected',
      ...states.map((state) => `apps_${state}`),
      ...(hasTiers
        ? apps.flatMap((own) => states.map((state) => `tier_${tierName(counted, own)}_${state}`))
        : []),
      ...states.map((state) => `nodes_${state}`),
      ...(counted.perUsd === undefined ? [] : ['cost_per_hour']),
      ...(asked.pairs ? states.map((state) => `beyond_${state}`) : []),
    ],
    rows: [...order].map((number, i) => {
      const row = rowOf(swept, number);
      const inStates = (amounts: ByState): readonly number[] => states.map((state) => amounts[state]);
      return [
        i + 1,
        ...row.losses.flatMap(({ name, of, kind }) => [name, kind ?? of]),
        asked.state,
        row.affected,
        ...inStates(row.apps),
        ...(hasTiers ? apps.flatMap((own) => inStates(row.classes[own]!)) : []),
        ...inStates(row.nodes),
        ...(row.costPerHour === undefined ? [] : [row.costPerHour]),
        ...(row.beyond === undefined ? [] : inStates(row.beyond)),
      ];
    }),
  };
};
