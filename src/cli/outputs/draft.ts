/**
 * Files that are written beside their place, piece by piece, and take it when everything else is made too: who reads
 * them never sees a half, and no text has to be held whole.
 */
import { realpathSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../model/user-error.ts';
import { atEnd } from '../at-end.ts';

/** A file that is written, but not yet in its place. */
export interface Draft {
  /** @throws UserError if it cannot take its place; what was there before is still there then. */
  readonly keep: () => Promise<void>;
  /** Leaves nothing of it; once it is in its place it stays there. */
  readonly drop: () => Promise<void>;
}

/** Drafts that are neither in their places nor dropped, by path. */
const waiting = new Set<string>();

let drafts = 0;

/**
 * Writes a file beside its place.
 *
 * @throws UserError if it cannot be written; nothing of it is left then. What `pieces` throws is passed on.
 */
export const draftOf = async (file: string, pieces: Iterable<string>): Promise<Draft> => {
  if (isSpecial(file)) {
    const chunks = [...chunksOf(pieces)];
    return { keep: () => telling(file, () => writeFile(file, chunks)), drop: async () => {} };
  }
  const target = targetOf(file);
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.${drafts++}.tmp`);
  const drop = async (): Promise<void> => {
    if (waiting.delete(draft)) await rm(draft, { force: true }).catch(() => {});
  };
  try {
    await telling(file, () => writeTo(draft, pieces));
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    keep: async () => {
      await telling(file, () => rename(draft, target));
      waiting.delete(draft);
    },
    drop,
  };
};

const writeTo = async (draft: string, pieces: Iterable<string>): Promise<void> => {
  // Never into what somebody else has put there.
  const handle = await open(draft, 'wx');
  guard();
  waiting.add(draft);
  try {
    for (const chunk of chunksOf(pieces)) await handle.writeFile(chunk);
  } finally {
    await handle.close();
  }
};

let isGuarded = false;

/** A program that is interrupted leaves none behind. */
const guard = (): void => {
  if (isGuarded) return;
  isGuarded = true;
  atEnd(() => {
    for (const draft of waiting) rmSync(draft, { force: true });
  });
};

/** Characters that are written at once, unless a piece is longer. */
const CHUNK = 1 << 18;

/** The pieces, short ones together: each write is a call of the system. */
function* chunksOf(pieces: Iterable<string>): Iterable<string> {
  let chunk: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    chunk.push(piece);
    length += piece.length;
    if (length < CHUNK) continue;
    yield chunk.join('');
    chunk = [];
    length = 0;
  }
  if (length > 0) yield chunk.join('');
}

/** A pipe or a device cannot be replaced, and should not; a folder is refused by the system. */
const isSpecial = (file: string): boolean => {
  try {
    return !statSync(file).isFile();
  } catch {
    return false;
  }
};

/** What a link leads to: the link itself stays one. */
const targetOf = (file: string): string => {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
};

/** @throws UserError for what the system refuses. */
const telling = async <T>(file: string, action: () => Promise<T>): Promise<T> => {
  try {
    return await action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError({ message: `${file} cannot be written (${code})` });
  }
};
