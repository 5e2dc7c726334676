/**
 * Files to documents: the ones named, what they include, and the packs that they use.
 *
 * Documents come out strongest first: a document before all that it includes, earlier before later. What is only used
 * comes apart, for it is taken from on demand. Each file is read once. A document may name only what lies below the
 * folder of the one that was named on the command line, unless that is allowed, and the packs that ship with the program.
 */
import type { Stats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Complaint, problemsOf } from '../model/complaint.ts';
import type { Document } from '../model/document.ts';
import { nearest } from '../model/nearest.ts';
import { byCodePoint } from '../model/order.ts';
import { quoted } from '../model/printable.ts';
import { globBase, globMatcher, isGlob } from '../model/glob.ts';
import type { Problem } from '../model/user-error.ts';
import { MOST_FILES, MOST_JSON } from './limits.ts';
import type { TextFile } from './parsed.ts';
import { preparedDocument } from './prepared.ts';
import { type ReadDocument, readDocument } from './read.ts';
import { decodeText } from './text.ts';

/** How documents are found and read. */
export interface LoadOptions {
  /** The folder that names are shown relative to; left out: the working folder. */
  readonly cwd?: string;
  /** Whether `include` and `use` may leave the folder of the document named. */
  readonly allowOutside?: boolean;
  /** Documents that were read before, by real path: for those who load several estates that use the same packs. */
  readonly known?: Map<string, ReadDocument>;
}

/** Documents that were read, with what is wrong with them. */
export interface Loaded {
  /** Those that are taken whole, strongest first. */
  readonly documents: readonly Document[];
  /** Those that are only used, and so taken from on demand, strongest first. */
  readonly packs: readonly Document[];
  readonly problems: readonly Problem[];
  /** Whether every file could be parsed: only then can a reference be called unknown. */
  readonly complete: boolean;
}

/** Where the provider packs lie, in the sources as in the built package. */
const PACKS = fileURLToPath(new URL('../../graphs/providers/', import.meta.url));

/** The names of the packs that ship with the program. */
export const shippedPacks = async (): Promise<readonly string[]> => {
  const files = await readdir(PACKS).catch(() => []);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .toSorted(byCodePoint);
};

/** The file of a pack that ships with the program. */
export const shippedFile = (name: string): string => path.join(PACKS, `${name}.yaml`);

/** Loads documents by path, or texts that are already at hand, with all that they include and use. */
export const loadDocuments = async (
  inputs: readonly (string | TextFile)[],
  options: LoadOptions = {},
): Promise<Loaded> => {
  const loading = new Loading(options);
  for (const input of inputs) await loading.top(input);
  return loading.result();
};

/** A file in its place among those that include it. */
interface Entry {
  /** Missing if it could not be read. */
  document?: Document;
  /** What it includes, in the order written. */
  readonly includes: Entry[];
  /** What it uses, in the order written. */
  readonly uses: Entry[];
}

const newEntry = (): Entry => ({ includes: [], uses: [] });

type Naming = 'include' | 'use';

/** Says what is wrong with the way to a file. */
type Complain = (message: string, hint: string) => void;

class Loading {
  private readonly cwd: string;
  private readonly allowOutside: boolean;
  private readonly tops: Entry[] = [];
  private readonly problems: Problem[] = [];
  /** By real path. */
  private readonly entries = new Map<string, Entry>();
  private readonly known: Map<string, ReadDocument>;
  private complete = true;

  constructor({ cwd = process.cwd(), allowOutside = false, known = new Map() }: LoadOptions) {
    this.known = known;
    this.cwd = cwd;
    this.allowOutside = allowOutside;
  }

  result(): Loaded {
    const whole = strongestFirst(this.tops, ({ includes }) => includes);
    const all = strongestFirst(this.tops, ({ includes, uses }) => [...includes, ...uses]);
    const isWhole = new Set(whole);
    const documentsOf = (entries: readonly Entry[]) => entries.flatMap(({ document }) => document ?? []);
    return {
      documents: documentsOf(whole),
      packs: documentsOf(all.filter((entry) => !isWhole.has(entry))),
      problems: this.problems,
      complete: this.complete,
    };
  }

  async top(input: string | TextFile): Promise<void> {
    if (typeof input === 'string') {
      const file = path.resolve(this.cwd, input);
      const real = await realpath(file).catch(() => file);
      const from = { folder: path.dirname(real), root: path.dirname(real), chain: [] };
      const complain: Complain = (message, hint) => this.fail([{ message, hint }]);
      this.tops.push(this.entries.get(real) ?? (await this.file(file, real, from, complain)));
    } else {
      const entry = newEntry();
      this.tops.push(entry);
      const from = { folder: this.cwd, root: this.cwd, chain: [] };
      await this.follow(entry, await readDocument(input), from);
    }
  }

