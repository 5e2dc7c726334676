/** Reads a file that somebody named, or stdin, as UTF-8 text. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/printable.ts';
import { UserError } from '../model/user-error.ts';

/**
 * The text of a file; `-` is stdin.
 *
 * @throws UserError if it is not there, with the nearest name, or cannot be read.
 */
export const textOf = async (file: string): Promise<string> => {
  if (file === '-') return text(process.stdin);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw await notThere(file);
    throw new UserError({
      message:
        code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
          ? `${quoted(file)} is not UTF-8`
          : code === 'EISDIR'
            ? `${quoted(file)} is a folder, not a file`
            : `${quoted(file)} cannot be read (${code ?? 'unknown error'})`,
    });
  }
};

const notThere = async (file: string): Promise<UserError> => {
  const folder = path.dirname(file);
  const names = await readdir(folder).catch(() => []);
  const [near] = nearest(path.basename(file), names);
  return new UserError({
    message: `${quoted(file)} does not exist`,
    hint:
      near === undefined
        ? 'is the name right, and the working folder?'
        : `did you mean ${quoted(path.join(folder, near))}?`,
  });
};
