/** A comparison in words: first what was compared and what came out, then each disagreement with its evidence. */
import type { Block, Line, Report } from '../../model/report.ts';
import { TESTIMONIES, type TestimonyKind } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { moreText } from '../asked.ts';
import type { Reconciled } from '../reconcile.ts';
import { grouped } from '../totals.ts';
import { catalogBlocks } from './catalog-words.ts';
import {
  CHECKS,
  type Check,
  HINTS,
  SOURCE_WORDS,
  countOf,
  missingSources,
  uncheckedBecause,
} from './checks.ts';
import { reconcileData } from './data.ts';
import type { Unseen } from './unseen.ts';
import {
  type Item,
  KIND_WORDS,
  endpointItem,
  needLine,
  percent,
  regionItem,
  strengthItem,
  strangerItem,
  undeclaredItem,
  unseenItems,
} from './words.ts';

export interface Shown {
  /** The kinds to show; left out: all. */
  readonly only?: readonly Check[];
  /** Rows of a list. */
  readonly limit: number;
  /** Whether what agrees, and what traces do not cover, is listed as well. */
  readonly all: boolean;
}

/** The report of a comparison. */
export const reconcileReport = (result: Reconciled, shown: Shown): Report => {
  const isAsked = (check: Check): boolean => shown.only === undefined || shown.only.includes(check);
  return {
    command: 'reconcile',
    title: titleOf(result, isAsked),
    blocks: () => [
      { type: 'text', lines: sourceLines(result) },
      ...summaryTable(result, isAsked),
      ...sections(result, shown, isAsked),
      ...agreementBlocks(result),
      ...(shown.all ? everything(result) : []),
    ],
    data: () => reconcileData(result, isAsked),
  };
};

// —— what was compared ——————————————————————————————————————————————————————————————————————————————————————————————

/** `stale` is a part of `never-observed`: it is not counted twice. */
const isCountedAlone = (check: Check, isAsked: (check: Check) => boolean): boolean =>
  check !== 'stale' || !isAsked('never-observed');

const titleOf = (result: Reconciled, isAsked: (check: Check) => boolean): Line => {
  const [only, ...more] = result.sources;
  if (only !== undefined && more.length === 0) {
    return [
      { text: 'Nothing to compare', tone: 'strong' },
      `: only ${SOURCE_WORDS[only.tells]} ${IS_ONE.has(only.tells) ? 'was' : 'were'} scanned`,
    ];
  }
  const count = CHECKS.filter((check) => isAsked(check) && isCountedAlone(check, isAsked)).reduce(
    (sum, check) => sum + countOf(check, result),
    0,
  );
  const { needs } = result.agreement;
  return [
    { text: counted(count, 'disagreement'), tone: 'strong' },
    ` among ${counted(result.sources.length, 'kind')} of sources on ${counted(needs, 'dependency', 'dependencies')}`,
  ];
};

/** Kinds of sources that are spoken of as one. */
const IS_ONE: ReadonlySet<TestimonyKind> = new Set(['code', 'catalog']);

const sourceLines = (result: Reconciled): readonly Line[] => [
  ...result.sources.map(({ tells, realms, nodes, edges }): Line => [
    `${capital(SOURCE_WORDS[tells])}: `,
    // Code that belongs to what runs it is no thing of its own.
    ...(nodes === 0 ? [] : [`${counted(nodes, 'thing')}, `]),
    counted(edges, 'dependency', 'dependencies'),
    ...(realms.length === 0 ? [] : [{ text: ` · ${realms.join(', ')}`, tone: 'dim' } as const]),
  ]),
  ...traceLines(result),
  ...missingSources(result).map(({ tells, hint }): Line => [
    { text: `Not scanned: ${SOURCE_WORDS[tells]}`, tone: 'strong' },
    `: ${hint}`,
  ]),
];

