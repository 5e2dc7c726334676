/**
 * JSON of any length, read as it comes: of the lists that hold spans, one member after the other is handed out, and
 * never more than one is held.
 *
 * It goes down only where keys say that spans lie there; all else is passed over by counting brackets. Nothing here
 * recurses, and no member longer than a limit is kept.
 */

/** What is told of a text while it is read. */
export interface Visitor {
  /** A list that is gone through begins, by the key that it stands under. */
  list(key: string): void;
  /** An object begins, which may hold lists that are gone through. */
  enter(): void;
  /** The value of a key that is told: what the lists beside it belong to. */
  member(key: string, value: unknown, line: number): void;
  /** A member of a list of spans, or an object without any list that is gone through. `line`: where it begins. */
  item(value: unknown, line: number): void;
  /** The object that was entered last ends; before it is told as an item, if it is one. */
  leave(): void;
  /** `long`: one member is too long to be kept. `broken`: it is no JSON there. `cut`: it ends in the midst. */
  lost(line: number, why: Loss): void;
}

export type Loss = 'long' | 'broken' | 'cut';

/** Keys whose lists hold what may hold spans. */
const LISTS: ReadonlySet<string> = new Set([
  'resourceSpans',
  'resource_spans',
  'scopeSpans',
  'scope_spans',
  'instrumentationLibrarySpans',
  'instrumentation_library_spans',
  'batches',
  'spans',
  'data',
  'result',
]);

/** Keys whose objects hold such lists: answers of APIs, files that a page offers to save. */
const WRAPPERS: ReadonlySet<string> = new Set(['data', 'result', 'trace']);

/** Keys whose values are told. */
const TOLD: ReadonlySet<string> = new Set(['resource', 'processes']);

/** Characters of one member: a span with all that was attached to it. */
const MOST_KEPT = 8_000_000;

/** Objects and lists in each other that are gone through. */
const MOST_OPEN = 24;

/** Characters after which a line that ends within a value was cut off, and is not the first of several. */
const LONG_LINE = 100;

/** What is expected next; `INSIDE`: the end of a value that is passed over. */
const VALUE = 0;
const VALUE_OR_END = 1;
const KEY = 2;
const KEY_OR_END = 3;
const COLON = 4;
const AFTER = 5;
const INSIDE = 6;
const INSIDE_SCALAR = 7;
const INSIDE_KEY = 8;
/** Broken: what follows is passed over up to a line that begins anew, or to the end. */
const LOST = 9;
const OVER = 10;

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
/** Some write it before each of several values. */
const SEPARATOR = 30;
const BLANK = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON_SIGN = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** An object or a list that is gone through. */
interface Open {
  readonly isObject: boolean;
  /** Its members are handed out as they are. */
  readonly isOfSpans: boolean;
  readonly line: number;
  /** Where an object begins in the text at hand, as long as it may be an item itself; else -1. */
  start: number;
  isTooLong: boolean;
}

export interface WalkOptions {
  /** Each line is a value of its own, as the ending of the file's name says. */
  readonly isLines?: boolean;
}

export class JsonWalk {
  private readonly visitor: Visitor;
  private isLines: boolean;
  private readonly saysLines: boolean;
  private readonly open: Open[] = [];
  /** What is looked at, and how far. It begins with the first character that may still be needed. */
  private text = '';
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private state = VALUE;
  /** Values that stand by themselves, up to now. */
  private values = 0;
  private key = '';
  private keyStart = -1;
  /** Of a value that is passed over: brackets open, within a string, characters that a backslash takes. */
  private depth = 0;
  private isInString = false;
  private skipped = 0;
  /** Where the value to be told begins in the text at hand; -1: it is only passed over. */
  private kept = -1;
  private keptLine = 0;
  private isItem = false;

  constructor(visitor: Visitor, { isLines = false }: WalkOptions = {}) {
    this.visitor = visitor;
    this.saysLines = isLines;
    this.isLines = isLines;
  }

  /** Reads on. */
  feed(piece: string): void {
    if (this.state === OVER) return;
    const from = this.needed();
    this.text = from === this.text.length ? piece : this.text.slice(from) + piece;
    this.at -= from;
    this.lineStart -= from;
    this.keyStart = moved(this.keyStart, from);
    this.kept = moved(this.kept, from);
    const top = this.open.at(-1);
    if (top !== undefined) top.start = moved(top.start, from);
    this.run();
  }

  /** There is no more. */
  end(): void {
    const isWhole = this.open.length === 0 && (this.state === VALUE || this.state >= LOST);
    if (!isWhole) this.visitor.lost(this.line, 'cut');
    this.leaveAll();
    this.state = OVER;
  }

