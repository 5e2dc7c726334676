/** How often a block is there: `count` and `for_each`, and what `each` and `count` mean in each of its instances. */
import type { Body } from '../hcl/syntax.ts';
import { type Scope, evaluate } from '../hcl/evaluate.ts';
import { type Step, type Value, map, plain, unknown } from '../hcl/value.ts';
import { referencesIn, referring, textIn, within } from './values.ts';

/** One instance: its key, and the names that only it knows. */
export interface Instance {
  readonly key: Step | undefined;
  readonly own: ReadonlyMap<string, Value>;
}

export interface Repeat {
  /** Whether it has instances with keys at all. */
  readonly form: 'one' | 'count' | 'each';
  /** How many there are; unknown if what decides it is. */
  readonly count: number | undefined;
  /** Those that are looked at: never none, for references are there even if it is switched off. */
  readonly instances: readonly Instance[];
  /** What decides it. */
  readonly from: Value | undefined;
}

/** Instances looked at, of those that there are. */
const MOST = 100;

const ONE: Repeat = {
  form: 'one',
  count: undefined,
  instances: [{ key: undefined, own: new Map() }],
  from: undefined,
};

export const repeatOf = (body: Body, scope: Scope): Repeat => {
  const count = body.attributes.get('count');
  if (count !== undefined) return counted(evaluate(count.value, scope));
  const each = body.attributes.get('for_each');
  return each === undefined ? ONE : forEach(evaluate(each.value, scope));
};

const counted = (from: Value): Repeat => {
  const text = textIn(from);
  const number = text === undefined || text === '' ? NaN : text === 'true' ? 1 : Number(text);
  const count = Number.isInteger(number) && number >= 0 ? number : undefined;
  const instance = (index: number | undefined): Instance => ({
    key: index,
    own: new Map([['count', map(new Map([['index', index === undefined ? unknown() : plain(index)]]))]]),
  });
  const instances =
    count === undefined || count === 0
      ? [instance(undefined)]
      : Array.from({ length: Math.min(count, MOST) }, (_, index) => instance(index));
  return { form: 'count', count, instances, from };
};

/** `each` in one instance. */
const eachOf = (key: Value, value: Value): ReadonlyMap<string, Value> =>
  new Map([
    [
      'each',
      map(
        new Map([
          ['key', key],
          ['value', value],
        ]),
      ),
    ],
  ]);

const forEach = (from: Value): Repeat => {
  const members = membersOf(from);
  if (members === undefined || members.length === 0) {
    const value = unknown(referring(referencesIn(from)));
    return {
      form: 'each',
      count: isWhole(from) ? members?.length : undefined,
      instances: [{ key: undefined, own: eachOf(unknown(), value) }],
      from,
    };
  }
  const instances = members
    .slice(0, MOST)
    .map(({ key, value }): Instance => ({ key: textIn(key), own: eachOf(key, value) }));
  return { form: 'each', count: isWhole(from) ? members.length : undefined, instances, from };
};

const isWhole = (value: Value): boolean =>
  (value.kind === 'list' || value.kind === 'map') && value.isPartial !== true;

export interface Member {
  readonly key: Value;
  readonly value: Value;
}

/** Keys and values of what is known to be a collection: in a list (a set), each member is its own key. */
export const membersOf = (collection: Value): readonly Member[] | undefined => {
  if (collection.kind === 'map') {
    return [...collection.entries].map(([key, value]) => ({ key: plain(key), value }));
  }
  if (collection.kind !== 'list') return undefined;
  const seen = new Set<string>();
  return collection.items
    .filter((item) => {
      const text = textIn(item);
      if (text === undefined) return true;
      const isNew = !seen.has(text);
      seen.add(text);
      return isNew;
    })
    .map((value) => ({ key: value, value }));
};

/** The scope of one instance. */
export const scopeOf = (scope: Scope, { own }: Instance): Scope =>
  own.size === 0 ? scope : within(scope, own);
