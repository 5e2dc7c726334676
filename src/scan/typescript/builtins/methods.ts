/** Methods of the language's own values: lists, texts, objects, maps, functions. */
import type ts from 'typescript';
import { closureOf, nativeOf } from '../closures.ts';
import { isCollection } from '../collections.ts';
import type { CallOptions } from '../frames.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../value.ts';
import {
  ANY,
  type FunctionValue,
  UNDEFINED,
  eitherOf,
  listOf,
  memberOf,
  plainValue,
  stringIn,
  unknownOf,
  writtenOf,
} from '../values.ts';
import { callOfList } from './lists.ts';
import { callOfText, callOfUnknownText } from './texts.ts';

type Member = Extract<Value, { kind: 'member' }>;

/** The value of a call of a method; none if it is a library's. */
export const callMethod = (
  machine: Machine,
  callee: Member,
  args: readonly Value[],
  options: CallOptions,
  node: ts.Node,
): Value | undefined => {
  const { of, name } = callee;
  const { boundTo: _, thisValue: __, more: ___, ...plain } = options;
  const invoke = (callback: Value, given: readonly Value[]): Value =>
    machine.parts.call(callback, given, plain, node);
  if (of.kind === 'list') return callOfList(machine, of, name, args, invoke);
  if (of.kind === 'plain')
    return typeof of.plain === 'string'
      ? callOfText(of.plain, name, args, invoke)
      : callOfPlain(of.plain, name, args);
  if (of.kind === 'text' || of.kind === 'environment') return callOfUnknownText(of, name, args);
  if (of.kind === 'object')
    return isCollection(of) ? callOfMap(machine, of, name, args, invoke) : callOfObject(of, name, args);
  if (of.kind === 'function') return callOfFunction(machine, of, name, args, options);
  const isSameThing = AS_IT_IS.has(name) && args.length === 0 && !machine.globalNames.has(of);
  return isSameThing ? of : undefined;
};

/** What gives the same in other words. */
const AS_IT_IS: ReadonlySet<string> = new Set(['toString', 'valueOf', 'trim']);

const callOfPlain = (
  of: number | boolean | null | undefined,
  name: string,
  args: readonly Value[],
): Value => {
  if (name === 'toString' && typeof of === 'number') {
    const radix = args[0]?.kind === 'plain' && typeof args[0].plain === 'number' ? args[0].plain : 10;
    return plainValue(radix >= 2 && radix <= 36 ? of.toString(radix) : String(of));
  }
  if (name === 'toString' || name === 'toLocaleString') return plainValue(String(of));
  if (name === 'toFixed' && typeof of === 'number') {
    const digits = args[0]?.kind === 'plain' && typeof args[0].plain === 'number' ? args[0].plain : 0;
    return plainValue(of.toFixed(Math.min(Math.max(digits, 0), 20)));
  }
  return name === 'valueOf' ? plainValue(of) : unknownOf(args);
};

type ObjectValue = Extract<Value, { kind: 'object' }>;

const callOfObject = (of: ObjectValue, name: string, args: readonly Value[]): Value | undefined => {
  const key = stringIn(args[0]);
  if (name === 'hasOwnProperty' || name === 'propertyIsEnumerable')
    return key !== undefined && (!of.isOpen || of.entries.has(key))
      ? plainValue(of.entries.has(key))
      : unknownOf([of]);
  if (name === 'toString') return of.isOpen ? unknownOf([of]) : plainValue('[object Object]');
  return name === 'valueOf' ? of : undefined;
};

const callOfMap = (
  machine: Machine,
  of: ObjectValue,
  name: string,
  args: readonly Value[],
  invoke: (callback: Value, args: readonly Value[]) => Value,
): Value | undefined => {
  const [first = UNDEFINED, second = UNDEFINED] = args;
  const key = writtenOf(first);
  switch (name) {
    case 'get': {
      if (key === undefined)
        return of.entries.size > 0 ? eitherOf([...of.entries.values(), UNDEFINED]) : memberOf(of, ANY);
      const own = of.entries.get(key);
      return own ?? (of.isOpen ? (of.entries.get(ANY) ?? memberOf(of, ANY)) : UNDEFINED);
    }
    case 'set': {
      const before = of.entries.get(ANY);
      if (key === undefined) of.isOpen = true;
      machine.journal.setEntry(
        of.entries,
        key ?? ANY,
        key === undefined && before !== undefined ? eitherOf([before, second]) : second,
      );
      return of;
    }
    case 'has':
      return key !== undefined && (of.entries.has(key) || !of.isOpen)
        ? plainValue(of.entries.has(key))
        : unknownOf([of]);
    case 'delete':
      if (key !== undefined) machine.journal.deleteEntry(of.entries, key);
      return plainValue(true);
    case 'clear':
      for (const name of of.entries.keys()) machine.journal.deleteEntry(of.entries, name);
      return UNDEFINED;
    case 'keys':
      return listOf([...of.entries.keys()].map(plainValue), of.isOpen);
    case 'values':
      return listOf([...of.entries.values()], of.isOpen);
    case 'entries':
      return listOf(
        [...of.entries].map(([name, value]) => listOf([plainValue(name), value])),
        of.isOpen,
      );
    case 'forEach':
      for (const [name, value] of of.entries) invoke(first, [value, plainValue(name), of]);
      return UNDEFINED;
    default:
      return undefined;
  }
};

/** `f.call(this, …)`, `f.apply(this, […])`, `f.bind(this, …)`. */
const callOfFunction = (
  machine: Machine,
  of: FunctionValue,
  name: string,
  args: readonly Value[],
  options: CallOptions,
): Value | undefined => {
  const [thisValue, ...rest] = args;
  if (name === 'call') return machine.parts.apply(of, thisValue, rest, options);
  if (name === 'apply') {
    const [list] = rest;
    return machine.parts.apply(of, thisValue, list?.kind === 'list' ? list.items : [], options);
  }
  if (name !== 'bind') return undefined;
  if (nativeOf(of) !== undefined) return of;
  const closure = closureOf(of);
  const before = closure.bound?.args ?? [];
  return { ...of, closure: { ...closure, bound: { thisValue, args: [...before, ...rest] } } };
};
