/** A back-test as data and in words. */
import type { Block, Branch, Line, Report } from '../model/report.ts';
import { GRADES } from '../model/scenario.ts';
import type { Backtest, Tally, Tested, TestedIncident } from './backtest.ts';
import { minutes } from './moments.ts';
import { falseAlarmsText, subjectData } from './score-report.ts';
import type { Times } from './score.ts';

/** The report of a back-test, with what was wrong one by one. */
export const backtestReport = (result: Backtest): Report => ({
  command: 'backtest',
  title: titleLine(result),
  blocks: () => blocksOf(result),
  data: () => backtestData(result),
});

// —— as data ————————————————————————————————————————————————————————————————————————————————————————————————————————

/** The stable result, which a later one can be held against. */
export const backtestData = ({ incidents, total, byGrade }: Backtest): object => ({
  total: tallyData(total),
  byGrade: Object.fromEntries(
    [...GRADES, 'none' as const].flatMap((grade) => {
      const tally = byGrade.get(grade);
      return tally === undefined ? [] : [[grade, tallyData(tally)]];
    }),
  ),
  incidents: incidents.map(({ name, scenario, day, subjects, tally }) => ({
    incident: name,
    scenario: scenario.id,
    date: day,
    score: tallyData(tally),
    subjects: subjects.map(({ apart, isForeseen, standsOn, ...subject }) => ({
      ...subjectData(subject),
      ...(apart === undefined ? {} : { apart }),
      ...(isForeseen ? { foreseen: true } : {}),
      standsOn,
    })),
  })),
});

const tallyData = ({ onsetError, recoveryError, ...tally }: Tally): object => ({
  ...tally,
  onsetErrorMinutes: onsetError ?? null,
  recoveryErrorMinutes: recoveryError ?? null,
});

// —— in words ———————————————————————————————————————————————————————————————————————————————————————————————————————

const titleLine = ({ incidents, total }: Backtest): Line => [
  { text: `${total.hit + total.spared} of ${total.scored} right`, tone: 'strong' },
  ` in ${incidents.length} ${incidents.length === 1 ? 'incident' : 'incidents'}`,
];

/** The name of an incident; with its scenario where a document has several. */
const nameIn =
  ({ incidents }: Backtest) =>
  ({ name, scenario }: TestedIncident): string =>
    incidents.filter((other) => other.name === name).length > 1 ? `${name} ${scenario.id}` : name;

type NameOf = ReturnType<typeof nameIn>;

