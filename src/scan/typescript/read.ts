/**
 * Asking values: what a reader of a trace wants to know of them, without minding how they came about.
 *
 * All of it is total and bounded: values may hold themselves (an object in its own property), and may be made of very
 * much; a question stops at a depth that no real program needs.
 */
import type { Plain, Where } from '../../model/fact.ts';
import type { Call, Library, Made, Site, Value } from './value.ts';

/** A place in the code as facts tell it: the file as the user would write it, and the line. */
export const whereOf = ({ file, line }: Site): Where => ({ file, line });

/** How deep values are looked into. */
const DEEPEST = 40;
/** How many values one plain value may hold, and how long a text may be. */
const MOST_VALUES = 100_000;
const LONGEST_TEXT = 100_000;
/** How many mentions one value may have, and how many values are looked at to find them. */
const MOST_MENTIONS = 2000;
const MOST_LOOKED_AT = 50_000;

/**
 * The plain value, as far as it is known: objects leave out members that are not known, in lists they are `null` so
 * that the others keep their places. Of an either, only if all arms are equal.
 */
export const plainOf = (value: Value | undefined): Plain | undefined => plain(value, 0, new Map()).plain;

/** What is known of a value, and how many values that is: what stands in it twice counts twice. */
interface Found {
  readonly plain: Plain | undefined;
  readonly size: number;
}

/** Values share parts: what is known of each is found out once per question. A value in itself is not known there. */
type Known = Map<Value, Found>;

const UNKNOWN: Found = { plain: undefined, size: 1 };

const plain = (value: Value | undefined, depth: number, known: Known): Found => {
  if (value === undefined || depth > DEEPEST) return UNKNOWN;
  if (value.kind === 'plain') return { plain: value.plain, size: 1 };
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, UNKNOWN);
  const anew = plainAnew(value, depth, known);
  // What holds itself twice, and so on, would be more than anybody can go through.
  const found = anew.size > MOST_VALUES ? UNKNOWN : anew;
  known.set(value, found);
  return found;
};

const plainAnew = (value: Value, depth: number, known: Known): Found => {
  const of = (inner: Value): Found => plain(inner, depth + 1, known);
  if (value.kind === 'list') {
    const items = value.items.map(of);
    return { plain: items.map((item) => item.plain ?? null), size: sizeOf(items) };
  }
  if (value.kind === 'object') {
    const members = [...value.entries].map(([key, member]) => [key, of(member)] as const);
    return {
      // Not assigned one by one: a key may be called `__proto__`.
      plain: Object.fromEntries(
        members.flatMap(([key, member]) =>
          member.plain === undefined ? [] : [[key, member.plain] as const],
        ),
      ),
      size: sizeOf(members.map(([, member]) => member)),
    };
  }
  if (value.kind === 'either') {
    const [first = UNKNOWN, ...others] = value.of.map(of);
    if (first.plain === undefined) return UNKNOWN;
    const told = JSON.stringify(first.plain);
    return others.every((other) => JSON.stringify(other.plain) === told) ? first : UNKNOWN;
  }
  if (value.kind !== 'text') return UNKNOWN;
  const parts = value.parts.map((part) => written(of(part).plain));
  return parts.every((part) => part !== undefined) && lengthOf(parts) <= LONGEST_TEXT
    ? { plain: parts.join(''), size: 1 }
    : UNKNOWN;
};

const sizeOf = (all: readonly Found[]): number => all.reduce((sum, { size }) => sum + size, 1);

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);

/** A whole known text; numbers and booleans as texts. */
export const textOf = (value: Value | undefined): string | undefined => written(plainOf(value));

const written = (value: Plain | undefined): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/**
 * A text with `${…}` for what is not known of it: `${table.tableName}-index`, `${env.STAGE}-orders`. Of an either, its
 * last arm that is known (the default). None if no part of it is known.
 */
export const patternOf = (value: Value | undefined): string | undefined => {
  if (value === undefined) return undefined;
  const { text, isKnown } = pattern(value, 0, new Map(), new Map());
  return isKnown ? text : undefined;
};

interface Pattern {
  readonly text: string;
  /** Whether a part of it is literally there. */
  readonly isKnown: boolean;
}

const pattern = (value: Value, depth: number, known: Known, patterns: Map<Value, Pattern>): Pattern => {
  const before = patterns.get(value);
  if (before !== undefined) return before;
  patterns.set(value, NOTHING);
  const found = patternAnew(value, depth, known, patterns);
  patterns.set(value, found);
  return found;
};

const NOTHING: Pattern = { text: '${…}', isKnown: false };

const patternAnew = (value: Value, depth: number, known: Known, patterns: Map<Value, Pattern>): Pattern => {
  const whole = written(plain(value, depth, known).plain);
  if (whole !== undefined) return { text: whole, isKnown: true };
  if (depth > DEEPEST) return NOTHING;
  if (value.kind === 'text') {
    const parts = value.parts.map((part) => pattern(part, depth + 1, known, patterns));
    const texts = parts.map((part) => part.text);
    return lengthOf(texts) > LONGEST_TEXT
      ? NOTHING
      : { text: texts.join(''), isKnown: parts.some((part) => part.isKnown) };
  }
  if (value.kind === 'either') {
    const arms = value.of.map((arm) => pattern(arm, depth + 1, known, patterns));
    return arms.findLast((arm) => arm.isKnown) ?? arms.at(-1) ?? NOTHING;
  }
  return { text: `\${${nameOf(value, depth)}}`, isKnown: false };
};

