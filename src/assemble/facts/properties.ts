/** Looking into properties by a path such as `vpc_config.subnet_ids`, through lists of blocks. */
import type { Plain, Properties } from '../../model/fact.ts';

/** All values at a path; lists on the way and at its end are walked through, so blocks and lists of blocks are alike. */
export const valuesAt = (properties: Properties | undefined, path: string): readonly Plain[] => {
  let found: readonly Plain[] = properties === undefined ? [] : [properties];
  for (const step of path.split('.')) {
    found = found.flatMap((value) => memberOf(value, step)).flatMap(flat);
    if (found.length === 0) return found;
  }
  return found;
};

/** The texts at a path; numbers as texts, empty texts left out. */
export const textsAt = (properties: Properties | undefined, path: string): readonly string[] =>
  valuesAt(properties, path).flatMap((value) =>
    typeof value === 'string' && value !== '' ? [value] : typeof value === 'number' ? [String(value)] : [],
  );

/** Whether a property is of a value, or of one of several. `true` is also `"true"`, as templates write it. */
export const isAt = (properties: Properties | undefined, path: string, is: unknown): boolean => {
  const wanted = new Set((Array.isArray(is) ? (is as readonly unknown[]) : [is]).map(plainText));
  return valuesAt(properties, path).some((value) => wanted.has(plainText(value)));
};

/** A scalar as a text in lower case; a list or a map is of no value that a row could name. */
const plainText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).toLowerCase()
    : '';

const memberOf = (value: Plain, step: string): readonly Plain[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.hasOwn(value, step) ? [(value as Readonly<Record<string, Plain>>)[step]!] : [];
};

const flat = (value: Plain): readonly Plain[] =>
  Array.isArray(value) ? (value as readonly Plain[]).flatMap(flat) : [value];
