/** Placeholders: parts of a text that somebody else fills in. They become one blank each, which names nothing. */

/** Stands for a part that is not known; no real text holds it. */
export const BLANK = '\u0001';

/** Characters of a text that are read: a value that is longer is data, not a name. */
const MOST = 20_000;

const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['${', '}'],
  ['#{', '}'],
  ['%{', '}'],
  ['{{', '}}'],
  ['$(', ')'],
];

/** The text with a blank for each `${…}`, `{{…}}`, `$(…)`, `<…>`, `$NAME`. Linear: what never closes blanks the rest. */
export const withBlanks = (whole: string): string => {
  const text = whole.length > MOST ? whole.slice(0, MOST) : whole;
  if (!/[$#%{<]/.test(text)) return text;
  let result = '';
  for (let i = 0; i < text.length;) {
    const end = endOfPlaceholder(text, i);
    if (end === i) result += text[i++]!;
    else {
      result += BLANK;
      i = end;
    }
  }
  return result;
};

/** Where the placeholder that begins here ends; here, if none begins. */
const endOfPlaceholder = (text: string, start: number): number => {
  const pair = PAIRS.find(([open]) => text.startsWith(open, start));
  if (pair !== undefined) return endOfPair(text, start, pair);
  const ahead = text.slice(start, start + 100);
  const word = /^(?:<[\w .:-]*>|\$[A-Za-z_]\w*)/.exec(ahead);
  return start + (word?.[0].length ?? 0);
};

const endOfPair = (text: string, start: number, [open, close]: readonly [string, string]): number => {
  let depth = 0;
  for (let i = start; i < text.length;) {
    if (text.startsWith(open, i)) {
      depth++;
      i += open.length;
    } else if (text.startsWith(close, i)) {
      depth--;
      i += close.length;
      if (depth === 0) return i;
    } else i++;
  }
  return text.length;
};
