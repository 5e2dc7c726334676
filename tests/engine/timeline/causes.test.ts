/** Proves for what a node was down, at an instant and just before it came back. */
import { describe, expect, it } from 'vitest';
import { causesAt, causesBefore } from '../../../src/engine/timeline/causes.ts';
import type { Rank } from '../../../src/model/state.ts';
import type { Needs } from '../estates.ts';
import { type Failing, type Played, downs, played, toldCauses } from './played.ts';

const at = (one: Played, id: string, seconds: number, rank: Rank = 1): readonly string[] =>
  toldCauses(one, causesAt(one.timeline, one.positionOf(id), seconds, rank));

const before = (one: Played, id: string, seconds: number, rank: Rank = 1): readonly string[] =>
  toldCauses(one, causesBefore(one.timeline, one.positionOf(id), seconds, rank));

/** What held the app just before it came back for good. */
const heldUntil = (needs: Needs, failing: readonly Failing[]): readonly [number, readonly string[]] => {
  const one = played(needs, failing);
  const until = downs(one)['app']?.at(-1)?.[1];
  if (until === undefined || until === null) throw new Error('the app does not come back');
  return [until, before(one, 'app', until)];
};

describe('the causes at an instant', () => {
  const one = played(
    { app: ['db', { node: 'cache', impact: 'degraded' }, 'log'], db: [], cache: [], log: [] },
    [
      ['db', 0, 10, 'partial'],
      ['cache', 5, 20],
      ['app', 8, 12],
    ],
  );

  it('are what is required and down then, with what it was', () => {
    expect(at(one, 'app', 0)).toEqual(['db partial']);
    expect(at(one, 'app', 5)).toEqual(['cache outage', 'db partial']);
    expect(at(one, 'app', 10)).toEqual(['cache outage']);
  });

  it('are only those that are bad enough', () => {
    expect(at(one, 'app', 5, 2)).toEqual(['db partial']);
  });

  it('are none where only its own fault made it so', () => {
    expect(at(one, 'app', 9, 3)).toEqual([]);
  });

  it('are none of what is well', () => {
    expect(at(one, 'app', 20)).toEqual([]);
    expect(at(one, 'log', 5)).toEqual([]);
  });

  it('just before are those of before it changed', () => {
    expect(before(one, 'app', 5)).toEqual(['db partial']);
    expect(before(one, 'app', 10)).toEqual(['cache outage', 'db partial']);
    expect(before(one, 'app', 20)).toEqual(['cache outage']);
    expect(before(one, 'app', 0)).toEqual([]);
  });

  it('are each told once, however often it is required', () => {
    const twice = played({ app: ['db', { anyOf: ['db', 'db'] }], db: [] }, [['db', 0, 5]]);
    expect(at(twice, 'app', 0)).toEqual(['db outage']);
  });

  it('are those next to it, not what is behind them', () => {
    const chain = played({ app: ['db'], db: ['disk'], disk: [] }, [['disk', 0, 5]]);
    expect(at(chain, 'app', 0)).toEqual(['db outage']);
    expect(at(chain, 'disk', 0)).toEqual([]);
  });

  it('may be the node itself', () => {
    const self = played({ app: [{ node: 'app', recovery: '1s' }] }, [['app', 0, 5]]);
    expect(at(self, 'app', 100)).toEqual(['app outage']);
  });
});

describe('through a group', () => {
  const needs: Needs = { app: [{ atLeast: 2, of: ['a', 'b', 'c'] }], a: [], b: [], c: [] };

  it('the causes are the members that are down, and none of those that are well', () => {
    const one = played(needs, [
      ['a', 0, 10],
      ['c', 3, 8, 'partial'],
    ]);
    expect(at(one, 'app', 3)).toEqual(['a outage', 'c partial']);
    expect(before(one, 'app', 8)).toEqual(['a outage', 'c partial']);
  });

  it('a member that is not bad enough is none', () => {
    const one = played(needs, [
      ['a', 0, 10],
      ['b', 0, 10, 'degraded'],
      ['c', 0, 10],
    ]);
    expect(at(one, 'app', 0, 3)).toEqual(['a outage', 'c outage']);
    expect(at(one, 'app', 0)).toEqual(['a outage', 'b degraded', 'c outage']);
  });

  it('that does not fail there are none', () => {
    const one = played({ ...needs, app: [{ anyOf: ['a', 'b'] }, 'c'] }, [
      ['a', 0, 10],
      ['c', 0, 5],
    ]);
    expect(at(one, 'app', 0)).toEqual(['c outage']);
  });

  it('in a group in a group they are found', () => {
    const one = played({ ...needs, app: [{ anyOf: ['a', { allOf: ['b', { anyOf: ['c'] }] }] }] }, [
      ['a', 0, 10],
      ['c', 2, 10],
    ]);
    expect(at(one, 'app', 2)).toEqual(['a outage', 'c outage']);
  });
});