  private async file(file: string, real: string, from: Including, complain: Complain): Promise<Entry> {
    const entry = newEntry();
    this.entries.set(real, entry);
    const name = shownName(this.cwd, file);
    const chain = [...from.chain, real];
    const within = { ...from, folder: path.dirname(real), chain };
    const known = this.known.get(real);
    if (known !== undefined) {
      await this.follow(entry, known, within);
      return entry;
    }
    // Who names a document may name a pipe; a document that is read may not, for nobody may be writing to it.
    const isNamed = from.chain.length === 0;
    const read = isNamed || (await isRegular(file)) ? await readText(file, name) : NO_FILE;
    if ('problem' in read) this.fail([read.problem]);
    else if ('whyNot' in read) complain(`${name} ${read.whyNot.message}`, read.whyNot.hint);
    else {
      const document = await documentIn(real, { file: name, text: read.text });
      this.known.set(real, document);
      await this.follow(entry, document, within);
    }
    return entry;
  }

  /** Takes a document in, and goes on to what it includes and uses. */
  private async follow(
    entry: Entry,
    { document, problems, whole }: ReadDocument,
    from: Including,
  ): Promise<void> {
    for (const problem of problems) this.problems.push(problem);
    if (!whole) this.complete = false;
    if (document === undefined) return;
    entry.document = document;
    const complain =
      (naming: Naming, i: number): Complain =>
      (message, hint) =>
        this.complain(document, naming, i, message, hint);
    for (const [i, pattern] of document.include.entries()) {
      entry.includes.push(...(await this.files(pattern, from, complain('include', i))));
    }
    for (const [i, name] of document.use.entries()) {
      const isFile = name.includes('/') || /\.(?:ya?ml|json)$/.test(name);
      const used = isFile
        ? this.files(name, from, complain('use', i))
        : this.pack(name, from, complain('use', i));
      entry.uses.push(...(await used));
    }
  }

  /** The documents that a name or a glob means. */
  private async files(pattern: string, from: Including, complain: Complain): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    const nothing = (message: string, hint: string): readonly Entry[] => {
      complain(message, hint);
      return entries;
    };
    if (pattern.length > LONGEST_NAME)
      return nothing(`${quoted(pattern)} is too long for a name`, 'shorten it');
    const outside = (file: string): boolean => !this.allowOutside && !isWithin(file, from.root);
    const leadsOut = (): readonly Entry[] =>
      nothing(`${quoted(pattern)} leads out of ${this.shown(from.root)}`, '--allow-outside allows it');
    const start = path.resolve(from.folder, isGlob(pattern) ? globBase(pattern).base : pattern);
    if (isGlob(pattern) && outside(start)) return leadsOut();
    const found = isGlob(pattern) ? await filesMatching(pattern, from.folder) : [start];
    if (found.length === 0)
      complain(`no file matches ${quoted(pattern)}`, `it is looked for in ${this.shown(from.folder)}`);
    for (const file of found) {
      const real = await realpath(file).catch(() => undefined);
      if (real === undefined) {
        complain(`there is no file ${quoted(pattern)}`, `it is looked for in ${this.shown(from.folder)}`);
      } else if (outside(real)) leadsOut();
      else if (from.chain.includes(real)) {
        // A glob that happens to match the document itself means the others.
        if (!isGlob(pattern)) complainOfCircle(from.chain, real, complain);
      } else {
        const known = this.entries.get(real);
        if (known === undefined && this.entries.size >= MOST_FILES) {
          return nothing(`more than ${MOST_FILES} files are included`, 'merge some of them');
        }
        entries.push(known ?? (await this.file(file, real, from, complain)));
      }
    }
    return entries;
  }

  /** The pack of that name among those that ship with the program. */
  private async pack(name: string, { chain }: Including, complain: Complain): Promise<readonly Entry[]> {
    const known = await shippedPacks();
    if (!known.includes(name)) {
      const [near] = nearest(name, known);
      const list = known.length === 0 ? 'there are none' : `there are: ${known.join(', ')}`;
      const hint =
        near === undefined
          ? `${list}; a document is named with its path: ./${name}.yaml`
          : `did you mean "${near}"?`;
      complain(`unknown provider pack ${quoted(name)}`, hint);
      return [];
    }
    const file = shippedFile(name);
    const real = await realpath(file).catch(() => file);
    if (chain.includes(real)) {
      complainOfCircle(chain, real, complain);
      return [];
    }
    const from = { folder: path.dirname(real), root: path.dirname(real), chain };
    return [this.entries.get(real) ?? (await this.file(file, real, from, complain))];
  }

  private complain(document: Document, key: Naming, index: number, message: string, hint: string): void {
    const complaint: Complaint = { origin: document.origin!.at(key).at(index), message, hint };
    this.fail(problemsOf([complaint]));
  }

  private fail(problems: readonly Problem[]): void {
    this.problems.push(...problems);
    this.complete = false;
  }

  private shown(folder: string): string {
    return folder === this.cwd ? 'the working folder' : shownName(this.cwd, folder);
  }
}

