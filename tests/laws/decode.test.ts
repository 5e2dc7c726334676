/**
 * The law: the decoder takes exactly what the schema takes.
 *
 * The decoder is fast and mute, the schema is slow and tells what is wrong: on documents made wrong at random they
 * agree whether anything is, and for every part that the decoder cannot read there is a complaint. Only how deep
 * groups may nest is the decoder's alone to say, and has a law of its own.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complaintsAbout } from '../../src/document/complaints.ts';
import { decode } from '../../src/document/decode.ts';
import { MOST_NESTED } from '../../src/document/limits.ts';
import { KEYS, documentSchema } from '../../src/document/schema.ts';
import { documents, systems } from '../support/documents.ts';
import { NOWHERE } from '../support/engine.ts';
import { holds, sampled } from '../support/law.ts';
import { type Path, valueAt, withValueAt } from '../support/raw.ts';

// —— mistakes ——————————————————————————————————————————————————————————————————————————————————————————————————————

/** Values that are right in one place or another, or nowhere. */
const STRAYS: readonly unknown[] = [
  [null, true, 0, 1, 2, 3, -1, 1.5, 99, 2 ** 53, NaN, Infinity, 1e-7],
  ['', ' ', 'x', 'a/b', 'a//b', 'n0', 'ü', 'app', 'aws', 'start', 'run', 'assumed', 'official'],
  ['none', 'operational', 'degraded', 'outage', 'Outage'],
  ['5m', '0s', '5 m', '5x', '1m1h', '40000d', '99.95%', '100.01%', '1e2%', '101', '0.5'],
  ['2024-02-29', '2023-02-29', '2024-6-1', '2024-06-15T00:00Z', '2024-02-30T00:00Z', '2024-06-15T24:00Z'],
  [[], [[]], ['n0'], ['n0', ''], [null], {}],
  [{ node: 'n0' }, { node: '' }, { anyOf: ['n0'] }, { allOf: [] }, { of: ['n0'] }],
  [
    { atLeast: 2, of: ['n0'] },
    { atLeast: 1, of: ['n0', 'n0'] },
    { anyOf: ['n0'], atLeast: 1 },
  ],
  [
    { outage: 'partial' },
    { partial: 'outage', outage: 'degraded' },
    { operational: 'degraded' },
    { x: 'outage' },
  ],
  [{ operational: 1 }, { operational: 1, degraded: 2 }, { operational: 2, partial: 1 }, { degraded: 1 }],
  [{ operational: 1, outage: 1 }, { time: '5m' }, { time: '5m', requires: [] }, { requires: ['n0'] }],
  [{ fail: 'n0' }, { fail: [] }, { fail: 'n0', from: '5m', until: '5m' }, { state: 'outage' }],
].flat();

const strays = fc.constantFrom(...STRAYS);

/** Every key that means something somewhere, and some that mean nothing, or much in JavaScript. */
const keys = fc.constantFrom(
  ...new Set(Object.values(KEYS).flat()),
  'faultlines',
  'none',
  '',
  'a b',
  'a//b',
  'ünï',
  '0',
  '__proto__',
  'constructor',
  'toString',
);

/** What a mistake does to the value at a place, or to the map or list there. */
type Mistake =
  | { readonly type: 'replace' | 'drop' | 'repeat' | 'wrap' | 'empty' }
  | { readonly type: 'graft'; readonly from: number }
  | { readonly type: 'add' | 'rename'; readonly key: string };

/** A mistake, the place for it (as a number to choose by), and a value to make it with. */
interface Slip {
  readonly at: number;
  readonly stray: unknown;
  readonly mistake: Mistake;
}

const slips: fc.Arbitrary<Slip> = fc.record({
  at: fc.nat(),
  stray: strays,
  mistake: fc.oneof(
    { weight: 5, arbitrary: fc.record({ type: fc.constant('replace' as const) }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('drop', 'repeat', 'wrap', 'empty') }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('graft' as const), from: fc.nat() }) },
    { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('add', 'rename'), key: keys }) },
  ),
});