describe('through a recovery', () => {
  const lagging: Needs = { app: [{ node: 'db', recovery: '7s' }], db: [] };

  it('the cause is what was down before, and the lag is since then', () => {
    expect(heldUntil(lagging, [['db', 0, 10]])).toEqual([17, ['db outage +7']]);
    const one = played(lagging, [['db', 0, 10]]);
    expect(at(one, 'app', 9)).toEqual(['db outage']);
    expect(at(one, 'app', 10)).toEqual(['db outage']);
    expect(at(one, 'app', 13)).toEqual(['db outage +3']);
  });

  it('what it was is told as it was at the end, not at the worst', () => {
    expect(
      heldUntil(lagging, [
        ['db', 0, 5],
        ['db', 5, 10, 'degraded'],
      ]),
    ).toEqual([17, ['db degraded +7']]);
  });

  it('each level is looked for where it ended', () => {
    const one = played(lagging, [
      ['db', 0, 5],
      ['db', 5, 10, 'degraded'],
    ]);
    expect(before(one, 'app', 12, 3)).toEqual(['db outage +7']);
    expect(before(one, 'app', 12, 1)).toEqual(['db degraded +2']);
  });

  it('of several, only those that hold still are told', () => {
    const needs: Needs = {
      app: ['a', { node: 'b', recovery: '5s' }, { node: 'c', recovery: '1s' }],
      a: [],
      b: [],
      c: [],
    };
    expect(
      heldUntil(needs, [
        ['a', 0, 4],
        ['b', 0, 3],
        ['c', 0, 3],
      ]),
    ).toEqual([8, ['b outage +5']]);
  });

  it('lags add up', () => {
    const needs: Needs = {
      app: [{ anyOf: [{ node: 'db', recovery: '2s' }], recovery: '3s' }],
      db: [],
    };
    expect(heldUntil(needs, [['db', 0, 10]])).toEqual([15, ['db outage +5']]);
  });

  it('of two ways the one with less lag is told', () => {
    const needs: Needs = { app: ['db', { node: 'db', recovery: '2s' }], db: [] };
    const one = played(needs, [['db', 0, 10]]);
    expect(before(one, 'app', 10)).toEqual(['db outage']);
    expect(before(one, 'app', 12)).toEqual(['db outage +2']);
  });

  it('of two ways the one that is over since shorter is told, in whatever order', () => {
    const [any, onlyOutage] = [
      { node: 'db', recovery: '20s' },
      {
        node: 'db',
        recovery: '20s',
        impact: { degraded: 'operational', partial: 'operational', outage: 'degraded' },
      },
    ] as const;
    for (const needs of [
      [any, onlyOutage],
      [onlyOutage, any],
    ]) {
      const one = played({ app: needs, db: [] }, [
        ['db', 0, 5],
        ['db', 5, 10, 'degraded'],
      ]);
      expect(at(one, 'app', 12)).toEqual(['db degraded +2']);
    }
  });

  it('a group is looked at as it was when it ended', () => {
    const needs: Needs = { app: [{ anyOf: ['a', 'b'], recovery: '10s' }], a: [], b: [] };
    expect(
      heldUntil(needs, [
        ['a', 0, 5],
        ['b', 3, 20],
      ]),
    ).toEqual([15, ['a outage +10', 'b outage +10']]);
  });

  it('a pulse too short to be felt is not what it lags behind', () => {
    const needs: Needs = { app: [{ node: 'db', after: '5s', recovery: '7s' }], db: [] };
    expect(
      heldUntil(needs, [
        ['db', 0, 10],
        ['db', 12, 15],
      ]),
    ).toEqual([17, ['db outage +7']]);
    // Even while that pulse is on, up to the instant in which it is felt.
    const one = played(needs, [
      ['db', 0, 10],
      ['db', 14, 18],
    ]);
    expect(at(one, 'app', 16)).toEqual(['db outage +6']);
    const longer = played(needs, [
      ['db', 0, 10],
      ['db', 12, 20],
    ]);
    expect(before(longer, 'app', 17)).toEqual(['db outage +7']);
    expect(at(longer, 'app', 17)).toEqual(['db outage']);
  });

  it('a run that gets worse and better is one run', () => {
    const needs: Needs = { app: [{ node: 'db', after: '5s', recovery: '7s' }], db: [] };
    expect(
      heldUntil(needs, [
        ['db', 0, 6, 'degraded'],
        ['db', 3, 4],
      ]),
    ).toEqual([13, ['db degraded +7']]);
  });

  it('a run that is as long as its grace exactly was not felt, and one that goes on was', () => {
    const needs: Needs = { app: [{ node: 'db', after: '5s', recovery: '7s' }], db: [] };
    const one = played(needs, [
      ['db', 0, 6],
      ['db', 7, 12],
    ]);
    expect(downs(one)['app']).toEqual([[5, 13, 'outage']]);
    expect(before(one, 'app', 13)).toEqual(['db outage +7']);
    expect(at(one, 'app', 5)).toEqual(['db outage']);
  });
});

