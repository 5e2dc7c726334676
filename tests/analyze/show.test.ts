/** Proves what show, nodes and validate tell of an estate, in words and as data. */
import { describe, expect, it } from 'vitest';
import { estateOf as documentEstate } from '../assemble/estates.ts';
import { estateOf } from '../support/engine.ts';
import type { RawRequirement } from '../support/raw.ts';
import { estateWith } from '../engine/estates.ts';
import { askNodes, askShow, askValidate, partOf, textOf } from './ask.ts';

const plain = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(' [law.json:1]', ''));

describe('show', () => {
  it('tells many that need it for one template’s reason in a line, and of the others the first', async () => {
    const estate =
      await documentEstate(`placeholders: { n: ["1", "2", "3", "4", "5"], k: [a, b, c], each: {} }
nodes:
  db: { kind: database, availability: 99.9%, availabilitySource: "sla, 2024-01-01" }
${Array.from({ length: 30 }, (_, i) => `  x${10 + i}: { kind: app, dependsOn: [db] }\n`).join('')}templates:
  many/{n}: { kind: app, dependsOn: [{ node: db, impact: partial, why: reads }, { node: db, after: 5m, why: "n {n}" }] }
  few/{k}: { kind: app, dependsOn: [{ anyOf: [db, x10], why: fallback }] }
`);
    const report = askShow(estate, 'db');
    expect(textOf(report)).toContain('availability: 99.9% (sla, 2024-01-01)\n');
    const lines = partOf(report, 'Needed by');
    expect(lines.slice(0, 6)).toEqual([
      '├─ few/a: any of db, x10 · fallback',
      '├─ few/b: any of db, x10 · fallback',
      '├─ few/c: any of db, x10 · fallback',
      '├─ many/{n}: 5 nodes (partial at worst) · reads',
      '├─ many/{n}: 5 nodes (felt after 5m)',
      '├─ x10',
    ]);
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('└─ … and 15 more (--format json has all)');
    const data = report.data() as { node: object; requiredBy: readonly object[] };
    expect(data.node).toMatchObject({ availabilitySource: 'sla, 2024-01-01' });
    expect(data.requiredBy).toHaveLength(43);
  });

  it('tells the facts of a node', () => {
    const estate = estateWith({
      shop: {
        kind: 'app',
        name: 'Shop',
        description: 'Sells.',
        owner: 'web-team',
        tier: 0,
        tags: ['pci', 'b2c'],
        costPerHour: 1234567,
        availability: 0.9995,
        source: 'cmdb',
      },
    });
    expect(textOf(askShow(estate, 'shop'))).toBe(
      [
        'shop · app',
        '',
        'name: Shop',
        'about: Sells.',
        'owner: web-team',
        'tier: 0',
        'tags: b2c, pci',
        'cost: 1,234,567 USD an hour of outage',
        'availability: 99.95%',
        'source: cmdb',
        '',
        'Needs',
        'nothing',
        '',
        'Needed by',
        'nothing',
        '',
      ].join('\n'),
    );
    expect(askShow(estate, 'shop').data()).toEqual({
      node: {
        id: 'shop',
        kind: 'app',
        name: 'Shop',
        description: 'Sells.',
        owner: 'web-team',
        tier: 0,
        tags: ['b2c', 'pci'],
        costPerHour: 1234567,
        availability: 0.9995,
        source: 'cmdb',
        needs: 0,
      },
      requires: [],
      requiredBy: [],
      standsOn: [],
      stoodOnBy: [],
    });
  });

  it.each<[RawRequirement, string]>([
    ['a', 'a'],
    [{ node: 'a', why: 'images' }, 'a · images'],
    [{ node: 'a', impact: 'none' }, 'a (does no harm)'],
    [{ node: 'a', impact: 'degraded' }, 'a (degraded at worst)'],
    [
      { node: 'a', impact: { partial: 'degraded', outage: 'partial' } },
      'a (partial counts as degraded, outage counts as partial)',
    ],
    [
      { node: 'a', impact: { degraded: 'operational', partial: 'operational' } },
      'a (degraded and partial count as operational)',
    ],
    [{ node: 'a', needed: 'start' }, 'a (only to start)'],
    [{ node: 'a', after: '15m', recovery: '1h' }, 'a (felt after 15m, 1h to recover)'],
    [
      { node: 'a', validFrom: '2019-01-01', validUntil: '2020-01-01' },
      'a (from 2019-01-01, until 2020-01-01)',
    ],
    [{ anyOf: ['a', 'b'] }, 'any of a, b'],
    [{ allOf: ['a', { anyOf: ['b', 'c'] }] }, 'all of a, (any of b, c)'],
    [{ atLeast: 2, of: ['a', 'b', 'c'] }, '2 of a, b, c'],
    [{ atLeast: { operational: 2, partial: 1 }, of: ['a', 'b'] }, '2 (at least 1) of a, b'],
    [{ anyOf: ['a', 'b'], failover: '2m' }, 'any of a, b (2m to switch)'],
    [
      {
        anyOf: ['a', 'b'],
        impact: 'partial',
        failover: { time: '2m', requires: ['c', { anyOf: ['b', 'c'] }] },
      },
      'any of a, b (partial at worst, 2m to switch, for which it needs c, any of b, c)',
    ],
  ])('puts %j in words, from both sides', (requirement, words) => {
    const estate = estateWith({ app: [requirement], a: [], b: [], c: [] });
    expect(plain(partOf(askShow(estate, 'app'), 'Needs'))).toEqual([`└─ ${words}`]);
    const [user] = partOf(askShow(estate, 'a'), 'Needed by');
    expect(user).toBe(
      `└─ app${words.startsWith('a') && typeof requirement !== 'string' && 'node' in requirement ? words.slice(1) : words === 'a' ? '' : `: ${words}`}`,
    );
  });

  it('gives the terms as data', () => {
    const estate = estateWith({
      app: {
        in: 'zone',
        dependsOn: [
          {
            anyOf: ['a', 'b'],
            impact: 'partial',
            after: '15m',
            recovery: '90s',
            needed: 'run',
            failover: { time: '1m', requires: ['c'], during: 'degraded' },
            confidence: 'observed',
          },
        ],
      },
      zone: [],
      a: [],
      b: [],
      c: [],
    });
    const place = { file: 'law.json', line: 1 };
    const group = {
      requirement: 'any of a, b',
      impact: { operational: 'operational', degraded: 'degraded', partial: 'partial', outage: 'partial' },
      after: 900,
      recovery: 90,
      needed: 'run',
      confidence: 'observed',
      failover: { time: 60, requires: ['c'], during: 'degraded' },
      place,
    };
    expect(askShow(estate, 'app').data()).toMatchObject({
      requires: [{ requirement: 'zone', containment: true, place }, group],
      standsOn: ['a', 'b', 'c', 'zone'].map((id) => ({ id, distance: 1 })),
    });
    expect(askShow(estate, 'c').data()).toMatchObject({
      requiredBy: [{ id: 'app', kind: 'service', ...group }],
      stoodOnBy: [{ id: 'app', distance: 1 }],
    });
  });

  it('lists what is further away, the first twenty of it', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `n${String(i).padStart(2, '0')}`,
        i === 0 ? [] : [`n${String(i - 1).padStart(2, '0')}`],
      ]),
    );
    const report = askShow(estateWith(chain), 'n29');
    const rows = partOf(report, 'Needs, through others: 28');
    expect(rows.slice(0, 3)).toEqual([
      'Node  Kind     Steps',
      'n27   service      2',
      'n26   service      3',
    ]);
    expect(rows).toHaveLength(22);
    expect(rows.at(-1)).toBe('… and 8 more (--format json has all)');
    expect((report.data() as { standsOn: unknown[] }).standsOn).toHaveLength(29);
  });

  it.each([
    [20, 20, undefined],
    // Leaving one out would save nothing.
    [21, 21, undefined],
    [22, 20, '… and 2 more (--format json has all)'],
  ])('of %i that stand further away it lists %i', (count, shown, more) => {
    const ids = Array.from({ length: count }, (_, i) => `far-${String(i).padStart(2, '0')}`);
    const nodes = { ...Object.fromEntries(ids.map((id) => [id, []])), near: ids, app: ['near'] };
    const rows = partOf(askShow(estateWith(nodes), 'app'), `Needs, through others: ${count}`);
    expect(rows.filter((row) => row.startsWith('far-'))).toHaveLength(shown);
    expect(rows.find((row) => row.startsWith('… '))).toBe(more);
  });

  it('counts a node once that is needed in several ways', () => {
    const report = askShow(estateWith({ app: ['a', { anyOf: ['a', 'b'] }], a: [], b: [] }), 'a');
    expect(partOf(report, 'Needed by')).toEqual(['├─ app', '└─ app: any of a, b']);
    expect(report.data()).toMatchObject({ stoodOnBy: [{ id: 'app', distance: 1 }] });
  });
});

