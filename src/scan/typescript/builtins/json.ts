/** `JSON.stringify` and `JSON.parse`: what is made a text of is not lost, and comes back. */
import { plainOf } from '../read.ts';
import type { Value } from '../value.ts';
import { plainValue, stringIn, unknownOf, valueOf } from '../values.ts';

/** Letters and items of what is made a text of. */
const MOST = 100_000;
const DEEPEST = 30;

/** A text if all is known, else something that still holds what is in it. */
export const stringified = (value: Value): Value => {
  if (sizeOf(value, 0, new Map()) > MOST) return unknownOf([value], 'JSON');
  const plain = plainOf(value);
  return plainValue(plain === undefined ? undefined : JSON.stringify(plain));
};

/** How much text it makes, at least; without end if not all of it is known. What is in it twice counts twice. */
const sizeOf = (value: Value, depth: number, known: Map<Value, number>): number => {
  if (depth > DEEPEST) return Infinity;
  if (value.kind === 'plain') return typeof value.plain === 'string' ? value.plain.length + 2 : 1;
  if ((value.kind !== 'list' && value.kind !== 'object') || value.isOpen) return Infinity;
  const before = known.get(value);
  if (before !== undefined) return before;
  // What is in itself has no end.
  known.set(value, Infinity);
  let size = 2;
  for (const item of value.kind === 'list' ? value.items : value.entries.values()) {
    size += sizeOf(item, depth + 1, known);
    if (size > MOST) break;
  }
  known.set(value, size);
  return size;
};

export const parsedJson = (value: Value): Value => {
  const text = stringIn(value);
  if (text === undefined) {
    // What was made a text of is what is read out of it.
    return value.kind === 'unknown' && value.name === 'JSON' && value.of.length === 1
      ? value.of[0]!
      : unknownOf([value]);
  }
  try {
    return valueOf(JSON.parse(text));
  } catch {
    return unknownOf();
  }
};
