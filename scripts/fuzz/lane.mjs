// One process that tries inputs: its main thread only watches. How long an input takes is counted in processor time, so
// that a busy machine makes no hangs; a worker that is over its bound is ended, and another goes on behind that input.
import { Worker } from 'node:worker_threads';

const [dist, seed, bound, root] = process.argv.slice(2);
const MOST_MB = 1_024;
const EVERY_MS = 200;
/** Without using the processor: something waits for what never comes. */
const MOST_IDLE_MS = 120_000;

let worker;
let shared;
let counts;
let job;
let seen = { at: 0, cpu: 0, since: 0 };
let peak = 0;

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const start = () => {
  shared = new SharedArrayBuffer(16);
  counts = new Int32Array(shared);
  seen = { at: -1, cpu: 0, since: 0 };
  worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { dist, seed, shared, root },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
    stdout: true,
    stderr: true,
  });
  const own = worker;
  worker.on('message', (message) => {
    if (own !== worker) return;
    if (message.ready) process.send({ ready: true });
    else if (message.done) finish();
    else process.send(message);
  });
  worker.on('error', (error) => {
    if (own === worker)
      lost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash', String(error.stack));
  });
  worker.on('exit', (code) => {
    if (own === worker && job !== undefined) lost('crash', `the worker ended with ${code}`);
  });
};

const finish = () => {
  process.send({ done: { ...job, accepted: counts[1], refused: counts[2], peak } });
  job = undefined;
  counts.fill(0);
};

/** An input ended the worker, or made it end: it is told, and the rest of the job goes on behind it. */
const lost = (kind, stack) => {
  const index = job.from + counts[0] - 1;
  process.send({ failure: { kind, target: job.name, index, signature: `${kind} in ${job.name}`, stack } });
  process.send({ part: { name: job.name, accepted: counts[1], refused: counts[2] } });
  const old = worker;
  const rest = { ...job, from: index + 1 };
  job = undefined;
  start();
  old.terminate();
  job = rest;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  if (rest.from < rest.to) worker.postMessage(rest);
  else finish();
};

setInterval(() => {
  const rss = process.memoryUsage.rss() / 2 ** 20;
  peak = Math.max(peak, rss);
  if (job === undefined || counts[0] === 0 || counts[3] === 1) return;
  const at = counts[0];
  const cpu = cpuSeconds();
  if (at !== seen.at) seen = { at, cpu, since: Date.now() };
  else if (cpu - seen.cpu > Number(bound)) lost('hang', `${Math.round(cpu - seen.cpu)} s of processor time`);
  else if (Date.now() - seen.since > MOST_IDLE_MS && cpu - seen.cpu < 1)
    lost('hang', 'it waits for what never comes');
  else if (rss > 1.5 * MOST_MB) lost('memory', `${Math.round(rss)} MB`);
}, EVERY_MS);

process.on('message', (message) => {
  job = message;
  counts.fill(0);
  seen = { at: -1, cpu: 0, since: 0 };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  worker.postMessage(job);
});
process.on('disconnect', () => process.exit(0));

start();
