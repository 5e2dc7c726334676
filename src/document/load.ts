/**
 * Files to documents: the ones named, what they include, and the provider packs that they use.
 *
 * Documents come out strongest first: a document before what it includes, earlier before later. Each file is read
 * once. A document may include only what lies below the folder of the one that was named, unless that is allowed.
 */
import { readFile, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import picomatch from 'picomatch';
import { type Complaint, problemsOf } from '../model/complaint.ts';
import type { Document } from '../model/document.ts';
import { nearest } from '../model/nearest.ts';
import { byCodePoint } from '../model/order.ts';
import type { Problem } from '../model/user-error.ts';
import { MOST_FILES, MOST_JSON } from './limits.ts';
import type { TextFile } from './parsed.ts';
import { readDocument } from './read.ts';
import { decodeText } from './text.ts';

export interface LoadOptions {
  /** The folder that names are shown relative to; left out: the working folder. */
  readonly cwd?: string;
  /** Whether `include` may leave the folder of the document named. */
  readonly allowOutside?: boolean;
}

export interface Loaded {
  /** Strongest first. */
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
  /** Whether every file could be parsed: only then can a reference be called unknown. */
  readonly complete: boolean;
}

/** Where the provider packs lie, in the sources as in the built package. */
const PACKS = fileURLToPath(new URL('../../graphs/providers/', import.meta.url));

/** Loads documents by path, or texts that are already at hand, with all that they include and use. */
export const loadDocuments = async (
  inputs: readonly (string | TextFile)[],
  options: LoadOptions = {},
): Promise<Loaded> => {
  const loading = new Loading(options);
  for (const input of inputs) await loading.top(input);
  return loading.result();
};

class Loading {
  private readonly cwd: string;
  private readonly allowOutside: boolean;
  private readonly documents: Document[] = [];
  private readonly problems: Problem[] = [];
  private readonly seen = new Set<string>();
  private complete = true;

  constructor({ cwd = process.cwd(), allowOutside = false }: LoadOptions) {
    this.cwd = cwd;
    this.allowOutside = allowOutside;
  }

  result(): Loaded {
    return { documents: this.documents, problems: this.problems, complete: this.complete };
  }

  async top(input: string | TextFile): Promise<void> {
    if (typeof input !== 'string') return this.read(input, { folder: this.cwd, root: this.cwd, chain: [] });
    const file = path.resolve(this.cwd, input);
    const real = await realpath(file).catch(() => file);
    if (this.seen.has(real)) return;
    const root = path.dirname(real);
    await this.file(file, real, { root, chain: [] });
  }

  private async file(
    file: string,
    real: string,
    { root, chain }: { root: string; chain: readonly string[] },
  ) {
    this.seen.add(real);
    const name = shownName(this.cwd, file);
    const text = await readText(file, name);
    if ('problem' in text) this.fail([text.problem]);
    else
      await this.read(
        { file: name, text: text.text },
        { folder: path.dirname(real), root, chain: [...chain, real] },
      );
  }

  private async read(input: TextFile, from: Including): Promise<void> {
    const { document, problems } = await readDocument(input);
    this.problems.push(...problems);
    if (document === undefined) this.complete = false;
    else {
      this.documents.push(document);
      for (const [i, pattern] of document.include.entries()) {
        await this.include(pattern, from, (message, hint) =>
          this.complain(document, 'include', i, message, hint),
        );
      }
      for (const [i, pack] of document.use.entries()) await this.pack(document, pack, i);
    }
  }

  private async include(
    pattern: string,
    from: Including,
    complain: (message: string, hint?: string) => void,
  ) {
    const isGlob = picomatch.scan(pattern).isGlob;
    const found = isGlob ? await filesMatching(pattern, from.folder) : [path.resolve(from.folder, pattern)];
    if (found.length === 0)
      complain(`no file matches "${pattern}"`, `it is looked for in ${this.shown(from.folder)}`);
    for (const file of found) {
      const real = await realpath(file).catch(() => undefined);
      if (real === undefined)
        complain(`there is no file "${pattern}"`, `it is looked for in ${this.shown(from.folder)}`);
      else if (!this.allowOutside && !isWithin(real, from.root)) {
        complain(`"${pattern}" leads out of ${this.shown(from.root)}`, '--allow-outside allows it');
      } else if (from.chain.includes(real)) {
        // A glob that happens to match the document itself means the others.
        if (!isGlob) complain(`the documents include each other: ${this.circle(from.chain, real)}`);
      } else if (!this.seen.has(real)) {
        if (this.seen.size >= MOST_FILES) return complain(`more than ${MOST_FILES} files are included`);
        await this.file(file, real, from);
      }
    }
  }

  private async pack(document: Document, name: string, index: number): Promise<void> {
    const file = path.join(PACKS, `${name}.yaml`);
    const known = await packNames();
    if (!known.includes(name)) {
      const [near] = nearest(name, known);
      const list = known.length === 0 ? 'this version ships none' : `there are: ${known.join(', ')}`;
      const hint = near === undefined ? list : `did you mean "${near}"?`;
      return this.complain(document, 'use', index, `unknown provider pack "${name}"`, hint);
    }
    if (!this.seen.has(file)) await this.file(file, file, { root: PACKS, chain: [] });
  }

  private complain(document: Document, key: string, index: number, message: string, hint?: string): void {
    const complaint: Complaint = {
      origin: document.origin!.at(key).at(index),
      message,
      ...(hint === undefined ? {} : { hint }),
    };
    this.fail(problemsOf([complaint]));
  }

  private fail(problems: readonly Problem[]): void {
    this.problems.push(...problems);
    this.complete = false;
  }

  private shown(folder: string): string {
    return shownName(this.cwd, folder);
  }

  private circle(chain: readonly string[], again: string): string {
    return [...chain.slice(chain.indexOf(again)), again].map((file) => path.basename(file)).join(' → ');
  }
}

interface Including {
  /** The folder that `include` is relative to. */
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

const packNames = async (): Promise<readonly string[]> => {
  const files = await readdir(PACKS).catch(() => []);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .toSorted(byCodePoint);
};

/** Files that match a glob, by code point; folders that are links are not entered. */
const filesMatching = async (pattern: string, folder: string): Promise<readonly string[]> => {
  const matches = picomatch(pattern.replace(/^\.\//, ''), { dot: false });
  const { base } = picomatch.scan(pattern);
  const start = path.resolve(folder, base);
  const entries = await readdir(start, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => matches(path.relative(folder, file).split(path.sep).join('/')))
    .toSorted(byCodePoint);
};

const readText = async (file: string, name: string): Promise<{ text: string } | { problem: Problem }> => {
  try {
    const bytes = await readFile(file);
    if (bytes.length > MOST_JSON) {
      return {
        problem: { message: `${name} is larger than ${MOST_JSON / 1e6} MB`, hint: 'split it with "include"' },
      };
    }
    const decoded = decodeText(name, bytes);
    return decoded.ok ? decoded : { problem: decoded.problem };
  } catch (error) {
    const said = WHY_NOT[(error as NodeJS.ErrnoException).code ?? ''];
    if (said === undefined) throw error;
    return { problem: { message: `${name} ${said.message}`, hint: said.hint } };
  }
};

const WHY_NOT: Readonly<Record<string, { readonly message: string; readonly hint: string }>> = {
  ENOENT: { message: 'does not exist', hint: 'is the name right, and the working folder?' },
  EISDIR: { message: 'is a folder', hint: 'name a document in it, such as faultline.yaml' },
  EACCES: { message: 'cannot be read', hint: 'you have no permission to' },
  EPERM: { message: 'cannot be read', hint: 'you have no permission to' },
  ELOOP: { message: 'cannot be read', hint: 'its links lead in a circle' },
  ENOTDIR: { message: 'does not exist', hint: 'a part of its path is a file' },
  ENAMETOOLONG: { message: 'has a name that is too long', hint: 'name a file' },
  ERR_FS_FILE_TOO_LARGE: { message: 'is larger than 2 GB', hint: 'split it with "include"' },
};
