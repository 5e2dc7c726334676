/** Plain values as the language sees them: conversions and equality. */
import type { Plain } from '../../../model/fact.ts';
import { byCodePoint } from '../../../model/order.ts';

/** Members of a list or map that a function may make. */
export const MOST_ITEMS = 10_000;

/** Characters of a text that a function may make. */
export const MOST_TEXT = 1_000_000;

/** A function of known values; nothing where the language has an error, or the answer is not worked out here. */
export type Simple = (args: readonly Plain[]) => Plain | undefined;

export const isList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value);

const isMap = (value: Plain | undefined): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number, or a text that is one. */
export const numberOf = (value: Plain | undefined): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(value)) return undefined;
  return Number(value);
};

/** A boolean, or a text that is one. */
export const truthOf = (value: Plain | undefined): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;

/** A text, or a number or boolean as its text. */
export const wordOf = (value: Plain | undefined): string | undefined =>
  value === undefined || value === null || typeof value === 'object' ? undefined : String(value);

/** Texts of a list; nothing if one is no text. */
export const wordsOf = (value: Plain | undefined): readonly string[] | undefined => {
  if (!isList(value)) return undefined;
  const words = value.map(wordOf);
  return words.every((word) => word !== undefined) ? words : undefined;
};

/** Numbers of a list; nothing if one is no number. */
export const numbersOf = (values: readonly Plain[]): readonly number[] | undefined => {
  const numbers = values.map(numberOf);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
};

/** Equality by value; `1` and `"1"` are two things. */
export const isSame = (left: Plain, right: Plain): boolean => keyOf(left) === keyOf(right);

/** A text that is equal for equal values only, whatever the order of a map's members. */
export const keyOf = (value: Plain): string => {
  if (isList(value)) return `[${value.map(keyOf).join(',')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${keyOf(member)}`);
  return `{${members.toSorted(byCodePoint).join(',')}}`;
};
