/** A sweep in words: the worst first, and how many there are of which sort. */
import { inState } from '../evidence.ts';
import { moreOf } from '../asked.ts';
import type { Block, Column, Line, Report, Span } from '../../model/report.ts';
import { type ByState, grouped } from '../totals.ts';
import type { Counted } from './census.ts';
import { dataOf, tableOf } from './data.ts';
import type { Loss } from './losses.ts';
import { ranked } from './order.ts';
import { type Row, type Verdict, affectedIn, appCountOf, rowOf, takenIn, verdictOf } from './row.ts';
import type { Swept } from './swept.ts';

/** The answer of a whole sweep, whether it was solved at once or put together of shards. */
export const sweepReport = (swept: Swept): Report => {
  const order = ranked(swept);
  const verdict = verdictOf(swept);
  return {
    command: 'sweep',
    title: titleLine(swept, order, verdict),
    blocks: () => blocksOf(swept, order, verdict),
    data: () => dataOf(swept, order),
    table: () => tableOf(swept, order),
  };
};

// —— the verdict ———————————————————————————————————————————————————————————————————————————————————————————————————

const titleLine = (swept: Swept, order: Uint32Array, { scenarios, beyond: beyondCount }: Verdict): Line => {
  const { asked, counted, losses } = swept;
  const { pairs } = asked;
  const [first] = order;
  const row = rowOf(swept, first!);
  const apps = appCountOf(counted);
  if (beyondCount === 0 && asked.by === 'tier')
    return [
      { text: `None of ${counting(scenarios, 'pair')}`, tone: 'strong' },
      ` leaves ${apps > 0 ? 'an app' : 'a node'} worse off than either failure alone does`,
    ];
  const isNothing = affectedIn(row.apps) === 0 && apps > 0 && (row.costPerHour ?? 0) === 0;
  if (isNothing)
    return [
      { text: `None of ${counting(scenarios, pairs ? 'pair' : 'failure')}`, tone: 'strong' },
      ' affects an app',
    ];
  const isSingle = !pairs && losses.every(({ of }) => of === 'node');
  const word = pairs ? 'pair' : isSingle ? 'single failure' : 'failure';
  const cost = row.costPerHour ?? 0;
  const beyond: Line =
    row.beyond === undefined || affectedIn(row.beyond) === 0
      ? []
      : ['beyond either alone ', ...statesOf(row.beyond, undefined, apps > 0 ? 'app' : 'node'), '; in all '];
  return [
    scenarios === 1 ? 'The failure is ' : `The worst ${word} is `,
    ...namesOf(row.losses),
    ': ',
    ...beyond,
    ...(apps > 0 ? statesOf(row.apps, apps, 'app') : statesOf(row.nodes, nodeCountOf(counted), 'node')),
    ...(cost === 0 ? [] : [`, ${grouped(cost)} USD an hour`]),
  ];
};

const nodeCountOf = ({ totals }: Counted): number => totals.reduce((sum, each) => sum + each, 0);

/** `3 of 12 apps in outage, 1 partial`, or `2 apps in outage, 1 partial` of nobody knows how many. */
const statesOf = (states: ByState, all: number | undefined, word: string): Line => {
  const some = (['outage', 'partial', 'degraded'] as const).filter((state) => states[state] > 0);
  if (some.length === 0) return [`none of ${counting(all ?? 0, word)} affected`];
  const first = states[some[0]!];
  const subject = all === undefined ? counting(first, word) : `${grouped(first)} of ${counting(all, word)}`;
  return some.flatMap((state, i): Line => [
    i === 0 ? `${subject} ` : `, ${grouped(states[state])} `,
    ...inState(state),
  ]);
};

const counting = (count: number, word: string): string =>
  `${grouped(count)} ${word}${count === 1 ? '' : 's'}`;

// —— names —————————————————————————————————————————————————————————————————————————————————————————————————————————

const namesOf = (losses: readonly Loss[]): Line =>
  losses.flatMap((loss, i): Line => [...(i === 0 ? [] : [' and ']), ...nameOf(loss)]);

/** `aws/us-east-1`; `owner web-team (4 nodes)`. */
const nameOf = ({ of, name, failing }: Loss): Line => {
  const id: Span = { text: name, tone: 'id' };
  return of === 'node'
    ? [id]
    : [{ text: `${of} `, tone: 'dim' }, id, { text: ` (${counting(failing, 'node')})`, tone: 'dim' }];
};

/** The same without the number, which has a column. */
const shortNameOf = ({ of, name }: Loss): Line => {
  const id: Span = { text: name, tone: 'id' };
  return of === 'node' ? [id] : [{ text: `${of} `, tone: 'dim' }, id];
};

// —— the rest ——————————————————————————————————————————————————————————————————————————————————————————————————————

