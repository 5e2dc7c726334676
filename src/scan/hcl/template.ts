/**
 * Templates: texts with `${…}` and `%{…}` in them, in quotes or heredocs. A directive becomes the expression that it
 * stands for: `%{ if }` a conditional, `%{ for }` a join of what each round writes.
 */
import { type Concrete, childOf } from './concrete.ts';
import { conditional } from './conditional.ts';
import type { Expression } from './syntax.ts';
import { sharedIndent, unquoted, unsigned, withoutIndent } from './text.ts';

/** Who reads what stands in a template. */
interface Reader {
  readonly reading: { readonly text: string };
  expression(node: Concrete | undefined): Expression;
  word(node: Concrete | undefined): string;
  line(node: Concrete): number;
}

interface Mark {
  readonly node: Concrete;
  readonly does: 'insert' | 'if' | 'else' | 'endif' | 'for' | 'endfor';
}

type Token = { readonly text: string } | Mark;

const DOES: Readonly<Record<string, Mark['does']>> = {
  template_interpolation: 'insert',
  template_if_intro: 'if',
  template_else_intro: 'else',
  template_if_end: 'endif',
  template_for_start: 'for',
  template_for_end: 'endfor',
};

/** Of a `quoted_template` or `heredoc_template` node. */
export const templateOf = (node: Concrete, reader: Reader): Expression => {
  const isHeredoc = node.type === 'heredoc_template';
  const [from, to] = isHeredoc ? heredocRange(node, reader) : quotedRange(node);
  const marks = marksOf(node.children);
  const { text } = reader.reading;
  const texts: string[] = [];
  let at = from;
  for (const { node: mark } of marks) {
    texts.push(text.slice(at, mark.start));
    at = mark.end;
  }
  texts.push(text.slice(at, Math.max(at, to)));
  const flush = isHeredoc && reader.word(childOf(node, 'heredoc_start')) === '<<-';
  const indent = flush ? sharedIndent(texts) : 0;
  const tokens: Token[] = [];
  for (const [index, raw] of texts.entries()) {
    let plain = withoutIndent(raw, indent, index > 0);
    if (stripsRight(marks[index - 1])) plain = plain.trimStart();
    if (stripsLeft(marks[index])) plain = plain.trimEnd();
    if (plain !== '') tokens.push({ text: isHeredoc ? unsigned(plain) : unquoted(plain) });
    const mark = marks[index];
    if (mark !== undefined) tokens.push(mark);
  }
  return new Builder(tokens, reader, node).whole();
};

const quotedRange = (node: Concrete): readonly [number, number] => [
  childOf(node, 'quoted_template_start')?.end ?? node.start,
  childOf(node, 'quoted_template_end')?.start ?? node.end,
];

/** From the line after `<<NAME` to the end of the line before `NAME`. */
const heredocRange = (node: Concrete, { reading: { text } }: Reader): readonly [number, number] => {
  const [first, last] = node.children.filter(({ type }) => type === 'heredoc_identifier');
  const from = text.indexOf('\n', first?.end ?? node.start) + 1;
  if (last === undefined || last.end === last.start) return [from, node.end];
  return [from, Math.max(from, text.lastIndexOf('\n', last.start - 1) + 1)];
};

const marksOf = (nodes: readonly Concrete[]): readonly Mark[] =>
  nodes.flatMap((node) => {
    const does = DOES[node.type];
    if (does !== undefined) return [{ node, does }];
    return node.type.startsWith('template_') ? marksOf(node.children) : [];
  });

const stripsLeft = (mark: Mark | undefined): boolean => mark?.node.children[1]?.type === 'strip_marker';

const stripsRight = (mark: Mark | undefined): boolean => mark?.node.children.at(-2)?.type === 'strip_marker';

/** From a row of tokens to nested expressions. */
class Builder {
  private readonly tokens: readonly Token[];
  private readonly reader: Reader;
  private readonly node: Concrete;
  private at = 0;

  constructor(tokens: readonly Token[], reader: Reader, node: Concrete) {
    this.tokens = tokens;
    this.reader = reader;
    this.node = node;
  }

  /** A lone `${x}` is x itself, whatever its type; the same in a heredoc has a line end after it. */
  whole(): Expression {
    const parts = this.parts();
    const [only] = parts;
    const [token] = this.tokens;
    if (this.tokens.length === 1 && only !== undefined && token !== undefined && 'does' in token) return only;
    return this.joined(parts);
  }

  /** Up to what ends it, which is left to be read. */
  private parts(): readonly Expression[] {
    const parts: Expression[] = [];
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if ('text' in token) parts.push({ kind: 'literal', value: token.text, line: this.line() });
      else if (token.does === 'insert') parts.push(this.inserted(token.node));
      else if (token.does !== 'if' && token.does !== 'for') return parts;
      this.at++;
      if ('does' in token && token.does === 'if') parts.push(this.branch(token.node));
      if ('does' in token && token.does === 'for') parts.push(this.loop(token.node));
    }
    return parts;
  }

  private inserted(node: Concrete): Expression {
    const inner = childOf(node, 'expression');
    return inner === undefined
      ? { kind: 'literal', value: '', line: this.line() }
      : this.reader.expression(inner);
  }

  private branch(node: Concrete): Expression {
    const line = this.reader.line(node);
    const test = this.reader.expression(childOf(node, 'expression'));
    const then = this.joined(this.parts());
    let otherwise: Expression = { kind: 'literal', value: '', line };
    if (this.ends('else')) otherwise = this.joined(this.parts());
    this.ends('endif');
    return conditional(test, then, otherwise, line);
  }

  private loop(node: Concrete): Expression {
    const line = this.reader.line(node);
    const names = node.children.filter(({ type }) => type === 'identifier');
    const of = this.reader.expression(childOf(node, 'expression'));
    const value = this.joined(this.parts());
    this.ends('endfor');
    const rounds: Expression = {
      kind: 'for',
      ...(names.length > 1 && { key: this.reader.word(names[0]) }),
      item: this.reader.word(names.at(-1)),
      of,
      makes: { value, grouped: false },
      line,
    };
    return {
      kind: 'call',
      name: 'join',
      args: [{ kind: 'literal', value: '', line }, rounds],
      expands: false,
      line,
    };
  }

  private ends(does: Mark['does']): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || 'text' in token || token.does !== does) return false;
    this.at++;
    return true;
  }

  /** Texts alone are a literal; everything else is a template. */
  private joined(parts: readonly Expression[]): Expression {
    const line = this.line();
    const texts = parts.map((part) =>
      part.kind === 'literal' && typeof part.value === 'string' ? part.value : undefined,
    );
    return texts.every((text) => text !== undefined)
      ? { kind: 'literal', value: texts.join(''), line }
      : { kind: 'template', parts, line };
  }

  private line(): number {
    return this.reader.line(this.node);
  }
}
