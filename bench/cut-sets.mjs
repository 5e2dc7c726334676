/**
 * Cut sets of apps in a large estate: ours against SCRAM's on the same trees.
 *
 * Ours is everything from the compiled network to the counts by order, at every state: finding the part below the app,
 * and its minimal cut sets of at most three failures. SCRAM (Debian package `scram`) gets that part as a fault tree in a
 * file and is asked for the same (`--bdd -l 3`); what counts of it is the time of its preprocessing and its algorithm, as
 * it tells them itself. It takes no circles, and nearly every app of the estate has one below it: the comparison is made
 * on the same estate without the few requirements that close them.
 *
 * Ours is processor time, of all threads: collecting garbage and compiling are in it.
 */
import { deepEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { compile } from '../dist/engine/compile.js';
import { conesOf } from '../dist/engine/cut-sets/cone.js';
import { cutSetsOf } from '../dist/engine/cut-sets/cut-sets.js';
import { treeOf } from '../dist/engine/cut-sets/fault-tree-of.js';
import { inputsOf } from '../dist/engine/network.js';
import { loadEstate } from '../dist/index.js';
import { documentOf } from './documents.mjs';
import { namedBy } from './estate.mjs';
import { median, timed } from './measure.mjs';
import { shownRatio, shownTime } from './result.mjs';

const DAY = '2026-01-01';
const ORDER = 3;
const APPS = 300;
/** Apps of the sample that are put to SCRAM: each is a process. */
const COMPARED = 60;
const STATES = { outage: 3, partial: 2, degraded: 1 };
/** What "in milliseconds" is held to, of the median app. */
const MOST_MEDIAN_MS = 10;

/** Kinds that fail by themselves: the default of the command. */
const FAILING = new Set(
  'zone region service control-plane database cache queue storage cdn dns network identity external'.split(
    ' ',
  ),
);

/**
 * @param {import('./sizes.mjs').Size} size
 * @returns {Promise<import('./result.mjs').Line[]>}
 */
export const benchCutSets = async (size) => {
  const { file } = documentOf(size, 'json');
  const estate = await loadEstate([file], { allowOutside: true });
  return [...ownLines(solverOf(estate)), ...scramLines(solverOf(await withoutCircles(file)))];
};

/** What is set up once for an estate, and the cut sets of any of its apps. */
const solverOf = (estate) => {
  const isEvent = (position) => FAILING.has(estate.nodes[position].kind);
  const { result: find, ms } = timed(() => {
    const network = compile(estate, DAY);
    return conesOf(network, inputsOf(network));
  });
  return {
    setup: ms,
    apps: estate.nodes.flatMap(({ kind }, position) => (kind === 'app' ? [position] : [])),
    solve: (app, rank) => {
      const cone = find(app, rank, isEvent);
      return { cone, counts: cutSetsOf(cone, { order: ORDER }).counts };
    },
  };
};

const ownLines = ({ setup, apps, solve }) => {
  const sample = sampleOf(apps, APPS);
  const cold = timed(() => solve(sample[0], 3)).ms;
  const lines = [
    { what: 'compiled, once for all apps', measured: shownTime(setup) },
    { what: 'cut sets of order ≤ 3, first call', measured: shownTime(cold) },
  ];
  for (const [state, rank] of Object.entries(STATES)) {
    for (const app of sample) solve(app, rank);
    const times = sample.map((app) => processorTime(() => solve(app, rank)).ms).toSorted((a, b) => a - b);
    const middle = median(times);
    lines.push({
      what: `cut sets of order ≤ 3, ${state}: median of ${times.length} apps (95 %; worst)`,
      measured: `${shownTime(middle)} (${shownTime(times[Math.floor(0.95 * times.length)])}; ${shownTime(times.at(-1))})`,
      target: 'milliseconds',
      met: middle <= MOST_MEDIAN_MS,
    });
  }
  return lines;
};

const sampleOf = (list, count) =>
  list.length <= count
    ? list
    : Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]);

/** The result of a call and the milliseconds that this process was at work. */
const processorTime = (call) => {
  const before = process.cpuUsage();
  const result = call();
  const { user, system } = process.cpuUsage(before);
  return { result, ms: (user + system) / 1000 };
};

