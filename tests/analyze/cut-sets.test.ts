/** Proves what `cut-sets` and `spof` answer: the sets, how they get to the app, and what is said where a limit stops them. */
import { describe, expect, it } from 'vitest';
import { cutSets } from '../../src/analyze/cut-sets.ts';
import type { RawOptions } from '../../src/analyze/cut-sets/request.ts';
import { spof } from '../../src/analyze/spof.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import { DAY, estateWith } from '../engine/estates.ts';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { textOf } from './ask.ts';

const validators = { 'cut-sets': validatorOf('cut-sets'), spof: validatorOf('spof') };

/** Asks, and holds the answer to its schema. */
const ask = async (
  estate: Estate,
  args: readonly string[],
  options: RawOptions = {},
  command: 'cut-sets' | 'spof' = 'cut-sets',
): Promise<Report> => {
  const report = await (command === 'spof' ? spof : cutSets).run({
    estate,
    args,
    // Of `spof` those that it has.
    options: options as object,
    today: DAY,
  });
  expect(errorsOf(validators[command], JSON.parse(jsonOf(report)))).toEqual([]);
  return report;
};

const jsonOf = (report: Report): string =>
  JSON.stringify({ faultline: 1, command: report.command, ...report.data() });

interface Result {
  readonly app: string;
  readonly order: number;
  readonly complete: boolean;
  readonly countedTo?: number;
  readonly unlisted?: number | string;
  readonly counts: Readonly<Record<string, number | string>>;
  readonly allOrders?: {
    readonly complete: boolean;
    readonly counts: Readonly<Record<string, number | string>>;
  };
  readonly mayFail: number;
  readonly cutSets: readonly {
    readonly nodes: readonly string[];
    readonly ways?: readonly (readonly { readonly node: string; readonly message: string }[])[];
  }[];
  readonly sharedFates: readonly { readonly owner: string; readonly shared: string }[];
}

const resultOf = (report: Report): Result => report.data() as Result;
const setsOf = ({ cutSets: sets }: Result): readonly string[] => sets.map(({ nodes }) => nodes.join('+'));

/** A shop on two replicas in two zones of a region, which both ask one sign-in; images are soft. */
const SHOP = estateWith({
  shop: {
    kind: 'app',
    dependsOn: [
      { anyOf: ['web-a', 'web-b'], why: 'either will do' },
      { node: 'images', impact: 'degraded' },
    ],
  },
  'web-a': { in: 'zone-a', dependsOn: ['sign-in'] },
  'web-b': { in: 'zone-b', dependsOn: ['sign-in'] },
  'zone-a': { kind: 'zone' },
  'zone-b': { kind: 'zone' },
  'sign-in': { kind: 'identity' },
  images: { kind: 'storage' },
});

