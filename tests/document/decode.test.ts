/** Proves that each thing that can be written in a document comes out as the model says, and nothing is lost. */
import { withoutOrigins } from '../assemble/estates.ts';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { decode } from '../../src/document/decode.ts';
import { Origin, type Step } from '../../src/model/place.ts';

const root = new Origin({ file: 'd', locate: () => [], frame: () => '' });

const decoded = (text: string) => {
  const { document, unreadable } = decode(parse(text), root);
  expect(unreadable).toEqual([]);
  return document;
};

const pathOf = (origin: Origin | undefined): readonly Step[] | undefined => origin?.path;

/** Without origins, for comparing. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key === 'origin' || key === 'origins' ? [] : [[key, plain(inner)]],
    ),
  );
};

const requirement = (text: string): unknown =>
  plain(decoded(`faultline: 1\nnodes: {a: {in: ${text}}}\n`).nodes.get('a')?.in);

describe('requirements', () => {
  const b = { form: 'node', node: 'b' };
  const c = { form: 'node', node: 'c' };
  it.each<[text: string, expected: object]>([
    ['b', b],
    ['{node: b}', b],
    ['{allOf: [b, c]}', { form: 'allOf', of: [b, c] }],
    ['{anyOf: [b]}', { form: 'anyOf', of: [b] }],
    ['{atLeast: 2, of: [b, c]}', { form: 'atLeast', atLeast: [2, 2, 2], of: [b, c] }],
    ['{atLeast: {operational: 2}, of: [b, c]}', { form: 'atLeast', atLeast: [2, 2, 2], of: [b, c] }],
    [
      '{atLeast: {operational: 2, degraded: 1}, of: [b, c]}',
      { form: 'atLeast', atLeast: [2, 1, 1], of: [b, c] },
    ],
    [
      '{atLeast: {operational: 2, partial: 1}, of: [b, c]}',
      { form: 'atLeast', atLeast: [2, 2, 1], of: [b, c] },
    ],
    ['{anyOf: [{allOf: [b, c]}, c]}', { form: 'anyOf', of: [{ form: 'allOf', of: [b, c] }, c] }],
    ['{node: b, impact: partial}', { ...b, impact: [0, 1, 2, 2] }],
    ['{node: b, impact: none}', { ...b, impact: [0, 0, 0, 0] }],
    ['{node: b, impact: operational}', { ...b, impact: [0, 0, 0, 0] }],
    ['{node: b, impact: {partial: degraded, outage: partial}}', { ...b, impact: [0, 1, 1, 2] }],
    ['{node: b, impact: {}}', { ...b, impact: [0, 1, 2, 3] }],
    ['{node: b, after: 15m, recovery: 1h30m}', { ...b, after: 900, recovery: 5400 }],
    ['{node: b, after: 0s}', { ...b, after: 0 }],
    ['{node: b, needed: start, why: w, source: s}', { ...b, needed: 'start', why: 'w', source: 's' }],
    ['{node: b, confidence: inferred}', { ...b, confidence: 'inferred' }],
    [
      '{node: b, validFrom: 2020-02-29, validUntil: 2021-01-01}',
      { ...b, validFrom: '2020-02-29', validUntil: '2021-01-01' },
    ],
    ['{anyOf: [b, c], failover: 2m}', { form: 'anyOf', of: [b, c], failover: { time: 120, requires: [] } }],
    [
      '{atLeast: 1, of: [b, c], failover: {time: 2m, requires: [b, {allOf: [c]}], during: degraded}}',
      {
        form: 'atLeast',
        atLeast: [1, 1, 1],
        of: [b, c],
        failover: { time: 120, requires: [b, { form: 'allOf', of: [c] }], during: 'degraded' },
      },
    ],
  ])('%s', (text, expected) => {
    expect(requirement(text)).toEqual(expected);
  });

  it('each knows where it was written', () => {
    const text = `faultline: 1\nnodes: {a: {dependsOn: [b, {anyOf: [c, {allOf: [d]}], failover: {time: 1s, requires: [e]}}]}}\n`;
    const [first, second] = decoded(text).nodes.get('a')!.dependsOn;
    const list = ['nodes', 'a', 'dependsOn'];
    expect(pathOf(first?.origin)).toEqual([...list, 0]);
    expect(pathOf(second?.origin)).toEqual([...list, 1]);
    if (second?.form !== 'anyOf') throw new Error('no group');
    expect(pathOf(second.of[0]?.origin)).toEqual([...list, 1, 'anyOf', 0]);
    expect(pathOf(second.failover?.requires[0]?.origin)).toEqual([...list, 1, 'failover', 'requires', 0]);
    const inner = second.of[1];
    if (inner?.form !== 'allOf') throw new Error('no group');
    expect(pathOf(inner.of[0]?.origin)).toEqual([...list, 1, 'anyOf', 1, 'allOf', 0]);
  });
});

describe('nodes', () => {
  it('all that a node can have', () => {
    const node = decoded(`faultline: 1
nodes:
  a/b:
    kind: control-plane
    name: N
    description: D
    owner: O
    tier: 0
    tags: [z, a, z]
    in: c
    dependsOn: [d]
    costPerHour: 0.5
    availability: 99.95%
    source: S
`).nodes.get('a/b');
    expect(plain(node)).toEqual({
      id: 'a/b',
      kind: 'control-plane',
      name: 'N',
      description: 'D',
      owner: 'O',
      tier: 0,
      tags: ['a', 'z'],
      in: { form: 'node', node: 'c' },
      dependsOn: [{ form: 'node', node: 'd' }],
      costPerHour: 0.5,
      availability: 0.9995,
      source: 'S',
    });
    expect(node?.origins.map(pathOf)).toEqual([['nodes', 'a/b']]);
  });

  it('all that a node needs: nothing', () => {
    expect(plain(decoded('faultline: 1\nnodes: {a: {}}\n').nodes.get('a'))).toEqual({
      id: 'a',
      tags: [],
      dependsOn: [],
    });
  });
});

describe('scenarios', () => {
  it('all that a scenario can have', () => {
    const scenario = decoded(`faultline: 1
scenarios:
  s:
    title: T
    description: D
    date: 2017-02-28
    start: 2017-02-28T17:37Z
    source: S
    faults:
      - { fail: a }
      - { fail: [b, "kind:app"], state: partial, from: 5m, until: 4h17m, why: w, source: x }
    observed:
      z: { state: partial, accept: [outage, degraded, outage], confidence: official, source: y }
      a: { state: outage }
`).scenarios.get('s');
    expect(plain({ ...scenario, observed: [...scenario!.observed] })).toEqual({
      id: 's',
      title: 'T',
      description: 'D',
      date: '2017-02-28',
      start: '2017-02-28T17:37Z',
      source: 'S',
      faults: [
        { fail: ['a'], state: 'outage', from: 0 },
        { fail: ['b', 'kind:app'], state: 'partial', from: 300, until: 15_420, why: 'w', source: 'x' },
      ],
      observed: [
        ['a', { state: 'outage', accept: ['outage'] }],
        [
          'z',
          {
            state: 'partial',
            accept: ['degraded', 'partial', 'outage'],
            confidence: 'official',
            source: 'y',
          },
        ],
      ],
    });
    expect(pathOf(scenario?.origin)).toEqual(['scenarios', 's']);
    expect(pathOf(scenario?.faults[1]?.origin)).toEqual(['scenarios', 's', 'faults', 1]);
  });
});

describe('the frame', () => {
  it('all that it can have', () => {
    const { nodes, scenarios, origin, ...frame } = decoded(
      'faultline: 1\n$schema: x\ntitle: T\ndescription: D\nuse: [aws]\ninclude: [a, b]\npolicies: {rules: {single-zone: off}}\n',
    );
    expect(withoutOrigins(frame)).toEqual({
      title: 'T',
      description: 'D',
      use: ['aws'],
      include: ['a', 'b'],
      policies: {
        survive: [],
        rules: new Map([['single-zone', { severity: 'off' }]]),
        suppress: [],
        waivers: [],
      },
    });
    expect([nodes.size, scenarios.size, pathOf(origin)]).toEqual([0, 0, []]);
  });
});

describe('what cannot be read is told by path', () => {
  it.each<[text: string, unreadable: readonly (readonly Step[])[]]>([
    ['{faultline: 2}', [[]]],
    [
      '{faultline: 1, nodes: {a: {}, b: {kind: x}, c: 3, "d e": {}}}',
      [
        ['nodes', 'b'],
        ['nodes', 'c'],
        ['nodes', 'd e'],
      ],
    ],
    [
      '{faultline: 1, titel: x, scenarios: {s: {faults: []}, t: {faults: [{fail: a}]}}}',
      [[], ['scenarios', 's']],
    ],
    ['[faultline]', [[]]],
  ])('%s', (text, unreadable) => {
    expect(decode(parse(text), root).unreadable).toEqual(unreadable);
  });

  it('only what is malformed is: a defect gets through', () => {
    const trap = {
      faultline: 1,
      nodes: {
        get a(): never {
          throw new TypeError('a defect');
        },
      },
    };
    expect(() => decode(trap, root)).toThrow('a defect');
  });
});
