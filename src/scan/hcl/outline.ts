/**
 * The outline of a text that the grammar cannot read as a whole: where its attributes and blocks begin and end, told
 * by brackets alone. It is asked only about broken files, and understands no more than it must.
 */

/** One attribute or block, by its offsets; `inside`: what stands between its braces, if it is a block. */
export interface Item {
  readonly start: number;
  readonly end: number;
  readonly inside?: readonly [number, number];
}

const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[^\S\n]*\n/uy;

/**
 * The text with blanks for what quotes, heredocs and comments hold, their line ends included: those that are left end
 * something. Offsets are the same.
 *
 * `tell` is told where a comment begins that never ends.
 */
export const codeOf = (text: string, tell: (at: number) => void = () => {}): string => {
  const kept: string[] = [];
  /** Open quotes and insertions: -1 for a quote, else how many braces are open in the insertion. */
  const open: number[] = [];
  /** Names of heredocs that no line ends any more. */
  const endless = new Set<string>();
  let from = 0;
  const blank = (start: number, end: number): void => {
    kept.push(text.slice(from, start), ' '.repeat(end - start));
    from = end;
  };
  let quoteAt = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    const inner = open.at(-1);
    if (inner === -1) {
      if (sign === '\\') at++;
      else if (sign === '"') open.pop();
      else if ((sign === '$' || sign === '%') && text[at + 1] === '{' && text[at - 1] !== sign) {
        open.push(1);
        at++;
      } else if (sign === '\n') open.length = 0;
      if (open.length === 0) blank(quoteAt, sign === '\n' ? at : at + 1);
      continue;
    }
    const comment = commentEnd(text, at);
    if (comment !== undefined) {
      if (text[at] === '/' && text[at + 1] === '*' && !isClosed(text, at, comment)) tell(at);
      // In an insertion of a quote, all of it is blank in the end.
      if (inner === undefined) blank(at, comment);
      at = comment - 1;
    } else if (sign === '"') {
      if (inner === undefined) quoteAt = at;
      open.push(-1);
    } else if (inner !== undefined && (sign === '{' || sign === '}')) {
      const left = inner + (sign === '{' ? 1 : -1);
      if (left === 0) open.pop();
      else open[open.length - 1] = left;
    } else if (inner === undefined && sign === '<') {
      const end = heredocEnd(text, at, endless);
      if (end === undefined) continue;
      blank(at, end);
      at = end - 1;
    }
  }
  if (open.length > 0) blank(quoteAt, text.length);
  kept.push(text.slice(from));
  return kept.join('');
};

const endOf = (text: string, what: string, from: number): number => {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
};

/** Where a comment ends; nothing if none begins here. */
const commentEnd = (text: string, at: number): number | undefined => {
  if (text[at] === '#' || text.startsWith('//', at)) return endOf(text, '\n', at);
  return text.startsWith('/*', at) ? Math.min(endOf(text, '*/', at + 2) + 2, text.length) : undefined;
};

const isClosed = (text: string, start: number, end: number): boolean =>
  end - start >= 4 && text.startsWith('*/', end - 2);

/** The end of the line that ends a heredoc; nothing if none begins here, or it never ends. */
const heredocEnd = (text: string, at: number, endless: Set<string>): number | undefined => {
  HEREDOC.lastIndex = at;
  const found = HEREDOC.exec(text);
  if (found === null) return undefined;
  const name = found[1]!;
  if (endless.has(name)) return undefined;
  for (let from = HEREDOC.lastIndex; from < text.length;) {
    const end = endOf(text, '\n', from);
    if (text.slice(from, end).trim() === name) return end;
    from = end + 1;
  }
  endless.add(name);
  return undefined;
};

/** `aws_x "a" b {`, from the start of an item. What labels hold is blank in code. */
const HEADER = /^[\p{ID_Start}_][\p{ID_Continue}-]*(?:[^\S\n]+[\p{ID_Continue}-]+)*[^\S\n]*\{/u;

/** What begins a line that is surely at the top, however many braces seem open. */
const TOP =
  /^(?:resource|data|module|variable|output|provider|locals|terraform|moved|import|removed|check)\b[^=\n]*\{/;

/** Unclosed brackets in one piece that are got over; more is no text that can be helped. */
const MOST_UNCLOSED = 50;

/** The items of a piece of code (`codeOf`). `isTop`: it is a whole file, and not what a block holds. */
export const itemsOfCode = (code: string, from: number, to: number, isTop: boolean): readonly Item[] => {
  const items: Item[] = [];
  let at = from;
  for (let unclosed = 0; at < to;) {
    const { item, next, isOpen } = nextItem(code, at, to, isTop);
    if (item === undefined) break;
    // A bracket that nothing closes would take all that follows: the line that it stands in is enough.
    const isCut = isOpen && item.inside === undefined && unclosed++ < MOST_UNCLOSED;
    const end = isCut ? Math.min(item.end, endOf(code, '\n', item.start)) : item.end;
    items.push({ ...item, end });
    at = isCut ? end : next;
  }
  return items;
};

const OPENS: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(' };

/** What begins first from an offset. `isOpen`: it ends only because everything does. */
const nextItem = (
  code: string,
  from: number,
  to: number,
  isTop: boolean,
): { readonly item?: Item; readonly next: number; readonly isOpen: boolean } => {
  let start = from;
  while (start < to && code[start]!.trim() === '') start++;
  if (start >= to) return { next: to, isOpen: false };
  const header = HEADER.exec(lineAt(code, start));
  const inside = header === null ? undefined : start + header[0].length;
  let closed: number | undefined;
  const open: string[] = [];
  let at = start;
  for (; at < to; at++) {
    const sign = code[at]!;
    if (sign === '\n' && open.length === 0) break;
    if (isTop && at > start && code[at - 1] === '\n' && TOP.test(lineAt(code, at))) break;
    if (sign === '{' || sign === '[' || sign === '(') open.push(sign);
    const opens = OPENS[sign];
    if (opens === undefined) continue;
    // A brace closes what was left open inside of it; other brackets only close their own kind.
    if (sign === '}' && open.includes('{')) open.length = open.lastIndexOf('{');
    else if (open.at(-1) === opens) open.pop();
    if (open.length === 0 && inside !== undefined && sign === '}') closed ??= at;
  }
  const item: Item = {
    start,
    end: at,
    ...(inside !== undefined && { inside: [inside, closed ?? at] as const }),
  };
  return { item, next: at, isOpen: open.length > 0 };
};

const lineAt = (code: string, at: number): string => code.slice(at, endOf(code, '\n', at));
