/** `JSON.stringify` and `JSON.parse`: what is made a text of is not lost, and comes back. */
import { plainOf } from '../read.ts';
import type { Value } from '../value.ts';
import { plainValue, stringIn, unknownOf, valueOf } from '../values.ts';

/** A text if all is known, else something that still holds what is in it. */
export const stringified = (value: Value): Value => {
  if (!isWhole(value, 0)) return unknownOf([value], 'JSON');
  const plain = plainOf(value);
  return plainValue(plain === undefined ? undefined : JSON.stringify(plain));
};

const isWhole = (value: Value, depth: number): boolean => {
  if (depth > 30) return false;
  if (value.kind === 'plain') return true;
  if (value.kind === 'list') return !value.isOpen && value.items.every((item) => isWhole(item, depth + 1));
  return (
    value.kind === 'object' &&
    !value.isOpen &&
    [...value.entries.values()].every((item) => isWhole(item, depth + 1))
  );
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
