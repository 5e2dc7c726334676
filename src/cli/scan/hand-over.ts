/** What a scan or an import found, handed over: the document, its coverage, a summary, and whether it is enough. */
import path from 'node:path';
import { writeJson, writeYaml } from '../../document/write.ts';
import type { Document } from '../../model/document.ts';
import { quoted } from '../../model/printable.ts';
import type { Report } from '../../model/report.ts';
import { UserError } from '../../model/user-error.ts';
import { REPORTERS } from '../../report/index.ts';
import { type Coverage, missingOf } from '../../scan/coverage.ts';
import { CheckFailed } from '../check-failed.ts';
import { columnsOf, painterFor, write } from '../output.ts';
import { coverageReport, missingLines, summaryReport } from './coverage-report.ts';
import { writeAll } from './write-file.ts';

/** Where it goes. */
export interface Destination {
  /** Where the document goes; left out or `-`: standard output. */
  readonly output?: string;
  /** Where the coverage goes in full. */
  readonly coverage?: string;
  readonly strict?: boolean;
  readonly quiet?: boolean;
}

/** What the command calls itself. */
export interface Words {
  readonly command: 'scan' | 'import';
  /** Comments at the top of a YAML document. */
  readonly header: string;
  /** What strictly is too little. */
  readonly nothing: string;
}

/** @throws CheckFailed if it is strict and something was not understood. */
export const handOver = async (
  { document, coverage }: { readonly document: Document; readonly coverage: Coverage },
  { output = '-', coverage: coverageFile, quiet, strict }: Destination,
  words: Words,
): Promise<void> => {
  assertApart(output, coverageFile);
  // Everything is made before anything is written.
  const text = isJson(output) ? writeJson(document) : `${words.header}${writeYaml(document)}`;
  const told = coverageFile === undefined ? undefined : await rendered(coverage, coverageFile, words);
  await writeAll([
    ...(told === undefined ? [] : [[coverageFile!, told] as const]),
    ...(output === '-' ? [] : [[output, text] as const]),
  ]);
  if (output === '-') await write(process.stdout, text);
  if (quiet !== true)
    await write(
      process.stderr,
      `${await summaryText(coverage, coverageFile, words)}${largeNote(document, output)}`,
    );
  if (strict === true) assertUnderstood(coverage, words);
};

/** Standard output is the document's, and one file cannot hold both. */
const assertApart = (output: string, coverage: string | undefined): void => {
  if (coverage === '-')
    throw new UserError({
      message: '--coverage takes a file, not "-"',
      hint: 'such as coverage.json, or coverage.md to be read',
    });
  if (output !== '-' && coverage !== undefined && path.resolve(output) === path.resolve(coverage))
    throw new UserError({ message: `--output and --coverage name the same file, ${quoted(output)}` });
};

const isJson = (file: string): boolean => file.endsWith('.json');

/** Nodes above which YAML takes too long. */
const MANY = 20_000;

const largeNote = ({ nodes }: Document, file: string): string =>
  isJson(file) || nodes.size <= MANY
    ? ''
    : `\n${nodes.size} nodes are much for YAML: "-o scanned.json" is read a hundred times faster\n`;

/** Columns of a text file. */
const WIDTH = 160;

const rendered = async (coverage: Coverage, file: string, { command }: Words): Promise<string> => {
  const format = file.endsWith('.md') ? 'markdown' : file.endsWith('.txt') ? 'text' : 'json';
  const reporter = await REPORTERS.find(({ name }) => name === format)!.load();
  const report: Report = coverageReport(coverage, command);
  return reporter.render(report, { width: WIDTH, paint: (_, text) => text });
};

const summaryText = async (
  coverage: Coverage,
  file: string | undefined,
  { command }: Words,
): Promise<string> => {
  const { text } = await import('../../report/text.ts');
  const more = `${file ?? '--coverage FILE'} tells each of them`;
  return text.render(summaryReport(coverage, { command, more }), {
    width: columnsOf(process.stderr),
    paint: painterFor(process.stderr),
  });
};

/** @throws CheckFailed if something was not understood, or nothing was found: then nothing was checked either. */
const assertUnderstood = (coverage: Coverage, { nothing }: Words): void => {
  const missing = missingOf(coverage).length;
  if (missing > 0)
    throw new CheckFailed(
      `--strict: ${missing} ${missing === 1 ? 'thing was' : 'things were'} not understood`,
      missingLines(coverage),
    );
  if (coverage.counts.resources === 0) throw new CheckFailed(`--strict: ${nothing}`, []);
};
