/** Proves what a sweep lets fail, how it ranks what that does, what it says of it, and what it refuses. */
import { describe, expect, it } from 'vitest';
import { sweep } from '../../src/analyze/sweep.ts';
import { documentsIn } from '../../src/analyze/sweep/documents.ts';
import { failuresIn, numbersOf, scenarioCount } from '../../src/analyze/sweep/scenarios.ts';
import type { Sweeper } from '../../src/engine/sweep/request.ts';
import { sweep as sweepHere } from '../../src/engine/sweep/sweep.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import { UserError } from '../../src/model/user-error.ts';
import { DAY, estateWith } from '../engine/estates.ts';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { textOf } from './ask.ts';

type Options = Parameters<typeof sweep.run>[0]['options'];

const ask = (estate: Estate, options: Options = {}, ...args: readonly string[]): Promise<Report> =>
  sweep.run({ estate, args, options, today: DAY });

interface Data {
  readonly summary: object;
  readonly failures: readonly (Readonly<Record<string, unknown>> & {
    readonly node?: string;
    readonly pair?: readonly Readonly<Record<string, unknown>>[];
  })[];
}

const dataOf = async (...asked: Parameters<typeof ask>): Promise<Data> =>
  (await ask(...asked)).data() as Data;

/** What failed, in order. */
const namesIn = ({ failures }: Data): readonly string[] =>
  failures.map(({ node, owner, provider, vendor, pair }) =>
    String(pair?.map((loss) => loss['node']).join('+') ?? node ?? owner ?? provider ?? vendor),
  );

const problemOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  const [{ message, hint } = { message: '', hint: '' }] = (error as UserError).problems;
  return `${message} · ${hint ?? ''}`;
};

/** Two clouds, a vendor, two teams. */
const shop = estateWith({
  shop: {
    kind: 'app',
    tier: 1,
    owner: 'web',
    costPerHour: 100.5,
    dependsOn: ['api', { node: 'ads', impact: 'degraded' }],
  },
  stats: { kind: 'app', tier: 3, owner: 'data', costPerHour: 7, dependsOn: ['lake'] },
  wiki: { kind: 'app', in: 'sky/east' },
  api: { owner: 'web', dependsOn: [{ anyOf: ['east', 'west'] }] },
  east: { in: 'sky/east' },
  west: { in: { anyOf: ['sky/west', 'sea'] } },
  lake: { kind: 'storage', owner: 'data', in: 'sea' },
  ads: { kind: 'external' },
  'ads/feed': { in: { node: 'ads', impact: 'none' } },
  sky: { kind: 'provider' },
  'sky/east': { kind: 'region', in: 'sky' },
  'sky/west': { kind: 'region', in: 'sky' },
  sea: { kind: 'provider' },
});