  /** The first character that is still needed; of what has become too long, none. */
  private needed(): number {
    const top = this.open.at(-1);
    if (this.kept >= 0 && this.at - this.kept > MOST_KEPT) {
      this.kept = -1;
      this.visitor.lost(this.keptLine, 'long');
    }
    if (top !== undefined && top.start >= 0 && this.at - top.start > MOST_KEPT) {
      top.start = -1;
      top.isTooLong = true;
    }
    if (this.keyStart >= 0 && this.at - this.keyStart > MOST_KEPT) this.broken();
    const starts = [this.kept, this.keyStart, top?.start ?? -1].filter((start) => start >= 0);
    return Math.min(this.at, ...starts);
  }

  private run(): void {
    while (this.at < this.text.length) {
      if (this.state === INSIDE) this.inside();
      else if (this.state === INSIDE_SCALAR) this.insideScalar();
      else if (this.state === INSIDE_KEY) this.insideKey();
      else if (this.state === LOST) this.lookForLine();
      else if (this.state === OVER) return;
      else this.step();
    }
  }

  /** One character between values. */
  private step(): void {
    const c = this.text.charCodeAt(this.at);
    if (c === BLANK || c === TAB || c === RETURN) this.at++;
    else if (c === NEWLINE) this.newline(this.at++);
    else if (c === SEPARATOR && this.open.length === 0) this.at++;
    else if (this.state === VALUE) this.begin(c);
    else if (this.state === VALUE_OR_END) {
      if (c === CLOSE_LIST) this.close();
      else this.begin(c);
    } else if (this.state === AFTER) this.after(c);
    else if (this.state === COLON) {
      if (c !== COLON_SIGN) return this.broken();
      this.at++;
      this.state = VALUE;
    } else if (c === QUOTE) {
      this.keyStart = ++this.at;
      this.isInString = true;
      this.skipped = 0;
      this.state = INSIDE_KEY;
    } else if (c === CLOSE_OBJECT && this.state === KEY_OR_END) this.close();
    else this.broken();
  }

  private after(c: number): void {
    const top = this.open.at(-1);
    if (c === COMMA) {
      this.at++;
      this.state = top?.isObject === true ? KEY : VALUE;
    } else if (c === (top?.isObject === true ? CLOSE_OBJECT : CLOSE_LIST)) this.close();
    else this.broken();
  }

  /** A line ends between values, or within one that is passed over. */
  private newline(at: number): void {
    const isWithin = this.open.length > 0 || this.state >= INSIDE;
    const isFirst = this.line === 1;
    if (isFirst && isWithin) this.isLines = this.saysLines && at - this.lineStart > LONG_LINE;
    else if (isFirst && this.values > 0) this.isLines = true;
    if (this.isLines && isWithin) this.broken();
    this.line++;
    this.lineStart = at + 1;
  }

  /** A value begins: it is gone through, kept, or passed over. */
  private begin(c: number): void {
    const top = this.open.at(-1);
    const isKeyed = top?.isObject === true;
    const canOpen = this.open.length < MOST_OPEN;
    if (c === OPEN_LIST && canOpen && (isKeyed ? LISTS.has(this.key) : top?.isOfSpans !== true)) {
      if (isKeyed) noItem(top);
      this.visitor.list(isKeyed ? this.key : '');
      this.push(false, isKeyed && this.key === 'spans');
      this.state = VALUE_OR_END;
    } else if (c === OPEN_OBJECT && canOpen && (isKeyed ? WRAPPERS.has(this.key) : top?.isOfSpans !== true)) {
      if (isKeyed) noItem(top);
      this.visitor.enter();
      this.push(true, false);
      this.state = KEY_OR_END;
    } else this.pass(c, top);
  }

  private push(isObject: boolean, isOfSpans: boolean): void {
    // Only objects that stand in lists, or by themselves, are items.
    const isMember = isObject && this.open.at(-1)?.isObject !== true;
    const start = isMember ? this.at : -1;
    this.open.push({ isObject, isOfSpans, line: this.line, start, isTooLong: false });
    this.at++;
  }

  private pass(c: number, top: Open | undefined): void {
    const isObject = c === OPEN_OBJECT;
    this.isItem = top?.isOfSpans === true;
    const isKept = isObject && (this.isItem || (top?.isObject === true && TOLD.has(this.key)));
    this.kept = isKept ? this.at : -1;
    this.keptLine = this.line;
    this.depth = 0;
    this.isInString = false;
    this.skipped = 0;
    const isScalar = !isObject && c !== OPEN_LIST && c !== QUOTE;
    // By themselves, words are prose.
    if (isScalar ? !mayBegin(c) || top === undefined : c === QUOTE && top === undefined) return this.broken();
    this.state = isScalar ? INSIDE_SCALAR : INSIDE;
  }

