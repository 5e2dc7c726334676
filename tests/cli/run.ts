/** Ways to run a command line: in this process, where it is fast and can be measured, or as a program of its own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { runCli } from '../../src/cli/run.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The built program; FAULTLINE_MAIN tries another build of it. */
export const MAIN =
  process.env['FAULTLINE_MAIN'] ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Where {
  readonly cwd?: string;
  /** Set besides what is there; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Buffer;
}

/** What decides about colours and widths, taken away unless a test sets it. */
const PLAIN = { COLUMNS: undefined, FORCE_COLOR: undefined, NO_COLOR: undefined, NODE_OPTIONS: undefined };

/** Runs the arguments in this process. */
export const runHere = async (
  args: readonly string[],
  { cwd = ROOT, env = {} }: Omit<Where, 'input'> = {},
): Promise<Run> => {
  const written = { stdout: '', stderr: '' };
  const listeners = new Set(process.stdout.listeners('error'));
  const before = { cwd: process.cwd(), env: { ...process.env } };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((...[text, ...rest]: unknown[]) => {
      written[name] += String(text);
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    });
  }
  process.chdir(cwd);
  setEnv({ ...PLAIN, ...env });
  try {
    return { code: await runCli(args), ...written };
  } finally {
    vi.restoreAllMocks();
    process.chdir(before.cwd);
    process.env = before.env;
    // Each run listens anew, as a program does once.
    process.removeAllListeners('SIGINT');
    for (const stream of [process.stdout, process.stderr]) {
      for (const listener of stream.listeners('error')) {
        if (!listeners.has(listener)) stream.off('error', listener as () => void);
      }
    }
  }
};

const setEnv = (env: Readonly<Record<string, string | undefined>>): void => {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
};

/** Runs the built program. */
export const runProgram = (
  args: readonly string[],
  { cwd = ROOT, env = {}, input = '' }: Where = {},
): Run => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...process.env, ...PLAIN, ...env },
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  return { code: status, stdout, stderr };
};
