/** What a change loses, case by case: each that must fail a pull request, and those that must not. */
import { describe, expect, it } from 'vitest';
import { reasonsFor } from '../../../src/analyze/diff/fail-on.ts';
import { findingsOf } from '../../../src/analyze/diff/findings.ts';
import { type Needs, estateWith } from '../../engine/estates.ts';
import type { RawNode } from '../../support/raw.ts';
import { compareEstates, mendsIn, rulesBroken } from './changes.ts';

const GROUND: Needs = {
  aws: { kind: 'provider' },
  'aws/r1': { kind: 'region', in: 'aws' },
  'aws/r1/a': { kind: 'zone', in: 'aws/r1' },
  'aws/r1/b': { kind: 'zone', in: 'aws/r1' },
  'aws/r1/c': { kind: 'zone', in: 'aws/r1' },
  'aws/r2': { kind: 'region', in: 'aws' },
};

const APP = { kind: 'app', tier: 1, costPerHour: 100 } as const;

const SHOP: Needs = {
  ...GROUND,
  shop: { ...APP, dependsOn: ['web', { node: 'search', impact: 'degraded' }] },
  web: {
    dependsOn: [
      { anyOf: ['db-1', 'db-2'] },
      { atLeast: { operational: 3, degraded: 1 }, of: ['aws/r1/a', 'aws/r1/b', 'aws/r1/c'] },
    ],
  },
  'db-1': { kind: 'database', in: 'aws/r1' },
  'db-2': { kind: 'database', in: 'aws/r2' },
  search: { dependsOn: ['index'] },
  index: { kind: 'database', in: 'aws/r1' },
};

const change = (needs: Needs, base: Needs = SHOP) => compareEstates(estateWith(base), estateWith(needs));

const without = (needs: Needs, ...ids: readonly string[]): Needs =>
  Object.fromEntries(Object.entries(needs).filter(([id]) => !ids.includes(id)));

const ZONES = { atLeast: { operational: 3, degraded: 1 }, of: ['aws/r1/a', 'aws/r1/b', 'aws/r1/c'] };

const FAILING = ['new-spof', 'wider-blast', 'lost-redundancy'] as const;

const failuresOf = async (needs: Needs, base?: Needs) => {
  const comparison = await change(needs, base);
  return reasonsFor(FAILING, comparison, findingsOf(comparison.lost, comparison.downFrom), []);
};

