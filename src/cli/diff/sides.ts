/** What is compared: two documents or folders, or two revisions of some paths. */
import { mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../../model/document.ts';
import type { Estate } from '../../model/estate.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { loadEstate } from '../../scan/document.ts';
import type { ScanChoices } from '../scan/options.ts';
import { filesOf, isThere, mergeBaseOf, repositoryAt, revisionOf, withRevision } from './git.ts';
import { type Tree, movedTo } from './moved.ts';

interface Sides {
  readonly base: Estate;
  readonly head: Estate;
  /** What they are called. */
  readonly names: { readonly base: string; readonly head: string };
  /** What was not compared, or not as asked for. */
  readonly notes: readonly string[];
}

interface LoadChoices extends ScanChoices {
  readonly allowOutside?: boolean;
}

const NAMES = ['faultline.yaml', 'faultline.yml', 'faultline.json'] as const;

// —— two paths ——————————————————————————————————————————————————————————————————————————————————————————————————————

/**
 * Two documents or folders.
 *
 * @throws UserError if there are not two, or for any mistake in them.
 */
export const sidesOfPaths = async (paths: readonly string[], choices: LoadChoices): Promise<Sides> => {
  const [before, after, ...more] = paths;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new UserError({
      message: `there are two things to compare, not ${paths.length}`,
      hint: 'faultline diff BEFORE AFTER compares documents or folders, faultline diff --base main a change with a revision',
    });
  }
  for (const given of [before, after]) await assertThere(given);
  const cwd = process.cwd();
  return somethingIn({
    base: await estateAt(cwd, [before], choices),
    head: await estateAt(cwd, [after], choices),
    names: { base: before, head: after },
    notes: [],
  });
};

const assertThere = async (given: string): Promise<void> => {
  if (await isThere(given)) return;
  const isRevision = await repositoryAt(process.cwd())
    .then(async (repository) => revisionOf(repository, given))
    .then(
      () => true,
      () => false,
    );
  throw new UserError({
    message: `${quoted(given)} does not exist`,
    hint: isRevision
      ? `it is a revision: faultline diff --base ${given}`
      : 'is the name right, and the working folder?',
  });
};

// —— two revisions ——————————————————————————————————————————————————————————————————————————————————————————————————

interface RevisionChoices extends LoadChoices {
  readonly base: string;
  /** Left out: the files as they are now. */
  readonly head?: string;
  /** Compare with `base` itself, not with where head left it. */
  readonly exact?: boolean;
}

/**
 * The same paths in two revisions, or in one and as they are now. Places are told from the working folder, as if each
 * revision stood there.
 *
 * @throws UserError if there is no such repository, revision or path, or for any mistake in what is read.
 */
export const sidesOfRevisions = async (
  paths: readonly string[],
  { base, head, exact = false, ...choices }: RevisionChoices,
): Promise<Sides> => {
  const cwd = process.cwd();
  const repository = await repositoryAt(cwd);
  const asked = await revisionOf(repository, base);
  const ends = await revisionOf(repository, head ?? 'HEAD');
  const start = exact ? asked : await mergeBaseOf(repository, asked, ends);
  const here = await realpath(cwd);
  /** The working folder's place in the repository. */
  const own = path.relative(repository.root, here).split(path.sep).join('/');
  const names = { base: nameOf(start, base), head: head ?? 'the working folder' };
  const files = {
    base: await filesOf(repository, start),
    head: await filesOf(repository, head === undefined ? undefined : ends),
  };
  return withRevision(repository, start, async (before) => {
    const both = async (after: string): Promise<Sides> => {
      const trees = {
        base: { root: before, files: files.base },
        head: { root: after, files: files.head },
      };
      const given = paths.map((one) => pathIn(repository.root, one, here));
      const asked = given.length > 0 ? given.map(bothAt) : [await foundIn(trees, own)];
      const notes: string[] = [];
      const places = await Promise.all(asked.map((one) => placed(trees, own, one, names, notes)));
      const read = async (side: 'base' | 'head'): Promise<Estate> => {
        const folder = path.join(trees[side].root, own);
        // A folder that the revision does not have is where its names are told from all the same.
        if (trees[side].root !== repository.root) await mkdir(folder, { recursive: true });
        const present = places.flatMap((place) => place[side] ?? []);
        return present.length === 0 ? NOTHING : estateAt(folder, present, choices);
      };
      const sides = { base: await read('base'), head: await read('head') };
      if (sides.base === NOTHING && sides.head === NOTHING) {
        const sought = asked.map((one) => one.base ?? one.head);
        throw new UserError({
          message: `${sought.join(', ')} ${sought.length === 1 ? 'is' : 'are'} in neither of the two`,
          hint: 'name a document or a folder of the repository',
        });
      }
      return somethingIn({ ...sides, names, notes });
    };
    return head === undefined ? both(repository.root) : withRevision(repository, ends, both);
  });
};

/** What is looked at on each side, from the working folder; left out: there is no such thing there. */
interface Places {
  readonly base?: string | undefined;
  readonly head?: string | undefined;
}

type Trees = Readonly<Record<'base' | 'head', Tree>>;

const bothAt = (name: string): Places => ({ base: name, head: name });

