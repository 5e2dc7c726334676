/** What expressions are worth: one case for each kind of syntax. */
import ts from 'typescript';
import type { Env } from './frames.ts';
import type { Machine } from './machine.ts';
import { argumentsOf, call, elementOf, isChained } from './call-expressions.ts';
import { functionValue } from './closures.ts';
import { objectLiteral } from './literals.ts';
import { binary } from './operators.ts';
import { assign } from './patterns.ts';
import { importMeta } from './paths-known.ts';
import { bare } from './syntax.ts';
import type { Value } from './value.ts';
import {
  UNDEFINED,
  isNullish,
  isThing,
  listOf,
  numberIn,
  plainValue,
  textOfParts,
  textValue,
  truthOf,
  unknownOf,
  withoutNullish,
  writtenOf,
} from './values.ts';

/** The value of an expression; what is too deep or too much is not known. */
export const evaluate = (machine: Machine, node: ts.Expression, env: Env): Value => {
  const value = machine.deeper(
    node,
    env.frame,
    () => valueOf(machine, node, env),
    () => unknownOf(),
  );
  if (value.kind !== 'plain' && !isThing(value) && !machine.globalNames.has(value)) machine.doubts++;
  return value;
};

const valueOf = (machine: Machine, node: ts.Expression, env: Env): Value => {
  const { parts } = machine;
  const of = (inner: ts.Expression): Value => parts.evaluate(inner, env);
  if (ts.isIdentifier(node)) return identifier(machine, node, env);
  if (ts.isStringLiteralLike(node)) return plainValue(node.text);
  if (ts.isPropertyAccessExpression(node)) return access(machine, node, node.name.text, env);
  if (ts.isCallExpression(node)) return call(machine, node, env);
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(machine, node, env);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return functionValue(machine, node, env);
  if (ts.isTemplateExpression(node)) return template(machine, node, env);
  if (ts.isNewExpression(node)) {
    const callee = of(node.expression);
    const { values, more } = argumentsOf(machine, node.arguments ?? [], env);
    const options = { ...machine.callOptions(node, env.frame), ...(more && { more }) };
    return parts.construct(callee, values, options, node);
  }
  if (ts.isBinaryExpression(node)) return binary(machine, node, env);
  if (ts.isArrayLiteralExpression(node)) {
    const { values, more } = argumentsOf(machine, node.elements, env);
    return more === undefined ? listOf([...values]) : listOf([...values, more], true);
  }
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) return of(node.expression);
  if (
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
  )
    return of(node.expression);
  if (ts.isConditionalExpression(node)) {
    const truth = truthOf(of(node.condition));
    if (truth !== undefined) return of(truth ? node.whenTrue : node.whenFalse);
    return machine.choose(env.frame, [() => of(node.whenTrue), () => of(node.whenFalse)]);
  }
  if (ts.isNumericLiteral(node)) return plainValue(Number(node.text.replaceAll('_', '')));
  if (ts.isElementAccessExpression(node)) return element(machine, node, env);
  if (ts.isPrefixUnaryExpression(node)) return prefix(machine, node, env);
  if (ts.isPostfixUnaryExpression(node)) {
    const before = of(node.operand);
    const by = node.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1;
    assign(machine, node.operand, stepped(before, by), env);
    return before;
  }
  if (ts.isClassExpression(node)) return parts.classOf(node, env);
  if (ts.isTaggedTemplateExpression(node)) return tagged(machine, node, env);
  if (ts.isTypeOfExpression(node)) return typeOf(of(node.expression));
  if (ts.isVoidExpression(node)) {
    of(node.expression);
    return UNDEFINED;
  }
  if (ts.isDeleteExpression(node)) return deleted(machine, node, env);
  if (ts.isYieldExpression(node)) {
    const value = node.expression === undefined ? UNDEFINED : of(node.expression);
    env.frame.yields.push(value);
    return unknownOf([value]);
  }
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node))
    return jsx(machine, node, env);
  if (ts.isMetaProperty(node)) return importMeta(env.frame.module.file, machine.environmentObject);
  return keyword(node, env);
};

const keyword = (node: ts.Expression, env: Env): Value => {
  const known = KEYWORDS.get(node.kind);
  if (known !== undefined) return known;
  return node.kind === ts.SyntaxKind.ThisKeyword
    ? (env.frame.thisValue ?? unknownOf([], 'this'))
    : unknownOf();
};

const KEYWORDS: ReadonlyMap<ts.SyntaxKind, Value> = new Map([
  [ts.SyntaxKind.TrueKeyword, plainValue(true)],
  [ts.SyntaxKind.FalseKeyword, plainValue(false)],
  [ts.SyntaxKind.NullKeyword, plainValue(null)],
  [ts.SyntaxKind.OmittedExpression, UNDEFINED],
]);

const identifier = (machine: Machine, node: ts.Identifier, env: Env): Value => {
  const name = node.text;
  const cell = env.find(name);
  if (cell !== undefined) return cell.value ?? unknownOf([], name);
  if (name === 'undefined') return UNDEFINED;
  if (name === 'NaN') return plainValue(NaN);
  if (name === 'Infinity') return plainValue(Infinity);
  if (name === 'arguments' && env.frame.node !== undefined) return listOf([...env.frame.args]);
  return globalOf(machine, name);
};

/** What is declared nowhere: `process`, `JSON`, `fetch`. One value for each name. */
export const globalOf = (machine: Machine, name: string): Value => {
  let value = machine.globals.get(name);
  if (value === undefined) {
    machine.globals.set(name, (value = unknownOf([], name)));
    machine.globalNames.set(value, name);
  }
  return value;
};

