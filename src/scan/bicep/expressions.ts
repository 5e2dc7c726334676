/** Expressions of Bicep. Its operators are functions of the JSON language: `a == b` is `equals(a, b)`. */
import type { Expr } from '../arm/syntax.ts';
import type { Token } from './tokens.ts';

/** What stands where the language does not allow it: costs the statement that it is in. */
export class Unreadable extends Error {
  readonly line: number;

  constructor(token: Token) {
    super(
      token.kind === 'end'
        ? 'the file ends too soon'
        : `${JSON.stringify(token.text.slice(0, 40))} is not expected here`,
    );
    this.line = token.line;
  }
}

/** Brackets and operators within one another. */
const MOST_DEEP = 100;

/** From the loosest to the tightest: what each operator is as a function, and whether it is negated. */
const BINARY: readonly ReadonlyMap<string, readonly [name: string, isNot: boolean]>[] = [
  new Map([['??', ['coalesce', false]]]),
  new Map([['||', ['or', false]]]),
  new Map([['&&', ['and', false]]]),
  new Map([
    ['==', ['equals', false]],
    ['!=', ['equals', true]],
    ['=~', ['equals', false]],
    ['!~', ['equals', true]],
  ]),
  new Map([
    ['<', ['less', false]],
    ['<=', ['lessOrEquals', false]],
    ['>', ['greater', false]],
    ['>=', ['greaterOrEquals', false]],
  ]),
  new Map([
    ['+', ['add', false]],
    ['-', ['sub', false]],
  ]),
  new Map([
    ['*', ['mul', false]],
    ['/', ['div', false]],
    ['%', ['mod', false]],
  ]),
];

/** Reads expressions from tokens. A file's own reader is one of these. */
export class Expressions {
  protected at = 0;
  /** Expressions that are open here; whoever goes on behind one that broke off begins anew. */
  protected depth = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  expression(): Expr {
    if (++this.depth > MOST_DEEP) throw new Unreadable(this.peek());
    const condition = this.binary(0);
    const { line } = condition;
    let expr = condition;
    // A branch may begin on a line of its own.
    if (this.isAhead('?')) {
      this.take('?');
      this.lines();
      const then = this.expression();
      this.lines();
      this.take(':');
      this.lines();
      expr = { kind: 'call', name: 'if', args: [condition, then, this.expression()], line };
    }
    this.depth--;
    return expr;
  }

