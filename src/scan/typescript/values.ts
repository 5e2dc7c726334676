/** Making and judging values: the small arithmetic of what is known, what may be, and what is not known. */
import type { Plain } from '../../model/fact.ts';
import type { Value } from './value.ts';

export type PlainValue = Extract<Value, { kind: 'plain' }>;
export type ListValue = Extract<Value, { kind: 'list' }>;
export type ObjectValue = Extract<Value, { kind: 'object' }>;
export type FunctionValue = Extract<Value, { kind: 'function' }>;
export type ClassValue = Extract<Value, { kind: 'class' }>;
export type InstanceValue = Extract<Value, { kind: 'instance' }>;

/** What any item is called, and any property under a key that is not known. */
export const ANY = '[*]';

/** More arms than that tell nothing. */
const MOST_ARMS = 24;
/** Lists in lists may be circles. */
const DEEPEST_LIST = 10;
/** Longer texts are not put together, nor longer lists: what doubles itself in a loop would fill the memory. */
export const LONGEST_TEXT = 100_000;
const LONGEST_LIST = 10_000;
/** Parts of a text, and of what is not known, that are kept. */
const MOST_PARTS = 1_000;

export const plainValue = (plain: PlainValue['plain']): Value => ({ kind: 'plain', plain });

export const UNDEFINED: Value = plainValue(undefined);

export const listOf = (items: Value[], isOpen = false): ListValue => {
  const isTooLong = items.length > LONGEST_LIST;
  return {
    kind: 'list',
    items: isTooLong ? items.slice(0, LONGEST_LIST) : items,
    isOpen: isOpen || isTooLong,
  };
};

/** Puts items behind those of a list; what makes it too long is not known any more. */
export const addTo = (list: ListValue, items: readonly Value[], isInFront = false): void => {
  const added = items.slice(0, Math.max(LONGEST_LIST - list.items.length, 0));
  if (added.length < items.length) list.isOpen = true;
  if (isInFront) list.items.unshift(...added);
  else list.items.push(...added);
};

export const objectOf = (entries: Iterable<readonly [string, Value]>, isOpen = false): ObjectValue => ({
  kind: 'object',
  entries: new Map(entries),
  isOpen,
});

/** What is not known, but made of these; plain values tell nothing there and are left out. */
export const unknownOf = (of: readonly Value[] = [], name?: string): Value => ({
  kind: 'unknown',
  of: [...new Set(of.filter(({ kind }) => kind !== 'plain' && kind !== 'function'))].slice(0, MOST_PARTS),
  ...(name === undefined ? {} : { name }),
});

export const memberOf = (of: Value, name: string): Value => ({ kind: 'member', of, name });

/** A value of plain data. */
export const valueOf = (plain: Plain | undefined): Value => {
  if (typeof plain !== 'object' || plain === null) return plainValue(plain);
  if (Array.isArray(plain)) return listOf((plain as readonly Plain[]).map(valueOf));
  return objectOf(Object.entries(plain).map(([key, value]) => [key, valueOf(value)] as const));
};

/** One of these; those that are alike count once. */
export const eitherOf = (values: readonly Value[]): Value => {
  const arms: Value[] = [];
  for (const value of values) {
    for (const arm of value.kind === 'either' ? value.of : [value]) {
      if (arms.length < MOST_ARMS && !arms.some((other) => isAlike(arm, other))) arms.push(arm);
    }
  }
  return arms.length === 1 ? arms[0]! : arms.length === 0 ? UNDEFINED : { kind: 'either', of: arms };
};

/** Whether two values are one as far as it can be told cheaply. */
const isAlike = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (a.kind === 'plain') return b.kind === 'plain' && Object.is(a.plain, b.plain);
  if (a.kind === 'environment') return b.kind === 'environment' && a.name === b.name;
  if (a.kind === 'made') return b.kind === 'made' && a.made === b.made;
  if (a.kind === 'result') return b.kind === 'result' && a.call === b.call;
  if (a.kind === 'member') return b.kind === 'member' && a.name === b.name && isAlike(a.of, b.of);
  if (a.kind === 'library')
    return b.kind === 'library' && a.module === b.module && a.path.join('\0') === b.path.join('\0');
  if (a.kind === 'text')
    return (
      b.kind === 'text' &&
      a.parts.length === b.parts.length &&
      a.parts.every((part, i) => isAlike(part, b.parts[i]!))
    );
  return false;
};

/** The arms of an either, else the value. Eithers made here are flat. */
export const armsOf = (value: Value): readonly Value[] => (value.kind === 'either' ? value.of : [value]);

/** Whether a condition holds; undefined: that cannot be told. */
export const truthOf = (value: Value): boolean | undefined => {
  if (value.kind === 'plain') return Boolean(value.plain);
  if (isThing(value)) return true;
  if (value.kind === 'text')
    return value.parts.some((part) => part.kind === 'plain' && part.plain !== '') ? true : undefined;
  return value.kind === 'either' ? allAgree(value.of, truthOf) : undefined;
};

