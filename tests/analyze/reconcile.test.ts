/** Proves what is a disagreement between sources and what is not, on ledgers written by hand. */
import { describe, expect, it } from 'vitest';
import type { reconcile } from '../../src/analyze/reconcile.ts';
import { countOf, failuresOf } from '../../src/analyze/reconcile/checks.ts';
import { compared, edgeOf, node, seen, sighting, testimony } from './reconcile/ledgers.ts';

/** A caller that traces show well: called often, and most of what it needs was seen. */
const BUSY = [
  sighting('web', 'declared'),
  sighting('web', 'observed'),
  testimony('web -> cart', 'declared'),
  testimony('web -> stock', 'declared'),
  seen('web -> cart'),
  seen('web -> stock'),
] as const;

const sightingsOf = (all: readonly object[]) => all.filter((one) => 'node' in one) as never;
const testimoniesOf = (all: readonly object[]) => all.filter((one) => 'from' in one) as never;

/** Sightings and testimonies in any order. */
const of = (all: readonly object[], nodes: Parameters<typeof compared>[2] = []) =>
  compared(sightingsOf(all), testimoniesOf(all), nodes);

describe('declared, never observed', () => {
  const verdicts = (all: readonly object[], nodes: Parameters<typeof compared>[2] = []) =>
    of(all, nodes).unseen.map(({ need, doubt }) => [edgeOf(need), doubt ?? 'stale']);

  it('is likely stale where the caller is busy and most else of it was seen', () => {
    expect(verdicts([...BUSY, testimony('web -> old', 'declared')])).toEqual([['web -> old', 'stale']]);
  });

  it.each([
    ['manifests', 'declared'],
    ['code', 'code'],
    ['the catalog', 'catalog'],
  ] as const)('is told whoever states it: %s', (_, tells) => {
    expect(verdicts([...BUSY, testimony('web -> old', tells)])).toEqual([['web -> old', 'stale']]);
  });

  it('is not told of what no trace shows: there the traces are silent', () => {
    const result = of([...BUSY, sighting('mail', 'declared'), testimony('mail -> smtp', 'declared')]);
    expect(result.unseen).toEqual([]);
    expect(result.traced?.notCovered.map(edgeOf)).toEqual(['mail -> smtp']);
    expect(result.traced?.workloads).toEqual({ all: 2, traced: 1 });
  });

  it('is open where no call that the caller makes was seen', () => {
    const silent = [seen('web -> mail'), testimony('mail -> smtp', 'declared')];
    expect(verdicts([...BUSY, ...silent])).toEqual([['mail -> smtp', 'no-calls-out']]);
  });

  it('is open below 30 calls of the caller, and not from there', () => {
    const with29 = [...BUSY.slice(0, 3), seen('web -> cart', { calls: 29 }), testimony('web -> old', 'code')];
    const with30 = [...BUSY.slice(0, 3), seen('web -> cart', { calls: 30 }), testimony('web -> old', 'code')];
    expect(verdicts(with29)).toEqual([['web -> old', 'few-calls']]);
    expect(verdicts(with30)).toEqual([['web -> old', 'stale']]);
  });

  it('counts calls to the caller, however few each of its own needs got', () => {
    const all = [
      testimony('edge -> web', 'declared'),
      seen('edge -> web', { calls: 500 }),
      seen('web -> cart', { calls: 3 }),
      testimony('web -> cart', 'declared'),
      testimony('web -> old', 'declared'),
    ];
    expect(verdicts(all)).toEqual([['web -> old', 'stale']]);
  });

  it('is open where fewer needs were seen than not: one endpoint was exercised', () => {
    const all = [
      ...BUSY.slice(0, 3),
      seen('web -> cart'),
      ...['a', 'b'].map((to) => testimony(`web -> ${to}`, 'declared')),
    ];
    expect(verdicts(all)).toEqual([
      ['web -> a', 'partly-exercised'],
      ['web -> b', 'partly-exercised'],
    ]);
  });

  it('is open where no call of this sort was seen: the database’s client may not be traced', () => {
    const data = testimony('web -> db', 'declared', { class: 'data' });
    expect(verdicts([...BUSY, data])).toEqual([['web -> db', 'sort-never-seen']]);
    // It sends spans of its own: a call would show from its side.
    expect(verdicts([...BUSY, data, sighting('db', 'observed')])).toEqual([['web -> db', 'stale']]);
    // That others were seen to call it says nothing of this caller's client.
    expect(verdicts([...BUSY, data, testimony('api -> db', 'declared'), seen('api -> db')])).toEqual([
      ['web -> db', 'sort-never-seen'],
    ]);
    expect(verdicts([...BUSY, data, sighting('db', 'observed', { type: 'trace/database' })])).toEqual([
      ['web -> db', 'sort-never-seen'],
    ]);
    expect(verdicts([...BUSY, data, seen('web -> cache', {}, { class: 'data' })])).toEqual([
      ['web -> db', 'stale'],
    ]);
  });

  it.each(['telemetry', 'permission', 'start-up', 'network', 'config', 'placement', 'key', 'flags'] as const)(
    'is not told of %s, which no trace shows',
    (edgeClass) => {
      expect(verdicts([...BUSY, testimony('web -> old', 'declared', { class: edgeClass })])).toEqual([]);
    },
  );

  it('is not told of conclusions, of statements by which nothing falls, and of what is mounted', () => {
    const all = [
      ...BUSY,
      testimony('web -> linked', 'declared', { isLink: true }),
      testimony('web -> system', 'catalog', { atMost: 'operational' }),
      testimony('web -> disk', 'declared', { class: 'data' }),
      sighting('disk', 'declared', { type: 'v1/PersistentVolumeClaim' }),
    ];
    expect(verdicts(all, [node('disk', 'storage')])).toEqual([]);
  });

  it('is not told where the trace shows what is behind the name', () => {
    const all = [
      ...BUSY,
      sighting('web-name', 'declared', { type: 'v1/Service' }),
      testimony('web -> web-name', 'declared'),
      testimony('web-name -> api', 'declared', { confidence: 'inferred' }),
      seen('web -> api'),
    ];
    const result = of(all);
    expect(result.unseen).toEqual([]);
    expect(result.undeclared).toEqual([]);
  });
});

