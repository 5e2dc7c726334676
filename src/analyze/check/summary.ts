/** What a check says of what does not count: excused findings, and how the baseline stands. */
import type { FileLine, Finding } from '../../model/finding.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Block, Line } from '../../model/report.ts';
import { moreOf } from '../asked.ts';
import { grouped } from '../totals.ts';
import type { CheckResult } from './run.ts';
import { listText } from './words.ts';

/** `1 finding`, `2 findings`. */
export const countedText = (count: number, what: string): string =>
  `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

/** Findings, and what a baseline has of them, if that is more. */
export const entriesText = (findings: number, entries: number): string =>
  `${countedText(findings, 'finding')}${entries === findings ? '' : ` (${grouped(entries)} entries)`}`;

/** `shop.yaml:12`; nothing where nobody wrote it. */
export const placeText = (place: FileLine | undefined): string =>
  place === undefined ? '' : `${place.file}:${place.line}`;

/** The baseline in a few lines, on green runs too: that it grows must be seen. */
export const baselineLines = ({ baseline }: CheckResult): readonly Line[] => {
  if (baseline === undefined) return [];
  const { file, hides, hiddenFindings, holds, first, last, addedSinceFirst, addedLast, gone } = baseline;
  const grown =
    first === undefined || last === undefined
      ? []
      : first.day === last.day
        ? [`; written on ${first.day}`]
        : [
            `; on ${first.day} it had ${grouped(first.findings)}, and ${grouped(addedSinceFirst)} of its ${grouped(holds)} came later`,
            addedLast === 0 ? '' : ` (${grouped(addedLast)} on ${last.day})`,
          ];
  return [
    [
      {
        text: `${file} hides ${entriesText(hiddenFindings, hides)}`,
        tone: 'strong',
      },
      ...grown,
    ],
    ...(gone.length === 0
      ? []
      : [
          [
            `${grouped(gone.length)} of its entries can be removed, as ${gone.length === 1 ? 'it no longer occurs' : 'they no longer occur'}: --write-baseline ${file} (${listText(gone.map(({ rule, node }) => `${rule} of ${node}`))})`,
          ],
        ]),
  ];
};

const WORDS = { suppressed: 'Suppressed', waived: 'Waived', baseline: 'In the baseline' } as const;

/** Findings that do not count, by why. */
export const excusedBlocks = ({ findings }: CheckResult, limit: number): readonly Block[] => {
  const excused = findings.filter((finding) => finding.excused !== undefined);
  return [...groupBy(excused, (finding) => finding.excused!.by)].map(([by, all]) => ({
    type: 'folded',
    title: `${WORDS[by]}: ${grouped(all.length)}`,
    blocks: [
      {
        type: 'table',
        columns: [
          { title: 'Rule' },
          { title: 'Node', yields: 1, cut: 'middle' },
          { title: 'Line', yields: 2, cut: 'middle' },
          { title: 'Why', yields: 3, cut: 'end' },
        ],
        rows: all
          .slice(0, limit)
          .map((finding) => [
            [finding.rule],
            [{ text: finding.node, tone: 'id' }],
            [{ text: placeText(finding.place), tone: 'dim' }],
            [excuseText(finding)],
          ]),
        ...moreOf(all.length, limit),
      },
    ],
  }));
};

const excuseText = ({ excused }: Finding): string => {
  const { reason = 'no reason given', owner, until } = excused!;
  return [
    reason,
    ...(owner === undefined ? [] : [owner]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ].join(', ');
};
