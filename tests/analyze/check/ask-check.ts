/** Checks asked of documents written as text. */
import { check } from '../../../src/analyze/check.ts';
import type { Scanned } from '../../../src/analyze/analysis.ts';
import { assemble } from '../../../src/assemble/assemble.ts';
import { readDocument } from '../../../src/document/read.ts';
import { problemsOf } from '../../../src/model/complaint.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Checked, Report } from '../../../src/model/report.ts';
import { UserError } from '../../../src/model/user-error.ts';

const TODAY = '2026-06-15';

export type Files = Readonly<Record<string, string>>;

/** The estate of documents by name, the first the strongest; those in `packs/` are as those that ship. */
const estateIn = async (files: Files): Promise<Estate> => {
  const read = await Promise.all(
    Object.entries(files)
      .filter(([file]) => file.endsWith('.yaml'))
      .map(([file, text]) =>
        readDocument({ file, text: withVersion(text), isShipped: file.startsWith('packs/') }),
      ),
  );
  const { estate, complaints } = assemble(read.flatMap(({ document }) => document ?? []));
  const problems = [...read.flatMap((one) => one.problems), ...problemsOf(complaints)];
  if (problems.length > 0) throw new UserError(problems);
  return estate;
};

/** On the line of its own first word, so that lines are those of the text. */
const withVersion = (text: string): string => `${text.trimEnd()}\nfaultline: 1\n`;

export interface Asked {
  readonly options?: Parameters<typeof check.run>[0]['options'];
  /** Files that are given with an option. */
  readonly given?: Files;
  readonly scanned?: Scanned;
  readonly today?: string;
}

/** Checks documents; what is not YAML among the files is there to be pointed at. */
export const askCheck = async (
  files: Files | string,
  { options = {}, given = {}, scanned, today = TODAY }: Asked = {},
): Promise<Report> => {
  const all = typeof files === 'string' ? { 'shop.yaml': files } : files;
  return check.run({
    estate: await estateIn(all),
    args: [],
    options,
    today,
    files: new Map(Object.entries(given)),
    linesOf: (file) => ({ ...all, ...given })[file]?.split('\n'),
    ...(scanned === undefined ? {} : { scanned }),
  });
};

export const checkedIn = (report: Report): Checked => report.checked!();

/** All findings of a rule, those excused too. */
export const findingsOf = (report: Report, rule: string): readonly Finding[] =>
  checkedIn(report).findings.filter((finding) => finding.rule === rule);

/** The findings that count, as `rule node file:line`. */
export const counted = (report: Report): readonly string[] =>
  checkedIn(report)
    .findings.filter(({ excused }) => excused === undefined)
    .map(({ rule, node, place }) => `${rule} ${node} ${place?.file}:${place?.line}`)
    .toSorted();
