/** Binding and assigning: names, properties, and what is taken apart by `{ a, ...rest }` and `[a, b]`. */
import ts from 'typescript';
import { iterated } from './iterated.ts';
import { propertyName } from './literals.ts';
import type { Env } from './frames.ts';
import type { Machine } from './machine.ts';
import { bare } from './syntax.ts';
import type { Value } from './value.ts';
import {
  ANY,
  UNDEFINED,
  armsOf,
  eitherOf,
  isNullish,
  listOf,
  memberOf,
  objectOf,
  unknownOf,
  withoutNullish,
  writtenOf,
} from './values.ts';

/** Declares a variable here. */
export const declare = (machine: Machine, name: string, value: Value, env: Env): void => {
  const cell = env.cells.get(name);
  if (cell !== undefined) machine.journal.setCell(cell, value);
  else env.cells.set(name, { value });
};

/** Declares what a parameter or variable is called, or is taken apart to. */
export const bindName = (machine: Machine, name: ts.BindingName, value: Value, env: Env): void => {
  if (ts.isIdentifier(name)) {
    declare(machine, name.text, value, env);
    return;
  }
  const taken: string[] = [];
  for (const [i, element] of name.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    let inner: Value;
    if (ts.isArrayBindingPattern(name)) {
      inner = element.dotDotDotToken === undefined ? itemOf(value, i) : itemsFrom(value, i);
    } else if (element.dotDotDotToken !== undefined) inner = without(value, taken);
    else {
      const key = keyOf(machine, element.propertyName ?? element.name, env);
      if (key !== undefined) taken.push(key);
      inner = key === undefined ? unknownOf([value]) : machine.parts.getMember(value, key, env, element);
    }
    bindName(machine, element.name, defaulted(machine, inner, element.initializer, env), env);
  }
};

const keyOf = (machine: Machine, name: ts.PropertyName | ts.BindingName, env: Env): string | undefined =>
  ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)
    ? undefined
    : propertyName(machine, name, env);

/** A value, or what stands for it where it is `undefined`. */
export const defaulted = (
  machine: Machine,
  value: Value,
  initializer: ts.Expression | undefined,
  env: Env,
): Value => {
  if (initializer === undefined) return value;
  if (value.kind === 'plain')
    return value.plain === undefined ? machine.parts.evaluate(initializer, env) : value;
  if (isNullish(value) === false) return value;
  const kept = withoutNullish(value);
  return machine.choose(env.frame, [() => kept, () => machine.parts.evaluate(initializer, env)]);
};

const itemOf = (value: Value, i: number): Value =>
  eitherOf(
    armsOf(value).map((arm) => {
      const { items, isOpen } = iterated(arm);
      return items[i] ?? (isOpen ? memberOf(arm, ANY) : UNDEFINED);
    }),
  );

const itemsFrom = (value: Value, i: number): Value => {
  const { items, isOpen } = iterated(withoutNullish(value));
  return isOpen && items.length <= i ? listOf([memberOf(value, ANY)], true) : listOf(items.slice(i), isOpen);
};

const without = (value: Value, names: readonly string[]): Value =>
  eitherOf(
    armsOf(value).map((arm) =>
      arm.kind === 'object'
        ? objectOf(
            [...arm.entries].filter(([key]) => !names.includes(key)),
            arm.isOpen,
          )
        : arm,
    ),
  );

/** Assigns to a variable, property, element or pattern. */
export const assign = (machine: Machine, node: ts.Expression, value: Value, env: Env): void => {
  const target = bare(node);
  if (ts.isIdentifier(target)) {
    const cell = env.find(target.text);
    if (cell !== undefined) machine.journal.setCell(cell, value);
    else env.frame.module.env.cells.set(target.text, { value });
  } else if (ts.isPropertyAccessExpression(target)) {
    if (target.expression.kind === ts.SyntaxKind.SuperKeyword) return;
    const of = machine.parts.evaluate(target.expression, env);
    machine.parts.setMember(of, target.name.text, value, env);
  } else if (ts.isElementAccessExpression(target)) {
    const of = machine.parts.evaluate(target.expression, env);
    const name = writtenOf(machine.parts.evaluate(target.argumentExpression, env));
    machine.parts.setMember(of, name ?? ANY, value, env);
  } else if (ts.isObjectLiteralExpression(target) || ts.isArrayLiteralExpression(target)) {
    assignPattern(machine, target, value, env);
  }
};

/** `({ a, b: this.b } = value)`, `[a, b] = [b, a]`. */
export const assignPattern = (
  machine: Machine,
  pattern: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression,
  value: Value,
  env: Env,
): void => {
  const withDefault = (target: ts.Expression, inner: Value): void => {
    if (ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      assign(machine, target.left, defaulted(machine, inner, target.right, env), env);
    else assign(machine, target, inner, env);
  };
  if (ts.isArrayLiteralExpression(pattern)) {
    for (const [i, element] of pattern.elements.entries()) {
      if (ts.isSpreadElement(element)) assign(machine, element.expression, itemsFrom(value, i), env);
      else if (!ts.isOmittedExpression(element)) withDefault(element, itemOf(value, i));
    }
    return;
  }
  const taken: string[] = [];
  for (const property of pattern.properties) {
    if (ts.isSpreadAssignment(property)) {
      assign(machine, property.expression, without(value, taken), env);
      continue;
    }
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue;
    const key = propertyName(machine, property.name, env);
    if (key === undefined) continue;
    taken.push(key);
    const inner = machine.parts.getMember(value, key, env, property);
    if (ts.isPropertyAssignment(property)) withDefault(property.initializer, inner);
    else
      assign(
        machine,
        property.name,
        defaulted(machine, inner, property.objectAssignmentInitializer, env),
        env,
      );
  }
};
