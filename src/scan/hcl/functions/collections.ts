/**
 * Functions of lists and maps that need not know all members: each member keeps what it refers to, and only what
 * decides the shape of the whole is the whole's.
 */
import type { Plain } from '../../../model/fact.ts';
import { byCodePoint } from '../../../model/order.ts';
import {
  type Value,
  allReferences,
  isKnown,
  list,
  map,
  memberOf,
  membersOf,
  plain,
  plainOf,
  referencesOf,
  together,
  unknown,
  withReferences,
} from '../value.ts';
import { MOST_ITEMS, keyOf } from './plain.ts';

/** Nothing: the value is unknown, and refers to all that the arguments do. */
export type Shaped = (args: readonly Value[]) => Value | undefined;

const ownOf = (values: readonly Value[]) => together(values.map(({ references }) => references));

/** Whether there may be members that are not known. */
const isOpen = (value: Value): boolean =>
  value.kind === 'unknown' || (value.kind !== 'plain' && value.isPartial === true);

const isNull = (value: Value): boolean => value.kind === 'plain' && value.plain === null;

/** A list, or a list of what is known if it is not all known. */
const listed = (items: readonly Value[], from: readonly Value[]): Value | undefined =>
  items.length > MOST_ITEMS
    ? undefined
    : list(
        items,
        together(from.map((one) => (one.kind === 'unknown' ? referencesOf(one) : one.references))),
        from.some(isOpen),
      );

const merge: Shaped = (args) => {
  if (args.every(isOpen) && args.every((arg) => arg.kind === 'unknown')) return undefined;
  const members = new Map<string, Value>();
  for (const arg of args) {
    if (arg.kind === 'map') for (const [key, value] of arg.entries) members.set(key, value);
    else if (arg.kind !== 'unknown' && !isNull(arg)) return undefined;
  }
  return members.size > MOST_ITEMS ? undefined : map(members, ownOf(args), args.some(isOpen));
};

const concat: Shaped = (args) => {
  if (args.every(({ kind }) => kind === 'unknown')) return undefined;
  if (args.some(({ kind }) => kind !== 'list' && kind !== 'unknown')) return undefined;
  return listed(args.flatMap(membersOf), args);
};

/** A member if its key is known; the default counts as referred to, whichever it is. */
const lookup: Shaped = ([of, key, otherwise]) => {
  if (of?.kind !== 'map' || key?.kind !== 'plain') return undefined;
  const extra = together([key.references, otherwise === undefined ? [] : referencesOf(otherwise)]);
  const name = String(key.plain);
  if (of.entries.has(name)) return withReferences(memberOf(of, name), extra);
  if (of.isPartial === true || otherwise === undefined) return undefined;
  return withReferences(otherwise, together([of.references, key.references]));
};

/** Indexes beyond the end begin again. */
const element: Shaped = ([of, index]) => {
  if (of?.kind !== 'list' || isOpen(of) || index?.kind !== 'plain' || of.items.length === 0) return undefined;
  const at = Number(index.plain);
  if (!Number.isInteger(at)) return undefined;
  const count = of.items.length;
  return withReferences(memberOf(of, ((at % count) + count) % count), index.references);
};

const length: Shaped = ([of]) => {
  if (of === undefined || isOpen(of)) return undefined;
  if (of.kind === 'plain')
    return typeof of.plain === 'string' ? plain(Array.from(of.plain).length, of.references) : undefined;
  return plain(membersOf(of).length, referencesOf(of));
};

/** What keys refer to is what decided the map's shape, not what its members hold. */
const keys: Shaped = ([of]) =>
  of?.kind === 'map'
    ? list(
        [...of.entries.keys()].toSorted(byCodePoint).map((key) => plain(key)),
        of.references,
        isOpen(of),
      )
    : undefined;

const values: Shaped = ([of]) =>
  of?.kind === 'map'
    ? list(
        [...of.entries].toSorted(([a], [b]) => byCodePoint(a, b)).map(([, value]) => value),
        of.references,
        isOpen(of),
      )
    : undefined;

