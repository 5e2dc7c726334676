/**
 * Ids from foreign keys: the same keys give the same ids, in whatever order they come.
 *
 * A key that is a valid id stays as it is, so what we exported comes back under its own name. Of the others, what no id
 * may hold becomes a dash; where two would then be one, the later by code point gets a number, and that is told.
 */
import { isId } from '../../../model/node.ts';
import { byCodePoint } from '../../../model/order.ts';
import { segmentOf } from '../../../assemble/facts/things.ts';

export interface Ids {
  /** The id of each key. */
  readonly of: ReadonlyMap<string, string>;
  /** Keys whose id got a number because another key has the plain one. */
  readonly numbered: readonly { readonly key: string; readonly plain: string; readonly id: string }[];
}

/** Characters of an id that is made: a longer key is cut, and numbered like others that collide. */
const LONGEST = 200;

/** Ids for keys; `wordOf`: what a key is to be called, if not by itself. */
export const idsOf = (keys: Iterable<string>, wordOf: (key: string) => string = (key) => key): Ids => {
  const sorted = [...new Set(keys)].toSorted(byCodePoint);
  const of = new Map<string, string>();
  const taken = new Set<string>();
  const numbered: { key: string; plain: string; id: string }[] = [];
  const isFine = (key: string): boolean => wordOf(key) === key && isId(key);
  for (const key of sorted.filter(isFine)) {
    of.set(key, key);
    taken.add(key);
  }
  /** The number to try next: thousands of keys may have the same plain id. */
  const next = new Map<string, number>();
  for (const key of sorted) {
    if (of.has(key)) continue;
    const plain = plainId(wordOf(key));
    let id = plain;
    for (let n = next.get(plain) ?? 2; taken.has(id); n++) {
      id = `${plain}-${n}`;
      next.set(plain, n + 1);
    }
    if (id !== plain) numbered.push({ key, plain, id });
    taken.add(id);
    of.set(key, id);
  }
  return { of, numbered };
};

/** `Order Service` → `Order-Service`, `n0::n1` → `n0-n1`, `http://a/b` → `http-/a/b`; of `数据库` nothing is left: `node`. */
const plainId = (word: string): string => {
  const segments = word
    .slice(0, LONGEST)
    .split('/')
    .filter((segment) => segment !== '')
    .map(segmentOf)
    .map((segment) => segment.replaceAll(/^-+(?=.)|(?<=.)-+$/g, ''));
  const id = segments.join('/');
  // A lone dash is standard input to a shell, and "--2" an option.
  return /[\dA-Za-z]/.test(id) ? id : 'node';
};
