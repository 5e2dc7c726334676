/** Proves what is said to hold down what never comes back. */
import { describe, expect, it } from 'vitest';
import { type Hold, holdsOf } from '../../../src/engine/timeline/circles.ts';
import type { TimelineOptions } from '../../../src/engine/timeline/timeline.ts';
import type { Needs } from '../estates.ts';
import { type Failing, type Played, manyNodes, numbered, played, playedIn } from './played.ts';

const holdsIn = ({ faults, timeline }: Played): ReadonlyMap<number, Hold> => holdsOf(faults, timeline);

/** By id: the circle as `a → b`, or `fault of a`. */
const told = (
  needs: Needs,
  failing: readonly Failing[],
  options?: TimelineOptions,
): Readonly<Record<string, string>> => {
  const one = played(needs, failing, options);
  expect(one.timeline.settled).toBe(true);
  return Object.fromEntries(
    [...holdsIn(one)].map(([position, hold]) => [
      one.idOf(position),
      hold.type === 'fault' ? `fault of ${one.idOf(hold.position)}` : hold.circle.map(one.idOf).join(' → '),
    ]),
  );
};

const lag = (node: string) => ({ node, recovery: '1s' });
const start = (node: string) => ({ node, needed: 'start' as const });

describe('nothing holds', () => {
  it('what comes back', () => {
    expect(told({ a: ['b'], b: ['a'] }, [['a', 0, 5]])).toEqual({});
  });
});

