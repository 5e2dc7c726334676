/** Of a node that cannot be read it is still known whom it names: an unknown name in it is told, a known one is none. */
import { expect, it } from 'vitest';
import { stubOf } from '../../src/document/decode-node.ts';
import { salvaged } from '../../src/document/decode-requirement.ts';
import { NOWHERE } from '../support/engine.ts';

const namesIn = (raw: unknown): readonly string[] =>
  salvaged(raw, NOWHERE, 0).map(({ node, origin }) => `${node} at ${origin!.path.join('.')}`);

it.each<[unknown, readonly string[]]>([
  ['a', ['a at ']],
  ['', []],
  [7, []],
  [null, []],
  [{ node: 'a', impact: 'wrong' }, ['a at node']],
  [{ node: ['a'] }, []],
  [{ allOf: ['a', 'b'], wrong: 1 }, ['a at allOf.0', 'b at allOf.1']],
  [{ anyOf: [{ node: 'a' }, 3, { allOf: ['b'] }] }, ['a at anyOf.0.node', 'b at anyOf.2.allOf.0']],
  [{ atLeast: 'x', of: ['a'] }, ['a at of.0']],
  [
    { anyOf: ['a'], failover: { time: 'soon', requires: ['b', { node: 'c' }] } },
    ['a at anyOf.0', 'b at failover.requires.0', 'c at failover.requires.1.node'],
  ],
  [{ anyOf: ['a'], failover: 'b' }, ['a at anyOf.0']],
])('%j names %j', (raw, names) => {
  expect(namesIn(raw)).toEqual(names);
});

it('what stands too deep is left', () => {
  const nested = (levels: number): unknown =>
    Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 'a');
  expect(namesIn(nested(5))).toHaveLength(1);
  expect(namesIn(nested(50_000))).toEqual([]);
});

it('a stub names what its node is in and what it depends on', () => {
  const stub = stubOf('x', { kind: 7, in: 'r', dependsOn: ['a', { node: 'b' }] }, NOWHERE);
  expect({ ...stub, dependsOn: [], origins: [] }).toEqual({
    id: 'x',
    kind: 'resource',
    tags: [],
    dependsOn: [],
    origins: [],
  });
  expect(stub.dependsOn.map((one) => one.form === 'node' && [one.node, one.origin!.path.join('.')])).toEqual([
    ['r', 'in'],
    ['a', 'dependsOn.0'],
    ['b', 'dependsOn.1.node'],
  ]);
  expect(stub.origins).toEqual([NOWHERE]);
  expect(stubOf('x', 'no node', NOWHERE).dependsOn).toEqual([]);
});
