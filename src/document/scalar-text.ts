/** Texts and numbers as YAML: plain, in quotes or folded, as the YAML library does it. */

/** Columns that lists and maps in a line may have, before each of their values gets its own; where texts are folded. */
export const LINE_WIDTH = 110;

/** Characters that a line of a folded text has at least, however far it is indented. */
const LEAST_WIDTH = 21;

/** Keys of maps longer than this are no simple keys. */
const LONGEST_KEY = 1024;

/** Where a value stands. */
interface Room {
  /** Spaces before the lines that it goes on in. */
  readonly indent: number;
  /** What its first line holds before it, as the library counts: its key, a colon and a space. */
  readonly start: number;
  /** Whether it stands between braces or brackets. */
  readonly inFlow: boolean;
}

/** A text or a number; nothing if it takes more than is known here. */
export const scalarText = (value: unknown, room: Room): string | undefined => {
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (isOrdinary(value)) return value;
  if (!isUsual(value)) return undefined;
  const isPlain = !isMarked(value) && !(room.inFlow && MARKED_IN_FLOW.test(value));
  return folded(isPlain ? value : quoted(value), room);
};

/** A key of a map that is written in lines. */
export const keyText = (key: string): string | undefined => {
  if (!isUsual(key)) return undefined;
  const text = isOrdinary(key) || !isMarked(key) ? key : quoted(key);
  return text.length > LONGEST_KEY ? undefined : text;
};

/** Line ends, control characters, marks of direction, characters of two units, and what is escaped in quotes. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNUSUAL = /[\\\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/;

/** Whether a text stands in a document as it is, but for quotes and folding. */
export const isUsual = (text: string): boolean => !UNUSUAL.test(text);

/** What nearly all texts look like: nothing in them means anything to YAML. */
const ORDINARY = /^[A-Za-z][\w./@-]*$/;

/** Texts that would be read as something else: nothing, a truth value, a number. As YAML 1.2 has it (core schema). */
const NO_TEXT =
  /^(?:~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|[-+]?(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)?$/;

const isOrdinary = (text: string): boolean => ORDINARY.test(text) && !NO_TEXT.test(text);

/** What begins, divides or ends a value. */
const MARKED = /^[ ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-] |: | #|[ :]$/;

/** And what does so between braces and brackets. */
const MARKED_IN_FLOW = /[[\]{},]/;

const isMarked = (text: string): boolean => MARKED.test(text) || NO_TEXT.test(text);

const quoted = (text: string): string =>
  text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);

/**
 * What is too long for its line goes on in the next one, at a single space: the last one that fits, or the first one
 * behind, if none does.
 */
const folded = (text: string, { indent, start }: Room): string | undefined => {
  const width = Math.max(LEAST_WIDTH, LINE_WIDTH + 1 - indent);
  if (text.length <= width) return text;
  // Between double quotes words may be broken, too: the library knows how.
  const mayBreak = text.startsWith('"');
  let lines = '';
  let from = 0;
  for (let end = LINE_WIDTH - start; end < text.length; end = from - 1 + width) {
    let fold = end;
    while (fold > from && !isFold(text, fold)) fold--;
    if (fold <= from) {
      if (mayBreak) return undefined;
      for (fold = end + 1; fold < text.length && !isFold(text, fold);) fold++;
      if (fold >= text.length) break;
    }
    lines += `${text.slice(from, fold)}\n${' '.repeat(indent)}`;
    from = fold + 1;
  }
  return lines + text.slice(from);
};

/** Whether there is a single space. */
const isFold = (text: string, at: number): boolean =>
  text[at] === ' ' && at > 0 && text[at - 1] !== ' ' && at + 1 < text.length && text[at + 1] !== ' ';
