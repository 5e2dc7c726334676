/** Bicep files as declarations: the same that JSON templates come to. What cannot be read costs its own statement. */
import type { Expr, Loop, ModuleDeclaration, Problem, ResourceDeclaration, Template } from '../arm/syntax.ts';
import { Expressions, Unreadable } from './expressions.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Characters of a file that are read: what is longer was made by a program, which also made it as JSON. */
const MOST = 4_000_000;

/** Reads a `.bicep` or `.bicepparam` file. */
export const readBicep = (text: string): Template => new Reader(tokensOf(text.slice(0, MOST))).template();

/** Words that a statement begins with. */
const STATEMENTS = new Set(
  'targetScope metadata param var resource module output type func import using extends extension provider assert test'.split(
    ' ',
  ),
);

type Declared = ResourceDeclaration | ModuleDeclaration;

class Reader extends Expressions {
  private readonly parameters = new Map<string, Expr | undefined>();
  private readonly variables = new Map<string, Expr>();
  private readonly outputs = new Map<string, Expr>();
  private readonly declarations: Declared[] = [];
  private readonly problems: Problem[] = [];
  /** The resources that are being read around what stands here. */
  private readonly around: {
    readonly symbol: string;
    readonly type: string;
    readonly children: Declared[];
  }[] = [];

  template(): Template {
    for (this.lines(); this.peek().kind !== 'end'; this.lines()) {
      const { line } = this.peek();
      const before = this.at;
      try {
        this.statement();
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        this.problems.push({
          line: error.line || line,
          message: `a statement that cannot be read: ${error.message}`,
        });
        this.around.length = 0;
        this.depth = 0;
        this.recover(before);
      }
    }
    const { parameters, variables, outputs, declarations, problems } = this;
    return { language: 'bicep', parameters, variables, outputs, declarations, problems };
  }

  private statement(): void {
    if (this.is('@')) return this.decorator();
    // The arms of a type may stand on lines of their own.
    if (this.is('|')) return this.passOver();
    const word = this.word();
    switch (word) {
      case 'param':
        return this.parameter();
      case 'var':
        return this.variable();
      case 'output':
        return this.output();
      case 'resource':
        this.declarations.push(...this.resource());
        return undefined;
      case 'module':
        this.declarations.push(this.module());
        return undefined;
      case 'func':
        return this.ownFunction();
      default:
        if (!STATEMENTS.has(word)) throw new Unreadable(this.peek(-1));
        return this.passOver();
    }
  }

  /** `@description('…')`: said of the statement that follows. */
  private decorator(): void {
    this.take('@');
    this.expression();
  }

  private parameter(): void {
    const name = this.word();
    const isTyped = !this.is('=');
    if (isTyped) this.type();
    this.parameters.set(name.toLowerCase(), this.is('=') ? this.assigned() : undefined);
  }

  private variable(): void {
    const name = this.word();
    if (!this.is('=')) this.type();
    this.variables.set(name.toLowerCase(), this.assigned());
  }

  private output(): void {
    const name = this.word();
    this.type();
    this.outputs.set(name.toLowerCase(), this.assigned());
  }

  /** Types say nothing here: all up to the `=` or the end of the line, whatever brackets hold. */
  private type(): void {
    let open = 0;
    for (;;) {
      const { kind, text } = this.peek();
      if (kind === 'end' || (open === 0 && (kind === 'line' || (kind === 'mark' && text === '=')))) return;
      if (kind === 'mark' && '{[('.includes(text)) open++;
      if (kind === 'mark' && '}])'.includes(text)) open--;
      this.at++;
    }
  }

  private assigned(): Expr {
    this.take('=');
    this.lines();
    return this.expression();
  }

  private resource(): readonly Declared[] {
    const { line } = this.peek(-1);
    const parent = this.around.at(-1);
    const own = this.word();
    const symbol = parent === undefined ? own : `${parent.symbol}::${own}`;
    const written = (this.text().split('@', 1)[0] ?? '').trim();
    const isNested = parent !== undefined && !written.includes('.');
    const type = isNested ? `${parent.type}/${written}` : written;
    const isExisting = this.peek().text === 'existing';
    if (isExisting) this.at++;
    const around = { symbol, type, children: [] as Declared[] };
    this.around.push(around);
    const { body, ...rest } = this.body();
    this.around.pop();
    const declared: ResourceDeclaration = {
      is: 'resource',
      symbol,
      line,
      type,
      isExisting,
      ...rest,
      ...(parent === undefined ? {} : { inside: parent.symbol }),
      dependsOn: itemsAt(body, 'dependsOn'),
      body: without(body, 'dependsOn'),
    };
    return [declared, ...around.children];
  }

