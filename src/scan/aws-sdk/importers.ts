/** Which files bring in others: a handler runs all that its imports run, so that what these call, it calls. */
import { byCodePoint, byText } from '../../model/order.ts';
import { joined } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { type Resolver, resolverOf } from '../typescript/resolve.ts';
import { isSource, isTest } from './recognise.ts';

/** Files of a repository whose imports are looked at. */
const MOST_FILES = 20_000;
/** Bytes of a file: what is larger was not written by hand. */
const LARGEST = 500_000;

/** The imports among the files of a repository. */
interface Imports {
  /** By `inside`: the files that import it directly. */
  readonly importers: ReadonlyMap<string, readonly SourceFile[]>;
  /** By `inside`: what a file imports directly. */
  readonly imported: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the imports of all source files, by their words alone; imports of types count, too: they do no harm. */
export const readImports = async (context: ScanContext): Promise<Imports> => {
  const all = await context.everything();
  const byPath = new Map(all.map((file) => [joined(file.folder, file.name), file]));
  const resolver = resolverOf({
    ...context,
    file: (folder, relative) => Promise.resolve(byPath.get(joined(folder, relative))),
  });
  const importers = new Map<string, SourceFile[]>();
  const imported = new Map<string, ReadonlySet<string>>();
  const files = all.filter(({ inside }) => isSource(inside) && !isTest(inside)).slice(0, MOST_FILES);
  for (const file of files) {
    const targets = await importsOf(file, resolver);
    imported.set(file.inside, targets);
    for (const target of targets) {
      const known = importers.get(target);
      if (known === undefined) importers.set(target, [file]);
      else known.push(file);
    }
  }
  return { importers, imported };
};

const importsOf = async (file: SourceFile, resolver: Resolver): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  if (file.size > LARGEST) return found;
  const text = await file.text();
  for (const [, specifier] of text.matchAll(
    /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s{0,5}['"]([^'"\n]{1,300})['"]/g,
  )) {
    const target = await resolver.resolve(file, specifier!);
    if (target !== undefined && target.inside !== file.inside) found.add(target.inside);
  }
  return found;
};

/** The files that bring in any of these, through others too, and how many steps away each is; nearest first. */
export const importersOf = (
  files: Iterable<string>,
  { importers }: Imports,
): ReadonlyMap<SourceFile, number> => {
  const steps = new Map<SourceFile, number>();
  const seen = new Set(files);
  let open = [...seen];
  for (let step = 1; open.length > 0; step++) {
    const next: string[] = [];
    for (const inside of open) {
      for (const file of importers.get(inside) ?? []) {
        if (seen.has(file.inside)) continue;
        seen.add(file.inside);
        steps.set(file, step);
        next.push(file.inside);
      }
    }
    open = next;
  }
  return steps;
};

/**
 * What files bring in over a few steps, with themselves. Components of pages are left out: they hold no settings, and
 * bring in all other components.
 */
export const broughtBy = (
  files: readonly SourceFile[],
  { imported }: Imports,
  farthest: number,
): ReadonlySet<string> => {
  const brought = new Set(files.map(({ inside }) => inside));
  let open = [...brought];
  for (let step = 0; step < farthest; step++) {
    const next = new Set(open.flatMap((inside) => [...(imported.get(inside) ?? [])]));
    open = [...next].filter((inside) => !brought.has(inside) && !/\.[jt]sx$/.test(inside));
    for (const inside of open) brought.add(inside);
  }
  return brought;
};

/**
 * For each file that brings in any of `wanted`, those that it brings in; sorted. `from`: all files that may be asked
 * for, besides importers: they bring in nothing of it, perhaps.
 */
export const reachesOf = (
  wanted: ReadonlySet<string>,
  from: readonly SourceFile[],
  imports: Imports,
): ReadonlyMap<string, readonly string[]> => {
  const reaches = new Map<string, string[]>(from.map(({ inside }) => [inside, []]));
  for (const one of wanted) {
    for (const [{ inside }] of importersOf([one], imports)) {
      const known = reaches.get(inside);
      if (known === undefined) reaches.set(inside, [one]);
      else known.push(one);
    }
  }
  return new Map(
    [...reaches]
      .toSorted(byText(([inside]) => inside))
      .map(([inside, all]) => [inside, all.toSorted(byCodePoint)] as const),
  );
};
