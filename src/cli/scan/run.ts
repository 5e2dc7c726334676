/** Runs scans for the command line: loaded only once there is something to scan. */
import type { Plugin } from '../../plugin/plugin.ts';
import { type ScanOptions, type ScanResult, scanPaths } from '../../scan/estate.ts';
import { scannersWith } from '../config/scanners.ts';
import { write } from '../output.ts';
import { coverageLine } from './coverage-report.ts';
import { type Destination, handOver } from './hand-over.ts';
import { progressOn } from './progress.ts';

/** What to scan, and with whose scanners beside ours. */
interface Choices extends Omit<ScanOptions, 'scanners'> {
  readonly plugins?: readonly Plugin[];
}

/** What to scan, and where what is found goes. */
export interface Wanted extends Destination, Omit<Choices, 'progress' | 'cwd' | 'outputs'> {}

/**
 * Scans, and writes the document and the coverage.
 *
 * @throws UserError for mistakes on the command line; CheckFailed if it is strict and something was not understood.
 */
export const scanAndWrite = async (paths: readonly string[], wanted: Wanted): Promise<void> => {
  const { output = '-', coverage: coverageFile } = wanted;
  const outputs = [output, coverageFile ?? '-'].filter((file) => file !== '-');
  await handOver(await scanned(paths, { ...wanted, outputs }), wanted, {
    command: 'scan',
    header: HEADER,
    nothing: 'nothing that describes infrastructure was found',
  });
};

/**
 * Scans for a question; a line on standard error tells how much was found.
 *
 * @throws UserError for paths that are not there.
 */
export const scanFor = async (paths: readonly string[], choices: Choices): Promise<ScanResult> => {
  const result = await scanned(paths, choices);
  await write(process.stderr, `${coverageLine(result.coverage)}\n`);
  return result;
};

const scanned = async (paths: readonly string[], { plugins, ...options }: Choices): Promise<ScanResult> => {
  const progress = progressOn(process.stderr);
  try {
    return await scanPaths(paths, { ...options, scanners: scannersWith(plugins), progress: progress.tell });
  } finally {
    progress.end();
  }
};

const HEADER = `# What "faultline scan" found: the next scan writes it anew. Say in faultline.yaml what it cannot know, and
# include this file there: what stands in faultline.yaml wins.
# Editors complete it with the schema that "faultline schema > faultline.schema.json" writes:
# yaml-language-server: $schema=faultline.schema.json
`;
