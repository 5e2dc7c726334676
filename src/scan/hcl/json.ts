/**
 * The JSON syntax of HCL (`*.tf.json`) to the same tree. Which members are blocks depends on what reads them, so that
 * the few words of Terraform that matter stand here; all others are attributes whose values are objects.
 */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { type Tree, entriesOf, itemsOf, parseTrees } from '../tree.ts';
import { type Grammar, hclOf } from './recover.ts';
import type { Attribute, Block, Body, Expression, HclFile, HclProblem } from './syntax.ts';

/** Block words: how many labels follow, as members of members, and which blocks stand inside. */
interface Shape {
  readonly labels: number;
  readonly blocks?: Readonly<Record<string, Shape>>;
}

const PLAIN_BLOCK: Shape = { labels: 0 };

const IN_RESOURCE: Readonly<Record<string, Shape>> = {
  lifecycle: PLAIN_BLOCK,
  connection: PLAIN_BLOCK,
  provisioner: { labels: 1 },
  dynamic: { labels: 1, blocks: { content: PLAIN_BLOCK } },
};

const TOP: Readonly<Record<string, Shape>> = {
  resource: { labels: 2, blocks: IN_RESOURCE },
  data: { labels: 2, blocks: IN_RESOURCE },
  ephemeral: { labels: 2, blocks: IN_RESOURCE },
  module: { labels: 1 },
  variable: { labels: 1 },
  output: { labels: 1 },
  provider: { labels: 1 },
  check: { labels: 1, blocks: { data: { labels: 2 } } },
  locals: PLAIN_BLOCK,
  moved: PLAIN_BLOCK,
  import: PLAIN_BLOCK,
  removed: PLAIN_BLOCK,
  terraform: {
    labels: 0,
    blocks: { backend: { labels: 1 }, cloud: PLAIN_BLOCK, required_providers: PLAIN_BLOCK },
  },
};

/** Attributes whose texts are expressions, not templates: what they hold is a reference in any case. */
const BARE: ReadonlySet<string> = new Set([
  'depends_on',
  'provider',
  'providers',
  'ignore_changes',
  'replace_triggered_by',
  'from',
  'to',
]);

/** Values in one another. */
const MOST_DEEP = 400;

/** Reads a file in the JSON syntax. Members called `//` are comments. */
export const hclOfJson = (text: string, grammar: Grammar): HclFile => {
  const { trees, problems } = parseTrees(text);
  const found: HclProblem[] = [...problems];
  const [tree] = trees;
  if (tree === undefined) return { body: { attributes: new Map(), blocks: [] }, problems: found };
  const reader = new Reader(tree, grammar, found);
  // A file may be a list of such objects, too.
  const bodies = Array.isArray(tree.value)
    ? tree.value.map((value: Plain, at) => reader.body(value, [at], TOP))
    : [reader.body(tree.value, [], TOP)];
  return {
    body: {
      attributes: new Map(bodies.flatMap((body) => [...body.attributes])),
      blocks: bodies.flatMap((body) => body.blocks),
    },
    problems: found,
  };
};

class Reader {
  private readonly tree: Tree;
  private readonly grammar: Grammar;
  private readonly problems: HclProblem[];

  constructor(tree: Tree, grammar: Grammar, problems: HclProblem[]) {
    this.tree = tree;
    this.grammar = grammar;
    this.problems = problems;
  }

  body(value: Plain, path: readonly Step[], shapes: Readonly<Record<string, Shape>>): Body {
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    for (const [name, member] of entriesOf(value)) {
      if (name === '//') continue;
      const at = [...path, name];
      const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      if (shape === undefined) attributes.set(name, this.attribute(name, member, at));
      else blocks.push(...this.blocks(name, [], member, at, shape));
    }
    return { attributes, blocks };
  }

  /** One level of labels for each step down; a list stands for several blocks wherever it is met. */
  private blocks(
    type: string,
    labels: readonly string[],
    value: Plain,
    path: readonly Step[],
    shape: Shape,
  ): readonly Block[] {
    if (Array.isArray(value))
      return value.flatMap((item: Plain, at) => this.blocks(type, labels, item, [...path, at], shape));
    if (labels.length < shape.labels) {
      return entriesOf(value).flatMap(([label, member]) =>
        label === '//' ? [] : this.blocks(type, [...labels, label], member, [...path, label], shape),
      );
    }
    if (value === null) return [];
    return [{ type, labels, ...this.body(value, path, shape.blocks ?? {}), line: this.tree.line(path) }];
  }

  private attribute(name: string, value: Plain, path: readonly Step[]): Attribute {
    const line = this.tree.line(path);
    return { name, value: this.expression(value, BARE.has(name), line, 0), line };
  }

  private expression(value: Plain, isBare: boolean, line: number, depth: number): Expression {
    if (typeof value === 'string') return this.text(value, isBare, line);
    if (value === null || typeof value !== 'object') return { kind: 'literal', value, line };
    if (depth >= MOST_DEEP) {
      this.problems.push({ line, message: `values nest deeper than ${MOST_DEEP} levels` });
      return { kind: 'unknown', text: '', line };
    }
    const inner = (item: Plain): Expression => this.expression(item, isBare, line, depth + 1);
    if (Array.isArray(value)) return { kind: 'list', items: itemsOf(value).map(inner), line };
    const entries = entriesOf(value)
      .filter(([key]) => key !== '//')
      .map(([key, member]) => ({ key: this.text(key, false, line), value: inner(member) }));
    return { kind: 'object', entries, line };
  }

  /** A text is a template, as a heredoc holds it: without escapes by backslash. */
  private text(text: string, isBare: boolean, line: number): Expression {
    if (isBare && !text.includes('{')) return this.parsed(text, text, line);
    if (!text.includes('${') && !text.includes('%{')) return { kind: 'literal', value: text, line };
    let name = 'END';
    while (text.includes(name)) name += '_';
    return withoutLineEnd(this.parsed(`<<${name}\n${text}\n${name}`, text, line));
  }

  private parsed(source: string, text: string, line: number): Expression {
    const { body, problems } = hclOf(`x = ${source}`, this.grammar, () => line);
    const value = body.attributes.get('x')?.value;
    if (problems.length > 0 || value === undefined) {
      this.problems.push({ line, message: `not understood: ${text.slice(0, 60)}` });
      return { kind: 'unknown', text, line };
    }
    return value;
  }
}

/** A heredoc ends in a line end that the text does not have; without it, a lone `${x}` is x itself. */
const withoutLineEnd = (value: Expression): Expression => {
  if (value.kind === 'literal' && typeof value.value === 'string')
    return { ...value, value: value.value.replace(/\n$/, '') };
  const last = value.kind === 'template' ? value.parts.at(-1) : undefined;
  if (value.kind !== 'template' || last?.kind !== 'literal') return value;
  const text = String(last.value).replace(/\n$/, '');
  const parts =
    text === '' ? value.parts.slice(0, -1) : [...value.parts.slice(0, -1), { ...last, value: text }];
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { ...value, parts };
};