describe('what is needed to start', () => {
  const starting: Needs = { app: [{ node: 'registry', needed: 'start' }, 'db'], registry: [], db: [] };

  it('is told as such', () => {
    expect(
      heldUntil(starting, [
        ['registry', 0, 10],
        ['db', 2, 4],
      ]),
    ).toEqual([10, ['registry outage to start']]);
  });

  it('is no cause while the app runs, nor before it is down', () => {
    const one = played(starting, [
      ['registry', 0, 10],
      ['db', 5, 6],
    ]);
    expect(at(one, 'app', 3)).toEqual([]);
    expect(before(one, 'app', 5)).toEqual([]);
    expect(at(one, 'app', 7)).toEqual(['registry outage to start']);
  });

  it('is told with its lag', () => {
    const needs: Needs = { ...starting, app: [{ node: 'registry', needed: 'start', recovery: '3s' }] };
    expect(
      heldUntil(needs, [
        ['app', 0, 2],
        ['registry', 0, 5],
      ]),
    ).toEqual([8, ['registry outage to start +3']]);
  });

  it('is told through a group', () => {
    const needs: Needs = { app: [{ anyOf: ['registry', 'db'], needed: 'start' }], registry: [], db: [] };
    expect(
      heldUntil(needs, [
        ['app', 0, 2],
        ['registry', 0, 5],
        ['db', 1, 9],
      ]),
    ).toEqual([5, ['db outage to start', 'registry outage to start']]);
  });

  it('that is needed to run, too, is not told as only a start’s', () => {
    const needs: Needs = { app: [{ node: 'db', needed: 'start' }, 'db'], db: [] };
    expect(heldUntil(needs, [['db', 0, 5]])).toEqual([5, ['db outage']]);
  });
});

describe('through a switch', () => {
  const needs: Needs = {
    app: [{ anyOf: ['a', 'b'], failover: { time: '4s', requires: ['dns'] } }],
    a: [],
    b: [],
    dns: [],
  };

  it('it is the first member while the switch takes its time', () => {
    const one = played(needs, [['a', 0, 10]]);
    expect(downs(one)['app']).toEqual([[0, 4, 'outage']]);
    expect(before(one, 'app', 4)).toEqual(['a outage']);
  });

  it('it is what the switch requires, and the first member, while that is lost', () => {
    const one = played(needs, [
      ['a', 0, 20],
      ['dns', 1, 10],
    ]);
    expect(downs(one)['app']).toEqual([[0, 10, 'outage']]);
    expect(before(one, 'app', 10)).toEqual(['a outage', 'dns outage']);
  });

  it('it is not what the switch requires once that is made', () => {
    const one = played(needs, [
      ['a', 0, 20],
      ['dns', 5, 20],
      ['b', 8, 12],
    ]);
    expect(at(one, 'app', 8)).toEqual(['a outage', 'b outage']);
  });
});