describe('what is told more or less finely', () => {
  const table = node('table', 'database', {
    in: { form: 'node', node: 'aws/eu-west-1' },
    dependsOn: [{ form: 'node', node: 'aws/eu-west-1/dynamodb' }],
  });
  const data = { class: 'data' } as const;

  it('is one: a call to DynamoDB is a use of the only table there', () => {
    const { needs, unseen, undeclared } = of(
      [
        ...BUSY,
        sighting('table', 'declared'),
        testimony('web -> table', 'declared', data),
        testimony('web -> aws/default-region/dynamodb', 'code', data),
        seen('web -> aws/eu-west-1/dynamodb', { calls: 40 }, data),
      ],
      [table],
    );
    const need = needs.find(({ to }) => to === 'table')!;
    expect(need).toMatchObject({ counts: { calls: 40 }, isExact: true });
    expect(need.stated.map(({ tells }) => tells)).toEqual(['declared', 'code']);
    expect(needs.map(({ to }) => to)).toEqual(['cart', 'stock', 'table']);
    expect([...unseen, ...undeclared]).toEqual([]);
  });

  it('is counted once where the same calls are told of the table and of its service', () => {
    const calls = { calls: 40 };
    const { needs } = of(
      [seen('web -> table', calls, data), seen('web -> aws/eu-west-1/dynamodb', calls, data)],
      [table],
    );
    expect(needs.map(({ to, counts }) => [to, counts?.calls])).toEqual([['table', 40]]);
  });

  it('says of each of two tables that the calls may be to the other', () => {
    const other = { ...table, id: 'other' };
    const { needs, strengths } = of(
      [
        ...['table', 'other'].map((to) => testimony(`web -> ${to}`, 'declared', data)),
        seen('web -> aws/eu-west-1/dynamodb', { errors: 50 }, data),
      ],
      [table, other],
    );
    expect(needs.map(({ to, isExact }) => [to, isExact])).toEqual([
      ['other', false],
      ['table', false],
    ]);
    // Which of them the caller can do without, such counts do not prove.
    expect(strengths).toEqual([]);
  });

  it('stays two where the regions differ, and is neither stale nor undeclared but elsewhere', () => {
    const result = of(
      [...BUSY, testimony('web -> table', 'declared', data), seen('web -> aws/us-east-1/dynamodb', {}, data)],
      [table],
    );
    expect(result.unseen).toEqual([]);
    expect(result.undeclared).toEqual([]);
    expect(result.regions).toMatchObject([
      {
        node: 'web',
        service: 'aws/dynamodb',
        words: [
          { region: 'eu-west-1', tells: 'declared', id: 'table' },
          { region: 'us-east-1', tells: 'observed', id: 'aws/us-east-1/dynamodb' },
        ],
      },
    ]);
  });
});

