/** A Bicep file as tokens. Texts hold the tokens of the values that stand in them. */

export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'mark' | 'line' | 'end';
  readonly text: string;
  readonly line: number;
  /** Of a text: what is written as it is, and between it the tokens of each `${…}`. */
  readonly parts?: readonly (string | readonly Token[])[];
}

/** Texts within values within texts. */
const MOST_DEEP = 30;

/** Longest first. */
const MARKS = [
  '...',
  '.?',
  '[?',
  '::',
  '??',
  '=>',
  '==',
  '!=',
  '=~',
  '!~',
  '<=',
  '>=',
  '&&',
  '||',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ',',
  ':',
  '=',
  '.',
  '?',
  '!',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  '%',
  '|',
  '@',
];

/** All tokens of a text. What is no token of the language is passed over. */
export const tokensOf = (source: string): readonly Token[] => {
  const lexer = new Lexer(source);
  const tokens = lexer.until(undefined, 0);
  return [...tokens, { kind: 'end', text: '', line: lexer.line }];
};

class Lexer {
  line = 1;
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** The tokens up to a bracket that closes one from outside, or to the end. */
  until(closing: '}' | undefined, depth: number): readonly Token[] {
    const tokens: Token[] = [];
    let open = 0;
    while (this.at < this.source.length) {
      const token = this.next(depth);
      if (token === undefined) continue;
      if (closing !== undefined && token.kind === 'mark') {
        if (token.text === '{') open++;
        if (token.text === '}' && open-- === 0) return tokens;
      }
      tokens.push(token);
    }
    return tokens;
  }

  private next(depth: number): Token | undefined {
    const { source, at, line } = this;
    const char = source[at]!;
    if (char === '\n') {
      this.at++;
      this.line++;
      return { kind: 'line', text: '\n', line };
    }
    if (/\s/.test(char)) return this.skip(1);
    if (source.startsWith('//', at) || char === '#') return this.skipTo('\n');
    if (source.startsWith('/*', at)) return this.skipTo('*/', 2);
    if (source.startsWith("'''", at)) return this.longText();
    if (char === "'") return this.shortText(depth);
    return this.plain();
  }

  private plain(): Token | undefined {
    const { source, at, line } = this;
    PLAIN.lastIndex = at;
    const found = PLAIN.exec(source)?.[0];
    const mark = found === undefined ? MARKS.find((one) => source.startsWith(one, at)) : undefined;
    const text = found ?? mark;
    this.at += text?.length ?? 1;
    if (text === undefined) return undefined;
    return { kind: mark !== undefined ? 'mark' : /^\d/.test(text) ? 'number' : 'word', text, line };
  }

  private skip(length: number): undefined {
    this.at += length;
  }

  private skipTo(mark: string, more = 0): undefined {
    const found = this.source.indexOf(mark, this.at + more);
    const end = found < 0 ? this.source.length : found + more;
    this.line += linesIn(this.source.slice(this.at, end));
    this.at = end;
  }

  /** Between three quotes everything is as it stands. */
  private longText(): Token {
    const { line, at, source } = this;
    const found = source.indexOf("'''", at + 3);
    const end = found < 0 ? source.length : found;
    const text = source.slice(at + 3, end);
    this.line += linesIn(text);
    this.at = end + 3;
    return { kind: 'text', text, line, parts: [text] };
  }

  private shortText(depth: number): Token {
    const { line } = this;
    const parts: (string | readonly Token[])[] = [];
    let plain = '';
    this.at++;
    while (this.at < this.source.length) {
      const char = this.source[this.at]!;
      if (char === "'" || char === '\n') break;
      if (char === '\\') {
        plain += ESCAPES.get(this.source[this.at + 1] ?? '') ?? this.source[this.at + 1] ?? '';
        this.at += 2;
      } else if (char === '$' && this.source[this.at + 1] === '{' && depth < MOST_DEEP) {
        this.at += 2;
        if (plain !== '') parts.push(plain);
        plain = '';
        parts.push(this.until('}', depth + 1));
      } else {
        plain += char;
        this.at++;
      }
    }
    if (this.source[this.at] === "'") this.at++;
    if (plain !== '' || parts.length === 0) parts.push(plain);
    return { kind: 'text', text: plain, line, parts };
  }
}

const PLAIN = /[A-Za-z_][A-Za-z0-9_]*|\d+/y;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\\', '\\'],
  ["'", "'"],
  ['$', '$'],
]);

const linesIn = (text: string): number => text.split('\n').length - 1;
