/** Whole processes, measured from outside: the seconds that a user waits, and the memory that the machine gives. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command line of the build that is measured. */
export const FAULTLINE = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const REPORT_PEAK = fileURLToPath(new URL('report-peak.cjs', import.meta.url));

const REPORT_USAGE = fileURLToPath(new URL('scan/report-usage.cjs', import.meta.url));

const failed = (args, status) => new Error(`node ${args.join(' ')} ended with ${status}`);

/**
 * Runs node; its output is thrown away.
 *
 * @param {readonly string[]} args
 * @returns {number} milliseconds
 */
export const wallTime = (args) => {
  const start = performance.now();
  const { status, signal } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ms = performance.now() - start;
  if (status !== 0) throw failed(args, status ?? signal);
  return ms;
};

/**
 * Runs node; its output is read to the end, as a pipe would.
 *
 * @param {readonly string[]} args
 * @returns {Promise<{ ms: number, peak: number, bytes: number }>} milliseconds, the peak of its resident memory in
 *   bytes, and the length of its output
 */
export const wallTimeAndPeak = async (args) => {
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', REPORT_PEAK, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  let bytes = 0;
  let peak = '';
  child.stdout.on('data', (chunk) => (bytes += chunk.length));
  child.stdio[3].on('data', (chunk) => (peak += chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0) throw failed(args, status);
  return { ms: performance.now() - start, peak: Number(peak) * 1024, bytes };
};

/** What a check ends with that found something: it is done all the same. */
const FOUND = 1;

/**
 * Checks something, whatever comes of it.
 *
 * @param {readonly string[]} args what follows `check`
 * @returns {{ ms: number, cpu: number, peak: number }} milliseconds by the wall and by the processor (of all threads, in
 *   the program's own code), and the peak of its resident memory in bytes
 */
export const checkOf = (args) => {
  const all = ['--require', REPORT_USAGE, FAULTLINE, 'check', ...args];
  const start = performance.now();
  const { status, signal, output } = spawnSync(process.execPath, all, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ms = performance.now() - start;
  if (status !== 0 && status !== FOUND) throw failed(all, `${status ?? signal}: ${String(output[2])}`);
  const { maxRSS, userCPUTime } = JSON.parse(output[3].toString());
  return { ms, cpu: userCPUTime / 1000, peak: maxRSS * 1024 };
};
