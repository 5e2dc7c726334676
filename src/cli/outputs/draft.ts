/**
 * Files that are written beside their place, piece by piece, and take it when everything else is made too: who reads
 * them never sees a half, and no text has to be held whole.
 *
 * A draft is called `.NAME.PID.N.tmp`, and lies where the file will lie. Whoever is killed without warning leaves it
 * behind, and the file as it was.
 */
import { realpathSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, link, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
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

interface How {
  /** It takes an empty place only; left out: also that of a file that is there. */
  readonly isNew?: boolean;
}

/**
 * Makes the folder of a file, where there is none: for files that a command names itself, below one that it is given.
 *
 * @throws UserError if it cannot be made.
 */
export const folderFor = async (file: string): Promise<void> => {
  await telling(file, () => mkdir(path.dirname(file), { recursive: true }));
};

/**
 * Writes a file beside its place.
 *
 * @throws UserError if it cannot be written; nothing of it is left then. What `pieces` throws is passed on.
 */
export const draftOf = async (
  file: string,
  pieces: Iterable<string>,
  { isNew = false }: How = {},
): Promise<Draft> => {
  const mode = modeOf(file);
  if (mode === 'special') {
    if (isNew) throw taken(file);
    const chunks = [...chunksOf(pieces)];
    return { keep: () => telling(file, () => writeFile(file, chunks)), drop: async () => {} };
  }
  const target = targetOf(file);
  const { draft, handle } = await telling(file, () => opened(target, mode));
  const drop = async (): Promise<void> => {
    if (waiting.delete(draft)) await rm(draft, { force: true }).catch(() => {});
  };
  try {
    await telling(file, () => writeTo(handle, pieces, mode));
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    keep: async () => {
      if (!isNew) {
        await telling(file, () => rename(draft, target));
        waiting.delete(draft);
      } else {
        // Two names for one file, of which the second must be free: that is asked and done in one step.
        await telling(file, () => link(draft, target));
        await drop();
      }
    },
    drop,
  };
};

/** Characters of a name that its draft repeats: a name of four bytes each must still have room for the rest. */
const LONGEST_NAME = 40;

/** Drafts that others have left, which are passed by: in a container each run may have the same number. */
const MOST_LEFT = 1_000;

/** A new file beside the place of another one, which nobody else has. */
const opened = async (
  target: string,
  mode: number | undefined,
): Promise<{ readonly draft: string; readonly handle: FileHandle }> => {
  const name = Array.from(path.basename(target)).slice(0, LONGEST_NAME).join('');
  guard();
  for (let tries = 0; ; tries++) {
    const draft = path.join(path.dirname(target), `.${name}.${process.pid}.${drafts++}.tmp`);
    // Before it is there: whoever is told to end a moment later takes it away.
    waiting.add(draft);
    try {
      // Never into what somebody else has put there; and not open to more people, for a moment, than it will be.
      return { draft, handle: await open(draft, 'wx', mode) };
    } catch (error) {
      waiting.delete(draft);
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries === MOST_LEFT) throw error;
    }
  }
};

const writeTo = async (
  handle: FileHandle,
  pieces: Iterable<string>,
  mode: number | undefined,
): Promise<void> => {
  try {
    // What the mask of the process has taken away the file had all the same.
    if (mode !== undefined) await handle.chmod(mode);
    for (const chunk of chunksOf(pieces)) await handle.writeFile(chunk);
    await settled(handle);
  } finally {
    await handle.close();
  }
};

/**
 * Has it on the disk before it takes the place of what was there: file systems that put off finding room for it say only
 * here that there is none, and after a power cut a file must not be there by name without what was in it.
 */
const settled = async (handle: FileHandle): Promise<void> => {
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems know nothing of the kind.
    if (!['EINVAL', 'ENOSYS', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
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

/**
 * Who may do what with the file that is there, which stays so; undefined if there is none. A pipe or a device is special:
 * it cannot be replaced, and should not; a folder is refused by the system.
 */
const modeOf = (file: string): number | 'special' | undefined => {
  try {
    const status = statSync(file);
    return status.isFile() ? status.mode & 0o777 : 'special';
  } catch {
    return undefined;
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
    if (code === 'EEXIST') throw taken(file);
    const hint = HINTS[code];
    throw new UserError({
      message: `${file} cannot be written (${code})`,
      ...(hint === undefined ? {} : { hint }),
    });
  }
};

const BESIDE = 'it is written beside its place first, so new files must be allowed in its folder';

const HINTS: Readonly<Partial<Record<string, string>>> = {
  EACCES: BESIDE,
  EPERM: BESIDE,
  EROFS: 'what lies there can only be read: name a file elsewhere',
  EBUSY: 'it is mounted by itself, and cannot be replaced: mount its folder',
  ENOSPC: 'the disk is full; what was there before is still there',
  EDQUOT: 'no more room is allowed; what was there before is still there',
  EFBIG: 'no file may be so large here; what was there before is still there',
};

const taken = (file: string): UserError =>
  new UserError({ message: `${file} is there already`, hint: 'name another file, or remove it' });
