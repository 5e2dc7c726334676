/**
 * Tables as RFC 4180 has them, strictly: a quote in the middle of a cell, or one that never closes, is an error with its
 * line, since whatever was made of it would shift all that follows.
 *
 * The separator is the comma, the semicolon or the tab that stands most often in the head, outside of quotes.
 */

/** A row, and the line on which it begins. */
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export type Table =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** Rows of a text without a byte order mark. Lines end with CR, LF or both; empty lines are left out. */
export const parseTable = (text: string): Table => {
  const separator = separatorOf(text);
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, separator);
    if (cell.end < 0) return { ok: false, line, message: 'a quote that is opened here is never closed' };
    if (cell.stray)
      return { ok: false, line, message: 'a quote inside of a cell that is not in quotes as a whole' };
    cells.push(cell.text);
    line += cell.breaks;
    at = cell.end;
    const next = text[at];
    if (next === separator) {
      at++;
      // What ends with a separator has one more cell, an empty one.
      if (at === text.length) cells.push('');
      continue;
    }
    if (next !== undefined && next !== '\n' && next !== '\r')
      return { ok: false, line, message: 'something stands between a closing quote and the end of its cell' };
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begun, cells });
    cells = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
    begun = ++line;
  }
  if (cells.length > 1 || (cells.length === 1 && cells[0] !== '')) rows.push({ line: begun, cells });
  return { ok: true, rows };
};

interface Cell {
  readonly text: string;
  /** Where what follows begins; -1 if the quote is never closed. */
  readonly end: number;
  /** Line ends inside. */
  readonly breaks: number;
  readonly stray: boolean;
}

const quotedCell = (text: string, start: number): Cell => {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return { text: '', end: -1, breaks: 0, stray: false };
  const inside = text.slice(start + 1, close).replaceAll('""', '"');
  return { text: inside, end: close + 1, breaks: inside.match(/\r\n|\r|\n/g)?.length ?? 0, stray: false };
};

const plainCell = (text: string, start: number, separator: string): Cell => {
  let end = start;
  let stray = false;
  for (; end < text.length; end++) {
    const char = text[end];
    if (char === separator || char === '\n' || char === '\r') break;
    stray ||= char === '"';
  }
  return { text: text.slice(start, end), end, breaks: 0, stray };
};

const separatorOf = (text: string): string => {
  const [head = ''] = text
    .slice(0, 100_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1);
  const counts = [',', ';', '\t'].map((one) => [one, head.split(one).length] as const);
  return counts.reduce((most, next) => (next[1] > most[1] ? next : most))[0];
};
