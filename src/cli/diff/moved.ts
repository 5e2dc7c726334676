/**
 * Where a file or a folder went that only one of two trees has: what git calls a rename, found by what is in it. git itself
 * does not look at files that nobody has added yet, and runs filters of the repository on those that it looks at.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** A folder of files, and their names in it. */
export interface Tree {
  readonly root: string;
  readonly files: readonly string[];
}

/** From this share of common lines on two files are one, as for git. */
const LEAST_ALIKE = 0.5;

/** Bytes of a file, and files, up to which contents are compared. */
const LARGEST = 4_000_000;
const MOST_COMPARED = 300;

/** Files of a folder by which its new place is found. */
const MOST_ASKED = 20;

/**
 * The name in `to` of what is at `name` in `from`, and in `to` no more. Both are relative to the roots, with slashes.
 * Undefined if it is nowhere.
 */
export const movedTo = async (from: Tree, to: Tree, name: string): Promise<string | undefined> => {
  const [old, now] = [new Set(await present(from)), new Set(await present(to))];
  const added = [...now].filter((file) => !old.has(file));
  if (old.has(name)) return likest(from, to, name, added);
  const inside = [...old].filter((file) => file.startsWith(`${name}/`) && !now.has(file));
  const votes = new Map<string, number>();
  for (const file of inside.slice(0, MOST_ASKED)) {
    const found = await likest(from, to, file, added);
    const rest = file.slice(name.length);
    if (found === undefined || !found.endsWith(rest)) continue;
    const folder = found.slice(0, -rest.length) || '.';
    votes.set(folder, (votes.get(folder) ?? 0) + 1);
  }
  return [...votes].toSorted(([, a], [, b]) => b - a)[0]?.[0];
};

/** What git lists may have been deleted since. */
const present = async ({ root, files }: Tree): Promise<readonly string[]> => {
  const there = await Promise.all(files.map((file) => stat(path.join(root, file)).catch(() => undefined)));
  return files.filter((_, i) => there[i]?.isFile() === true);
};

/** The added file that shares most lines with a file; of those called the same first. */
const likest = async (
  from: Tree,
  to: Tree,
  name: string,
  added: readonly string[],
): Promise<string | undefined> => {
  const lines = await linesAt(from, name);
  if (lines === undefined) return undefined;
  const base = path.posix.basename(name);
  const candidates = added
    .filter((file) => path.posix.extname(file) === path.posix.extname(name))
    .toSorted((a, b) => Number(path.posix.basename(b) === base) - Number(path.posix.basename(a) === base))
    .slice(0, MOST_COMPARED);
  let best: string | undefined;
  let most = LEAST_ALIKE;
  for (const file of candidates) {
    const other = await linesAt(to, file);
    const share = other === undefined ? 0 : sharedPart(lines, other);
    if (share > most || (share === most && best === undefined)) [best, most] = [file, share];
  }
  return best;
};

/** How often each line is there; undefined for what is too large or cannot be read. */
const linesAt = async (
  { root, files }: Tree,
  name: string,
): Promise<ReadonlyMap<string, number> | undefined> => {
  if (!files.includes(name)) return undefined;
  const file = path.join(root, name);
  const about = await stat(file).catch(() => undefined);
  if (about === undefined || about.size > LARGEST) return undefined;
  const counts = new Map<string, number>();
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const text = line.trim();
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
};

/** Of the lines of the larger one those that both have: 0 to 1. */
const sharedPart = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number => {
  const sizeOf = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + count, 0);
  let shared = 0;
  for (const [line, count] of a) shared += Math.min(count, b.get(line) ?? 0);
  return shared / Math.max(1, sizeOf(a), sizeOf(b));
};
