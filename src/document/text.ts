/** Bytes to text: UTF-8, and a clear word about everything else. */
import type { Problem } from '../model/user-error.ts';
import { codeFrame, lineStarts, positionAt } from './code-frame.ts';

export type DecodedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** Decodes a file's bytes; a byte order mark is dropped, and anything but UTF-8 is a problem. */
export const decodeText = (file: string, bytes: Uint8Array): DecodedText => {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return refused({ message: `${file} is UTF-16`, hint: 'save it as UTF-8' });
  }
  const body = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
    return refused(
      problemAt(file, lenient, lenient.indexOf('\ufffd'), 'this is not UTF-8', 'save the file as UTF-8'),
    );
  }
  const nul = text.indexOf('\0');
  return nul < 0
    ? { ok: true, text }
    : refused(
        problemAt(file, text, nul, 'a NUL character: this is no text file', 'is it binary, or UTF-16?'),
      );
};

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, i) => bytes[i] === byte);

const refused = (problem: Problem): DecodedText => ({ ok: false, problem });

const problemAt = (file: string, text: string, offset: number, message: string, hint: string): Problem => {
  const starts = lineStarts(text);
  const place = { file, ...positionAt(starts, Math.max(0, offset)) };
  return { message, place, frame: codeFrame(text, starts, place), hint };
};
