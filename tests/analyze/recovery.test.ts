/** Proves in which order things come back, what holds them back, and that circles of starts are found. */
import { describe, expect, it } from 'vitest';
import type { Needs } from '../engine/estates.ts';
import { partOf, textOf } from './ask.ts';
import { MINUTE, askRecovery, estateOver, recoveryData } from './ask-timed.ts';

/** Web and its shop need the base to run; web needs the registry to start. */
const NEEDS: Needs = {
  shop: { kind: 'app', dependsOn: [{ node: 'web', recovery: '5m' }] },
  web: ['base', { node: 'registry', needed: 'start', why: 'images' }],
  base: [],
  registry: [],
};

/** The base is back after one hour, the registry after two. */
const LATE = {
  late: {
    faults: [
      { fail: 'base', until: '1h' },
      { fail: 'registry', until: '2h' },
    ],
  },
};

/** Each needs the other to start, one of them within a group. */
const VAULT: Needs = {
  shop: { kind: 'app', dependsOn: ['auth'] },
  auth: ['net', { node: 'vault', needed: 'start', why: 'its keys' }],
  vault: ['net', { allOf: [{ node: 'auth', needed: 'start' }] }],
  net: [],
};

describe('the way back from a scenario', () => {
  const estate = estateOver(NEEDS, LATE);

  it('has what comes back in order, with what it waited for', () => {
    const { order } = recoveryData(askRecovery(estate, 'late'));
    expect(order).toEqual([
      { id: 'base', kind: 'service', at: 3600, repaired: true, waitedFor: [] },
      { id: 'registry', kind: 'service', at: 7200, repaired: true, waitedFor: [] },
      {
        id: 'web',
        kind: 'service',
        at: 7200,
        waitedFor: [{ node: 'registry', state: 'outage', needed: 'start' }],
      },
      { id: 'shop', kind: 'app', at: 7500, waitedFor: [{ node: 'web', state: 'outage', recovery: 300 }] },
    ]);
  });

  it('tells what is held back by what is needed to start, itself or through others', () => {
    expect(recoveryData(askRecovery(estate, 'late')).heldBack).toEqual([
      { id: 'shop', at: 7500, otherwise: 3900, needs: [] },
      {
        id: 'web',
        at: 7200,
        otherwise: 3600,
        needs: [{ node: 'registry', state: 'outage', needed: 'start' }],
      },
    ]);
  });

  it('reads like this', () => {
    expect(textOf(askRecovery(estate, 'late'))).toBe(
      [
        'The way back: late',
        '',
        '4 of 4 nodes come back, the last of them after 125 minutes',
        '2 would be back earlier but for what is needed to start',
        'no circular start dependencies: from nothing, everything can start',
        '',
        'In this order',
        'Back (min)  Node      Waited for',
        '        60  base      its own repair',
        '       120  registry  its own repair',
        '       120  web       registry (to start)',
        '       125  shop      web +5 min',
        '',
        'Held back by what they need to start',
        'Node  Back (min)  Otherwise  Lost  Needs to start',
        'web          120         60    60  registry',
        '',
      ].join('\n'),
    );
  });

  it('tells the time of day where the start is known', () => {
    const started = estateOver(NEEDS, {
      late: { ...LATE.late, start: '2024-06-15T22:30:00Z', date: '2024-06-15' },
    });
    const report = askRecovery(started, 'late');
    expect(textOf(report)).toContain('the last of them after 125 minutes (06-16 00:35 UTC)\n');
    expect(partOf(report, 'In this order')[1]).toBe('        60        23:30  base      its own repair');
    expect(recoveryData(report).date).toBe('2024-06-15');
  });

  it('lets nothing wait for a requirement to start that is there', () => {
    const base = estateOver(NEEDS, { base: { faults: [{ fail: 'base', until: '1h' }] } });
    expect(recoveryData(askRecovery(base, 'base'))).toMatchObject({
      order: [{ id: 'base' }, { id: 'web', waitedFor: [{ node: 'base' }] }, { id: 'shop', at: 3900 }],
      heldBack: [],
    });
  });

  it('does not say of what was not looked at that it never comes back', () => {
    const report = askRecovery(estate, 'late', { horizon: '90m' });
    expect(recoveryData(report)).toMatchObject({
      settled: false,
      order: [{ id: 'base' }],
      heldBack: [],
      never: [],
    });
  });

  it('sees starts within groups', () => {
    // Of two registries one will do to start: the second is back after 90 minutes.
    const registries: Needs = {
      web: [
        'base',
        {
          anyOf: [
            { node: 'r1', needed: 'start' },
            { node: 'r2', needed: 'start' },
          ],
        },
      ],
      base: [],
      r1: [],
      r2: [],
    };
    const faults = [
      { fail: 'base', until: '60m' },
      { fail: 'r1', until: '120m' },
      { fail: 'r2', until: '90m' },
    ];
    expect(recoveryData(askRecovery(estateOver(registries, { s: { faults } }), 's')).heldBack).toMatchObject([
      { id: 'web', at: 90 * MINUTE, otherwise: 60 * MINUTE, needs: [{ node: 'r1' }, { node: 'r2' }] },
    ]);
  });
});

