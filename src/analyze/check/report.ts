/** What a check found, as data and in words: the verdict first, then what to look at, then what does not count. */
import type { Day } from '../../model/day.ts';
import {
  type FileLine,
  type Finding,
  type FlowStep,
  type Rule,
  SEVERITIES,
  type Severity,
} from '../../model/finding.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Block, Branch, Line, Report, ReportGraph } from '../../model/report.ts';
import { type Rank, rankOf } from '../../model/state.ts';
import { moreOf } from '../asked.ts';
import { grouped } from '../totals.ts';
import { pictureOf } from '../audit/picture.ts';
import { type Baseline, type BaselineEntry, baselineText } from './baseline.ts';
import { checkData } from './data.ts';
import type { CheckResult } from './run.ts';
import { listText } from './words.ts';
import { baselineLines, countedText, entriesText, excusedBlocks, placeText } from './summary.ts';

export interface CheckReportOptions {
  readonly failOn: Severity | 'never';
  /** Rows of each table. */
  readonly limit: number;
  readonly day: Day;
  /** The baseline to be written, and the one that it goes on from. */
  readonly write?: { readonly file: string; readonly before?: Baseline };
}

export const checkReport = (result: CheckResult, options: CheckReportOptions): Report => {
  const { counting } = result;
  const { failOn, limit, day, write } = options;
  const failing = counting.filter(({ severity }) => isFailing(severity, failOn));
  return {
    command: 'check',
    title: write === undefined ? titleOf(result, failing) : writtenTitle(result, write.file),
    blocks: () => blocksOf(result, limit),
    data: () => checkData(result, failing.length > 0),
    table: () => ({
      columns: ['rule', 'severity', 'node', 'message', 'file', 'line', 'excused', 'fingerprint'],
      rows: result.findings.map(({ rule, severity, node, message, place, excused, fingerprint }) => [
        rule,
        severity,
        node,
        message,
        place?.file ?? null,
        place?.line ?? null,
        excused?.by ?? null,
        fingerprint,
      ]),
    }),
    graph: () => pictureFor(result),
    checked: () => ({ rules: result.rules, findings: result.findings, cases: result.cases }),
    failures: () => (write === undefined ? failureLines(failing) : []),
    ...(write === undefined
      ? {}
      : { writes: () => new Map([[write.file, baselineText(baselined(result), day, write.before)]]) }),
  };
};

/** What a baseline takes up: all that counts, and what an earlier one already has. An ended waiver is nobody's past. */
const takenUp = ({ findings }: CheckResult): readonly Finding[] =>
  findings.filter(
    ({ excused, rule }) => (excused === undefined || excused.by === 'baseline') && rule !== 'expired-waiver',
  );

const baselined = (result: CheckResult): readonly Omit<BaselineEntry, 'since'>[] =>
  takenUp(result)
    .flatMap(result.partsOf)
    .map(({ rule, found: { node, message }, fingerprint }) => ({ rule, node, message, fingerprint }));

const isFailing = (severity: Severity, failOn: Severity | 'never'): boolean =>
  failOn !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);

/** A line for each rule: the findings themselves are on standard output. */
const failureLines = (failing: readonly Finding[]): readonly string[] =>
  [...groupBy(failing, ({ severity, rule }) => `${severity}: ${rule}`)].map(([words, all]) => {
    const nodes = [...new Set(all.map(({ node }) => node))];
    return `${words}: ${countedText(all.length, 'finding')} (${listText(nodes)})`;
  });

const titleOf = ({ counting, findings, cases }: CheckResult, failing: readonly Finding[]): Line => {
  const excused = findings.length - counting.length;
  return [
    { text: verdictOf(cases.length, counting, failing), tone: 'strong' },
    `: ${severityText(counting)}`,
    excused === 0 ? '' : `, ${grouped(excused)} excused`,
  ];
};

/** What was not looked at, or not to count, has not passed. */
const verdictOf = (cases: number, counting: readonly Finding[], failing: readonly Finding[]): string => {
  if (failing.length > 0) return 'Check failed';
  if (counting.some(({ severity }) => severity === 'error')) return 'Check not failing, as asked';
  return cases === 0 ? 'Nothing was checked: no app is described' : 'Check passed';
};

const writtenTitle = (result: CheckResult, file: string): Line => [
  { text: 'Baseline written', tone: 'strong' },
  `: ${entriesText(takenUp(result).length, baselined(result).length)} in ${file}`,
];