describe('cut-sets', () => {
  it('lists the minimal sets by size, then ids', async () => {
    const result = resultOf(await ask(SHOP, ['shop']));
    expect(setsOf(result)).toEqual([
      'sign-in',
      'web-a+web-b',
      'web-a+zone-b',
      'web-b+zone-a',
      'zone-a+zone-b',
    ]);
    expect(result).toMatchObject({
      app: 'shop',
      order: 3,
      complete: true,
      counts: { 1: 1, 2: 4 },
      mayFail: 5,
    });
  });

  it('counts what leads to the state asked for or worse', async () => {
    const result = resultOf(await ask(SHOP, ['shop'], { state: 'degraded' }));
    expect(setsOf(result).slice(0, 2)).toEqual(['images', 'sign-in']);
  });

  it('lets only those fail that it is told to', async () => {
    const result = resultOf(await ask(SHOP, ['shop'], { among: ['kind:zone'] }));
    expect(setsOf(result)).toEqual(['zone-a+zone-b']);
  });

  it('lets the app itself fail only if that is asked for', async () => {
    expect(setsOf(resultOf(await ask(SHOP, ['web-a'])))).toEqual(['sign-in', 'zone-a']);
    expect(setsOf(resultOf(await ask(SHOP, ['web-a'], { among: ['kind:service', 'kind:zone'] })))).toEqual([
      'web-a',
      'zone-a',
    ]);
  });

  it('tells the ways of each member, from what fails to the app', async () => {
    const { cutSets: sets } = resultOf(await ask(SHOP, ['shop']));
    const ways = sets.map((set) => set.ways?.map((way) => way.map(({ node }) => node).join(' > ')));
    expect(ways[0]).toEqual(['sign-in > web-a > shop', 'sign-in > web-b > shop']);
    expect(ways[2]).toEqual(['web-a > shop', 'zone-b > web-b > shop']);
  });

  it('tells ways in JSON only of so many sets', async () => {
    const { cutSets: sets } = resultOf(await ask(SHOP, ['shop'], { explain: '2' }));
    expect(sets.map(({ ways }) => ways !== undefined)).toEqual([true, true, false, false, false]);
  });

  it('names redundancy whose members fall together, and what they share', async () => {
    const report = await ask(SHOP, ['shop']);
    expect(resultOf(report).sharedFates).toMatchObject([
      {
        owner: 'shop',
        group: 'any of web-a, web-b',
        shared: 'sign-in',
        state: 'outage',
        members: [
          { member: 'web-a', way: ['sign-in', 'web-a'] },
          { member: 'web-b', way: ['sign-in', 'web-b'] },
        ],
      },
    ]);
    expect(textOf(report)).toContain('shop needs any of web-a, web-b; with sign-in that is in outage');
  });

  it('says in words what it counts', async () => {
    const text = textOf(await ask(SHOP, ['shop']));
    expect(text).toContain('What takes shop to outage');
    expect(text).toContain('1 alone, 4 pairs, of 5 nodes that may fail and matter');
    expect(text).toContain('zone-b → web-b → shop');
  });

  it('says so if nothing does it', async () => {
    const report = await ask(SHOP, ['shop'], { among: ['zone-a'], order: '2' });
    expect(resultOf(report)).toMatchObject({ complete: true, counts: {}, cutSets: [], mayFail: 0 });
    expect(textOf(report)).toContain('No outage of up to 2 nodes at once does');
  });

  it('answers for several apps, one section each', async () => {
    const report = await ask(SHOP, ['web-*'], { order: '1' });
    const { apps } = report.data() as { readonly apps: readonly Result[] };
    expect(apps.map(({ app }) => app)).toEqual(['web-a', 'web-b']);
    expect(apps.map(setsOf)).toEqual([
      ['sign-in', 'zone-a'],
      ['sign-in', 'zone-b'],
    ]);
    expect(textOf(report)).toMatch(/web-a +2 +0\n/u);
    expect(textOf(report)).toContain('web-b: each alone');
  });

  it('gives a list for a selection, even if that matches one', async () => {
    expect((await ask(SHOP, ['kind:app'])).data()).toHaveProperty('apps.0.app', 'shop');
  });

  it('refuses numbers that are none, and selections that match nothing', async () => {
    await expect(async () => ask(SHOP, ['shop'], { order: '0' })).rejects.toThrow(
      '--order takes a whole number from 1, not "0"',
    );
    await expect(async () => ask(SHOP, ['shop'], { limit: 'x' })).rejects.toThrow('--limit takes a number');
    await expect(async () => ask(SHOP, ['shoop'])).rejects.toThrow('shoop');
    await expect(async () => ask(SHOP, ['shop'], { among: ['kind:dns'] })).rejects.toThrow('kind:dns');
  });

  it('leaves out requirements to start, and those of another day', async () => {
    const estate = estateWith({
      app: {
        kind: 'app',
        dependsOn: [
          { node: 'registry', needed: 'start' },
          { node: 'old', validUntil: '2020-01-01' },
        ],
      },
      registry: { kind: 'storage' },
      old: { kind: 'storage' },
    });
    expect(setsOf(resultOf(await ask(estate, ['app'])))).toEqual([]);
    expect(setsOf(resultOf(await ask(estate, ['app'], { date: '2019-01-01' })))).toEqual(['old']);
  });

  it('rows, for a spreadsheet, and a picture', async () => {
    const report = await ask(SHOP, ['shop']);
    expect(report.table?.().rows.slice(0, 2)).toEqual([
      ['shop', 1, 'sign-in'],
      ['shop', 2, 'web-a web-b'],
    ]);
    const graph = report.graph!();
    expect(graph.nodes.filter(({ isFault }) => isFault).map(({ id }) => id)).toEqual([
      'sign-in',
      'web-a',
      'web-b',
      'zone-a',
      'zone-b',
    ]);
    expect(graph.edges).toContainEqual(
      expect.objectContaining({ from: 'web-a', to: 'sign-in', isPath: true }),
    );
    // What is on the way to the app is in the state that it comes to.
    expect(graph.nodes.map(({ id, state }) => [id, state])).toEqual([
      ['shop', 'outage'],
      ['sign-in', 'outage'],
      ['web-a', 'outage'],
      ['web-b', 'outage'],
      ['zone-a', 'outage'],
      ['zone-b', 'outage'],
    ]);
  });
});