  private module(): ModuleDeclaration {
    const { line } = this.peek(-1);
    const symbol = this.word();
    const path = this.text();
    const { body, ...rest } = this.body();
    const given = body.get('params');
    return {
      is: 'module',
      symbol,
      line,
      source: { kind: 'path', path: { kind: 'literal', value: path, line } },
      parameters: new Map(
        given?.kind === 'map'
          ? given.entries.flatMap(([key, value]) =>
              key.kind === 'literal' ? [[String(key.value).toLowerCase(), value] as const] : [],
            )
          : [],
      ),
      ...rest,
      dependsOn: itemsAt(body, 'dependsOn'),
      body: without(body, 'dependsOn', 'params'),
    };
  }

  /** `= { … }`, `= if (…) { … }`, `= [for x in xs: { … }]`. */
  private body(): {
    readonly body: ReadonlyMap<string, Expr>;
    readonly condition?: Expr;
    readonly loop?: Loop;
  } {
    this.take('=');
    this.lines();
    const isLoop = this.is('[');
    if (isLoop) this.at++;
    this.lines();
    const head = isLoop ? this.loopHead() : undefined;
    const condition = head === undefined ? this.condition() : head.condition;
    const object = this.expression();
    if (isLoop) {
      this.lines();
      this.take(']');
    }
    const entries = object.kind === 'map' ? object.entries : [];
    return {
      body: new Map(
        entries.flatMap(([key, value]) =>
          key.kind === 'literal' ? [[String(key.value), value] as const] : [],
        ),
      ),
      ...(condition === undefined ? {} : { condition }),
      ...(head === undefined
        ? {}
        : {
            loop: {
              list: head.list,
              item: head.item,
              ...(head.index === undefined ? {} : { index: head.index }),
            },
          }),
    };
  }

  /** `resource x 'type' = …` as a member of a resource. */
  protected override nested(): boolean {
    const parent = this.around.at(-1);
    if (parent === undefined) return false;
    if (this.is('@')) {
      this.decorator();
      return true;
    }
    if (this.peek().text !== 'resource' || this.peek(1).kind !== 'word') return false;
    this.at++;
    parent.children.push(...this.resource());
    return true;
  }

  private text(): string {
    const token = this.peek();
    const [only] = token.parts ?? [];
    if (token.kind !== 'text' || typeof only !== 'string') throw new Unreadable(token);
    this.at++;
    return only;
  }

  /** A function of the file's own is not computed; its body may stand on a line of its own. */
  private ownFunction(): void {
    while (!this.is('=>') && this.peek().kind !== 'line' && this.peek().kind !== 'end') this.at++;
    this.take('=>');
    this.lines();
    this.expression();
  }

  /** To the end of a statement that says nothing of resources. */
  private passOver(): void {
    let open = 0;
    for (;;) {
      const { kind, text } = this.peek();
      if (kind === 'end' || (kind === 'line' && open <= 0)) return;
      if (kind === 'mark' && '{[('.includes(text)) open++;
      if (kind === 'mark' && '}])'.includes(text)) open--;
      this.at++;
    }
  }

  /** On from the next line that begins like a statement. */
  private recover(before: number): void {
    this.at = Math.max(this.at, before + 1);
    while (this.peek().kind !== 'end') {
      const follows = this.peek(-1).kind === 'line';
      if (follows && (this.is('@') || isStatement(this.peek(), this.peek(1)))) return;
      this.at++;
    }
  }
}

const isStatement = ({ kind, text }: Token, next: Token): boolean =>
  kind === 'word' && STATEMENTS.has(text) && (next.kind === 'word' || next.kind === 'text');

const itemsAt = (body: ReadonlyMap<string, Expr>, key: string): readonly Expr[] => {
  const value = body.get(key);
  return value === undefined ? [] : value.kind === 'list' ? value.items : [value];
};

const without = (body: ReadonlyMap<string, Expr>, ...keys: readonly string[]): ReadonlyMap<string, Expr> =>
  new Map([...body].filter(([key]) => !keys.includes(key)));