/** Whether it is `null` or `undefined`; undefined: that cannot be told. */
export const isNullish = (value: Value): boolean | undefined => {
  if (value.kind === 'plain') return value.plain === undefined || value.plain === null;
  if (value.kind === 'text') return false;
  return truthOf(value) === true
    ? false
    : value.kind === 'either'
      ? allAgree(value.of, isNullish)
      : undefined;
};

const allAgree = (
  values: readonly Value[],
  test: (value: Value) => boolean | undefined,
): boolean | undefined => {
  const [first, ...others] = values.map(test);
  return others.every((other) => other === first) ? first : undefined;
};

/** The arms that are not `null` or `undefined`, as one value; itself if there are none. */
export const withoutNullish = (value: Value): Value => {
  if (value.kind !== 'either') return value;
  const arms = value.of.filter((arm) => isNullish(arm) !== true);
  return arms.length === 0 ? value : eitherOf(arms);
};

/** Whether two values are the same (`===`); undefined: that cannot be told. */
export const isSame = (a: Value, b: Value): boolean | undefined => {
  if (a.kind === 'plain' && b.kind === 'plain') return a.plain === b.plain;
  if (isThing(a) && isThing(b)) {
    if (a.kind === 'made' && b.kind === 'made') return a.made === b.made;
    return a === b;
  }
  if ((isThing(a) && b.kind === 'plain') || (a.kind === 'plain' && isThing(b))) return false;
  if (a.kind === 'text' && b.kind === 'plain' && typeof b.plain !== 'string') return false;
  if (b.kind === 'text' && a.kind === 'plain' && typeof a.plain !== 'string') return false;
  if (a.kind === 'either') return allAgree(a.of, (arm) => isSame(arm, b));
  if (b.kind === 'either') return allAgree(b.of, (arm) => isSame(a, arm));
  return undefined;
};

const THINGS: ReadonlySet<Value['kind']> = new Set([
  'list',
  'object',
  'made',
  'function',
  'class',
  'instance',
]);

/** What has an identity of its own. */
export const isThing = (value: Value): boolean => THINGS.has(value.kind);

/** Text put together: known neighbours become one. */
export const textValue = (parts: readonly Value[]): Value => {
  const flat: Value[] = [];
  let length = 0;
  for (const part of parts.flatMap((one) => (one.kind === 'text' ? one.parts : [one]))) {
    const last = flat.at(-1);
    const text = writtenOf(part);
    if (flat.length > MOST_PARTS) return unknownOf(parts);
    if (text === undefined) flat.push(part);
    else if (length + text.length > LONGEST_TEXT) return unknownOf(parts);
    else if (last?.kind === 'plain') flat[flat.length - 1] = plainValue(String(last.plain) + text);
    else if (text !== '') flat.push(plainValue(text));
    length += text?.length ?? 1;
  }
  if (flat.length === 0) return plainValue('');
  const [only] = flat;
  return only?.kind === 'plain' && flat.length === 1 ? only : { kind: 'text', parts: flat };
};

/** Text put together; a text of few known choices is one of few known texts. */
export const textOfParts = (parts: readonly Value[]): Value => {
  const eithers = parts.filter((part) => part.kind === 'either');
  const [either] = eithers;
  const isPlain = parts.every((part) => armsOf(part).every((arm) => arm.kind === 'plain'));
  if (either === undefined || eithers.length > 1 || !isPlain || either.of.length > 8) return textValue(parts);
  return eitherOf(either.of.map((arm) => textValue(parts.map((part) => (part === either ? arm : part)))));
};

/** What a value is in a template; none if that is not known, or too long. */
export const writtenOf = (value: Value, depth = 0): string | undefined => {
  if (value.kind === 'plain') return String(value.plain);
  if (value.kind !== 'list' || value.isOpen || depth >= DEEPEST_LIST) return undefined;
  const items: string[] = [];
  let length = 0;
  for (const item of value.items) {
    const isNothing = item.kind === 'plain' && (item.plain === null || item.plain === undefined);
    const text = isNothing ? '' : writtenOf(item, depth + 1);
    length += (text?.length ?? 0) + 1;
    if (text === undefined || length > LONGEST_TEXT) return undefined;
    items.push(text);
  }
  return items.join(',');
};

/** The text, if it is wholly known. */
export const stringIn = (value: Value | undefined): string | undefined =>
  value?.kind === 'plain' && typeof value.plain === 'string' ? value.plain : undefined;

export const numberIn = (value: Value | undefined): number | undefined =>
  value?.kind === 'plain' && typeof value.plain === 'number' ? value.plain : undefined;
