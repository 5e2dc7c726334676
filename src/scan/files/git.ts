/**
 * What git knows of a folder: files that are tracked or could be, which is what people mean by "the repository".
 *
 * The repository is not trusted: of its configuration nothing is run.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CDK_OUT } from './names.ts';
import { SAFELY, gitEnvironment } from './safe-git.ts';

export interface GitListing {
  /** Relative to the folder, with `/`. A nested repository or a submodule is one entry. */
  readonly files: readonly string[];
  /** Ignored folders of synthesized stacks. */
  readonly outputs: readonly string[];
}

/** The folder that holds `.git`, above a folder or the folder itself. */
export const repositoryOf = (folder: string): string | undefined => {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return undefined;
  }
};

/** Files of a folder by git; undefined if git is not there, will not, or ignores the folder as a whole. */
export const listedByGit = async (folder: string): Promise<GitListing | undefined> => {
  // Who asks for an ignored folder by name wants to see what is in it.
  const ignored = await git(folder, ['check-ignore', '-q', '.']);
  if (ignored.code === 0) return undefined;
  const listed = await git(folder, ['ls-files', '-co', '--exclude-standard', '-z']);
  if (listed.code !== 0) return undefined;
  const hidden = await git(folder, ['ls-files', '-oi', '--exclude-standard', '--directory', '-z']);
  return {
    files: [...new Set(namesIn(listed.output).map((name) => name.replace(/\/$/, '')))],
    outputs: namesIn(hidden.output)
      .filter((name) => name === `${CDK_OUT}/` || name.endsWith(`/${CDK_OUT}/`))
      .map((name) => name.slice(0, -1)),
  };
};

const namesIn = (output: string): readonly string[] => output.split('\0').filter((name) => name !== '');

interface Ran {
  /** Undefined: it could not be run to its end. */
  readonly code: number | undefined;
  readonly output: string;
}

/** Milliseconds after which git is given up, and the folder walked instead. */
const PATIENCE = 60_000;

const git = (folder: string, args: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: gitEnvironment(),
      encoding: 'utf8',
      maxBuffer: 500_000_000,
      timeout: PATIENCE,
      windowsHide: true,
    } as const;
    execFile('git', [...SAFELY, ...args], options, (error, stdout) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ code, output: stdout });
    });
  });
