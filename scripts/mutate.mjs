// How many small mistakes in the program would its tests notice?
//
//     node scripts/mutate.mjs                              400 mistakes in the engine, the analyses and the documents
//     node scripts/mutate.mjs --room engine --sample 100   a hundred, in the engine
//
// docs/mutation.md tells how it is measured and what it found.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { allMutants, sampleOf, withSwitches } from './mutate/mutants.mjs';
import { told } from './mutate/score.mjs';
import { stryker } from './mutate/tools.mjs';
import { tried } from './mutate/trials.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['engine', 'analyze', 'document'];

const HELP = `Tries mistakes, one at a time, on the tests: what share do they notice?

Usage: node scripts/mutate.mjs [--room ROOM]... [--sample N] [--seed N] [--runs FACTOR] [--seconds N] [--list]

  --room ROOM     of ${ROOMS.join(', ')}; given several times, several (default: all)
  --sample N      how many mistakes to try (default: 400)
  --seed N        which ones: the same number, the same ones (default: 1)
  --runs FACTOR   how many random cases the laws try, as a factor (default: 0.25)
  --seconds N     of computing for one mistake that no test notices, at most (default: 60)
  --tools FOLDER  a node_modules folder that has Stryker, instead of npx
  --report FILE   write what became of each mistake to a JSON file, too
  --folder FOLDER keep what is known there; the same command, given again, goes on from it
  --list          only tell what would be tried
`;

const main = async () => {
  const { values } = parseArgs({
    options: {
      room: { type: 'string', multiple: true, default: ROOMS },
      sample: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      runs: { type: 'string', default: '0.25' },
      seconds: { type: 'string', default: '60' },
      tools: { type: 'string' },
      report: { type: 'string' },
      folder: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return HELP;
  const unknown = values.room.find((room) => !ROOMS.includes(room));
  if (unknown !== undefined) throw new Error(`no room "${unknown}": there are ${ROOMS.join(', ')}`);
  const tools = await stryker(values.tools);
  const all = await allMutants(ROOT, values.room, tools);
  const sample = sampleOf(all, Number(values.sample), Number(values.seed));
  tell(`${sample.length} of ${all.length} mutants`);
  const { mutants, texts } = await withSwitches(ROOT, sample, tools);
  if (values.list) return `${mutants.map(listed).join('\n')}\n`;
  process.env.FAULTLINE_RUNS = values.runs;
  process.env.FAULTLINE_MUTANT_SECONDS = values.seconds;
  const folder = values.folder ?? mkdtempSync(path.join(tmpdir(), 'faultline-mutate-'));
  mkdirSync(folder, { recursive: true });
  try {
    const became = await tried(ROOT, folder, mutants, texts, tell);
    if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(became, null, 1));
    return told(became);
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
};

let last = '';
const tell = (line) => {
  if (line !== last) process.stderr.write(`${line}\n`);
  last = line;
};

const listed = ({ file, line, column, mutator, becomes }) =>
  `${file}:${line}:${column} ${mutator} ${becomes.replaceAll(/\s+/g, ' ').slice(0, 80)}`;

process.stdout.write(await main());
