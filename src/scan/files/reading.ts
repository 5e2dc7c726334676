/**
 * Reading files that nobody vouches for: regular files only, no more than a limit, and never waiting for a writer.
 *
 * A name may be a pipe, a device or a file that is gone since it was listed: each is a flaw that is told.
 */
import {
  type Stats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { type Decoded, type Flaw, decodeHead, decodeWhole } from './decode.ts';

/** Bytes read of a file to recognise it. */
const HEAD = 65_536;

/** Bytes of a file that is read as a whole; some seconds of parsing. */
const MOST_BYTES = 16_000_000;

/** The same for JSON: a plan of a large estate has a hundred megabytes. */
const MOST_JSON = 200_000_000;

/** To open a pipe that nobody writes to would wait for ever. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK;

/** Every head is decoded before the next one is read. */
const room = new Uint8Array(HEAD);

/** The beginning of a file, decoded. */
export const readHead = (file: string): Decoded => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, READ);
    if (!fstatSync(descriptor).isFile()) return { ok: false, flaw: NO_FILE };
    const length = readSync(descriptor, room, 0, HEAD, 0);
    return decodeHead(room.subarray(0, length));
  } catch (error) {
    return { ok: false, flaw: flawOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

/**
 * All of a file, decoded. At once: to hand four small steps of each of thousands of files to other threads, and to wait
 * for each of them, takes several times as long as to read the file.
 */
export const readWhole = (file: string, isJson: boolean): Decoded => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, READ);
    const status = fstatSync(descriptor);
    if (!status.isFile()) return { ok: false, flaw: NO_FILE };
    const flaw = tooLarge(status.size, isJson);
    return flaw === undefined ? decodeWhole(readFileSync(descriptor)) : { ok: false, flaw };
  } catch (error) {
    return { ok: false, flaw: flawOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

/** What a name is on the disk, a link for what it leads to; a flaw if the system does not tell. */
export const statusOf = (file: string): Stats | Flaw => look(file, statSync);

/** What a name is on the disk, a link for itself. */
export const linkStatusOf = (file: string): Stats | Flaw => look(file, lstatSync);

const look = (file: string, by: (file: string) => Stats): Stats | Flaw => {
  try {
    return by(file);
  } catch (error) {
    return flawOf(error);
  }
};

/** Why a file of that size is not read. */
export const tooLarge = (size: number, isJson: boolean): Flaw | undefined => {
  const most = isJson ? MOST_JSON : MOST_BYTES;
  return size <= most
    ? undefined
    : {
        kind: 'skipped',
        message: `it has ${Math.round(size / 1e6)} MB, and ${most / 1e6} MB are read`,
        hint: isJson ? 'split it' : 'split it, or give it as JSON',
      };
};

const NO_FILE: Flaw = { kind: 'skipped', message: 'it is no regular file' };

/** @throws anything that is not the system's word. */
const flawOf = (error: unknown): Flaw => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return { kind: 'unreadable', message: `it cannot be read (${code})`, ...hintFor(code) };
};

const hintFor = (code: string): { readonly hint?: string } =>
  code === 'EACCES' || code === 'EPERM' ? { hint: 'you have no permission to' } : {};
