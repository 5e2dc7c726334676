/** From a document on disk to the printed answer: the whole process, its memory, and where its time goes. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { documentOf } from './documents.mjs';
import { median } from './measure.mjs';
import { FAULTLINE, wallTimeAndPeak } from './process.mjs';
import { shownBytes, shownTime } from './result.mjs';
import { SIZES } from './sizes.mjs';

const STAGES = fileURLToPath(new URL('stages.mjs', import.meta.url));

const RUNS = 5;
const STAGE_RUNS = 3;
/** A million nodes take so long that the noise of one run no longer matters. */
const RUN_ONCE_FROM = 1_000_000;

/** What is promised, by format and size. */
const TARGETS = {
  json: { '100k': { seconds: 2, megabytes: 600 } },
  yaml: { '10k': { seconds: 3 } },
};

/** YAML beyond this is refused by the program: it says to write JSON. */
const YAML_SIZE = '10k';

/**
 * @param {import('./sizes.mjs').Size} size
 * @returns {Promise<import('./result.mjs').Line[]>}
 */
export const benchLoad = async (size) => [
  ...(await answerLines(size, 'json', 'text')),
  ...(await answerLines(size, 'json', 'json')),
  ...(size === YAML_SIZE ? await answerLines(size, 'yaml', 'text') : []),
  ...stageLines(size),
];

/** One kind of document, answered in one format. */
const answerLines = async (size, from, format) => {
  const { file, popular } = documentOf(size, from);
  const runs = [];
  for (let run = 0; run < runsOf(size, RUNS); run++) {
    runs.push(await wallTimeAndPeak([FAULTLINE, 'impact', popular, '--graph', file, '--format', format]));
  }
  const ms = median(runs.map((run) => run.ms));
  const peak = median(runs.map((run) => run.peak));
  const { seconds, megabytes } = TARGETS[from][size] ?? {};
  const what = `${from.toUpperCase()} to answer in ${format} (${shownBytes(runs[0].bytes)})`;
  return [
    {
      what,
      measured: shownTime(ms),
      ...(seconds === undefined ? {} : { target: `≤ ${seconds} s`, met: ms <= seconds * 1000 }),
    },
    {
      what: `${what}: peak memory`,
      measured: shownBytes(peak),
      ...(megabytes === undefined ? {} : { target: `≤ ${megabytes} MB`, met: peak <= megabytes * 1e6 }),
    },
  ];
};

const stageLines = (size) => {
  const { file, popular } = documentOf(size, 'json');
  const runs = Array.from({ length: runsOf(size, STAGE_RUNS) }, () => stagesOf(file, popular));
  return runs[0].map(([stage], i) => ({
    what: `— ${stage}`,
    measured: shownTime(median(runs.map((run) => run[i][1]))),
  }));
};

/** @returns {[stage: string, ms: number][]} */
const stagesOf = (file, popular) => {
  const { status, stdout } = spawnSync(process.execPath, [STAGES, file, popular], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`the stages of ${file} could not be measured`);
  return JSON.parse(stdout.toString());
};

const runsOf = (size, runs) => (SIZES[size] >= RUN_ONCE_FROM ? 1 : runs);
