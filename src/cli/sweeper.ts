/**
 * Sweeps on several threads, where that pays.
 *
 * What is solved alone is done at once, here. The batches that remain are handed out by a counter that the threads share,
 * this one among them; so are the network and what is counted, each batch being a different part of it. Only hits, of
 * which nobody knows how many there will be, are sent back.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Findings, type Hits, emptyFindings, outcomeOf } from '../engine/sweep/findings.ts';
import type { SweepOutcome, Sweeper } from '../engine/sweep/request.ts';
import { scenarioCount } from '../engine/sweep/scenarios.ts';
import { EFFORT, type Prepared, prepared, solveFew, solveLarge } from '../engine/sweep/sweep.ts';
import { shareOf, solveShare } from './sweep-share.ts';

/**
 * Wires to pass, all batches together, from which on other threads are called in. One thread passes so many in a third of
 * a second; the others take a tenth to start, and their code is cold.
 */
const LEAST_WORK = 12_000_000;

/** The thread's program; as it stands in the source it cannot be run. */
const WORKER = import.meta.url.endsWith('.js') ? new URL('./sweep-worker.js', import.meta.url) : undefined;

/** A sweeper on so many threads at most, for sweeps of so much work at least; below that it is on this one alone. */
export const sweeperOn =
  (threads: number = availableParallelism(), leastWork: number = LEAST_WORK): Sweeper =>
  async (request, progress = () => undefined) => {
    const count = scenarioCount(request.scenarios);
    const findings = emptyFindings(count, request.classCount);
    const large = solveFew(EFFORT, request, findings, (done) => progress(done, count));
    const tell = (done: number): void => progress(count - large.length + done, count);
    const work = large.length > 0 ? prepared(request, large) : undefined;
    const others = work === undefined ? 0 : Math.min(threads - 1, othersFor(work, leastWork));
    if (work !== undefined && others === 0) solveLarge(work, findings, tell);
    const outcome =
      work !== undefined && others > 0
        ? await solveTogether(work, findings, others, tell)
        : outcomeOf(findings, [findings.hits]);
    progress(count, count);
    return outcome;
  };

/** How many more threads could help. */
const othersFor = ({ request, batches }: Prepared, leastWork: number): number =>
  WORKER === undefined || batches.length * request.circuit.inputs.length < leastWork ? 0 : batches.length - 1;

/** On as many threads as pay. */
export const sweeper: Sweeper = sweeperOn();

const solveTogether = async (
  work: Prepared,
  findings: Findings,
  others: number,
  tell: (done: number) => void,
): Promise<SweepOutcome> => {
  const share = shareOf(work, findings);
  const workers = Array.from({ length: others }, () => new Worker(WORKER!, { workerData: share }));
  try {
    const theirs = Promise.all(workers.map(async (worker) => (await once(worker, 'message')) as [Hits]));
    // Between two batches the others' errors are heard.
    const ours = solveShare(share, async (done) => {
      tell(done);
      await setImmediate();
    });
    const [answers, hits] = await Promise.all([theirs, ours]);
    // Back from shared memory, of which not every program that gets the outcome may know.
    const found = { counts: share.counts.slice(), costs: share.costs.slice() };
    return outcomeOf(found, [findings.hits, hits, ...answers.flat()]);
  } finally {
    await Promise.all(workers.map(async (worker) => worker.terminate()));
  }
};
