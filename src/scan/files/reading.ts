/**
 * Reading files that nobody vouches for: regular files only, no more than a limit, and never waiting for a writer.
 *
 * A name may be a pipe, a device or a file that is gone since it was listed: each is a flaw that is told.
 */
import {
  type Stats,
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { constants as zlib, createGunzip, gunzipSync } from 'node:zlib';
import { type Decoded, type Flaw, decodeHead, decodeWhole } from './decode.ts';

/** Bytes read of a file to recognise it. */
const HEAD = 65_536;

/** Bytes of a file that is read as a whole; some seconds of parsing. */
const MOST_BYTES = 16_000_000;

/** The same for JSON: a plan of a large estate has a hundred megabytes. */
const MOST_JSON = 200_000_000;

/** Bytes of a file that is read piece by piece, at a time. */
const PIECE = 262_144;

/** Bytes of a compressed file that are unpacked to recognise it: a thousand times as many may come of them. */
const PACKED_HEAD = 8_192;

/** Bytes that are taken of a compressed file: a small one may hold more than a life is long. */
const MOST_UNPACKED = 20_000_000_000;

/** To open a pipe that nobody writes to would wait for ever. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK;

/** Every head is decoded before the next one is read. */
const room = new Uint8Array(HEAD);

/** The beginning of a file, decoded. `isPacked`: of what is compressed in it. */
export const readHead = (file: string, isPacked = false): Decoded => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, READ);
    if (!fstatSync(descriptor).isFile()) return { ok: false, flaw: NO_FILE };
    const length = readSync(descriptor, room, 0, isPacked ? PACKED_HEAD : HEAD, 0);
    const bytes = room.subarray(0, length);
    return decodeHead(isPacked ? unpackedHead(bytes) : bytes);
  } catch (error) {
    return { ok: false, flaw: flawOf(error) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

/** What the first bytes of a compressed file hold; that it is cut off does not matter. */
const unpackedHead = (bytes: Uint8Array): Uint8Array =>
  gunzipSync(bytes, { finishFlush: zlib.Z_SYNC_FLUSH }).subarray(0, HEAD);

/**
 * The bytes of a file, piece by piece: no more than one is in memory, and each is gone when the next one is asked for.
 * It returns why it could not go on, if it could not.
 */
export async function* readPieces(
  file: string,
  isPacked: boolean,
): AsyncGenerator<Uint8Array, Flaw | undefined> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, READ);
    if (!fstatSync(descriptor).isFile()) return NO_FILE;
    if (isPacked) {
      const its = descriptor;
      // Whoever unpacks it closes it.
      descriptor = undefined;
      return yield* unpacked(its);
    }
    const piece = new Uint8Array(PIECE);
    for (;;) {
      const length = readSync(descriptor, piece, 0, PIECE, null);
      if (length === 0) return undefined;
      yield piece.subarray(0, length);
    }
  } catch (error) {
    return flawOf(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

async function* unpacked(descriptor: number): AsyncGenerator<Uint8Array, Flaw | undefined> {
  const packed = createReadStream('', { fd: descriptor, highWaterMark: PIECE });
  const gunzip = createGunzip({ chunkSize: PIECE });
  packed.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  try {
    let length = 0;
    for await (const piece of gunzip as AsyncIterable<Uint8Array>) {
      length += piece.length;
      if (length > MOST_UNPACKED) return TOO_MUCH;
      yield piece;
    }
    return undefined;
  } finally {
    packed.destroy();
  }
}

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
    if (flaw !== undefined) return { ok: false, flaw };
    const bytes = readFileSync(descriptor);
    const after = fstatSync(descriptor);
    return status.size === after.size && status.mtimeMs === after.mtimeMs
      ? decodeWhole(bytes)
      : { ok: false, flaw: CHANGED };
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

const TOO_MUCH: Flaw = {
  kind: 'skipped',
  message: `more than ${MOST_UNPACKED / 1e9} GB are compressed in it: the rest was not read`,
};

/** Its beginning may be of one text and its end of another. */
const CHANGED: Flaw = {
  kind: 'unreadable',
  message: 'it was changed while it was read',
  hint: 'scan again when nobody writes to it',
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
