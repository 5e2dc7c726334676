/** Advice as a report: how things stand, what single changes would do, and what several do together. */
import type { Estate } from '../../model/estate.ts';
import { nodeById } from '../../model/estate.ts';
import type { Block, Branch, Line, RawTable, Report } from '../../model/report.ts';
import { stateOf } from '../../model/state.ts';
import { UserError } from '../../model/user-error.ts';
import { moreText } from '../asked.ts';
import { linesIn } from '../audit/lines.ts';
import { quoted } from '../../model/printable.ts';
import { formatPlace } from '../../model/place.ts';
import { grouped } from '../totals.ts';
import { type Harm, type Standing, type StandingQuestion, WEIGHTS, pairsOf } from './exposure.ts';
import type { Advice, Found, Plan } from './search.ts';
import { snippetOf } from './snippet.ts';

interface AdviceReportOptions {
  readonly question: StandingQuestion & { readonly maxChanges: number };
  readonly limit: number;
  /** What is asked for, in words. */
  readonly goalText: string | undefined;
  /** Where the changes are to be written. */
  readonly write: string | undefined;
}

/** The report of a search. */
export const adviceReport = (estate: Estate, found: Found, options: AdviceReportOptions): Report => {
  const told: Told = { estate, found, options, include: includeOf(estate, options.question.app) };
  const { write } = options;
  return {
    command: 'advise',
    title: titleOf(told),
    blocks: () => blocksOf(told),
    data: () => dataOf(told),
    table: () => tableOf(told),
    ...(write === undefined ? {} : { writes: () => new Map([[write, fileOf(told, write)]]) }),
  };
};

interface Told {
  readonly estate: Estate;
  readonly found: Found;
  readonly options: AdviceReportOptions;
  /** The document that the app is described in. */
  readonly include: readonly string[];
}

const includeOf = (estate: Estate, app: string): readonly string[] => {
  const file = nodeById(estate, app)?.origins[0]?.source.file;
  return file === undefined || file.startsWith('<') ? [] : [file];
};

const isReached = ({ plan }: Found): boolean => plan.standing.broken.length === 0;

/** A path without what leads nowhere. */
const plainPath = (file: string): string =>
  file
    .split('/')
    .filter((part) => part !== '.' && part !== '')
    .join('/');

/** @throws UserError if there is nothing to be written, or what was read would be lost. */
const fileOf = ({ estate, found, include }: Told, write: string): string => {
  if (found.plan.steps.length === 0)
    throw new UserError({ message: 'no change was found that helps: there is nothing to write' });
  const own = plainPath(write);
  if (estate.nodes.some(({ origins }) => origins.some(({ source }) => plainPath(source.file) === own))) {
    throw new UserError({
      message: `--write: ${quoted(write)} is a document that was read for this`,
      hint: 'name a new file; it includes yours',
    });
  }
  const about = found.plan.steps.map(({ candidate }) => `# ${candidate.text}\n`).join('');
  return `${about}${snippetOf(found.plan.patch, include).join('\n')}\n`;
};

// —— as data ————————————————————————————————————————————————————————————————————————————————————————————————————————

const dataOf = ({ estate, found, options, include }: Told): object => {
  const { now, single, plan, tried, isCut } = found;
  const { question, goalText } = options;
  return {
    app: question.app,
    failures: now.failures,
    weights: { degraded: WEIGHTS[1], partial: WEIGHTS[2], outage: WEIGHTS[3] },
    now: standingData(now, question),
    ...(goalText === undefined
      ? {}
      : { goal: goalText, reached: isReached(found), broken: now.broken.map(harmData) }),
    changes: single.map((advice) => ({
      kind: advice.candidate.kind,
      node: advice.candidate.node,
      change: advice.candidate.text,
      ...placeData(estate, advice),
      after: standingData(advice.standing, question, false),
      removed: now.risk - advice.standing.risk,
      document: `${snippetOf(advice.candidate.patch, include).join('\n')}\n`,
    })),
    plan: {
      changes: plan.steps.map(({ candidate, standing }) => ({
        kind: candidate.kind,
        node: candidate.node,
        change: candidate.text,
        after: standingData(standing, question, false),
      })),
      after: standingData(plan.standing, question),
      broken: plan.standing.broken.map(harmData),
      ...(plan.steps.length === 0 ? {} : { document: `${snippetOf(plan.patch, include).join('\n')}\n` }),
    },
    tried,
    complete: !isCut,
  };
};

