/**
 * Expressions in the texts of JSON templates: `[concat(parameters('name'), '-db')]`. What is not in brackets is a text
 * as it stands, and `[[` begins one that has a bracket.
 */
import type { Expr } from './syntax.ts';

/** Calls within calls: the deepest real expression has a dozen. */
const MOST_DEEP = 60;

/** Characters of one expression. */
const MOST = 50_000;

/** A text of a template as a value; undefined if it is an expression that cannot be read. */
export const textExpr = (text: string, line: number): Expr | undefined => {
  if (!text.startsWith('[') || !text.endsWith(']') || text.startsWith('[['))
    return { kind: 'literal', value: text.startsWith('[[') ? text.slice(1) : text, line };
  if (text.length > MOST) return undefined;
  const reader = new Reader(text.slice(1, -1), line);
  const expr = reader.expression(0);
  return expr !== undefined && reader.isAtEnd() ? expr : undefined;
};

const TOKEN = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*)|([()[\],.?]))/y;

class Reader {
  private at = 0;
  private readonly source: string;
  private readonly line: number;

  constructor(source: string, line: number) {
    this.source = source;
    this.line = line;
  }

  isAtEnd(): boolean {
    return this.source.slice(this.at).trim() === '';
  }

  expression(depth: number): Expr | undefined {
    if (depth > MOST_DEEP) return undefined;
    let expr = this.primary(depth);
    while (expr !== undefined) {
      const mark = this.punctuation('.?[');
      if (mark === undefined) return expr;
      if (mark === '?') continue;
      const key: Expr | undefined = mark === '.' ? this.key() : this.expression(depth + 1);
      if (key === undefined || (mark === '[' && this.punctuation(']') === undefined)) return undefined;
      expr = { kind: 'member', of: expr, key, line: this.line };
    }
    return undefined;
  }

  private primary(depth: number): Expr | undefined {
    const { line } = this;
    const token = this.token();
    if (token === undefined) return undefined;
    const [, string, number, word] = token;
    if (string !== undefined)
      return { kind: 'literal', value: string.slice(1, -1).replaceAll("''", "'"), line };
    if (number !== undefined) return { kind: 'literal', value: Number(number), line };
    if (word === undefined) return undefined;
    // `contoso.name()`: a function of the template's own.
    const space = this.punctuation('.') === undefined ? undefined : this.token()?.[3];
    if (this.punctuation('(') === undefined) return undefined;
    const args: Expr[] = [];
    while (this.punctuation(')') === undefined) {
      if (args.length > 0 && this.punctuation(',') === undefined) return undefined;
      const arg = this.expression(depth + 1);
      if (arg === undefined) return undefined;
      args.push(arg);
    }
    return { kind: 'call', name: space === undefined ? word : `${word}.${space}`, args, line };
  }

  private key(): Expr | undefined {
    const word = this.token()?.[3];
    return word === undefined ? undefined : { kind: 'literal', value: word, line: this.line };
  }

  private token(): RegExpExecArray | undefined {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.source);
    if (token === null) return undefined;
    this.at = TOKEN.lastIndex;
    return token;
  }

  /** The next token, if it is one of these. */
  private punctuation(marks: string): string | undefined {
    const before = this.at;
    const mark = this.token()?.[4];
    if (mark !== undefined && marks.includes(mark)) return mark;
    this.at = before;
    return undefined;
  }
}
