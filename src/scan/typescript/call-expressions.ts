/** Calls as they are written: the callee with what it is called on, arguments, `?.`, `super(…)`, `require`. */
import ts from 'typescript';
import type { Env } from './frames.ts';
import { catchingCall } from './guards.ts';
import { iterated } from './iterated.ts';
import type { Machine } from './machine.ts';
import { bare } from './syntax.ts';
import type { Value } from './value.ts';
import {
  ANY,
  UNDEFINED,
  armsOf,
  eitherOf,
  isNullish,
  memberOf,
  stringIn,
  unknownOf,
  withoutNullish,
  writtenOf,
} from './values.ts';

/** Whether it is `?.`, or stands behind one in the same chain. */
export const isChained = (node: ts.Node): boolean => (node.flags & ts.NodeFlags.OptionalChain) !== 0;

/** `of[key]`: of a key that is not known, any of the members. */
export const elementOf = (machine: Machine, of: Value, key: Value, env: Env, node: ts.Node): Value => {
  const keys = armsOf(key);
  if (keys.every((arm) => writtenOf(arm) !== undefined))
    return eitherOf(keys.map((arm) => machine.parts.getMember(of, writtenOf(arm)!, env, node)));
  const members = armsOf(of).flatMap((arm): readonly Value[] => {
    if (arm.kind === 'list' && arm.items.length > 0) return arm.items;
    if (arm.kind === 'object' && arm.entries.size > 0) return [...arm.entries.values()];
    return [];
  });
  if (members.length > 0) return eitherOf(members);
  return memberOf(of, ANY);
};

/** Arguments or items, spread ones too; `more`: what there may be beyond them. */
export const argumentsOf = (
  machine: Machine,
  nodes: readonly ts.Expression[],
  env: Env,
): { readonly values: readonly Value[]; readonly more?: Value } => {
  const values: Value[] = [];
  let more: Value | undefined;
  for (const node of nodes) {
    if (!ts.isSpreadElement(node)) {
      values.push(machine.parts.evaluate(node, env));
      continue;
    }
    for (const arm of armsOf(machine.parts.evaluate(node.expression, env))) {
      const { items, isOpen } = iterated(arm);
      values.push(...items);
      if (isOpen) more = memberOf(arm, ANY);
    }
  }
  return more === undefined ? { values } : { values, more };
};

/** A call: what is called, on what, with what. */
export const call = (machine: Machine, node: ts.CallExpression, env: Env): Value => {
  const { parts } = machine;
  const { frame } = env;
  const { expression } = node;
  if (expression.kind === ts.SyntaxKind.SuperKeyword) {
    const { values } = argumentsOf(machine, node.arguments, env);
    parts.callSuper(values, env, node);
    return frame.thisValue ?? UNDEFINED;
  }
  if (expression.kind === ts.SyntaxKind.ImportKeyword) {
    const specifier = node.arguments[0] === undefined ? undefined : parts.evaluate(node.arguments[0], env);
    const text = stringIn(specifier);
    return text === undefined
      ? unknownOf(specifier === undefined ? [] : [specifier], 'import()')
      : parts.importOf(text, frame.module);
  }
  if (ts.isIdentifier(expression) && expression.text === 'require' && env.find('require') === undefined) {
    const text = stringIn(node.arguments[0] && parts.evaluate(node.arguments[0], env));
    if (text !== undefined) return parts.requireOf(text, frame.module);
  }
  // `x.send().catch(…)`: the guard is around what stands before it.
  const guard = catchingCall(node);
  const before = frame.guard;
  if (guard !== undefined) frame.guard = guard;
  let callee: Callee;
  try {
    callee = calleeOf(machine, expression, env);
  } finally {
    frame.guard = before;
  }
  if (isChained(node) && isNullish(callee.value) === true) return UNDEFINED;
  const { values, more } = argumentsOf(machine, node.arguments, env);
  const options = { ...machine.callOptions(node, frame), ...(more && { more }) };
  const receivers = callee.receiver === undefined ? [] : armsOf(withoutNullish(callee.receiver));
  if (receivers.length > 1 && callee.name !== undefined) {
    // What it is called on is one of several: each has its own method of that name.
    return machine.choose(
      frame,
      receivers.map((arm) => () => {
        const method = parts.getMember(arm, callee.name!, env, expression);
        return parts.call(method, values, { ...options, thisValue: arm }, node);
      }),
    );
  }
  const [receiver] = receivers;
  return parts.call(
    withoutNullish(callee.value),
    values,
    receiver === undefined ? options : { ...options, thisValue: receiver },
    node,
  );
};

interface Callee {
  readonly value: Value;
  /** What it is called on, and by which name. */
  readonly receiver?: Value;
  readonly name?: string;
}

const calleeOf = (machine: Machine, node: ts.Expression, env: Env): Callee => {
  const inner = bare(node);
  if (!ts.isPropertyAccessExpression(inner) && !ts.isElementAccessExpression(inner))
    return { value: machine.parts.evaluate(inner, env) };
  if (inner.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const value = machine.parts.evaluate(inner, env);
    return env.frame.thisValue === undefined ? { value } : { value, receiver: env.frame.thisValue };
  }
  const receiver = machine.parts.evaluate(inner.expression, env);
  if (isChained(inner) && isNullish(receiver) === true) return { value: UNDEFINED };
  const of = withoutNullish(receiver);
  if (ts.isPropertyAccessExpression(inner)) {
    const name = inner.name.text;
    return { value: machine.parts.getMember(of, name, env, inner), receiver: of, name };
  }
  const key = machine.parts.evaluate(inner.argumentExpression, env);
  const name = key.kind === 'either' ? undefined : writtenOf(key);
  return {
    value: elementOf(machine, of, key, env, inner),
    receiver: of,
    ...(name === undefined ? {} : { name }),
  };
};
