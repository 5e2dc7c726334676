/** What "advise" suggests, as changes: the sentences that it writes today are understood, and do as much as it says. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { advise } from '../../../../src/analyze/advise.ts';
import { edited } from '../../../../src/analyze/what-if/what-if.ts';
import type { Estate } from '../../../../src/model/estate.ts';
import { loadEstate } from '../../../../src/scan/document.ts';
import type { Edit } from '../../../../viewer/model/state.ts';
import { type Suggestions, singlesWords, suggestionsIn } from '../../../../viewer/panels/edits/suggested.ts';
import { ROOT } from '../../../cli/run.ts';
import { DAY, estateWith } from '../../../engine/estates.ts';

const example = (name: string): Promise<Estate> =>
  loadEstate([path.join(ROOT, `graphs/examples/${name}.yaml`)]);

const adviseOn = async (estate: Estate, app: string): Promise<Suggestions> => {
  const report = await advise.run({ estate, args: [app], options: {}, today: DAY });
  return suggestionsIn({ title: report.title, blocks: [], data: report.data() });
};

/** What is left of the risk for an app after changes, by the program's own count. */
const riskAfter = async (estate: Estate, app: string, edits: readonly Edit[]): Promise<number> => {
  const { estate: after, refused } = edited(estate, edits, []);
  expect(refused).toEqual([]);
  return (await adviseOn(after, app)).risk;
};

describe('suggestions', () => {
  it.each([
    ['web-shop-multi-region', 'shop'],
    ['web-shop-multi-region', 'checkout'],
    ['web-shop', 'shop'],
  ])(
    'for %s, %s: do at least as much as they say',
    async (name, app) => {
      const estate = await example(name);
      const { list, risk } = await adviseOn(estate, app);
      const tried = list.filter(({ edits }) => edits !== undefined);
      expect(tried.length).toBeGreaterThan(3);
      for (const { edits, removed, text } of tried) {
        // A copy is one for all who need the first: that can only take more away.
        expect([text, (await riskAfter(estate, app, edits!)) <= risk - removed]).toEqual([text, true]);
      }
    },
    60_000,
  );

  it('of every kind but moves and copies that stand nowhere have a change', async () => {
    const lists = [
      await adviseOn(await example('web-shop-multi-region'), 'shop'),
      await adviseOn(await example('web-shop-multi-region'), 'checkout'),
      await adviseOn(await example('web-shop'), 'shop'),
    ].flatMap(({ list }) => list);
    const not = lists.filter(({ edits }) => edits === undefined).map(({ text }) => text);
    expect(not.filter((text) => !/^move | \(new\)/.test(text))).toEqual([]);
    expect(new Set(lists.map(({ kind }) => kind))).toEqual(
      new Set([
        'failover',
        'split',
        'replica',
        'soft',
        ...(not.some((text) => text.startsWith('move')) ? ['move'] : []),
      ]),
    );
  });

  it('for both ends of a group and for places are understood, too', async () => {
    const estate = estateWith({
      app: { kind: 'app', dependsOn: ['web'] },
      web: { in: 'cloud/east/1' },
      'cloud/east': { kind: 'region' },
      'cloud/east/1': { kind: 'zone', in: 'cloud/east' },
      'cloud/east/2': { kind: 'zone', in: 'cloud/east' },
    });
    const { list } = await adviseOn(estate, 'app');
    expect(list.find(({ text }) => text.startsWith('run web in'))?.edits).toEqual([
      { type: 'group', from: 'web', to: 'cloud/east/1', others: ['cloud/east/2'] },
    ]);
    const legs = await adviseOn(
      estateWith({
        app: { kind: 'app', dependsOn: [{ anyOf: ['db/1', 'db/2'] }] },
        'db/1': { kind: 'database', in: 'cloud/east/1' },
        'db/2': { kind: 'database', in: 'cloud/east/1' },
        'cloud/east': { kind: 'region' },
        'cloud/east/1': { kind: 'zone', in: 'cloud/east' },
        'cloud/east/2': { kind: 'zone', in: 'cloud/east' },
      }),
      'app',
    );
    expect(legs.list.flatMap(({ text, edits }) => (text.startsWith('add ') ? [edits] : []))).toEqual([
      [{ type: 'replica', node: 'db/2', place: 'cloud/east/2' }],
    ]);
  });

  it('that are made together take away all that the plan does', async () => {
    const estate = await example('web-shop-multi-region');
    const { plan } = suggestionsIn(
      await advise
        .run({ estate, args: ['shop'], options: { survive: ['kind:region'] }, today: DAY })
        .then((report) => ({ title: report.title, blocks: [], data: report.data() })),
    );
    expect(plan).toEqual([
      { type: 'group', from: 'shop', to: 'route53/record-changes', others: ['route53/answers'] },
      { type: 'remove', from: 'shop', to: 'route53/record-changes' },
      { type: 'replica', node: 'sign-in', place: 'aws/us-west-2' },
      { type: 'remove', from: 'orders/us-west-2', to: 'sign-in' },
    ]);
    expect(edited(estate, plan!, []).refused).toEqual([]);
  });

  it('say what single failures end in', () => {
    expect(singlesWords({ outage: 3, partial: 1, degraded: 0 }, { outage: 0, partial: 1, degraded: 0 })).toBe(
      'outage 3 → 0, partial 1',
    );
  });
});
