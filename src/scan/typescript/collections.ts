/** Maps and sets of the program: an object and a list that are marked as what they are. */
import type { Value } from './value.ts';
import { type ListValue, type ObjectValue, listOf, objectOf } from './values.ts';

const marked = new WeakSet<Value>();

/** A `Map`: its keys as texts. */
export const newMap = (entries: Iterable<readonly [string, Value]>, isOpen: boolean): ObjectValue => {
  const map = objectOf(entries, isOpen);
  marked.add(map);
  return map;
};

/** A `Set`. */
export const newSet = (items: Value[], isOpen: boolean): ListValue => {
  const set = listOf(items, isOpen);
  marked.add(set);
  return set;
};

/** Whether it is a `Map` or a `Set`. */
export const isCollection = (value: Value): boolean => marked.has(value);
