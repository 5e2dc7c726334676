/** How exposed an app is: each single failure counted once, by what it does, and weighed. */
import { expect, it } from 'vitest';
import { standingOf } from '../../../src/analyze/advise/exposure.ts';
import { DAY, estateWith } from '../../engine/estates.ts';

it('counts failures by what they do to the app, the worst first, and weighs them', async () => {
  const estate = estateWith({
    shop: {
      kind: 'app',
      dependsOn: [
        'db',
        { node: 'search', impact: 'partial' },
        { node: 'ads', impact: 'degraded' },
        { node: 'mail', impact: 'degraded' },
        { node: 'news', impact: 'degraded' },
        { node: 'log', impact: 'none' },
      ],
    },
    db: { dependsOn: ['disk'] },
    disk: [],
    search: [],
    ads: [],
    mail: [],
    news: [],
    log: [],
    elsewhere: [],
  });
  const question = { app: 'shop', day: DAY, among: undefined, goal: undefined, sweeper: undefined };
  const { harms, failures, counts, risk, broken } = await standingOf(estate, question);
  expect(counts).toEqual([3, 1, 2]);
  expect(risk).toBe(3 * 1 + 1 * 3 + 2 * 9);
  expect(harms.map(({ failures: [id], rank, as }) => [id, rank, as])).toEqual([
    ['db', 3, 3],
    ['disk', 3, 3],
    ['search', 2, 3],
    ['ads', 1, 3],
    ['mail', 1, 3],
    ['news', 1, 3],
  ]);
  // What the app stands on, itself left out; what is elsewhere is no failure of it.
  expect(failures).toBe(7);
  expect(broken).toEqual([]);
  const among = await standingOf(estate, { ...question, among: ['d*'] });
  expect([among.counts, among.failures, among.risk]).toEqual([[0, 0, 2], 2, 18]);
});