describe('what comes back at the same time', () => {
  const orderOf = (needs: Needs, ...fail: readonly string[]): readonly string[] => {
    const estate = estateOver(needs, { s: { faults: fail.map((id) => ({ fail: id, until: '1h' })) } });
    return recoveryData(askRecovery(estate, 's')).order.map(({ id }) => id);
  };

  it('stands after what it waited for, and otherwise by id', () => {
    expect(orderOf({ a: ['c'], b: ['z'], c: ['b'], d: ['z'], z: [], y: [] }, 'z', 'y')).toEqual([
      'y',
      'z',
      'b',
      'd',
      'c',
      'a',
    ]);
  });

  it('begins in a circle with what was repaired', () => {
    expect(orderOf({ a: ['b'], b: ['c'], c: ['a'] }, 'b')).toEqual(['b', 'a', 'c']);
  });

  it('is not slower than the chain is long', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`n${i}`, i === 0 ? [] : [`n${i - 1}`]]),
    );
    const order = orderOf(chain, 'n0');
    expect([order.length, order[0], order.at(-1)]).toEqual([20_000, 'n0', 'n19999']);
  });
});

describe('the way back from nothing', () => {
  it('needs no scenario, and finds the circle that cannot start', () => {
    const data = recoveryData(askRecovery(estateOver(VAULT, {})));
    expect(data).toMatchObject({
      settled: true,
      order: [{ id: 'net', at: 0, repaired: true, waitedFor: [] }],
      never: [
        { id: 'auth', heldBy: ['auth', 'vault'] },
        { id: 'shop', heldBy: ['auth', 'vault'] },
        { id: 'vault', heldBy: ['auth', 'vault'] },
      ],
      deadlocks: [{ circle: ['auth', 'vault'], held: ['auth', 'shop', 'vault'] }],
    });
    expect(data.heldBack.map(({ id, at, otherwise }) => [id, at, otherwise])).toEqual([
      ['auth', null, 0],
      ['shop', null, 0],
      ['vault', null, 0],
    ]);
    expect(Object.keys(data)).not.toContain('scenario');
    expect(Object.keys(data)).not.toContain('date');
  });

  it('reads like this', () => {
    expect(textOf(askRecovery(estateOver(VAULT, {})))).toBe(
      [
        'The way back from nothing: everything is down, and may start again',
        '',
        '1 of 4 nodes comes back, after 0 minutes; 3 do not',
        '1 waits for nothing and may start at once',
        '3 would be back earlier but for what is needed to start',
        '1 circle holds itself down once all of it is down',
        '',
        'Held back by what they need to start',
        'Node   Back (min)  Otherwise  Lost  Needs to start',
        'auth        never          0     –  vault',
        'vault       never          0     –  auth',
        '',
        'Circular start dependencies: once all of it is down, it cannot start',
        '└─ these hold each other down',
        '   ├─ auth needs vault to start · its keys',
        '   ├─ vault needs auth to start',
        '   └─ down because of it: 1',
        '      └─ shop',
        '',
      ].join('\n'),
    );
  });

  it('does not name the repair that all have had', () => {
    const shown = textOf(askRecovery(estateOver(NEEDS, {})));
    expect(shown).not.toContain('its own repair');
    expect(shown).toContain('2 wait for nothing and may start at once\n');
    expect(partOf(askRecovery(estateOver(NEEDS, {})), 'In this order')).toEqual([
      'Back (min)  Node  Waited for',
      '         0  web   base, registry (to start)',
      '         5  shop  web +5 min',
    ]);
  });

  it('counts time from when everything may start', () => {
    // A grace within a grace: the recovery is felt only once both have run out.
    const needs: Needs = {
      a: [{ allOf: [{ node: 'b', after: '10m' }], after: '10m', recovery: '5m' }],
      b: [],
    };
    const { order, end } = recoveryData(askRecovery(estateOver(needs, {})));
    expect(order.map(({ id, at }) => [id, at])).toEqual([
      ['b', 0],
      ['a', 300],
    ]);
    expect(end).toBe(300);
  });

  it('ends at once where nothing starts at all', () => {
    const alone: Needs = { a: [{ node: 'a', recovery: '1m' }] };
    expect(recoveryData(askRecovery(estateOver(alone, {})))).toMatchObject({
      end: 0,
      order: [],
      deadlocks: [{ circle: ['a'], held: ['a'] }],
    });
  });

  it('looks as far as it is asked to', () => {
    const needs: Needs = { a: [{ node: 'b', after: '2h', recovery: '1h' }], b: [] };
    const report = askRecovery(estateOver(needs, {}), undefined, { horizon: '30m' });
    expect(recoveryData(report)).toMatchObject({
      settled: false,
      end: 1800,
      order: [{ id: 'b' }],
      never: [],
    });
    expect(textOf(report)).toContain('not over after 30m, where we stopped looking (--horizon looks on)\n');
  });

  it('of what is not dated reads the same every day', () => {
    const [today, tomorrow] = ['2024-06-15', '2024-06-16'].map((day) =>
      askRecovery(estateOver(VAULT, {}), undefined, {}, day),
    );
    expect(today!.data()).toEqual(tomorrow!.data());
  });

  it('leaves out what does not count that day', () => {
    const dated: Needs = {
      ...VAULT,
      auth: ['net', { node: 'vault', needed: 'start', validUntil: '2020-01-01' }],
    };
    const on = (date: string) => recoveryData(askRecovery(estateOver(dated, {}), undefined, { date }));
    expect(on('2019-12-31')).toMatchObject({
      date: '2019-12-31',
      deadlocks: [{ circle: ['auth', 'vault'] }],
    });
    expect(on('2020-01-01')).toMatchObject({ date: '2020-01-01', deadlocks: [] });
  });
});

