/**
 * Tells when files change: those that were read, those that would be, and those below folders that are scanned.
 *
 * Folders are watched rather than files: editors save by putting another file in the place of the old one, and what is
 * included may not be there yet.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { globBase, isGlob } from '../../model/glob.ts';
import { byCodePoint } from '../../model/order.ts';
import { realOf } from './real.ts';
import { type Known, type Looked, isPack } from './sides.ts';

/** What may change. Absolute paths. */
export interface Watched {
  readonly files: ReadonlySet<string>;
  /** Folders of which the files count, or all that is below them. */
  readonly folders: ReadonlyMap<string, 'flat' | 'deep'>;
}

/** All that the answer was read from: the documents named, what they include, and what was scanned. */
export const watchedOf = ({ files, against = [], scan = [] }: Looked, known: Known): Watched => {
  const all = new Set(
    [...files, ...against].filter((file) => file !== '-').map((file) => path.resolve(file)),
  );
  const folders = new Map<string, 'flat' | 'deep'>();
  for (const [file, { document }] of known) {
    if (isPack(file)) continue;
    all.add(file);
    const { include = [], use = [] } = document ?? {};
    for (const pattern of [...include, ...use.filter((name) => name.includes('/'))]) {
      const folder = path.dirname(file);
      if (!isGlob(pattern)) all.add(path.resolve(folder, pattern));
      else {
        const { base, glob } = globBase(pattern);
        const at = path.resolve(folder, base);
        if (glob.includes('/') || glob.includes('**')) folders.set(at, 'deep');
        else if (!folders.has(at)) folders.set(at, 'flat');
      }
    }
  }
  for (const one of scan) {
    const at = realOf(path.resolve(one));
    if (statSync(at, { throwIfNoEntry: false })?.isFile() === true) all.add(at);
    else folders.set(at, 'deep');
  }
  return { files: all, folders };
};

/** The same text for the same. */
export const watchedText = ({ files, folders }: Watched): string =>
  [...files, ...Array.from(folders, ([folder, reach]) => `${folder} ${reach}`)]
    .toSorted(byCodePoint)
    .join('\n');

/** What is in these is not looked at: there is too much of it, and nobody writes it. */
const UNWATCHED = new Set(['.git', 'node_modules']);

/** Whether a change of a path counts. */
const counts = ({ files, folders }: Watched, file: string): boolean => {
  if (files.has(file) || folders.get(path.dirname(file)) === 'flat') return true;
  for (const [folder, reach] of folders) {
    if (reach !== 'deep') continue;
    const way = path.relative(folder, file);
    const steps = way.split(path.sep);
    if (steps[0] !== '..' && !path.isAbsolute(way) && !steps.some((step) => UNWATCHED.has(step))) return true;
  }
  return false;
};

export interface Watch {
  readonly close: () => Promise<void>;
}

export interface WatchEvents {
  readonly onChange: () => void;
  /** Something cannot be watched; told once. */
  readonly onTrouble: (message: string) => void;
}

/** Watches, once it resolves. */
export const watch = async (watched: Watched, { onChange, onTrouble }: WatchEvents): Promise<Watch> => {
  const { watch: watching } = await import('chokidar');
  const { roots, ways } = rootsOf(watched);
  let isTroubled = false;
  const watcher = watching([...roots], {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (given) => {
      const file = path.normalize(given);
      return !roots.has(file) && !ways.has(file) && !counts(watched, file);
    },
  });
  watcher.on('all', (_, file) => {
    if (counts(watched, path.normalize(file))) onChange();
  });
  watcher.on('error', (error) => {
    // Of ten thousand files that are too many the first one says it all.
    if (!isTroubled) onTrouble(error instanceof Error ? error.message : String(error));
    isTroubled = true;
  });
  await new Promise<void>((resolve) => void watcher.once('ready', resolve));
  return { close: () => watcher.close() };
};

/** The folders that are watched, and those on the way from them to folders that are not there yet. */
const rootsOf = ({ files, folders }: Watched): Readonly<Record<'roots' | 'ways', ReadonlySet<string>>> => {
  const roots = new Set<string>();
  const ways = new Set<string>();
  for (const wanted of [...Array.from(files, (file) => path.dirname(file)), ...folders.keys()]) {
    let folder = wanted;
    for (; !isFolder(folder) && folder !== path.dirname(folder); folder = path.dirname(folder))
      ways.add(folder);
    roots.add(folder);
  }
  return { roots, ways };
};

const isFolder = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
