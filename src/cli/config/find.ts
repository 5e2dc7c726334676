/**
 * Which file holds the user's settings, and how far it is trusted.
 *
 * A file that somebody named is theirs. A file that merely lies in a repository is the repository's: it may choose between
 * what options offer, but it may not reach out (see `trust.ts`).
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { isOn } from './switch.ts';

const CONFIG_NAMES = ['faultline.config.yaml', 'faultline.config.yml', 'faultline.config.json'] as const;

/** Where settings are, and whether somebody named the file. */
export interface ConfigFile {
  /** Absolute. */
  readonly file: string;
  readonly isNamed: boolean;
}

/** What command line and environment say about settings. */
export interface ConfigChoice {
  /** Of `--config`; false: `--no-config`. */
  readonly config?: string | false;
}

/**
 * The file of `--config`, else that of FAULTLINE_CONFIG, else the one that is found upward; undefined if there is none, or
 * none is wanted.
 *
 * @throws UserError if the one that is named is not there.
 */
export const configFileFor = (
  { config }: ConfigChoice,
  env: NodeJS.ProcessEnv,
  cwd: string,
): ConfigFile | undefined => {
  if (config === false) return undefined;
  if (config !== undefined) return named(config, '--config', cwd);
  if (isOn(env['FAULTLINE_NO_CONFIG'])) return undefined;
  const { FAULTLINE_CONFIG: variable = '' } = env;
  if (variable !== '') return named(variable, 'FAULTLINE_CONFIG', cwd);
  const file = foundUpward(cwd);
  return file === undefined ? undefined : { file, isNamed: false };
};

const named = (text: string, by: string, cwd: string): ConfigFile => {
  const file = path.resolve(cwd, text);
  const status = statSync(file, { throwIfNoEntry: false });
  if (status?.isFile() === true) return { file, isNamed: true };
  throw new UserError({
    message: `${by}: ${quoted(text)} ${status === undefined ? 'does not exist' : 'is no file'}`,
    hint: 'is the name right, and the working folder? --no-config does without settings',
  });
};

/** As far as the repository goes. Without one only here: what lies above may be anybody's. */
const foundUpward = (from: string): string | undefined => {
  const folders: string[] = [];
  for (let folder = from; ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (existsSync(path.join(folder, '.git'))) break;
    if (folder === path.dirname(folder)) {
      folders.length = 1;
      break;
    }
  }
  for (const folder of folders) {
    for (const name of CONFIG_NAMES) {
      const file = path.join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return undefined;
};
