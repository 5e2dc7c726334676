/** `faultline check` with all its reporters at once, each to a file: the whole process, as a job of CI waits for it. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { documentOf } from './documents.mjs';
import { median } from './measure.mjs';
import { checkOf } from './process.mjs';
import { shownBytes, shownCount, shownTime } from './result.mjs';
import { withTree } from './scan/trees.mjs';

const ROUNDS = 3;
const RESOURCES = 10_000;

/** What is promised of a document of 10,000 resources; scanning has promises of its own. */
const TARGET = { seconds: 10, megabytes: 1000 };

/** All formats, and the names of their files. */
const FORMATS = [
  ['text', 'report.txt'],
  ['json', 'report.json'],
  ['markdown', 'report.md'],
  ['html', 'report.html'],
  ['sarif', 'report.sarif'],
  ['junit', 'report.xml'],
  ['gitlab', 'gitlab.json'],
  ['github', 'annotations.txt'],
  ['github-summary', 'summary.md'],
  ['csv', 'report.csv'],
  ['dot', 'report.dot'],
  ['mermaid', 'report.mmd'],
  ['graphml', 'report.graphml'],
  ['cytoscape', 'cytoscape.json'],
];

/** Waivers end, so a check has a day. */
const DAY = '2026-11-22';

/**
 * A document whose redundancy is made up at random, so that most of it is worth nothing, and trees to be scanned first.
 *
 * @returns {Promise<import('./result.mjs').Line[]>}
 */
export const benchCheck = async () => {
  const { file } = documentOf('10k', 'json');
  const title = '10k nodes of JSON, most of the redundancy not real';
  const lines = checkLines(title, ['--graph', file], TARGET);
  for (const kind of ['terraform', 'kubernetes']) {
    process.stderr.write(`  ${kind} …\n`);
    const one = async ({ folder }) =>
      checkLines(`10k resources of ${kind}, scanned and checked`, ['--scan', folder]);
    lines.push(...(await withTree(kind, RESOURCES, one)));
  }
  return lines;
};

const checkLines = (title, question, target) => {
  // Once unmeasured: the files are in memory then.
  const { findings, bytes } = checked(question);
  const rounds = Array.from({ length: ROUNDS }, () => checked(question));
  const middle = (of) => median(rounds.map(of));
  const ms = middle((round) => round.ms);
  const peak = middle((round) => round.peak);
  return [
    {
      what: `${title} (${shownCount(findings)} findings, ${FORMATS.length} formats, ${shownBytes(bytes)})`,
      measured: `${shownTime(ms)}, processor ${shownTime(middle((round) => round.cpu))}`,
      ...(target && { target: `≤ ${target.seconds} s`, met: ms <= target.seconds * 1000 }),
    },
    {
      what: `${title}: peak memory`,
      measured: shownBytes(peak),
      ...(target && { target: `≤ ${target.megabytes} MB`, met: peak <= target.megabytes * 1e6 }),
    },
  ];
};

/** One check with everything that it writes, in a folder that is gone afterwards. */
const checked = (question) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'faultline-check-'));
  try {
    const files = FORMATS.map(([, name]) => path.join(folder, name));
    const formats = FORMATS.flatMap(([format], i) => ['--format', `${format}=${files[i]}`]);
    const usage = checkOf([...question, ...formats, '--date', DAY, '--quiet']);
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    return { ...usage, bytes, findings: findingsIn(readFileSync(path.join(folder, 'report.csv'), 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Rows of the table, which has a line of titles. */
const findingsIn = (csv) => csv.trimEnd().split('\r\n').length - 1;
