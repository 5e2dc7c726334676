/** `paths` and `baseUrl` of the tsconfig (or jsconfig) that a folder's files belong to, `extends` followed. */
import { parse as parseJsonc } from 'jsonc-parser';
import type { Plain } from '../../model/fact.ts';
import { folderOf, joined } from '../paths.ts';
import { at, entriesOf, itemsOf } from '../tree.ts';
import type { SourceFile } from '../scanner.ts';

/** The file at a path relative to the working folder. */
export type FileAt = (path: string) => Promise<SourceFile | undefined>;

/** What other names modules have. */
export interface Aliases {
  /** The paths that a specifier may mean, relative to the working folder, the likeliest first. */
  pathsFor(specifier: string): readonly string[];
}

interface Config {
  readonly baseUrl?: string;
  /** Pattern and paths, the more telling first. */
  readonly paths?: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

/** How many configurations may extend each other. */
const MOST_EXTENDED = 10;

/** The aliases of the nearest configuration at or above a folder. */
export const aliasesFor = async (folder: string, fileAt: FileAt): Promise<Aliases> => {
  for (const above of foldersUp(folder)) {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const path = joined(above, name);
      if ((await fileAt(path)) !== undefined) return aliasesOf(await configAt(path, fileAt, new Set()));
    }
  }
  return { pathsFor: () => [] };
};

const foldersUp = (folder: string): readonly string[] => {
  const folders = [folder];
  for (let at = folder; at !== '.' && at !== '' && at !== '/' && folders.length < 50;) {
    at = at.includes('/') ? folderOf(at) || '/' : '.';
    folders.push(at);
  }
  return folders;
};

const configAt = async (path: string, fileAt: FileAt, seen: Set<string>): Promise<Config> => {
  if (seen.has(path) || seen.size >= MOST_EXTENDED) return {};
  seen.add(path);
  const file = await fileAt(path);
  if (file === undefined || file.size > 1_000_000) return {};
  const root = parseJsonc(await file.text(), [], { allowTrailingComma: true }) as Plain | undefined;
  const folder = folderOf(path) || (path.startsWith('/') ? '/' : '.');
  const config: Config = {};
  const parents = at(root, 'extends');
  for (const parent of Array.isArray(parents) ? parents : [parents]) {
    // Packages' configurations say nothing of this repository's folders.
    if (typeof parent !== 'string' || !parent.startsWith('.')) continue;
    for (const name of [parent, `${parent}.json`]) {
      const above = joined(folder, name);
      if ((await fileAt(above)) === undefined) continue;
      Object.assign(config, await configAt(above, fileAt, seen));
      break;
    }
  }
  return { ...config, ...ownOf(root, folder) };
};

const ownOf = (root: Plain | undefined, folder: string): Config => {
  const base = at(root, 'compilerOptions', 'baseUrl');
  const paths = at(root, 'compilerOptions', 'paths');
  const baseUrl = typeof base === 'string' ? joined(folder, base) : undefined;
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(paths === undefined
      ? {}
      : {
          paths: entriesOf(paths).map(([pattern, targets]) => [
            pattern,
            itemsOf(targets)
              .filter((target) => typeof target === 'string')
              .map((target) => joined(baseUrl ?? folder, target)),
          ]),
        }),
  };
};

const aliasesOf = ({ baseUrl, paths = [] }: Config): Aliases => ({
  pathsFor: (specifier) => {
    const found: string[] = [];
    const matching = paths
      .map(([pattern, targets]) => ({ targets, match: matchOf(pattern, specifier) }))
      .filter(({ match }) => match !== undefined)
      // A longer text before the star tells more; no star tells most.
      .toSorted((a, b) => b.match!.weight - a.match!.weight);
    for (const { targets, match } of matching) {
      for (const target of targets) found.push(target.replace('*', () => match!.star));
    }
    if (baseUrl !== undefined && !specifier.startsWith('@')) found.push(joined(baseUrl, specifier));
    return found;
  },
});

const matchOf = (
  pattern: string,
  specifier: string,
): { readonly star: string; readonly weight: number } | undefined => {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? { star: '', weight: Infinity } : undefined;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return specifier.length >= before.length + after.length &&
    specifier.startsWith(before) &&
    specifier.endsWith(after)
    ? { star: specifier.slice(before.length, specifier.length - after.length), weight: before.length }
    : undefined;
};
