/** A resource's properties as plain values: what is known, and not too much of it. */
import type { Plain, Properties } from '../../model/fact.ts';
import { at, entriesOf } from '../tree.ts';
import { evaluate, type Known } from './evaluate.ts';
import { isOpen } from './tags.ts';

/** Characters of a text: code and user data tell nothing of dependencies beyond that. */
const MOST_TEXT = 4_000;

/** Names whose unknown parts are kept: two that are equal so far name the same thing. */
const NAME = /(?:Name|Identifier|Bucket)$/;

/** The plain properties of a resource's body. */
export const propertiesOf = (body: Plain, known: Known): Properties | undefined => {
  const properties = plain(evaluate(at(body, 'Properties'), known), '', 0);
  return typeof properties === 'object' && properties !== null && !Array.isArray(properties)
    ? (properties as Properties)
    : undefined;
};

const plain = (value: Plain | undefined, name: string, depth: number): Plain | undefined => {
  if (value === undefined || depth > 60) return undefined;
  if (typeof value === 'string') {
    if (isOpen(value) && !NAME.test(name)) return undefined;
    return value.length > MOST_TEXT ? value.slice(0, MOST_TEXT) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return (value as readonly Plain[]).flatMap((item) => {
      const one = plain(item, name, depth + 1);
      return one === undefined ? [] : [one];
    });
  }
  return Object.fromEntries(
    entriesOf(value).flatMap(([key, member]) => {
      const one = plain(member, key, depth + 1);
      return one === undefined ? [] : [[key, one] as const];
    }),
  );
};
