/** Runs scans for the command line: loaded only once there is something to scan. */
import { writeJson, writeYaml } from '../../document/write.ts';
import type { Document } from '../../model/document.ts';
import { REPORTERS } from '../../report/index.ts';
import { type Coverage, missingOf } from '../../scan/coverage.ts';
import { type ScanOptions, type ScanResult, scanPaths } from '../../scan/estate.ts';
import { SCANNERS } from '../../scan/index.ts';
import { CheckFailed } from '../check-failed.ts';
import { columnsOf, painterFor, write } from '../output.ts';
import { coverageLine, coverageReport, missingLines, summaryReport } from './coverage-report.ts';
import { progressOn } from './progress.ts';
import { writeWhole } from './write-file.ts';

export interface Wanted extends Omit<ScanOptions, 'scanners' | 'progress' | 'cwd' | 'outputs'> {
  /** Where the document goes; left out or `-`: standard output. */
  readonly output?: string;
  /** Where the coverage goes in full. */
  readonly coverage?: string;
  readonly strict?: boolean;
  readonly quiet?: boolean;
}

/**
 * Scans, and writes the document and the coverage.
 *
 * @throws UserError for mistakes on the command line; CheckFailed if it is strict and something was not understood.
 */
export const scanAndWrite = async (paths: readonly string[], wanted: Wanted): Promise<void> => {
  const { output = '-', coverage: coverageFile } = wanted;
  const outputs = [output, coverageFile ?? '-'].filter((file) => file !== '-');
  const { document, coverage } = await scanned(paths, { ...wanted, outputs });
  // Everything is made before anything is written.
  const text = textOf(document, output);
  const told = coverageFile === undefined ? undefined : await rendered(coverage, coverageFile);
  if (told !== undefined) await writeWhole(coverageFile!, told);
  await (output === '-' ? write(process.stdout, text) : writeWhole(output, text));
  if (wanted.quiet !== true) {
    await write(process.stderr, `${await summaryText(coverage, coverageFile)}${largeNote(document, output)}`);
  }
  if (wanted.strict === true) assertUnderstood(coverage);
};

/**
 * Scans for a question; a line on standard error tells how much was found.
 *
 * @throws UserError for paths that are not there.
 */
export const scanFor = async (
  paths: readonly string[],
  choices: Omit<ScanOptions, 'scanners'>,
): Promise<ScanResult> => {
  const result = await scanned(paths, choices);
  await write(process.stderr, `${coverageLine(result.coverage)}\n`);
  return result;
};

const scanned = async (
  paths: readonly string[],
  options: Omit<ScanOptions, 'scanners'>,
): Promise<ScanResult> => {
  const progress = progressOn(process.stderr);
  try {
    return await scanPaths(paths, { ...options, scanners: SCANNERS, progress: progress.tell });
  } finally {
    progress.end();
  }
};

// —— the document ———————————————————————————————————————————————————————————————————————————————————————————————————

const HEADER = `# What "faultline scan" found: the next scan writes it anew. Say in faultline.yaml what it cannot know, and
# include this file there: what stands in faultline.yaml wins.
# Editors complete it with the schema that "faultline schema > faultline.schema.json" writes:
# yaml-language-server: $schema=faultline.schema.json
`;

const isJson = (file: string): boolean => file.endsWith('.json');

const textOf = (document: Document, file: string): string =>
  isJson(file) ? writeJson(document) : `${HEADER}${writeYaml(document)}`;

/** Nodes above which YAML takes too long. */
const MANY = 20_000;

const largeNote = ({ nodes }: Document, file: string): string =>
  isJson(file) || nodes.size <= MANY
    ? ''
    : `\n${nodes.size} nodes are much for YAML: "-o scanned.json" is read a hundred times faster\n`;

// —— the coverage ———————————————————————————————————————————————————————————————————————————————————————————————————

/** Columns of a text file. */
const WIDTH = 160;

const rendered = async (coverage: Coverage, file: string): Promise<string> => {
  const format = file.endsWith('.md') ? 'markdown' : file.endsWith('.txt') ? 'text' : 'json';
  const reporter = await REPORTERS.find(({ name }) => name === format)!.load();
  return reporter.render(coverageReport(coverage), { width: WIDTH, paint: (_, text) => text });
};

const summaryText = async (coverage: Coverage, file: string | undefined): Promise<string> => {
  const { text } = await import('../../report/text.ts');
  const more = `${file ?? '--coverage FILE'} tells each of them`;
  return text.render(summaryReport(coverage, more), {
    width: columnsOf(process.stderr),
    paint: painterFor(process.stderr),
  });
};

/** @throws CheckFailed if something was not understood, or nothing was found: then nothing was checked either. */
const assertUnderstood = (coverage: Coverage): void => {
  const missing = missingOf(coverage).length;
  if (missing > 0)
    throw new CheckFailed(
      `--strict: ${missing} ${missing === 1 ? 'thing was' : 'things were'} not understood`,
      missingLines(coverage),
    );
  if (coverage.counts.resources === 0)
    throw new CheckFailed('--strict: nothing that describes infrastructure was found', []);
};
