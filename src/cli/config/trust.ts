/**
 * What settings may do that nobody named: choose between what options offer, and nothing that reaches out of the
 * repository.
 *
 * Whoever clones a repository and asks a question in it has not agreed to run its code, to have files written, or to have
 * files read that lie elsewhere. A file that was named, by `--config` or FAULTLINE_CONFIG, is the user's own word.
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Origin } from '../../model/place.ts';
import { quoted } from '../../model/printable.ts';
import { rootOf } from '../outputs/repository.ts';
import type { Config } from './read.ts';
import { complaint } from './read.ts';

const hintFor = ({ origin }: Config): string =>
  `these settings were found, not named: --config ${origin.source.file} says that they are yours, --no-config does without them`;

/** @throws UserError for something that only named settings may do; `what` ends a sentence: `write files`. */
export const assertNamed = (config: Config, origin: Origin, what: string): void => {
  if (!config.isNamed)
    throw complaint(origin, 'value', `settings that lie in a folder may not ${what}`, hintFor(config));
};

/**
 * A path of the settings as it is to be used from the working folder.
 *
 * @throws UserError if the settings were found and it leads out of the repository.
 */
export const pathIn = (config: Config, origin: Origin, text: string, cwd: string): string => {
  if (text === '-') return text;
  const target = path.resolve(config.folder, text);
  if (!config.isNamed && !isWithin(rootOf(config.folder), target))
    throw complaint(
      origin,
      'value',
      `${quoted(text)} leads out of the repository, where settings that lie in a folder may not read`,
      hintFor(config),
    );
  return path.relative(cwd, target).split(path.sep).join('/') || '.';
};

/** Whether a path lies in a folder, by the way it is written and by where links lead. */
const isWithin = (folder: string, target: string): boolean =>
  isBelow(folder, target) && isBelow(realOf(folder), realOf(target));

const isBelow = (folder: string, target: string): boolean => {
  const way = path.relative(folder, target);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};

/** Where it really lies; of what is not there, where its folder does. */
const realOf = (target: string): string => {
  try {
    return realpathSync(target);
  } catch {
    const folder = path.dirname(target);
    return folder === target ? target : path.join(realOf(folder), path.basename(target));
  }
};
