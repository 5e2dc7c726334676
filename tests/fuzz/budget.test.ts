/** A fixed share of the fuzzing, the same on every machine: every target of the built program, seeded. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MAIN, ROOT } from '../cli/run.ts';

interface Row {
  readonly target: string;
  readonly inputs: number;
  readonly accepted: number;
  readonly refused: number;
  readonly hangs: number;
  readonly crashes: number;
  readonly memory: number;
}

const fuzz = (...args: readonly string[]) =>
  spawnSync(
    process.execPath,
    [path.join(ROOT, 'scripts/fuzz.mjs'), '--dist', path.dirname(path.dirname(MAIN)), ...args],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );

test('thousands of hostile inputs: each is read or refused, in time and in memory', () => {
  const { status, stdout, stderr } = fuzz(
    '--inputs',
    '2500',
    '--least',
    '12',
    '--seed',
    '2026',
    '--small',
    '--json',
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const rows = JSON.parse(stdout.trim().split('\n').at(-1)!) as readonly Row[];
  expect(rows.length).toBeGreaterThanOrEqual(24);
  for (const row of rows) {
    // Neither everything nor nothing may be read: else nothing was tried.
    expect(row).toMatchObject({ hangs: 0, crashes: 0, memory: 0 });
    expect(row.accepted, `accepted by ${row.target}`).toBeGreaterThan(0);
  }
  expect(rows.reduce((sum, { inputs }) => sum + inputs, 0)).toBeGreaterThan(2_500);
});

test('an input is made by its seed, target and number alone', () => {
  const one = (at: string) => fuzz('--only', 'terraform', '--at', at, '--print').stdout;
  expect(one('12345')).toBe(one('12345'));
  expect(one('12345')).not.toBe(one('12346'));
});