const harmData = ({ failures, rank }: Harm): object => ({ failures, state: stateOf(rank) });

const standingData = (standing: Standing, question: StandingQuestion, withPairs = true): object => {
  const [degraded, partial, outage] = standing.counts;
  const pairs = withPairs ? pairsOf(standing.estate, question, 2) : undefined;
  return {
    singles: { degraded, partial, outage },
    risk: standing.risk,
    ...(pairs === undefined ? {} : { pairs }),
    harms: standing.harms.map(({ failures, rank }) => ({ node: failures[0]!, state: stateOf(rank) })),
  };
};

const placeData = (estate: Estate, { candidate }: Advice): object => {
  const position = estate.positions.get(candidate.node);
  const place = position === undefined ? undefined : linesIn(estate, [position]).ofNode(position);
  return place === undefined ? {} : { place: { file: place.file, line: place.line } };
};

const tableOf = ({ found }: Told): RawTable => ({
  columns: ['change', 'kind', 'node', 'outage', 'partial', 'degraded', 'risk removed'],
  rows: found.single.map(({ candidate, standing }) => [
    candidate.text,
    candidate.kind,
    candidate.node,
    standing.counts[2],
    standing.counts[1],
    standing.counts[0],
    found.now.risk - standing.risk,
  ]),
});

// —— in words ———————————————————————————————————————————————————————————————————————————————————————————————————————

const strong = (text: string) => ({ text, tone: 'strong' }) as const;

const changesText = (count: number): string => `${count} ${count === 1 ? 'change' : 'changes'}`;

const titleOf = ({ found, options }: Told): Line => {
  const { now, plan } = found;
  const app = strong(options.question.app);
  const { goalText } = options;
  const count = plan.steps.length;
  if (goalText !== undefined) {
    if (now.broken.length === 0) return [app, ` needs no change for ${goalText}`];
    if (isReached(found)) return [app, ': ', strong(changesText(count)), ` will do for ${goalText}`];
    return [
      app,
      `: ${goalText} is not reached with ${changesText(options.question.maxChanges)}: closest, ${plan.standing.broken.length} of ${now.broken.length} failures still break it`,
    ];
  }
  const down = downIn(now);
  if (now.harms.length === 0) return [app, ' is affected by no single failure'];
  if (count === 0)
    return [app, `: ${down} single failures leave it partial or worse, and no change was found that helps`];
  return [
    app,
    ': ',
    strong(`${down} of ${now.failures}`),
    ' single failures leave it partial or worse; with ',
    strong(changesText(count)),
    `, ${downIn(plan.standing)}`,
  ];
};

/** Failures that end in partial or outage. */
const downIn = ({ counts }: Standing): number => counts[1] + counts[2];

const blocksOf = (told: Told): readonly Block[] => {
  const { found, options, estate } = told;
  const { now, single, plan } = found;
  const { question, limit } = options;
  return [
    { type: 'text', lines: standingLines(told) },
    ...(single.length === 0
      ? []
      : [
          { type: 'heading', text: 'Single changes, by the risk that each removes' } as const,
          {
            type: 'tree',
            branches: single.slice(0, limit).map((advice) => singleBranch(estate, now, advice)),
          } as const,
          ...(single.length > limit
            ? [{ type: 'text', lines: [[moreText(single.length - limit)]] } as const]
            : []),
        ]),
    ...(plan.steps.length === 0 ? [] : planBlocks(told)),
    {
      type: 'text',
      lines: [
        [
          `${triedText(found)}, each by playing all failures on the changed estate. Risk: ${WEIGHTS[3]} for a failure that ends in outage, ${WEIGHTS[2]} for partial, ${WEIGHTS[1]} for degraded.`,
        ],
        ...(question.goal === undefined || plan.standing.broken.length === 0
          ? []
          : [[`What still breaks it: ${plan.standing.broken.slice(0, 5).map(harmText).join('; ')}`]]),
      ],
    },
  ];
};

