/** Cut sets in words: how many there are, each alone, several together, and redundancy that falls together. */
import type { CutSets } from '../../engine/cut-sets/cut-sets.ts';
import type { Estate } from '../../model/estate.ts';
import type { FlowStep } from '../../model/finding.ts';
import type { Block, Branch, Line } from '../../model/report.ts';
import { stateOf } from '../../model/state.ts';
import { inState, requirementText } from '../evidence.ts';
import type { SharedFate } from '../audit/shared-fate.ts';
import { totalOf } from './data.ts';
import type { AppCutSets, CutSet } from './found.ts';
import type { CutSetRequest } from './request.ts';

/** Ids that a heading or a title names; more are counted. */
const NAMED = 3;

/** `What takes shop to outage`. */
export const titleLine = (estate: Estate, { apps, rank }: CutSetRequest): Line => {
  const state = { state: stateOf(rank) };
  const what: Line =
    apps.length <= NAMED
      ? apps.flatMap((app, i): Line => [
          i === 0 ? '' : i === apps.length - 1 ? ' and ' : ', ',
          { text: estate.nodes[app]!.id, tone: 'strong' },
        ])
      : [{ text: `${apps.length} apps`, tone: 'strong' }];
  return ['What takes ', ...what, ' to ', state, ...(rank === 3 ? [] : [' or worse'])];
};

export const blocksOf = (
  estate: Estate,
  request: CutSetRequest,
  answers: readonly AppCutSets[],
): readonly Block[] => {
  if (answers.length === 1) return appBlocks(estate, request, answers[0]!, false);
  return [
    summary(estate, request, answers),
    ...answers.flatMap((answer) => appBlocks(estate, request, answer, true)),
  ];
};

/** How many sets of each size each app has. */
const summary = (estate: Estate, { order }: CutSetRequest, answers: readonly AppCutSets[]): Block => {
  const largest = Math.min(order, Math.max(1, ...answers.map(({ found }) => found.counts.length - 1)));
  const sizes = Array.from({ length: largest }, (_, i) => i + 1);
  return {
    type: 'table',
    columns: [
      { title: 'App', yields: 1, cut: 'middle' },
      ...sizes.map((size) => ({ title: TITLES[size - 1] ?? `Of ${size}`, align: 'right' as const })),
      { title: 'Shared fates', align: 'right' },
    ],
    rows: answers.map(({ app, found, fates }) => [
      [{ text: estate.nodes[app]!.id, tone: 'id' }],
      ...sizes.map((size): Line => [size > found.order ? '?' : grouped(found.counts[size] ?? 0n)]),
      [String(fates.length)],
    ]),
  };
};

const TITLES = ['Alone', 'Pairs', 'Triples'];

const appBlocks = (
  estate: Estate,
  request: CutSetRequest,
  answer: AppCutSets,
  isOneOfMany: boolean,
): readonly Block[] => {
  const sets = answer.first(request.listed);
  const alone = sets.filter(({ nodes }) => nodes.length === 1);
  const together = sets.filter(({ nodes }) => nodes.length > 1);
  const left = totalOf(answer.found) - BigInt(sets.length);
  const of = isOneOfMany ? `${estate.nodes[answer.app]!.id}: ` : '';
  return [
    ...(isOneOfMany ? [{ type: 'heading', text: estate.nodes[answer.app]!.id } as const] : []),
    { type: 'text', lines: countLines(request, answer) },
    ...(alone.length === 0 ? [] : section(`${of}${headed(of, 'each alone')}`, estate, alone)),
    ...(together.length === 0 ? [] : section(`${of}${headed(of, 'together')}`, estate, together)),
    ...(left === 0n
      ? []
      : [{ type: 'text', lines: [[`… and ${grouped(left)} more (--limit 0 lists all)`]] } as const]),
    ...(answer.fates.length === 0
      ? []
      : fateBlocks(`${of}${headed(of, 'shared fate: redundancy that falls together')}`, estate, answer)),
  ];
};

/** Sentence case where it stands at the beginning. */
const headed = (before: string, text: string): string =>
  before === '' ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;

