/**
 * Fault trees: minimal cut sets and the probability of the top, ours against SCRAM's.
 *
 *     node bench/fault-trees.mjs [--trees DIR] [--only NAME,…] [--cap SECONDS]
 *
 * SCRAM (Debian package `scram`) is asked for what we compute: all minimal cut sets of at most 20 events, and the exact
 * probability, by its binary decision diagrams. What counts of it is the time of its preprocessing and of its algorithm,
 * as it tells them itself; what counts of ours is everything from the tree in memory to the counts by order and the
 * probability. Neither reading the file nor writing sets is in either. Speed counts only for the right answer: counts by
 * order and probability must be those of SCRAM wherever it ends; where only its report does not come in time, the number
 * of its products.
 *
 * Ours is processor time (of all threads: collecting garbage and compiling are in it). SCRAM tells the time on the clock:
 * where it is long enough to have been interrupted, it is multiplied by the share of it in which the system let SCRAM run.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readOpenPsa } from '../dist/document/open-psa/read.js';
import { minimalCutSets } from '../dist/engine/fault-tree/cut-sets.js';
import { probabilityOf } from '../dist/engine/fault-tree/probability.js';
import { machine, median } from './measure.mjs';
import { shownCount, shownRatio, shownTime } from './result.mjs';

const FIXTURES = fileURLToPath(new URL('../tests/fixtures/fault-trees', import.meta.url));

/** SCRAM's own default, which its counts are limited to. */
const MOST_EVENTS = 20;
/** Runs of a tree, each side in turn; of one that takes longer than SHORT_MS; and of one longer than LONG_MS. */
const ROUNDS = 9;
const FEWER_ROUNDS = 3;
const SHORT_MS = 50;
const LONG_MS = 5_000;
/** Calls before those that count: after them, the JavaScript engine has compiled what is hot. */
const WARM_UP_MS = 500;
/** What is quicker than this is measured over several calls. */
const BLINK_MS = 20;
/** Times of SCRAM from which its share of the processor counts: what is shorter is seldom interrupted. */
const INTERRUPTED_MS = 100;

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
    const tree = treeIn(path);
    const first = once(tree);
    warmUp(tree);
    const ours = [];
    const theirs = [];
    let scram;
    let answer = first;
    for (let round = 0; round < ROUNDS; round++) {
      if (hasScram && (round === 0 || isWorthwhile(round, scram?.ms))) {
        const run = await askScram(path, cap, round === 0);
        scram ??= run;
        if (run !== undefined) theirs.push(run.ms);
      }
      if (!isWorthwhile(round, first.ms)) continue;
      answer = ask(tree);
      ours.push(answer.ms);
    }
    if (ours.length === 0) ours.push(first.ms);
    const { complete, counts, probability } = answer;
    // It takes minutes: whoever waits sees how far it is.
    const theirTime = theirs.length === 0 ? 'no answer' : shownTime(median(theirs));
    process.stderr.write(`${name}: ${complete ? shownTime(median(ours)) : 'gave up'}, SCRAM ${theirTime}\n`);
    results.push({
      name,
      first: first.ms,
      ours: median(ours),
      theirs: theirs.length === 0 ? undefined : median(theirs),
      complete,
      counts,
      probability,
      mismatch: scram === undefined || !complete ? undefined : mismatchOf(answer, scram),
      isBySum: scram?.counts === undefined,
    });
  }
  return results;
};

/** Whether what takes so long is worth another round. */
const isWorthwhile = (round, ms) =>
  ms !== undefined && ms < LONG_MS && round < (ms < SHORT_MS ? ROUNDS : FEWER_ROUNDS);

const treeIn = (path) => {
  const { events, gates, tops } = readOpenPsa([{ file: path, text: readFileSync(path, 'utf8') }]);
  return {
    tree: { eventCount: events.length, gates, top: 2 * tops[0].vertex },
    p: Float64Array.from(events, ({ probability }) => probability ?? Number.NaN),
  };
};

const solve = ({ tree, p }) => {
  const sets = minimalCutSets(tree);
  const probability = sets.complete
    ? (sets.probability(p) ?? probabilityOf(tree, p)?.probability)
    : undefined;
  return { complete: sets.complete, counts: sets.counts, probability };
};

