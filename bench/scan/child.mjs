/** Scans and parts of them in processes of their own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FAULTLINE } from '../process.mjs';

const REPORT_USAGE = fileURLToPath(new URL('report-usage.cjs', import.meta.url));

/** Characters of a document that is thrown away; a hundred times what is measured. */
const MUCH = 1e9;

const spawned = (args, stdio) => {
  const start = performance.now();
  const { status, output } = spawnSync(process.execPath, args, { stdio, maxBuffer: MUCH });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return { output, ms };
};

/**
 * A whole scan, its YAML written to a pipe.
 *
 * @param {string} folder
 * @returns {{ ms: number, cpu: number, peak: number, bytes: number }} milliseconds by the wall and by the processor,
 *   the peak of its resident memory in bytes, and the length of the document
 */
export const scanOf = (folder) => {
  const args = ['--require', REPORT_USAGE, FAULTLINE, 'scan', folder, '--quiet'];
  const { output, ms } = spawned(args, ['ignore', 'pipe', 'inherit', 'pipe']);
  const { maxRSS, userCPUTime } = JSON.parse(output[3].toString());
  return { ms, cpu: userCPUTime / 1000, peak: maxRSS * 1024, bytes: output[1].length };
};

/**
 * What a script of this folder prints as JSON.
 *
 * @param {string} script
 * @param {readonly string[]} args
 */
export const printedBy = (script, args) => {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return JSON.parse(spawned([file, ...args], ['ignore', 'pipe', 'inherit']).output[1].toString());
};