  protected peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? { kind: 'end', text: '', line: this.tokens.at(-1)?.line ?? 1 };
  }

  protected is(mark: string): boolean {
    const { kind, text } = this.peek();
    return kind === 'mark' && text === mark;
  }

  protected take(mark: string): Token {
    if (!this.is(mark)) throw new Unreadable(this.peek());
    return this.tokens[this.at++]!;
  }

  protected word(): string {
    const token = this.peek();
    if (token.kind !== 'word') throw new Unreadable(token);
    this.at++;
    return token.text;
  }

  /** Passes over ends of lines. */
  protected lines(): void {
    while (this.peek().kind === 'line') this.at++;
  }

  /** Whether a mark stands here, or at the beginning of a following line. */
  private isAhead(mark: string): boolean {
    let ahead = 0;
    while (this.peek(ahead).kind === 'line') ahead++;
    const { kind, text } = this.peek(ahead);
    if (kind !== 'mark' || text !== mark) return false;
    this.at += ahead;
    return true;
  }

  private binary(level: number): Expr {
    const operators = BINARY[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const { kind, text, line } = this.peek();
      const found = kind === 'mark' ? operators.get(text) : undefined;
      if (found === undefined) return left;
      this.at++;
      this.lines();
      const [name, isNot] = found;
      const call: Expr = { kind: 'call', name, args: [left, this.binary(level + 1)], line };
      left = isNot ? { kind: 'call', name: 'not', args: [call], line } : call;
    }
  }

  private unary(): Expr {
    const { line } = this.peek();
    const isNot = this.is('!');
    if (!isNot && !this.is('-')) return this.postfix(this.primary());
    if (++this.depth > MOST_DEEP) throw new Unreadable(this.peek());
    this.at++;
    const operand = this.unary();
    this.depth--;
    if (isNot) return { kind: 'call', name: 'not', args: [operand], line };
    return { kind: 'call', name: 'sub', args: [{ kind: 'literal', value: 0, line }, operand], line };
  }

  private postfix(start: Expr): Expr {
    let expr = start;
    for (;;) {
      const { line } = this.peek();
      if (this.is('.') || this.is('.?')) {
        this.at++;
        const name = this.word();
        expr = this.is('(')
          ? this.method(expr, name, line)
          : this.member(expr, { kind: 'literal', value: name, line });
      } else if (this.is('::')) {
        this.at++;
        const name = this.word();
        expr = { kind: 'name', name: `${expr.kind === 'name' ? expr.name : ''}::${name}`, line };
      } else if (this.is('[') || this.is('[?')) {
        this.at++;
        this.lines();
        const key = this.expression();
        this.lines();
        this.take(']');
        expr = this.member(expr, key);
      } else if (this.is('!')) this.at++;
      else return expr;
    }
  }

  private member(of: Expr, key: Expr): Expr {
    return { kind: 'member', of, key, line: key.line };
  }

  /** `az.resourceGroup()` says only where the function is from. */
  private method(of: Expr, name: string, line: number): Expr {
    const isSpace = of.kind === 'name' && (of.name === 'az' || of.name === 'sys');
    return { kind: 'call', name, ...(isSpace ? {} : { of }), args: this.args(), line };
  }

  private args(): readonly Expr[] {
    this.take('(');
    const args: Expr[] = [];
    this.lines();
    while (!this.is(')')) {
      args.push(this.expression());
      this.lines();
      if (this.is(',')) this.at++;
      this.lines();
    }
    this.take(')');
    return args;
  }

  private primary(): Expr {
    const token = this.peek();
    const { kind, text, line } = token;
    if (kind === 'text') {
      this.at++;
      return textOf(token);
    }
    if (kind === 'number') {
      this.at++;
      return { kind: 'literal', value: Number(text), line };
    }
    if (kind === 'word') return this.named(text, line);
    if (this.is('(')) return this.bracketed(line);
    if (this.is('{')) return this.object();
    if (this.is('[')) return this.array();
    throw new Unreadable(token);
  }

  private named(name: string, line: number): Expr {
    this.at++;
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true', line };
    if (name === 'null') return { kind: 'literal', value: null, line };
    if (this.is('(')) return { kind: 'call', name, args: this.args(), line };
    return this.is('=>') ? this.lambda(line) : { kind: 'name', name, line };
  }

  private bracketed(line: number): Expr {
    if (this.isLambda()) {
      while (!this.is('=>')) this.at++;
      return this.lambda(line);
    }
    this.take('(');
    this.lines();
    const expr = this.expression();
    this.lines();
    this.take(')');
    return expr;
  }

  /** `(a, b) => …` */
  private isLambda(): boolean {
    let ahead = 1;
    while (this.peek(ahead).kind === 'word' || this.peek(ahead).text === ',') ahead++;
    return this.peek(ahead).text === ')' && this.peek(ahead + 1).text === '=>';
  }

  /** What a function of the template makes of each item is not computed; what it mentions is kept. */
  private lambda(line: number): Expr {
    this.take('=>');
    this.lines();
    return { kind: 'opaque', parts: [this.expression()], line };
  }

  protected object(): Expr {
    const { line } = this.take('{');
    const entries: (readonly [Expr, Expr])[] = [];
    const spread: Expr[] = [];
    this.separators();
    while (!this.is('}')) {
      if (this.is('...')) {
        this.at++;
        spread.push(this.expression());
      } else if (!this.nested()) entries.push(this.entry());
      this.separators();
    }
    this.take('}');
    const own: Expr = { kind: 'map', entries, line };
    return spread.length === 0 ? own : { kind: 'call', name: 'union', args: [...spread, own], line };
  }

  /** A resource within a resource; other objects have none. */
  protected nested(): boolean {
    return false;
  }

  private entry(): readonly [Expr, Expr] {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'text') throw new Unreadable(token);
    this.at++;
    const key: Expr =
      token.kind === 'text' ? textOf(token) : { kind: 'literal', value: token.text, line: token.line };
    this.take(':');
    this.lines();
    const value = this.expression();
    // The line of a member is that of its key.
    return [key, { ...value, line: value.kind === 'map' || value.kind === 'list' ? value.line : token.line }];
  }

  protected array(): Expr {
    const { line } = this.take('[');
    this.lines();
    if (this.peek().text === 'for' && this.peek().kind === 'word') return this.loop(line);
    const items: Expr[] = [];
    this.separators();
    while (!this.is(']')) {
      if (this.is('...')) this.at++;
      items.push(this.expression());
      this.separators();
    }
    this.take(']');
    return { kind: 'list', items, line };
  }

  private loop(line: number): Expr {
    const head = this.loopHead();
    const body = this.expression();
    this.lines();
    this.take(']');
    return { kind: 'each', ...head, body, line };
  }

  /** `for x in xs:`, `for (x, i) in xs:`; a condition behind it is passed over: both ways may be. */
  protected loopHead(): {
    readonly item: string;
    readonly index?: string;
    readonly list: Expr;
    readonly condition?: Expr;
  } {
    this.word();
    const isPair = this.is('(');
    if (isPair) this.at++;
    const item = this.word();
    if (isPair) this.take(',');
    const index = isPair ? this.word() : undefined;
    if (isPair) this.take(')');
    this.word();
    const list = this.expression();
    this.take(':');
    this.lines();
    const condition = this.condition();
    return {
      item,
      list,
      ...(index === undefined ? {} : { index }),
      ...(condition === undefined ? {} : { condition }),
    };
  }

  /** `if (…)` before a body. */
  protected condition(): Expr | undefined {
    const { kind, text } = this.peek();
    if (kind !== 'word' || text !== 'if') return undefined;
    this.at++;
    const [condition] = this.args();
    this.lines();
    return condition;
  }

  private separators(): void {
    while (this.peek().kind === 'line' || this.is(',')) this.at++;
    if (this.peek().kind === 'end') throw new Unreadable(this.peek());
  }
}

const textOf = ({ parts = [], line }: Token): Expr => {
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return { kind: 'literal', value: only, line };
  return {
    kind: 'text',
    line,
    parts: parts.map((part) =>
      typeof part === 'string' ? { kind: 'literal', value: part, line } : new Expressions(part).expression(),
    ),
  };
};