describe('what fails', () => {
  it('is every node, one at a time, if nothing is said', async () => {
    const { failures } = await dataOf(shop);
    expect(failures.map(({ node }) => String(node)).toSorted()).toEqual(shop.nodes.map(({ id }) => id));
  });

  it('is what is selected', async () => {
    expect(namesIn(await dataOf(shop, {}, 'sky/*', 'api')).toSorted()).toEqual([
      'api',
      'sky/east',
      'sky/west',
    ]);
  });

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['each node of a kind', ['region'], [], ['sky/east', 'sky/west']],
    ['each node of several kinds', ['region,storage'], [], ['lake', 'sky/east', 'sky/west']],
    ['each owner', ['owner'], [], ['data', 'web']],
    ['each owner of what is selected', ['owner'], ['kind:storage'], ['data']],
    ['each provider', ['provider'], [], ['sea', 'sky']],
    ['nodes and losses together', ['region', 'vendor'], [], ['ads', 'sky/east', 'sky/west']],
    ['each node once', ['node', 'region'], ['sky/**'], ['sky', 'sky/east', 'sky/west']],
  ])('with --each is %s', async (_, each, selection, names) => {
    expect(namesIn(await dataOf(shop, { each }, ...selection)).toSorted()).toEqual(names);
  });

  it('how many nodes fail with an owner has a column of its own', async () => {
    const text = textOf(
      await sweep.run({ estate: shop, args: [], options: { each: ['owner'] }, today: DAY }),
    );
    expect(text).toMatch(/What fails +Fail /);
    expect(text).toMatch(/owner web +\d/);
    expect(text).not.toMatch(/owner web \(\d+ nodes?\) {2}/);
  });

  it('of an owner is all that the owner has', async () => {
    const { failures } = await dataOf(shop, { each: ['owner'] });
    expect(failures.find(({ owner }) => owner === 'web')).toMatchObject({ failing: 2, affected: 2 });
  });

  it('of an owner is only what is selected, if anything is', async () => {
    const { failures } = await dataOf(shop, { each: ['owner'] }, 'kind:storage');
    expect(failures).toMatchObject([{ owner: 'data', failing: 1, affected: 2 }]);
  });

  it('of a provider is all that lies in it, but not what lies in another one as well', async () => {
    const { failures } = await dataOf(shop, { each: ['provider'] });
    // sky, both regions, east, wiki; not west, which may just as well be at sea.
    expect(failures.find(({ provider }) => provider === 'sky')).toMatchObject({ failing: 5 });
    expect(failures.find(({ provider }) => provider === 'sea')).toMatchObject({ failing: 2 });
  });

  it('of a vendor is all that lies in it, whatever its impact', async () => {
    const { failures } = await dataOf(shop, { each: ['vendor'] });
    expect(failures).toMatchObject([{ vendor: 'ads', failing: 2, affected: 3 }]);
  });

  it('is in the state that was asked for', async () => {
    const { failures } = await dataOf(shop, { state: 'degraded' }, 'api');
    expect(failures).toMatchObject([{ state: 'degraded', apps: { degraded: 1, outage: 0 } }]);
  });

  it('follows dependencies of the day', async () => {
    const dated = estateWith({
      a: { kind: 'app', dependsOn: [{ node: 'b', validUntil: '2020-01-01' }] },
      b: [],
    });
    expect((await dataOf(dated, {}, 'b')).failures).toMatchObject([{ affected: 1 }]);
    expect((await dataOf(dated, { date: '2019-01-01' }, 'b')).failures).toMatchObject([{ affected: 2 }]);
  });

  it('may be a chain of places of any length', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`n${i}`, { in: i === 0 ? 'p' : `n${i - 1}` }] as const),
    );
    const { failures } = await dataOf(estateWith({ p: { kind: 'provider' }, ...chain }), {
      each: ['provider'],
    });
    expect(failures).toMatchObject([{ failing: 20_001, affected: 20_001 }]);
  });
});

describe('the order', () => {
  /** Apps and what takes them: a node for each entry, with the impact on each app. */
  const ranking = estateWith({
    'one/a': {
      kind: 'app',
      tier: 1,
      costPerHour: 1,
      dependsOn: [
        { node: 'x', impact: 'partial' },
        { node: 'slow', impact: 'degraded' },
      ],
    },
    'two/a': { kind: 'app', tier: 2, costPerHour: 5, dependsOn: ['y', 'z'] },
    'two/b': { kind: 'app', tier: 2, costPerHour: 5, dependsOn: ['y'] },
    'no/a': { kind: 'app', costPerHour: 500, dependsOn: ['w'] },
    x: [],
    y: [],
    z: [],
    w: [],
    slow: [],
    crowd: [],
    ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`follower/${i}`, ['crowd']] as const)),
  });
  const some = ['w', 'x', 'y', 'z', 'slow', 'crowd'];

  it('is by apps, tier by tier; what is degraded comes after what is taken', async () => {
    expect(namesIn(await dataOf(ranking, {}, ...some))).toEqual(['x', 'y', 'z', 'w', 'slow', 'crowd']);
  });

  it.each([
    ['apps', ['y', 'z', 'w', 'x', 'slow', 'crowd']],
    ['cost', ['w', 'y', 'z', 'x', 'slow', 'crowd']],
    ['nodes', ['crowd', 'y', 'z', 'w', 'x', 'slow']],
  ] as const)('--by %s', async (by, names) => {
    expect(namesIn(await dataOf(ranking, { by }, ...some))).toEqual(names);
  });

  it('of what is as bad is by id', async () => {
    const alike = estateWith({ c: [], a: [], b: [] });
    expect(namesIn(await dataOf(alike))).toEqual(['a', 'b', 'c']);
  });

  it('of pairs is by what neither takes alone', async () => {
    const redundant = estateWith({
      app: { kind: 'app', tier: 1, dependsOn: [{ anyOf: ['a', 'b'] }] },
      big: { kind: 'app', tier: 1, dependsOn: ['z'] },
      a: [],
      b: [],
      z: [],
    });
    const data = await dataOf(redundant, { pairs: true }, 'a', 'b', 'z');
    expect(namesIn(data)).toEqual(['a+b', 'a+z', 'b+z']);
    expect(data.failures[0]).toMatchObject({ beyond: { outage: 1, partial: 0, degraded: 0 } });
    expect(data.summary).toMatchObject({ scenarios: 3, takeBeyond: 1 });
  });
});

