/** Proves that why tells a whole proof, each claim before those it cites, in words once however often it is cited. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { why } from '../../src/analyze/why.ts';
import { loadEstate } from '../../src/scan/document.ts';
import { systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import { DAY, type Needs, estateWith } from '../engine/estates.ts';
import { askWhy, citedIn, textOf, whyData } from './ask.ts';

/** The tree of a proof, without the place that every line has here. */
const treeOf = (needs: Needs, node: string, ...fail: readonly string[]): readonly string[] =>
  textOf(askWhy(estateWith(needs), node, fail))
    .replaceAll(' [law.json:1]', '')
    .trimEnd()
    .split('\n');

it('asks what drops, where nothing is said to', () => {
  expect(() => why.run({ estate: estateWith({ app: [] }), args: ['app'], options: {}, today: DAY })).toThrow(
    'nothing is said to fail',
  );
});

describe('a proof', () => {
  it('in words goes down to the faults', () => {
    const needs: Needs = {
      app: {
        in: 'zone',
        dependsOn: [
          { node: 'web', impact: 'partial', why: 'pages' },
          { anyOf: ['db', 'copy'], why: 'orders' },
        ],
      },
      web: ['db'],
      zone: [],
      db: [],
      copy: [],
    };
    expect(treeOf(needs, 'app', 'db')).toEqual([
      'app is partial, reached in wave 2',
      '',
      '└─ needs web (outage, counts as partial) · pages',
      '   └─ needs db (outage) ← it fails',
    ]);
    expect(treeOf(needs, 'app', 'db', 'copy')).toEqual([
      'app is in outage, reached in wave 1',
      '',
      '└─ needs any of 2 (outage): copy, db · orders',
      '   ├─ needs copy (outage) ← it fails',
      '   └─ needs db (outage) ← it fails',
    ]);
  });

  it('of a fault is that it fails', () => {
    expect(treeOf({ app: ['db'], db: [] }, 'app', 'app', 'db')).toEqual([
      'app is in outage',
      '',
      '└─ it fails',
    ]);
  });

  it('tells what is cited twice once', () => {
    const needs: Needs = { app: ['a', 'b'], a: ['c'], b: ['c'], c: ['db'], db: [] };
    expect(treeOf(needs, 'app', 'db')).toEqual([
      'app is in outage, reached in wave 3',
      '',
      '├─ needs a (outage)',
      '│  └─ needs c (outage)',
      '│     └─ needs db (outage) ← it fails',
      '└─ needs b (outage)',
      '   └─ needs c (outage) (as above)',
    ]);
  });

  it('tells of a switch that was lost', () => {
    const needs: Needs = {
      app: [{ anyOf: ['a', { allOf: ['b', 'c'] }], failover: { time: '1m', requires: ['dns'] } }],
      a: [],
      b: [],
      c: [],
      dns: [],
    };
    expect(treeOf(needs, 'app', 'a', 'dns')).toEqual([
      'app is in outage, reached in wave 1',
      '',
      '└─ needs any of 2 (outage): a, all of b, c',
      '   ├─ needs a (outage) ← it fails',
      '   └─ cannot switch to all of b, c',
      '      └─ needs dns (outage) ← it fails',
    ]);
  });

  it('of a circle ends', () => {
    const needs: Needs = {
      app: [{ node: 'mid', impact: { degraded: 'outage', partial: 'outage' } }],
      mid: [{ node: 'db', impact: 'degraded' }, 'app'],
      db: [],
    };
    expect(treeOf(needs, 'mid', 'db')).toEqual([
      'mid is in outage, reached in wave 3',
      '',
      '└─ needs app (outage)',
      '   └─ needs mid (degraded, counts as outage)',
      '      └─ needs db (outage, counts as degraded) ← it fails',
    ]);
  });

  it('gives the evidence: the source and how sure it is, or else the line', async () => {
    const estate = await loadEstate([
      {
        file: 'infra.yaml',
        text: [
          'faultline: 1',
          'nodes:',
          '  app:',
          '    kind: app',
          '    dependsOn:',
          '      - db',
          '      - { node: db2, source: deploy/app.tf:12, confidence: inferred }',
          '      - { node: db3, confidence: assumed }',
          '  db: { kind: database }',
          '  db2: { kind: database }',
          '  db3: { kind: database }',
          '',
        ].join('\n'),
      },
    ]);
    const report = askWhy(estate, 'app', ['db*']);
    expect(textOf(report).split('\n').slice(2, -1)).toEqual([
      '├─ needs db (outage) [infra.yaml:6] ← it fails',
      '├─ needs db2 (outage) [deploy/app.tf:12, inferred] ← it fails',
      '└─ needs db3 (outage) [infra.yaml:8, assumed] ← it fails',
    ]);
    expect(whyData(report).proof![0]!.because).toMatchObject([
      { node: 'db', place: { file: 'infra.yaml', line: 6 } },
      { node: 'db2', source: 'deploy/app.tf:12', confidence: 'inferred', place: { line: 7 } },
      { node: 'db3', confidence: 'assumed', place: { line: 8 } },
    ]);
  });

  it('in data has every claim that it cites, each before those it cites, and nothing else', () => {
    holds(
      1_500,
      fc.property(systems({ nodes: 8 }), fc.nat(7), ({ document, faults }, n) => {
        const estate = estateOf(document);
        const asked = estate.nodes[n % estate.nodes.length]!.id;
        const data = whyData(askWhy(estate, asked, [faults[0]!.node], faults[0]!.state));
        expect(data.state === 'operational').toBe(data.proof === undefined);
        const proof = data.proof ?? [];
        const key = (node: string, state: string): string => `${node} ${state}`;
        const order = proof.map(({ id, state }) => key(id, state));
        if (proof.length > 0) expect(order[0]).toBe(key(asked, data.state));
        const cited = new Set(order.slice(0, 1));
        for (const [i, { because, fault }] of proof.entries()) {
          expect(because.length === 0).toBe(fault === true);
          for (const { node, state } of because.flatMap(citedIn)) {
            expect(order.indexOf(key(node, state))).toBeGreaterThan(i);
            cited.add(key(node, state));
          }
        }
        expect([...cited].toSorted()).toEqual(order.toSorted());
      }),
    );
  });
});
