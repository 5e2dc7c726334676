/** Proves that the schema of the document takes what the reader takes, and refuses what has a wrong shape. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { STARTER } from '../../src/cli/starter.ts';
import { decode } from '../../src/document/decode.ts';
import { ROOT } from '../cli/run.ts';
import { documents } from '../support/documents.ts';
import { NOWHERE } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import { withValueAt } from '../support/raw.ts';
import { errorsOf, validatorOf } from './schemas.ts';

const validate = validatorOf('document');
const flawsOf = (value: unknown): readonly string[] => errorsOf(validate, value);

const GRAPHS = readdirSync(path.join(ROOT, 'graphs'), { recursive: true })
  .map(String)
  .filter((file) => /\.(ya?ml|json)$/.test(file))
  .toSorted();

describe('the schema takes', () => {
  it.each(GRAPHS)('graphs/%s', (file) => {
    expect(flawsOf(parse(readFileSync(path.join(ROOT, 'graphs', file), 'utf8'), { maxAliasCount: -1 }))).toEqual([]);
  });

  it('the document that "init" writes', () => {
    expect(flawsOf(parse(STARTER))).toEqual([]);
  });

  it('every document that the reader takes', () => {
    holds(
      2_000,
      fc.property(documents(), (document) => {
        expect(decode(document, NOWHERE).unreadable).toEqual([]);
        expect(flawsOf(document)).toEqual([]);
      }),
    );
  });
});

/** One of everything; what is put in it at a path is what a mutation is about. */
const WHOLE = {
  faultline: 1,
  title: 'Shop',
  use: ['aws'],
  include: ['scanned.yaml'],
  nodes: {
    shop: {
      kind: 'app',
      tier: 1,
      tags: ['pci'],
      in: 'zone',
      costPerHour: 100,
      availability: '99.95%',
      dependsOn: [
        { node: 'db', impact: 'partial', after: '15m', validFrom: '2024-01-01', confidence: 'observed' },
        { node: 'db', impact: { outage: 'partial' }, needed: 'start' },
        { anyOf: ['db', 'zone'], failover: { time: '2m', requires: ['db'], during: 'outage' } },
        { atLeast: 1, of: ['db', 'zone'], failover: '2m' },
        { atLeast: { operational: 2, partial: 1 }, of: ['db', 'zone'] },
        { allOf: ['db', 'zone'] },
      ],
    },
    db: { kind: 'database' },
    zone: { kind: 'zone' },
  },
  scenarios: {
    drops: {
      date: '2024-06-15',
      start: '2024-06-15T00:00Z',
      faults: [{ fail: 'db', state: 'outage', from: '0s', until: '1h' }],
      observed: { shop: { state: 'partial', accept: ['partial'], confidence: 'reported' } },
    },
  },
  policies: { rules: { 'single-zone': 'off' } },
};

const needs = ['nodes', 'shop', 'dependsOn'] as const;
const fault = ['scenarios', 'drops', 'faults', 0] as const;
const seen = ['scenarios', 'drops', 'observed', 'shop'] as const;

