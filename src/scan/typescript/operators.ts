/** Binary operators: assignments, choices, comparisons, texts put together, arithmetic. */
import ts from 'typescript';
import type { Env } from './frames.ts';
import type { Machine } from './machine.ts';
import { assign, assignPattern } from './patterns.ts';
import { bare, nameText } from './syntax.ts';
import type { Value } from './value.ts';
import {
  type PlainValue,
  armsOf,
  eitherOf,
  isNullish,
  isSame,
  plainValue,
  stringIn,
  textOfParts,
  truthOf,
  unknownOf,
  withoutNullish,
} from './values.ts';

const { SyntaxKind } = ts;

export const binary = (machine: Machine, node: ts.BinaryExpression, env: Env): Value => {
  const operator = node.operatorToken.kind;
  const of = (inner: ts.Expression): Value => machine.parts.evaluate(inner, env);
  if (operator === SyntaxKind.EqualsToken) return assignment(machine, node, env);
  if (operator === SyntaxKind.PlusToken) return sum(machine, node, env);
  if (operator === SyntaxKind.CommaToken) {
    of(node.left);
    return of(node.right);
  }
  if (isChoice(operator)) return choice(machine, operator, of(node.left), () => of(node.right), env);
  const compound = COMPOUND.get(operator);
  if (compound !== undefined) {
    const before = of(node.left);
    if (isChoice(compound)) {
      // Assigned only if it is needed.
      return choice(
        machine,
        compound,
        before,
        () => {
          const value = of(node.right);
          assign(machine, node.left, value, env);
          return value;
        },
        env,
      );
    }
    const after =
      compound === SyntaxKind.PlusToken
        ? added([before, of(node.right)])
        : arithmetic(compound, before, of(node.right));
    assign(machine, node.left, after, env);
    return after;
  }
  if (operator === SyntaxKind.InKeyword) return isIn(node, of(node.right), of);
  if (operator === SyntaxKind.InstanceOfKeyword) return unknownOf([of(node.left), of(node.right)]);
  return arithmetic(operator, of(node.left), of(node.right));
};

const assignment = (machine: Machine, node: ts.BinaryExpression, env: Env): Value => {
  const value = machine.parts.evaluate(node.right, env);
  const target = bare(node.left);
  if (ts.isObjectLiteralExpression(target) || ts.isArrayLiteralExpression(target))
    assignPattern(machine, target, value, env);
  else assign(machine, target, value, env);
  return value;
};

const isChoice = (operator: ts.SyntaxKind): boolean =>
  operator === SyntaxKind.QuestionQuestionToken ||
  operator === SyntaxKind.BarBarToken ||
  operator === SyntaxKind.AmpersandAmpersandToken;

/** `??`, `||`, `&&`: what is not decided is one of both, the default last. */
const choice = (
  machine: Machine,
  operator: ts.SyntaxKind,
  left: Value,
  right: () => Value,
  env: Env,
): Value => {
  const isAnd = operator === SyntaxKind.AmpersandAmpersandToken;
  const goesOn =
    operator === SyntaxKind.QuestionQuestionToken
      ? isNullish(left)
      : isAnd
        ? truthOf(left)
        : not(truthOf(left));
  if (goesOn !== undefined) return goesOn ? right() : left;
  const kept = keptOf(left, operator);
  return machine.choose(env.frame, [() => kept, right]);
};

/** The arms at which the choice may stop. */
const keptOf = (left: Value, operator: ts.SyntaxKind): Value => {
  if (operator === SyntaxKind.QuestionQuestionToken) return withoutNullish(left);
  const isAnd = operator === SyntaxKind.AmpersandAmpersandToken;
  const arms = armsOf(left).filter((arm) => truthOf(arm) !== isAnd);
  // What was not known and turned out false is worth nothing.
  return isAnd
    ? eitherOf(arms.map((arm) => (arm.kind === 'plain' ? arm : plainValue(false))))
    : eitherOf(arms);
};

const not = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

/** A long sum leans to the left: as deep as it is long, so it is gone through without going down. */
const sum = (machine: Machine, node: ts.BinaryExpression, env: Env): Value => {
  const operands: ts.Expression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === SyntaxKind.PlusToken) {
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  const values = operands.toReversed().map((operand) => machine.parts.evaluate(operand, env));
  const value = added(values);
  if (!machine.texts.has(node)) machine.texts.set(node, value);
  return value;
};

/** Numbers are added until a text comes up; from there on all is text. */
const added = (values: readonly Value[]): Value => {
  let result: Value | undefined;
  let parts: Value[] | undefined;
  for (const value of values) {
    if (parts !== undefined) parts.push(value);
    else if (result === undefined) result = value;
    else if (isText(result) || isText(value)) parts = [result, value];
    else if (result.kind === 'plain' && value.kind === 'plain')
      result = arithmetic(SyntaxKind.PlusToken, result, value);
    else if (result.kind === 'plain' || value.kind === 'plain') result = unknownOf([result, value]);
    // Both may be texts; if so their order matters.
    else parts = [result, value];
  }
  return parts === undefined ? (result ?? unknownOf()) : textOfParts(parts);
};

const isText = (value: Value): boolean =>
  stringIn(value) !== undefined ||
  value.kind === 'text' ||
  value.kind === 'environment' ||
  (value.kind === 'list' && !value.isOpen) ||
  (value.kind === 'either' && value.of.some(isText));

