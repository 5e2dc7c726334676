/** From the text of a file to one JSON value and the lines in it: also out of the lines that a CI wrapper adds. */
import { parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { parseTrees } from '../tree.ts';

export interface Json {
  readonly value: Plain;
  /** The line, from 1, of the value at a path, or of its nearest ancestor. */
  line(path: readonly Step[]): number;
}

interface Unreadable {
  readonly line: number;
  readonly message: string;
}

/** Lines in front of the JSON that are looked through: wrappers print one or a few. */
const MOST_WRAPPING = 50;

export const readJson = (text: string): Json | Unreadable => {
  const trimmed = text.trim();
  if (trimmed === '') return { line: 1, message: 'it is empty' };
  const whole = parsed(text);
  if (whole !== undefined) return located(text, whole, 0);
  return unwrapped(text) ?? complaintOf(text);
};

const parsed = (text: string): { readonly value: Plain } | undefined => {
  try {
    return { value: JSON.parse(text) as Plain };
  } catch {
    return undefined;
  }
};

/** The JSON that begins on a line of its own after others, and ends with the file or before more such lines. */
const unwrapped = (text: string): Json | undefined => {
  const lines = text.split('\n');
  const first = lines.slice(0, MOST_WRAPPING).findIndex((line) => line.trimStart().startsWith('{'));
  if (first < 0) return undefined;
  const last = lines.findLastIndex((line) => line.trimEnd().endsWith('}'));
  const part = lines.slice(first, last + 1).join('\n');
  const value = parsed(part);
  return value && located(part, value, first);
};

const located = (text: string, { value }: { readonly value: Plain }, before: number): Json => {
  // Plans come on a single line mostly: then there is nothing to look up.
  if (!text.trim().includes('\n')) {
    const only = before + (/^\s*/.exec(text)?.[0].split('\n').length ?? 1);
    return { value, line: () => only };
  }
  const tree = parseTrees(text).trees[0];
  const line = (path: readonly Step[]): number => {
    try {
      return before + (tree?.line(path) ?? 1);
    } catch {
      // Nested so deep that the positions cannot be read; the values can.
      return before + 1;
    }
  };
  return { value, line };
};

const complaintOf = (text: string): Unreadable => {
  const errors: ParseError[] = [];
  try {
    parseTree(text, errors, { disallowComments: true });
  } catch {
    return { line: 1, message: 'it is no JSON, and nests too deep to say where' };
  }
  const [error] = errors;
  if (error === undefined) return { line: 1, message: 'it is no JSON' };
  const line = text.slice(0, error.offset).split('\n').length;
  const what = printParseErrorCode(error.error);
  if (what === 'EndOfFileExpected')
    return {
      line,
      message: 'it goes on after the end of the JSON value: a file holds one plan or one state',
    };
  return { line, message: `it is no JSON: ${wordsOf(what)}` };
};

/** `CommaExpected` → `comma expected`. */
const wordsOf = (code: string): string => code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
