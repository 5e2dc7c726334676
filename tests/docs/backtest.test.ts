/** Proves that the page of the back-test is what the program answers, and that no verdict has got worse. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runHere } from '../cli/run.ts';

it('the page of the back-test is true', () => {
  const again = execFileSync(process.execPath, ['scripts/backtest.mjs', '-'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const kept = readFileSync(path.join(ROOT, 'docs/backtest.md'), 'utf8');
  // A difference of hundreds of lines helps nobody; the command that renews it does.
  expect(again === kept, 'docs/backtest.md is old: npm run build && node scripts/backtest.mjs').toBe(true);
});

it('no verdict has got worse', async () => {
  const { code, stderr } = await runHere(['backtest', '--baseline', 'tests/golden/backtest.json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it('at least three in ten of the scored are subjects that stayed up', async () => {
  const { stdout } = await runHere(['backtest', '--format', 'json']);
  const { total } = JSON.parse(stdout);
  expect((total.spared + total.falseAlarm) / total.scored).toBeGreaterThanOrEqual(0.3);
});
