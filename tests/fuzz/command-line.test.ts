/** Hostile files and hostile arguments through the real command line: it ends with 0, 1 or 2, never with a stack. */
import { execFile } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { MAIN } from '../cli/run.ts';
import { sampled } from '../support/law.ts';

const room = mkdtempSync(path.join(tmpdir(), 'faultline-fuzz-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const GOOD = 'faultline: 1\nnodes:\n  a: {kind: app, dependsOn: [b]}\n  b: {kind: database}\n';

const FILES: Readonly<Record<string, string | Buffer>> = {
  'good.yaml': GOOD,
  'cut.yaml': GOOD.slice(0, 40),
  'nothing.yaml': '',
  'nul.yaml': 'faultline: 1\ntitle: "a\0b"\n',
  'bytes.yaml': Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]),
  'deep.json': '['.repeat(10_000),
  'proto.json':
    '{"faultline":1,"nodes":{"__proto__":{"kind":"app"},"constructor":{"kind":"app","dependsOn":["__proto__"]}}}',
  'bomb.yaml': `a: &a0 [x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n`,
  'self.yaml': 'faultline: 1\ninclude: [self.yaml, "**"]\n',
  'tree.xml':
    '<opsa-mef><define-fault-tree name="t"><define-gate name="g"><or><gate name="g"/></or></define-gate></define-fault-tree></opsa-mef>',
  'base.json': '{"faultlineBaseline":1,"history":[],"findings":[{"rule":7}]}',
  'scanned/main.tf': 'resource "aws_s3_bucket" "a" {\n  bucket = "${',
  'scanned/compose.yaml': 'include: [compose.yaml, compose.yaml]\nservices: {a: {extends: a}}\n',
};
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(path.dirname(path.join(room, name)), { recursive: true });
  writeFileSync(path.join(room, name), text);
}

const words = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...Object.keys(FILES), 'scanned', 'a', 'b', 'no-such', '-', '.', ''),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'kind:',
      '!',
      '**',
      '{a,b}'.repeat(20),
      'tier:NaN',
      '__proto__',
      '2026-02-30',
      '99999-01-01',
      '-1',
      '1e999',
      'NaN',
      'json',
      'sarif',
      'html',
      'nosuch',
      '../..',
      '/dev/null',
      'x'.repeat(5_000),
      '\u001b[31m',
      '%s',
      '$(id)',
      '--',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
  },
);

const options = fc.constantFrom(
  '--file',
  '-f',
  '--format',
  '--date',
  '--state',
  '--scenario',
  '--limit',
  '--output',
  '-o',
  '--region',
  '--var',
  '--only',
  '--include',
  '--exclude',
  '--baseline',
  '--fail-on',
  '--strict',
  '--coverage',
  '--top',
  '--order',
  '--seed',
  '--samples',
  '--nosuch',
);

const commands = fc.constantFrom(
  'impact',
  'check',
  'scan',
  'merge',
  'diff',
  'fault-tree',
  'validate',
  'show',
  'why',
  'spof',
  'sweep',
  'nosuch',
);

const command = fc.oneof(
  fc
    .tuple(
      commands,
      fc.array(
        fc.oneof(
          words,
          fc.tuple(options, words).map(([name, value]) => `${name}=${value}`),
          options,
        ),
        { maxLength: 5 },
      ),
    )
    .map(([name, args]) => [name, ...args]),
  // A page is written, not served.
  fc.array(words, { maxLength: 2 }).map((args) => ['view', ...args, '--out', 'page.html']),
);

interface Ended {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--max-old-space-size=1024', MAIN, ...args],
      { cwd: room, timeout: 60_000, maxBuffer: 2 ** 28 },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : (error.code ?? error.signal ?? null), stdout, stderr }),
    );
    child.stdin?.end();
  });

test('the exit code is 0, 1 or 2, and no stack is shown', async () => {
  // Always as many: of half of them none might be right.
  const lines = sampled(command, 40);
  const codes = new Map<number | string | null, number>();
  for (let at = 0; at < lines.length; at += 4) {
    const some = lines.slice(at, at + 4);
    const ended = await Promise.all(some.map(run));
    for (const [i, { code, stderr }] of ended.entries()) {
      expect([0, 1, 2], `faultline ${JSON.stringify(some[i])}\n${stderr}`).toContain(code);
      expect(stderr).not.toMatch(/defect of the program|\n\s+at .*\.js:\d+/);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  }
  // Some are right, some are not: else nothing was tried.
  expect(codes.get(2)).toBeGreaterThan(0);
  expect(codes.get(0)).toBeGreaterThan(0);
});