describe('a circle', () => {
  it('of recoveries holds itself down, and is named from its smallest id in the order of needs', () => {
    // c needs a, a needs b, b needs c.
    expect(told({ c: [lag('a')], a: ['b'], b: ['c'] }, [['c', 0, 5]])).toEqual({
      a: 'a → b → c',
      b: 'a → b → c',
      c: 'a → b → c',
    });
    expect(told({ a: [lag('c')], b: ['a'], c: ['b'] }, [['b', 0, 5]])).toEqual({
      a: 'a → c → b',
      b: 'a → c → b',
      c: 'a → c → b',
    });
  });

  it('of one that waits for itself is that one', () => {
    expect(told({ a: [lag('a')] }, [['a', 0, 5]])).toEqual({ a: 'a' });
  });

  it('of starts, one of which lags', () => {
    const needs: Needs = { a: [start('b')], b: [{ ...start('a'), recovery: '1s' }] };
    expect(
      told(needs, [
        ['a', 0, 5],
        ['b', 0, 5],
      ]),
    ).toEqual({ a: 'a → b', b: 'a → b' });
  });

  it('of starts alone, if things start in turn', () => {
    const needs: Needs = { a: [start('b')], b: [start('c')], c: [start('a')] };
    const all: readonly Failing[] = [
      ['a', 0, 5],
      ['b', 0, 5],
      ['c', 0, 5],
    ];
    expect(told(needs, all)).toEqual({});
    expect(told(needs, all, { inTurn: true })).toEqual({ a: 'a → b → c', b: 'a → b → c', c: 'a → b → c' });
  });

  it('through a group is one of the members that are down', () => {
    const holds = told({ a: [{ anyOf: ['b', 'c'], recovery: '1s' }], b: ['a'], c: ['a'] }, [['a', 0, 5]]);
    expect(['a → b', 'a → c']).toContain(holds['a']);
    expect(holds).toEqual({ a: holds['a'], b: holds['a'], c: holds['a'] });
  });

  it('holds those that stand on it, too', () => {
    expect(
      told({ app: ['web'], web: ['x', 'a'], x: [], a: [lag('b')], b: ['a'] }, [
        ['a', 0, 5],
        ['x', 0, 3],
      ]),
    ).toEqual({ app: 'a → b', web: 'a → b', a: 'a → b', b: 'a → b' });
  });

  it('behind a circle of plain needs is found', () => {
    // a and b need each other, which holds nobody down; c and d do, on which b stands.
    const needs: Needs = { a: ['b'], b: ['a', 'c'], c: [lag('d')], d: ['c'] };
    expect(told(needs, [['d', 0, 5]])).toEqual({ a: 'c → d', b: 'c → d', c: 'c → d', d: 'c → d' });
  });

  it('is none of starts that come back together, though they stand on one', () => {
    const needs: Needs = { a: [start('b')], b: [start('a'), 'c'], c: [lag('d')], d: ['c'] };
    const failing: readonly Failing[] = [
      ['a', 0, 5],
      ['d', 0, 5],
    ];
    expect(told(needs, failing)).toEqual({ a: 'c → d', b: 'c → d', c: 'c → d', d: 'c → d' });
  });

  it('that comes by a node in two states is the loop that something remembers', () => {
    // The same, but b remembers and c does not: so a and c alone would come back.
    const needs: Needs = {
      a: [
        { node: 'b', impact: { degraded: 'partial', outage: 'partial' } },
        { node: 'c', impact: { degraded: 'operational', partial: 'operational', outage: 'degraded' } },
      ],
      b: [{ node: 'a', impact: 'degraded', recovery: '1s' }],
      c: [{ node: 'a', impact: { degraded: 'operational', partial: 'outage' } }],
    };
    expect(told(needs, [['a', 0, 5, 'partial']])).toEqual({ a: 'a → b', b: 'a → b', c: 'a → b' });
  });

  it('is none of starts, if what one of them starts with is held by another circle', () => {
    const needs: Needs = { a: [start('b'), start('c')], b: [start('a')], c: [lag('d')], d: ['c'] };
    const failing = Object.keys(needs).map((id): Failing => [id, 0, 5]);
    expect(told(needs, failing)).toEqual({ a: 'c → d', b: 'c → d', c: 'c → d', d: 'c → d' });
  });

  it('is none of graces', () => {
    const needs: Needs = { a: [{ node: 'b', after: '1s' }], b: ['a', 'c'], c: [lag('d')], d: ['c'] };
    expect(told(needs, [['d', 0, 5]])).toEqual({ a: 'c → d', b: 'c → d', c: 'c → d', d: 'c → d' });
  });

  it('begins with its smallest, wherever one comes upon it', () => {
    expect(told({ a: ['c'], b: ['c'], c: [lag('b')] }, [['c', 0, 5]])).toEqual({
      a: 'b → c',
      b: 'b → c',
      c: 'b → c',
    });
  });

  it('passes each node once, though its reasons pass it in two states', () => {
    // a is partial for b, which is degraded for a, which is degraded for c, which is out for a being partial.
    const needs: Needs = {
      a: [
        { node: 'b', impact: { degraded: 'partial', outage: 'partial' } },
        { node: 'c', impact: { degraded: 'operational', partial: 'operational', outage: 'degraded' } },
      ],
      b: [{ node: 'a', impact: 'degraded' }],
      c: [{ node: 'a', impact: { degraded: 'operational', partial: 'outage' }, recovery: '1s' }],
    };
    expect(told(needs, [['a', 0, 5, 'partial']])).toEqual({ a: 'a → c', b: 'a → c', c: 'a → c' });
  });

  it('and another one are told apart', () => {
    const needs: Needs = { a: [lag('b')], b: ['a'], c: [lag('d')], d: ['c'] };
    expect(
      told(needs, [
        ['a', 0, 5],
        ['d', 9, 10],
      ]),
    ).toEqual({ a: 'a → b', b: 'a → b', c: 'c → d', d: 'c → d' });
  });

  it('is the reason where a group needs it beside an endless fault', () => {
    // "slow" gets worse in two steps, for "x" and for "y"; but it is one member, and z the other.
    const needs: Needs = {
      app: [{ anyOf: ['slow', 'z'], impact: 'degraded' }],
      slow: [{ node: 'x', impact: 'degraded' }, 'mid'],
      mid: ['y'],
      x: [],
      y: [],
      z: [lag('z')],
    };
    const failing: readonly Failing[] = [
      ['x', 0, null],
      ['y', 0, null],
      ['z', 0, 5],
    ];
    expect(told(needs, failing)).toMatchObject({ app: 'z', z: 'z', slow: 'fault of y' });
  });

  it('that keeps something worse than an endless fault leaves it is the reason', () => {
    // For ever degraded by the fault; partial by the circle.
    const needs: Needs = { a: [lag('b'), { node: 'x', impact: 'degraded' }], b: ['a'], x: [] };
    expect(
      told(needs, [
        ['x', 0, null],
        ['a', 1, 3, 'partial'],
      ]),
    ).toEqual({ a: 'a → b', b: 'a → b', x: 'fault of x' });
  });
});