describe('nodes', () => {
  const estate = estateWith({
    shop: { kind: 'app', tier: 1, owner: 'web', dependsOn: ['db', 'zone'] },
    db: { kind: 'database', in: 'zone' },
    zone: { kind: 'zone' },
  });

  it('lists all, in columns that have something to say', () => {
    expect(textOf(askNodes(estate))).toBe(
      [
        '3 of 3 nodes',
        '',
        'Node  Kind      Tier  Owner  In    Needs',
        'db    database               zone      0',
        'shop  app          1  web              2',
        'zone  zone                             0',
        '',
      ].join('\n'),
    );
    expect(textOf(askNodes(estate, 'kind:zone'))).toBe(
      '1 of 3 nodes\n\nNode  Kind  Needs\nzone  zone      0\n',
    );
  });

  it('unites selections, each node once', () => {
    const { nodes } = askNodes(estate, 'zone', 'kind:app', '*o*').data() as { nodes: { id: string }[] };
    expect(nodes.map(({ id }) => id)).toEqual(['shop', 'zone']);
  });
});

describe('validate', () => {
  it.each([
    [{ a: { kind: 'app' } }, {}, ['1 node: 1 app', '0 requirements, 0 of them groups', '0 scenarios']],
    [
      { a: { kind: 'app', in: 'b', dependsOn: [{ anyOf: ['b', { allOf: ['b'] }] }] }, b: { kind: 'zone' } },
      {
        scenarios: { s: { faults: [{ fail: 'b' }] } },
        policies: { rules: { 'single-zone': 'off', 'shared-fate': 'note' } },
      },
      [
        '2 nodes: 1 app, 1 zone',
        '5 requirements, 2 of them groups',
        '1 scenario',
        '2 policies, which "faultline check" holds it to',
      ],
    ],
    [
      { a: { kind: 'app', in: 'b' }, b: { kind: 'zone' } },
      { policies: { survive: { apps: 'a', fail: 'b', atMost: 'partial' } } },
      [
        '2 nodes: 1 app, 1 zone',
        '1 requirement, 0 of them groups',
        '0 scenarios',
        '1 policy, which "faultline check" holds it to',
      ],
    ],
  ] as const)('counts %j', (nodes, rest, lines) => {
    expect(textOf(askValidate(estateOf({ faultline: 1, nodes, ...rest }))).split('\n')).toEqual([
      'valid',
      '',
      ...lines,
      '',
    ]);
  });

  it('says what the documents are called', () => {
    expect(textOf(askValidate(estateOf({ faultline: 1, title: 'Shop', nodes: {} }))).split('\n')[0]).toBe(
      'valid · Shop',
    );
  });
});