const blocksOf = (swept: Swept, order: Uint32Array, verdict: Verdict): readonly Block[] => {
  const { asked, counted } = swept;
  // A pair that takes nothing beyond its failures is told by these.
  const hidden = asked.pairs && asked.by === 'tier' ? verdict.scenarios - verdict.beyond! : 0;
  const shown = order.length - hidden;
  const limit = asked.limit === 0 ? Infinity : asked.limit;
  // How many nodes fail with one loss: of pairs the numbers stay with the names.
  const withCount = !asked.pairs && swept.losses.some(({ of }) => of !== 'node');
  return [
    { type: 'text', lines: verdictLines(swept, verdict) },
    ...(shown === 0
      ? []
      : ([
          {
            type: 'table',
            columns: columnsOf(counted, asked.pairs, withCount, asked.by),
            rows: [...order.subarray(0, Math.min(shown, limit))].map((number, i) =>
              cellsOf(rowOf(swept, number), i + 1, counted, withCount),
            ),
            ...moreOf(shown, limit),
          },
        ] as const)),
  ];
};

const verdictLines = (
  { asked, counted }: Swept,
  { scenarios, sparing, taking, takingFirst, ownFirst, beyond }: Verdict,
): readonly Line[] => {
  const word = asked.pairs ? 'pair' : 'failure';
  const apps = appCountOf(counted);
  const [best] = counted.tiers;
  const takes = (count: number): string => (count === 1 ? 'takes' : 'take');
  return [
    [
      { text: counting(scenarios, word), tone: 'strong' },
      `, one at a time, each ${asked.pairs ? 'with both ' : ''}`,
      ...inState(asked.state),
      `; counted are ${counting(nodeCountOf(counted), 'node')}, ${grouped(apps)} of them ${apps === 1 ? 'an app' : 'apps'}`,
      ...(asked.tier === undefined ? [] : [` of tier ${asked.tier} or a more important one`]),
    ],
    ...(beyond === undefined
      ? []
      : [
          [
            `${grouped(beyond)} ${beyond === 1 ? 'leaves' : 'leave'} ${apps > 0 ? 'an app' : 'a node'} worse off than either failure alone does`,
          ],
        ]),
    ...(best === undefined
      ? []
      : [
          [
            `${grouped(takingFirst)} ${takes(takingFirst)} an app of tier ${best} (partial or in outage)`,
            ...(ownFirst === 0
              ? []
              : [
                  `; ${grouped(ownFirst)} of these ${ownFirst === 1 ? 'is such an app itself, and takes' : 'are such apps themselves, and take'} no other`,
                ]),
          ],
        ]),
    ...(apps === 0
      ? []
      : [
          [
            `${grouped(taking)} ${takes(taking)} an app${best === undefined ? ' (partial or in outage)' : ' at all'}; ${sparing === 0 ? 'none leaves' : sparing === 1 ? '1 leaves' : `${grouped(sparing)} leave`} every app operational`,
          ],
        ]),
  ];
};

const NUMBER = { align: 'right' } as const;

/** On a narrow line columns are left out, but never the one that the rows are ranked by. */
const columnsOf = (counted: Counted, pairs: boolean, withCount: boolean, by: string): readonly Column[] => [
  { title: '#', ...NUMBER },
  { title: 'What fails', yields: 1, cut: 'middle' },
  ...(withCount ? [{ title: 'Fail', ...NUMBER }] : []),
  ...(pairs ? [{ title: 'and', yields: 1, cut: 'middle' } as const] : []),
  // Of a pair its own work is shown: the rest stands in the sweep of single failures.
  ...(pairs || appCountOf(counted) > 0
    ? [`${pairs ? 'More' : 'Apps'} out`, 'partial', 'degraded'].map((title) => ({ title, ...NUMBER }))
    : []),
  ...(pairs || counted.tiers.length === 0 ? [] : [{ title: `Tier ${counted.tiers[0]!}`, ...NUMBER }]),
  ...(counted.perUsd === undefined ? [] : [{ title: 'USD/h', ...NUMBER, leaves: by === 'cost' ? 0 : 2 }]),
  { title: 'Nodes', ...NUMBER, leaves: by === 'nodes' ? 0 : 1 },
];

const cellsOf = (row: Row, rank: number, counted: Counted, withCount: boolean): readonly Line[] => [
  [grouped(rank)],
  ...row.losses.map(withCount ? shortNameOf : nameOf),
  ...(withCount ? [[grouped(row.losses[0]!.failing)]] : []),
  ...(row.beyond !== undefined || appCountOf(counted) > 0
    ? (['outage', 'partial', 'degraded'] as const).map((state) => amount((row.beyond ?? row.apps)[state]))
    : []),
  ...(row.beyond !== undefined || counted.tiers.length === 0 ? [] : [amount(takenIn(row.classes[0]!))]),
  ...(counted.perUsd === undefined ? [] : [amount(row.costPerHour!)]),
  [grouped(row.affected)],
];

/** What is not there is a dash: numbers stand out. */
const amount = (count: number): Line => (count === 0 ? [{ text: '–', tone: 'dim' }] : [grouped(count)]);
