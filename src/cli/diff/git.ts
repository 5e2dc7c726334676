/**
 * Revisions of a git repository as folders, without touching the repository: no checkout, no worktree, no network.
 *
 * The repository is not trusted. Files are written as git holds them: no filter, no hook and no attribute of it is obeyed,
 * and nothing is written outside of the folder that is made for it.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, mkdir, readlink, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nearest } from '../../model/nearest.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { SAFELY, gitEnvironment } from '../../scan/files/safe-git.ts';
import { atEnd } from '../at-end.ts';

export interface Repository {
  /** Its top folder, without links. */
  readonly root: string;
  readonly isShallow: boolean;
}

/** A commit, and the word that it was asked for with. */
export interface Revision {
  readonly asked: string;
  readonly commit: string;
}

/** @throws UserError if the folder is in none, or git is not there. */
export const repositoryAt = async (folder: string): Promise<Repository> => {
  const top = await git(folder, ['rev-parse', '--show-toplevel']);
  if (top.code !== 0) throw new UserError(noRepository(top));
  const shallow = await git(folder, ['rev-parse', '--is-shallow-repository']);
  return { root: await realpath(lineOf(top)), isShallow: lineOf(shallow) === 'true' };
};

const noRepository = ({ code, errors }: Ran) =>
  code === undefined
    ? {
        message: 'git cannot be run',
        hint: 'revisions are read with it; two folders or documents can be compared without: faultline diff BEFORE AFTER',
      }
    : /dubious ownership/.test(errors)
      ? {
          message: 'git will not read this repository: it belongs to somebody else',
          hint: 'git config --global --add safe.directory "$PWD" allows it',
        }
      : {
          message: 'there is no git repository here',
          hint: 'revisions are those of a repository; two folders or documents are compared with: faultline diff BEFORE AFTER',
        };

/**
 * The commit of a revision; of a branch that only the remote has (as on a CI machine) that of the remote.
 *
 * @throws UserError with the nearest name.
 */
export const revisionOf = async (repository: Repository, asked: string): Promise<Revision> => {
  for (const name of [asked, `origin/${asked}`]) {
    const found = isSane(name)
      ? await git(repository.root, [
          'rev-parse',
          '--verify',
          '--quiet',
          '--end-of-options',
          `${name}^{commit}`,
        ])
      : undefined;
    if (found?.code === 0) return { asked, commit: lineOf(found) };
  }
  const known = await git(repository.root, ['for-each-ref', '--format=%(refname:short)', '--count=2000']);
  const names = known.output.split('\n').filter((name) => name !== '');
  const [near] = nearest(asked, names);
  throw new UserError({
    message: `there is no revision ${quoted(asked)} in this repository`,
    hint: repository.isShallow
      ? `${SHALLOW} (actions/checkout: fetch-depth: 0)`
      : near === undefined
        ? 'name a branch, a tag or a commit that git knows'
        : `did you mean "${near}"?`,
  });
};

const SHALLOW = 'only a part of its history was fetched: fetch all of it';

/** Of what begins like an option git would make one. */
const isSane = (name: string): boolean => name !== '' && !name.startsWith('-') && !name.includes('\0');

/**
 * Where a branch left another one: what a pull request is compared with, so that nobody is blamed for what others have
 * done since.
 *
 * @throws UserError if they have no common commit, or it was not fetched.
 */
export const mergeBaseOf = async (
  repository: Repository,
  base: Revision,
  head: Revision,
): Promise<Revision> => {
  const found = await git(repository.root, ['merge-base', base.commit, head.commit]);
  if (found.code === 0) return { asked: base.asked, commit: lineOf(found) };
  throw new UserError({
    message: `${quoted(base.asked)} and ${quoted(head.asked)} have no commit in common`,
    hint: repository.isShallow
      ? `${SHALLOW} (actions/checkout: fetch-depth: 0)`
      : '--exact compares with the revision itself',
  });
};

/** Milliseconds after which git is given up. */
const PATIENCE = 120_000;

interface Ran {
  /** Undefined: it could not be run. */
  readonly code: number | undefined;
  readonly output: string;
  readonly errors: string;
}

const lineOf = ({ output }: Ran): string => output.trim();

const git = async (folder: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ran> => {
  const output: Buffer[] = [];
  const { code, errors } = await run(folder, args, more, (chunk) => output.push(chunk));
  return { code, errors, output: Buffer.concat(output).toString('utf8') };
};

const run = (
  folder: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv,
  take: (chunk: Buffer) => void,
  input?: string,
): Promise<{ readonly code: number | undefined; readonly errors: string }> =>
  new Promise((resolve) => {
    const child = spawn('git', [...SAFELY, ...args], {
      cwd: folder,
      env: { ...gitEnvironment(), ...more },
      timeout: PATIENCE,
      windowsHide: true,
    });
    let errors = '';
    child.stdout.on('data', take);
    child.stderr.on('data', (chunk: Buffer) => {
      if (errors.length < 10_000) errors += chunk.toString('utf8');
    });
    child.on('error', () => resolve({ code: undefined, errors }));
    child.on('close', (code) => resolve({ code: code ?? 1, errors }));
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });

// —— files of a revision ————————————————————————————————————————————————————————————————————————————————————————————

/**
 * Runs something with a folder that holds a revision's files; the folder is gone afterwards, whatever happens.
 *
 * @throws UserError if files of it are not there, as in a partial clone.
 */
export const withRevision = async <T>(
  repository: Repository,
  { asked, commit }: Revision,
  use: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'faultline-base-')));
  // A program that is told to end would leave it behind.
  const gone = (): void => rmSync(folder, { recursive: true, force: true });
  const settled = atEnd(gone);
  try {
    await extract(repository, commit, asked, folder);
    return await use(folder);
  } finally {
    settled();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};

