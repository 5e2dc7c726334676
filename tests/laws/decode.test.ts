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
import { DAY, documents, systems } from '../support/documents.ts';
import { NOWHERE } from '../support/engine.ts';
import { holds, sampled } from '../support/law.ts';
import { type Path, valueAt, withValueAt } from '../support/raw.ts';

// —— mistakes ——————————————————————————————————————————————————————————————————————————————————————————————————————

const DURATIONS = ['5m', '0s', '250ms', '1m1h', '5 m', '5x', '40000d', 5];
const DAYS = [DAY, '2024-06-16', '2023-02-29', '2024-6-1', 20240615];
const LISTS = [[], ['n0'], ['n0', 'n0'], [''], [null], ['a//b'], 'n0', { n0: 1 }];
const STATES = ['operational', 'degraded', 'outage', 'none', 'Outage', ''];
const TEXTS = ['x', '', 1, ['x']];
const MAPS = [{}, [], null, 'x'];

/** What might stand under a key: right, or nearly right. */
const CANDIDATES: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['faultline', [1, 2, '1', true]],
  ['$schema', TEXTS],
  ['nodes', [...MAPS, { n0: { kind: 'app' } }, { 'a//b': {} }]],
  [
    'templates',
    [
      ...MAPS,
      { 'n{p}': { kind: 'app' } },
      { 'n{p}/{q}x': {} },
      { 'n{ p }': {} },
      { '{p}//x': {} },
      { n0: { dependsOn: [{ atLeast: 9, of: ['n{p}'] }] } },
      { n1: { dependsOn: [{ atLeast: 9, of: [{ allOf: ['n{p}'] }] }] } },
    ],
  ],
  [
    'placeholders',
    [
      ...MAPS,
      { p: 'a' },
      { p: '' },
      { p: [] },
      { p: ['a', 'a', ''] },
      { p: null },
      { p: 7 },
      { p: ['a', 7] },
      { p: { a: null, b: {}, c: { q: 'x' } } },
      { p: { a: 'x' } },
      { p: { a: { q: [null] } } },
      { p: { '': null } },
      { '1p': 'a' },
      { 'p q': 'a' },
    ],
  ],
  ...['p', 'q'].map(
    (key) => [key, ['a', '', [], ['a'], [''], {}, { a: null }, { a: 'x' }, null, 1]] as const,
  ),
  ['scenarios', [...MAPS, { s: { faults: [{ fail: 'n0' }] } }, { 'a b': { faults: [{ fail: 'n0' }] } }]],
  [
    'policies',
    [
      ...MAPS,
      { survive: { fail: 'n0', atMost: 'partial' } },
      { survive: { x: { fail: 'n0', atMost: 'outage' } } },
      { survive: { 'a b': { fail: 'n0', atMost: 'partial' } } },
      { survive: { fail: { fail: 'n0', atMost: 'partial' } } },
      {
        survive: [
          { name: 'x', fail: 'n0', atMost: 'partial' },
          { name: 'x', fail: ['n0'], atMost: 'partial' },
        ],
      },
      { survive: { x: { name: 'x', fail: 'n0', atMost: 'partial' } } },
      { rules: { 'single-zone': 'of', 'shared-fate': { apps: 'n0' } } },
      { rules: { 'shared-fates': 'off' } },
      { suppress: [{ rule: 'x', node: 'n0', reason: 'r' }] },
    ],
  ],
  ['survive', [...MAPS, [], [{ fail: [], atMost: 'partial' }], { x: { fail: 'n0', atMost: 'partial' } }]],
  ['rules', [...MAPS, { 'shared-fate': {} }, { 'shared-fate': { severity: 'off', among: [] } }]],
  ...['suppress', 'waivers'].map(
    (key) =>
      [
        key,
        [
          ...MAPS,
          [],
          [{ rule: 'survive/x', node: ['n0'], reason: 'r' }],
          [{ rule: 'survive', node: [], reason: 'r' }],
        ],
      ] as const,
  ),
  ['rule', ['single-zone', 'survive', 'survive/a', 'single-zones', '', 1]],
  ['severity', ['off', 'error', 'errors', 1, null]],
  ['together', [true, false, 'true', 1]],
  ['atMost', STATES],
  ['within', DURATIONS],
  ['among', LISTS],
  ['apps', ['n0', '', ...LISTS]],
  ['kind', ['app', 'apps', 'resource', '', null]],
  ['tier', [0, 1, 1.5, -1, 2 ** 53, '1']],
  ['tags', [...LISTS, ['x', 'x']]],
  ['in', ['n0', '', 'a//b', [], { node: 'n0' }, { node: '' }, { anyOf: ['n0'] }, { of: ['n0'] }, {}]],
  ['node', ['n0', '', 'a//b', 7, ['n0']]],
  ['costPerHour', [0, 0.5, -1, Infinity, -Infinity, NaN, '5']],
  ['availability', [0, 1, 1.5, -0.1, NaN, '0%', '100%', '100.01%', '99,9%', '1e2%', '0.5', '99']],
  [
    'impact',
    [
      ...STATES,
      {},
      { outage: 'partial' },
      { partial: 'outage', outage: 'degraded' },
      { x: 'outage' },
      { operational: 'degraded' },
      { operational: 'outage', degraded: 'outage', partial: 'outage' },
      { degraded: 'outage' },
      { degraded: 'outage', partial: 'outage' },
      { outage: 'none' },
      ['outage'],
    ],
  ],
  [
    'atLeast',
    [
      1,
      2,
      0,
      1.5,
      '1',
      {},
      { operational: 1 },
      { degraded: 1 },
      { operational: 1, outage: 1 },
      { operational: 1, degraded: 2 },
      { operational: 2, degraded: 1, partial: 2 },
      { operational: 9 },
    ],
  ],
  [
    'failover',
    [
      '5m',
      '5x',
      {},
      { time: '5m' },
      { requires: [] },
      { time: '5m', x: 1 },
      ['5m'],
      { time: '5m', requires: ['n0'] },
      { time: '5m', during: 'none' },
      { time: '5m', requires: [[]] },
    ],
  ],
  ['needed', ['run', 'start', 'stop', true]],
  ['confidence', ['assumed', 'observed', 'official', 'documented', 'reported', 'sure']],
  ['start', ['2024-06-15T00:00Z', '2024-02-30T00:00Z', '2024-06-15T24:00Z', '2024-06-15T00:00:00', DAY]],
  ['faults', [...MAPS, [{ fail: 'n0' }], [{ fail: 'n0', from: '5m', until: '5m' }], [{}]]],
  ['fail', ['n0', '', ...LISTS]],
  ['observed', [...MAPS, { n0: { state: 'outage' } }, { n0: {} }, { 'a b': { state: 'outage' } }]],
  ['accept', [[], ['outage'], ['outage', 'outage'], ['none'], 'outage']],
  ...['after', 'recovery', 'time', 'from', 'until', 'onset', 'recovered'].map(
    (key) => [key, DURATIONS] as const,
  ),
  ...['validFrom', 'validUntil', 'date'].map((key) => [key, DAYS] as const),
  ...['dependsOn', 'requires', 'allOf', 'anyOf', 'of', 'use', 'include'].map((key) => [key, LISTS] as const),
  ...['state', 'during', 'outage'].map((key) => [key, STATES] as const),
  ...['operational', 'degraded', 'partial'].map((key) => [key, [...STATES, 0, 1, 2, 3]] as const),
  ...['title', 'description', 'name', 'owner', 'why', 'source', 'availabilitySource'].map(
    (key) => [key, TEXTS] as const,
  ),
]);

