/** Proves that a row of the ranking, once it fails in the page, does what its numbers say. */
import { describe, expect, it } from 'vitest';
import type { Estate } from '../../../../src/model/estate.ts';
import { loadEstate } from '../../../../src/scan/document.ts';
import { START } from '../../../../viewer/model/state.ts';
import {
  type FailureData,
  type SweepData,
  eachChoices,
  failureKey,
  faultsOf,
  hasWord,
  isSameFaults,
  lossesOf,
  worstTier,
} from '../../../../viewer/panels/sweep/failures.ts';
import { goToFaults } from '../../../../viewer/panels/sweep/go.ts';
import { estateOver } from '../../../analyze/ask-timed.ts';
import { engineWith } from '../an-engine.ts';

const swept = async (estate: Estate, each: string, more: object = {}) => {
  const { engine, opened } = await engineWith(estate);
  const { data } = await engine.ask('ask', {
    side: 'after',
    analysis: 'sweep',
    args: [],
    options: { each: [each], limit: '1', ...more },
  });
  return { engine, nodes: opened.after.nodes, data: data as SweepData };
};

/** Each row against an impact of what it lets fail. */
const expectSame = async (estate: Estate, each: string, more: object = {}): Promise<void> => {
  const { engine, nodes, data } = await swept(estate, each, more);
  expect(data.failures.length).toBeGreaterThan(0);
  for (const failure of data.failures) {
    const { totals } = await engine.ask('impact', { side: 'after', faults: faultsOf(failure, nodes) });
    const { affected, apps } = totals;
    expect([failureKey(failure), affected, apps]).toEqual([
      failureKey(failure),
      failure.affected,
      failure.apps,
    ]);
  }
};

describe('a row of the ranking', () => {
  it.each(['node', 'region', 'owner', 'provider', 'vendor'])(
    'does as faults what it says: the shop in two regions, by %s',
    async (each) => {
      await expectSame(await loadEstate(['graphs/examples/web-shop-multi-region.yaml']), each);
    },
  );

  it.each(['service', 'provider'])('does as faults what it says: the S3 outage, by %s', async (each) => {
    await expectSame(await loadEstate(['graphs/incidents/2017-02-28-aws-s3.yaml']), each, {
      state: 'partial',
    });
  });

  it('does so of pairs', async () => {
    await expectSame(await loadEstate(['graphs/examples/web-shop-multi-region.yaml']), 'zone', {
      pairs: true,
    });
  });

  it('does so of owners whose names no selection can say', async () => {
    const owned = (owner: string) => ({ kind: 'service', owner });
    const estate = estateOver(
      {
        shop: { kind: 'app', dependsOn: ['a', 'b', 'c', 'd'] },
        a: owned('team "a"'),
        b: owned('team*'),
        c: owned('two words'),
        d: owned('<script>'),
      },
      {},
    );
    await expectSame(estate, 'owner');
  });

  it('has a key of its own', async () => {
    const { data } = await swept(await loadEstate(['graphs/examples/web-shop-multi-region.yaml']), 'node');
    expect(new Set(data.failures.map(failureKey)).size).toBe(data.failures.length);
  });
});

describe('what may fail at a time', () => {
  it('is only what there is, and the engine knows every word', async () => {
    const estate = await loadEstate(['graphs/examples/web-shop-multi-region.yaml']);
    const { engine, opened } = await engineWith(estate);
    const choices = eachChoices(opened.after.nodes);
    const words = ['node', 'owner', 'provider', 'vendor', ...opened.after.nodes.map(({ kind }) => kind)];
    expect(words).toEqual(expect.arrayContaining(choices.map(({ each }) => each)));
    expect(choices.map(({ each }) => each)).toEqual(expect.arrayContaining(['region', 'zone', 'owner']));
    for (const { each, count } of choices) {
      const { data } = await engine.ask('ask', {
        side: 'after',
        analysis: 'sweep',
        args: [],
        options: { each: [each] },
      });
      expect([each, (data as SweepData).summary.scenarios]).toEqual([each, count]);
    }
  });
});

const states = (outage: number, partial: number, degraded: number) => ({
  operational: 0,
  outage,
  partial,
  degraded,
});

const failure = (more: Partial<FailureData>): FailureData => ({
  node: 'db',
  kind: 'database',
  state: 'outage',
  affected: 1,
  apps: states(0, 0, 0),
  nodes: states(1, 0, 0),
  ...more,
});

describe('a failure', () => {
  it('is called by what is lost', () => {
    expect(lossesOf({ ...failure({}), owner: 'web', failing: 4, node: undefined as never })).toEqual([
      { of: 'owner', name: 'web', kind: 'database', failing: 4 },
    ]);
    expect(lossesOf(failure({ node: '__proto__' }))[0]!.name).toBe('__proto__');
  });

  it('is found by a word of its name or its kind, in any case', () => {
    expect(['', 'DB', ' data', 'owner'].map((word) => hasWord(failure({}), word))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('takes the most important tier of which an app is partly or wholly out', () => {
    const tiers = { 10: states(1, 0, 0), 2: states(0, 1, 0), 1: states(0, 0, 1), none: states(3, 0, 0) };
    expect(worstTier(failure({ tiers }))).toBe('2');
    expect(worstTier(failure({ tiers: { none: states(1, 0, 0) } }))).toBe('none');
    expect(worstTier(failure({}))).toBeUndefined();
  });
});

describe('faults', () => {
  const a = { selection: 'a', state: 'outage' } as const;
  const b = { selection: 'b', state: 'partial' } as const;

  it('are the same in any order', () => {
    expect(isSameFaults([a, b], [b, a])).toBe(true);
    expect([isSameFaults([a], [a, b]), isSameFaults([a], [{ ...a, state: 'partial' }])]).toEqual([
      false,
      false,
    ]);
  });

  it('of a row replace all that failed, and select what is lost', () => {
    const state = goToFaults(
      [a],
      [{ of: 'node', name: 'a', failing: 1 }],
    )({ ...START, scenario: 's', at: 5 });
    expect(state).toStrictEqual({ ...START, faults: [a], selected: { type: 'node', id: 'a' } });
  });
});