describe('a circle of starts', () => {
  const scenarios = {
    cut: { faults: [{ fail: 'net', until: '1h' }] },
    'shop-down': { faults: [{ fail: 'shop', until: '1h' }] },
    endless: { faults: [{ fail: 'shop' }] },
  };
  const estate = estateOver(VAULT, scenarios);
  const CIRCLE = '└─ these hold each other down';

  it('is told once where the scenario runs into it', () => {
    const shown = textOf(askRecovery(estate, 'cut'));
    expect(shown.split(CIRCLE)).toHaveLength(2);
    expect(shown).toContain(`What does not come back\n${CIRCLE}`);
    expect(recoveryData(askRecovery(estate, 'cut')).deadlocks).toHaveLength(1);
  });

  it('is told, too, where the scenario stays clear of it', () => {
    expect(textOf(askRecovery(estate, 'shop-down'))).toContain(
      `\nCircular start dependencies: once all of it is down, it cannot start\n${CIRCLE}`,
    );
    expect(recoveryData(askRecovery(estate, 'shop-down')).never).toEqual([]);
  });

  it('is told apart from a fault without end', () => {
    const shown = textOf(askRecovery(estate, 'endless'));
    expect(shown).toContain('What does not come back\n└─ the fault of shop has no end\n');
    expect(shown).toContain(
      `Other circular start dependencies: once all of it is down, it cannot start\n${CIRCLE}`,
    );
    expect(shown).toContain('0 of 1 nodes come back; 1 does not\n');
  });
});

describe('--only and --limit', () => {
  const estate = estateOver(VAULT, { cut: { faults: [{ fail: 'net', until: '1h' }] } });

  it('show a part, and leave what is counted alone', () => {
    const report = askRecovery(estate, 'cut', { only: ['auth', 'shop'] });
    expect(recoveryData(report)).toMatchObject({
      order: [],
      heldBack: [{ id: 'auth' }, { id: 'shop' }],
      never: [{ id: 'auth' }, { id: 'shop' }],
      deadlocks: [{ held: ['auth', 'shop', 'vault'] }],
    });
    expect(textOf(report)).toContain('1 of 4 nodes comes back, after 60 minutes; 3 do not\n');
    expect(textOf(report)).not.toContain('In this order');
  });

  it('say how many rows are left out', () => {
    const late = estateOver(NEEDS, LATE);
    expect(partOf(askRecovery(late, 'late', { limit: '1' }), 'In this order')).toEqual([
      'Back (min)  Node  Waited for',
      '        60  base  its own repair',
      '… and 3 more (--limit 0 shows all)',
    ]);
    expect(textOf(askRecovery(late, 'late', { limit: '0' }))).not.toContain('more (');
  });
});

it('takes no scenario that is not there', () => {
  expect(() => askRecovery(estateOver(NEEDS, LATE), 'lat')).toThrow('there is no scenario "lat"');
});
