/** Files that a question asks for: those that its options name, and the lines that findings point at. */
import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { OptionSpec } from '../../analyze/analysis.ts';
import { decodeText } from '../../document/text.ts';
import { nearest } from '../../model/nearest.ts';
import { UserError } from '../../model/user-error.ts';
import { rootOf } from './repository.ts';

/** Bytes of a file that an option names. */
const MOST = 512 * 2 ** 20;

/**
 * The texts of the files that options with `reads` name, by the path given; `-` is standard input.
 *
 * @throws UserError for what is not there, with the nearest name that is, or is no text.
 */
export const filesFor = async (
  specs: readonly OptionSpec[],
  values: Readonly<Record<string, unknown>>,
): Promise<ReadonlyMap<string, string>> => {
  const files = new Map<string, string>();
  for (const { name, reads } of specs) {
    if (reads !== true) continue;
    for (const file of [values[name] ?? []].flat()) {
      if (typeof file === 'string' && !files.has(file)) files.set(file, await textOf(file, `--${name}`));
    }
  }
  return files;
};

/** The name under which commander keeps an option. */
export const camelCase = (name: string): string =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const textOf = async (file: string, option: string): Promise<string> => {
  const bytes = file === '-' ? await buffer(process.stdin) : bytesOf(file, option);
  const decoded = decodeText(file === '-' ? '<stdin>' : file, bytes);
  if (decoded.ok) return decoded.text;
  throw new UserError(decoded.problem);
};

const bytesOf = (file: string, option: string): Uint8Array => {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) {
    const [near] = nearest(path.basename(file), namesIn(path.dirname(file)));
    throw new UserError({
      message: `${option}: ${file} does not exist`,
      ...(near === undefined ? {} : { hint: `did you mean "${path.join(path.dirname(file), near)}"?` }),
    });
  }
  if (stat.isDirectory())
    throw new UserError({ message: `${option}: ${file} is a folder`, hint: 'name a file' });
  if (stat.size > MOST) throw new UserError({ message: `${option}: ${file} is larger than 512 MB` });
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError({ message: `${option}: ${file} cannot be read (${code})` });
  }
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Bytes of a file whose lines are looked at. */
const MOST_LINES = 16 * 2 ** 20;

/**
 * Reads lines of files when they are asked for, each file once. Documents name these files, so nothing is read outside of
 * the repository and of what was asked about: `asked` are documents and folders of a scan, as they were given.
 */
export const linesFrom = (
  cwd: string,
  asked: readonly string[] = [],
): ((file: string) => readonly string[] | undefined) => {
  const roots = [...new Set([cwd, ...asked.map((name) => folderOf(path.resolve(cwd, name)))].map(rootOf))];
  const known = new Map<string, readonly string[] | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, linesOf(path.resolve(cwd, file), roots));
    return known.get(file);
  };
};

const folderOf = (name: string): string =>
  statSync(name, { throwIfNoEntry: false })?.isDirectory() === true ? name : path.dirname(name);

const linesOf = (file: string, roots: readonly string[]): readonly string[] | undefined => {
  try {
    const real = realpathSync(file);
    if (!roots.some((root) => isWithin(realpathSync(root), real))) return undefined;
    const stat = statSync(real);
    if (!stat.isFile() || stat.size > MOST_LINES) return undefined;
    return readFileSync(real, 'utf8').split(/\r\n|\n|\r/);
  } catch {
    return undefined;
  }
};

const isWithin = (root: string, file: string): boolean => {
  const way = path.relative(root, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};
