/**
 * All benchmarks, and one table at the end.
 *
 *     node bench/run.mjs [--only propagate|load|timeline|incidents|sweep|alibaba|fault-trees|check|start|scan|layout|viewer] [--sizes 10k,100k,1m]
 *
 * Each benchmark of each size runs in a process of its own: one must not find the other's compiled code, nor its
 * memory.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { documentOf } from './documents.mjs';
import { machine } from './measure.mjs';
import { markdown, shownCount } from './result.mjs';
import { SIZES } from './sizes.mjs';

const SELF = fileURLToPath(import.meta.url);

/** By name; a benchmark that has no size runs once. */
const BENCHMARKS = {
  propagate: { sized: true, load: async () => (await import('./propagate.mjs')).benchPropagate },
  load: { sized: true, load: async () => (await import('./load.mjs')).benchLoad },
  timeline: { sized: true, load: async () => (await import('./timeline.mjs')).benchTimeline },
  incidents: { sized: false, load: async () => (await import('./timeline.mjs')).benchIncidents },
  sweep: { sized: true, load: async () => (await import('./sweep.mjs')).benchSweep },
  alibaba: { sized: false, load: async () => (await import('./sweep.mjs')).benchAlibaba },
  'fault-trees': {
    sized: false,
    load: async () => (await import('./fault-trees.mjs')).benchFaultTrees,
  },
  'cut-sets': { sized: true, load: async () => (await import('./cut-sets.mjs')).benchCutSets },
  'fat-tree': { sized: false, load: async () => (await import('./fat-tree.mjs')).benchFatTree },
  // Documents of its own sizes, whichever are asked for.
  check: { sized: false, load: async () => (await import('./check.mjs')).benchCheck },
  start: { sized: false, load: async () => (await import('./start.mjs')).benchStart },
  // Trees of its own sizes, whichever are asked for.
  scan: { sized: false, load: async () => (await import('./scan.mjs')).benchScan },
  layout: { sized: false, load: async () => (await import('./layout.mjs')).benchLayout },
  // In a browser, which must be there.
  viewer: { sized: false, load: async () => (await import('./viewer.mjs')).benchViewer },
};

const USAGE = `usage: node bench/run.mjs [--only ${Object.keys(BENCHMARKS).join('|')}] [--sizes ${Object.keys(SIZES).join(',')}]`;

const main = async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: Object.keys(BENCHMARKS) },
      sizes: { type: 'string', default: '10k,100k' },
      // For the processes that this one starts: print the lines of one benchmark as JSON.
      worker: { type: 'string' },
    },
  });
  const sizes = values.sizes.split(',');
  if (values.only.some((name) => !(name in BENCHMARKS)) || sizes.some((size) => !(size in SIZES)))
    throw new Error(USAGE);
  if (values.worker === undefined) printTable(runAll(values.only, sizes), sizesOf(values.only, sizes));
  else process.stdout.write(JSON.stringify(await (await BENCHMARKS[values.worker].load())(sizes[0])));
};

/** The sizes of estates that are measured at all. */
const sizesOf = (names, sizes) => (names.some((name) => BENCHMARKS[name].sized) ? sizes : []);

/** @returns {import('./result.mjs').Line[]} */
const runAll = (names, sizes) =>
  names.flatMap((name) =>
    BENCHMARKS[name].sized
      ? sizes.flatMap((size) =>
          runOne(name, size).map((line) => ({ ...line, what: `${size}: ${line.what}` })),
        )
      : runOne(name, sizes[0]),
  );

const runOne = (name, size) => {
  process.stderr.write(`${name} ${BENCHMARKS[name].sized ? size : ''} …\n`);
  const args = ['--max-old-space-size=8192', SELF, '--worker', name, '--sizes', size];
  const { status, stdout } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`the benchmark "${name}" of ${size} failed`);
  return JSON.parse(stdout.toString());
};

const printTable = (lines, sizes) => {
  const estates = sizes.map((size) => {
    const { nodes, requirements, inGroups, soft, dependents } = documentOf(size, 'json');
    const share = (part) => `${((100 * part) / requirements).toFixed(1)} %`;
    return `${size}: ${shownCount(nodes)} nodes, ${shownCount(requirements)} requirements (${share(inGroups)} in groups, ${share(soft)} soft); ${shownCount(dependents)} of them on the most popular node`;
  });
  const about = estates.length === 0 ? [] : [...estates.map((line) => `- ${line}`), ''];
  process.stdout.write(`${[machine(), '', ...about, markdown(lines), ''].join('\n')}\n`);
};

await main();