/** Where something is on either side: what only one side has is followed to where it came from or went. */
const placed = async (
  trees: Trees,
  own: string,
  asked: Places,
  names: Sides['names'],
  notes: string[],
): Promise<Places> => {
  const isAt = (side: 'base' | 'head', name: string | undefined): Promise<boolean> =>
    name === undefined ? Promise.resolve(false) : isThere(path.join(trees[side].root, own, name));
  const [inBase, inHead] = [await isAt('base', asked.base), await isAt('head', asked.head)];
  if (inBase === inHead) return inBase ? asked : {};
  const [there, missing] = inBase ? (['base', 'head'] as const) : (['head', 'base'] as const);
  const name = asked[there]!;
  const found = await movedTo(trees[there], trees[missing], path.posix.join(own, name));
  if (found === undefined) {
    notes.push(`${name} is not in ${names[missing]}`);
    return { [there]: name };
  }
  const other = path.posix.relative(own, found) || '.';
  notes.push(
    inBase
      ? `${name} was moved: it is ${other} in ${names.head}`
      : `${name} was moved: it was ${other} in ${names.base}`,
  );
  return { [there]: name, [missing]: other };
};

/**
 * A head without anything in it makes every gate green.
 *
 * @throws UserError if base has nodes and head has none.
 */
const somethingIn = (sides: Sides): Sides => {
  const { base, head, names } = sides;
  if (head.nodes.length > 0 || base.nodes.length === 0) return sides;
  const apps = base.nodes.filter(({ kind }) => kind === 'app').map(({ id }) => id);
  throw new UserError({
    message: `there is nothing in ${names.head} to compare: ${names.base} describes ${base.nodes.length} ${base.nodes.length === 1 ? 'node' : 'nodes'}${apps.length === 0 ? '' : `, ${apps.slice(0, 3).join(', ')}${apps.length > 3 ? ' and more' : ''} among them`}`,
    hint: 'if the document was moved, name it where it is now; what is gone altogether needs no comparison',
  });
};

/** A branch is known by its name, what it was then by its commit. */
const nameOf = ({ commit }: { readonly commit: string }, asked: string): string =>
  /^[0-9a-f]{7,64}$/.test(asked) ? asked.slice(0, 12) : `${asked} (${commit.slice(0, 12)})`;

const NOTHING: Estate = { nodes: [], positions: new Map(), scenarios: new Map() };

/**
 * A path as told from the working folder.
 *
 * @throws UserError for what lies outside of the repository.
 */
const pathIn = (root: string, given: string, here: string): string => {
  const way = path.relative(root, path.resolve(here, given));
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) {
    throw new UserError({
      message: `${quoted(given)} is not in the repository`,
      hint: 'of what git does not know there are no revisions',
    });
  }
  return path.relative(here, path.resolve(here, given)).split(path.sep).join('/') || '.';
};

/**
 * What is compared if nothing is named: the document that is found upward, else the working folder. What base has is
 * looked for, too: a document that a change took away is not to be missed.
 */
const foundIn = async (trees: Trees, own: string): Promise<Places> => {
  const [before, after] = [await foundUpward(trees.base.root, own), await foundUpward(trees.head.root, own)];
  if (before === undefined && after === undefined) return bothAt('.');
  if (before === undefined || after === undefined || before === after) return bothAt((after ?? before)!);
  // The one that lies nearer now is another one, where the one from before is still there.
  const isLeft = await isThere(path.join(trees.head.root, own, before));
  return isLeft ? bothAt(after) : { base: before, head: after };
};

/** The document at a folder or above it, told from that folder. */
const foundUpward = async (root: string, own: string): Promise<string | undefined> => {
  for (let folder = own; ; folder = path.posix.dirname(folder)) {
    for (const name of NAMES)
      if (await isThere(path.join(root, folder, name)))
        return path.posix.relative(own, path.posix.join(folder, name));
    if (folder === '' || folder === '.') return undefined;
  }
};

// —— reading ————————————————————————————————————————————————————————————————————————————————————————————————————————

/**
 * The estate of documents and folders: a folder is scanned, and the faultline.yaml in it stands above what the scan found.
 * Names are told from `cwd`.
 */
const estateAt = async (cwd: string, paths: readonly string[], choices: LoadChoices): Promise<Estate> => {
  const { allowOutside = false, ...scanChoices } = choices;
  const kinds = await Promise.all(paths.map((one) => stat(path.resolve(cwd, one)).catch(() => undefined)));
  const folders = paths.filter((_, i) => kinds[i]?.isDirectory() === true);
  const documents = [
    ...paths.filter((_, i) => kinds[i]?.isDirectory() !== true),
    ...(await Promise.all(folders.map((folder) => documentIn(cwd, folder)))).flat(),
  ];
  const scanned = folders.length === 0 ? undefined : await scannedIn(cwd, folders, scanChoices);
  if (documents.length === 0 && (scanned === undefined || scanned.nodes.size === 0)) return NOTHING;
  return loadEstate(documents, {
    cwd,
    allowOutside,
    ...(scanned === undefined || scanned.nodes.size === 0 ? {} : { scanned: [scanned] }),
  });
};

const documentIn = async (cwd: string, folder: string): Promise<readonly string[]> => {
  for (const name of NAMES) {
    const file = path.posix.join(folder.split(path.sep).join('/'), name);
    if (await isThere(path.resolve(cwd, file))) return [file];
  }
  return [];
};

const scannedIn = async (
  cwd: string,
  folders: readonly string[],
  { plugins, ...choices }: ScanChoices,
): Promise<Document> => {
  const { scanPaths } = await import('../../scan/estate.ts');
  const { scannersWith } = await import('../config/scanners.ts');
  const { document } = await scanPaths(folders, { ...choices, cwd, scanners: scannersWith(plugins) });
  return document;
};
