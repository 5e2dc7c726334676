/** The packages of the repository by their names: what `import '@shop/db'` means in a workspace. */
import { jsonTrees } from '../tree/json.ts';
import { joined } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, textOf } from '../tree.ts';
import type { Plain } from '../../model/fact.ts';

export interface OwnPackages {
  /** The paths that a specifier may mean, relative to the working folder, the likeliest first. */
  pathsFor(specifier: string): readonly string[];
}

interface OwnPackage {
  readonly folder: string;
  readonly manifest: Plain | undefined;
}

const LARGEST = 1_000_000;
const MOST = 5_000;

/** By the list of all files, which is one for all who ask in a scan. */
const known = new WeakMap<readonly SourceFile[], Promise<OwnPackages>>();

/** Reads the package.json files of the repository, once. */
export const ownPackages = async (context: ScanContext): Promise<OwnPackages> => {
  const files = await context.everything();
  let packages = known.get(files);
  if (packages === undefined) known.set(files, (packages = readPackages(files)));
  return packages;
};

const readPackages = async (files: readonly SourceFile[]): Promise<OwnPackages> => {
  const byName = new Map<string, OwnPackage>();
  for (const file of files.filter(({ name }) => name === 'package.json').slice(0, MOST)) {
    if (file.size > LARGEST) continue;
    const manifest = jsonTrees(await file.text())?.trees[0]?.value;
    const name = textOf(at(manifest, 'name'));
    if (name !== undefined && !byName.has(name)) byName.set(name, { folder: file.folder, manifest });
  }
  return { pathsFor: (specifier) => pathsIn(byName, specifier) };
};

const pathsIn = (packages: ReadonlyMap<string, OwnPackage>, specifier: string): readonly string[] => {
  const steps = specifier.split('/');
  const name = steps.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const own = packages.get(name);
  if (own === undefined) return [];
  const { folder, manifest } = own;
  const below = steps.slice(name.split('/').length).join('/');
  const said = [
    ...exported(at(manifest, 'exports'), below === '' ? '.' : `./${below}`),
    ...(below === ''
      ? ['source', 'types', 'module', 'main'].flatMap((key) => textOf(at(manifest, key)) ?? [])
      : []),
  ];
  // What is said is mostly what a build makes; the sources that it is made from are in `src`.
  const sources = said.flatMap((path) => [path, path.replace(/^(?:\.\/)?(?:dist|lib|build|out)\//, 'src/')]);
  const usual = below === '' ? ['src/index', 'index', 'lib/index'] : [below, `src/${below}`];
  return [...sources, ...usual].map((path) => joined(folder, path.replace(/\.d\.([cm]?)ts$/, '.$1ts')));
};

/** The files of an `exports` field for one entry: conditions in their order. */
const exported = (exports: Plain | undefined, entry: string): readonly string[] => {
  if (typeof exports === 'string') return entry === '.' ? [exports] : [];
  const entries = entriesOf(exports);
  if (entries.some(([key]) => key.startsWith('.'))) {
    const exact = entries.find(([key]) => key === entry);
    if (exact !== undefined) return textsIn(exact[1]);
    for (const [key, value] of entries) {
      const [before = '', after] = key.split('*');
      if (after === undefined || !entry.startsWith(before) || !entry.endsWith(after)) continue;
      const star = entry.slice(before.length, entry.length - after.length);
      return textsIn(value).map((text) => text.replace('*', () => star));
    }
    return [];
  }
  return entry === '.' ? textsIn(exports) : [];
};

const textsIn = (value: Plain | undefined, depth = 0): readonly string[] => {
  if (typeof value === 'string') return [value];
  return depth > 5 ? [] : entriesOf(value).flatMap(([, inner]) => textsIn(inner, depth + 1));
};
