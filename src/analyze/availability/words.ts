/** The availability of apps in words. */
import type { Block, Column, Line } from '../../model/report.ts';
import { type Rank, stateOf } from '../../model/state.ts';
import { moreOf } from '../asked.ts';
import { grouped } from '../totals.ts';
import { type Availability, costPerYear, unknownIn } from './answer.ts';
import type { Figure } from './figure.ts';
import { HOURS_IN_YEAR, complementOf, costText, hoursText, numberText, percentText } from './figures.ts';

/** The answer in a line: the app that is there least, by the worst state asked about. */
export const availabilityTitle = ({ estate, figures, asked, ranks }: Availability): Line => {
  const known = figures.filter(isKnown);
  if (known.length === 0) {
    return [
      'No availability is known of anything that ',
      ...(asked.length === 1
        ? [{ text: estate.nodes[asked[0]!]!.id, tone: 'strong' } as const, ' hangs on']
        : [`these ${grouped(asked.length)} hang on`]),
    ];
  }
  // Of the worst state that anything is known of: of that before it the answer would be 100 %, which is none.
  const worstRank = ranks.find((rank) => known.some((figure) => figure.rank === rank))!;
  const worst = known
    .filter(({ rank }) => rank === worstRank)
    .toSorted((a, b) => b.unavailability - a.unavailability || a.position - b.position)[0]!;
  return [
    { text: estate.nodes[worst.position]!.id, tone: 'strong' },
    ...goodState(worst.rank),
    { text: figureText(worst), tone: 'strong' },
    ' of the time',
    ...(asked.length === 1 ? [] : [`, the least of ${grouped(asked.length)}`]),
    ...(known.some(({ position, rank }) => position !== worst.position && rank === worstRank) ||
    asked.length === 1
      ? []
      : [' (of the others nothing is known)']),
  ];
};

const goodState = (rank: Rank): Line => {
  if (rank === 1) return [' is ', { state: 'operational' }, ' '];
  return [rank === 2 ? ' is better than ' : ' is not in ', { state: stateOf(rank) }, ' '];
};

/** Whether anything that plays a part has an availability: of what nothing is known, 100 % is no result. */
const isKnown = ({ events }: Figure): boolean => events > 0;

const DASH: Line = [{ text: '–', tone: 'dim' }];

const figureText = ({ unavailability, sampled }: Figure): string =>
  `${sampled === undefined ? '' : '≈ '}${percentText(unavailability)}`;

export const availabilityBlocks = (answer: Availability, limit: number): readonly Block[] => [
  { type: 'text', lines: groundLines(answer) },
  appsTable(answer, limit),
  ...sampledBlocks(answer, limit),
  ...importanceBlocks(answer, limit),
  ...unknownBlocks(answer, limit),
];

/** What the numbers rest on: a part of which nothing is known never fails here, which flatters the result. */
const groundLines = (answer: Availability): readonly Line[] => {
  const { ground, chances, listsUnknown } = answer;
  const unknown = unknownIn(answer).length;
  const known = ground.length - unknown;
  return [
    [
      { text: `${grouped(known)} of ${grouped(ground.length)} parts`, tone: 'strong' },
      ' that this hangs on have an availability',
    ],
    ...(unknown === 0
      ? []
      : [
          [
            `the other ${grouped(unknown)} never fail by themselves here, which flatters the result`,
            { text: listsUnknown ? '' : ' (--all lists them)', tone: 'dim' } as const,
          ],
        ]),
    ...(answer.figures.every(isKnown) ? [] : [[{ text: '–: nothing is known', tone: 'dim' } as const]]),
    ...chances.assumed.map(({ selection, availability, nodes }): Line => [
      'assumed: ',
      { text: `${selection} = ${percentText(complementOf(availability))}`, tone: 'strong' },
      `, for ${grouped(nodes)} of them`,
    ]),
  ];
};

const TITLES: Readonly<Record<number, string>> = {
  3: 'Not in outage',
  2: 'Better than partial',
  1: 'Operational',
};

