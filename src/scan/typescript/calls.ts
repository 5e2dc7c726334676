/** Calls and `new` of any value: of the files, of the language, and of libraries, which are what a trace is about. */
import type ts from 'typescript';
import { constructClass } from './classes.ts';
import { constructGlobal } from './builtins/constructors.ts';
import { callGlobal } from './builtins/globals.ts';
import { callLibrary } from './builtins/modules.ts';
import { callMethod } from './builtins/methods.ts';
import { closureOf, nativeOf } from './closures.ts';
import { unknownArguments } from './functions.ts';
import { isAwaiting } from './members.ts';
import type { CallOptions } from './frames.ts';
import type { Machine } from './machine.ts';
import type { Call, Value } from './value.ts';
import {
  ANY,
  type FunctionValue,
  UNDEFINED,
  eitherOf,
  listOf,
  memberOf,
  objectOf,
  unknownOf,
} from './values.ts';

/** More than that a call is not tried on. */
const MOST_ARMS = 8;

export const callValue = (
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  options: CallOptions,
  node: ts.Node,
): Value => {
  if (callee.kind === 'function') return machine.parts.apply(callee, options.thisValue, args, options);
  if (callee.kind === 'either') {
    return overArms(machine, callee.of, options, (arm) => callValue(machine, arm, args, options, node));
  }
  // Nothing can be called so.
  if (callee.kind === 'plain') return unknownOf(args);
  if (callee.kind === 'library')
    return callLibrary(callee, args) ?? callOutside(machine, staticCallee(callee), args, options, node);
  if (callee.kind === 'member' && isAwaiting(callee.name))
    return awaited(machine, callee.of, callee.name, args, options, node);
  const known =
    callGlobal(machine, callee, args, options, node) ??
    (callee.kind === 'member' ? callMethod(machine, callee, args, options, node) : undefined);
  return known ?? callOutside(machine, callee, args, options, node);
};

/** What each of several does that it may be. */
const overArms = (
  machine: Machine,
  values: readonly Value[],
  { frame }: CallOptions,
  run: (arm: Value) => Value,
): Value => {
  const arms = values.filter((arm) => arm.kind !== 'plain').slice(0, MOST_ARMS);
  return machine.choose(
    frame,
    arms.map((arm) => () => run(arm)),
  );
};

/** `Bucket.fromBucketName` is a method of what is exported; `join` of a namespace is an export itself. */
const staticCallee = (callee: Extract<Value, { kind: 'library' }>): Value => {
  const name = callee.path.at(-1);
  return name === undefined || callee.path.length < 2
    ? callee
    : memberOf({ ...callee, path: callee.path.slice(0, -1) }, name);
};

const nameOf = (callee: Value): string => {
  if (callee.kind === 'member') return callee.name;
  if (callee.kind === 'library') return callee.path.at(-1) ?? callee.module;
  if (callee.kind === 'result') return callee.call.name;
  return (callee.kind === 'unknown' ? callee.name : undefined) ?? '';
};

/** A call of what is not among the files: it is told, asked of the dialect, and its callbacks run. */
const callOutside = (
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  options: CallOptions,
  node: ts.Node,
): Value => {
  const name = nameOf(callee);
  const receiver = callee.kind === 'member' ? callee.of : undefined;
  const call = machine.newCall(callee, name, args, options);
  const invoke = (callback: Value, given: readonly Value[]): Value => {
    const { boundTo: _, thisValue: __, more: ___, ...plain } = options;
    return machine.parts.call(callback, given, plain, node);
  };
  const known = machine.options.intrinsic?.(call, invoke);
  if (known !== undefined) return known;
  const [first] = args;
  if (receiver !== undefined && first?.kind === 'function' && ITERATING.has(name))
    return iterating(receiver, name, (given) => invoke(first, given), args, call);
  for (const arg of args) if (arg.kind === 'function') runLater(machine, arg, options, node);
  return { kind: 'result', call };
};

