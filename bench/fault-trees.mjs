/**
 * Fault trees: minimal cut sets and the probability of the top, ours against SCRAM's.
 *
 *     node bench/fault-trees.mjs [--trees DIR] [--only NAME,…] [--cap SECONDS]
 *
 * SCRAM (Debian package `scram`) is asked for what we compute: all minimal cut sets of at most 20 events, and the exact
 * probability, by its binary decision diagrams. What counts of it is the time of its preprocessing and of its algorithm,
 * as it tells them itself; what counts of ours is everything from the tree in memory to the counts by order and the
 * probability. Neither reading the file nor writing sets is in either. Speed counts only for the right answer: counts by
 * order and probability must be those of SCRAM wherever it ends.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readOpenPsa } from '../dist/document/open-psa/read.js';
import { minimalCutSets } from '../dist/engine/fault-tree/cut-sets.js';
import { probabilityOf } from '../dist/engine/fault-tree/probability.js';
import { machine, median, timed } from './measure.mjs';
import { shownCount, shownRatio, shownTime } from './result.mjs';

const FIXTURES = fileURLToPath(new URL('../tests/fixtures/fault-trees', import.meta.url));

/** SCRAM's own default, which its counts are limited to. */
const MOST_EVENTS = 20;
const ROUNDS = 3;
/** Calls before those that count: after them, the JavaScript engine has compiled what is hot. */
const WARM_UP_MS = 1_000;
/** What is quicker than this is measured over several calls. */
const SHORT_MS = 20;
/** Nodes that a diagram of ours may have: what stays below 4 GB. */
const NODES = 5_000_000;
/** What takes longer than this is measured once. */
const LONG_MS = 5_000;

const MEDIAN_TARGET = 3;
const WORST_TARGET = 1 / 3;

/** @returns {Promise<import('./result.mjs').Line[]>} the lines for the table of all benchmarks */
export const benchFaultTrees = async () => {
  const results = await measured(FIXTURES, undefined, 60);
  return linesOf(results);
};

const measured = async (folder, only, cap) => {
  const hasScram = spawnSync('scram', ['--version']).error === undefined;
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.xml'))
    .map((file) => file.slice(0, -4))
    .filter((name) => only === undefined || only.includes(name))
    .toSorted();
  const results = [];
  for (const name of names) {
    const path = `${folder}/${name}.xml`;
    process.stderr.write(`${name} …\n`);
    const tree = treeIn(path);
    let answer = warmedUp(tree);
    const isLong = answer.ms > LONG_MS;
    const ours = isLong ? [answer.ms] : [];
    const theirs = [];
    let scram;
    for (let round = 0; round < ROUNDS; round++) {
      if (hasScram && (round === 0 || (scram !== undefined && scram.ms < LONG_MS))) {
        scram = await askScram(path, cap);
        if (scram !== undefined) theirs.push(scram.ms);
      }
      if (isLong) continue;
      answer = ask(tree);
      ours.push(answer.ms);
    }
    const { complete, counts, probability } = answer;
    results.push({
      name,
      ours: median(ours),
      theirs: theirs.length === 0 ? undefined : median(theirs),
      complete,
      counts,
      probability,
      mismatch: scram === undefined || !complete ? undefined : mismatchOf(answer, scram),
    });
  }
  return results;
};

const treeIn = (path) => {
  const { events, gates, tops } = readOpenPsa([{ file: path, text: readFileSync(path, 'utf8') }]);
  return {
    tree: { eventCount: events.length, gates, top: 2 * tops[0].vertex },
    p: Float64Array.from(events, ({ probability }) => probability ?? Number.NaN),
  };
};

const solve = ({ tree, p }) => {
  const sets = minimalCutSets(tree, { nodes: NODES });
  const probability = sets.complete
    ? (sets.probability(p) ?? probabilityOf(tree, p, { nodes: NODES })?.probability)
    : undefined;
  return { complete: sets.complete, counts: sets.counts, probability };
};

const warmedUp = (tree) => {
  const start = performance.now();
  const { result, ms } = timed(() => solve(tree));
  while (performance.now() - start < WARM_UP_MS) solve(tree);
  return { ...result, ms };
};

const ask = (tree) => {
  const { result, ms } = timed(() => solve(tree));
  if (ms >= SHORT_MS) return { ...result, ms };
  let calls = 0;
  const all = timed(() => {
    const start = performance.now();
    for (; performance.now() - start < SHORT_MS; calls++) solve(tree);
  });
  return { ...result, ms: all.ms / calls };
};

