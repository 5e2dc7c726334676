/** Object literals: properties, spreads, methods, getters. */
import ts from 'typescript';
import { functionValue } from './closures.ts';
import type { Accessor, Env } from './frames.ts';
import type { Machine } from './machine.ts';
import { nameText } from './syntax.ts';
import type { Value } from './value.ts';
import { ANY, type ObjectValue, armsOf, eitherOf, truthOf, writtenOf } from './values.ts';

export const objectLiteral = (machine: Machine, node: ts.ObjectLiteralExpression, env: Env): Value => {
  const object: ObjectValue = {
    kind: 'object',
    entries: new Map(),
    isOpen: false,
    site: machine.site(node, env.frame),
  };
  const accessors = new Map<string, Accessor>();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      spreadInto(object, machine.parts.evaluate(property.expression, env));
      continue;
    }
    if (ts.isShorthandPropertyAssignment(property)) {
      object.entries.set(property.name.text, machine.parts.evaluate(property.name, env));
      continue;
    }
    const name = propertyName(machine, property.name, env);
    const value = ts.isPropertyAssignment(property)
      ? machine.parts.evaluate(property.initializer, env)
      : functionValue(machine, property, env);
    if (name === undefined) {
      // Under a key that is not known anything may stand.
      object.isOpen = true;
      object.entries.set(
        ANY,
        eitherOf([...(object.entries.get(ANY) ? [object.entries.get(ANY)!] : []), value]),
      );
    } else if (ts.isGetAccessorDeclaration(property) || ts.isSetAccessorDeclaration(property)) {
      const kind = ts.isGetAccessorDeclaration(property) ? 'get' : 'set';
      if (value.kind === 'function') accessors.set(name, { ...accessors.get(name), [kind]: value });
    } else object.entries.set(name, value);
  }
  if (accessors.size > 0) machine.accessors.set(object.entries, accessors);
  return object;
};

/** The name of a property, computed ones as far as they are known. */
export const propertyName = (machine: Machine, name: ts.PropertyName, env: Env): string | undefined => {
  if (!ts.isComputedPropertyName(name)) return nameText(name);
  return writtenOf(machine.parts.evaluate(name.expression, env));
};

/** `{...value}`: of several that it may be, all. */
export const spreadInto = (object: ObjectValue, value: Value): void => {
  const arms = armsOf(value).filter((arm) => truthOf(arm) !== false);
  const found = new Map<string, Value[]>();
  for (const arm of arms) {
    const entries = entriesIn(arm);
    if (entries === undefined || (arm.kind === 'object' && arm.isOpen)) object.isOpen = true;
    // What is spread but not known must not get lost: it is kept under a name that no program has.
    if (entries === undefined) found.set(ANY, [...(found.get(ANY) ?? []), arm]);
    for (const [key, item] of entries ?? []) {
      const all = found.get(key);
      if (all === undefined) found.set(key, [item]);
      else all.push(item);
    }
  }
  for (const [key, values] of found) {
    const before = object.entries.get(key);
    const isCertain = key !== ANY && values.length === armsOf(value).length;
    object.entries.set(key, eitherOf(isCertain || before === undefined ? values : [before, ...values]));
  }
};

const entriesIn = (value: Value): Iterable<readonly [string, Value]> | undefined => {
  if (value.kind === 'object') return value.entries;
  if (value.kind === 'instance' && value.made === undefined) return value.fields;
  if (value.kind === 'list') return value.items.map((item, i) => [String(i), item] as const);
  return value.kind === 'plain' ? [] : undefined;
};
