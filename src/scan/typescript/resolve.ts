/**
 * From what an import says to the file that it means: by relative path, by `paths` of a tsconfig, by the name of a
 * package of the same repository. What it finds nothing for is a library.
 */
import { joined, relativeTo } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { type OwnPackages, ownPackages } from './packages.ts';
import { isCodeName } from './syntax.ts';
import { type Aliases, type FileAt, aliasesFor } from './tsconfig.ts';

/** A way from a specifier to a file; what was asked once is remembered. */
export interface Resolver {
  resolve(from: SourceFile, specifier: string): Promise<SourceFile | undefined>;
}

export const resolverOf = (context: ScanContext): Resolver => {
  const files = new Map<string, Promise<SourceFile | undefined>>();
  // Asked from a folder of the repository: what may be read is decided from where one stands.
  const near =
    (folder: string): FileAt =>
    (path) => {
      let known = files.get(path);
      if (known === undefined) {
        const way = relativeTo(folder, path);
        files.set(path, (known = way === undefined ? Promise.resolve(undefined) : context.file(folder, way)));
      }
      return known;
    };
  const aliases = new Map<string, Promise<Aliases>>();
  const aliasesOf = (folder: string): Promise<Aliases> => {
    let known = aliases.get(folder);
    if (known === undefined) aliases.set(folder, (known = aliasesFor(folder, near(folder))));
    return known;
  };
  let packages: Promise<OwnPackages> | undefined;
  return {
    resolve: async (from, specifier) => {
      const fileAt = near(from.folder);
      if (/^\.{1,2}(?:\/|$)/.test(specifier)) return moduleAt(joined(from.folder, specifier), fileAt);
      if (/^(?:node:|https?:|data:)|^\/|\0/.test(specifier)) return undefined;
      for (const path of (await aliasesOf(from.folder)).pathsFor(specifier)) {
        const file = await moduleAt(path, fileAt);
        if (file !== undefined) return file;
      }
      packages ??= ownPackages(context);
      for (const path of (await packages).pathsFor(specifier)) {
        const file = await moduleAt(path, fileAt);
        if (file !== undefined) return file;
      }
      return undefined;
    },
  };
};

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** The endings that TypeScript writes in imports, and what they were made from. */
const SOURCES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.jsx?$/, ['.ts', '.tsx']],
  [/\.mjs$/, ['.mts']],
  [/\.cjs$/, ['.cts']],
];

/** The module at a path without or with its ending, or in the folder of that name. */
const moduleAt = async (path: string, fileAt: FileAt): Promise<SourceFile | undefined> => {
  for (const candidate of candidatesOf(path)) {
    const file = await fileAt(candidate);
    if (file !== undefined && (isCodeName(file.name) || file.name.endsWith('.json'))) return file;
  }
  return undefined;
};

function* candidatesOf(path: string): Iterable<string> {
  if (/\.[cm]?[jt]sx?$|\.json$/.test(path)) yield path;
  for (const [ending, sources] of SOURCES) {
    if (ending.test(path)) for (const source of sources) yield path.replace(ending, source);
  }
  for (const ending of ENDINGS) yield path + ending;
  for (const ending of ENDINGS) yield joined(path, `index${ending}`);
}