const blocksOf = (result: Backtest): readonly Block[] => {
  const { incidents, total } = result;
  const nameOf = nameIn(result);
  return [
    { type: 'text', lines: summaryLines(total) },
    {
      type: 'table',
      columns: TALLY_COLUMNS('Incident'),
      rows: [
        ...incidents.map((incident) => tallyRow([{ text: nameOf(incident), tone: 'id' }], incident.tally)),
        tallyRow([{ text: 'all', tone: 'strong' }], total),
      ],
    },
    { type: 'heading', text: 'By how well the observation is attested' },
    {
      type: 'table',
      columns: TALLY_COLUMNS('Grade'),
      rows: [...GRADES, 'none' as const].flatMap((grade) => {
        const tally = result.byGrade.get(grade);
        return tally === undefined ? [] : [tallyRow([grade], tally)];
      }),
    },
    ...wrongBlocks(incidents, nameOf),
    ...timeBlocks(incidents, nameOf),
    ...apartBlocks(incidents, nameOf),
  ];
};

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((1000 * part) / whole) / 10} %`;

const summaryLines = (total: Tally): readonly Line[] => {
  const stayedUp = total.spared + total.falseAlarm;
  return [
    [
      `${total.hit} hit, ${total.missed} missed, ${falseAlarmsText(total.falseAlarm)}, ` +
        `${total.spared} rightly spared (${total.withstood} although something that they stand on fell); ` +
        `${percent(stayedUp, total.scored)} of the scored stayed up`,
    ],
    [
      `${total.exact} in exactly the state observed, ${total.accepted} in one that the sources accept; ` +
        `${total.foreseen} of the hits even without what the outage itself taught of them`,
    ],
    [
      `who fell first: ${total.order.right} pairs right, ${total.order.wrong} wrong, ` +
        `${total.order.tied} predicted at once; ` +
        `median error of onset ${errorText(total.onsetError)}, of recovery ${errorText(total.recoveryError)}`,
    ],
    [
      `not counted: ${total.apart} told apart ` +
        '(nothing but the outage says what they stand on, or what became of them), ' +
        `${total.open} left open by the sources, ${total.injected} injected`,
    ],
  ];
};

const errorText = (error: number | undefined): string =>
  error === undefined ? 'unknown' : `${minutes(error * 60)} min`;

const TALLY_COLUMNS = (first: string) =>
  [
    { title: first, yields: 1, cut: 'end' },
    ...['Scored', 'Hit', 'Missed', 'False', 'Spared', 'Exact', 'Foreseen', 'Apart'].map(right),
  ] as const;

const tallyRow = (name: Line, tally: Tally): readonly Line[] => [
  name,
  ...[
    tally.scored,
    tally.hit,
    tally.missed,
    tally.falseAlarm,
    tally.spared,
    tally.exact,
    tally.foreseen,
    tally.apart,
  ].map((count): Line => [String(count)]),
];

const right = (title: string) => ({ title, align: 'right' as const });

/** A tree, not a table: the reasons are what matters, and they are long. */
const wrongBlocks = (incidents: readonly TestedIncident[], nameOf: NameOf): readonly Block[] => {
  const branches = incidents.flatMap((incident): readonly Branch[] => {
    const wrong = incident.subjects.filter(
      ({ verdict, apart }) => apart === undefined && (verdict === 'missed' || verdict === 'false alarm'),
    );
    return wrong.length === 0
      ? []
      : [
          { depth: 0, line: [{ text: nameOf(incident), tone: 'strong' }] },
          ...wrong.flatMap((subject): readonly Branch[] => [
            { depth: 1, line: verdictLine(subject) },
            { depth: 2, line: whyLine(subject) },
          ]),
        ];
  });
  return branches.length === 0
    ? []
    : [
        { type: 'heading', text: 'Missed and false, one by one' },
        { type: 'tree', branches },
      ];
};

const verdictLine = ({ id, verdict, predicted, observed }: Tested): Line => [
  { text: id, tone: 'id' },
  `: ${verdict}, predicted `,
  { state: predicted },
  ', observed ',
  { state: observed },
];

/** What the document says of the difference, or else what the subject stands on and what was predicted of that. */
const whyLine = ({ why, standsOn }: Tested): Line => {
  if (why !== undefined) return [why];
  return [
    'stands on ',
    ...standsOn.flatMap(({ node, state }, i): Line => [
      ...(i === 0 ? [] : [', ']),
      { text: node, tone: 'id' },
      ' (',
      { state },
      ')',
    ]),
  ];
};

/** Onset and recovery where history gives times. */
const timeBlocks = (incidents: readonly TestedIncident[], nameOf: NameOf): readonly Block[] => {
  const rows = incidents.flatMap((incident) =>
    incident.subjects
      .filter(({ apart, verdict, onset, recovered }) => {
        const isTold = onset !== undefined || recovered !== undefined;
        return isTold && apart === undefined && verdict !== 'injected' && verdict !== 'open';
      })
      .map(({ id, onset, recovered }): readonly Line[] => [
        [nameOf(incident)],
        [{ text: id, tone: 'id' }],
        ...timeCells(onset),
        ...timeCells(recovered),
      ]),
  );
  if (rows.length === 0) return [];
  return [
    { type: 'heading', text: 'Who fell first, and by how many minutes onset and return are off (median)' },
    {
      type: 'table',
      columns: [
        { title: 'Incident', yields: 1, cut: 'end' },
        ...['Pairs right', 'wrong', 'at once', 'Onset off', 'Back off'].map(right),
      ],
      rows: incidents.flatMap((incident) => {
        const cells = errorCells(incident.tally);
        return cells.every(([cell]) => cell === '–') ? [] : [[[nameOf(incident)], ...cells]];
      }),
    },
    { type: 'heading', text: 'Times, in minutes from the first fault' },
    {
      type: 'table',
      columns: [
        { title: 'Incident', yields: 1, cut: 'end' },
        { title: 'Node', yields: 1, cut: 'middle' },
        right('Fell'),
        right('predicted'),
        right('off'),
        right('Back'),
        right('predicted'),
        right('off'),
      ],
      rows,
    },
  ];
};

const errorCells = ({ order, onsetError, recoveryError }: Tally): readonly Line[] => {
  const pairs = [order.right, order.wrong, order.tied];
  const hasPairs = pairs.some((count) => count > 0);
  return [
    ...pairs.map((count): Line => [hasPairs ? String(count) : '–']),
    ...[onsetError, recoveryError].map((error): Line => [error === undefined ? '–' : minutes(error * 60)]),
  ];
};

const timeCells = (times: Times | undefined): readonly Line[] => {
  if (times === undefined) return [['–'], ['–'], ['–']];
  const { observed, predicted } = times;
  if (predicted === null) return [[minutes(observed)], ['never'], ['–']];
  const off = minutes(predicted - observed);
  const isLate = off !== '0' && predicted > observed;
  return [[minutes(observed)], [minutes(predicted)], [`${isLate ? '+' : ''}${off}`]];
};

/** Those of which only the outage itself says what they stand on, by what the document suspects of them. */
const apartBlocks = (incidents: readonly TestedIncident[], nameOf: NameOf): readonly Block[] => {
  const branches = incidents.flatMap((incident): readonly Branch[] => {
    const apart = incident.subjects.filter((subject) => subject.apart === 'dependency');
    const lists = APART.flatMap(([verdict, title]): readonly Branch[] => {
      const ids = apart.filter((subject) => subject.verdict === verdict).map(({ id }) => id);
      const names = ids.flatMap((id, i): Line => [...(i === 0 ? [] : [', ']), { text: id, tone: 'id' }]);
      return ids.length === 0 ? [] : [{ depth: 1, line: [`${title} (${ids.length}): `, ...names] }];
    });
    return lists.length === 0
      ? []
      : [{ depth: 0, line: [{ text: nameOf(incident), tone: 'strong' }] }, ...lists];
  });
  return branches.length === 0
    ? []
    : [
        { type: 'heading', text: 'Told apart: nothing but the outage says what they stand on' },
        { type: 'tree', branches },
      ];
};

const APART = [
  ['hit', 'suspected to fall, and fell'],
  ['missed', 'nothing known, and fell'],
  ['false alarm', 'suspected to fall, and unharmed'],
  ['spared', 'nothing known, and unharmed'],
] as const;