describe('observed, not declared', () => {
  it('is told with its calls, most first', () => {
    const { undeclared } = of([...BUSY, seen('web -> b', { calls: 7 }), seen('cart -> a', { calls: 9 })]);
    expect(undeclared.map(({ need }) => [edgeOf(need), need.counts?.calls])).toEqual([
      ['cart -> a', 9],
      ['web -> b', 7],
    ]);
  });

  it.each(['permission', 'network', 'start-up'] as const)(
    'is not told where somebody says at least %s',
    (edgeClass) => {
      const said = testimony('web -> b', 'declared', { class: edgeClass, atMost: 'partial' });
      expect(of([...BUSY, said, seen('web -> b')]).undeclared).toEqual([]);
    },
  );

  it('names services that only traces know, and one that may be the same', () => {
    const all = [
      ...BUSY,
      sighting('shop/payments', 'declared'),
      sighting('shop/fraud-check', 'declared'),
      sighting('paymentservice', 'observed'),
      sighting('fraud-detection', 'observed'),
      seen('web -> paymentservice'),
      seen('web -> fraud-detection', { calls: 3 }),
    ];
    expect(of(all).strangers).toEqual([
      { id: 'paymentservice', callsIn: 100, callsOut: 0, perhaps: 'shop/payments' },
      { id: 'fraud-detection', callsIn: 3, callsOut: 0, perhaps: 'shop/fraud-check' },
    ]);
  });

  it('is nothing at all where only traces were scanned', () => {
    const result = of([sighting('web', 'observed'), seen('web -> db')]);
    expect([result.undeclared, result.strangers]).toEqual([[], []]);
    expect(failuresOf(['undeclared'], result)).toEqual([
      'undeclared: not checked, nothing but traces was scanned',
    ]);
  });
});

describe('strength', () => {
  const verdicts = (all: readonly object[]) =>
    of(all).strengths.map(({ need, verdict }) => [edgeOf(need), verdict]);
  const hard = testimony('web -> ads', 'declared');
  const soft = testimony('web -> ads', 'code', { atMost: 'degraded' });

  it('is proved soft by five errors that the caller survived, and not by four', () => {
    expect(verdicts([hard, seen('web -> ads', { errors: 5 })])).toEqual([['web -> ads', 'soft']]);
    expect(verdicts([hard, seen('web -> ads', { errors: 4 })])).toEqual([]);
  });

  it('is proved hard against a source that says otherwise, and not against one that says so', () => {
    expect(verdicts([soft, seen('web -> ads', { errors: 5, propagated: 5 })])).toEqual([
      ['web -> ads', 'hard'],
    ]);
    expect(verdicts([hard, seen('web -> ads', { errors: 5, propagated: 5 })])).toEqual([]);
  });

  it('is open where some errors passed on and some did not', () => {
    const result = of([hard, seen('web -> ads', { errors: 10, propagated: 4 })]);
    expect(result.strengths).toMatchObject([{ verdict: 'mixed', share: { low: 0.168, high: 0.687 } }]);
    expect(countOf('strength', result)).toBe(0);
  });

  it('differs between sources where no trace decides, and is agreed on where they say the same', () => {
    expect(verdicts([hard, soft])).toEqual([['web -> ads', 'differ']]);
    expect(verdicts([hard, soft, seen('web -> ads', { errors: 2 })])).toEqual([['web -> ads', 'differ']]);
    expect(verdicts([hard, testimony('web -> ads', 'catalog')])).toEqual([]);
  });

  it('takes the worst of several words of one kind of source', () => {
    expect(verdicts([hard, soft, { ...soft, atMost: 'outage' }])).toEqual([]);
  });

  it('tells what is said to be needed to start, and is called while it runs', () => {
    const start = testimony('web -> ads', 'declared', { class: 'start-up', atMost: 'operational' });
    expect(verdicts([start, seen('web -> ads')])).toEqual([['web -> ads', 'start']]);
    expect(verdicts([start, hard, seen('web -> ads')])).toEqual([]);
  });

  it('is not refuted for what only waits in a queue', () => {
    const queue = testimony('web -> mail', 'declared', { class: 'asynchronous', atMost: 'partial' });
    expect(verdicts([queue])).toEqual([]);
  });
});