describe('what must fail', () => {
  it('a leg of a group is gone, and its node with it', async () => {
    const comparison = await change({ ...without(SHOP, 'db-2'), web: { dependsOn: ['db-1', ZONES] } });
    expect(rulesBroken(comparison)).toEqual(
      expect.arrayContaining(['new-single-point shop', 'lost-redundancy web']),
    );
  });

  it('a leg of three is gone: nothing falls today', async () => {
    const base: Needs = {
      ...SHOP,
      'db-3': { kind: 'database' },
      web: { dependsOn: [{ anyOf: ['db-1', 'db-2', 'db-3'] }, ZONES] },
    };
    const comparison = await change(SHOP, base);
    expect(rulesBroken(comparison)).toContain('lost-redundancy web');
    expect(rulesBroken(comparison)).not.toContain('new-single-point shop');
    expect(await failuresOf(SHOP, base)).not.toEqual([]);
  });

  it('a threshold is raised', async () => {
    const two = { ...SHOP, web: { dependsOn: [{ anyOf: ['db-1', 'db-2'] }, { ...ZONES, atLeast: 2 }] } };
    const three = { ...SHOP, web: { dependsOn: [{ anyOf: ['db-1', 'db-2'] }, { ...ZONES, atLeast: 3 }] } };
    expect(rulesBroken(await change(three, two))).toEqual(
      expect.arrayContaining(['lost-redundancy web', 'new-single-point shop']),
    );
  });

  it('a zone of three is gone', async () => {
    const fewer = {
      ...without(SHOP, 'aws/r1/c'),
      web: {
        dependsOn: [
          { anyOf: ['db-1', 'db-2'] },
          { atLeast: { operational: 2, degraded: 1 }, of: ['aws/r1/a', 'aws/r1/b'] },
        ],
      },
    };
    expect(rulesBroken(await change(fewer))).toContain('lost-redundancy web');
    expect(await failuresOf(fewer)).not.toEqual([]);
  });

  it('zones that a node runs in become one', async () => {
    const place = (zones: string | { anyOf: string[] }): Needs => ({
      ...GROUND,
      app: { kind: 'app', in: zones },
    });
    const both = place({ anyOf: ['aws/r1/a', 'aws/r1/b'] });
    expect(rulesBroken(await change(place('aws/r1/a'), both))).toContain('lost-redundancy app');
    expect(rulesBroken(await change(place('aws/r1'), both))).toContain('lost-redundancy app');
  });

  it('a database is gone, together with the requirement on it: fewer failures, and no data', async () => {
    const gone = { ...without(SHOP, 'index'), search: [] };
    const comparison = await change(gone);
    expect(rulesBroken(comparison)).toEqual(['removed-store search']);
    expect(await failuresOf(gone)).toEqual(['lost-redundancy: 1 finding: search']);
  });

  it('a database that nothing is known to use is gone', async () => {
    const comparison = await change(without({ ...SHOP, old: { kind: 'database' } }, 'old'), {
      ...SHOP,
      old: { kind: 'database' },
    });
    expect(rulesBroken(comparison)).toEqual(['removed-store old']);
  });

  it('both databases are replaced by a single other one', async () => {
    const one = {
      ...without(SHOP, 'db-1', 'db-2'),
      web: { dependsOn: ['db-9', ZONES] },
      'db-9': { kind: 'database' as const },
    };
    expect(rulesBroken(await change(one))).toEqual(
      expect.arrayContaining(['lost-redundancy web', 'new-single-point shop']),
    );
  });

  it('a soft dependency becomes a hard one', async () => {
    const hard = { ...SHOP, shop: { ...APP, dependsOn: ['web', 'search'] } };
    expect(rulesBroken(await change(hard))).toEqual(['new-single-point shop']);
  });

  it('something new is needed', async () => {
    const more: Needs = {
      ...SHOP,
      web: { dependsOn: [{ anyOf: ['db-1', 'db-2'] }, ZONES, 'flags'] },
      flags: { kind: 'external' },
    };
    const [finding] = findingsOf((await change(more)).lost, 2);
    expect(finding).toMatchObject({
      rule: 'diff/new-single-point',
      node: 'shop',
      message: 'flags alone now takes shop down (operational before, now outage): web now needs flags',
    });
    expect(finding!.flows[0]!.map(({ node }) => node)).toEqual(['flags', 'web', 'shop']);
  });

  it('legs of a group come to share a part', async () => {
    const shared: Needs = {
      ...SHOP,
      'db-2': { kind: 'database', in: 'aws/r2', dependsOn: ['keys'] },
      'db-1': { kind: 'database', in: 'aws/r1', dependsOn: ['keys'] },
      keys: {},
    };
    const own: Needs = { ...shared, 'db-2': { kind: 'database', in: 'aws/r2' } };
    expect(rulesBroken(await change(shared, own))).toEqual(
      expect.arrayContaining(['new-single-point shop', 'new-shared-fate web']),
    );
  });

  it('a failover needs what the same failure takes', async () => {
    const switched = (by: string): Needs => ({
      ...GROUND,
      app: { kind: 'app', dependsOn: [{ anyOf: ['one', 'two'], failover: { time: '1m', requires: [by] } }] },
      one: { in: 'aws/r1' },
      two: { in: 'aws/r2' },
      answers: { kind: 'dns', in: 'aws' },
      changes: { kind: 'control-plane', in: 'aws/r1' },
    });
    expect(rulesBroken(await change(switched('changes'), switched('answers')))).toContain(
      'new-single-point app',
    );
  });
});

