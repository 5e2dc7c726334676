/** Proves that long chains are answered in every format: no stack overflows, and no output that grows squared. */
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderWith } from './folders.ts';
import { runHere, runProgram } from './run.ts';

const LENGTH = 50_000;

/** A row of nodes, each on the one before; the first stands on a base that does it no harm. */
const chain = (length = LENGTH): string => {
  const nodes = Object.fromEntries(
    Array.from({ length }, (_, i) => [
      `n${i}`,
      {
        kind: i === length - 1 ? 'app' : 'service',
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
        if (format !== 'markdown') expect(stdout).toContain(expected);
        // A comment of a pull request takes no more; what is left out is said.
        else if (stdout.length > 50_000) {
          expect(stdout.length).toBeLessThan(60_000);
          expect(stdout.slice(-100)).toMatch(/… and \d+ more .*\(--format json has all\)/);
        }
        // Some 300 bytes a node at the most (JSON); squared, it would be gigabytes.
        expect(stdout.length).toBeLessThan(500 * LENGTH);
      }
    }
  });
});

describe('a chain', () => {
  // A way of as many steps for each of so many failures is what a picture or a list has to leave out.
  it.each([
    ['sweep', [], LENGTH, '"command": "sweep"'],
    ['availability', [], LENGTH, '"command": "availability"'],
    ['spof', ['kind:app'], 5_000, '"command": "spof"'],
    ['cut-sets', ['kind:app'], 5_000, '"command": "cut-sets"'],
    ['check', [], 2_000, '"command": "check"'],
    ['advise', ['kind:app'], 500, '"command": "advise"'],
  ] as const)('is answered by %s', { timeout: 60_000 }, async (command, args, length, expected) => {
    const cwd = folderWith({ 'faultline.json': chain(length) });
    for (const format of ['json', 'markdown']) {
      const run = await runHere([command, ...args, '--format', format], { cwd });
      expect([run.code, run.stderr]).toEqual([0, '']);
      if (format === 'json') expect(run.stdout.slice(0, 100)).toContain(expected);
    }
  });

  it('of another length is compared', { timeout: 60_000 }, async () => {
    const cwd = folderWith({ 'a.json': chain(2_000), 'b.json': chain(2_001) });
    const { code, stdout, stderr } = await runHere(['diff', 'a.json', 'b.json', '--format', 'json'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.slice(0, 100)).toContain('"command": "diff"');
  });
});

/** Nodes that need each other in a ring; an app needs one of them, and a zone takes another. */
const ring = (length: number): string => {
  const nodes = Object.fromEntries(
    Array.from({ length }, (_, i) => [
      `n${i}`,
      { kind: 'service', dependsOn: [`n${(i + length - 1) % length}`], ...(i === 5 ? { in: 'z' } : {}) },
    ]),
  );
  const app = { kind: 'app', dependsOn: ['n7'] };
  return JSON.stringify({ faultline: 1, nodes: { ...nodes, app, z: { kind: 'zone' } } });
};

describe('a ring', () => {
  it.each([
    ['sweep', [], 20_000],
    ['availability', [], 20_000],
    ['spof', ['app'], 5_000],
    ['cut-sets', ['app'], 5_000],
    ['check', [], 1_000],
    ['advise', ['app'], 300],
  ] as const)('is answered by %s', { timeout: 60_000 }, async (command, args, length) => {
    const cwd = folderWith({ 'faultline.json': ring(length) });
    const { code, stdout, stderr } = await runHere([command, ...args, '--format', 'json'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.slice(0, 100)).toContain(`"command": "${command}"`);
  });
});

it('a group of 500 members is answered', { timeout: 60_000 }, async () => {
  const members = Array.from({ length: 500 }, (_, i) => `g${i}`);
  const nodes = Object.fromEntries(members.map((id, i) => [id, { kind: 'service', in: `z${i % 3}` }]));
  const zones = Object.fromEntries(
    [0, 1, 2].map((i) => [`z${i}`, { kind: 'zone', in: 'r', availability: '99.9%' }]),
  );
  const some = [{ atLeast: { operational: 497, degraded: 250 }, of: members }];
  const app = { kind: 'app', tier: 1, dependsOn: some };
  const all = { ...nodes, ...zones, r: { kind: 'region' }, app };
  const cwd = folderWith({ 'faultline.json': JSON.stringify({ faultline: 1, nodes: all }) });
  for (const args of [['check'], ['sweep'], ['spof', 'app'], ['cut-sets', 'app'], ['availability']]) {
    const { code, stdout, stderr } = await runHere([...args, '--format', 'json'], { cwd });
    expect([args, code, stderr]).toEqual([args, 0, '']);
    expect(stdout.slice(0, 100)).toContain(`"command": "${args[0]!}"`);
  }
});
