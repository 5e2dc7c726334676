/** From the paths of a command line to files that scanners may claim, and the world that scanners may ask. */
import path from 'node:path';
import { readdirSync, realpathSync } from 'node:fs';
import type { Finding } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { type Choice, chooserOf } from './choice.ts';
import type { Flaw } from './decode.ts';
import { type ListedFile, listingOf } from './listing.ts';
import { isPlausible } from './names.ts';
import { statusOf } from './reading.ts';
import { type Root, isWithin, realOf, rootsOf, shownFrom } from './roots.ts';
import { FoundFile, type Tell, findingOf } from './source-file.ts';

export interface WalkOptions extends Choice {
  /** The folder that names are shown relative to; left out: the working folder. */
  readonly cwd?: string;
  /** Files that are no input, by path: what the scan itself is about to write. */
  readonly outputs?: readonly string[];
  /** Whether files of a name are looked into that has none of the usual endings. */
  readonly alsoNamed?: (name: string) => boolean;
}

export interface Walked {
  /** The folders and files that were asked for, as they are shown. */
  readonly looked: readonly string[];
  /** The folders of these, with what ids begin with that are made in them. */
  readonly roots: readonly { readonly shown: string; readonly name: string }[];
  /** What scanners may claim, by what names tell; sorted by `inside`. */
  readonly files: readonly FoundFile[];
  /** All files that were listed, by whatever name, without those excluded. */
  readonly others: readonly string[];
  /** How many were left out by `include` and `exclude`. */
  readonly excluded: number;
  /** What scanners may ask, as far as it is about files. */
  readonly context: Pick<ScanContext, 'file' | 'folder' | 'everything'>;
  /** What was not read up to now; more may come while scanners read. */
  findings(): readonly Finding[];
}

/**
 * Lists all that paths mean.
 *
 * @throws UserError for paths that are not there.
 */
export const walk = async (paths: readonly string[], options: WalkOptions = {}): Promise<Walked> => {
  const { cwd = process.cwd(), outputs = [], alsoNamed = () => false } = options;
  const chooses = chooserOf(options);
  const isNamed = (name: string): boolean => isPlausible(name) || alsoNamed(name);
  const roots = await rootsOf(paths, cwd);
  const found = new Findings();
  const world = new World(roots, cwd, found.tell);
  const seen = new Set(outputs.flatMap((file) => realOf(path.resolve(cwd, file)) ?? []));
  const files: FoundFile[] = [];
  const others: string[] = [];
  let excluded = 0;
  for (const root of roots) {
    const listing = await filesOf(root);
    for (const { relative, flaw } of listing.flaws) {
      const shown = joined(root.shown, relative);
      if (chooses([relative, shown])) found.tell(findingOf(shown, flaw));
    }
    for (const { relative, real } of listing.files) {
      if (seen.has(real)) continue;
      seen.add(real);
      const shown = joined(root.shown, relative);
      if (root.only === undefined && !chooses([relative, shown])) excluded++;
      else if (root.only !== undefined || isNamed(path.posix.basename(relative)))
        files.push(world.known(path.join(root.real, relative)));
      else others.push(shown);
    }
  }
  return {
    looked: roots.flatMap(({ shown, only }) => only?.map((name) => joined(shown, name)) ?? [shown]),
    roots: roots.map(({ shown, prefix }) => ({ shown, name: prefix.slice(0, -1) })),
    files: files.toSorted((a, b) => byCodePoint(a.inside, b.inside)),
    others,
    excluded,
    context: {
      file: (folder, relative) => Promise.resolve(world.file(folder, relative)),
      folder: (folder, relative) => Promise.resolve(world.folder(folder, relative)),
      everything: () => world.everything(chooses),
    },
    findings: () => found.all(),
  };
};

const filesOf = async ({ real, boundary, only }: Root): Promise<Awaited<ReturnType<typeof listingOf>>> =>
  only === undefined
    ? listingOf(real, boundary)
    : { files: [...new Set(only)].map((name) => namedIn(real, name)), flaws: [], isCut: false };

const namedIn = (folder: string, relative: string): ListedFile => ({
  relative,
  real: realpathSync(path.join(folder, relative)),
});

const joined = (folder: string, relative: string): string =>
  relative === '' ? folder : folder === '.' ? relative : `${folder.replace(/\/$/, '')}/${relative}`;

class Findings {
  private readonly found = new Map<string, Finding>();

  readonly tell: Tell = (finding) => {
    this.found.set(`${finding.kind} ${finding.message} ${finding.file}`, finding);
  };

  all(): readonly Finding[] {
    return [...this.found.values()];
  }
}

/** Files looked through around what is scanned, per repository. */
const MOST_FILES = 50_000;

const CUT: Flaw = {
  kind: 'skipped',
  message: `it holds more than ${MOST_FILES} files: code beyond those was not looked for`,
};

/** All that may be read: the repositories of the roots, and nothing outside of them. */
class World {
  private readonly files = new Map<string, FoundFile>();
  private readonly boundaries: readonly string[];
  private all: Promise<readonly SourceFile[]> | undefined;
  private readonly roots: readonly Root[];
  private readonly cwd: string;
  private readonly tell: Tell;

