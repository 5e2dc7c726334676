/** Proves that who is ended while writing leaves what was there, or all that was to be there, and nothing in between. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { manuals } from '../../src/cli/manuals.ts';
import { MAIN, runProgram } from '../cli/run.ts';
import {
  OLD,
  READ,
  WRITERS,
  WRITTEN,
  type Writer,
  documentOf,
  inTurns,
  oldFiles,
  project,
  runHooked,
  undisturbed,
  written,
} from './writers.ts';

const nameOf = ({ args }: Writer): string => args.filter((arg) => arg !== 'infra').join(' ');

/** Drafts, by name: what may be left of one that was killed. */
const isDraft = (name: string): boolean => /^\..+\.\d+\.\d+\.tmp$/.test(name);

/** The steps of writing, in order. */
const stepsOf = async (writer: Writer): Promise<readonly string[]> => {
  const folder = project(oldFiles(writer));
  const log = path.join(folder, 'steps');
  await runHooked(writer.args, { cwd: folder, hook: 'strike', env: { STRIKE_LOG: log } });
  return readFileSync(log, 'utf8').trimEnd().split('\n');
};

/** Each file as it was, or as it shall be. */
const expectOldOrNew = (
  found: Readonly<Record<string, string>>,
  writer: Writer,
  whole: Readonly<Record<string, string>>,
): void => {
  for (const file of writer.files) {
    const now = found[file];
    const before = oldFiles(writer)[file];
    expect([before, whole[file]], `${file}: ${now?.slice(0, 100)}`).toContain(now);
  }
};

describe('killed at any step of writing', () => {
  it.each(WRITERS.map((writer) => [nameOf(writer), writer] as const))(
    '%s leaves the old or the new',
    async (_, writer) => {
      const whole = undisturbed(writer);
      expect(Object.keys(whole).toSorted()).toEqual(writer.files);
      const steps = await stepsOf(writer);
      expect(steps).toContain('half');
      expect(steps).not.toContain('half in place');
      const seen = { old: 0, new: 0, drafts: 0 };
      await inTurns([...steps.keys()], async (i) => {
        const folder = project(oldFiles(writer));
        const { signal } = await runHooked(writer.args, {
          cwd: folder,
          hook: 'strike',
          env: { STRIKE_AT: String(i + 1) },
        });
        expect(signal).toBe('SIGKILL');
        const found = written(folder);
        expectOldOrNew(found, writer, whole);
        const others = Object.keys(found).filter((name) => !writer.files.includes(name));
        expect(others.filter((name) => !isDraft(name))).toEqual([]);
        seen.drafts += others.length;
        if (found[writer.files[0]!] === whole[writer.files[0]!]) seen.new++;
        else seen.old++;
      });
      // Both happened, and so did what only a draft survives.
      expect(Math.min(seen.old, seen.new, seen.drafts)).toBeGreaterThan(0);
    },
  );

  it('a draft that was left by another run of the same number is in nobody’s way', async () => {
    const folder = project();
    const script = `for (let n = 0; n < 3; n++) (await import('node:fs')).writeFileSync('.out.json.' + process.pid + '.' + n + '.tmp', 'left');`;
    const child = spawn(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(script)}`,
        MAIN,
        'impact',
        'db',
        '-o',
        'out.json',
      ],
      { cwd: folder, env: { ...process.env, NODE_OPTIONS: '' }, stdio: 'ignore' },
    );
    expect(await once(child, 'close')).toEqual([0, null]);
    const { 'out.json': out, ...left } = written(folder);
    expect(out).toContain('"command": "impact"');
    expect(Object.values(left)).toEqual(['left', 'left', 'left']);
  });
});

describe('killed at any time', () => {
  it('a large result is there as a whole or not at all', { timeout: 60_000 }, async () => {
    const folder = project({ 'faultline.yaml': documentOf(4_000) });
    const target = path.join(folder, 'out.json');
    const args = ['impact', 'db', '-o', 'out.json'];
    const start = performance.now();
    expect(runProgram(args, { cwd: folder }).code).toBe(0);
    const long = performance.now() - start;
    const whole = readFileSync(target, 'utf8');
    // The same moments in each run, as parts of how long it takes here: most of them near its end, where it is written.
    for (const part of [0.3, 0.7, 0.8, 0.85, 0.9, 0.95, 1, 1.05]) {
      writeFileSync(target, OLD);
      const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: 'ignore' });
      const timer = setTimeout(() => child.kill('SIGKILL'), long * part);
      await once(child, 'close');
      clearTimeout(timer);
      const now = readFileSync(target, 'utf8');
      expect(now === OLD || now === whole, `${part}: ${now.length} characters`).toBe(true);
    }
  });
});

describe('asked to end at any step of writing', () => {
  const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

  it.each(Object.entries(SIGNALS))('by %s leaves no draft, and ends with %i', async (signal, ended) => {
    const writer = WRITERS[1]!;
    const whole = undisturbed(writer);
    const steps = await stepsOf(writer);
    const at = steps.flatMap((step, i) =>
      ['opened', 'half', 'synced', 'before rename'].includes(step) ? [i + 1] : [],
    );
    expect(at.length).toBeGreaterThan(3);
    await inTurns(at, async (strike) => {
      const folder = project(oldFiles(writer));
      const { code, stderr } = await runHooked(writer.args, {
        cwd: folder,
        hook: 'strike',
        env: { STRIKE_AT: String(strike), STRIKE_BY: signal },
      });
      // What was nearly done may come to its end first.
      expect([0, ended]).toContain(code);
      expect(stderr).toBe('');
      const found = written(folder);
      expect(Object.keys(found).toSorted()).toEqual(writer.files);
      expectOldOrNew(found, writer, whole);
    });
  });
});

it('every option that names a file is known here: as one to read, or as one whose writing is tried', async () => {
  const named = new Set(
    (await manuals()).flatMap(({ options }) =>
      options.filter(({ value }) => value === 'file').map(({ long }) => long),
    ),
  );
  expect([...named].filter((long) => !READ.has(long) && !WRITTEN.has(long))).toEqual([]);
  const tried = new Set(WRITERS.flatMap(({ args }) => args.map((arg) => (arg === '-o' ? '--output' : arg))));
  expect([...WRITTEN].filter((long) => !tried.has(long))).toEqual([]);
});