describe('regions', () => {
  const at = (region: string, tells: 'declared' | 'observed', file = 'a') =>
    sighting('web', tells, { region, where: { file, line: 1 } });

  it('of a node differ where traces show it in another one', () => {
    expect(of([at('eu-west-1', 'declared'), at('us-east-1', 'observed')]).regions).toMatchObject([
      { node: 'web', words: [{ region: 'eu-west-1' }, { region: 'us-east-1' }] },
    ]);
  });

  it('do not differ where traces show just some of those that are declared', () => {
    const both = [at('eu-west-1', 'declared'), at('us-east-1', 'declared')];
    expect(of([...both, at('us-east-1', 'observed')]).regions).toEqual([]);
    expect(of([...both, at('us-east-1', 'observed'), at('ap-south-1', 'observed')]).regions).toHaveLength(1);
  });

  it('do not differ within one source, nor where only one says any', () => {
    expect(of([at('eu-west-1', 'observed'), at('us-east-1', 'observed')]).regions).toEqual([]);
    expect(of([at('eu-west-1', 'declared'), sighting('web', 'observed')]).regions).toEqual([]);
  });

  it('are not said by who takes a thing by its name: where it is, say those who declare it', () => {
    const table = node('table', 'database', {
      in: { form: 'node', node: 'aws/eu-west-1' },
      dependsOn: [{ form: 'node', node: 'aws/eu-west-1/dynamodb' }],
    });
    const data = { class: 'data' } as const;
    const all = [
      sighting('table', 'declared'),
      testimony('web -> table', 'declared', data),
      // The client is made for another region; the table's name comes from a setting.
      testimony('web -> table', 'code', { ...data, where: { file: 'app.ts', line: 9 } }),
      testimony('web -> aws/us-east-1/dynamodb', 'code', data),
      seen('web -> aws/us-east-1/dynamodb', {}, data),
      seen('web -> external/dynamodb/us-east-1/table/orders', {}, data),
    ];
    expect(
      of(all, [table]).regions.map(({ words }) => words.map((word) => [word.tells, word.region])),
    ).toEqual([
      [
        ['declared', 'eu-west-1'],
        ['code', 'us-east-1'],
        // Of the service and of the table at one place: one word.
        ['observed', 'us-east-1'],
      ],
    ]);
  });

  it('of who may use something say nothing of what is used', () => {
    const all = [
      testimony('web -> aws/eu-west-1/sqs', 'declared', { class: 'permission' }),
      testimony('web -> aws/us-east-1/sqs', 'code', { class: 'asynchronous' }),
    ];
    expect(of(all).regions).toEqual([]);
  });
});

