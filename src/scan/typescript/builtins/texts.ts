/** Methods of texts: of known ones what JavaScript does, of others what can be kept of them. */
import type { Value } from '../value.ts';
import {
  LONGEST_TEXT as LONGEST,
  UNDEFINED,
  listOf,
  numberIn,
  plainValue,
  stringIn,
  textValue,
  unknownOf,
} from '../values.ts';

/** Methods that take and give plain values, without patterns. */
const SIMPLE: ReadonlySet<string> = new Set([
  'toLowerCase',
  'toUpperCase',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'trim',
  'trimStart',
  'trimEnd',
  'slice',
  'substring',
  'substr',
  'charAt',
  'charCodeAt',
  'codePointAt',
  'at',
  'indexOf',
  'lastIndexOf',
  'includes',
  'startsWith',
  'endsWith',
  'normalize',
  'localeCompare',
  'toString',
  'valueOf',
]);

export const callOfText = (
  of: string,
  name: string,
  args: readonly Value[],
  invoke: (callback: Value, args: readonly Value[]) => Value,
): Value | undefined => {
  const plain = args.flatMap((arg) => (arg.kind === 'plain' ? [arg.plain] : []));
  const isKnown = plain.length === args.length;
  if (name === 'concat') return textValue([plainValue(of), ...args]);
  if (SIMPLE.has(name)) {
    if (!isKnown) return unknownOf(args);
    return plainValue(called(of, name, plain) as string);
  }
  const [first, second] = args;
  const pattern = stringIn(first);
  switch (name) {
    case 'split': {
      const limit = numberIn(second);
      if (pattern === undefined) return first === undefined ? listOf([plainValue(of)]) : listOf([], true);
      return listOf(of.slice(0, LONGEST).split(pattern, limit).slice(0, 1000).map(plainValue));
    }
    case 'replace':
    case 'replaceAll': {
      if (pattern === undefined || second === undefined) return unknownOf([plainValue(of), ...args]);
      const by = second.kind === 'function' ? undefined : stringIn(second);
      if (second.kind === 'function') {
        const index = of.indexOf(pattern);
        if (index < 0) return plainValue(of);
        const inner = invoke(second, [plainValue(pattern), plainValue(index), plainValue(of)]);
        return textValue([
          plainValue(of.slice(0, index)),
          inner,
          plainValue(of.slice(index + pattern.length)),
        ]);
      }
      if (by !== undefined) {
        const times = name === 'replace' ? 1 : timesIn(of, pattern);
        // `$&` and its like put in what is there already.
        const longest = by.includes('$') ? by.length * (of.length + 1) : by.length;
        if (of.length + times * longest > LONGEST) return unknownOf();
        return plainValue(name === 'replace' ? of.replace(pattern, by) : of.replaceAll(pattern, by));
      }
      // What is put in is not known: the rest is.
      const pieces = name === 'replaceAll' && pattern !== '' ? of.split(pattern) : twoAt(of, pattern);
      return textValue(
        pieces
          .slice(0, 100)
          .flatMap((piece, i) => (i === 0 ? [plainValue(piece)] : [second, plainValue(piece)])),
      );
    }
    case 'repeat': {
      const count = numberIn(first);
      if (count === undefined || count < 0 || count * of.length > LONGEST) return unknownOf();
      return plainValue(of.repeat(count));
    }
    case 'padStart':
    case 'padEnd': {
      const length = numberIn(first);
      if (!isKnown || length === undefined || length > LONGEST) return unknownOf(args);
      return plainValue(called(of, name, plain) as string);
    }
    case 'match':
    case 'matchAll':
    case 'search':
      return unknownOf(args);
    default:
      return undefined;
  }
};

const called = (of: string, name: string, args: readonly unknown[]): unknown => {
  const method = (String.prototype as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[
    name
  ]!;
  try {
    return method.apply(of, [...args]);
  } catch {
    // `'a'.normalize('x')` throws; what the program does then is its affair.
    return undefined;
  }
};

/** How often a text holds another one. */
const timesIn = (of: string, pattern: string): number => {
  if (pattern === '') return of.length + 1;
  let times = 0;
  for (let at = of.indexOf(pattern); at >= 0; at = of.indexOf(pattern, at + pattern.length)) times++;
  return times;
};

const twoAt = (of: string, pattern: string): readonly string[] => {
  const index = of.indexOf(pattern);
  return index < 0 ? [of] : [of.slice(0, index), of.slice(index + pattern.length)];
};

/** Methods after which a text is still that text, as far as references go. */
const KEEPING: ReadonlySet<string> = new Set(['toString', 'valueOf', 'trim', 'trimStart', 'trimEnd']);

const CASES: ReadonlySet<string> = new Set([
  'toLowerCase',
  'toUpperCase',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
]);

/** Of a text of which not all is known: its parts are kept. */
export const callOfUnknownText = (of: Value, name: string, args: readonly Value[]): Value | undefined => {
  if (KEEPING.has(name)) return of;
  if (CASES.has(name) && of.kind === 'text')
    return textValue(
      of.parts.map((part) => {
        const text = stringIn(part);
        return text === undefined ? part : plainValue(called(text, name, []) as string);
      }),
    );
  if (name === 'concat') return textValue([of, ...args]);
  if (name === 'split') return listOf([unknownOf([of])], true);
  if (name === 'startsWith' && of.kind === 'text') {
    const [start, text] = [stringIn(of.parts[0]), stringIn(args[0])];
    if (start !== undefined && text !== undefined && (start.startsWith(text) || !text.startsWith(start)))
      return plainValue(start.startsWith(text));
  }
  if (name === 'forEach') return UNDEFINED;
  return TEXTUAL.has(name) ? unknownOf([of, ...args]) : undefined;
};

const TEXTUAL: ReadonlySet<string> = new Set([
  ...SIMPLE,
  'replace',
  'replaceAll',
  'padStart',
  'padEnd',
  'repeat',
  'match',
  'search',
  'matchAll',
]);