/** What a file holds; packs that ship with the program were parsed when it was built. */
const documentIn = async (real: string, input: TextFile): Promise<ReadDocument> => {
  const { dir, name } = path.parse(real);
  const isShipped = dir === (await realpath(PACKS).catch(() => undefined));
  return (
    (isShipped ? await preparedDocument(name, input) : undefined) ??
    (await readDocument({ ...input, isShipped }))
  );
};

/** Every entry before what stands below it, earlier before later: what stands below two comes after both. */
const strongestFirst = (
  tops: readonly Entry[],
  below: (entry: Entry) => readonly Entry[],
): readonly Entry[] => {
  const entered = new Set<Entry>();
  const weakestFirst = new Set<Entry>();
  const open = [...tops];
  for (let entry = open.at(-1); entry !== undefined; entry = open.at(-1)) {
    if (entered.has(entry)) weakestFirst.add(open.pop()!);
    else {
      entered.add(entry);
      open.push(...below(entry));
    }
  }
  return [...weakestFirst].toReversed();
};

const complainOfCircle = (chain: readonly string[], again: string, complain: Complain): void => {
  const circle = [...chain.slice(chain.indexOf(again)), again].map((file) => path.basename(file)).join(' → ');
  complain(`the documents include each other: ${circle}`, 'one of them must not');
};

interface Including {
  /** The folder that names of files are relative to. */
  readonly folder: string;
  /** The folder that it must not leave. */
  readonly root: string;
  /** The documents on the way here. */
  readonly chain: readonly string[];
}

/** Relative to the working folder, with `/`; what lies elsewhere is shown by its way there. */
const shownName = (cwd: string, file: string): string =>
  path.relative(cwd, file).split(path.sep).join('/') || '.';

const isWithin = (file: string, folder: string): boolean => {
  const way = path.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};

/** Files that match a glob, by code point; folders that are links are not entered. */
const filesMatching = async (pattern: string, folder: string): Promise<readonly string[]> => {
  const { base, glob } = globBase(pattern);
  const start = path.resolve(folder, base);
  const matches = globMatcher(glob, { dot: false });
  // Without a slash the files lie in the folder itself, and what is below need not be read.
  const recursive = glob.includes('/') || glob.includes('**');
  const entries = await readdir(start, { recursive, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => matches(path.relative(start, file).split(path.sep).join('/')))
    .toSorted(byCodePoint);
};

/** Characters of a path, more than any system takes. */
const LONGEST_NAME = 4096;

interface WhyNot {
  readonly message: string;
  readonly hint: string;
}

const readText = async (
  file: string,
  name: string,
): Promise<{ text: string } | { problem: Problem } | { whyNot: WhyNot }> => {
  try {
    // Not all at once: what is no file but a pipe or a device may have no end.
    const handle = await open(file);
    const before = await handle.stat();
    const reading = handle.createReadStream({ end: MOST_JSON, highWaterMark: 1 << 20, autoClose: false });
    let bytes: Buffer;
    let after: Stats;
    try {
      bytes = await buffer(reading);
      after = await handle.stat();
    } finally {
      await handle.close();
    }
    if (bytes.length > MOST_JSON) return { whyNot: TOO_LARGE };
    // Its beginning may be of one document and its end of another.
    if (before.isFile() && (before.size !== after.size || before.mtimeMs !== after.mtimeMs))
      return { whyNot: CHANGED };
    const decoded = decodeText(name, bytes);
    return decoded.ok ? decoded : { problem: decoded.problem };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { whyNot: WHY_NOT[code] ?? { message: 'cannot be read', hint: `the system says ${code}` } };
  }
};

/** Whether it is a file, or not there at all, which is told by who reads it. */
const isRegular = async (file: string): Promise<boolean> => {
  const status = await stat(file).catch(() => undefined);
  return status === undefined || status.isFile() || status.isDirectory();
};

const NO_FILE = {
  whyNot: { message: 'is no regular file', hint: 'a pipe or a device can only be named on the command line' },
} as const;

const CHANGED: WhyNot = {
  message: 'was changed while it was read',
  hint: 'try again when nobody writes to it',
};

const TOO_LARGE: WhyNot = {
  message: `is larger than ${MOST_JSON / 1e6} MB`,
  hint: 'split it with "include"',
};

const WHY_NOT: Readonly<Record<string, WhyNot>> = {
  ENOENT: { message: 'does not exist', hint: 'is the name right, and the working folder?' },
  EISDIR: { message: 'is a folder', hint: 'name a document in it, such as faultline.yaml' },
  EACCES: { message: 'cannot be read', hint: 'you have no permission to' },
  EPERM: { message: 'cannot be read', hint: 'you have no permission to' },
  ELOOP: { message: 'cannot be read', hint: 'its links lead in a circle' },
  ENOTDIR: { message: 'does not exist', hint: 'a part of its path is a file' },
  ENAMETOOLONG: { message: 'has a name that is too long', hint: 'name a file' },
};
