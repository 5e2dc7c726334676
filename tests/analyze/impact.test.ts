/** Proves what an impact says beside the states: titles, reasons, earlier states, and what could not start again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds, inProportion } from '../support/law.ts';
import { type Needs, estateWith } from '../engine/estates.ts';
import { impact } from '../../src/analyze/impact.ts';
import { rankOf } from '../../src/model/state.ts';
import { askImpact, askScenario, citedIn, impactData, partOf, textOf } from './ask.ts';

describe('the title', () => {
  const estate = estateWith({ a: [], b: [], c: [], 'd/1': [], 'd/2': [] });
  it.each([
    [['{*,d/*}'], undefined, 'If a, b, c and 2 more are in outage'],
    [['a'], undefined, 'If a is in outage'],
    [['a'], 'partial', 'If a is partial'],
    [['a', 'b'], undefined, 'If a and b are in outage'],
    [['*'], 'degraded', 'If a, b and c are degraded'],
  ] as const)('of %j, %s', (fail, state, title) => {
    expect(textOf(askImpact(estate, fail, state)).split('\n')[0]).toBe(title);
  });

  it('is the scenario’s, or its id', () => {
    const document = { faultline: 1, nodes: { a: { kind: 'app' } } } as const;
    const faults = [{ fail: 'a' }];
    const titled = estateOf({ ...document, scenarios: { s: { title: 'A drops', faults } } });
    expect(textOf(askScenario(titled, 's')).split('\n')[0]).toBe('A drops');
    const bare = estateOf({ ...document, scenarios: { s: { faults } } });
    expect(textOf(askScenario(bare, 's')).split('\n')[0]).toBe('s');
  });

  it('of a scenario in which all is well tells so', () => {
    const calm = estateOf({
      faultline: 1,
      nodes: { a: { kind: 'app' } },
      scenarios: { s: { faults: [{ fail: 'a', state: 'operational' }] } },
    });
    expect(textOf(askScenario(calm, 's'))).toBe('s\n\n0 of 1 apps affected\n0 of 1 nodes affected\n');
    expect(impactData(askScenario(calm, 's'))).toMatchObject({ faults: [], affected: [] });
  });
});

describe('the reason in a row', () => {
  const because = (needs: Needs, fail: readonly string[]): string => {
    const rows = partOf(askImpact(estateWith(needs), fail), 'Apps');
    return rows[1]!.split(/ {2,}/).at(-1)!;
  };
  const leaves = { a: [], b: [], c: [] };
  it.each<[string, Needs['app'], readonly string[], string]>([
    ['names where it runs', { kind: 'app', in: 'a' }, ['a'], 'runs in a'],
    ['names what it needs', { kind: 'app', dependsOn: ['a'] }, ['a'], 'needs a'],
    ['says what for', { kind: 'app', dependsOn: [{ node: 'a', why: 'images' }] }, ['a'], 'needs a · images'],
    [
      'says what became of it, if that is worse',
      { kind: 'app', dependsOn: [{ node: 'a', impact: 'partial' }] },
      ['a'],
      'needs a (outage)',
    ],
    [
      'counts the other reasons',
      { kind: 'app', in: 'b', dependsOn: ['a', 'c'] },
      ['a', 'b', 'c'],
      'runs in b (and 2 more)',
    ],
    ['is the fault, for a fault', { kind: 'app', dependsOn: ['a'] }, ['app', 'a'], 'fails'],
    [
      'names the members that failed',
      { kind: 'app', dependsOn: [{ atLeast: 2, of: ['a', 'b', 'c'] }] },
      ['a', 'c'],
      'needs 2 of 3: a, c',
    ],
    ['of any of', { kind: 'app', dependsOn: [{ anyOf: ['a', 'b'] }] }, ['a', 'b'], 'needs any of 2: a, b'],
    ['of all of', { kind: 'app', dependsOn: [{ allOf: ['a', 'b'] }] }, ['b'], 'needs all of 2: b'],
    [
      'gives the count of the state that it reached',
      {
        kind: 'app',
        dependsOn: [{ atLeast: { operational: 3, degraded: 2, partial: 1 }, of: ['a', 'b', 'c'] }],
      },
      ['a', 'b'],
      'needs 2 of 3: a, b',
    ],
    [
      'of groups in groups',
      { kind: 'app', dependsOn: [{ anyOf: [{ allOf: ['a', 'b'] }, 'c'] }] },
      ['a', 'c'],
      'needs any of 2: all of a, b, c',
    ],
    [
      'of a switch that was lost',
      { kind: 'app', dependsOn: [{ anyOf: ['a', 'b'], failover: { time: '1m', requires: ['c'] } }] },
      ['a', 'c'],
      'needs any of 2: a, b',
    ],
  ])('%s', (_, app, fail, expected) => {
    expect(because({ app, ...leaves }, fail)).toBe(expected);
  });
});

describe('earlier', () => {
  // "mid" limps first, which puts the app out, which puts mid out: by names alone the proof would run in a circle.
  const estate = estateWith({
    app: { kind: 'app', dependsOn: [{ node: 'mid', impact: { degraded: 'outage', partial: 'outage' } }] },
    mid: [{ node: 'db', impact: 'degraded' }, 'app'],
    db: [],
  });

  it('tells of a state that did harm before a worse one came', () => {
    const { affected } = impactData(askImpact(estate, ['db']));
    expect(affected).toEqual([
      {
        id: 'app',
        kind: 'app',
        state: 'outage',
        wave: 2,
        because: [{ node: 'mid', state: 'degraded', impact: 'outage' }],
      },
      { id: 'db', kind: 'service', state: 'outage', wave: 0, fault: true, because: [] },
      {
        id: 'mid',
        kind: 'service',
        state: 'outage',
        wave: 3,
        because: [{ node: 'app', state: 'outage', impact: 'outage' }],
        earlier: [
          { state: 'degraded', wave: 1, because: [{ node: 'db', state: 'outage', impact: 'degraded' }] },
        ],
      },
    ]);
  });

  it('marks an earlier state that was itself a fault', () => {
    const faulty = estateWith({
      app: [{ node: 'mid', impact: { degraded: 'outage', partial: 'outage' } }],
      mid: ['app'],
    });
    const { affected } = impactData(askImpact(faulty, ['mid'], 'degraded'));
    expect(affected.find(({ id }) => id === 'mid')).toMatchObject({
      state: 'outage',
      earlier: [{ state: 'degraded', wave: 0, fault: true, because: [] }],
    });
    expect(affected.find(({ id }) => id === 'mid')).not.toHaveProperty('fault');
  });

  it('is left out where there is none', () => {
    const { affected } = impactData(askImpact(estate, ['app']));
    expect(affected.every((node) => !('earlier' in node))).toBe(true);
  });

  it('has every state that a proof cites: all proofs can be followed in the data alone', () => {
    let cited = 0;
    holds(
      1_200,
      fc.property(systems({ nodes: 8 }), ({ document, faults }) => {
        const estate = estateOf(document);
        for (const { node, state } of faults) {
          const { affected } = impactData(askImpact(estate, [node], state));
          const claims = affected.flatMap(({ id, earlier = [], ...claim }) =>
            [claim, ...earlier].map((one) => ({ ...one, id })),
          );
          const waves = new Map(claims.map(({ id, state: reached, wave }) => [`${id} ${reached}`, wave]));
          for (const { wave, because, fault } of claims) {
            expect(because.length === 0).toBe(fault === true);
            for (const one of because.flatMap(citedIn)) {
              expect(waves.get(`${one.node} ${one.state}`)).toBeLessThan(wave);
            }
          }
          cited += affected.filter(({ earlier }) => earlier !== undefined).length;
        }
      }),
    );
    expect(cited).toBeGreaterThan(inProportion(50));
  });
});

describe('blocksRecovery', () => {
  const estate = estateWith({
    web: { dependsOn: [{ node: 'registry', needed: 'start', why: 'images', source: 'deploy/web.yaml:3' }] },
    worker: { dependsOn: [{ anyOf: ['registry', 'mirror'], needed: 'start' }] },
    old: { dependsOn: [{ node: 'registry', needed: 'start', impact: 'partial' }] },
    free: { dependsOn: [{ node: 'registry', needed: 'start', impact: 'none' }] },
    past: { dependsOn: [{ node: 'registry', needed: 'start', validUntil: '2020-01-01' }] },
    registry: [],
    mirror: [],
  });

  it('names who could not start, what for, and how bad that is', () => {
    const report = askImpact(estate, ['registry']);
    expect(impactData(report).blocksRecovery).toEqual([
      { id: 'old', requirements: [{ needs: 'registry', state: 'partial' }] },
      {
        id: 'web',
        requirements: [{ needs: 'registry', state: 'outage', why: 'images', source: 'deploy/web.yaml:3' }],
      },
    ]);
    expect(partOf(report, 'Cannot start or scale meanwhile')).toEqual([
      'Node  Needs to start',
      'old   registry (partial)',
      'web   registry (outage) · images',
    ]);
  });

  it('counts groups as groups, and days as days', () => {
    expect(impactData(askImpact(estate, ['registry', 'mirror'])).blocksRecovery).toContainEqual({
      id: 'worker',
      requirements: [{ needs: 'any of registry, mirror', state: 'outage' }],
    });
    const then = impactData(askImpact(estate, ['registry'], 'outage', '2019-01-01'));
    expect(then.blocksRecovery).toContainEqual({
      id: 'past',
      requirements: [{ needs: 'registry', state: 'outage' }],
    });
  });

  it('is left out where nothing is blocked', () => {
    const report = askImpact(estate, ['mirror']);
    expect(impactData(report)).not.toHaveProperty('blocksRecovery');
    expect(textOf(report)).not.toContain('Cannot start');
  });
});

it('--only shows nodes in the same order, and other numbers for none of them', () => {
  holds(
    300,
    fc.property(systems(), ({ document, faults }) => {
      const estate = estateOf(document);
      const ask = { estate, args: [faults[0]!.node], today: DAY };
      const whole = impactData(impact.run({ ...ask, options: {} }));
      const some = whole.affected.filter((_, i) => i % 2 === 0).map(({ id }) => id);
      const part = impactData(impact.run({ ...ask, options: { only: some } }));
      expect(part.summary).toEqual(whole.summary);
      expect(part.affected.map(({ id }) => id)).toEqual(some);
      const ranks = whole.affected.map(({ state }) => rankOf(state));
      expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    }),
  );
});