interface Entry {
  readonly mode: string;
  readonly object: string;
  readonly name: string;
}

const extract = async (
  repository: Repository,
  commit: string,
  asked: string,
  folder: string,
): Promise<void> => {
  const listed = await git(repository.root, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (listed.code !== 0) throw cannotRead(asked, listed.errors);
  const entries = listed.output.split('\0').flatMap(entryOf);
  const files = entries.filter(({ mode }) => mode.startsWith('100'));
  for (const directory of new Set(files.map(({ name }) => path.dirname(name))))
    await mkdir(path.join(folder, directory), { recursive: true });
  await writeBlobs(repository, asked, files, ({ name }, content) =>
    writeFile(path.join(folder, name), content),
  );
  // Links come last: no file is ever written through one.
  const links = entries.filter(({ mode }) => mode === '120000');
  await writeBlobs(repository, asked, links, ({ name }, content) =>
    link(folder, name, content.toString('utf8')),
  );
  await listAsTracked(repository, commit, folder);
};

const entryOf = (text: string): readonly Entry[] => {
  const match = /^(\d{6}) \w+ ([0-9a-f]+)\t([^]+)$/.exec(text);
  const name = match?.[3];
  if (match === null || name === undefined) return [];
  // Git refuses such names; a repository made by hand may have them.
  const segments = name.split('/');
  const isSafe =
    !path.isAbsolute(name) &&
    !segments.some(
      (segment) => segment === '' || segment === '.' || segment === '..' || /^\.git$/i.test(segment),
    );
  return isSafe ? [{ mode: match[1]!, object: match[2]!, name }] : [];
};

/** A link that stays within the folder; what leads out of it is left out, as scans leave it out. */
const link = async (folder: string, name: string, target: string): Promise<void> => {
  const file = path.join(folder, name);
  const end = path.resolve(path.dirname(file), target);
  const way = path.relative(folder, end);
  if (path.isAbsolute(target) || way === '..' || way.startsWith(`..${path.sep}`)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await symlink(target, file).catch(() => undefined);
};

/** Contents of many objects from one git; they come in the order asked for. */
const writeBlobs = async (
  repository: Repository,
  asked: string,
  entries: readonly Entry[],
  write: (entry: Entry, content: Buffer) => Promise<void>,
): Promise<void> => {
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = entries.slice(from, from + BATCH);
    const chunks: Buffer[] = [];
    const input = batch.map(({ object }) => `${object}\n`).join('');
    const { code, errors } = await run(
      repository.root,
      ['cat-file', '--batch'],
      {},
      (chunk) => chunks.push(chunk),
      input,
    );
    const all = Buffer.concat(chunks);
    let at = 0;
    for (const entry of batch) {
      const end = all.indexOf(0x0a, at);
      const header = /^[0-9a-f]+ blob (\d+)$/.exec(all.subarray(at, Math.max(at, end)).toString('latin1'));
      if (code !== 0 || end < 0 || header === null) throw cannotRead(asked, errors);
      const start = end + 1;
      at = start + Number(header[1]);
      await write(entry, all.subarray(start, at));
      at++;
    }
  }
};

/** Files in one answer of git, which is held in memory. */
const BATCH = 500;

const cannotRead = (asked: string, errors: string): UserError => {
  const said = errors.trim().split('\n')[0] ?? '';
  return new UserError({
    message: `not all files of ${quoted(asked)} are here${said === '' ? '' : ` (git: ${said})`}`,
    hint: 'a partial or damaged clone lacks some; nothing is fetched: clone without --filter, or "git fetch" first',
  });
};

/**
 * Makes the folder a repository whose index is the revision's, so that a scan lists the same files in it as it would in a
 * checkout: those that are tracked, ignored or not. Where that fails the folder is walked instead.
 */
const listAsTracked = async (repository: Repository, commit: string, folder: string): Promise<void> => {
  const format = lineOf(await git(repository.root, ['rev-parse', '--show-object-format'])) || 'sha1';
  const made = await git(folder, ['init', '-q', '--template=', `--object-format=${format}`, folder]);
  if (made.code !== 0) return;
  const index = path.join(folder, '.git', 'index');
  await git(repository.root, ['read-tree', commit], { GIT_INDEX_FILE: index });
};

/**
 * Names of all files from the top folder: those of a revision, or as they are now, tracked or not, but for what is ignored.
 * Nothing where git does not answer.
 */
export const filesOf = async (
  repository: Repository,
  revision: Revision | undefined,
): Promise<readonly string[]> => {
  const { code, output } = await git(
    repository.root,
    revision === undefined
      ? ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--full-name']
      : ['ls-tree', '-r', '-z', '--name-only', '--full-tree', revision.commit],
  );
  return code === 0 ? [...new Set(output.split('\0'))].filter((name) => name !== '') : [];
};

/** Whether anything is at a path, be it a link that leads nowhere. */
export const isThere = async (file: string): Promise<boolean> =>
  (await stat(file).catch(() => undefined)) !== undefined ||
  (await readlink(file).catch(() => undefined)) !== undefined;
