/**
 * From the parser's tree to ours: bodies, and expressions with everything that is only notation resolved (brackets,
 * chains of conditionals, bare keys, splats of splats).
 */
import type { Concrete } from './concrete.ts';
import { childOf } from './concrete.ts';
import { conditional } from './conditional.ts';
import type { Attribute, Block, Body, Entry, Expression, HclProblem } from './syntax.ts';
import { templateOf } from './template.ts';
import { unquoted } from './text.ts';

/** Expressions in one another; the deepest real file has some 60 levels. */
const MOST_DEEP = 400;

/** Names, keys and splats behind one term. */
const MOST_STEPS = 1_000;

/** Characters of a text that is quoted in a problem. */
const MOST_QUOTED = 60;

/** What the `for` that a dynamic splat is written as names its items: no name that a source can use. */
const SPLAT_ITEM = '*';

/** One piece of text, and what was found wrong in it so far. */
export interface Reading {
  readonly text: string;
  /** The line of an offset. */
  line(offset: number): number;
  readonly problems: HclProblem[];
}

/** Begins an excerpt where it can be read, and ends it before it becomes a nuisance. */
export const excerptOf = (text: string): string => {
  const line = text.trim().split('\n', 1)[0]!.trimEnd();
  return line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)}…` : line;
};

/** A file's or a block's contents. `nodes`: what stands in it. */
export const bodyOf = (nodes: readonly Concrete[], reading: Reading): Body => {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (const node of nodes) {
    if (node.type === 'attribute') addAttribute(attributes, attributeOf(node, reading), reading);
    else if (node.type === 'block') blocks.push(blockOf(node, reading));
  }
  return { attributes, blocks };
};

const addAttribute = (attributes: Map<string, Attribute>, attribute: Attribute, reading: Reading): void => {
  if (attributes.has(attribute.name))
    reading.problems.push({
      line: attribute.line,
      message: `"${attribute.name}" is set twice: the first counts`,
    });
  else attributes.set(attribute.name, attribute);
};

const attributeOf = (node: Concrete, reading: Reading): Attribute => {
  const value = childOf(node, 'expression');
  return {
    name: wordOf(childOf(node, 'identifier'), reading),
    value: value === undefined ? unknownOf(node, reading) : new Converter(reading).expression(value),
    line: reading.line(node.start),
  };
};

const blockOf = (node: Concrete, reading: Reading): Block => {
  const [type, ...rest] = node.children;
  const labels = rest
    .filter((child) => child.type === 'identifier' || child.type === 'string_lit')
    .map((label) =>
      label.type === 'identifier'
        ? wordOf(label, reading)
        : unquoted(reading.text.slice(label.start + 1, label.end - 1)),
    );
  return {
    type: wordOf(type, reading),
    labels,
    ...bodyOf(childOf(node, 'body')?.children ?? [], reading),
    line: reading.line(node.start),
  };
};

const wordOf = (node: Concrete | undefined, { text }: Reading): string =>
  node === undefined ? '' : text.slice(node.start, node.end);

const unknownOf = (node: Concrete, reading: Reading): Expression => ({
  kind: 'unknown',
  text: excerptOf(wordOf(node, reading)),
  line: reading.line(node.start),
});

/** Expressions of one attribute. A class for the depth that it is in, which every step would hand on otherwise. */
class Converter {
  readonly reading: Reading;
  private depth = 0;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  line(node: Concrete): number {
    return this.reading.line(node.start);
  }

  word(node: Concrete | undefined): string {
    return wordOf(node, this.reading);
  }

  /** Of an `expression` node. */
  expression(node: Concrete | undefined): Expression {
    if (node === undefined) return { kind: 'unknown', text: '', line: 0 };
    return this.deeper(node, () => {
      const [first] = node.children;
      return first === undefined
        ? unknownOf(node, this.reading)
        : first.type === 'conditional'
          ? this.conditional(first)
          : this.chain(node.children)[0];
    });
  }

  private deeper(node: Concrete, make: () => Expression): Expression {
    if (this.depth >= MOST_DEEP)
      return this.givenUp(node, `expressions nest deeper than ${MOST_DEEP} levels`);
    this.depth++;
    const made = make();
    this.depth--;
    return made;
  }

  private givenUp(node: Concrete, message: string): Expression {
    this.reading.problems.push({ line: this.line(node), message });
    return unknownOf(node, this.reading);
  }

  /**
   * The grammar reads `a ? b : c ? d : e` as `(a ? b : c) ? d : e`, the language as `a ? b : (c ? d : e)`: unrolled
   * from the left, rolled up from the right. What stands in brackets is no conditional node at its own level.
   */
  private conditional(node: Concrete): Expression {
    const links: { readonly yes: Concrete; readonly otherwise: Concrete }[] = [];
    let first: Concrete | undefined;
    for (let at: Concrete | undefined = node; at?.type === 'conditional'; at = first.children[0]) {
      const [test, then, otherwise]: readonly Concrete[] = at.children.filter(isExpression);
      if (test === undefined || then === undefined || otherwise === undefined)
        return unknownOf(node, this.reading);
      links.unshift({ yes: then, otherwise });
      first = test;
    }
    const tests = [first, ...links.map(({ otherwise }) => otherwise)].map((test) => this.expression(test));
    return links.reduceRight((otherwise, link, at): Expression => {
      const test = tests[at]!;
      return conditional(test, this.expression(link.yes), otherwise, test.line);
    }, tests.at(-1)!);
  }

  /** A term and what is appended to it; and the index of what follows. The grammar keeps these as siblings. */
  private chain(nodes: readonly Concrete[], from = 0): readonly [Expression, number] {
    const first = nodes[from]!;
    let at = from + 1;
    let base: Expression;
    if (first.type === '(') {
      base = this.expression(nodes[at]);
      at += 2;
    } else base = this.term(first);
    const steps: Concrete[] = [];
    while (STEPS.has(nodes[at]?.type ?? '')) steps.push(nodes[at++]!);
    const all = stepsOf(steps);
    const made =
      all.length > MOST_STEPS
        ? this.givenUp(first, `an expression has more than ${MOST_STEPS} steps`)
        : this.stepped(base, all);
    return [made, at];
  }

  private term(node: Concrete): Expression {
    const line = this.line(node);
    const [inner] = node.children;
    switch (node.type) {
      case 'literal_value':
        return inner === undefined ? unknownOf(node, this.reading) : this.literal(inner);
      case 'template_expr':
        return inner === undefined ? unknownOf(node, this.reading) : templateOf(inner, this);
      case 'variable_expr':
        return { kind: 'variable', name: this.word(node), line };
      case 'collection_value':
        return inner?.type === 'object'
          ? {
              kind: 'object',
              entries: inner.children
                .filter(({ type }) => type === 'object_elem')
                .map((child) => this.entry(child)),
              line,
            }
          : { kind: 'list', items: this.expressions(inner), line };
      case 'function_call':
        return this.call(node);
      case 'for_expr':
        return inner === undefined ? unknownOf(node, this.reading) : this.loop(inner);
      case 'operation':
        return inner === undefined
          ? unknownOf(node, this.reading)
          : this.deeper(node, () => this.operation(inner));
      default:
        return unknownOf(node, this.reading);
    }
  }

  private expressions(node: Concrete | undefined): readonly Expression[] {
    const inside = node?.children.filter(isExpression) ?? [];
    return inside.map((child) => this.expression(child));
  }

  private literal(node: Concrete): Expression {
    const line = this.line(node);
    const text = this.word(node);
    if (node.type === 'string_lit') return { kind: 'literal', value: unquoted(text.slice(1, -1)), line };
    if (node.type === 'numeric_lit') return { kind: 'literal', value: numberOf(text), line };
    return { kind: 'literal', value: node.type === 'null_lit' ? null : text === 'true', line };
  }

  /** A bare key is its own text: a name, or a provider's (`aws.east`) as a module is handed one. */
  private entry(node: Concrete): Entry {
    const [key, value] = node.children.filter(isExpression);
    const [first, ...rest] = key?.children ?? [];
    const isBare = first?.type === 'variable_expr' && rest.every(({ type }) => type === 'get_attr');
    return {
      key:
        key !== undefined && isBare
          ? { kind: 'literal', value: this.word(key), line: this.line(key) }
          : this.expression(key),
      value: this.expression(value),
    };
  }

  private call(node: Concrete): Expression {
    const args = childOf(node, 'function_arguments');
    return {
      kind: 'call',
      name: this.word(node.children[0]),
      args: this.expressions(args),
      expands: args !== undefined && childOf(args, 'ellipsis') !== undefined,
      line: this.line(node),
    };
  }

  private loop(node: Concrete): Expression {
    const intro = childOf(node, 'for_intro');
    const when = childOf(node, 'for_cond');
    const names = intro?.children.filter(({ type }) => type === 'identifier') ?? [];
    const [of] = this.expressions(intro);
    const made = this.expressions(node);
    const value = made.at(-1);
    const [test] = this.expressions(when);
    if (of === undefined || value === undefined) return unknownOf(node, this.reading);
    const [key] = made;
    const grouped = childOf(node, 'ellipsis') !== undefined;
    return {
      kind: 'for',
      ...(names.length > 1 && { key: this.word(names[0]) }),
      item: this.word(names.at(-1)),
      of,
      makes: { ...(node.type === 'for_object_expr' && key !== undefined && { key }), value, grouped },
      ...(test !== undefined && { when: test }),
      line: this.line(node),
    };
  }

  private operation(node: Concrete): Expression {
    const line = this.line(node);
    const [first] = node.children;
    if (node.type === 'unary_operation') {
      const [operand] = this.chain(node.children, 1);
      return { kind: 'operation', operator: first!.type, operands: [operand], line };
    }
    const [left, at] = this.chain(node.children);
    const sign = node.children[at];
    if (sign === undefined || at + 1 >= node.children.length) return unknownOf(node, this.reading);
    return {
      kind: 'operation',
      operator: sign.type,
      operands: [left, this.chain(node.children, at + 1)[0]],
      line,
    };
  }

  /** `.name`, `[key]` and splats after a term. */
  private stepped(base: Expression, steps: readonly Step[]): Expression {
    let made = base;
    const { line } = base;
    for (const [at, step] of steps.entries()) {
      if (step.type === 'full_splat') return this.splat(made, steps.slice(at + 1));
      if (step.type === 'attr_splat') {
        // Of old, only names and `.0` are asked of each item; what else follows is asked of the list.
        let end = at + 1;
        while (steps[end]?.type === 'get_attr' || steps[end]?.type === 'legacy_index') end++;
        return this.stepped(this.splat(made, steps.slice(at + 1, end)), steps.slice(end));
      }
      made =
        step.type === 'get_attr'
          ? { kind: 'attribute', of: made, name: this.nameOf(step.node), line }
          : { kind: 'index', of: made, key: this.keyOf(step), line };
    }
    return made;
  }

  /** A splat whose items are asked for more than names known by now is the `for` that it stands for. */
  private splat(of: Expression, steps: readonly Step[]): Expression {
    const { line } = of;
    const rest: string[] = [];
    for (const step of steps) {
      const key = step.type === 'get_attr' ? this.nameOf(step.node) : this.staticKeyOf(step);
      if (key === undefined) {
        const item: Expression = { kind: 'variable', name: SPLAT_ITEM, line };
        return {
          kind: 'for',
          item: SPLAT_ITEM,
          of,
          makes: { value: this.stepped(item, steps), grouped: false },
          line,
        };
      }
      rest.push(key);
    }
    return { kind: 'splat', of, rest, line };
  }

  private nameOf(node: Concrete): string {
    return this.word(node).slice(1).trim();
  }

  private staticKeyOf(step: Step): string | undefined {
    if (step.type !== 'new_index' && step.type !== 'legacy_index') return undefined;
    const key = this.keyOf(step);
    return key.kind === 'literal' ? String(key.value) : undefined;
  }

  private keyOf({ type, node }: Step): Expression {
    if (type === 'new_index') return this.expression(childOf(node, 'expression'));
    return { kind: 'literal', value: Number(this.word(node).slice(1)), line: this.line(node) };
  }
}

const isExpression = ({ type }: Concrete): boolean => type === 'expression';

const STEPS: ReadonlySet<string> = new Set(['get_attr', 'index', 'splat']);

interface Step {
  readonly type: 'get_attr' | 'new_index' | 'legacy_index' | 'attr_splat' | 'full_splat';
  readonly node: Concrete;
}

/** A splat holds what follows it; here it becomes a step like the others, and they follow. */
const stepsOf = (nodes: readonly Concrete[]): readonly Step[] => {
  const steps: Step[] = [];
  const open = nodes.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const [inner] = node.children;
    if (node.type === 'get_attr') steps.push({ type: 'get_attr', node });
    else if (inner !== undefined) {
      steps.push({ type: inner.type as Step['type'], node: inner });
      if (node.type === 'splat')
        open.push(...inner.children.filter(({ type }) => STEPS.has(type)).toReversed());
    }
  }
  return steps;
};

/** A number that would lose digits stays the text that it is. */
const numberOf = (text: string): number | string => {
  const value = Number(text);
  return /^\d+$/.test(text) && !Number.isSafeInteger(value) ? text : value;
};