// —— SCRAM —————————————————————————————————————————————————————————————————————————————————————————————————————————

const scramLines = ({ apps, solve }) => {
  if (spawnSync('scram', ['--version']).error !== undefined)
    return [{ what: 'SCRAM', measured: '–', target: 'not compared: it is not installed' }];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'faultline-cut-sets-'));
  const ours = [];
  const theirs = [];
  const walls = [];
  try {
    for (const app of sampleOf(apps, COMPARED)) {
      const { result, ms } = processorTime(() => solve(app, 3));
      const { tree } = treeOf(result.cone);
      const file = path.join(folder, 'tree.xml');
      writeFileSync(file, openPsa(tree));
      const answer = askScram(file);
      deepEqual(
        withoutZeros(answer.counts),
        withoutZeros(result.counts.slice(1).map(Number)),
        'the same counts',
      );
      ours.push(ms);
      theirs.push(answer.ms);
      walls.push(answer.wall);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return [
    {
      what: `without circles, outage, the same counts by order: ours, median of ${ours.length} apps (worst)`,
      measured: `${shownTime(median(ours))} (${shownTime(Math.max(...ours))})`,
    },
    {
      what: '— SCRAM’s algorithm on their trees (worst; the whole process, by the wall)',
      measured: `${shownTime(median(theirs))} (${shownTime(Math.max(...theirs))}; ${shownTime(median(walls))})`,
      ratio: `${shownRatio(median(theirs) / median(ours))} ours`,
    },
  ];
};

/** The estate without what a service requires of a later one: the only requirements that close circles. */
const withoutCircles = (file) => {
  const document = JSON.parse(readFileSync(file, 'utf8'));
  const numberOf = (id) => Number(/^service\/.*-(\d+)$/u.exec(id)?.[1] ?? 0);
  for (const [id, node] of Object.entries(document.nodes)) {
    const own = numberOf(id);
    if (own > 0)
      node.dependsOn = node.dependsOn?.filter((entry) => namedBy(entry).every((on) => numberOf(on) < own));
  }
  return loadEstate([{ file: 'estate.json', text: JSON.stringify(document) }]);
};

const withoutZeros = (counts) => counts.slice(0, counts.findLastIndex((count) => count > 0) + 1);

const openPsa = ({ eventCount, gates, top }) => {
  const reference = (input) => {
    const vertex = input >> 1;
    return vertex < eventCount
      ? `<basic-event name="e${vertex}"/>`
      : `<gate name="g${vertex - eventCount}"/>`;
  };
  const formula = ({ operator, atLeast, inputs }) => {
    const all = inputs.map(reference).join('');
    if (inputs.length === 1) return all;
    return operator === 'atLeast'
      ? `<atleast min="${atLeast}">${all}</atleast>`
      : `<${operator}>${all}</${operator}>`;
  };
  return [
    '<opsa-mef><define-fault-tree name="app">',
    `<define-gate name="top">${reference(top)}</define-gate>`,
    ...gates.map((gate, number) => `<define-gate name="g${number}">${formula(gate)}</define-gate>`),
    '</define-fault-tree><model-data>',
    ...Array.from({ length: eventCount }, (_, event) => `<define-basic-event name="e${event}"/>`),
    '</model-data></opsa-mef>\n',
  ].join('\n');
};

const askScram = (file) => {
  const { result, ms: wall } = timed(() =>
    spawnSync('scram', ['--bdd', '-l', String(ORDER), '--verbosity', '4', file], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    }),
  );
  if (result.status !== 0) throw new Error(`scram: ${result.stderr.slice(-1000)}`);
  const seconds = (what) => Number(new RegExp(`${what} in ([\\d.e-]+)`, 'u').exec(result.stderr)[1]);
  const distribution = / distribution="([^"]*)"/u.exec(result.stdout)?.[1];
  return {
    ms: 1000 * (seconds('Finished Preprocessing') + seconds('The algorithm finished')),
    wall,
    counts: distribution === undefined ? [] : distribution.split(' ').map(Number),
  };
};