/** Promises are what they come to. */
const awaited = (
  machine: Machine,
  receiver: Value,
  name: string,
  args: readonly Value[],
  options: CallOptions,
  node: ts.Node,
): Value => {
  const { boundTo: _, thisValue: __, more: ___, ...plain } = options;
  const [first, second] = args;
  const run = (callback: Value | undefined, given: readonly Value[]): Value | undefined =>
    callback === undefined || callback.kind === 'plain'
      ? undefined
      : machine.parts.call(callback, given, plain, node);
  if (name === 'then') {
    const value = run(first, [receiver]) ?? receiver;
    if (second === undefined || second.kind === 'plain') return value;
    return machine.choose(options.frame, [
      () => value,
      () => run(second, [unknownOf([], 'error')]) ?? UNDEFINED,
    ]);
  }
  if (name === 'catch')
    return machine.choose(options.frame, [
      () => receiver,
      () => run(first, [unknownOf([], 'error')]) ?? UNDEFINED,
    ]);
  run(first, []);
  return receiver;
};

const ITERATING = new Set([
  'map',
  'forEach',
  'filter',
  'find',
  'findLast',
  'findIndex',
  'some',
  'every',
  'reduce',
  'reduceRight',
  'flatMap',
  'sort',
  'toSorted',
]);

/** A list that is not known: its callback runs once, for any item. */
const iterating = (
  receiver: Value,
  name: string,
  run: (args: readonly Value[]) => Value,
  args: readonly Value[],
  call: Call,
): Value => {
  const item = memberOf(receiver, ANY);
  const index = unknownOf([], 'index');
  if (name === 'reduce' || name === 'reduceRight') {
    const before = args[1] ?? item;
    return eitherOf([run([before, item, index, receiver]), before]);
  }
  if (name === 'sort' || name === 'toSorted') {
    run([item, item]);
    return receiver;
  }
  const value = run([item, index, receiver]);
  if (name === 'map') return listOf([value], true);
  if (name === 'flatMap')
    return value.kind === 'list' ? listOf([...value.items], true) : listOf([value], true);
  if (name === 'filter') return receiver;
  if (name === 'forEach') return UNDEFINED;
  return name === 'find' || name === 'findLast' ? item : { kind: 'result', call };
};

/** A callback that somebody runs, sooner or later: once, with what is not known. */
const runLater = (machine: Machine, callback: FunctionValue, options: CallOptions, node: ts.Node): void => {
  if (nativeOf(callback) !== undefined) return;
  const closure = closureOf(callback);
  const isInline =
    closure.node.getSourceFile() === node.getSourceFile() &&
    closure.node.pos >= node.pos &&
    closure.node.end <= node.end;
  if (machine.ran.has(closure.node) && !isInline) return;
  machine.ran.add(closure.node);
  const { boundTo: _, more: __, thisValue: ___, ...plain } = options;
  const run = (): void => {
    machine.parts.apply(callback, undefined, unknownArguments(closure.node), { ...plain, isLater: true });
  };
  // At the top of a module what stands below is not there yet: `process.on('exit', () => server.close())`.
  if (options.frame.caller === undefined) options.frame.module.later.push({ site: options.site, run });
  else machine.attempt(run);
};

/** `new` of any value. */
export const constructValue = (
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  options: CallOptions,
  node: ts.Node,
): Value => {
  if (callee.kind === 'class') return constructClass(machine, callee, args, options);
  if (callee.kind === 'library') return { kind: 'made', made: machine.newMade(callee, args, options) };
  if (callee.kind === 'either')
    return overArms(machine, callee.of, options, (arm) => constructValue(machine, arm, args, options, node));
  if (callee.kind === 'plain') return unknownOf(args);
  if (callee.kind === 'function') {
    // A class as it was written before there were classes.
    const object = objectOf([], true);
    const value = machine.parts.apply(callee, object, args, options);
    return value.kind === 'object' || value.kind === 'instance' ? value : object;
  }
  const known = constructGlobal(machine, callee, args, options, node);
  if (known !== undefined) return known;
  const call = machine.newCall(callee, nameOf(callee), args, options);
  for (const arg of args) if (arg.kind === 'function') runLater(machine, arg, options, node);
  return { kind: 'result', call };
};
