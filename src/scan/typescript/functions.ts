/** Calls of functions of the files: a frame, the parameters, the body, and what comes back. */
import ts from 'typescript';
import { closureOf, nativeOf } from './closures.ts';
import { type CallOptions, type Completion, Env, type Frame } from './frames.ts';
import type { Machine } from './machine.ts';
import { bindName, declare, defaulted } from './patterns.ts';
import { functionName } from './syntax.ts';
import type { Value } from './value.ts';
import { type FunctionValue, UNDEFINED, eitherOf, listOf, unknownOf } from './values.ts';

/** How many calls may be open. */
const DEEPEST = 60;
/** How often a function may be open at once: with what is known, and where it is not known whether it goes on. */
const MOST_OPEN = 40;
const MOST_OPEN_UNKNOWN = 1;

export const applyFunction = (
  machine: Machine,
  callee: FunctionValue,
  thisValue: Value | undefined,
  given: readonly Value[],
  options: CallOptions,
): Value => {
  const native = nativeOf(callee);
  if (native !== undefined) return native(given);
  const { node, env, home, bound } = closureOf(callee);
  const { frame: caller, site } = options;
  const args = bound === undefined ? given : [...bound.args, ...given];
  machine.ran.add(node);
  if (node.body === undefined) return unknownOf(args);
  if (isTooDeep(node, caller)) {
    machine.tell(
      'unknown-value',
      `the calls of "${callee.name || 'a function'}" in itself were not all followed`,
      site,
    );
    return unknownOf(args);
  }
  const isArrow = ts.isArrowFunction(node);
  const isPlainThis = bound === undefined ? thisValue : bound.thisValue;
  const name = functionName(node) ?? env.frame.name;
  const frame: Frame = {
    module: env.frame.module,
    caller,
    node,
    thisValue: isArrow ? env.frame.thisValue : isPlainThis,
    ...(home === undefined ? {} : { home }),
    ...(name === undefined ? {} : { name }),
    via: options.isEntry === true ? [] : [...caller.via, site],
    depth: caller.depth + 1,
    isAtStart: caller.isAtStart && options.isLater !== true,
    args: isArrow ? env.frame.args : args,
    guard: options.isLater === true ? undefined : caller.guard,
    isConditional: options.isLater === true ? false : caller.isConditional,
    exits: [],
    yields: [],
    ...(env.frame.afterSuper !== undefined && isArrow ? { afterSuper: env.frame.afterSuper } : {}),
  };
  const inner = new Env(env, frame, true);
  if (ts.isFunctionExpression(node) && node.name !== undefined)
    declare(machine, node.name.text, callee, inner);
  bindParameters(machine, node, args, options.more, inner);
  return run(machine, node, inner);
};

const isTooDeep = (node: ts.Node, caller: Frame): boolean => {
  if (caller.depth >= DEEPEST) return true;
  let open = 0;
  let unknown = 0;
  for (let at: Frame | undefined = caller; at !== undefined; at = at.caller) {
    if (at.node !== node) continue;
    open++;
    if (caller.isConditional) unknown++;
  }
  return open >= MOST_OPEN || unknown > MOST_OPEN_UNKNOWN;
};

/** `more`: what arguments beyond those given are, if there may be some. */
export const bindParameters = (
  machine: Machine,
  node: ts.SignatureDeclaration,
  args: readonly Value[],
  more: Value | undefined,
  env: Env,
): void => {
  // `this` as a first parameter is a type.
  const parameters = node.parameters.filter(({ name }) => !(ts.isIdentifier(name) && name.text === 'this'));
  for (const [i, parameter] of parameters.entries()) {
    if (parameter.dotDotDotToken !== undefined) {
      const rest = args.slice(i);
      bindName(
        machine,
        parameter.name,
        more === undefined ? listOf([...rest]) : listOf([...rest, more], true),
        env,
      );
      continue;
    }
    const given = args[i] ?? more ?? UNDEFINED;
    bindName(machine, parameter.name, defaulted(machine, given, parameter.initializer, env), env);
  }
};

/** Runs a body: the value is that of whichever `return` comes. */
const run = (machine: Machine, node: ts.FunctionLikeDeclaration, env: Env): Value => {
  const { body } = node;
  if (body === undefined) return UNDEFINED;
  if (!ts.isBlock(body)) return machine.parts.evaluate(body, env);
  const last = machine.parts.executeAll(body.statements, env);
  const value = finished(machine, env.frame, last);
  if (!('asteriskToken' in node) || node.asteriskToken === undefined) return value;
  return listOf(
    env.frame.yields,
    env.frame.yields.some((one) => one.kind !== 'plain'),
  );
};

/** Joins the ends that a frame may have had, and gives the value of all of them. */
export const finished = (machine: Machine, frame: Frame, last: Completion): Value => {
  const values: Value[] = [];
  for (const { completion, change } of frame.exits) {
    if (completion.kind !== 'return') continue;
    values.push(completion.value);
    machine.journal.join([change, { slots: new Map(), lists: new Map() }]);
  }
  frame.exits.length = 0;
  return eitherOf([...values, last.kind === 'return' ? last.value : UNDEFINED]);
};

/** Arguments for a function that somebody calls later, or nobody: called as they are named. */
export const unknownArguments = (node: ts.SignatureDeclaration): readonly Value[] =>
  node.parameters
    .filter((parameter) => parameter.dotDotDotToken === undefined)
    .map(({ name }) => unknownOf([], ts.isIdentifier(name) ? name.text : undefined));
