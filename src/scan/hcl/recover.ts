/**
 * What can be had of a text that the grammar does not read: piece by piece, so that an error costs the attribute that
 * it stands in and no more. What the language allows and the grammar does not know is written so that it does.
 */
import type { Concrete } from './concrete.ts';
import { type Reading, bodyOf, excerptOf } from './convert.ts';
import { type Item, codeOf, itemsOfCode } from './outline.ts';
import type { Attribute, Block, Body, HclFile, HclProblem } from './syntax.ts';
import { liner, unquoted } from './text.ts';

/** The parser: a text's tree, and whether there is anything in it that it could not place. */
export type Grammar = (text: string) => { readonly root: Concrete; readonly isBroken: boolean };

/** Blocks in one another that are looked into when a file is broken. */
const MOST_DEEP = 40;

/** Reads a file in the native syntax. The grammar wants a line end after the last heredoc. */
export const hclOf = (source: string, grammar: Grammar, line?: (offset: number) => number): HclFile => {
  const problems: HclProblem[] = [];
  const end = lastCommentIn(source);
  if (end < source.length) return cutOff(source, end, grammar, line ?? liner(source, 1));
  // Without its fraction, a number may begin a block: `1` and then `e3`, across the line end.
  const text = EXPONENT.test(source) ? inserted(source, fractions(codeOf(source))) : source;
  const { root, isBroken } = grammar(`${text}\n`);
  const reading: Reading = { text, line: line ?? liner(text, 1), problems };
  const body = isBroken
    ? new Recovery(text, grammar, reading).body(0, text.length, 0)
    : bodyOf(contentsOf(root), reading);
  return { body, problems };
};

/** Where a comment begins that never ends; the length, if all of them do. */
const lastCommentIn = (source: string): number => {
  let at = source.length;
  // Globs in quotes look like comments, too: only code tells.
  if (source.includes('/*', source.lastIndexOf('*/') + 1))
    codeOf(source, (open) => {
      at = Math.min(at, open);
    });
  return at;
};

/** What stands before such a comment: the grammar would try anew at each sign behind it. */
const cutOff = (source: string, end: number, grammar: Grammar, line: (offset: number) => number): HclFile => {
  const { body, problems } = hclOf(source.slice(0, end), grammar, line);
  return {
    body,
    problems: [...problems, { line: line(end), message: 'a comment that begins here never ends' }],
  };
};

const contentsOf = (root: Concrete): readonly Concrete[] =>
  root.children.flatMap((child) => (child.type === 'body' ? child.children : [child]));

class Recovery {
  private readonly text: string;
  private readonly code: string;
  private readonly grammar: Grammar;
  private readonly reading: Reading;

  constructor(text: string, grammar: Grammar, reading: Reading) {
    this.text = text;
    this.code = codeOf(text);
    this.grammar = grammar;
    this.reading = reading;
  }

  /** What stands between two offsets, as a file's or a block's contents. */
  body(from: number, to: number, depth: number): Body {
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    for (const item of itemsOfCode(this.code, from, to, depth === 0)) {
      const body = this.item(item, depth);
      for (const [name, attribute] of body.attributes)
        if (!attributes.has(name)) attributes.set(name, attribute);
      blocks.push(...body.blocks);
    }
    return { attributes, blocks };
  }

  private item(item: Item, depth: number): Body {
    const text = this.text.slice(item.start, item.end);
    const code = this.code.slice(item.start, item.end);
    const line = this.reading.line(item.start);
    const repaired = inserted(text, commas(code));
    for (const piece of repaired === text ? [text] : [text, repaired]) {
      const { root, isBroken } = this.grammar(`${piece}\n`);
      if (isBroken) continue;
      const { problems } = this.reading;
      return bodyOf(contentsOf(root), { text: piece, line: liner(piece, line), problems });
    }
    return this.block(item, text, depth) ?? this.broken(text, line);
  }

  /** A block of which something is broken: its head stands, and so does all else in it. */
  private block({ start, inside }: Item, text: string, depth: number): Body | undefined {
    if (inside === undefined || depth >= MOST_DEEP) return undefined;
    const line = this.reading.line(start);
    const [head, ...labels] = this.text.slice(start, inside[0] - 1).match(WORDS) ?? [];
    if (head === undefined) return undefined;
    const before = this.reading.problems.length;
    const body = this.body(inside[0], inside[1], depth + 1);
    if (this.reading.problems.length === before)
      this.reading.problems.push({ line, message: `not understood as a whole: ${excerptOf(text)}` });
    const block: Block = {
      type: head,
      labels: labels.map((label) => (label.startsWith('"') ? unquoted(label.slice(1, -1)) : label)),
      ...body,
      line,
    };
    return { attributes: new Map(), blocks: [block] };
  }

  private broken(text: string, line: number): Body {
    this.reading.problems.push({ line, message: `not understood: ${excerptOf(text)}` });
    const name = /^([\p{ID_Start}_][\p{ID_Continue}-]*)\s*=(?!=)/u.exec(text)?.[1];
    if (name === undefined) return { attributes: new Map(), blocks: [] };
    const value = { kind: 'unknown', text: excerptOf(text), line } as const;
    return { attributes: new Map([[name, { name, value, line }]]), blocks: [] };
  }
}

/** The words of a block's head. */
const WORDS = /"(?:[^"\\\n]|\\.)*"|[\p{ID_Continue}-]+/gu;

const EXPONENT = /\d[eE][-+]?\d/;

/** What is to be put in, and where. */
type Inserts = readonly (readonly [at: number, what: string])[];

/** The grammar knows an exponent only after a fraction: `1e5` becomes `1.0e5`. */
const fractions = (code: string): Inserts =>
  [...code.matchAll(/(?<![\p{ID_Continue}.]|\p{ID_Continue}-)\d+(?=[eE][-+]?\d)/gu)].map(
    (found) => [found.index + found[0].length, '.0'] as const,
  );

/**
 * A comma before an object's key in brackets, where the line end is what separates it from a name before: `a = b` and
 * `(c) = d` look like a call of `b`.
 */
const commas = (code: string): Inserts =>
  [...code.matchAll(/[^\s,{]\s*?\n\s*\(/g)].flatMap((found) => {
    const at = found.index + found[0].length - 1;
    return isKey(code, at) ? [[at, ','] as const] : [];
  });

const inserted = (text: string, inserts: Inserts): string => {
  let made = '';
  let from = 0;
  for (const [at, what] of inserts) {
    made += text.slice(from, at) + what;
    from = at;
  }
  return made + text.slice(from);
};

/** Whether the bracket at an offset closes before a `=` or `:`. */
const isKey = (code: string, from: number): boolean => {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    if (code[at] === '(') depth++;
    else if (code[at] === ')' && --depth === 0)
      return /^[^\S\n]*(?:=(?![=>])|:)/.test(code.slice(at + 1, at + 40));
  }
  return false;
};