  /** To the end of an object, a list or a string. Most of the time is spent here. */
  private inside(): void {
    const { text } = this;
    const { length } = text;
    let { at, depth } = this;
    while (at < length) {
      if (this.isInString) {
        at = this.insideString(at);
        if (this.state !== INSIDE) return;
        if (this.isInString) break;
        if (depth === 0) return this.done(at);
        continue;
      }
      const c = text.charCodeAt(at++);
      if (c === QUOTE) this.isInString = true;
      else if (c === OPEN_OBJECT || c === OPEN_LIST) depth++;
      else if (c === CLOSE_OBJECT || c === CLOSE_LIST) {
        if (--depth === 0) return this.done(at);
      } else if (c === NEWLINE) {
        this.at = at;
        this.newline(at - 1);
        if (this.state !== INSIDE) return;
      }
    }
    this.at = at;
    this.depth = depth;
  }

  /** Behind the quote that ends a string, or the end of what is at hand. */
  private insideString(from: number): number {
    const { text } = this;
    const { length } = text;
    let at = from + this.skipped;
    this.skipped = 0;
    while (at < length) {
      const c = text.charCodeAt(at);
      if (c === QUOTE) {
        this.isInString = false;
        return at + 1;
      }
      if (c < BLANK && c !== TAB) {
        this.at = at;
        this.broken();
        return at;
      }
      at += c === BACKSLASH ? 2 : 1;
    }
    this.skipped = at - length;
    return length;
  }

  private insideScalar(): void {
    const { text } = this;
    for (let { at } = this; at < text.length; at++) {
      if (mayBegin(text.charCodeAt(at))) continue;
      return this.done(at);
    }
    this.at = text.length;
  }

  private insideKey(): void {
    const end = this.insideString(this.at);
    if (this.state !== INSIDE_KEY) return;
    this.at = end;
    if (this.isInString) return;
    const key = this.text.slice(this.keyStart, end - 1);
    this.key = key.includes('\\') ? String(parsed(`"${key}"`)) : key;
    this.keyStart = -1;
    this.state = COLON;
  }

  /** A value has ended. */
  private done(at: number): void {
    this.at = at;
    this.state = this.open.length === 0 ? VALUE : AFTER;
    if (this.open.length === 0) this.values++;
    if (this.kept < 0) return;
    const value = parsed(this.text.slice(this.kept, at));
    this.kept = -1;
    if (value === undefined) this.visitor.lost(this.keptLine, 'broken');
    else if (this.isItem) this.visitor.item(value, this.keptLine);
    else this.visitor.member(this.key, value, this.keptLine);
  }

  private close(): void {
    const top = this.open.pop()!;
    this.at++;
    this.state = this.open.length === 0 ? VALUE : AFTER;
    if (this.open.length === 0) this.values++;
    if (!top.isObject) return;
    this.visitor.leave();
    if (top.isTooLong) this.visitor.lost(top.line, 'long');
    if (top.start < 0) return;
    const value = parsed(this.text.slice(top.start, this.at));
    if (value === undefined) this.visitor.lost(top.line, 'broken');
    else this.visitor.item(value, top.line);
  }

  private broken(): void {
    this.visitor.lost(this.line, 'broken');
    this.leaveAll();
    this.kept = -1;
    this.keyStart = -1;
    this.state = this.isLines || this.values > 0 ? LOST : OVER;
  }

  private leaveAll(): void {
    for (let top = this.open.pop(); top !== undefined; top = this.open.pop())
      if (top.isObject) this.visitor.leave();
  }

  /** What begins where a line does is a new value. */
  private lookForLine(): void {
    const c = this.at === this.lineStart ? this.text.charCodeAt(this.at) : BLANK;
    if (c === OPEN_OBJECT || c === OPEN_LIST) {
      this.state = VALUE;
      return;
    }
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
    if (end < 0) return;
    this.line++;
    this.lineStart = this.at;
  }
}

/** What holds a list that is gone through is nothing by itself. */
const noItem = (open: Open): void => {
  open.start = -1;
  open.isTooLong = false;
};

const moved = (position: number, by: number): number => (position < 0 ? -1 : position - by);

/** Characters of numbers and of `true`, `false`, `null`. */
const mayBegin = (c: number): boolean =>
  (c >= 48 && c <= 57) || (c >= 97 && c <= 122) || c === 45 || c === 43 || c === 46 || c === 69;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
