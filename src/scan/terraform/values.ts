/** What can be asked of values: members, references however deep, and what plain data looks like as a value. */
import type { Scope } from '../hcl/evaluate.ts';
import { type Reference, type Step, type Value, memberOf, referencesOf, unknown } from '../hcl/value.ts';

const addressed = new WeakMap<readonly Reference[], ReadonlySet<string>>();

/** All that a value refers to, its members included, by address. */
export const referencesIn = (value: Value): ReadonlySet<string> => {
  const references = referencesOf(value);
  const known = addressed.get(references);
  if (known !== undefined) return known;
  const found = new Set(references.map(({ to }) => to));
  addressed.set(references, found);
  return found;
};

/** The member of a value at a path; a star means all items of a list. What is not known refers to what the whole does. */
export const memberAt = (value: Value, steps: readonly Step[]): Value => {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step !== '*') return memberAt(memberOf(value, step), rest);
  return value.kind === 'list'
    ? { ...value, items: value.items.map((item) => memberAt(item, rest)) }
    : unknown(referencesOf(value));
};

export const referring = (addresses: Iterable<string>): readonly Reference[] =>
  [...addresses].map((to) => ({ to }));

/** A known text; numbers and booleans as their text. */
export const textIn = (value: Value | undefined): string | undefined =>
  value?.kind === 'plain' && value.plain !== null ? String(value.plain) : undefined;

/** A scope in which some names mean something else: `each`, `count`, the iterator of a dynamic block. */
export const within = (scope: Scope, own: ReadonlyMap<string, Value>): Scope => ({
  resolve: (root, steps) => {
    const value = own.get(root);
    return value === undefined ? scope.resolve(root, steps) : memberAt(value, steps);
  },
});
