/** Proves what a node stands on and what stands on it, how far away, and what runs where. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toGraph } from '../../src/assemble/graph.ts';
import { containedIn, reachable } from '../../src/assemble/neighbourhood.ts';
import { targetsOf } from '../../src/model/requirement.ts';
import { requirementsOf } from '../../src/model/node.ts';
import { estateOf } from './estates.ts';

const distances = async (text: string, id: string, mode: 'outbound' | 'inbound'): Promise<string> =>
  reachable(toGraph(await estateOf(text)), id, mode)
    .map((neighbour) => `${neighbour.id}:${neighbour.distance}`)
    .join(' ');

describe('reachable', () => {
  const chain =
    'nodes: {a: {kind: app, in: b}, b: {kind: app, dependsOn: [c]}, c: {kind: app}, d: {kind: app, in: b}}\n';
  it.each<[title: string, text: string, id: string, mode: 'outbound' | 'inbound', expected: string]>([
    ['what it stands on', chain, 'a', 'outbound', 'b:1 c:2'],
    ['what stands on it', chain, 'c', 'inbound', 'b:1 a:2 d:2'],
    ['nothing', chain, 'c', 'outbound', ''],
    [
      'the shortest way',
      'nodes: {a: {kind: app, dependsOn: [b, c]}, b: {kind: app, dependsOn: [c]}, c: {kind: app}}\n',
      'a',
      'outbound',
      'b:1 c:1',
    ],
    [
      'a circle, without itself',
      'nodes: {a: {kind: app, dependsOn: [b, a]}, b: {kind: app, dependsOn: [a]}}\n',
      'a',
      'outbound',
      'b:1',
    ],
    [
      'groups take no step',
      'nodes: {a: {kind: app, in: {anyOf: [b, {allOf: [c, {anyOf: [d]}]}]}}, b: {kind: app}, c: {kind: app}, d: {kind: app}}\n',
      'a',
      'outbound',
      'b:1 c:1 d:1',
    ],
    [
      'nor from below',
      'nodes: {a: {kind: app, in: {anyOf: [b, {allOf: [c, {anyOf: [d]}]}]}}, b: {kind: app}, c: {kind: app}, d: {kind: app}}\n',
      'd',
      'inbound',
      'a:1',
    ],
    [
      'a way through groups is shorter than one through a node',
      'nodes: {a: {kind: app, dependsOn: [y, {anyOf: [{allOf: [{anyOf: [x]}]}]}]}, x: {kind: app, in: z}, y: {kind: app, in: x}, z: {kind: app}}\n',
      'a',
      'outbound',
      'x:1 y:1 z:2',
    ],
    [
      'what a failover requires',
      'nodes: {a: {kind: app, in: {anyOf: [b], failover: {time: 1s, requires: [c]}}}, b: {kind: app}, c: {kind: app}}\n',
      'a',
      'outbound',
      'b:1 c:1',
    ],
    [
      'ties by code point',
      'nodes: {a: {kind: app, dependsOn: [b, B, "10", "9"]}, b: {kind: app}, B: {kind: app}, "10": {kind: app}, "9": {kind: app}}\n',
      'a',
      'outbound',
      '10:1 9:1 B:1 b:1',
    ],
  ])('%s', async (_, text, id, mode, expected) => {
    expect(await distances(text, id, mode)).toBe(expected);
  });

  it('a node that there is not', async () => {
    const graph = toGraph(await estateOf(chain));
    expect(() => reachable(graph, 'x', 'outbound')).toThrow(/x/);
  });

  it('in any estate: as far as the fewest requirements that lead there', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const target = fc.constantFrom(...ids);
    const { requirement } = fc.letrec<{ requirement: unknown }>((tie) => ({
      requirement: fc.oneof(
        { maxDepth: 3 },
        target,
        fc.record({ anyOf: fc.array(tie('requirement'), { minLength: 1, maxLength: 3 }) }),
      ),
    }));
    const nodes = fc.tuple(...ids.map(() => fc.array(requirement, { maxLength: 2 })));
    await fc.assert(
      fc.asyncProperty(nodes, async (lists) => {
        const entries = ids.map((id, i) => [id, { kind: 'app', dependsOn: lists[i] }]);
        const estate = await estateOf(`nodes: ${JSON.stringify(Object.fromEntries(entries))}\n`);
        const graph = toGraph(estate);
        const steps = new Map(estate.nodes.map((node) => [node.id, requirementsOf(node).flatMap(targetsOf)]));
        for (const id of ids) {
          const away = new Map([[id, 0]]);
          for (let round = 1; round <= ids.length; round++) {
            for (const [from, distance] of new Map(away)) {
              if (distance === round - 1)
                for (const to of steps.get(from)!) if (!away.has(to)) away.set(to, round);
            }
          }
          away.delete(id);
          expect(new Map(reachable(graph, id, 'outbound').map((one) => [one.id, one.distance]))).toEqual(
            away,
          );
          for (const { id: other, distance } of reachable(graph, id, 'inbound')) {
            expect(reachable(graph, other, 'outbound')).toContainEqual({ id, distance });
          }
        }
      }),
      { numRuns: 100, seed: 20_170_228 },
    );
  });
});

describe('containedIn', () => {
  const places = `
nodes:
  region: {kind: region}
  zone: {kind: zone, in: region}
  other: {kind: zone}
  vm: {kind: compute, in: zone}
  app: {kind: app, in: {anyOf: [vm, other]}, dependsOn: [store]}
  store: {kind: storage, in: region}
  reader: {kind: app, dependsOn: [zone]}
`;
  it.each<[places: readonly string[], contained: readonly string[]]>([
    [['region'], ['app', 'store', 'vm', 'zone']],
    [['zone'], ['app', 'vm']],
    [['other'], ['app']],
    [['store'], []],
    [
      ['zone', 'region'],
      ['app', 'store', 'vm', 'zone'],
    ],
    [
      ['region', 'zone'],
      ['app', 'store', 'vm', 'zone'],
    ],
    [[], []],
  ])('%j', async (within, contained) => {
    const estate = await estateOf(places);
    const found = containedIn(estate, within);
    expect(estate.nodes.map(({ id }) => id).filter((id) => found.has(id))).toEqual(contained);
    // What was asked before changes nothing.
    expect([...containedIn(estate, within)]).toEqual([...found]);
  });
});
