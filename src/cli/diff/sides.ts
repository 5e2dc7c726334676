/** What is compared: two documents or folders, or two revisions of some paths. */
import { mkdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../../model/document.ts';
import type { Estate } from '../../model/estate.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { loadEstate } from '../../scan/document.ts';
import type { ScanChoices } from '../scan/options.ts';
import { isThere, mergeBaseOf, repositoryAt, revisionOf, withRevision } from './git.ts';

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
  return {
    base: await estateAt(cwd, [before], choices),
    head: await estateAt(cwd, [after], choices),
    names: { base: before, head: after },
    notes: [],
  };
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
  const inside = await pathsIn(repository.root, paths, here);
  /** The working folder's place in the repository. */
  const own = path.relative(repository.root, here);
  const notes: string[] = [];
  const read = async (root: string, name: string): Promise<Estate> => {
    const folder = path.join(root, own);
    // A folder that the revision does not have is where its names are told from all the same.
    if (root !== repository.root) await mkdir(folder, { recursive: true });
    const there = await Promise.all(inside.map((one) => isThere(path.join(folder, one))));
    const present = inside.filter((_, i) => there[i]);
    for (const missing of inside.filter((_, i) => !there[i])) notes.push(`${missing} is not in ${name}`);
    return present.length === 0 ? NOTHING : estateAt(folder, present, choices);
  };
  const names = { base: nameOf(start, base), head: head ?? 'the working folder' };
  const before = await withRevision(repository, start, (folder) => read(folder, names.base));
  const after =
    head === undefined
      ? await read(repository.root, names.head)
      : await withRevision(repository, ends, (folder) => read(folder, names.head));
  if (before === NOTHING && after === NOTHING) {
    throw new UserError({
      message: `${inside.join(', ')} ${inside.length === 1 ? 'is' : 'are'} in neither of the two`,
      hint: 'name a document or a folder of the repository',
    });
  }
  return { base: before, head: after, names, notes };
};

/** A branch is known by its name, what it was then by its commit. */
const nameOf = ({ commit }: { readonly commit: string }, asked: string): string =>
  /^[0-9a-f]{7,64}$/.test(asked) ? asked.slice(0, 12) : `${asked} (${commit.slice(0, 12)})`;

const NOTHING: Estate = { nodes: [], positions: new Map(), scenarios: new Map() };

/**
 * Paths from the working folder; without any, the document that is found upward, else the folder itself.
 *
 * @throws UserError for what lies outside.
 */
const pathsIn = async (root: string, paths: readonly string[], here: string): Promise<readonly string[]> => {
  const given = paths.length > 0 ? paths : [await foundUpward(here, root)];
  return given.map((one) => {
    const way = path.relative(root, path.resolve(here, one));
    if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) {
      throw new UserError({
        message: `${quoted(one)} is not in the repository`,
        hint: 'of what git does not know there are no revisions',
      });
    }
    return path.relative(here, path.resolve(here, one)).split(path.sep).join('/') || '.';
  });
};

const foundUpward = async (from: string, root: string): Promise<string> => {
  for (let folder = from; ; folder = path.dirname(folder)) {
    for (const name of NAMES) if (await isThere(path.join(folder, name))) return path.join(folder, name);
    if (folder === root || folder === path.dirname(folder)) return from;
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
  choices: ScanChoices,
): Promise<Document> => {
  const { scanPaths } = await import('../../scan/estate.ts');
  const { SCANNERS } = await import('../../scan/index.ts');
  const { document } = await scanPaths(folders, { ...choices, cwd, scanners: SCANNERS });
  return document;
};
