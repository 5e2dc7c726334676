/**
 * How a value is made, where it is not known as a whole: JSON that is encoded here is looked into, and a text with an
 * unknown part keeps the known ones, with `*` for the rest (`arn:aws:sqs:*:*:orders`). For finding names, not for
 * deciding anything.
 */
import type { Plain } from '../../model/fact.ts';
import { type Scope, evaluate } from '../hcl/evaluate.ts';
import type { Expression } from '../hcl/syntax.ts';
import { type Value, isKnown, limited, list, map, plain, valueOf } from '../hcl/value.ts';
import type { Module } from './module.ts';
import { referencesIn, referring, textIn } from './values.ts';

/** Locals, arguments and functions in one another. */
const MOST_DEEP = 30;

/** Expressions that are looked into for one value: where each name stands for two of the next one, they double. */
const MOST_WORK = 10_000;

/** The longest text that is looked into as JSON. */
const MOST_JSON = 200_000;

/** Functions that only pass on, or put together, what they are given. */
const WRAPPERS = new Set([
  'jsonencode',
  'tolist',
  'toset',
  'tomap',
  'tostring',
  'compact',
  'flatten',
  'distinct',
  'try',
]);

/** `value` is what the expression comes to in that scope; the shape is the same, or knows more. */
export const shapeOf = (expression: Expression, scope: Scope, module: Module, value: Value): Value =>
  opened(
    isKnown(value) && !isEncoded(expression)
      ? value
      : limited(shapeIn(expression, scope, module, value, 0, { left: MOST_WORK })),
  );

/** How many expressions may still be looked into. */
interface Work {
  left: number;
}

const isEncoded = (expression: Expression): boolean =>
  expression.kind === 'call' && expression.name === 'jsonencode';

const shapeIn = (
  expression: Expression,
  scope: Scope,
  module: Module,
  known: Value | undefined,
  depth: number,
  work: Work,
): Value => {
  const value = known ?? evaluate(expression, scope);
  if (depth > MOST_DEEP || work.left-- <= 0 || (isKnown(value) && !isEncoded(expression))) return value;
  const inner = (of: Expression): Value => shapeIn(of, scope, module, undefined, depth + 1, work);
  switch (expression.kind) {
    case 'template':
      return patternOf(expression.parts, scope) ?? value;
    case 'list':
      return value.kind === 'list' && value.items.length !== expression.items.length
        ? value
        : list(expression.items.map(inner), value.references);
    case 'object': {
      const entries = new Map(value.kind === 'map' ? value.entries : []);
      for (const { key, value: member } of expression.entries) {
        const name = textIn(evaluate(key, scope));
        if (name !== undefined) entries.set(name, inner(member));
      }
      return map(entries, value.references);
    }
    case 'call':
      return WRAPPERS.has(expression.name) && expression.args.length === 1 && !expression.expands
        ? inner(expression.args[0]!)
        : value;
    case 'conditional': {
      const test = textIn(evaluate(expression.test, scope));
      if (test === undefined) return value;
      return inner(test === 'true' ? expression.then : expression.otherwise);
    }
    case 'attribute':
      return behind(expression, module, value, depth, work);
    case 'literal':
    case 'variable':
    case 'index':
    case 'splat':
    case 'for':
    case 'operation':
    case 'unknown':
      return value;
  }
};

/** What `local.x` or `var.x` stands for. */
const behind = (
  expression: Expression & { kind: 'attribute' },
  module: Module,
  value: Value,
  depth: number,
  work: Work,
): Value => {
  const { of, name } = expression;
  if (of.kind !== 'variable') return value;
  if (of.name === 'local') {
    const local = module.source.locals.get(name);
    return local === undefined
      ? value
      : shapeIn(local.attribute.value, module, module, value, depth + 1, work);
  }
  if (of.name !== 'var') return value;
  const argument = module.argumentOf(name);
  if (argument === undefined) return value;
  const home = argument.scope === module ? module : module.parent?.module;
  return home === undefined
    ? value
    : shapeIn(argument.expression, argument.scope, home, value, depth + 1, work);
};

/** The text with `*` for what is not known; nothing if nothing is. */
const patternOf = (parts: readonly Expression[], scope: Scope): Value | undefined => {
  const values = parts.map((part) => evaluate(part, scope));
  const texts = values.map(textIn);
  if (texts.every((text) => text === undefined)) return undefined;
  const references = values.flatMap((value) => [...referencesIn(value)]);
  return plain(texts.map((text) => text ?? '*').join(''), referring(references));
};

/** A text that is JSON is what it says, everywhere in a value. */
const opened = (value: Value, depth = 0): Value => {
  if (depth > MOST_DEEP) return value;
  if (value.encodes !== undefined) return opened(value.encodes, depth + 1);
  if (value.kind === 'list') {
    return list(
      value.items.map((item) => opened(item, depth + 1)),
      value.references,
    );
  }
  if (value.kind === 'map') {
    const entries = [...value.entries].map(([name, member]) => [name, opened(member, depth + 1)] as const);
    return map(new Map(entries), value.references);
  }
  if (value.kind !== 'plain' || typeof value.plain !== 'string') return value;
  const data = jsonIn(value.plain);
  return data === undefined ? value : valueOf(data, value.references);
};

const jsonIn = (text: string): Plain | undefined => {
  if (text.length > MOST_JSON || !/^\s*[[{]/.test(text)) return undefined;
  try {
    const data = JSON.parse(text) as Plain;
    return typeof data === 'object' ? data : undefined;
  } catch {
    return undefined;
  }
};
