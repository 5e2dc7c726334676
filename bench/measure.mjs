/** Measuring: repetitions, medians, and the machine that they are true of. */
import os from 'node:os';

/** The middle one; a single slow run does not move it. */
export const median = (/** @type {readonly number[]} */ values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * The result of a call and the milliseconds that it took.
 *
 * @template T
 * @param {() => T} call
 * @returns {{ result: T, ms: number }}
 */
export const timed = (call) => {
  const start = performance.now();
  const result = call();
  return { result, ms: performance.now() - start };
};

/**
 * Runs contestants in turn, round by round, so that whatever else the machine does hits all of them alike.
 *
 * @param {number} rounds
 * @param {Readonly<Record<string, { run(): number | Promise<number> } | undefined>>} contestants each tells its own
 *   milliseconds; who is undefined does not take part
 * @returns {Promise<Record<string, number[]>>} by contestant, in the order of the rounds
 */
export const inTurn = async (rounds, contestants) => {
  const present = Object.entries(contestants).filter(([, contestant]) => contestant !== undefined);
  const taken = Object.fromEntries(present.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, contestant] of present) taken[name].push(await contestant.run());
  }
  return taken;
};

/** The machine in a line, and whether it had other things to do. */
export const machine = () => {
  const cpus = os.cpus();
  const [load] = os.loadavg();
  const busy = load > cpus.length ? `; BUSY, load ${load.toFixed(1)}: do not trust these numbers` : '';
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const model = cpus[0]?.model.trim() ?? 'unknown CPU';
  return `${cpus.length} × ${model}, ${memory} GB, ${process.platform}, Node ${process.version}${busy}`;
};
