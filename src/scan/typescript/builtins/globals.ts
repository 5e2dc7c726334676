/** What the language and its runtime have for all: `Object`, `JSON`, `Array`, `Promise`, `Map`, `URL`. */
import type ts from 'typescript';
import type { CallOptions } from '../frames.ts';
import { iterated } from '../iterated.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../value.ts';
import {
  ANY,
  LONGEST_TEXT,
  UNDEFINED,
  eitherOf,
  listOf,
  memberOf,
  numberIn,
  objectOf,
  plainValue,
  stringIn,
  textValue,
  truthOf,
  unknownOf,
} from '../values.ts';
import { parsedJson, stringified } from './json.ts';
import { assigned, entriesOf, fromPairs, keysOf, valuesOf } from './objects.ts';

/** The value of a call of a global function or of one of its members; none if it is neither. */
export const callGlobal = (
  machine: Machine,
  callee: Value,
  args: readonly Value[],
  options: CallOptions,
  node: ts.Node,
): Value | undefined => {
  const name = nameOf(machine, callee);
  if (name === undefined) return undefined;
  const { boundTo: _, thisValue: __, more: ___, ...plain } = options;
  const invoke = (callback: Value, given: readonly Value[]): Value =>
    machine.parts.call(callback, given, plain, node);
  return call(name, args, invoke, machine);
};

const nameOf = (machine: Machine, callee: Value): string | undefined => {
  if (callee.kind === 'unknown') return machine.globalNames.get(callee);
  if (callee.kind !== 'member') return undefined;
  const of = machine.globalNames.get(callee.of);
  return of === undefined ? undefined : `${of}.${callee.name}`;
};

const call = (
  name: string,
  args: readonly Value[],
  invoke: (callback: Value, args: readonly Value[]) => Value,
  machine: Machine,
): Value | undefined => {
  const [first = UNDEFINED, second = UNDEFINED] = args;
  switch (name) {
    case 'Object.keys':
      return keysOf(first);
    case 'Object.values':
      return valuesOf(first);
    case 'Object.entries':
      return entriesOf(first);
    case 'Object.assign':
      return assigned(machine, first, args.slice(1));
    case 'Object.fromEntries':
      return fromPairs(first, false);
    case 'Object.freeze':
    case 'Object.seal':
    case 'structuredClone':
    case 'Promise.resolve':
    case 'Object':
      return first;
    case 'Object.create':
      return objectOf([], true);
    case 'Array.isArray':
      return first.kind === 'list'
        ? plainValue(true)
        : isKnownKind(first)
          ? plainValue(false)
          : unknownOf([first]);
    case 'Array.of':
      return listOf([...args]);
    case 'Array.from':
      return arrayFrom(first, second, invoke);
    case 'JSON.stringify':
      return stringified(first);
    case 'JSON.parse':
      return parsedJson(first);
    case 'String':
      return args.length === 0 ? plainValue('') : textValue([first]);
    case 'Number':
    case 'parseInt':
    case 'parseFloat':
    case 'Number.parseInt':
    case 'Number.parseFloat':
      return numberOf(name, first, second);
    case 'Boolean': {
      const truth = truthOf(first);
      return truth === undefined ? unknownOf([first]) : plainValue(truth);
    }
    case 'Promise.all':
    case 'Promise.allSettled':
      return first;
    case 'Promise.race':
    case 'Promise.any':
      return first.kind === 'list' ? eitherOf(first.items) : unknownOf([first]);
    case 'encodeURIComponent':
    case 'encodeURI':
    case 'decodeURIComponent':
    case 'decodeURI':
      return encoded(name, first);
    case 'process.cwd':
      return plainValue('.');
    case 'Symbol':
    case 'Symbol.for':
      return unknownOf();
    default:
      if (name.startsWith('Math.')) return math(name.slice(5), args);
      // What is only said to somebody has no consequence.
      return name.startsWith('console.') ? UNDEFINED : undefined;
  }
};

const isKnownKind = (value: Value): boolean =>
  value.kind === 'plain' ||
  value.kind === 'object' ||
  value.kind === 'text' ||
  value.kind === 'made' ||
  value.kind === 'instance' ||
  value.kind === 'function';

const arrayFrom = (
  source: Value,
  callback: Value,
  invoke: (callback: Value, args: readonly Value[]) => Value,
): Value => {
  const length = source.kind === 'object' ? numberIn(source.entries.get('length')) : undefined;
  const { items, isOpen } =
    length === undefined
      ? iterated(source)
      : {
          items: Array.from({ length: Math.min(Math.max(length, 0), 1000) }, () => UNDEFINED),
          isOpen: length > 1000,
        };
  const walked = isOpen && items.length === 0 ? [memberOf(source, ANY)] : items;
  return callback.kind === 'function'
    ? listOf(
        walked.map((item, i) => invoke(callback, [item, plainValue(i)])),
        isOpen,
      )
    : listOf([...items], isOpen);
};

const numberOf = (name: string, value: Value, radix: Value): Value => {
  if (value.kind !== 'plain') return unknownOf([value]);
  const text = String(value.plain);
  if (name === 'Number') return plainValue(Number(value.plain));
  return plainValue(
    name.endsWith('parseInt') ? Number.parseInt(text, numberIn(radix)) : Number.parseFloat(text),
  );
};

const encoded = (name: string, value: Value): Value => {
  const text = stringIn(value);
  // Each sign may become nine: what encodes itself in a loop would fill the memory.
  if (text === undefined || text.length > LONGEST_TEXT) return value;
  try {
    if (name === 'encodeURI') return plainValue(encodeURI(text));
    if (name === 'decodeURI') return plainValue(decodeURI(text));
    return plainValue(name === 'encodeURIComponent' ? encodeURIComponent(text) : decodeURIComponent(text));
  } catch {
    return unknownOf();
  }
};

const MATH: ReadonlyMap<string, (...args: readonly number[]) => number> = new Map([
  ['floor', Math.floor],
  ['ceil', Math.ceil],
  ['round', Math.round],
  ['trunc', Math.trunc],
  ['abs', Math.abs],
  ['min', Math.min],
  ['max', Math.max],
  ['pow', Math.pow],
  ['sqrt', Math.sqrt],
  ['sign', Math.sign],
] as [string, (...args: readonly number[]) => number][]);

const math = (name: string, args: readonly Value[]): Value => {
  const numbers = args.map(numberIn);
  const does = MATH.get(name);
  return does === undefined || numbers.includes(undefined)
    ? unknownOf(args)
    : plainValue(does(...(numbers as number[])));
};