/** Of plain values what JavaScript says; `1n` is none. */
const arithmetic = (operator: ts.SyntaxKind, a: Value, b: Value): Value => {
  if (operator === SyntaxKind.EqualsEqualsEqualsToken) return known(isSame(a, b), a, b);
  if (operator === SyntaxKind.ExclamationEqualsEqualsToken) return known(not(isSame(a, b)), a, b);
  if (operator === SyntaxKind.EqualsEqualsToken) return known(isAlmostSame(a, b), a, b);
  if (operator === SyntaxKind.ExclamationEqualsToken) return known(not(isAlmostSame(a, b)), a, b);
  if (a.kind === 'either' || b.kind === 'either') {
    if (armsOf(a).length * armsOf(b).length > 16) return unknownOf([a, b]);
    return eitherOf(armsOf(a).flatMap((left) => armsOf(b).map((right) => arithmetic(operator, left, right))));
  }
  if (a.kind !== 'plain' || b.kind !== 'plain') return unknownOf([a, b]);
  return computed(operator, a.plain, b.plain);
};

const known = (truth: boolean | undefined, a: Value, b: Value): Value =>
  truth === undefined ? unknownOf([a, b]) : plainValue(truth);

const isAlmostSame = (a: Value, b: Value): boolean | undefined => {
  if (isNullish(a) === true && isNullish(b) !== undefined) return isNullish(b);
  if (isNullish(b) === true && isNullish(a) !== undefined) return isNullish(a);
  // eslint-disable-next-line eqeqeq -- it is what the program says
  if (a.kind === 'plain' && b.kind === 'plain')
    return String(a.plain) === String(b.plain) || a.plain === b.plain;
  return isSame(a, b);
};

const computed = (operator: ts.SyntaxKind, left: PlainValue['plain'], right: PlainValue['plain']): Value => {
  const does = COMPUTED.get(operator);
  // What JavaScript does with texts, numbers and nothing is done by JavaScript.
  return does === undefined ? unknownOf() : plainValue(does(left as number, right as number));
};

const COMPUTED: ReadonlyMap<ts.SyntaxKind, (a: number, b: number) => number | boolean> = new Map<
  ts.SyntaxKind,
  (a: number, b: number) => number | boolean
>([
  [SyntaxKind.PlusToken, (a, b) => a + b],
  [SyntaxKind.MinusToken, (a, b) => a - b],
  [SyntaxKind.AsteriskToken, (a, b) => a * b],
  [SyntaxKind.SlashToken, (a, b) => a / b],
  [SyntaxKind.PercentToken, (a, b) => a % b],
  [SyntaxKind.AsteriskAsteriskToken, (a, b) => a ** b],
  [SyntaxKind.LessThanToken, (a, b) => a < b],
  [SyntaxKind.LessThanEqualsToken, (a, b) => a <= b],
  [SyntaxKind.GreaterThanToken, (a, b) => a > b],
  [SyntaxKind.GreaterThanEqualsToken, (a, b) => a >= b],
  [SyntaxKind.AmpersandToken, (a, b) => a & b],
  [SyntaxKind.BarToken, (a, b) => a | b],
  [SyntaxKind.CaretToken, (a, b) => a ^ b],
  [SyntaxKind.LessThanLessThanToken, (a, b) => a << b],
  [SyntaxKind.GreaterThanGreaterThanToken, (a, b) => a >> b],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanToken, (a, b) => a >>> b],
]);

const isIn = (node: ts.BinaryExpression, of: Value, evaluate: (node: ts.Expression) => Value): Value => {
  if (nameText(node.left) !== undefined && ts.isPrivateIdentifier(node.left)) return unknownOf([of]);
  const name = stringIn(evaluate(node.left));
  if (name !== undefined && of.kind === 'object' && (of.entries.has(name) || !of.isOpen))
    return plainValue(of.entries.has(name));
  return unknownOf([of]);
};

const COMPOUND: ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind> = new Map([
  [SyntaxKind.PlusEqualsToken, SyntaxKind.PlusToken],
  [SyntaxKind.MinusEqualsToken, SyntaxKind.MinusToken],
  [SyntaxKind.AsteriskEqualsToken, SyntaxKind.AsteriskToken],
  [SyntaxKind.AsteriskAsteriskEqualsToken, SyntaxKind.AsteriskAsteriskToken],
  [SyntaxKind.SlashEqualsToken, SyntaxKind.SlashToken],
  [SyntaxKind.PercentEqualsToken, SyntaxKind.PercentToken],
  [SyntaxKind.AmpersandEqualsToken, SyntaxKind.AmpersandToken],
  [SyntaxKind.BarEqualsToken, SyntaxKind.BarToken],
  [SyntaxKind.CaretEqualsToken, SyntaxKind.CaretToken],
  [SyntaxKind.LessThanLessThanEqualsToken, SyntaxKind.LessThanLessThanToken],
  [SyntaxKind.GreaterThanGreaterThanEqualsToken, SyntaxKind.GreaterThanGreaterThanToken],
  [
    SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken,
    SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  ],
  [SyntaxKind.QuestionQuestionEqualsToken, SyntaxKind.QuestionQuestionToken],
  [SyntaxKind.BarBarEqualsToken, SyntaxKind.BarBarToken],
  [SyntaxKind.AmpersandAmpersandEqualsToken, SyntaxKind.AmpersandAmpersandToken],
]);