describe('what is counted', () => {
  it('is what --only says', async () => {
    const data = await dataOf(shop, { only: ['owner:web'] }, 'sea', 'sky');
    expect(data.summary).toMatchObject({ nodes: 2, apps: 1, tiers: { 1: 1 } });
    expect(data.failures).toMatchObject([
      { node: 'sea', affected: 0, costPerHour: 0 },
      { node: 'sky', affected: 0, costPerHour: 0 },
    ]);
  });

  it('as apps are those of the tier and better ones', async () => {
    const data = await dataOf(shop, { tier: '1' }, 'sea', 'api');
    expect(data.summary).toMatchObject({ nodes: 13, apps: 1, tiers: { 1: 1 } });
    expect(data.failures).toMatchObject([
      { node: 'api', apps: { outage: 1 }, costPerHour: 100.5 },
      { node: 'sea', apps: { outage: 0 }, nodes: { outage: 3 }, costPerHour: 7 },
    ]);
  });

  it('by tier is told of the tiers that are affected', async () => {
    const { failures } = await dataOf(shop, {}, 'sky/east');
    expect(failures[0]!['tiers']).toEqual({ none: { operational: 0, degraded: 0, partial: 0, outage: 1 } });
  });

  it('costs what it costs, however the amounts are added', async () => {
    const dear = estateWith({
      a: { kind: 'app', costPerHour: 0.1, dependsOn: ['z'] },
      b: { kind: 'app', costPerHour: 0.2, dependsOn: ['z'] },
      z: [],
    });
    expect((await dataOf(dear, {}, 'z')).failures).toMatchObject([{ costPerHour: 0.3 }]);
    const huge = estateWith({ a: { kind: 'app', costPerHour: 1e21, dependsOn: ['z'] }, z: [] });
    expect((await dataOf(huge, {}, 'z')).failures).toMatchObject([{ costPerHour: 1e21 }]);
  });

  it('has no cost where nothing has one', async () => {
    const { failures } = await dataOf(estateWith({ a: [] }));
    expect(failures[0]).not.toHaveProperty('costPerHour');
  });
});