/** An app on the first of so many groups of replicas; each group has some hundred ways to fall. */
const wide = (groups: number, replicas: number): Estate => {
  const names = Array.from({ length: groups }, (_, group) =>
    Array.from({ length: replicas }, (_, replica) => `r${group}-${replica}`),
  );
  return estateWith({
    app: { kind: 'app', dependsOn: names.map((group) => ({ anyOf: group })) },
    ...Object.fromEntries(
      names.flat().flatMap((id) => [
        [id, { dependsOn: [`${id}-db`] }],
        [`${id}-db`, { kind: 'database' as const }],
      ]),
    ),
  });
};

/** An app on many groups of three that share their members: no part of it stands alone. */
const ring = (size: number): Estate => {
  const id = (i: number): string => `n${i % size}`;
  const groups = Array.from({ length: size }, (_, i) => ({ anyOf: [id(i), id(i + 1), id(i + 5)] }));
  return estateWith({
    app: { kind: 'app', dependsOn: groups },
    ...Object.fromEntries(groups.map((_, i) => [id(i), []])),
  });
};

describe('limits', () => {
  it('leave sets unlisted, and say how many', async () => {
    const report = await ask(SHOP, ['shop'], { limit: '2' });
    expect(resultOf(report)).toMatchObject({ complete: false, counts: { 1: 1, 2: 4 }, unlisted: 3 });
    expect(setsOf(resultOf(report))).toEqual(['sign-in', 'web-a+web-b']);
    expect(textOf(report)).toContain('… and 3 more (--limit 0 lists all)');
  });

  it('count every order where there are too many to list', async () => {
    const report = await ask(wide(3, 60), ['app'], { 'all-orders': true });
    expect(resultOf(report)).toMatchObject({ complete: true, counts: {}, cutSets: [] });
    // Each replica falls by itself or by its database: 2^60 sets of each of the three groups.
    expect(resultOf(report).allOrders).toEqual({ complete: true, counts: { 60: String(3n * 2n ** 60n) } });
    expect(textOf(report)).toContain('3,458,764,513,820,540,928 of 60');
  });

  it('of a diagram say "at least", and up to which size all is known', async () => {
    const report = await ask(ring(24), ['app'], { 'node-limit': '150' });
    expect(resultOf(report)).toMatchObject({ complete: false, countedTo: 2 });
    expect(textOf(report)).toContain('at least');
    expect(textOf(report)).toContain('all sets of up to 2 are known');
  });
});

describe('spof', () => {
  it('is cut sets of one', async () => {
    const result = resultOf(await ask(SHOP, ['shop'], {}, 'spof'));
    expect(result).toMatchObject({ order: 1, complete: true, counts: { 1: 1 } });
    expect(setsOf(result)).toEqual(['sign-in']);
  });
});