/** What stands under no particular key. */
const STRAYS = [
  null,
  true,
  0,
  2,
  'x',
  '',
  [],
  {},
  ['n0'],
  { node: 'n0' },
  { allOf: [] },
  { state: 'outage' },
];

/** Names that mean nothing in a document, or much in JavaScript. */
const STRANGE = ['x', '', 'a b', 'a//b', 'ünï', '0', '__proto__', 'constructor', 'toString'];

const REQUIREMENT_KEYS = [...new Set([...KEYS.nodeForm, ...KEYS.allOf, ...KEYS.anyOf, ...KEYS.atLeast])];
const ALL_KEYS = [...new Set([...Object.values(KEYS).flat(), ...STRANGE])];

/** A mistake; numbers choose among what there is at the place. */
interface Slip {
  readonly type: 'misfit' | 'extra' | 'rename' | 'drop' | 'graft' | 'repeat' | 'wrap';
  readonly at: number;
  readonly key: number;
  readonly value: number;
}

const slips: fc.Arbitrary<Slip> = fc.record({
  type: fc.constantFrom(
    'misfit',
    'misfit',
    'misfit',
    'extra',
    'extra',
    'rename',
    'drop',
    'graft',
    'repeat',
    'wrap',
  ),
  at: fc.nat(),
  key: fc.nat(),
  value: fc.nat(),
});

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length]!;

/** The document with a mistake made; some do no harm. */
const withSlip = (document: unknown, { type, at, key, value }: Slip): unknown => {
  const paths = pathsIn(document);
  const path = pick(paths, at);
  const here = valueAt(document, path);
  const put = (instead: unknown): unknown => withValueAt(document, path, instead);
  switch (type) {
    case 'misfit':
      return put(pick(candidatesFor(path.at(-1)), value));
    case 'extra': {
      const extra = pick(isRequirement(here) ? REQUIREMENT_KEYS : ALL_KEYS, key);
      return isMap(here)
        ? withValueAt(document, [...path, extra], pick(candidatesFor(extra), value))
        : document;
    }
    case 'rename': {
      if (!isMap(here)) return document;
      const renamedOne = value % Math.max(1, Object.keys(here).length);
      return put(
        Object.fromEntries(
          Object.entries(here).map(([old, inner], i) => [
            i === renamedOne ? pick(ALL_KEYS, key) : old,
            inner,
          ]),
        ),
      );
    }
    case 'drop':
      return without(document, path);
    case 'graft':
      return put(valueAt(document, pick(paths, value)));
    case 'repeat':
      return Array.isArray(here) ? put([...(here as unknown[]), ...(here as unknown[])]) : document;
    case 'wrap':
      return put([here]);
  }
};

