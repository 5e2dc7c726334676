/** Plain values of any shape, looked into without ever meeting what an object inherits. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';

/** A member of a map, an item of a list; nothing if there is none. Never what an object inherits. */
export const at = (value: Plain | undefined, ...steps: readonly Step[]): Plain | undefined => {
  let found = value;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Readonly<Record<Step, Plain>>)[step];
  }
  return found;
};

/** A map's members; none of anything else. */
export const entriesOf = (value: Plain | undefined): readonly (readonly [string, Plain])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** A list's items; a single value is a list of itself, nothing an empty one. */
export const itemsOf = (value: Plain | undefined): readonly Plain[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Plain[]) : [value];

/** A text, or a number or boolean as its text; nothing else. */
export const textOf = (value: Plain | undefined): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** As own property, whatever its name: `__proto__` is a key like any other. */
export const put = (members: Record<string, Plain>, name: string, value: Plain): void => {
  if (name === '__proto__')
    Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
};