const MUTATIONS: readonly (readonly [path: readonly (string | number)[], value: unknown])[] = [
  [['faultline'], 2],
  [['faultline'], '1'],
  [['title'], ''],
  [['tilte'], 'Shop'],
  [['use'], 'aws'],
  [['include'], ['']],
  [['nodes'], []],
  [['nodes', 'no id'], { kind: 'app' }],
  [['nodes', '/'], { kind: 'app' }],
  [['nodes', 'shop'], null],
  [['nodes', 'shop', 'kind'], 'apps'],
  [['nodes', 'shop', 'knd'], 'app'],
  [['nodes', 'shop', 'name'], 12],
  [['nodes', 'shop', 'tier'], 1.5],
  [['nodes', 'shop', 'tier'], -1],
  [['nodes', 'shop', 'tags'], 'pci'],
  [['nodes', 'shop', 'tags'], ['pci', 1]],
  [['nodes', 'shop', 'in'], ['zone']],
  [['nodes', 'shop', 'costPerHour'], -1],
  [['nodes', 'shop', 'costPerHour'], '100'],
  [['nodes', 'shop', 'availability'], 'high'],
  [['nodes', 'shop', 'availability'], '99,95%'],
  [needs, 'db'],
  [[...needs, 0], 7],
  [[...needs, 0], ''],
  [[...needs, 0], {}],
  [[...needs, 0, 'impact'], 'slow'],
  [[...needs, 0, 'after'], '15 minutes'],
  [[...needs, 0, 'after'], 900],
  [[...needs, 0, 'validFrom'], '2024-13-01'],
  [[...needs, 0, 'validFrom'], '01.01.2024'],
  [[...needs, 0, 'confidence'], 'sure'],
  [[...needs, 0, 'failover'], '2m'],
  [[...needs, 0, 'anyOf'], ['zone']],
  [[...needs, 1, 'impact'], { outages: 'partial' }],
  [[...needs, 1, 'impact'], { outage: 'none' }],
  [[...needs, 1, 'needed'], 'stop'],
  [[...needs, 2, 'anyOf'], []],
  [[...needs, 2, 'anyOf'], 'db'],
  [[...needs, 2, 'anyOf', 0], { node: '' }],
  [[...needs, 2, 'failover'], { requires: ['db'] }],
  [[...needs, 2, 'failover', 'tiem'], '2m'],
  [[...needs, 2, 'failover', 'during'], 'down'],
  [[...needs, 3, 'atLeast'], 0],
  [[...needs, 3, 'atLeast'], 1.5],
  [[...needs, 3, 'of'], []],
  [[...needs, 4, 'atLeast'], { degraded: 1 }],
  [[...needs, 4, 'atLeast'], { operational: 2, outage: 1 }],
  [[...needs, 5, 'failover'], '2m'],
  [['scenarios', 'drops', 'faults'], []],
  [['scenarios', 'drops', 'faults'], { fail: 'db' }],
  [['scenarios', 'drops', 'date'], '2024-6-15'],
  [['scenarios', 'drops', 'start'], '2024-06-15 00:00'],
  [['scenarios', 'drops', 'fault'], []],
  [[...fault, 'fail'], []],
  [[...fault, 'fail'], ''],
  [[...fault, 'state'], 'down'],
  [[...fault, 'until'], 60],
  [[...fault, 'node'], 'db'],
  [[...seen, 'state'], 'fine'],
  [[...seen, 'accept'], []],
  [[...seen, 'confidence'], 'observed'],
  [['policies'], ['spof']],
  [['policies', 'survival'], {}],
  [['policies', 'survive'], 'kind:region'],
  [['policies', 'survive'], { fail: 'db' }],
  [['policies', 'survive'], { fail: 'db', atMost: 'outage' }],
  [['policies', 'survive'], { fail: 'db', atMost: 'partial', within: 15 }],
  [['policies', 'survive'], { fail: 'db', atMost: 'partial', severity: 'off' }],
  [['policies', 'survive'], { 'no name': { fail: 'db', atMost: 'partial' } }],
  [['policies', 'survive'], { x: { name: 'x', fail: 'db', atMost: 'partial' } }],
  [['policies', 'rules'], { 'single-zones': 'off' }],
  [['policies', 'rules'], { 'single-zone': 'of' }],
  [['policies', 'rules'], { 'shared-fate': { apps: 'shop' } }],
  [['policies', 'suppress'], [{ rule: 'single-zone', node: 'shop' }]],
  [['policies', 'waivers'], [{ rule: 'single-zone', node: 'shop', reason: 'r', owner: 'o', until: 'soon' }]],
];

describe('the schema refuses, as the reader does,', () => {
  it('nothing of the document that the mutations start from', () => {
    expect(decode(WHOLE, NOWHERE).unreadable).toEqual([]);
    expect(flawsOf(WHOLE)).toEqual([]);
  });

  it.each(MUTATIONS.map(([at, value]) => ({ at: at.join('.'), value, document: withValueAt<unknown>(WHOLE, at, value) })))(
    '$at: $value',
    ({ document }) => {
      expect(decode(document, NOWHERE).unreadable).not.toEqual([]);
      expect(flawsOf(document)).not.toEqual([]);
    },
  );
});