const appsTable = (answer: Availability, limit: number): Block => {
  const { estate, asked, ranks, figures } = answer;
  const costs = ranks[0]! > 1 && asked.some((position) => estate.nodes[position]!.costPerHour !== undefined);
  const columns: readonly Column[] = [
    { title: 'App', yields: 1, cut: 'middle' },
    ...ranks.map((rank): Column => ({ title: TITLES[rank]!, align: 'right' })),
    { title: `${ranks[0] === 3 ? 'Outage' : 'That'} a year`, align: 'right', leaves: 1 },
    ...(costs ? [{ title: 'USD a year', align: 'right', leaves: 2 } as const] : []),
  ];
  // What is there least comes first: that is what a table that is cut off must show.
  const ordered = asked
    .map((position, index) => ({
      position,
      own: figures.slice(index * ranks.length, (index + 1) * ranks.length),
    }))
    .toSorted((x, y) => y.own[0]!.unavailability - x.own[0]!.unavailability || x.position - y.position);
  const rows = ordered.slice(0, limit).map(({ position, own }) => {
    const worst = own[0]!;
    const cost = costPerYear(estate, worst);
    return [
      [{ text: estate.nodes[position]!.id, tone: 'id' } as const],
      ...own.map((figure): Line => (isKnown(figure) ? [figureText(figure)] : DASH)),
      isKnown(worst) ? [hoursText(worst.unavailability * HOURS_IN_YEAR)] : DASH,
      ...(costs ? [cost === undefined ? [] : isKnown(worst) ? [costText(cost)] : DASH] : []),
    ];
  });
  return { type: 'table', columns, rows, ...moreOf(asked.length, limit) };
};

const sampledBlocks = ({ estate, figures, effort }: Availability, limit: number): readonly Block[] => {
  const sampled = figures.flatMap((figure) =>
    figure.sampled === undefined ? [] : [{ ...figure, sampled: figure.sampled }],
  );
  if (sampled.length === 0) return [];
  return [
    { type: 'heading', text: 'Sampled, not exact' },
    {
      type: 'text',
      lines: [
        [
          effort.method === 'monte-carlo'
            ? 'as asked for'
            : `a diagram would take more than ${grouped(effort.nodes)} nodes (--nodes allows more)`,
          `; ${grouped(sampled[0]!.sampled.samples)} samples, seed ${effort.seed}`,
        ],
      ],
    },
    {
      type: 'table',
      columns: [
        { title: 'App', yields: 1, cut: 'middle' },
        { title: 'State or worse' },
        { title: 'Availability, with 95% confidence', align: 'right' },
      ],
      rows: sampled
        .slice(0, limit)
        .map(({ position, rank, sampled: { interval } }) => [
          [{ text: estate.nodes[position]!.id, tone: 'id' }],
          [{ state: stateOf(rank) }],
          [`${percentText(interval.high)} to ${percentText(interval.low)}`],
        ]),
      ...moreOf(sampled.length, limit),
    },
  ];
};

/** Of the worst state that was asked about: three such tables an app would say little more. */
const importanceBlocks = (
  { estate, figures, ranks, chances }: Availability,
  limit: number,
): readonly Block[] =>
  figures.flatMap(({ position, rank, importance }): readonly Block[] => {
    if (rank !== ranks[0] || importance === undefined) return [];
    if (importance.length === 0) {
      const { id } = estate.nodes[position]!;
      return [
        {
          type: 'text',
          lines: [
            [`What leads ${id} to ${stateOf(rank)}: no part that could has an availability (--assume)`],
          ],
        },
      ];
    }
    return [
      { type: 'heading', text: `What leads ${estate.nodes[position]!.id} to ${stateOf(rank)}` },
      {
        type: 'table',
        columns: [
          { title: 'Part', yields: 1, cut: 'middle' },
          { title: 'Available', align: 'right' },
          { title: 'Fussell–Vesely', align: 'right' },
          { title: 'Birnbaum', align: 'right' },
          { title: 'Achievement', align: 'right' },
          { title: 'Reduction', align: 'right' },
        ],
        rows: importance
          .slice(0, limit)
          .map((each) => [
            [{ text: estate.nodes[each.position]!.id, tone: 'id' }],
            [percentText(chances.unavailability[each.position]!)],
            [numberText(each.fussellVesely)],
            [numberText(each.birnbaum)],
            [numberText(each.riskAchievement)],
            [numberText(each.riskReduction)],
          ]),
        ...moreOf(importance.length, limit),
      },
    ];
  });

const unknownBlocks = (answer: Availability, limit: number): readonly Block[] => {
  const unknown = answer.listsUnknown ? unknownIn(answer) : [];
  if (unknown.length === 0) return [];
  return [
    { type: 'heading', text: 'Availability not known' },
    {
      type: 'table',
      columns: [{ title: 'Part', yields: 1, cut: 'middle' }, { title: 'Kind' }],
      rows: unknown
        .slice(0, limit)
        .map((position) => [
          [{ text: answer.estate.nodes[position]!.id, tone: 'id' }],
          [answer.estate.nodes[position]!.kind],
        ]),
      ...moreOf(unknown.length, limit),
    },
  ];
};