const triedText = ({ tried, known, isCut }: Found): string =>
  isCut
    ? `Stopped after trying ${grouped(tried)} of at least ${changesText(known)}`
    : `${changesText(tried)} tried`;

const singleBranch = (estate: Estate, now: Standing, { candidate, standing }: Advice): Branch => ({
  depth: 0,
  line: [
    strong(`${grouped(now.risk - standing.risk)} of ${grouped(now.risk)}`),
    `  ${candidate.kind}: ${candidate.text}; ${countsText(now, standing)} `,
    { text: `[${whereText(estate, candidate.node)}]`, tone: 'dim' },
  ],
});

/** Single failures by what they end in, before and after. */
const countsText = (before: Standing, after: Standing): string =>
  `outage ${fromTo(before.counts[2], after.counts[2])}, partial ${fromTo(before.counts[1], after.counts[1])}, degraded ${fromTo(before.counts[0], after.counts[0])}`;

const harmText = ({ failures, rank }: Harm): string => `${failures.join(' + ')} (${stateOf(rank)})`;

const fromTo = (before: number, after: number): string =>
  before === after ? String(after) : `${before} → ${after}`;

const whereText = (estate: Estate, id: string): string => {
  const position = estate.positions.get(id);
  const place = position === undefined ? undefined : linesIn(estate, [position]).ofNode(position);
  return place === undefined ? id : formatPlace({ ...place, column: place.column ?? 1 });
};

const standingLines = ({ found, options }: Told): readonly Line[] => {
  const { now } = found;
  const [degraded, partial, outage] = now.counts;
  const worst = now.harms.slice(0, 5).map(harmText);
  const pairs = pairsOf(now.estate, options.question, 2);
  return [
    [
      `Of ${grouped(now.failures)} single failures below it, `,
      strong(`${outage} ${outage === 1 ? 'ends' : 'end'} in outage`),
      `, ${partial} in partial, ${degraded} in degraded${pairs === undefined ? '' : `; ${grouped(pairs)} more pairs leave it partial or worse`}.`,
    ],
    ...(worst.length === 0
      ? []
      : [[`The worst: ${worst.join(', ')}${now.harms.length > worst.length ? ', …' : ''}`]]),
  ];
};

const planBlocks = ({ found, options, include }: Told): readonly Block[] => {
  const { now, plan } = found;
  const { question } = options;
  const lines = snippetOf(plan.patch, include);
  const [pairsNow, pairs] = [now, plan.standing].map(({ estate }) => pairsOf(estate, question, 2));
  return [
    {
      type: 'heading',
      text: plan.steps.length === 1 ? 'The change' : `${changesText(plan.steps.length)} together`,
    },
    { type: 'tree', branches: stepBranches(now, plan) },
    {
      type: 'text',
      lines: [
        [
          `Single failures: ${countsText(now, plan.standing)}${pairsNow === undefined || pairs === undefined ? '' : `; pairs of failures ${fromTo(pairsNow, pairs)}${pairs > pairsNow ? ' (what one failure did alone takes two now)' : ''}`}`,
        ],
      ],
    },
    { type: 'heading', text: 'To paste, above the document that there is' },
    { type: 'code', language: 'yaml', lines: lines.slice(0, MOST_LINES) },
    ...(lines.length > MOST_LINES
      ? [
          {
            type: 'text',
            lines: [[`… and ${lines.length - MOST_LINES} lines more: --write FILE has all`]],
          } as const,
        ]
      : []),
  ];
};

/** Lines to paste that are shown; more are a file. */
const MOST_LINES = 60;

const stepBranches = (now: Standing, { steps }: Plan) =>
  steps.map(({ candidate, standing }, i) => ({
    depth: 0,
    line: [
      strong(candidate.kind),
      `: ${candidate.text} (risk ${fromTo(i === 0 ? now.risk : steps[i - 1]!.standing.risk, standing.risk)})`,
    ] as Line,
  }));