const access = (machine: Machine, node: ts.PropertyAccessExpression, name: string, env: Env): Value => {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return superMember(machine, name, env);
  let of = machine.parts.evaluate(node.expression, env);
  if (isChained(node)) {
    if (isNullish(of) === true) return UNDEFINED;
    of = withoutNullish(of);
  }
  return machine.parts.getMember(of, name, env, node);
};

const superMember = (machine: Machine, name: string, env: Env): Value => {
  const { home } = env.frame;
  if (home === undefined || home.class.kind !== 'class') return unknownOf([], name);
  return machine.parts.superMember(name, env) ?? unknownOf([], name);
};

const element = (machine: Machine, node: ts.ElementAccessExpression, env: Env): Value => {
  let of = machine.parts.evaluate(node.expression, env);
  const key = machine.parts.evaluate(node.argumentExpression, env);
  if (isChained(node)) {
    if (isNullish(of) === true) return UNDEFINED;
    of = withoutNullish(of);
  }
  return elementOf(machine, of, key, env, node);
};

const prefix = (machine: Machine, node: ts.PrefixUnaryExpression, env: Env): Value => {
  const operand = machine.parts.evaluate(node.operand, env);
  const number = numberIn(operand);
  switch (node.operator) {
    case ts.SyntaxKind.ExclamationToken: {
      const truth = truthOf(operand);
      return truth === undefined ? unknownOf([operand]) : plainValue(!truth);
    }
    case ts.SyntaxKind.PlusPlusToken:
    case ts.SyntaxKind.MinusMinusToken: {
      const after = stepped(operand, node.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1);
      assign(machine, node.operand, after, env);
      return after;
    }
    case ts.SyntaxKind.MinusToken:
      return number === undefined ? unknownOf([operand]) : plainValue(-number);
    case ts.SyntaxKind.PlusToken:
      return operand.kind === 'plain' ? plainValue(Number(operand.plain)) : operand;
    case ts.SyntaxKind.TildeToken:
      return number === undefined ? unknownOf([operand]) : plainValue(~number);
  }
};

const stepped = (before: Value, by: number): Value => {
  const number = numberIn(before);
  return number === undefined ? unknownOf([before]) : plainValue(number + by);
};

const TYPES: Partial<Record<Value['kind'], string>> = {
  list: 'object',
  object: 'object',
  made: 'object',
  instance: 'object',
  text: 'string',
  function: 'function',
  class: 'function',
};

const typeOf = (value: Value): Value => {
  if (value.kind === 'plain') return plainValue(typeof value.plain);
  const type = TYPES[value.kind];
  return type === undefined ? unknownOf([value]) : plainValue(type);
};

const deleted = (machine: Machine, node: ts.DeleteExpression, env: Env): Value => {
  const target = bare(node.expression);
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target))
    return plainValue(true);
  const of = machine.parts.evaluate(target.expression, env);
  const name = ts.isPropertyAccessExpression(target)
    ? target.name.text
    : writtenOf(machine.parts.evaluate(target.argumentExpression, env));
  if (of.kind === 'object' && name !== undefined) machine.journal.deleteEntry(of.entries, name);
  if (of.kind === 'instance' && name !== undefined) machine.journal.deleteEntry(of.fields, name);
  return plainValue(true);
};

const template = (machine: Machine, node: ts.TemplateExpression, env: Env): Value => {
  const parts: Value[] = [plainValue(node.head.text)];
  for (const span of node.templateSpans) {
    parts.push(machine.parts.evaluate(span.expression, env), plainValue(span.literal.text));
  }
  const value = textOfParts(parts);
  noteText(machine, node, value);
  return value;
};

/** Keeps the value of a text for those who look for addresses: the first one. */
const noteText = (machine: Machine, node: ts.Node, value: Value): void => {
  if (!machine.texts.has(node)) machine.texts.set(node, value);
};

/** `String.raw` is the text; any other tag is a call with the texts and the values. */
const tagged = (machine: Machine, node: ts.TaggedTemplateExpression, env: Env): Value => {
  const { template: inner, tag } = node;
  const texts = ts.isNoSubstitutionTemplateLiteral(inner)
    ? [inner]
    : [inner.head, ...inner.templateSpans.map((span) => span.literal)];
  const values = ts.isNoSubstitutionTemplateLiteral(inner)
    ? []
    : inner.templateSpans.map((span) => machine.parts.evaluate(span.expression, env));
  if (/^String\s*\.\s*raw$/.test(tag.getText())) {
    const parts = texts.flatMap((text, i) => {
      const own = plainValue(text.rawText ?? text.text);
      return values[i] === undefined ? [own] : [own, values[i]];
    });
    return textValue(parts);
  }
  const callee = machine.parts.evaluate(tag, env);
  const args = [listOf(texts.map((text) => plainValue(text.text))), ...values];
  return machine.parts.call(callee, args, machine.callOptions(node, env.frame), node);
};

/** Elements are data of a page; what matters are the expressions in them. */
const jsx = (machine: Machine, node: ts.Node, env: Env): Value => {
  const found: Value[] = [];
  const look = (child: ts.Node): void => {
    if (ts.isJsxExpression(child) || ts.isJsxSpreadAttribute(child)) {
      if (child.expression !== undefined) found.push(machine.parts.evaluate(child.expression, env));
    } else if (!ts.isTypeNode(child))
      machine.deeper(
        child,
        env.frame,
        () => ts.forEachChild(child, look),
        () => undefined,
      );
  };
  ts.forEachChild(node, look);
  return unknownOf(found, 'JSX');
};