const warmUp = (tree) => {
  const start = performance.now();
  while (performance.now() - start < WARM_UP_MS) solve(tree);
};

/** Milliseconds of the processor that this process has used. */
const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const once = (tree) => {
  const start = processorMs();
  const result = solve(tree);
  return { ...result, ms: processorMs() - start };
};

const ask = (tree) => {
  const answer = once(tree);
  if (answer.ms >= BLINK_MS) return answer;
  const start = processorMs();
  let calls = 0;
  for (; processorMs() - start < BLINK_MS; calls++) solve(tree);
  return { ...answer, ms: (processorMs() - start) / calls };
};

/**
 * What SCRAM says and the milliseconds of its algorithm, or undefined if that does not end in so many seconds.
 *
 * @param needsReport whether counts and probability are wanted; not waited for beyond those seconds
 */
const askScram = (path, cap, needsReport) =>
  new Promise((resolve) => {
    const args = ['--bdd', '-l', `${MOST_EVENTS}`, '--probability', 'true', '--verbosity', '4', path];
    const child = spawn('scram', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    let report = '';
    let share = 1;
    const seconds = (what) => Number(new RegExp(`${what} in ([\\d.e-]+)`).exec(log)?.[1]);
    const end = (summary) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      const clock = 1000 * (seconds('Finished Preprocessing') + seconds('The algorithm finished'));
      const products = /# of products: (\d+)/.exec(log)?.[1];
      if (Number.isNaN(clock) || products === undefined) return resolve(undefined);
      const attribute = (name) => new RegExp(` ${name}="([^"]*)"`).exec(summary)?.[1];
      resolve({
        ms: clock < INTERRUPTED_MS ? clock : clock * share,
        products: BigInt(products),
        counts: attribute('distribution')?.split(' ').map(BigInt),
        probability: attribute('probability'),
      });
    };
    const timer = setTimeout(() => end(''), cap * 1000);
    child.stderr.on('data', (chunk) => {
      log += chunk;
      if (!log.includes('# of products')) share = shareOf(child.pid) ?? share;
      else if (!needsReport) end('');
    });
    // The summary stands before the sets, which can be gigabytes: nobody waits for them.
    child.stdout.on('data', (chunk) => {
      report += chunk;
      const summary = /<sum-of-products[^>]*>/.exec(report)?.[0];
      if (summary !== undefined) end(summary);
    });
    child.on('close', () => end(''));
  });

/** Which part of the time since its start a process was let run, of that in which it could have run (on Linux). */
const shareOf = (pid) => {
  try {
    const [ran, waited] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number);
    return ran > 0 ? ran / (ran + waited) : undefined;
  } catch {
    return undefined;
  }
};

/** SCRAM's counts begin with order 1; its probability has six digits. */
const mismatchOf = ({ counts, probability }, scram) => {
  const ours = counts.slice(1, MOST_EVENTS + 1);
  const total = ours.reduce((sum, count) => sum + count, 0n);
  if (total !== scram.products) return `${total} sets for ${scram.products}`;
  if (scram.counts === undefined) return undefined;
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
  const rows = results.map(
    ({ name, first, ours, theirs, complete, counts, probability, mismatch, isBySum }) => {
      const upTo = counts.slice(0, MOST_EVENTS + 1).reduce((sum, count) => sum + count, 0n);
      return [
        name,
        complete ? shownTime(ours) : `gave up after ${shownTime(ours)}`,
        shownTime(first),
        theirs === undefined ? 'did not end' : shownTime(theirs),
        complete && theirs !== undefined ? shownRatio(theirs / ours) : '',
        `${complete ? '' : 'at least '}${shownCount(upTo)}`,
        probability?.toPrecision(6) ?? '',
        mismatch ?? (complete && theirs !== undefined ? (isBySum ? 'equal number of sets' : 'equal') : ''),
      ];
    },
  );
  const head = [
    'Tree',
    'Ours, processor',
    'Ours, first call',
    'SCRAM, preprocessing + algorithm',
    'Faster',
    `Sets ≤ ${MOST_EVENTS}`,
    'Probability',
    'Against SCRAM',
  ];
  const table = [head, ...rows];
  const lines = table.map((cells) => `| ${cells.join(' | ')} |`);
  const rule = '| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |';
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
