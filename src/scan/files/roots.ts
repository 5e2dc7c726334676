/** The paths of a command line as folders to look into: each with how far one may go from it. */
import { realpathSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { groupBy } from '../../model/group-by.ts';
import { quoted } from '../../model/printable.ts';
import { type Problem, UserError } from '../../model/user-error.ts';
import { repositoryOf } from './git.ts';

export interface Root {
  /** Without links. */
  readonly real: string;
  /** As the user would write it, with `/`. */
  readonly shown: string;
  /** The repository that it lies in, else the working folder around it, else itself: nothing outside is read. */
  readonly boundary: string;
  /** What stands before paths inside of it, with a slash; empty if there is but one root. */
  readonly prefix: string;
  /** The only files of it that are asked for, by name; left out: all. */
  readonly only?: readonly string[];
}

/**
 * The folders that paths mean; a file means its folder, and of that only itself.
 *
 * @throws UserError for paths that are not there, all at once.
 */
export const rootsOf = async (paths: readonly string[], cwd: string): Promise<readonly Root[]> => {
  const found = await Promise.all(paths.map((name) => meantBy(name, cwd)));
  const problems = found.filter((one): one is Problem => 'message' in one);
  if (problems.length > 0) throw new UserError(problems);
  const groups = [...groupBy(found as readonly Meant[], ({ real }) => real)];
  const prefixes = prefixesOf(groups.map(([real]) => real));
  const around = workingFolder(cwd);
  return groups.map(([real, meant], i) => ({
    real,
    shown: meant[0]!.shown,
    boundary: repositoryOf(real) ?? (around !== undefined && isWithin(real, around) ? around : real),
    prefix: prefixes[i]!,
    ...(meant.some(({ file }) => file === undefined) ? {} : { only: meant.map(({ file }) => file!) }),
  }));
};

/**
 * The folder that somebody works in, taken for the repository where there is none: an unpacked archive, a checkout in
 * a container. Not so the whole disk, or all that a person has.
 */
const workingFolder = (cwd: string): string | undefined => {
  const real = realpathSync(cwd);
  return real === path.parse(real).root || real === realOf(homedir()) ? undefined : real;
};

/** A path without links; none if nothing is there. */
export const realOf = (file: string): string | undefined => {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
};

interface Meant {
  readonly real: string;
  readonly shown: string;
  readonly file?: string;
}

const meantBy = async (name: string, cwd: string): Promise<Meant | Problem> => {
  const given = path.resolve(cwd, name);
  try {
    const status = await stat(given);
    if (status.isDirectory()) return { real: await realpath(given), shown: shownFrom(cwd, given) };
    if (status.isFile()) {
      const folder = path.dirname(given);
      return { real: await realpath(folder), shown: shownFrom(cwd, folder), file: path.basename(given) };
    }
    return { message: `${quoted(name)} is neither a folder nor a file`, hint: 'name what is to be scanned' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { message: `${quoted(name)} does not exist`, hint: 'is the name right, and the working folder?' }
      : { message: `${quoted(name)} cannot be read (${code})`, hint: 'name what is to be scanned' };
  }
};

/** Relative to the working folder, with `/`. */
export const shownFrom = (cwd: string, file: string): string =>
  path.relative(cwd, file).split(path.sep).join('/') || '.';

/** Whether a path is a folder or lies in it; both without links. */
export const isWithin = (file: string, folder: string): boolean => {
  const way = path.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};

/** Of several folders each has its own name before its paths, and as many names above it as tell it from the others. */
const prefixesOf = (reals: readonly string[]): readonly string[] => {
  if (reals.length < 2) return reals.map(() => '');
  const segments = reals.map((real) => real.split(path.sep).filter((segment) => segment !== ''));
  const nameOf = (i: number, length: number): string => segments[i]!.slice(-length).join('-') || 'root';
  const names = segments.map((own, i) => {
    const lengths = own.map((_, n) => n + 1);
    const isOwn = (length: number): boolean =>
      segments.every((_, other) => other === i || nameOf(other, length) !== nameOf(i, length));
    return nameOf(i, lengths.find(isOwn) ?? own.length);
  });
  // `a/b` joined reads like a folder called `a-b`.
  return names.map((name, i) => (names.indexOf(name) === i ? `${name}/` : `${name}-${i + 1}/`));
};