  constructor(roots: readonly Root[], cwd: string, tell: Tell) {
    this.roots = roots;
    this.cwd = cwd;
    this.tell = tell;
    this.boundaries = [...new Set(roots.map(({ boundary }) => boundary))];
  }

  /** The one file of that name, in a folder without links. It may be a link itself: its name tells what it is for. */
  known(real: string): FoundFile {
    let file = this.files.get(real);
    if (file === undefined) {
      const names = { real, path: this.shownOf(real), inside: this.insideOf(real) };
      this.files.set(real, (file = new FoundFile(names, this.tell)));
    }
    return file;
  }

  /** A file that is only looked through: if it lies outside of what is scanned, nobody asked what is wrong with it. */
  private around(real: string): FoundFile {
    return this.rootOf(real) === undefined && !this.files.has(real)
      ? new FoundFile({ real, path: this.shownOf(real), inside: this.insideOf(real) }, () => {})
      : this.known(real);
  }

  file(folder: string, relative: string): SourceFile | undefined {
    const real = this.behind(folder, relative);
    if (real === undefined || !isFile(real)) return undefined;
    const target = path.resolve(this.cwd, folder, relative);
    const home = realOf(path.dirname(target));
    return home === undefined ? undefined : this.known(path.join(home, path.basename(target)));
  }

  folder(folder: string, relative: string): readonly SourceFile[] {
    const real = this.behind(folder, relative);
    if (real === undefined) return [];
    const names = listed(real);
    return names
      .toSorted(byCodePoint)
      .flatMap((name) => this.file(shownFrom(this.cwd, real), `./${name}`) ?? []);
  }

  async everything(chooses: ReturnType<typeof chooserOf>): Promise<readonly SourceFile[]> {
    return (this.all ??= this.listAll(chooses));
  }

  private async listAll(chooses: ReturnType<typeof chooserOf>): Promise<readonly SourceFile[]> {
    const files = new Set<FoundFile>();
    for (const boundary of this.boundaries) {
      // What of it was not looked into is no loss where nobody asked to scan it.
      const listing = await listingOf(boundary, boundary, MOST_FILES);
      if (listing.isCut) this.tell(findingOf(shownFrom(this.cwd, boundary), CUT));
      for (const { relative } of listing.files) {
        const file = this.around(path.join(boundary, relative));
        if (chooses([file.inside, file.path])) files.add(file);
      }
    }
    return [...files].toSorted((a, b) => byCodePoint(a.inside, b.inside));
  }

  /** What a path leads to, if it is there and may be read. */
  private behind(folder: string, relative: string): string | undefined {
    if (folder.includes('\0') || relative.includes('\0')) return undefined;
    const from = realOf(path.resolve(this.cwd, folder));
    if (from === undefined) return undefined;
    const boundary = this.boundaryOf(from);
    const target = path.resolve(from, relative);
    const real = realOf(target);
    // What is not there is the asker's to tell: some only try whether something lies further up.
    if (real === undefined) return undefined;
    if (boundary === undefined || !isWithin(target, boundary) || !isWithin(real, boundary)) {
      if (!LANDMARK.test(relative))
        this.tell(
          findingOf(folder, { kind: 'skipped', message: `"${relative}" leads out of the repository` }),
        );
      return undefined;
    }
    return path.relative(boundary, real).split(path.sep).includes('.git') ? undefined : real;
  }

  /** The repository that a path lies in. */
  private boundaryOf(real: string): string | undefined {
    return narrowest(this.boundaries, real, (boundary) => boundary);
  }

  private rootOf(real: string): Root | undefined {
    return narrowest(this.roots, real, (root) => root.real);
  }

  private shownOf(real: string): string {
    const root = this.rootOf(real);
    return root === undefined ? shownFrom(this.cwd, real) : joined(root.shown, shownFrom(root.real, real));
  }

  /** What lies outside of the roots is told from what is inside by the step out of them. */
  private insideOf(real: string): string {
    const root = this.rootOf(real);
    if (root !== undefined) return `${root.prefix}${shownFrom(root.real, real)}`;
    return `../${shownFrom(this.boundaryOf(real) ?? path.dirname(real), real)}`;
  }
}

/** Files by which it is found out where a project begins: looked for further and further up. One of elsewhere is no loss. */
const LANDMARK = /^(?:\.\.\/)+(?:package\.json|cdk\.json|cdktf\.json|Pulumi\.ya?ml)$/;

/** Of folders that lie in each other, the innermost that holds a path. */
const narrowest = <T>(all: readonly T[], real: string, folderOf: (one: T) => string): T | undefined =>
  all
    .filter((one) => isWithin(real, folderOf(one)))
    .toSorted((a, b) => folderOf(b).length - folderOf(a).length)[0];

const isFile = (real: string): boolean => {
  const status = statusOf(real);
  return !('kind' in status) && status.isFile();
};

const listed = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
