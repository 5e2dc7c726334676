/** Fault trees of others, as a report. */
import type { Block, Line, RawTable, Report } from '../../model/report.ts';
import { moreText } from '../asked.ts';
import { grouped } from '../totals.ts';
import { factorOf, numberText, rounded, samplesData } from './figures.ts';
import { type NamedModel, type TreeEffort, type TreeFigure, topsAsked, treeFigure } from './fault-trees.ts';

/**
 * The report on a model's trees.
 *
 * @param names tops or trees; left out: all
 * @throws UserError if there is no such tree, or one that must be exact is out of reach.
 */
export const faultTreeReport = (
  model: NamedModel,
  names: readonly string[] | undefined,
  effort: TreeEffort,
): Report => {
  const figures = topsAsked(model, names).map((top) => treeFigure(model, top, effort));
  return {
    command: 'fault-tree',
    title: titleOf(figures),
    blocks: () => [
      ...(model.leftOut.length === 0
        ? []
        : [{ type: 'text', lines: model.leftOut.map((note): Line => [`note: ${note}`]) } as const]),
      ...figures.flatMap((figure) => blocksOf(figure, effort, figures.length > 1)),
    ],
    data: () => ({ notes: model.leftOut, trees: figures.map((figure) => treeData(figure, effort)) }),
    table: () => tableOf(figures),
  };
};

const titleOf = (figures: readonly TreeFigure[]): Line => {
  const [first] = figures;
  if (figures.length > 1 || first === undefined) return [`${grouped(figures.length)} fault trees`];
  const { top, probability, sampled } = first;
  const name = { text: top, tone: 'strong' } as const;
  if (probability === undefined) return [name];
  return [name, ` has a probability of ${sampled === undefined ? '' : '≈ '}${sixDigits(probability)}`];
};

/** As programs for fault trees print it, for comparison. */
const sixDigits = (value: number): string => String(Number(value.toPrecision(6)));

const blocksOf = (figure: TreeFigure, effort: TreeEffort, isOneOfMany: boolean): readonly Block[] => [
  ...(isOneOfMany ? [{ type: 'heading', text: figure.top } as const] : []),
  { type: 'text', lines: factsOf(figure, effort) },
  ...setBlocks(figure, effort),
  ...importanceBlocks(figure, effort),
];