describe('the answer', () => {
  it('names the worst, and tells how many there are of which sort', async () => {
    expect(textOf(await ask(shop))).toBe(
      [
        'The worst single failure is api: 1 of 3 apps in outage, 100.5 USD an hour',
        '',
        '13 failures, one at a time, each in outage; counted are 13 nodes, 3 of them apps',
        '2 take an app of tier 1 (partial or in outage); 1 of these is such an app itself, and takes no other',
        '8 take an app at all; 4 leave every app operational',
        '',
        ' #  What fails  Apps out  partial  degraded  Tier 1  USD/h  Nodes',
        ' 1  api                1        –         –       1  100.5      2',
        ' 2  shop               1        –         –       1  100.5      1',
        ' 3  sea                1        –         –       –      7      3',
        ' 4  lake               1        –         –       –      7      2',
        ' 5  stats              1        –         –       –      7      1',
        ' 6  sky                1        –         –       –      –      5',
        ' 7  sky/east           1        –         –       –      –      3',
        ' 8  wiki               1        –         –       –      –      1',
        ' 9  ads                –        –         1       –      –      2',
        '10  ads/feed           –        –         –       –      –      1',
        '11  east               –        –         –       –      –      1',
        '12  sky/west           –        –         –       –      –      1',
        '13  west               –        –         –       –      –      1',
        '',
      ].join('\n'),
    );
  });

  it('says so if nothing affects an app', async () => {
    expect(textOf(await ask(shop, {}, 'east', 'west')).split('\n')[0]).toBe(
      'None of 2 failures affects an app',
    );
    expect(textOf(await ask(shop, {}, 'east')).split('\n')[0]).toBe('None of 1 failure affects an app');
  });

  it('says so if no pair takes more than its failures', async () => {
    const report = textOf(await ask(shop, { pairs: true }, 'ads', 'lake', 'wiki'));
    expect(report.split('\n')[0]).toBe(
      'None of 3 pairs leaves an app worse off than either failure alone does',
    );
    expect(report).not.toContain('What fails');
  });

  it('of pairs leaves out those that take nothing more, and counts them', async () => {
    const report = textOf(await ask(shop, { pairs: true }, 'east', 'west', 'lake'));
    expect(report).toContain(
      'The worst pair is east and west: beyond either alone 1 app in outage; in all 1 of 3 apps in outage, 100.5 USD an hour',
    );
    expect(report).toContain('3 pairs, one at a time, each with both in outage');
    expect(report).toContain('1 leaves an app worse off than either failure alone does');
    expect(report.split('\n').filter((line) => /^ *\d+ {2}/.test(line)).length).toBe(1);
  });

  it('counts nodes where there are no apps', async () => {
    const bare = estateWith({ a: [{ anyOf: ['b', 'c'] }], b: [], c: [] });
    expect(textOf(await ask(bare)).split('\n')[0]).toBe(
      'The worst single failure is a: 1 of 3 nodes in outage',
    );
    expect(textOf(await ask(bare))).not.toContain(' an app');
    const { failures } = await dataOf(bare);
    expect(failures.filter((failure) => 'tiers' in failure)).toEqual([]);
    expect(textOf(await ask(bare, { pairs: true })).split('\n')[0]).toBe(
      'The worst pair is b and c: beyond either alone 1 node in outage; in all 3 of 3 nodes in outage',
    );
  });

  it('shows as many rows as it may', async () => {
    const lines = textOf(await ask(shop, { limit: '2' }))
      .trimEnd()
      .split('\n');
    expect(lines.at(-1)).toBe('… and 11 more (--limit 0 shows all)');
  });

  it.each<[string, Options]>([
    ['nodes', {}],
    ['losses', { each: ['owner', 'provider', 'vendor', 'node'], by: 'cost', only: ['*'] }],
    ['pairs', { pairs: true, tier: '3', state: 'partial' }],
  ])('of %s is described by its schema', async (_, options) => {
    const data = { faultline: 1, command: 'sweep', ...(await dataOf(shop, options)) };
    expect(errorsOf(validatorOf('sweep'), JSON.parse(JSON.stringify(data)))).toEqual([]);
    const shard = (await ask(shop, { ...options, shard: '1/2' })).data();
    const named = { faultline: 1, command: 'sweep-shard', ...shard };
    expect(errorsOf(validatorOf('sweep-shard'), JSON.parse(JSON.stringify(named)))).toEqual([]);
  });

  it('as a table has all rows', async () => {
    const { columns, rows } = (await ask(shop, { limit: '1' })).table!();
    expect(rows.length).toBe(13);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([columns.length]));
    expect(rows[0]!.slice(0, 4)).toEqual([1, 'api', 'service', 'outage']);
  });
});

