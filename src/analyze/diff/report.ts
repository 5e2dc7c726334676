/** A comparison as a report: the verdict first, then what is worse and where, then what is better. */
import type { CheckCase, FileLine, Finding, Rule } from '../../model/finding.ts';
import { formatPlace } from '../../model/place.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Block, Branch, Line, RawTable, Report } from '../../model/report.ts';
import { moreOf, moreText } from '../asked.ts';
import { grouped } from '../totals.ts';
import { NONE } from './view.ts';
import type { Asked } from './asked.ts';
import type { Comparison } from './compare.ts';
import { reasonsFor } from './fail-on.ts';
import { withoutExchanged } from './exchanged.ts';
import { type Reach, takesDown } from './falls.ts';
import { downText, findingsOf, mendsOf, weakerFindings } from './findings.ts';
import { dataOf } from './data.ts';
import { changePicture } from './picture.ts';
import { RULES } from './rules.ts';
import type { DiffReportOptions, Told } from './told.ts';
import { verdictOf } from './verdict.ts';

/** The report of a comparison. */
export const diffReport = (comparison: Comparison, options: DiffReportOptions): Report => {
  const { policies = { rules: [], findings: [] }, failOn } = options;
  const { lost, won } = comparison;
  const findings = [
    ...findingsOf(withoutExchanged(lost, won), comparison.downFrom),
    ...weakerFindings(comparison.asked),
  ];
  const mends = mendsOf(withoutExchanged(won, lost), comparison.downFrom);
  const all = [...findings, ...policies.findings];
  const verdict = verdictOf(comparison, findings, policies.findings, mends);
  const told: Told = { comparison, options, findings, policies: policies.findings, mends, verdict };
  return {
    command: 'diff',
    title: verdict,
    blocks: () => blocksOf(told),
    data: () => dataOf(told),
    table: () => tableOf(all),
    graph: () => changePicture(comparison) ?? { nodes: [], edges: [] },
    checked: () => ({
      rules: [...Object.values(RULES), ...policies.rules].toSorted((a, b) => byCodePoint(a.id, b.id)),
      findings: byPlace(all),
      cases: casesOf(comparison, all, policies.rules),
    }),
    failures: () => reasonsFor(failOn, comparison, findings, policies.findings),
  };
};

const byPlace = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted(
    (a, b) =>
      byCodePoint(a.place?.file ?? '', b.place?.file ?? '') ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      byCodePoint(a.fingerprint, b.fingerprint),
  );

/** Of each rule what was looked at: the apps where it is about these, else what was found, or the whole change. */
const casesOf = (
  { view, apps }: Comparison,
  findings: readonly Finding[],
  others: readonly Rule[],
): readonly CheckCase[] => {
  const added = new Set(apps.added);
  const compared = view.to.estate.nodes
    .filter(({ kind, id }, at) => kind === 'app' && view.before[at] !== NONE && !added.has(id))
    .map(({ id }) => id);
  return [...Object.values(RULES), ...others]
    .toSorted((a, b) => byCodePoint(a.id, b.id))
    .flatMap(({ id: rule }) => {
      const own = findings.filter((finding) => finding.rule === rule);
      const about = rule === RULES.singlePoint.id ? compared : [];
      const subjects = [...new Set([...about, ...own.map(({ node }) => node)])].toSorted(byCodePoint);
      return (subjects.length === 0 ? ['the change'] : subjects).map((subject) => ({
        rule,
        subject,
        findings: own.filter(({ node }) => node === subject),
      }));
    });
};

const tableOf = (findings: readonly Finding[]): RawTable => ({
  columns: ['rule', 'severity', 'node', 'message', 'file', 'line', 'fingerprint'],
  rows: findings.map(({ rule, severity, node, message, place, fingerprint }) => [
    rule,
    severity,
    node,
    message,
    place?.file ?? null,
    place?.line ?? null,
    fingerprint,
  ]),
});

// —— in words ———————————————————————————————————————————————————————————————————————————————————————————————————————

