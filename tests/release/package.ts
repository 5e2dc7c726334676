/** The package as it is published: packed, and installed in an empty folder. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { MAIN } from '../cli/run.ts';

/** The folder that is packed: that of the built program. */
export const PACKAGE = path.resolve(MAIN, '../../..');

/** Runs npm, which says nothing but what was asked for; a package's own scripts are not run. */
export const npm = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', npm_config_cache: undefined },
    maxBuffer: 2 ** 26,
  });