const candidatesFor = (key: Path[number] | undefined): readonly unknown[] =>
  CANDIDATES.get(String(key)) ?? STRAYS;

const pathsIn = (value: unknown, path: Path = []): readonly Path[] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        pathsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
];

const isRequirement = (value: unknown): boolean =>
  isMap(value) && ['node', 'allOf', 'anyOf', 'atLeast'].some((key) => Object.hasOwn(value, key));

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

const mapsIn = (value: unknown): readonly object[] =>
  pathsIn(value).flatMap((path) => {
    const inner = valueAt(value, path);
    return isMap(inner) ? [inner] : [];
  });

/** Whether a node, a template, a scenario, an observation or a placeholder is called "__proto__". */
const namesPrototype = (document: unknown): boolean => {
  const scenarios = valueAt(document, ['scenarios']);
  const observed = isMap(scenarios) ? Object.values(scenarios).map((it) => valueAt(it, ['observed'])) : [];
  const rooms = ['nodes', 'templates'].map((key) => valueAt(document, [key]));
  const records = [...rooms, scenarios, ...observed, ...mapsIn(valueAt(document, ['placeholders']))];
  return records.some((record) => isMap(record) && Object.hasOwn(record, '__proto__'));
};

/** Small documents, lean or with all there is, with up to two mistakes, some of which do no harm. */
const mistaken: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.oneof(
      systems({ nodes: 2 }).map(({ document }) => document),
      documents({ nodes: 2 }),
    ),
    fc.array(slips, { maxLength: 2 }),
  )
  .map(([document, made]) => made.reduce<unknown>(withSlip, document));

/** One of everything, so that each key has a place. */
const SPECIMEN = {
  faultline: 1,
  placeholders: { p: { a: { q: ['x', 'y'] }, b: null } },
  templates: { 'n/{p}': { kind: 'app', in: 'n0' } },
  nodes: {
    n0: {
      kind: 'app',
      dependsOn: [
        { node: 'n0', validFrom: DAY, impact: 'outage' },
        { allOf: ['n0', 'n0'], impact: { outage: 'partial' } },
        { anyOf: ['n0', 'n0'], failover: { time: '5m', requires: ['n0'] }, validUntil: '2024-06-16' },
        { atLeast: 2, of: ['n0', 'n0'] },
        { atLeast: { operational: 2, degraded: 1 }, of: ['n0', 'n0'] },
      ],
    },
  },
  scenarios: {
    s: { faults: [{ fail: 'n0', from: '5m' }], observed: { n0: { state: 'outage', onset: '5m' } } },
  },
};

/** The specimen with each key, in each map of it, left out, and with whatever may be thought to stand there. */
const specimens: readonly unknown[] = pathsIn(SPECIMEN)
  .filter((path) => isMap(valueAt(SPECIMEN, path)))
  .flatMap((path) =>
    ALL_KEYS.flatMap((key) => [
      without(SPECIMEN, [...path, key]),
      ...candidatesFor(key).map((value) => withValueAt(SPECIMEN, [...path, key], value)),
    ]),
  );

// —— the laws ——————————————————————————————————————————————————————————————————————————————————————————————————————

const expectAgreement = (document: unknown): void => {
  // zod passes over a record's key "__proto__"; that what stands there is read is said below.
  if (namesPrototype(document)) return;
  const { unreadable } = decode(document, NOWHERE);
  const { success } = documentSchema.safeParse(document);
  if (success !== (unreadable.length === 0))
    expect({ document, unreadable }).toEqual({ takenBySchema: success });
};

const expectComplaints = (document: unknown): void => {
  for (const path of decode(document, NOWHERE).unreadable) {
    const messages = complaintsAbout(document, NOWHERE, path).map(({ message }) => message.trim());
    expect(messages).not.toEqual([]);
    expect(messages).not.toContain('');
  }
};

describe('the decoder and the schema', () => {
  it('both take every right document', () => {
    holds(
      1_000,
      fc.property(documents(), (document) => {
        expect(decode(document, NOWHERE).unreadable).toEqual([]);
        expect(documentSchema.safeParse(document).error).toBeUndefined();
      }),
    );
  });

  it('agree on every single mistake', () => {
    for (const document of specimens) expectAgreement(document);
  });

  it('agree on random mistakes', () => {
    holds(6_000, fc.property(mistaken, expectAgreement));
  });

  it('leave nothing unreadable without a complaint', () => {
    for (const document of specimens) expectComplaints(document);
    holds(3_000, fc.property(mistaken, expectComplaints));
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
      { faultline: 1, templates: named(5) },
      { faultline: 1, placeholders: named(5) },
      { faultline: 1, placeholders: { p: { a: null, b: { q: named(5) } } } },
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