/** What a value that is not known may be called: `table.tableName`, `env.STAGE`. */
const nameOf = (value: Value, depth: number): string => {
  if (depth > DEEPEST) return '…';
  if (value.kind === 'member') return `${nameOf(value.of, depth + 1)}.${value.name}`;
  if (value.kind === 'environment') return `env.${value.name}`;
  if (value.kind === 'made') return madeName(value.made);
  if (value.kind === 'instance') return value.made?.boundTo ?? value.class;
  if (value.kind === 'result') return value.call.boundTo ?? `${value.call.name}()`;
  if (value.kind === 'library') return value.path.length > 0 ? value.path.join('.') : value.module;
  return (value.kind === 'unknown' ? value.name : undefined) ?? '…';
};

const madeName = (made: Made): string => made.boundTo ?? made.class.path.at(-1) ?? made.class.module;

/** The arms of an either, those of arms that are eithers too; else the value itself. */
export const choicesOf = (value: Value | undefined): readonly Value[] => {
  if (value === undefined) return [];
  if (value.kind !== 'either') return [value];
  return value.of.flatMap(choicesOf);
};

/** The value at a path into objects, lists and fields; through eithers: the first arm that has it. */
export const entryOf = (
  value: Value | undefined,
  ...path: readonly (string | number)[]
): Value | undefined => {
  const [first, ...rest] = path;
  if (value === undefined || first === undefined) return value;
  for (const choice of choicesOf(value)) {
    const inner = entryOf(memberOf(choice, first), ...rest);
    if (inner !== undefined) return inner;
  }
  return undefined;
};

const memberOf = (value: Value, name: string | number): Value | undefined => {
  if (value.kind === 'list') return value.items[Number(name)];
  if (value.kind === 'object') return value.entries.get(String(name));
  return value.kind === 'instance' ? value.fields.get(String(name)) : undefined;
};

/** The entries of an object (or of the first arm that is one), in their order. */
export const entriesOf = (value: Value | undefined): readonly (readonly [string, Value])[] => {
  const found = choicesOf(value).find((choice) => choice.kind === 'object');
  return found === undefined ? [] : [...found.entries];
};

/** The items of a list (or of the first arm that is one). */
export const itemsOf = (value: Value | undefined): readonly Value[] =>
  choicesOf(value).find((choice) => choice.kind === 'list')?.items ?? [];

/** A thing of the program that a value holds or is made of. */
export interface Mention {
  /** The names of the properties that lead to it, indexes of lists left out. */
  readonly path: readonly string[];
  /** The made, result or instance; with the members asked of it, if there are any. */
  readonly value: Value;
  /** Of a made, and of an instance whose class extends a library's. */
  readonly made?: Made;
  /** Of a result. */
  readonly call?: Call;
  /** What is asked of it: `['tableName']`. */
  readonly members: readonly string[];
}

/**
 * Every made, result and instance that a value holds or is made of. A result is a mention, and so is what the call was
 * given and called on; a made and an instance are not looked into.
 */
export const mentionsIn = (value: Value): readonly Mention[] => {
  const found: Mention[] = [];
  // By path as well: the same table may stand in two properties.
  const seen = new Map<Value | Call, Set<string>>();
  let lookedAt = 0;

  const isNew = (what: Value | Call, path: readonly string[]): boolean => {
    const key = path.join('\0');
    const paths = seen.get(what) ?? new Set();
    if (paths.has(key)) return false;
    seen.set(what, paths.add(key));
    return true;
  };
  const all = (values: Iterable<Value>, path: readonly string[], depth: number): void => {
    for (const inner of values) look(inner, path, depth + 1);
  };
  /** `whole` is the chain of members that ends at `value`, `members` the names in it. */
  const look = (
    value: Value,
    path: readonly string[],
    depth: number,
    whole: Value = value,
    members: readonly string[] = [],
  ): void => {
    if (depth > DEEPEST || found.length >= MOST_MENTIONS || ++lookedAt > MOST_LOOKED_AT) return;
    const { kind } = value;
    if (kind === 'member') look(value.of, path, depth + 1, whole, [value.name, ...members]);
    else if (kind === 'made' || kind === 'instance') {
      if (isNew(whole, path))
        found.push({ path, value: whole, ...(value.made && { made: value.made }), members });
    } else if (kind === 'result') {
      if (isNew(whole, path)) found.push({ path, value: whole, call: value.call, members });
      if (!isNew(value.call, path)) return;
      look(value.call.callee, path, depth + 1);
      all(value.call.args, path, depth);
    } else if (kind === 'list') {
      if (isNew(value, path)) all(value.items, path, depth);
    } else if (kind === 'object') {
      if (!isNew(value, path)) return;
      for (const [key, inner] of value.entries) look(inner, [...path, key], depth + 1);
    } else if (kind === 'either') {
      for (const arm of value.of)
        look(arm, path, depth + 1, whole === value ? arm : membersOf(arm, members), members);
    } else if (kind === 'text') all(value.parts, path, depth);
    else if (kind === 'unknown') all(value.of, path, depth);
  };
  look(value, [], 0);
  return found;
};

const membersOf = (value: Value, members: readonly string[]): Value =>
  members.reduce<Value>((of, name) => ({ kind: 'member', of, name }), value);

/**
 * The library's export that a value is: a callee, a class (that it extends), what a `new` made, with statics as the
 * last word of the path: `['Bucket', 'fromBucketName']`. None of what is asked of a made thing.
 */
export const libraryOf = (value: Value): Library | undefined => {
  if (value.kind === 'library') return value;
  if (value.kind === 'made') return value.made.class;
  if (value.kind === 'instance') return value.made?.class;
  if (value.kind === 'class') return value.extends;
  if (value.kind !== 'member' || (value.of.kind !== 'library' && value.of.kind !== 'member'))
    return undefined;
  const of = libraryOf(value.of);
  return of && { ...of, path: [...of.path, value.name] };
};