/** What SCRAM says and the milliseconds of its algorithm, or undefined if it does not end in so many seconds. */
const askScram = (path, cap) =>
  new Promise((resolve) => {
    const args = ['--bdd', '-l', `${MOST_EVENTS}`, '--probability', 'true', '--verbosity', '4', path];
    const child = spawn('scram', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    let report = '';
    const end = (answer) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(answer);
    };
    const timer = setTimeout(() => end(undefined), cap * 1000);
    child.stderr.on('data', (chunk) => (log += chunk));
    // The summary stands before the sets, which can be gigabytes: nobody waits for them.
    child.stdout.on('data', (chunk) => {
      report += chunk;
      const summary = /<sum-of-products[^>]*>/.exec(report)?.[0];
      if (summary === undefined) return;
      const attribute = (name) => new RegExp(` ${name}="([^"]*)"`).exec(summary)?.[1] ?? '';
      const seconds = (what) => Number(new RegExp(`${what} in ([\\d.e-]+)`).exec(log)?.[1]);
      end({
        ms: 1000 * (seconds('Finished Preprocessing') + seconds('The algorithm finished')),
        counts: attribute('distribution').split(' ').map(BigInt),
        probability: attribute('probability'),
      });
    });
    child.on('close', () => end(undefined));
  });

/** SCRAM's counts begin with order 1; its probability has six digits. */
const mismatchOf = ({ counts, probability }, scram) => {
  const ours = counts.slice(1, MOST_EVENTS + 1);
  if (scram.counts.some((count, at) => count !== (ours[at] ?? 0n)) || ours.length > scram.counts.length)
    return `counts ${ours.join(' ')} for ${scram.counts.join(' ')}`;
  if (Number(probability?.toPrecision(6)) !== Number(scram.probability))
    return `probability ${probability} for ${scram.probability}`;
  return undefined;
};

const linesOf = (results) => {
  const compared = results.filter(({ complete, theirs }) => complete && theirs !== undefined);
  const ratios = compared.map(({ ours, theirs }) => theirs / ours);
  const wrong = results.filter(({ mismatch }) => mismatch !== undefined);
  const unfinished = results.filter(({ theirs, complete }) => theirs === undefined && complete);
  const middle = ratios.length === 0 ? undefined : median(ratios);
  const worst = Math.min(...ratios);
  return [
    {
      what: `fault trees: ${results.length}, solved`,
      measured: `${results.filter(({ complete }) => complete).length}`,
    },
    {
      what: 'answers that differ from SCRAM’s',
      measured: `${wrong.length} of ${compared.length}`,
      target: '0',
      met: wrong.length === 0,
    },
    ...(middle === undefined
      ? [{ what: 'SCRAM is not installed: nothing to compare with', measured: '' }]
      : [
          {
            what: 'faster than SCRAM, median tree',
            measured: '',
            ratio: shownRatio(middle),
            target: `≥ ${MEDIAN_TARGET} ×`,
            met: middle >= MEDIAN_TARGET,
          },
          {
            what: 'faster than SCRAM, worst tree',
            measured: '',
            ratio: shownRatio(worst),
            target: '≥ 0.33 ×',
            met: worst >= WORST_TARGET,
          },
          { what: 'solved where SCRAM did not end', measured: `${unfinished.length}` },
        ]),
  ];
};

const printAll = (results) => {
  const rows = results.map(({ name, ours, theirs, complete, counts, probability, mismatch }) => {
    const total = counts.reduce((sum, count) => sum + count, 0n);
    return [
      name,
      complete ? shownTime(ours) : `gave up after ${shownTime(ours)}`,
      theirs === undefined ? 'did not end' : shownTime(theirs),
      complete && theirs !== undefined ? shownRatio(theirs / ours) : '',
      `${complete ? '' : 'at least '}${shownCount(total)}`,
      probability?.toPrecision(6) ?? '',
      mismatch ?? (complete && theirs !== undefined ? 'equal' : ''),
    ];
  });
  const table = [['Tree', 'Ours', 'SCRAM', 'Faster', 'Sets', 'Probability', 'Against SCRAM'], ...rows];
  const lines = table.map((cells) => `| ${cells.join(' | ')} |`);
  const rule = '| --- | ---: | ---: | ---: | ---: | ---: | --- |';
  const summary = linesOf(results).map(
    ({ what, measured: value, ratio = '', target = '', met }) =>
      `- ${what}: ${value}${ratio}${target === '' ? '' : ` (target ${target}: ${met ? 'met' : 'MISSED'})`}`,
  );
  process.stdout.write([machine(), '', lines[0], rule, ...lines.slice(1), '', ...summary, ''].join('\n'));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      trees: { type: 'string', default: FIXTURES },
      only: { type: 'string' },
      cap: { type: 'string', default: '60' },
    },
  });
  printAll(await measured(values.trees, values.only?.split(','), Number(values.cap)));
}