const factsOf = (figure: TreeFigure, { nodes, order, method, seed }: TreeEffort): readonly Line[] => {
  const { gates, events, isCoherent, cutSets, probability, sampled, unknown } = figure;
  const plural = (count: number, what: string): string =>
    `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;
  const total = cutSets.counts?.reduce((sum, count) => sum + count, 0n);
  return [
    [
      `${plural(gates, 'gate')} over ${plural(events, 'event')}`,
      ...(isCoherent ? [] : ['; with negations: the sets are those of its coherent hull']),
    ],
    total === undefined
      ? [
          `its minimal cut sets take a diagram of more than ${grouped(nodes)} nodes`,
          { text: ' (--order 4 asks for small ones only, --nodes allows more)', tone: 'dim' },
        ]
      : [
          { text: `${groupedBig(total)} minimal cut ${total === 1n ? 'set' : 'sets'}`, tone: 'strong' },
          ...(order === undefined ? [] : [` of at most ${plural(order, 'event')}`]),
          ...(total === 0n ? [] : [`; by order: ${countsText(cutSets.counts!)}`]),
        ],
    ...(probability === undefined
      ? [
          [
            `no probability: ${plural(unknown.length, 'event')} without one (${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ', …' : ''})`,
          ],
        ]
      : [
          [
            {
              text: `probability ${sampled === undefined ? '' : '≈ '}${sixDigits(probability)}`,
              tone: 'strong',
            } as const,
            ...(sampled === undefined
              ? [', exact']
              : [
                  ` of ${grouped(sampled.samples)} samples, seed ${seed}`,
                  ...(method === 'monte-carlo' ? [] : ['; an exact one takes too large a diagram']),
                  `; with 95% confidence ${sixDigits(sampled.interval.low)} to ${sixDigits(sampled.interval.high)}`,
                ]),
          ],
        ]),
  ];
};

/** `0 12 0 24`: sets of one event, of two, and so on. */
const countsText = (counts: readonly bigint[]): string =>
  counts[0] === 1n ? 'it holds always' : counts.slice(1).map(groupedBig).join(' ');

const groupedBig = (count: bigint): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const setBlocks = ({ cutSets }: TreeFigure, { byProbability }: TreeEffort): readonly Block[] => {
  const { counts, list } = cutSets;
  if (counts === undefined || list.length === 0) return [];
  const left = counts.reduce((sum, count) => sum + count, 0n) - BigInt(list.length);
  const hasProbability = list[0]!.probability !== undefined;
  return [
    {
      type: 'heading',
      text: byProbability && hasProbability ? 'Most probable cut sets' : 'Minimal cut sets',
    },
    {
      type: 'table',
      columns: [
        { title: 'Order', align: 'right' },
        ...(hasProbability ? [{ title: 'Probability', align: 'right' } as const] : []),
        { title: 'Events', yields: 1, cut: 'end' },
      ],
      rows: list.map(({ events, probability }) => [
        [String(events.length)],
        ...(probability === undefined ? [] : [[numberText(probability)]]),
        [{ text: events.join(' · '), tone: 'id' }],
      ]),
      ...(left > 0n ? { more: `… and ${groupedBig(left)} more (--limit lists more)` } : {}),
    },
  ];
};

const importanceBlocks = ({ importance }: TreeFigure, { listed }: TreeEffort): readonly Block[] =>
  importance === undefined
    ? []
    : [
        { type: 'heading', text: 'What it hangs on' },
        {
          type: 'table',
          columns: [
            { title: 'Event', yields: 1, cut: 'middle' },
            { title: 'Fussell–Vesely', align: 'right' },
            { title: 'Birnbaum', align: 'right' },
            { title: 'Achievement', align: 'right' },
            { title: 'Reduction', align: 'right' },
          ],
          rows: importance
            .slice(0, listed)
            .map(({ event, ...measures }) => [
              [{ text: event, tone: 'id' }],
              [numberText(measures.fussellVesely)],
              [numberText(measures.birnbaum)],
              [numberText(measures.riskAchievement)],
              [numberText(measures.riskReduction)],
            ]),
          ...(importance.length > listed ? { more: moreText(importance.length - listed) } : {}),
        },
      ];

// —— as data ————————————————————————————————————————————————————————————————————————————————————————————————————————

const treeData = (figure: TreeFigure, { order, seed }: TreeEffort): object => {
  const { tree, top, label, gates, events, cutSets, probability, sampled, importance, unknown } = figure;
  const { counts, list } = cutSets;
  return {
    tree,
    top,
    ...(label === undefined ? {} : { label }),
    gates,
    events,
    coherent: figure.isCoherent,
    cutSets: {
      complete: counts !== undefined,
      ...(order === undefined ? {} : { order }),
      counts: Object.fromEntries(
        (counts ?? []).flatMap((count, size) => (count === 0n ? [] : [[String(size), countData(count)]])),
      ),
      list,
    },
    ...(probability === undefined
      ? {}
      : { probability: rounded(probability), method: sampled === undefined ? 'exact' : 'monte-carlo' }),
    ...(sampled === undefined ? {} : samplesData(sampled, seed)),
    ...(unknown.length === 0 ? {} : { unknown }),
    ...(importance === undefined
      ? {}
      : {
          importance: importance.map(({ event, ...measures }) => ({
            event,
            birnbaum: rounded(measures.birnbaum),
            fussellVesely: rounded(measures.fussellVesely),
            riskAchievement: factorOf(measures.riskAchievement),
            riskReduction: factorOf(measures.riskReduction),
          })),
        }),
  };
};

/** What doubles cannot hold is text: JSON readers would round it. */
const countData = (count: bigint): number | string =>
  count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : String(count);

const tableOf = (figures: readonly TreeFigure[]): RawTable => ({
  columns: ['tree', 'top', 'order', 'events', 'probability'],
  rows: figures.flatMap(({ tree, top, cutSets }) =>
    cutSets.list.map(({ events, probability }) => [
      tree,
      top,
      events.length,
      events.join(' '),
      probability ?? null,
    ]),
  ),
});