const severityText = (findings: readonly Finding[]): string => {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [countedText(count, severity)];
  });
  return parts.length === 0 ? 'no findings' : parts.join(', ');
};

// —— blocks ————————————————————————————————————————————————————————————————————————————————————————————————————————

const blocksOf = (result: CheckResult, limit: number): readonly Block[] => {
  const { counting, rules } = result;
  // Some findings are less bad than their rule: one heading says one thing.
  const byRule = [...groupBy(counting, ({ rule, severity }) => `${severity} ${rule}`).values()];
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  return [
    { type: 'text', lines: totalLines(result) },
    ...(byRule.length > 1 ? [countsTable(byRule)] : []),
    ...byRule.flatMap((findings) => ruleBlocks(ruleOf.get(findings[0]!.rule)!, findings, result, limit)),
    ...proofBlocks(counting),
    ...graphBlocks(result),
    ...excusedBlocks(result, limit),
  ];
};

const totalLines = (result: CheckResult): readonly Line[] => {
  const { rules, cases } = result;
  const skipped = cases.filter((one) => one.skipped !== undefined);
  const reasons = groupBy(skipped, (one) => one.skipped!);
  return [
    [`${countedText(rules.length, 'rule')}, ${countedText(cases.length - skipped.length, 'case')}`],
    ...[...reasons].map(([reason, all]): Line => [
      {
        text: `not looked at: ${[...new Set(all.map(({ rule }) => rule))].join(', ')} (${reason})`,
        tone: 'dim',
      },
    ]),
    ...baselineLines(result),
  ];
};

const countsTable = (byRule: readonly (readonly Finding[])[]): Block => ({
  type: 'table',
  columns: [
    { title: 'Severity' },
    { title: 'Rule' },
    { title: 'Findings', align: 'right' },
    { title: 'Nodes', yields: 1, cut: 'end' },
  ],
  rows: byRule.map((findings) => [
    [findings[0]!.severity],
    [{ text: findings[0]!.rule, tone: 'strong' }],
    [grouped(findings.length)],
    idsLine([...new Set(findings.map(({ node }) => node))]),
  ]),
});

/** Nodes that are named in a row. */
const MOST_IDS = 5;

/** Ids as in a sentence, each marked as one. */
const idsLine = (ids: readonly string[]): Line => {
  const shown = ids.slice(0, MOST_IDS);
  const left = ids.length - shown.length;
  const parts = [
    ...shown.map((text) => ({ text, tone: 'id' }) as const),
    ...(left > 0 ? [`${grouped(left)} more`] : []),
  ];
  return parts.flatMap((part, i) => [i === 0 ? '' : i === parts.length - 1 ? ' and ' : ', ', part]);
};

/** Findings of a rule that are told with all that belongs to them; of the others there is a line. */
const TOLD = 3;

const ruleBlocks = (
  rule: Rule,
  findings: readonly Finding[],
  result: CheckResult,
  limit: number,
): readonly Block[] => {
  const rows = rowsOf(findings, result);
  const { more } = moreOf(rows.length, limit);
  return [
    { type: 'heading', text: `${findings[0]!.severity}: ${rule.id}` },
    { type: 'text', lines: [[{ text: rule.title, tone: 'dim' }]] },
    {
      type: 'tree',
      branches: [
        ...rows.slice(0, limit).flatMap((group, i) => rowOf(group, rule, result, i < TOLD)),
        ...(more === undefined ? [] : [{ depth: 0, line: [{ text: more, tone: 'dim' } as const] }]),
      ],
    },
  ];
};

/** Findings of one node, and nodes of which the same is found. */
interface Row {
  readonly group: readonly Finding[];
  readonly alike: readonly string[];
}

/** What differs only in what fails, at one line, is one row; so is what differs only in whom it strikes. */
const rowsOf = (findings: readonly Finding[], { partsOf }: CheckResult): readonly Row[] => {
  const failuresOf = (group: readonly Finding[]): readonly string[] =>
    group.flatMap(partsOf).flatMap(({ found, fingerprint }) => found.failure ?? fingerprint);
  const byNode = groupBy(findings, ({ node, place }) => [node, place?.file, place?.line].join('\0'));
  const byLine = groupBy(byNode.values(), (group) => {
    const { node, place } = group[0]!;
    // Without a line nobody can tell whether it is the same.
    return place === undefined ? node : [place.file, place.line, ...failuresOf(group)].join('\0');
  });
  return [...byLine.values()].map(([group, ...others]) => ({
    group: group!,
    alike: others.map(([finding]) => finding!.node),
  }));
};