describe('the catalog', () => {
  const gaps = (all: readonly object[], nodes: Parameters<typeof compared>[2] = []) => of(all, nodes).catalog;

  it('has entries that nothing deploys, but for libraries and what is only named', () => {
    const all = [
      sighting('web', 'declared'),
      ...['web', 'loyalty', 'ui-kit', 'other'].map((id) => sighting(id, 'catalog')),
      sighting('api', 'catalog', { type: 'backstage/API' }),
    ];
    const nodes = [node('ui-kit', 'resource'), node('other', 'service', { tags: ['read-only'] })];
    expect(gaps(all, nodes)?.withoutInfrastructure.map(({ id }) => id)).toEqual(['loyalty']);
  });

  it('lacks workloads that are declared or were seen, not their databases and settings', () => {
    const all = [
      sighting('web', 'catalog'),
      ...['web', 'ads', 'db', 'rules'].map((id) => sighting(id, 'declared')),
      sighting('fraud', 'observed'),
      sighting('rules', 'declared', { isPart: false }),
    ];
    const nodes = [node('db', 'database'), node('rules', 'resource')];
    expect(gaps(all, nodes)?.withoutEntry.map(({ id }) => id)).toEqual(['ads', 'fraud']);
  });

  it('is compared with traces where there are no manifests', () => {
    const all = [sighting('web', 'catalog'), sighting('old', 'catalog'), sighting('web', 'observed')];
    expect(gaps(all)?.withoutInfrastructure.map(({ id }) => id)).toEqual(['old']);
  });

  it('may name other owners and other names; the same name written differently is one', () => {
    const all = [
      sighting('shop/pay', 'declared', { local: 'pay', owner: 'payments' }),
      sighting('shop/pay', 'catalog', { local: 'billing', owner: 'billing' }),
      sighting('shop/orders', 'declared', { local: 'OrdersTable', owner: 'Web' }),
      sighting('shop/orders', 'catalog', { local: 'orders', owner: 'web' }),
    ];
    expect(gaps(all)?.owners.map(({ words }) => words.map(({ text }) => text))).toEqual([
      ['billing', 'payments'],
    ]);
    expect(gaps(all)?.names.map(({ words }) => words.map(({ text }) => text))).toEqual([['billing', 'pay']]);
  });

  it('says nothing if there is none, or nothing else', () => {
    expect(gaps([sighting('web', 'declared')])).toBeUndefined();
    expect(gaps([sighting('web', 'catalog')])).toBeUndefined();
  });
});

describe('hosts that nothing answers to', () => {
  it('are those that should be here, then those outside, by how often they occur', () => {
    const place = (line: number) => ({ where: { file: 'a.yaml', line } });
    const { endpoints } = of([
      sighting('shop/orders', 'declared'),
      testimony('a -> unresolved/shop/ordrs', 'declared', place(1)),
      testimony('b -> unresolved/shop/ordrs', 'declared', place(2)),
      testimony('a -> unresolved/shop/rates', 'declared', place(3)),
      seen('a -> external/api.example.com', { calls: 5, errors: 1 }),
      testimony('a -> external/mail.example.com', 'declared', place(4)),
      testimony('a -> external/docker.io', 'declared', { class: 'start-up' }),
      testimony('a -> external/sqs/eu-west-1/111122223333/orders', 'declared'),
    ]);
    expect(endpoints.map(({ id, references, calls, perhaps }) => [id, references, calls, perhaps])).toEqual([
      ['unresolved/shop/ordrs', 2, 0, 'shop/orders'],
      ['unresolved/shop/rates', 1, 0, undefined],
      ['external/mail.example.com', 1, 0, undefined],
      ['external/api.example.com', 0, 5, undefined],
    ]);
    expect(endpoints[0]!.places).toEqual([
      { file: 'a.yaml', line: 1 },
      { file: 'a.yaml', line: 2 },
    ]);
  });
});

describe('agreement', () => {
  it('counts needs by the kinds of sources that know them', () => {
    const { agreement } = of([
      ...BUSY,
      testimony('web -> cart', 'catalog'),
      testimony('web -> old', 'declared'),
      testimony('web -> subnet', 'declared', { class: 'network' }),
    ]);
    expect(agreement).toEqual({
      needs: 3,
      byNumber: [1, 1, 1, 0],
      byKinds: [
        { kinds: ['declared'], needs: 1 },
        { kinds: ['declared', 'observed'], needs: 1 },
        { kinds: ['declared', 'catalog', 'observed'], needs: 1 },
      ],
      others: 1,
    });
  });
});

it('the same sources in another order are compared to the same', () => {
  const all = [
    ...BUSY,
    testimony('web -> old', 'declared'),
    seen('cart -> new'),
    sighting('cart', 'catalog'),
  ];
  const told = (result: ReturnType<typeof reconcile>) => ({
    unseen: result.unseen.map(({ need }) => edgeOf(need)),
    undeclared: result.undeclared.map(({ need }) => edgeOf(need)),
    agreement: result.agreement,
  });
  expect(told(of(all.toReversed()))).toEqual(told(of(all)));
});