describe('refused is', () => {
  it.each<[string, Options, readonly string[], RegExp]>([
    [
      'a word of --each that is none',
      { each: ['regoin'] },
      [],
      /nothing called "regoin" · did you mean "region"/,
    ],
    [
      'a kind that nothing is of',
      { each: ['zone'] },
      [],
      /there is no zone · there are: node, owner, provider, vendor, app, service, storage, region, external$/,
    ],
    [
      'a kind that nothing selected is of',
      { each: ['owner'] },
      ['sky'],
      /nothing has an owner among what is selected/,
    ],
    ['a selection of nothing', {}, ['nope'], /nothing matches "nope"/],
    ['a pair of one', { pairs: true }, ['sky'], /at least two/],
    ['a tier that is no number', { tier: 'one' }, [], /--tier takes a number/],
    [
      'a tier that nobody has',
      { tier: '0' },
      [],
      /no app that is counted is of that tier .* the most important tier is 1/,
    ],
    ['a shard that is none', { shard: '0/4' }, [], /--shard takes a number and of how many, not "0\/4"/],
    ['a shard beyond the last', { shard: '5/4' }, [], /--shard/],
    ['a limit that is no number', { limit: 'x' }, [], /--limit/],
  ])('%s', async (_, options, selection, message) => {
    expect(await problemOf(ask(shop, options, ...selection))).toMatch(message);
  });

  it('more pairs than fit, before any work is done', async () => {
    const many = estateWith(Object.fromEntries(Array.from({ length: 2_002 }, (_, i) => [`n${i}`, []])));
    const sweeper: Sweeper = () => Promise.reject(new Error('was asked'));
    const asked = sweep.run({ estate: many, args: [], options: { pairs: true }, today: DAY, sweeper });
    expect(await problemOf(asked)).toMatch(/2,002 failures make 2,003,001 pairs; a sweep takes 2,000,000/);
  });

  it('a shard in words', async () => {
    const shard = await ask(shop, { shard: '1/2' });
    expect(() => shard.blocks()).toThrow('nothing to read');
  });
});

it('work is told of before it begins, and as it goes on', async () => {
  const told: string[] = [];
  await sweep.run({
    estate: shop,
    args: [],
    options: { pairs: true },
    today: DAY,
    progress: (what, done, of) => told.push(`${what} ${done}/${of}`),
  });
  expect(told[0]).toBe('sweeping pairs 0/78');
  expect(told.at(-1)).toBe('sweeping pairs 78/78');
});

it('a sweep asks the sweeper that it is given, in chunks that stay small', async () => {
  const wide = estateWith({
    ...Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`z${i}`, []])),
    ...Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`app${i}`, { kind: 'app' as const, dependsOn: ['z1'] }]),
    ),
  });
  const sizes: number[] = [];
  const sweeper: Sweeper = async (request, progress) => {
    sizes.push(request.scenarios.start.length - 1);
    return sweepHere(request, progress);
  };
  const asked = { estate: wide, args: ['z*'], options: { pairs: true }, today: DAY };
  const here = await sweep.run(asked);
  expect((await sweep.run({ ...asked, sweeper })).data()).toEqual(here.data());
  expect(sizes).toEqual([150, 4096, 7079]);
});

describe('scenarios', () => {
  it('are numbered so that each pair has one', () => {
    for (const failures of [2, 3, 10, 57]) {
      const pairs = Array.from({ length: scenarioCount(failures, true) }, (_, number) =>
        failuresIn(number, failures, true).join(),
      );
      const expected = Array.from({ length: failures }, (_, a) =>
        Array.from({ length: failures - a - 1 }, (__, b) => `${a},${a + b + 1}`),
      ).flat();
      expect(pairs).toEqual(expected);
    }
  });

  it('are dealt to shards evenly, each once', () => {
    for (const [count, of] of [
      [10, 3],
      [100_000, 7],
      [2, 5],
      [1_000_000, 64],
    ] as const) {
      const shards = Array.from({ length: of }, (_, i) => numbersOf(count, { index: i + 1, of }));
      const sizes = shards.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(Math.max(1, count / of / 50));
      const all = new Set(shards.flatMap((numbers) => [...numbers]));
      expect([all.size, sizes.reduce((sum, size) => sum + size, 0)]).toEqual([count, count]);
    }
  });
});

describe('documents that follow one another', () => {
  it('are told apart, whatever braces stand in their texts', () => {
    const values = [{ a: '}{"' }, { b: { c: '\\' } }, {}];
    for (const [indent, between] of [
      [2, '\n'],
      [0, ''],
    ] as const) {
      const text = values.map((value) => JSON.stringify(value, null, indent)).join(between);
      expect(documentsIn(text, 'x')).toEqual(values);
    }
  });

  it.each([
    ['', 'x is empty'],
    [' \n', 'x is empty'],
    ['{"a": 1', 'x is not JSON, or was cut short'],
    ['{}{', 'x is not JSON, or was cut short'],
    ['{} }', 'x is not JSON, or was cut short'],
    ['rank,failure', 'x is not JSON, or was cut short'],
  ])('%j is refused', (text, message) => {
    expect(() => documentsIn(text, 'x')).toThrow(message);
  });
});
