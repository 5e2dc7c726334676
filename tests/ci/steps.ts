/** Steps of CI configurations, run here as their sites would: the same words, the same variables, a repository. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { MAIN, ROOT } from '../cli/run.ts';

export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** What a file of the project says, in the shape that the reader knows it to have. */
export const yamlIn = (file: string): unknown => parse(read(file));

/** Nothing of the machine that runs the tests, which may itself be CI. */
const CLEAN: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  LANG: 'C.UTF-8',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

/** The program as it is built here. */
export const PROGRAM = `${process.execPath} ${MAIN}`;

export interface Step {
  readonly code: number | null;
  /** What the log shows: both streams, as they came. */
  readonly log: string;
}

/** Runs a script in bash, or another shell, as a runner does. */
export const runStep = (
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  shell: readonly string[] = ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'],
): Step => {
  const [command, ...args] = shell as readonly [string, ...string[]];
  const { status, stdout, stderr } = spawnSync(command, [...args, `exec 2>&1\n${script}`], {
    cwd,
    env: { ...CLEAN, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { code: status, log: stdout + stderr };
};

/** Makes a folder a repository, with all that is in it committed. */
export const committed = (folder: string, message = 'all'): void => {
  const init = existsSync(path.join(folder, '.git')) ? '' : 'git init --quiet -b main && ';
  const { code, log } = runStep(`${init}git add --all && git commit --quiet -m '${message}'`, folder);
  if (code !== 0) throw new Error(log);
};