/** The items, each once; what is not known is taken to be different. */
const once = (items: readonly Value[]): readonly Value[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (!isKnown(item)) return true;
    const key = keyOf(plainOf(item)!);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

const distinct: Shaped = ([of]) => (of?.kind === 'list' ? { ...of, items: once(of.items) } : undefined);

/** A set has an order, too: that of its texts. */
const toset: Shaped = ([of]) => {
  if (of?.kind !== 'list') return undefined;
  const items = once(of.items);
  const texts = items.every((item) => item.kind === 'plain' && typeof item.plain === 'string');
  return { ...of, items: texts ? items.toSorted((a, b) => byCodePoint(textOf(a), textOf(b))) : items };
};

const textOf = (value: Value): string => (value.kind === 'plain' ? String(value.plain) : '');

const flatten: Shaped = ([of]) => {
  if (of?.kind !== 'list') return undefined;
  const items: Value[] = [];
  const parts: Value[] = [];
  const add = (value: Value): void => {
    if (items.length > MOST_ITEMS) return;
    if (value.kind === 'list') {
      parts.push(value);
      for (const item of value.items) add(item);
    } else items.push(value);
  };
  add(of);
  // What is unknown may be a list as well as an item.
  const made = listed(items, parts);
  return made?.kind === 'list' && items.some(({ kind }) => kind === 'unknown')
    ? { ...made, isPartial: true }
    : made;
};

const compact: Shaped = ([of]) =>
  of?.kind === 'list'
    ? {
        ...of,
        items: of.items.filter((item) => !isNull(item) && !(item.kind === 'plain' && item.plain === '')),
        ...(of.items.some(({ kind }) => kind === 'unknown') && { isPartial: true }),
      }
    : undefined;

/** The first that is neither null nor empty; what stands behind it is referred to all the same. */
const coalesceBy =
  (isEmpty: (value: Value) => boolean): Shaped =>
  (args) => {
    const first = args.find((arg) => !isEmpty(arg));
    if (first === undefined || first.kind === 'unknown') return undefined;
    return withReferences(first, allReferences(args.filter((arg) => arg !== first)));
  };

const coalesce = coalesceBy(
  (value) => value.kind === 'plain' && (value.plain === null || value.plain === ''),
);

const coalescelist = coalesceBy(
  (value) => isNull(value) || (value.kind === 'list' && value.items.length === 0 && !isOpen(value)),
);

const contains: Shaped = ([of, wanted]) => {
  if (of?.kind !== 'list' || wanted === undefined || !isKnown(wanted)) return undefined;
  const key = keyOf(plainOf(wanted)!);
  const isThere = of.items.some((item) => isKnown(item) && keyOf(plainOf(item)!) === key);
  return isThere || isKnown(of) ? plain(isThere, allReferences([of, wanted])) : undefined;
};

const index: Shaped = ([of, wanted]) => {
  if (of?.kind !== 'list' || wanted === undefined || !isKnown(of) || !isKnown(wanted)) return undefined;
  const key = keyOf(plainOf(wanted)!);
  const at = of.items.findIndex((item) => keyOf(plainOf(item)!) === key);
  return at < 0 ? undefined : plain(at, allReferences([of, wanted]));
};

const slice: Shaped = ([of, from, to]) => {
  if (of?.kind !== 'list' || isOpen(of) || from?.kind !== 'plain' || to?.kind !== 'plain') return undefined;
  const [start, end] = [Number(from.plain), Number(to.plain)];
  if (!(start >= 0 && end >= start && end <= of.items.length)) return undefined;
  return list(of.items.slice(start, end), ownOf([of, from, to]));
};

const reverse: Shaped = ([of]) =>
  of?.kind === 'list' && !isOpen(of) ? { ...of, items: of.items.toReversed() } : undefined;

const zipmap: Shaped = ([names, members]) => {
  if (names?.kind !== 'list' || members?.kind !== 'list' || isOpen(names) || isOpen(members))
    return undefined;
  if (names.items.length !== members.items.length || !names.items.every(({ kind }) => kind === 'plain'))
    return undefined;
  const entries = names.items.map(
    (name, at) => [textOf(name), withReferences(members.items[at]!, name.references)] as const,
  );
  return map(new Map(entries), ownOf([names, members]));
};

const setproduct: Shaped = (args) => {
  if (args.length === 0 || args.some((arg) => arg.kind !== 'list' || isOpen(arg))) return undefined;
  const sizes = args.reduce((product, arg) => product * membersOf(arg).length, 1);
  if (sizes > MOST_ITEMS) return undefined;
  let rows: readonly (readonly Value[])[] = [[]];
  for (const arg of args) rows = rows.flatMap((row) => membersOf(arg).map((item) => [...row, item]));
  return list(
    rows.map((row) => list(row)),
    ownOf(args),
  );
};

/** Only known items can be told to be in both. */
const compared =
  (keeps: (isIn: readonly boolean[]) => boolean): Shaped =>
  (args) => {
    const [first, ...others] = args;
    if (first === undefined || !args.every((arg) => arg.kind === 'list' && isKnown(arg))) return undefined;
    const sets = others.map((other) => new Set(membersOf(other).map((item) => keyOf(plainOf(item)!))));
    const items = once(membersOf(first)).filter((item) =>
      keeps(sets.map((set) => set.has(keyOf(plainOf(item)!)))),
    );
    return list(items, together([ownOf([first]), allReferences(others)]));
  };

const setunion: Shaped = (args) => {
  const all = concat(args);
  return all === undefined ? undefined : toset([all]);
};

/** The only item, null for none. */
const one: Shaped = ([of]) => {
  if (of?.kind !== 'list' || isOpen(of) || of.items.length > 1) return undefined;
  return of.items.length === 0 ? plain(null, of.references) : memberOf(of, 0);
};

const chunklist: Shaped = ([of, size]) => {
  if (of?.kind !== 'list' || isOpen(of) || size?.kind !== 'plain') return undefined;
  const count = Number(size.plain);
  if (!Number.isInteger(count) || count < 1) return undefined;
  const starts = Array.from({ length: Math.ceil(of.items.length / count) }, (_, at) => at * count);
  return list(
    starts.map((start) => list(of.items.slice(start, start + count))),
    ownOf([of, size]),
  );
};

/** Known by one item alone, if that decides. */
const decidedBy =
  (decides: boolean): Shaped =>
  ([of]) => {
    if (of?.kind !== 'list') return undefined;
    const references = referencesOf(of);
    if (of.items.some((item) => item.kind === 'plain' && String(item.plain) === String(decides)))
      return plain(decides, references);
    return isKnown(of) ? plain(!decides, references) : undefined;
  };

/** As the language writes it: members sorted, and what might end a script in a page escaped. */
const jsonOf = (data: Plain): string =>
  keyOf(data).replace(/[<>&]/g, (sign) => `\\u00${sign.codePointAt(0)!.toString(16)}`);

/** A text of which more is known than the text: what it encodes is kept with it. */
const jsonencode: Shaped = ([of]) => {
  if (of === undefined) return undefined;
  const references = referencesOf(of);
  const made = isKnown(of) ? plain(jsonOf(plainOf(of)!), references) : unknown(references);
  return { ...made, encodes: of };
};

const jsondecode: Shaped = ([text]) => text?.encodes;

/** Data of the same members; text to text. */
const same: Shaped = ([value]) => value;

const tolist: Shaped = ([of]) => (of?.kind === 'list' ? of : undefined);

const tomap: Shaped = ([of]) => (of?.kind === 'map' ? of : undefined);

export const COLLECTIONS: Readonly<Record<string, Shaped>> = {
  alltrue: decidedBy(false),
  anytrue: decidedBy(true),
  chunklist,
  coalesce,
  coalescelist,
  compact,
  concat,
  contains,
  distinct,
  element,
  flatten,
  index,
  jsondecode,
  jsonencode,
  keys,
  length,
  lookup,
  merge,
  nonsensitive: same,
  one,
  reverse,
  sensitive: same,
  setintersection: compared((isIn) => isIn.every(Boolean)),
  setproduct,
  setsubtract: compared((isIn) => !isIn.some(Boolean)),
  setunion,
  slice,
  tolist,
  tomap,
  toset,
  values,
  zipmap,
};
