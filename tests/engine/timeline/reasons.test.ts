/** Proves to what each rank at the end is owed: to an endless fault, if that suffices, and else to what is remembered. */
import { describe, expect, it } from 'vitest';
import { claimOf, claimedVertex, reasonsAtEnd } from '../../../src/engine/timeline/reasons.ts';
import type { Needs } from '../estates.ts';
import { type Failing, played } from './played.ts';

/** For degraded, partial and outage of a node: the nodes that are passed on the way from reason to reason. */
const ways = (needs: Needs, failing: readonly Failing[], id: string): readonly string[] => {
  const { faults, timeline, positionOf, idOf } = played(needs, failing);
  const reasonOf = reasonsAtEnd(faults, timeline);
  return [1, 2, 3].map((rank) => {
    const passed = new Set<number>();
    let end = '';
    for (let claim = claimOf(positionOf(id), rank); end === '';) {
      passed.add(claim);
      const reason = reasonOf(claim);
      if (reason === undefined) end = 'nothing';
      else if (reason.type === 'fault') end = 'fault';
      else if (passed.has(reason.claim)) end = 'again';
      else claim = reason.claim;
    }
    const { nodeCount } = timeline.network;
    const nodes = new Set([...passed].map(claimedVertex).filter((vertex) => vertex < nodeCount));
    return end === 'nothing' ? end : [...[...nodes].map(idOf), end].join(' ');
  });
};

const NOTHING = ['nothing', 'nothing', 'nothing'];

it('a claim is its vertex and its rank', () => {
  const claims = [0, 1, 5].flatMap((vertex) => [1, 2, 3].map((rank) => claimOf(vertex, rank)));
  expect(new Set(claims).size).toBe(9);
  expect(claims.map(claimedVertex)).toEqual([0, 0, 0, 1, 1, 1, 5, 5, 5]);
});

describe('the reason', () => {
  it('of each rank is what brings that about', () => {
    const needs: Needs = { app: ['x', 'y'], x: [], y: [] };
    const failing: readonly Failing[] = [
      ['x', 0, null, 'degraded'],
      ['y', 0, null, 'partial'],
    ];
    expect(ways(needs, failing, 'app')).toEqual(['app x fault', 'app y fault', 'nothing']);
    expect(ways(needs, failing, 'y')).toEqual(['y fault', 'y fault', 'nothing']);
  });

  it('is none for what came back, and for what was never down', () => {
    const needs: Needs = { app: ['x'], x: [], y: [] };
    expect(ways(needs, [['x', 0, 5]], 'app')).toEqual(NOTHING);
    expect(ways(needs, [['y', 0, null]], 'x')).toEqual(NOTHING);
  });

  it('of a group is there only once so many members are down for ever', () => {
    const needs: Needs = { app: [{ atLeast: 2, of: ['x', 'y', 'z'] }], x: [], y: [], z: [] };
    expect(ways(needs, [['x', 0, null]], 'app')).toEqual(NOTHING);
    const [degraded, partial] = ways(
      needs,
      [
        ['x', 0, null],
        ['y', 0, null, 'degraded'],
        ['z', 3, 9],
      ],
      'app',
    );
    expect(degraded).toMatch(/^app [xy] fault$/);
    expect(partial).toBe('nothing');
  });

  it('of what gets worse in steps counts it once', () => {
    // "slow" is degraded for "x" first, and in outage for "y" later: that is one member, not two.
    const needs: Needs = {
      app: [{ anyOf: ['slow', 'z'] }],
      slow: [{ node: 'x', impact: 'degraded' }, 'mid'],
      mid: ['y'],
      x: [],
      y: [],
      z: [],
    };
    const failing: readonly Failing[] = [
      ['x', 0, null],
      ['y', 0, null],
    ];
    expect(ways(needs, failing, 'slow')).toEqual(['slow x fault', 'slow mid y fault', 'slow mid y fault']);
    expect(ways(needs, failing, 'app')).toEqual(NOTHING);
  });

  it('is an endless fault where that suffices, though there is a circle nearer', () => {
    const needs: Needs = {
      a: [{ node: 'b', recovery: '1s' }],
      b: ['a', 'far'],
      far: ['farther'],
      farther: ['x'],
      x: [],
    };
    expect(ways(needs, [['x', 0, null, 'partial']], 'a')).toEqual([
      'a b far farther x fault',
      'a b far farther x fault',
      'nothing',
    ]);
  });

  it('is what is remembered for what is worse than that', () => {
    const needs: Needs = { a: [{ node: 'b', recovery: '1s' }], b: ['a', 'x'], x: [] };
    const failing: readonly Failing[] = [
      ['x', 0, null, 'degraded'],
      ['a', 2, 5],
    ];
    expect(ways(needs, failing, 'b')).toEqual(['b x fault', 'b a again', 'b a again']);
  });

  it('of what only a start needs goes as far as its node is down anyhow', () => {
    const needs: Needs = {
      app: [
        { node: 'registry', needed: 'start' },
        { node: 'x', impact: 'degraded' },
      ],
      registry: [],
      x: [],
    };
    const failing: readonly Failing[] = [
      ['registry', 0, null],
      ['x', 0, null],
    ];
    expect(ways(needs, failing, 'app')).toEqual(['app x fault', 'nothing', 'nothing']);
    const down = ways(needs, [...failing, ['app', 2, 4, 'partial']], 'app');
    expect(down).toEqual(['app x fault', 'app registry fault', 'nothing']);
  });

  it('is not what a switch requires once that was made', () => {
    const needs: Needs = {
      app: [{ anyOf: ['a', 'b'], failover: { time: '2s', requires: ['dns'] } }],
      a: [],
      b: [],
      dns: [],
    };
    const failing = (dns: number): readonly Failing[] => [
      ['a', 0, null],
      ['dns', dns, null],
    ];
    expect(ways(needs, failing(10), 'app')).toEqual(NOTHING);
    expect(ways(needs, failing(1), 'app')[2]).toMatch(/^app (a|dns) fault$/);
  });
});
