/** Bytes to text: UTF-8, or UTF-16 with a byte order mark; and why something is no text that can be read. */
import { TextDecoder } from 'node:util';
import type { FindingKind } from '../../model/fact.ts';

/** Why a file gives nothing. */
export interface Flaw {
  readonly kind: Extract<FindingKind, 'unreadable' | 'skipped'>;
  /** Without the file's name, without a full stop. */
  readonly message: string;
  readonly hint?: string;
}

export type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly flaw: Flaw };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, i) => bytes[i] === byte);

const encodingOf = (bytes: Uint8Array): readonly [encoding: Encoding, mark: number] => {
  const found = MARKS.find(([, mark]) => startsWith(bytes, mark));
  return found === undefined ? ['utf-8', 0] : [found[0], found[1].length];
};

/** All of a file's text, without the byte order mark. */
export const decodeWhole = (bytes: Uint8Array): Decoded => {
  const [encoding, mark] = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(mark));
  } catch {
    return { ok: false, flaw: encoding === 'utf-8' ? notUtf8(bytes) : brokenUtf16(encoding) };
  }
  const flaw = flawOf(text, bytes);
  return flaw === undefined ? { ok: true, text } : { ok: false, flaw };
};

/** The beginning of a file: what is cut in the middle of a character at its end is dropped. */
export const decodeHead = (bytes: Uint8Array): Decoded => {
  const [encoding, mark] = encodingOf(bytes);
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(mark), { stream: true });
  const flaw = flawOf(text, bytes);
  return flaw === undefined ? { ok: true, text } : { ok: false, flaw };
};

/** Decodes a file piece by piece. */
export interface PieceDecoder {
  /** The text of the next bytes, without the byte order mark; a character cut at their end comes with the next ones. */
  next(bytes: Uint8Array): string;
  /** What is left. */
  end(): string;
}

/**
 * Text that is too long to be had at once. What is no character becomes U+FFFD: that a few bytes of a gigabyte are
 * broken is no reason to give up the rest.
 */
export const pieceDecoder = (): PieceDecoder => {
  let decoder: TextDecoder | undefined;
  return {
    next: (bytes) => {
      // The first piece is longer than any mark.
      const [encoding, mark] = decoder === undefined ? encodingOf(bytes) : ['utf-8' as const, 0];
      decoder ??= new TextDecoder(encoding, { ignoreBOM: true });
      return decoder.decode(bytes.subarray(mark), { stream: true });
    },
    end: () => decoder?.decode() ?? '',
  };
};

const notUtf8 = (bytes: Uint8Array): Flaw => {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const before = lenient.slice(0, Math.max(0, lenient.indexOf('\ufffd')));
  return {
    kind: 'unreadable',
    message: `line ${before.split('\n').length} is not UTF-8`,
    hint: 'save the file as UTF-8',
  };
};

const brokenUtf16 = (encoding: Encoding): Flaw => ({
  kind: 'unreadable',
  message: `it begins like ${encoding.toUpperCase()} and is none`,
  hint: 'save the file as UTF-8',
});

/** `\0GITCRYPT`, the first bytes of what git-crypt keeps locked. */
const GIT_CRYPT = [0, 0x47, 0x49, 0x54, 0x43, 0x52, 0x59, 0x50, 0x54];

const flawOf = (text: string, bytes: Uint8Array): Flaw | undefined => {
  if (startsWith(bytes, GIT_CRYPT)) return encrypted('git-crypt', '"git-crypt unlock" opens it');
  if (text.includes('\0')) return { kind: 'skipped', message: 'it is binary, not text' };
  if (text.startsWith('$ANSIBLE_VAULT;')) return encrypted('Ansible Vault', '"ansible-vault view" shows it');
  if (text.includes('ENC[AES256_GCM,data:') && /\bsops\b/.test(text))
    return encrypted('SOPS', '"sops decrypt" shows it');
  if (text.startsWith('version https://git-lfs.github.com/spec/')) {
    return { kind: 'skipped', message: 'it is a pointer to Git LFS', hint: '"git lfs pull" gets the file' };
  }
  return undefined;
};

const encrypted = (by: string, hint: string): Flaw => ({
  kind: 'skipped',
  message: `it is encrypted with ${by}`,
  hint,
});