const traceLines = ({ traced, sources }: Reconciled): readonly Line[] => {
  if (traced === undefined) return [];
  const { workloads, needs, counts, notCovered } = traced;
  const callers = new Set(notCovered.map(({ from }) => from)).size;
  const calls = `${counted(counts.calls, 'call')}, ${counted(counts.errors, 'error')}`;
  if (sources.length === 1) return [[`They show ${calls}`]];
  const ran =
    workloads.all === 0 ? '' : `${workloads.traced} of ${counted(workloads.all, 'declared workload')} and `;
  return [
    [
      `Traces show ${ran}${needs.traced} of ${counted(needs.all, 'stated dependency', 'stated dependencies')} that a trace can show: ${calls}`,
    ],
    ...(notCovered.length === 0
      ? []
      : [
          [
            `Nothing is said of ${counted(notCovered.length, 'dependency', 'dependencies')} of ${counted(callers, 'thing')} that no trace shows (--all lists them)`,
          ],
        ]),
    [
      {
        text: 'One endpoint that is exercised shows about a third of a system: what was not seen may just not have been called',
        tone: 'dim',
      },
    ],
  ];
};

/** The title of each kind of disagreement. */
const TITLES: Readonly<Record<Check, string>> = {
  stale: 'Declared, never observed: likely stale',
  'never-observed': 'Declared, never observed: not exercised',
  undeclared: 'Observed, not declared',
  strength: 'Of different strength',
  region: 'In different regions',
  catalog: 'Catalog and infrastructure',
  unresolved: 'Hosts that nothing scanned answers to',
};

const summaryTable = (result: Reconciled, isAsked: (check: Check) => boolean): readonly Block[] => {
  const asked = CHECKS.filter(isAsked);
  const checked = asked.filter((check) => uncheckedBecause(check, result) === undefined);
  // Of one kind of source the title says that nothing is compared, and why.
  const isOne = result.sources.length === 1;
  const unchecked = isOne ? [] : asked.filter((check) => !checked.includes(check));
  return [
    ...(checked.length === 0 ? [] : [countsTable(checked, result)]),
    ...(unchecked.length === 0 ? [] : [{ type: 'text' as const, lines: [notLookedFor(unchecked, result)] }]),
  ];
};

const countsTable = (checks: readonly Check[], result: Reconciled): Block => ({
  type: 'table',
  columns: [
    { title: 'Where sources disagree', yields: 1 },
    { title: 'Count', align: 'right' },
    { title: '--fail-on' },
  ],
  rows: checks.map((check): readonly Line[] => [
    [TITLES[check]],
    [grouped(shownCount(check, result))],
    [check],
  ]),
});

/** Kinds that could not be looked for, by the reason. */
const notLookedFor = (checks: readonly Check[], result: Reconciled): Line => {
  const byReason = groupBy(checks, (check) => uncheckedBecause(check, result)!);
  const parts = [...byReason].map(([reason, same]) => `${same.join(', ')} (${reason})`);
  return [{ text: `Not looked for: ${parts.join(', ')}`, tone: 'dim' }];
};

/** What a row of the summary counts: what is not exercised, without what is stale. */
const shownCount = (check: Check, result: Reconciled): number =>
  check === 'never-observed' ? countOf(check, result) - countOf('stale', result) : countOf(check, result);

// —— the disagreements ——————————————————————————————————————————————————————————————————————————————————————————————

const sections = (
  result: Reconciled,
  { limit }: Shown,
  isAsked: (check: Check) => boolean,
): readonly Block[] => {
  const { unseen, undeclared, strangers, strengths, regions, catalog, endpoints } = result;
  const stale = unseen.filter(({ doubt }) => doubt === undefined);
  const open = unseen.filter(({ doubt }) => doubt !== undefined);
  const blocks: Readonly<Record<Check, () => readonly Block[]>> = {
    stale: () => unseenBlocks('stale', stale, limit),
    'never-observed': () => unseenBlocks('never-observed', open, limit),
    undeclared: () => [
      ...listed('undeclared', undeclared.map(undeclaredItem), limit),
      ...tree('Services that only traces know', STRANGER_HINT, strangers.map(strangerItem), limit),
    ],
    strength: () => listed('strength', strengths.map(strengthItem), limit, strengthCount(result)),
    region: () => listed('region', regions.map(regionItem), limit),
    catalog: () => (catalog === undefined ? [] : catalogBlocks(catalog, limit, tree)),
    unresolved: () => listed('unresolved', endpoints.map(endpointItem), limit, hostCount(result)),
  };
  return CHECKS.filter(isAsked).flatMap((check) => blocks[check]());
};