const rowOf = (
  { group, alike }: Row,
  rule: Rule,
  { failureOf }: CheckResult,
  isFull: boolean,
): readonly Branch[] => {
  const [first, ...others] = group;
  const { message, place, related, remedy } = first!;
  const also = others.map((finding) => failureOf(finding)).filter((failure) => failure !== undefined);
  const line: Line = [message, ...placed(place)];
  return [
    { depth: 0, line },
    ...(others.length === 0
      ? []
      : [
          {
            depth: 1,
            line: [
              also.length < others.length
                ? `and ${others.length} more`
                : `also if ${listText(also, 3, 'or')} fails`,
            ],
          },
        ]),
    ...(alike.length === 0 ? [] : [{ depth: 1, line: [`the same for ${listText(alike)}`] }]),
    ...(isFull
      ? [
          ...related.map((one) => ({ depth: 1, line: [one.message, ...placed(one.place)] })),
          { depth: 1, line: [{ text: 'to mend it: ', tone: 'dim' } as const, remedy ?? rule.remedy] },
        ]
      : []),
  ];
};

const placed = (place: FileLine | undefined): Line =>
  place === undefined ? [] : [{ text: ` [${placeText(place)}]`, tone: 'dim' }];

/** Findings whose proof is shown. */
const PROVED = 3;

const proofBlocks = (counting: readonly Finding[]): readonly Block[] => {
  const proved = new Map<string, Finding>();
  for (const finding of counting) {
    if (proved.size === PROVED) break;
    // One node falls once, by however many rules.
    if (finding.severity !== 'note' && finding.flows.length > 0 && !proved.has(finding.node))
      proved.set(finding.node, finding);
  }
  return [...proved.values()].map((finding): Block => ({
    type: 'folded',
    title: `Why ${finding.node} falls (${finding.rule})`,
    blocks: [{ type: 'tree', branches: proofTree(finding) }],
  }));
};

/** The ways of a failure from the node down; what ways have in common is told once. */
const proofTree = ({ flows }: Finding): readonly Branch[] => {
  const branches: Branch[] = [];
  let above: readonly FlowStep[] = [];
  for (const flow of flows) {
    const steps = flow.toReversed();
    const same = steps.findIndex((step, i) => step.node !== above[i]?.node);
    for (const [depth, { node, state, message, place }] of steps.entries()) {
      if (same >= 0 && depth < same) continue;
      branches.push({
        depth,
        line: [{ text: node, tone: 'id' }, ' (', { state }, `) ${message}`, ...placed(place)],
      });
    }
    above = steps;
  }
  return branches;
};

// —— the picture ———————————————————————————————————————————————————————————————————————————————————————————————————

/** Findings that are drawn: more is no picture. */
const DRAWN = 4;

const pictureFor = ({ audit, counting, failing }: CheckResult): ReportGraph => {
  const { estate } = audit;
  const ranks = new Map<number, Rank>();
  const faults = new Set<number>();
  const steps = new Set<string>();
  for (const finding of counting.filter(({ flows }) => flows.length > 0).slice(0, DRAWN)) {
    for (const at of failing(finding)) faults.add(at);
    for (const flow of finding.flows) {
      const positions = flow.map(({ node }) => estate.positions.get(node)!);
      positions.forEach((position, i) => {
        const rank = rankOf(flow[i]!.state);
        if (rank > (ranks.get(position) ?? -1)) ranks.set(position, rank);
        if (i > 0) steps.add(`${position} ${positions[i - 1]!}`);
      });
    }
  }
  return pictureOf(estate, ranks.keys(), (position) => ranks.get(position) ?? 0, {
    isFault: (position) => faults.has(position),
    isPath: (from, to) => steps.has(`${from} ${to}`),
  });
};

const graphBlocks = (result: CheckResult): readonly Block[] => {
  if (!result.counting.some(({ severity }) => severity === 'error')) return [];
  const graph = pictureFor(result);
  return graph.nodes.length === 0 ? [] : [{ type: 'graph', title: 'How the failures get there', graph }];
};
