/** Values that know where they were written: files are merged, and each fact must still name its own line. */
import type { Plain, Where } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { type Tree, entriesOf } from '../tree.ts';

type Scalar = null | boolean | number | string;

/** `mark`: what the tags `!override` and `!reset` ask of a merge. */
export type Located = { readonly where: Where; readonly mark?: 'override' | 'reset' } & (
  | { readonly kind: 'plain'; readonly plain: Scalar }
  | { readonly kind: 'list'; readonly items: readonly Located[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Located> }
);

export type LocatedMap = Located & { readonly kind: 'map' };

/** Keys that stand for tags while a tree is read: no text of a file holds them. */
const OVERRIDE = '\u0000override';
const RESET = '\u0000reset';

/** For `parseTrees`: keeps the two tags that mean something to a merge. */
export const composeTag = (tag: string, value: Plain): Plain =>
  tag === '!override' ? { [OVERRIDE]: value } : tag === '!reset' ? { [RESET]: value } : value;

/** Finding a line takes a walk from the root: only what becomes a fact is looked for, and once. */
const placeIn = (tree: Tree, file: string, path: readonly Step[]): Where => {
  let line: number | undefined;
  return {
    file,
    get line() {
      line ??= tree.line(path);
      return line;
    },
  };
};

/** A tree with the place of each value; texts as `text` makes them of text and place (variables filled in). */
export const located = (tree: Tree, file: string, text: (value: string, where: Where) => string): Located => {
  const build = (value: Plain, path: readonly Step[]): Located => {
    const where = placeIn(tree, file, path);
    if (typeof value === 'string') return { where, kind: 'plain', plain: text(value, where) };
    if (typeof value !== 'object' || value === null) return { where, kind: 'plain', plain: value };
    if (Array.isArray(value)) {
      const items = (value as readonly Plain[]).map((item, i) => build(item, [...path, i]));
      return { where, kind: 'list', items };
    }
    const members = entriesOf(value);
    const [tag] = members[0] ?? [];
    if (tag === OVERRIDE) return { ...build(members[0]![1], [...path, OVERRIDE]), mark: 'override' };
    if (tag === RESET) return { where, kind: 'plain', plain: null, mark: 'reset' };
    return {
      where,
      kind: 'map',
      entries: new Map(members.map(([key, member]) => [key, build(member, [...path, key])])),
    };
  };
  return build(tree.value, []);
};

/** The member of a map at a path of keys. */
export const member = (value: Located | undefined, ...keys: readonly string[]): Located | undefined => {
  let found = value;
  for (const key of keys) found = found?.kind === 'map' ? found.entries.get(key) : undefined;
  return found;
};

/** A map's members, in their order; none of anything else. */
export const members = (value: Located | undefined): readonly (readonly [string, Located])[] =>
  value?.kind === 'map' ? [...value.entries] : [];

/** A list's items; a single value is a list of itself. */
export const items = (value: Located | undefined): readonly Located[] =>
  value === undefined ? [] : value.kind === 'list' ? value.items : isNothing(value) ? [] : [value];

const isNothing = (value: Located): boolean => value.kind === 'plain' && value.plain === null;

/** A text, or a number or boolean as its text. */
export const textAt = (value: Located | undefined): string | undefined =>
  value?.kind === 'plain' && value.plain !== null ? String(value.plain) : undefined;

/** The value without its places. */
export const plainOf = (value: Located): Plain => {
  switch (value.kind) {
    case 'plain':
      return value.plain;
    case 'list':
      return value.items.map(plainOf);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, plainOf(item)]));
  }
};