describe('what must not', () => {
  it('a rename, of one node or of all', async () => {
    const rename = (needs: Needs, to: (id: string) => string): Needs =>
      JSON.parse(
        JSON.stringify(needs).replaceAll(
          /"(shop|web|search|index|db-\d)"/g,
          (_, id: string) => `"${to(id)}"`,
        ),
      ) as Needs;
    for (const to of [(id: string) => (id === 'db-2' ? 'store-west' : id), (id: string) => `team/${id}`]) {
      const comparison = await change(rename(SHOP, to));
      expect(rulesBroken(comparison)).toEqual([]);
      expect(comparison.renamed.length).toBeGreaterThan(0);
    }
  });

  it('a rename together with a change tells of the change alone', async () => {
    const after: Needs = {
      ...without(SHOP, 'db-2', 'search'),
      shop: { ...APP, dependsOn: ['web', { node: 'finder', impact: 'degraded' }] },
      finder: { dependsOn: ['index'] },
      web: { dependsOn: ['db-1', ZONES] },
    };
    const comparison = await change(after);
    expect(comparison.renamed).toEqual([{ from: 'search', to: 'finder' }]);
    expect(rulesBroken(comparison)).toEqual(['new-single-point shop', 'lost-redundancy web']);
  });

  it('a service that goes with its own database', async () => {
    const less = { ...without(SHOP, 'search', 'index'), shop: { ...APP, dependsOn: ['web'] } };
    expect(rulesBroken(await change(less))).toEqual([]);
  });

  it('a database that another one takes the place of', async () => {
    const moved: Needs = {
      ...without(SHOP, 'index'),
      search: ['index-v2', 'index-v2-cache'],
      'index-v2': { kind: 'database', in: 'aws/r1', dependsOn: ['aws/r1/a'] },
      'index-v2-cache': { kind: 'cache' },
    };
    expect(rulesBroken(await change(moved))).not.toContain('removed-store search');
  });

  it('a new app, whatever it depends on', async () => {
    const comparison = await change({ ...SHOP, next: { kind: 'app', dependsOn: ['db-1'] } });
    expect(rulesBroken(comparison)).toEqual([]);
    expect(comparison.apps.added).toEqual(['next']);
  });
});

it('what improved is told: the same change the other way round', async () => {
  const before: Needs = { ...without(SHOP, 'db-2'), web: { dependsOn: ['db-1', ZONES] } };
  expect(mendsIn(await change(SHOP, before))).toEqual(
    expect.arrayContaining(['new-single-point shop', 'lost-redundancy web']),
  );
});

it('an arrow into another region is told', async () => {
  const comparison = await change({
    ...SHOP,
    'db-1': { kind: 'database', in: 'aws/r1', dependsOn: [{ node: 'db-2', impact: 'degraded' }] },
  });
  expect(rulesBroken(comparison)).toContain('cross-region db-1');
});

it('what was taken away is no improvement, nor is a store that was added', async () => {
  const cache: Needs = { ...SHOP, cache: { kind: 'cache' } };
  const shop: Partial<RawNode> = { ...APP, dependsOn: ['web', { node: 'search', impact: 'degraded' }] };
  const base: Needs = {
    ...cache,
    shop: { ...shop, dependsOn: [...shop.dependsOn!, { node: 'cache', impact: 'degraded' }] },
  };
  expect(mendsIn(await change(SHOP, base))).toEqual([]);
  expect(mendsIn(await change(cache, SHOP))).toEqual([]);
});

it('who was down before and falls deeper is not taken down anew', async () => {
  const needing = (impact: object): Needs => ({
    shop: { ...APP, dependsOn: [{ node: 'payments', ...impact }] },
    payments: { kind: 'external' },
  });
  const comparison = await change(needing({}), needing({ impact: 'partial' }));
  expect(rulesBroken(comparison)).toEqual(['wider-blast shop']);
});
