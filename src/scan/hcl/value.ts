/**
 * What an expression comes to, as far as the files tell: a value, or nothing known, and in both cases everything that
 * was referred to on the way.
 */
import type { Plain } from '../../model/fact.ts';
import { entriesOf } from '../tree.ts';

/** What was met on the way, however indirect: a resource, data, a module's output. */
export interface Reference {
  /** An address: whatever the scope said. */
  readonly to: string;
  /** The attribute asked for (`arn`, `id`), if any. */
  readonly path?: string;
}

/**
 * A list or map has its own references (what decided its shape) apart from those of its members; `referencesOf` tells
 * all. `isPartial`: there may be more members than these. `encodes`: it is the JSON text of that, of which more may be
 * known than of the text.
 */
export type Value = { readonly references: readonly Reference[]; readonly encodes?: Value } & (
  | { readonly kind: 'plain'; readonly plain: null | boolean | number | string }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly isPartial?: boolean }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Value>; readonly isPartial?: boolean }
  | { readonly kind: 'unknown' }
);

export type Step = string | number;

const NONE: readonly Reference[] = [];

/** No value known. */
export const unknown = (references: readonly Reference[] = NONE): Value => ({ kind: 'unknown', references });

/** A known null, boolean, number or text. */
export const plain = (
  value: null | boolean | number | string,
  references: readonly Reference[] = NONE,
): Value => ({ kind: 'plain', plain: value, references });

/** `isPartial`: there may be more. */
export const list = (
  items: readonly Value[],
  references: readonly Reference[] = NONE,
  isPartial = false,
): Value => ({ kind: 'list', items, references, ...(isPartial && { isPartial }) });

/** `isPartial`: there may be more. */
export const map = (
  entries: ReadonlyMap<string, Value>,
  references: readonly Reference[] = NONE,
  isPartial = false,
): Value => ({ kind: 'map', entries, references, ...(isPartial && { isPartial }) });

/** Several lists of references as one, each only once. */
export const together = (lists: readonly (readonly Reference[])[]): readonly Reference[] => {
  const filled = lists.filter((references) => references.length > 0);
  const [first] = filled;
  if (first === undefined) return NONE;
  if (filled.every((references) => references === first)) return first;
  const found = new Map<string, Reference>();
  for (const reference of filled.flat()) {
    const key = `${reference.to}\n${reference.path ?? ''}`;
    if (!found.has(key)) found.set(key, reference);
  }
  return [...found.values()];
};

const gathered = new WeakMap<Value, readonly Reference[]>();

/** All that a value refers to, its members included; worked out once for each value. */
export const referencesOf = (value: Value): readonly Reference[] => {
  if (value.kind === 'plain' || value.kind === 'unknown') return value.references;
  const known = gathered.get(value);
  if (known !== undefined) return known;
  const found = together([value.references, ...membersOf(value).map(referencesOf)]);
  gathered.set(value, found);
  return found;
};

/** All that several values refer to. */
export const allReferences = (values: readonly Value[]): readonly Reference[] =>
  together(values.map(referencesOf));

/** The items of a list, the members of a map; none of anything else. */
export const membersOf = (value: Value): readonly Value[] =>
  value.kind === 'list' ? value.items : value.kind === 'map' ? [...value.entries.values()] : [];

/** Values that a list or map is made of, all in all, if it is written out: lists of the same list twice double it. */
const MOST_MEMBERS = 100_000;

const sizes = new WeakMap<Value, number>();

const sizeOf = (value: Value): number => {
  if (value.kind === 'plain' || value.kind === 'unknown') return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const size = membersOf(value).reduce((sum, member) => sum + sizeOf(member), 1);
  sizes.set(value, size);
  return size;
};

/** The same value; of one that is too large to be written out only what it refers to. */
export const limited = (value: Value): Value =>
  sizeOf(value) > MOST_MEMBERS ? unknown(referencesOf(value)) : value;

/** The same value, which also refers to these. */
export const withReferences = (value: Value, references: readonly Reference[]): Value =>
  references.length === 0 ? value : { ...value, references: together([value.references, references]) };

/** Whether nothing of it is unknown. */
export const isKnown = (value: Value): boolean =>
  value.kind === 'plain' ||
  (value.kind !== 'unknown' && value.isPartial !== true && membersOf(value).every(isKnown));

/** Whether it is known that there is no such member: to ask for it is an error. */
export const isAbsent = (value: Value, step: Step): boolean => {
  if (value.kind === 'unknown' || (value.kind !== 'plain' && value.isPartial === true)) return false;
  return childOf(value, step) === undefined;
};

/** A member; an unknown value that refers to what the whole does, if none is known. */
export const memberOf = (value: Value, step: Step): Value => {
  const child = childOf(value, step);
  return child === undefined ? unknown(value.references) : withReferences(child, value.references);
};

const childOf = (value: Value, step: Step): Value | undefined => {
  if (value.kind === 'map') return value.entries.get(String(step));
  if (value.kind !== 'list') return undefined;
  return typeof step === 'number' || /^\d{1,9}$/.test(step) ? value.items[Number(step)] : undefined;
};

/** Data as a value. */
export const valueOf = (data: Plain, references: readonly Reference[] = NONE): Value => {
  if (data === null || typeof data !== 'object') return plain(data, references);
  if (Array.isArray(data)) {
    return list(
      data.map((item: Plain) => valueOf(item)),
      references,
    );
  }
  return map(new Map(entriesOf(data).map(([key, member]) => [key, valueOf(member)])), references);
};

/** A value as data: nothing if it is unknown; maps and lists leave out what is unknown in them. */
export const plainOf = (value: Value): Plain | undefined => {
  if (value.kind === 'plain') return value.plain;
  if (value.kind === 'list') return value.items.map(plainOf).filter((item) => item !== undefined);
  if (value.kind === 'unknown') return undefined;
  const known = [...value.entries].flatMap(([key, member]) => {
    const data = plainOf(member);
    return data === undefined ? [] : [[key, data] as const];
  });
  return Object.fromEntries(known);
};
