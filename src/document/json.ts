/**
 * JSON texts: parsed by the language's own parser, which is a hundred times faster than any that keeps positions.
 * Positions are found by a second walk through the text, only when somebody asks for one.
 */
import { type ParseError, printParseErrorCode, visit } from 'jsonc-parser';
import type { Place, Source, Sought, Step } from '../model/place.ts';
import { quoted } from '../model/printable.ts';
import type { Problem } from '../model/user-error.ts';
import { codeFrame, lineStarts, positionAt } from './code-frame.ts';
import { MOST_DEEP } from './limits.ts';
import type { Parsed, TextFile } from './parsed.ts';

/** Whether a text looks like JSON rather than YAML; the few flow-style YAML texts that do are tried as YAML too. */
export const looksLikeJson = (text: string): boolean => /^\s*(?:\{\s*(?:"|\})|\[)/.test(text.slice(0, 1000));

/** Parses JSON; syntax errors and keys given twice are told with their places. */
export const parseJson = ({ file, text }: TextFile): Parsed => {
  const source = new JsonSource(file, text);
  const { keys, tooDeep } = surveyOf(text);
  if (tooDeep !== undefined) {
    return {
      ok: false,
      problems: [source.problem(tooDeep, `the JSON nests deeper than ${MOST_DEEP} levels`)],
    };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problems: [syntaxProblem(text, source)] };
  }
  return keys === countKeysOf(value)
    ? { ok: true, value, source }
    : { ok: false, problems: duplicateKeys(text, source) };
};

const syntaxProblem = (text: string, source: JsonSource): Problem => {
  const found: { error: string; offset: number }[] = [];
  visit(
    text,
    {
      onError: (error: ParseError['error'], offset: number) => {
        if (found.length === 0) found.push({ error: printParseErrorCode(error), offset });
      },
    },
    STRICT,
  );
  const { error, offset } = found[0]!;
  return source.problem(offset, `the JSON cannot be read: ${SAID[error] ?? error}`);
};

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

const SAID: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word without double quotes',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows after the end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'a closing quote is missing',
  UnexpectedEndOfNumber: 'not a number',
  InvalidUnicode: 'not a Unicode escape',
  InvalidEscapeCharacter: 'not an escape',
  InvalidCharacter: 'a control character inside a text',
};

/**
 * How many keys the text has: strings with a colon after them. JSON.parse drops all but the last of two equal keys
 * without a word, so a document has duplicates exactly if it has fewer keys than its text. On the way, the bracket
 * that nests too deeply; what walks the text or its values is recursive.
 */
const surveyOf = (text: string): { keys: number; tooDeep?: number } => {
  let keys = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      at = endOfString(text, at);
      while (isSpace(text.charCodeAt(at + 1))) at++;
      if (text.charCodeAt(at + 1) === COLON) keys++;
    } else if (unit === BRACE || unit === BRACKET) {
      if (++depth > MOST_DEEP) return { keys, tooDeep: at };
    } else if (unit === CLOSING_BRACE || unit === CLOSING_BRACKET) depth--;
  }
  return { keys };
};

/** The offset of the quote that closes a string, or the last of the text if none does. */
const endOfString = (text: string, open: number): number => {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close < 0 ? text.length - 1 : close;
};

const QUOTE = 0x22;
const BRACE = 0x7b;
const BRACKET = 0x5b;
const CLOSING_BRACE = 0x7d;
const CLOSING_BRACKET = 0x5d;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;

const isEscaped = (text: string, at: number): boolean => {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
};

const countKeysOf = (root: unknown): number => {
  let count = 0;
  const open: unknown[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object') open.push(item);
    } else {
      const keys = Object.keys(value);
      count += keys.length;
      for (const key of keys) {
        const inner = (value as Record<string, unknown>)[key];
        if (typeof inner === 'object') open.push(inner);
      }
    }
  }
  return count;
};

const duplicateKeys = (text: string, source: JsonSource): readonly Problem[] => {
  const problems: Problem[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, offset) => {
      const seen = open.at(-1)!;
      if (seen.has(name)) {
        problems.push(
          source.problem(
            offset,
            `${quoted(name)} stands twice in the same map`,
            'join the two, or rename one',
          ),
        );
      }
      seen.add(name);
    },
  });
  return problems;
};

class JsonSource implements Source {
  readonly file: string;
  private readonly text: string;
  private starts: readonly number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  locate(sought: readonly Sought[]): readonly Place[] {
    const offsets = offsetsOf(this.text, sought);
    return offsets.map((offset) => this.placeAt(offset));
  }

  frame(place: Place): string {
    return codeFrame(this.text, this.lines, place);
  }

  problem(offset: number, message: string, hint?: string): Problem {
    const place = this.placeAt(Math.min(offset, this.text.length));
    return { message, place, frame: this.frame(place), ...(hint === undefined ? {} : { hint }) };
  }

  private placeAt(offset: number): Place {
    return { file: this.file, ...positionAt(this.lines, offset) };
  }

  private get lines(): readonly number[] {
    return (this.starts ??= lineStarts(this.text));
  }
}

/** A trie of what is sought, walked along with the text: one pass finds any number of places. */
interface Wanted {
  readonly below: Map<Step, Wanted>;
  readonly keys: number[];
  readonly values: number[];
}

const offsetsOf = (text: string, sought: readonly Sought[]): readonly number[] => {
  const root: Wanted = newWanted();
  const offsets = sought.map(() => 0);
  sought.forEach(({ path, at }, i) => {
    let wanted = root;
    for (const step of path) {
      let below = wanted.below.get(step);
      if (below === undefined) wanted.below.set(step, (below = newWanted()));
      wanted = below;
    }
    (at === 'key' && typeof path.at(-1) === 'string' ? wanted.keys : wanted.values).push(i);
  });

  // Per open container: what is wanted in it, and the key or index that comes next. What leads nowhere gets the
  // offset of the nearest ancestor that exists: its key's where a key is wanted, unless it is an entry of a list.
  const open: { wanted: Wanted | undefined; next: Step }[] = [];
  const inherit = (wanted: Wanted, what: 'keys' | 'values', offset: number): void => {
    for (const i of wanted[what]) offsets[i] = offset;
    for (const below of wanted.below.values()) inherit(below, what, offset);
  };
  const value = (offset: number): Wanted | undefined => {
    const container = open.at(-1);
    const wanted = container === undefined ? root : container.wanted?.below.get(container.next);
    const hasKey = typeof container?.next === 'string';
    if (typeof container?.next === 'number') container.next++;
    if (wanted === undefined) return undefined;
    inherit(wanted, 'values', offset);
    if (!hasKey) inherit(wanted, 'keys', offset);
    return wanted;
  };
  visit(text, {
    onObjectBegin: (offset) => void open.push({ wanted: value(offset), next: '' }),
    onArrayBegin: (offset) => void open.push({ wanted: value(offset), next: 0 }),
    onObjectEnd: () => void open.pop(),
    onArrayEnd: () => void open.pop(),
    onLiteralValue: (_, offset) => void value(offset),
    onObjectProperty: (name, offset) => {
      const container = open.at(-1)!;
      container.next = name;
      const wanted = container.wanted?.below.get(name);
      if (wanted !== undefined) inherit(wanted, 'keys', offset);
    },
  });
  return offsets;
};

const newWanted = (): Wanted => ({ below: new Map(), keys: [], values: [] });
