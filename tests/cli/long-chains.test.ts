/** Proves that a chain of 50,000 nodes is answered in every format: no stack overflows, and no output that grows squared. */
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderWith } from './folders.ts';
import { runProgram } from './run.ts';

const LENGTH = 50_000;

/** A row of nodes, each on the one before; the first stands on a base that does it no harm. */
const chain = (): string => {
  const nodes = Object.fromEntries(
    Array.from({ length: LENGTH }, (_, i) => [
      `n${i}`,
      {
        kind: i === LENGTH - 1 ? 'app' : 'service',
        dependsOn: i === 0 ? [{ node: 'base', impact: 'none' }] : [`n${i - 1}`],
      },
    ]),
  );
  return JSON.stringify({ faultline: 1, nodes: { base: { kind: 'zone' }, ...nodes } });
};

describe(`a chain of ${LENGTH} nodes`, () => {
  it('is answered', { timeout: 120_000 }, () => {
    const cwd = folderWith();
    writeFileSync(path.join(cwd, 'faultline.json'), chain());
    const last = `n${LENGTH - 1}`;
    for (const format of ['text', 'json', 'markdown']) {
      for (const [args, expected] of [
        [['impact', 'n0', '--limit', '0'], `${LENGTH - 1}`],
        [['why', last, '--fail', 'n0'], 'n0'],
        [['why', last, '--fail', 'base'], 'base'],
      ] as const) {
        const { code, stdout, stderr } = runProgram([...args, '--format', format], { cwd });
        expect({ args, format, code, stderr }).toEqual({ args, format, code: 0, stderr: '' });
        expect(stdout).toContain(expected);
        // Some 300 bytes a node at the most (JSON); squared, it would be gigabytes.
        expect(stdout.length).toBeLessThan(500 * LENGTH);
      }
    }
  });
});