describe('a fault without an end', () => {
  it('holds where it is, and what stands on it', () => {
    expect(told({ app: ['db'], db: [] }, [['db', 0, null]])).toEqual({
      app: 'fault of db',
      db: 'fault of db',
    });
  });

  it('is the reason, and not a circle of those that stand on it', () => {
    expect(told({ a: ['b', 'x'], b: ['a'], x: [] }, [['x', 0, null]])).toEqual({
      a: 'fault of x',
      b: 'fault of x',
      x: 'fault of x',
    });
  });

  it('within a circle is the reason for all of it', () => {
    expect(told({ a: [lag('b')], b: [lag('a')] }, [['b', 0, null]])).toEqual({
      a: 'fault of b',
      b: 'fault of b',
    });
  });

  it('is named for the state that it brings about', () => {
    // The endless fault of "y" explains the state of the app, that of "x" less.
    const needs: Needs = { app: ['x', 'y'], x: [], y: [] };
    expect(
      told(needs, [
        ['x', 0, null, 'degraded'],
        ['y', 0, null, 'outage'],
      ]),
    ).toEqual({ app: 'fault of y', x: 'fault of x', y: 'fault of y' });
  });

  it('of its own holds a node, whatever else it stands on', () => {
    expect(
      told({ app: ['db'], db: [] }, [
        ['app', 0, null],
        ['db', 0, null],
      ])['app'],
    ).toBe('fault of app');
  });

  it('of too little, and a circle on top: the circle', () => {
    expect(
      told({ a: [lag('a')] }, [
        ['a', 0, null, 'degraded'],
        ['a', 0, 5, 'outage'],
      ]),
    ).toEqual({ a: 'a' });
  });

  it('behind what is needed to start keeps down what is down', () => {
    expect(
      told({ app: [start('registry')], registry: [] }, [
        ['registry', 0, null],
        ['app', 2, 5],
      ]),
    ).toEqual({ app: 'fault of registry', registry: 'fault of registry' });
  });

  it('of both members of a group is that of one of them', () => {
    const holds = told({ app: [{ anyOf: ['x', 'y'] }], x: [], y: [] }, [
      ['x', 0, null],
      ['y', 0, null],
    ]);
    expect(['fault of x', 'fault of y']).toContain(holds['app']);
    expect(holds).toMatchObject({ x: 'fault of x', y: 'fault of y' });
  });

  it('that came after the switch away from it was made is not the reason', () => {
    // The switch was made at 2, so neither the first member nor dns, which is lost later, keep the app down.
    const needs: Needs = {
      app: [{ anyOf: ['a', 'b'], failover: { time: '2s', requires: ['dns'] } }, lag('web')],
      web: ['app'],
      a: [],
      b: [],
      dns: [],
    };
    expect(
      told(needs, [
        ['a', 0, null],
        ['dns', 10, null],
        ['web', 20, 21],
      ]),
    ).toEqual({ a: 'fault of a', dns: 'fault of dns', app: 'app → web', web: 'app → web' });
  });

  it('of what the switch requires is the reason where it was never made', () => {
    const needs: Needs = {
      app: [{ anyOf: ['a', 'b'], failover: { time: '2s', requires: ['dns'] } }],
      a: [],
      b: [],
      dns: [],
    };
    const holds = told(needs, [
      ['a', 0, null],
      ['dns', 0, null],
    ]);
    expect(['fault of a', 'fault of dns']).toContain(holds['app']);
  });

  it('reaches through graces and recoveries', () => {
    expect(
      told({ app: [{ node: 'db', after: '5s', recovery: '5s' }], db: [] }, [['db', 0, null, 'partial']]),
    ).toEqual({ app: 'fault of db', db: 'fault of db' });
  });
});

describe('in great numbers', () => {
  const COUNT = 150_000;

  it('a ring of recoveries is one circle', () => {
    const ring = manyNodes(COUNT, (position) => [
      { form: 'node', node: numbered((position + 1) % COUNT), recovery: 1 },
    ]);
    const holds = holdsIn(playedIn(ring, [[numbered(5), 0, 3]]));
    expect(holds.size).toBe(COUNT);
    const hold = holds.get(COUNT - 1)!;
    if (hold.type !== 'circle') throw new Error('no circle');
    expect(hold.circle).toHaveLength(COUNT);
    expect(hold.circle.slice(0, 3)).toEqual([0, 1, 2]);
  });

  it('a row on an endless fault is held by that', () => {
    const row = manyNodes(COUNT, (position) =>
      position === 0 ? [] : [{ form: 'node', node: numbered(position - 1), recovery: 1 }],
    );
    const holds = holdsIn(playedIn(row, [[numbered(0), 0, null]]));
    expect(holds.size).toBe(COUNT);
    expect(holds.get(COUNT - 1)).toEqual({ type: 'fault', position: 0 });
  });
});
