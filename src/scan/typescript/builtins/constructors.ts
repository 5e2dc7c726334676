/** `new` of the language's own classes: `Map`, `Set`, `Promise`, `URL`, errors. */
import type ts from 'typescript';
import { nativeFunction } from '../closures.ts';
import { newMap, newSet } from '../collections.ts';
import type { CallOptions } from '../frames.ts';
import { iterated } from '../iterated.ts';
import type { Machine } from '../machine.ts';
import { urlIn } from '../paths-known.ts';
import type { Value } from '../value.ts';
import {
  UNDEFINED,
  eitherOf,
  listOf,
  numberIn,
  objectOf,
  plainValue,
  stringIn,
  unknownOf,
} from '../values.ts';
import { fromPairs } from './objects.ts';

const ERRORS = /^(?:[A-Z]\w*)?Error$/;

/** What `new` makes of a global class; none if it is another value. */
export const constructGlobal = (
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  options: CallOptions,
  node: ts.Node,
): Value | undefined => {
  const name = callee.kind === 'unknown' ? machine.globalNames.get(callee) : undefined;
  if (name === undefined) return undefined;
  const [first = UNDEFINED, second] = args;
  if (ERRORS.test(name)) return objectOf([['message', first]], true);
  switch (name) {
    case 'Map':
    case 'WeakMap':
      return first === UNDEFINED ? newMap([], false) : fromPairs(first, true);
    case 'Set':
    case 'WeakSet': {
      const { items, isOpen } = iterated(first);
      return newSet(uniqueOf(items), isOpen);
    }
    case 'Array': {
      const length = numberIn(first);
      if (args.length !== 1 || length === undefined) return listOf([...args]);
      return listOf(Array.from({ length: Math.min(Math.max(length, 0), 1000) }, () => UNDEFINED));
    }
    case 'Object':
      return first === UNDEFINED ? objectOf([]) : first;
    case 'Proxy':
      return first;
    case 'Date':
    case 'RegExp':
      return unknownOf(args, name);
    case 'String':
      return first;
    case 'URL':
      return urlOf(first, second);
    case 'Promise':
      return promised(machine, first, options, node);
    default:
      return undefined;
  }
};

const uniqueOf = (items: readonly Value[]): Value[] => {
  const found: Value[] = [];
  const plain = new Set<unknown>();
  for (const item of items) {
    if (item.kind === 'plain') {
      if (plain.has(item.plain)) continue;
      plain.add(item.plain);
    }
    found.push(item);
  }
  return found;
};

const urlOf = (first: Value, second: Value | undefined): Value => {
  const [text, base] = [stringIn(first), stringIn(second)];
  const inFiles = text !== undefined && base !== undefined ? urlIn(text, base) : undefined;
  if (inFiles !== undefined)
    return objectOf([
      ['href', plainValue(inFiles)],
      ['pathname', plainValue(inFiles.slice('file:///'.length))],
    ]);
  if (text === undefined || (second !== undefined && base === undefined))
    return unknownOf(second === undefined ? [first] : [first, second], 'URL');
  try {
    const url = new URL(text, base);
    const names = ['href', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'origin'] as const;
    return objectOf(
      names.map((name) => [name, plainValue(url[name])] as const),
      true,
    );
  } catch {
    return unknownOf([first], 'URL');
  }
};

/** `new Promise((resolve) => …)` is what it is resolved to. */
const promised = (machine: Machine, executor: Value, options: CallOptions, node: ts.Node): Value => {
  const given: Value[] = [];
  const { boundTo: _, thisValue: __, more: ___, ...plain } = options;
  const resolve = nativeFunction(
    'resolve',
    ([value = UNDEFINED]) => {
      given.push(value);
      return UNDEFINED;
    },
    options.site,
  );
  const reject = nativeFunction('reject', () => UNDEFINED, options.site);
  machine.parts.call(executor, [resolve, reject], plain, node);
  return given.length === 0 ? unknownOf() : eitherOf(given);
};