const pathsIn = (value: unknown, path: Path = []): readonly Path[] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.keys(value).flatMap((key) =>
        pathsIn(valueAt(value, [key]), [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
];

const withMistake = (document: unknown, { at, stray, mistake }: Slip): unknown => {
  const paths = pathsIn(document);
  const path = paths[at % paths.length]!;
  const here = valueAt(document, path);
  const put = (value: unknown): unknown => withValueAt(document, path, value);
  switch (mistake.type) {
    case 'replace':
      return put(stray);
    case 'graft':
      return put(valueAt(document, paths[mistake.from % paths.length]!));
    case 'wrap':
      return put([here]);
    case 'empty':
      return put(Array.isArray(here) ? [] : typeof here === 'object' ? {} : '');
    case 'repeat':
      return Array.isArray(here) ? put([...here, ...here]) : document;
    case 'drop':
      return without(document, path);
    case 'add':
      return isMap(here)
        ? put(Object.fromEntries([...Object.entries(here), [mistake.key, stray]]))
        : document;
    case 'rename':
      return isMap(here)
        ? put(
            Object.fromEntries(
              Object.entries(here).map(([key, value], i) => [i === 0 ? mistake.key : key, value]),
            ),
          )
        : document;
  }
};

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const without = (document: unknown, path: Path): unknown => {
  const parent = valueAt(document, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined || typeof parent !== 'object' || parent === null) return document;
  const rest = Array.isArray(parent)
    ? parent.filter((_, i) => i !== last)
    : Object.fromEntries(Object.entries(parent).filter(([key]) => key !== last));
  return withValueAt(document, path.slice(0, -1), rest);
};

/** Whether a node, a scenario or an observation is called "__proto__". */
const namesPrototype = (document: unknown): boolean => {
  const scenarios = valueAt(document, ['scenarios']);
  const observed = isMap(scenarios) ? Object.values(scenarios).map((it) => valueAt(it, ['observed'])) : [];
  const records = [valueAt(document, ['nodes']), scenarios, ...observed];
  return records.some((record) => isMap(record) && Object.hasOwn(record, '__proto__'));
};

/** Small documents, lean or with all there is, with up to three mistakes, some of which do no harm. */
const mistaken: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.oneof(
      systems({ nodes: 2 }).map(({ document }) => document),
      documents({ nodes: 2 }),
    ),
    fc.array(slips, { maxLength: 3 }),
  )
  .map(([document, made]) => made.reduce<unknown>(withMistake, document));

// —— the laws ——————————————————————————————————————————————————————————————————————————————————————————————————————

describe('the decoder and the schema', () => {
  it('both take every right document', () => {
    holds(
      1_500,
      fc.property(documents(), (document) => {
        expect(decode(document, NOWHERE).unreadable).toEqual([]);
        expect(documentSchema.safeParse(document).error).toBeUndefined();
      }),
    );
  });

  it('take the same documents', () => {
    holds(
      12_000,
      fc.property(mistaken, (document) => {
        // zod passes over a record's key "__proto__"; that what stands there is read is said below.
        fc.pre(!namesPrototype(document));
        expect(decode(document, NOWHERE).unreadable.length === 0).toBe(
          documentSchema.safeParse(document).success,
        );
      }),
    );
  });

  it('leave nothing unreadable without a complaint', () => {
    holds(
      8_000,
      fc.property(mistaken, (document) => {
        for (const path of decode(document, NOWHERE).unreadable) {
          const complaints = complaintsAbout(document, NOWHERE, path);
          expect(complaints.length).toBeGreaterThan(0);
          for (const { message } of complaints) expect(message).toMatch(/\S/);
        }
      }),
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])('are not fooled by the id %s', (id) => {
    const named = (value: unknown): object => Object.fromEntries([[id, value]]);
    const node = { kind: 'app' };
    const right = { faultline: 1, nodes: named(node) };
    expect(decode(right, NOWHERE).unreadable).toEqual([]);
    expect(decode(right, NOWHERE).document.nodes.get(id)).toMatchObject({ id, kind: 'app' });

    const faults = [{ fail: 'n0' }];
    for (const wrong of [
      { faultline: 1, nodes: named(5) },
      { faultline: 1, scenarios: named(5) },
      { faultline: 1, nodes: { n0: node }, scenarios: { s: { faults, observed: named(5) } } },
    ]) {
      const { unreadable } = decode(wrong, NOWHERE);
      expect(unreadable).toHaveLength(1);
      expect(unreadable.flatMap((path) => complaintsAbout(wrong, NOWHERE, path))).not.toEqual([]);
    }
  });

  it('are tried on right and wrong documents alike', () => {
    const right = sampled(mistaken, 1_000).filter(
      (document) => decode(document, NOWHERE).unreadable.length === 0,
    );
    expect(right.length).toBeGreaterThan(200);
    expect(right.length).toBeLessThan(800);
  });
});

describe('how deep groups nest', () => {
  /** Ways to stand inside a group. */
  const around: Readonly<Record<string, (inner: unknown) => object>> = {
    allOf: (inner) => ({ allOf: [inner] }),
    anyOf: (inner) => ({ anyOf: ['n0', inner] }),
    atLeast: (inner) => ({ atLeast: 1, of: [inner] }),
    failover: (inner) => ({ anyOf: ['n0'], failover: { time: '1m', requires: [inner] } }),
  };
  const levels = fc.array(fc.constantFrom(...Object.keys(around)), {
    minLength: MOST_NESTED - 3,
    maxLength: MOST_NESTED + 60,
    size: 'max',
  });

  it('is bounded, and beyond the bound it is told', () => {
    holds(
      500,
      fc.property(levels, (groups) => {
        const requirement = groups.reduce<unknown>((inner, group) => around[group]!(inner), 'n0');
        const document = { faultline: 1, nodes: { n0: { kind: 'app', dependsOn: [requirement] } } };
        const { unreadable } = decode(document, NOWHERE);
        expect(unreadable.length).toBe(groups.length <= MOST_NESTED ? 0 : 1);
        const messages = unreadable
          .flatMap((path) => complaintsAbout(document, NOWHERE, path))
          .map(({ message }) => message);
        expect(messages).toEqual(unreadable.map(() => `groups nest deeper than ${MOST_NESTED} levels`));
      }),
    );
  });
});