const blocksOf = ({ comparison, options, findings, policies, mends }: Told): readonly Block[] => {
  const { limit, base, head } = options;
  const { lost, won, view, sizes, apps, renamed, failures } = comparison;
  const reasons = reasonsFor(options.failOn, comparison, findings, policies);
  const picture = changePicture(comparison);
  const exchanged = lost.cutSets.sets.length - withoutExchanged(lost, won).cutSets.sets.length;
  const untraced = lost.falls.filter(({ change }) => change === undefined).length;
  const fallCount = lost.falls.filter((fall) => takesDown(fall, comparison.downFrom)).length;
  return [
    {
      type: 'text',
      lines: [
        [
          { text: head, tone: 'strong' },
          ' against ',
          { text: base, tone: 'strong' },
          `: ${countOf(failures, 'failure')} played one at a time on either side`,
        ],
        ...(reasons.length === 0
          ? []
          : [
              [
                {
                  text: `It fails: ${reasons.length} ${reasons.length === 1 ? 'reason' : 'reasons'}`,
                  tone: 'strong',
                } as const,
              ],
            ]),
        ...(fallCount === 0
          ? []
          : [
              [
                `${countOf(fallCount, 'pair')} of app and single failure: down (${downText(comparison.downFrom)}) now, and not before`,
              ],
            ]),
      ],
    },
    ...findingBlocks(
      'What gets worse',
      findings.filter(({ rule }) => rule !== RULES.weaker.id),
      limit,
    ),
    ...askedBlocks(comparison.asked, limit),
    ...findingBlocks('What the check finds anew', policies, limit),
    ...(picture === undefined
      ? []
      : [{ type: 'graph', title: 'The part that is affected', graph: picture } as const]),
    ...reachBlocks('What single failures reach further', lost.wider, comparison, 'to', limit),
    ...(mends.length === 0
      ? []
      : [
          {
            type: 'folded',
            title: `What improved: ${mends.length}`,
            blocks: [
              {
                type: 'table',
                columns: [
                  { title: 'Node', cut: 'middle', yields: 1 },
                  { title: 'What', yields: 2 },
                ],
                rows: mends
                  .slice(0, limit)
                  .map(({ node, message }): readonly Line[] => [[{ text: node, tone: 'id' }], [message]]),
                ...moreOf(mends.length, limit),
              },
            ],
          } as const,
        ]),
    ...reachBlocks(
      'What single failures no longer reach',
      won.wider,
      { ...comparison, view: won.view },
      'from',
      limit,
    ),
    {
      type: 'folded',
      title: 'How much has changed',
      blocks: [
        {
          type: 'text',
          lines: [
            [
              `nodes: ${sizes.nodes.added} added, ${sizes.nodes.removed} removed, ${sizes.nodes.renamed} renamed`,
            ],
            [
              `requirements: ${sizes.requirements.added} added, ${sizes.requirements.removed} removed, ${sizes.requirements.changed} changed`,
            ],
            ...(exchanged === 0
              ? []
              : [
                  [
                    `${countOf(exchanged, 'combination')} of failures took the place of as many of the same size`,
                  ],
                ]),
            ...named('new apps, which are not compared', apps.added),
            ...named('apps that are gone', apps.removed),
            ...(renamed.length === 0
              ? []
              : [
                  [
                    `renamed: ${renamed
                      .slice(0, limit)
                      .map(({ from, to }) => `${from} → ${to}`)
                      .join(', ')}${renamed.length > limit ? `, and ${renamed.length - limit} more` : ''}`,
                  ],
                ]),
            ...(untraced === 0
              ? []
              : [
                  [
                    `${countOf(untraced, 'fall')} whose line was not looked for: there were too many failures`,
                  ],
                ]),
            ...(lost.cutSets.unfinished.length === 0
              ? []
              : [
                  [
                    `combinations of failures: too many to compare for ${lost.cutSets.unfinished.map((at) => view.to.estate.nodes[at]!.id).join(', ')}`,
                  ],
                ]),
          ],
        },
      ],
    },
  ];
};

const named = (what: string, ids: readonly string[]): readonly Line[] =>
  ids.length === 0 ? [] : [[`${what}: ${ids.slice(0, 20).join(', ')}${ids.length > 20 ? ', …' : ''}`]];

