/**
 * All files of a folder, each real file once: by git where it knows the folder, else read folder by folder.
 *
 * Links are taken for what they lead to if that is a file of the same repository. Folders behind links are not
 * entered: what lies in the repository is found where it is, and a circle cannot come up.
 */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { byCodePoint } from '../../model/order.ts';
import type { Flaw } from './decode.ts';
import { type FolderListing, listedByFolder } from './folders.ts';
import { listedByGit, repositoryOf } from './git.ts';
import { CDK_OUT, isNeverRead, isPlausible } from './names.ts';
import { linkStatusOf, statusOf } from './reading.ts';
import { isWithin } from './roots.ts';

export interface ListedFile {
  /** Relative to the folder listed, with `/`. */
  readonly relative: string;
  /** Without links. */
  readonly real: string;
}

export interface Listing {
  /** Sorted. */
  readonly files: readonly ListedFile[];
  /** What was not looked into, by its path relative to the folder. */
  readonly flaws: readonly { readonly relative: string; readonly flaw: Flaw }[];
  /** There are more files than were asked for. */
  readonly isCut: boolean;
}

/** Lists a folder, up to a number of files; no link out of the boundary is followed. */
export const listingOf = async (top: string, boundary: string, most = Infinity): Promise<Listing> => {
  const collected = new Collected(top, boundary);
  const isOutput = top.split(path.sep).includes(CDK_OUT);
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const { files, flaws } = await namesIn(path.join(top, folder), most);
    const base = folder === '' ? '' : `${folder}/`;
    for (const { folder: below, flaw } of flaws) collected.flaw(`${base}${below}`.replace(/\/$/, ''), flaw);
    for (const name of files) {
      const relative = `${base}${name}`;
      if (isNeverRead(relative, isOutput)) continue;
      if (collected.size >= most) return collected.result(true);
      if (collected.add(relative) === 'folder') open.push(relative);
    }
  }
  return collected.result(false);
};

/** The names of all files below a folder; a repository inside of it is one name. */
const namesIn = async (folder: string, most: number): Promise<FolderListing> => {
  const byGit = repositoryOf(folder) === undefined ? undefined : await listedByGit(folder);
  // One more than asked for tells that there are more.
  if (byGit === undefined) return listedByFolder(folder, false, most + 1);
  const files = new Set(byGit.files);
  const flaws = [];
  for (const output of byGit.outputs) {
    const listed = listedByFolder(path.join(folder, output), true);
    for (const name of listed.files) files.add(`${output}/${name}`);
    for (const { folder: below, flaw } of listed.flaws) flaws.push({ folder: `${output}/${below}`, flaw });
  }
  return { files: [...files], flaws };
};

class Collected {
  private readonly files = new Map<string, string>();
  private readonly links: ListedFile[] = [];
  private readonly flaws: { relative: string; flaw: Flaw }[] = [];
  private readonly top: string;
  private readonly boundary: string;

  constructor(top: string, boundary: string) {
    this.top = top;
    this.boundary = boundary;
  }

  flaw(relative: string, flaw: Flaw): void {
    this.flaws.push({ relative, flaw });
  }

  /** Takes a name for what it is on the disk; of a folder nothing is taken yet. */
  add(relative: string): 'folder' | undefined {
    const file = path.join(this.top, relative);
    const status = linkStatusOf(file);
    if ('kind' in status) {
      // Names are bytes; what is not UTF-8 comes out changed, and is not found by that.
      const flaw = relative.includes('\ufffd') ? UNNAMEABLE : status;
      // What git still tracks may be gone since: nothing is missed.
      if (isPlausible(relative) && (flaw === UNNAMEABLE || !status.message.includes('ENOENT')))
        this.flaw(relative, flaw);
    } else if (status.isFile()) this.files.set(file, relative);
    else if (status.isDirectory()) return this.folder(relative, file);
    else if (status.isSymbolicLink()) this.link(relative, file);
    else if (isPlausible(relative)) this.flaw(relative, NO_FILE);
    return undefined;
  }

  /** A nested repository; the folder of a submodule that was not checked out is empty. */
  private folder(relative: string, file: string): 'folder' | undefined {
    if (existsSync(path.join(file, '.git'))) return 'folder';
    this.flaw(relative, NOT_CHECKED_OUT);
    return undefined;
  }

  private link(relative: string, file: string): void {
    let real: string;
    try {
      real = realpathSync(file);
    } catch {
      if (isPlausible(relative)) this.flaw(relative, DANGLING);
      return;
    }
    const status = statusOf(real);
    const isFolder = !('kind' in status) && status.isDirectory();
    if (isFolder ? !isWithin(real, this.top) : !isWithin(real, this.boundary) && isPlausible(relative))
      this.flaw(relative, isFolder ? FOLDER_ELSEWHERE : OUTSIDE);
    else if (!isFolder && isWithin(real, this.boundary)) this.links.push({ relative, real });
  }

  get size(): number {
    return this.files.size;
  }

  result(isCut: boolean): Listing {
    // What is there under its own name is called by that; of several links to one file the first stands for it.
    for (const { relative, real } of this.links.toSorted((a, b) => byCodePoint(a.relative, b.relative))) {
      const isRead = !isNeverRead(path.relative(this.boundary, real).split(path.sep).join('/'), false);
      if (isRead && !this.files.has(real)) this.files.set(real, relative);
    }
    const files = [...this.files].map(([real, relative]) => ({ relative, real }));
    return { files: files.toSorted((a, b) => byCodePoint(a.relative, b.relative)), flaws: this.flaws, isCut };
  }
}

const UNNAMEABLE: Flaw = { kind: 'unreadable', message: 'its name is not UTF-8', hint: 'rename it' };

const NO_FILE: Flaw = { kind: 'skipped', message: 'it is no regular file' };

const DANGLING: Flaw = { kind: 'unreadable', message: 'it is a link that leads nowhere' };

const OUTSIDE: Flaw = { kind: 'skipped', message: 'it is a link that leads out of the repository' };

const FOLDER_ELSEWHERE: Flaw = {
  kind: 'skipped',
  message: 'it is a link to a folder that lies elsewhere',
  hint: 'scan that folder, too',
};

const NOT_CHECKED_OUT: Flaw = {
  kind: 'skipped',
  message: 'it is a submodule that is not checked out',
  hint: '"git submodule update --init" gets it',
};