const STRANGER_HINT =
  'scan what deploys them; if it bears another name there, name both in the catalog (backstage.io/kubernetes-id)';

const listed = (check: Check, items: readonly Item[], limit: number, said?: string): readonly Block[] =>
  tree(TITLES[check], HINTS[check], items, limit, items.length, said);

/** The list holds more than is counted as a disagreement: what is open, hosts that nobody expects here. */
const strengthCount = (result: Reconciled): string => withMore('strength', result, result.strengths, 'open');

const hostCount = (result: Reconciled): string => withMore('unresolved', result, result.endpoints, 'outside');

const withMore = (check: Check, result: Reconciled, all: readonly unknown[], more: string): string => {
  const count = countOf(check, result);
  return all.length === count ? grouped(count) : `${grouped(count)}, ${grouped(all.length - count)} ${more}`;
};

/** By caller and reason: what one endpoint left out is one thing to know, however many settings it concerns. */
const unseenBlocks = (check: Check, unseen: readonly Unseen[], limit: number): readonly Block[] =>
  tree(TITLES[check], HINTS[check], unseenItems(unseen.slice(0, limit)), limit, unseen.length);

/** Items with what each rests on below it; nothing if there are none. An item may stand for several of `count`. */
const tree = (
  title: string,
  hint: string,
  items: readonly Item[],
  limit: number,
  count = items.length,
  said = grouped(count),
): readonly Block[] =>
  items.length === 0
    ? []
    : [
        { type: 'heading', text: `${title}: ${said}` },
        ...(hint === '' ? [] : [{ type: 'text' as const, lines: [[{ text: hint, tone: 'dim' as const }]] }]),
        {
          type: 'tree',
          branches: items
            .slice(0, limit)
            .flatMap(({ line, below }) => [
              { depth: 0, line },
              ...below.map((one) => ({ depth: 1, line: one })),
            ]),
        },
        ...(count > limit ? [{ type: 'text' as const, lines: [[moreText(count - limit)]] }] : []),
      ];

// —— what agrees ————————————————————————————————————————————————————————————————————————————————————————————————————

const agreementBlocks = ({ agreement, sources }: Reconciled): readonly Block[] => {
  const { needs, byNumber, byKinds, others } = agreement;
  if (sources.length < 2 || needs === 0) return [];
  const several = needs - byNumber[0]!;
  return [
    { type: 'heading', text: 'Agreement' },
    {
      type: 'text',
      lines: [
        [
          `${several} of ${counted(needs, 'dependency', 'dependencies')} (${percent(several / needs)}) `,
          `${several === 1 ? 'is' : 'are'} known to more than one kind of source: `,
          byNumber.map((many, i) => `${many} to ${NUMBERS[i]!}`).join(', '),
        ],
        ...(others === 0
          ? []
          : [
              [
                `Not compared: ${others} of sorts that only infrastructure tells (permissions, networks, what is needed to start)`,
              ],
            ]),
      ],
    },
    {
      type: 'table',
      columns: [{ title: 'Known to' }, { title: 'Dependencies', align: 'right' }],
      rows: byKinds.map(({ kinds, needs: many }): readonly Line[] => [
        [kinds.map((kind) => KIND_WORDS[kind]).join(' + ')],
        [String(many)],
      ]),
    },
  ];
};

const NUMBERS = ['one', 'two', 'three', 'four'] as const;

/** What agrees, and what traces do not cover. */
const everything = ({ needs, traced, agreement }: Reconciled): readonly Block[] => {
  const agreed = needs.filter(
    (need) => new Set([...need.stated, ...need.seen].map(({ tells }) => tells)).size > 1,
  );
  const items = (of: typeof needs): readonly Item[] =>
    of.map((need) => ({ line: needLine(need, TESTIMONIES), below: [] }));
  return [
    ...(agreement.needs === 0 ? [] : tree('Known to several', '', items(agreed), Infinity)),
    ...tree('Of things that no trace shows', '', items(traced?.notCovered ?? []), Infinity),
  ];
};

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