const countOf = (count: number, what: string): string => `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

/** Findings as a list, each with its line and what stood there before. */
const findingBlocks = (title: string, findings: readonly Finding[], limit: number): readonly Block[] =>
  findings.length === 0
    ? []
    : [
        { type: 'heading', text: title },
        { type: 'tree', branches: findings.slice(0, limit).flatMap(findingBranches) },
        ...(findings.length > limit
          ? [{ type: 'text', lines: [[moreText(findings.length - limit)]] } as const]
          : []),
      ];

const findingBranches = ({ rule, message, place, related, remedy }: Finding): readonly Branch[] => [
  { depth: 0, line: [{ text: rule.replace(/^diff\//, ''), tone: 'strong' }, `: ${message}`] },
  ...(place === undefined ? [] : [{ depth: 1, line: [{ text: whereText(place), tone: 'id' } as const] }]),
  ...related.slice(0, MOST_RELATED).map((one) => ({
    depth: 1,
    line: [
      {
        text: `${one.message}${one.place === undefined ? '' : ` (${whereText(one.place)})`}`,
        tone: 'dim',
      } as const,
    ],
  })),
  ...(remedy === undefined ? [] : [{ depth: 1, line: [remedy] }]),
];

/** What is asked for less strictly than before, each with its line. */
const askedBlocks = (asked: readonly Asked[], limit: number): readonly Block[] =>
  asked.length === 0
    ? []
    : [
        { type: 'heading', text: 'What is asked has changed' },
        {
          type: 'tree',
          branches: asked
            .slice(0, limit)
            .flatMap(({ what, message, place }): readonly Branch[] => [
              { depth: 0, line: [{ text: what, tone: 'strong' }, `: ${message}`] },
              ...(place === undefined
                ? []
                : [{ depth: 1, line: [{ text: whereText(place), tone: 'id' } as const] }]),
            ]),
        },
        ...(asked.length > limit
          ? [{ type: 'text', lines: [[moreText(asked.length - limit)]] } as const]
          : []),
      ];

/** Lines beside a finding. */
const MOST_RELATED = 4;

const whereText = ({ file, line, column = 1 }: FileLine): string => formatPlace({ file, line, column });

/** A folded table of reaches; `side` is where the numbers of the left come from. */
const reachBlocks = (
  title: string,
  reaches: readonly Reach[],
  { view, areApps }: Pick<Comparison, 'view' | 'areApps'>,
  side: 'from' | 'to',
  limit: number,
): readonly Block[] => {
  if (reaches.length === 0) return [];
  const priced = reaches.some(({ costBefore, costAfter }) => costBefore !== costAfter);
  const who = areApps ? 'Apps' : 'Nodes';
  const countText = ([degraded, partial, outage]: Reach['before']): string =>
    [
      outage > 0 ? `${outage} out` : '',
      partial > 0 ? `${partial} partial` : '',
      degraded > 0 ? `${degraded} degraded` : '',
    ]
      .filter((text) => text !== '')
      .join(', ') || 'none';
  const sides = (reach: Reach) =>
    side === 'to'
      ? ([countText(reach.before), countText(reach.after), reach.costBefore, reach.costAfter] as const)
      : ([countText(reach.after), countText(reach.before), reach.costAfter, reach.costBefore] as const);
  return [
    {
      type: 'folded',
      title: `${title}: ${reaches.length}`,
      blocks: [
        {
          type: 'table',
          columns: [
            { title: 'Failure', cut: 'middle', yields: 1 },
            { title: `${who} before` },
            { title: `${who} now` },
            ...(priced ? [{ title: 'USD an hour', align: 'right' } as const] : []),
          ],
          rows: reaches.slice(0, limit).map((reach): readonly Line[] => {
            const [before, after, costBefore, costAfter] = sides(reach);
            return [
              [{ text: view.to.estate.nodes[reach.failure]!.id, tone: 'id' }],
              [reach.isNew ? (side === 'to' ? 'was not there' : before) : before],
              [reach.isNew && side === 'from' ? 'is gone' : after],
              ...(priced
                ? [
                    [
                      costBefore === costAfter
                        ? grouped(costAfter)
                        : `${grouped(costBefore)} → ${grouped(costAfter)}`,
                    ],
                  ]
                : []),
            ];
          }),
          ...moreOf(reaches.length, limit),
        },
      ],
    },
  ];
};
