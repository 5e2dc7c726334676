/**
 * A thread beside the tests that ends their process when a trial computes for too long: a loop that has lost its end
 * lets nothing else of its own thread have a turn. It counts computing, not the clock, for a busy machine takes longer.
 */
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { add, onTrial, underWay } from './log.mjs';

/** Seconds between two looks. */
const PAUSE = 0.5;

const computed = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Begins to watch. Gives a function that says how many seconds of computing from now are too many; 0: no bound. */
export const watched = (folder) => {
  const bound = new Float64Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL(import.meta.url), { workerData: { folder, bound }, execArgv: [] });
  worker.unref();
  return (seconds) => {
    bound[0] = seconds === 0 ? 0 : computed() + seconds;
  };
};

const look = ({ folder, bound }) => {
  if (bound[0] === 0 || computed() < bound[0]) return;
  const trial = onTrial(folder);
  if (trial === undefined) return;
  add(folder, { noticed: trial.id, by: trial.name, how: 'time' });
  underWay(folder, undefined);
  process.kill(process.pid, 'SIGKILL');
};

if (!isMainThread && workerData?.bound !== undefined) setInterval(look, PAUSE * 1_000, workerData);