const countLines = (request: CutSetRequest, answer: AppCutSets): readonly Line[] => {
  const { found, all, events } = answer;
  const among = `of ${grouped(BigInt(events))} ${events === 1 ? 'node that may fail and matters' : 'nodes that may fail and matter'}`;
  const total = totalOf(found);
  const lines: Line[] = [];
  if (total === 0n && found.isComplete) {
    lines.push([
      request.order === 1
        ? 'No outage of a single node does, '
        : `No outage of up to ${request.order} nodes at once does, `,
      among,
    ]);
  } else lines.push([...countsLine(found), `, ${among}`]);
  if (!found.isComplete) lines.push(limitLine(found));
  if (all !== undefined) {
    lines.push(['Of every size: ', ...countsLine(all)]);
    if (!all.isComplete) lines.push(limitLine(all));
  }
  return lines;
};

/** `3 alone, 5 pairs, 12 triples`; "at least" where a limit was reached. */
const countsLine = (found: CutSets): Line => {
  const parts = found.counts.flatMap((count, size): string[] =>
    count === 0n ? [] : [`${grouped(count)} ${sizeText(size, count)}`],
  );
  const text = parts.length === 0 ? 'none' : parts.join(', ');
  return [{ text: found.isComplete ? text : `at least ${text}`, tone: 'strong' }];
};

const sizeText = (size: number, count: bigint): string => {
  if (size === 1) return 'alone';
  if (size === 2) return count === 1n ? 'pair' : 'pairs';
  if (size === 3) return count === 1n ? 'triple' : 'triples';
  return `of ${size}`;
};

const limitLine = ({ order }: CutSets): Line => [
  { text: 'at least: ', tone: 'strong' },
  order === 0
    ? 'not even the single failures are all known'
    : `all sets of up to ${order} are known, larger ones outgrew the diagram`,
  ' (--node-limit lets it grow)',
];

const section = (heading: string, estate: Estate, sets: readonly CutSet[]): readonly Block[] => [
  { type: 'heading', text: heading },
  { type: 'tree', branches: sets.flatMap((set) => setBranches(estate, set)) },
];

const setBranches = (estate: Estate, { nodes, ways }: CutSet): readonly Branch[] => [
  {
    depth: 0,
    line: nodes.flatMap((position, i): Line => [
      ...(i === 0 ? [] : [' + ']),
      { text: estate.nodes[position]!.id, tone: 'id' },
    ]),
  },
  ...ways().map((way) => ({ depth: 1, line: wayLine(way) })),
];

/** `a → b → shop`, and the line that makes the first step. */
const wayLine = (way: readonly FlowStep[]): Line => {
  const place = way[1]?.place ?? way[0]?.place;
  return [
    ...way.flatMap(({ node }, i): Line => [...(i === 0 ? [] : [' → ']), { text: node, tone: 'id' }]),
    ...(place === undefined ? [] : [{ text: ` [${place.file}:${place.line}]`, tone: 'dim' } as const]),
  ];
};

const fateBlocks = (heading: string, estate: Estate, answer: AppCutSets): readonly Block[] => [
  { type: 'heading', text: heading },
  { type: 'tree', branches: answer.fates.flatMap((fate) => fateBranches(estate, answer, fate)) },
];

const fateBranches = (estate: Estate, { placeOf }: AppCutSets, fate: SharedFate): readonly Branch[] => {
  const place = placeOf(fate);
  return [
    {
      depth: 0,
      line: [
        { text: estate.nodes[fate.owner]!.id, tone: 'id' },
        ` needs ${requirementText(fate.requirement)}; with `,
        { text: estate.nodes[fate.shared]!.id, tone: 'id' },
        ' that is ',
        ...inState(stateOf(fate.rank)),
        ...(place === undefined ? [] : [{ text: ` [${place.file}:${place.line}]`, tone: 'dim' } as const]),
      ],
    },
    ...fate.members.map(({ way, rank, requirement }): Branch => ({
      depth: 1,
      line: [
        ...(way.length === 0
          ? [{ text: requirementText(requirement), tone: 'id' } as const]
          : way.flatMap((position, i): Line => [
              ...(i === 0 ? [] : [' → ']),
              { text: estate.nodes[position]!.id, tone: 'id' },
            ])),
        ' (',
        { state: stateOf(rank) },
        ')',
      ],
    })),
  ];
};

/** 1234567 as 1,234,567, whatever the machine's locale. */
const grouped = (amount: bigint): string => String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
