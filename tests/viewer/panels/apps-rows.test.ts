import { describe, expect, it } from 'vitest';
import type { ImpactAnswer, NodeFacts, SideFacts } from '../../../viewer/model/messages.ts';
import { SORTS } from '../../../viewer/model/state.ts';
import { isSelection, withWords } from '../../../viewer/panels/apps/filtered.ts';
import { type AppRow, appRows, appsOf } from '../../../viewer/panels/apps/rows.ts';
import { sortedRows } from '../../../viewer/panels/apps/sorted.ts';
import { changeWords, costOf, headline, momentWords } from '../../../viewer/panels/apps/words.ts';

const node = (id: string, more: Partial<NodeFacts> = {}): NodeFacts => ({
  id,
  kind: 'app',
  tags: [],
  isShipped: false,
  ...more,
});

const side = (...nodes: readonly NodeFacts[]): SideFacts => ({
  name: 'a.yaml',
  nodes,
  edges: 0,
  scenarios: [],
  findings: [],
});

const NEVER = 2 ** 32 - 1;

const impactOf = (
  ranks: readonly number[],
  waves = ranks.map((rank) => (rank === 0 ? NEVER : rank)),
): ImpactAnswer => ({
  ranks: Uint8Array.from(ranks),
  waves: Uint32Array.from(waves),
  waveCount: 4,
  faults: new Uint32Array(),
  totals: { nodes: ranks.length, affected: 0, apps: { operational: 0, degraded: 0, partial: 0, outage: 0 } },
  took: 0,
});

const row = (id: string, rank: 0 | 1 | 2 | 3, more: Partial<NodeFacts> = {}, wave?: number): AppRow => ({
  position: id.charCodeAt(0),
  facts: node(id, more),
  rank,
  ...(wave === undefined ? {} : { wave }),
});

const ids = (rows: readonly AppRow[]): string => rows.map(({ facts }) => facts.id).join('');

describe('rows', () => {
  const before = side(node('a'), node('b'), node('d'));
  const after = side(node('a'), node('b'), node('c'), node('s', { kind: 'service' }));

  it('are those of the apps, with what is shown now and the wave that it ends in', () => {
    const rows = appRows(after, appsOf(after), Uint8Array.of(0, 1, 3, 3), impactOf([0, 2, 3, 3]), undefined);
    expect(rows.map(({ facts, rank, wave }) => [facts.id, rank, wave])).toEqual([
      ['a', 0, undefined],
      ['b', 1, 2],
      ['c', 3, 3],
    ]);
  });

  it('compare both sides by id, for positions differ, and by the worst, whatever moment is shown', () => {
    const sides = {
      before: { facts: before, impact: impactOf([3, 0, 3]) },
      after: { facts: after, impact: impactOf([1, 2, 3, 0]) },
    };
    const rows = appRows(after, appsOf(after), new Uint8Array(4), sides.after.impact, sides);
    expect(rows.map(({ change }) => change)).toEqual([
      { before: 'outage', after: 'degraded', verdict: 'better' },
      { before: 'operational', after: 'partial', verdict: 'worse' },
      undefined,
    ]);
    expect(changeWords(rows)).toBe('1 worse, 1 better, 0 the same');
  });
});

describe('the order', () => {
  const rows = [
    row('a', 0, { tier: 1, owner: 'web', costPerHour: 5 }),
    row('b', 3, { tier: 2, owner: 'Data' }, 4),
    row('c', 3, { tier: 1, name: 'alpha', costPerHour: 700 }, 2),
    row('d', 2, { costPerHour: 90 }, 1),
  ];
  it.each([
    ['state', 'cbda', 'adcb'],
    ['name', 'acbd', 'dbca'],
    ['tier', 'cabd', 'bcad'],
    ['owner', 'bacd', 'abcd'],
    ['cost', 'cdab', 'adcb'],
    ['wave', 'dcba', 'bcda'],
  ] as const)('by %s is %s, and %s the other way round', (sort, up, down) => {
    expect(ids(sortedRows(rows, sort, false))).toBe(up);
    expect(ids(sortedRows(rows, sort, true))).toBe(down);
  });

  it('does not depend on the order before', () => {
    for (const sort of SORTS)
      expect(sortedRows(rows.toReversed(), sort, false)).toEqual(sortedRows(rows, sort, false));
  });

  it('has the worst first at first', () => {
    expect(sortedRows(rows, 'state', false)[0]!.rank).toBe(3);
  });
});

describe('the filter', () => {
  const rows = [
    row('shop', 3, { name: 'Web shop', owner: 'web-team', tags: ['pci'] }),
    row('constructor', 0, { owner: 'Data', tier: 1 }),
    row('__proto__', 1),
  ];
  it.each([
    ['', 'shopconstructor__proto__'],
    ['SHOP', 'shop'],
    ['web team', 'shop'],
    ['pci outage', 'shop'],
    ['outage data', ''],
    ['tier:1', 'constructor'],
    ['__proto__', '__proto__'],
    ['operational', 'constructor'],
  ])('%j leaves %j', (filter, left) => {
    expect(ids(withWords(rows, filter))).toBe(left);
  });

  it.each(['owner:web tier:1', 'in:aws/us-east-1', '!kind:dns', 'shop/**', 'x !tier:1', 'a?b'])(
    '%j is a selection',
    (filter) => expect(isSelection(filter)).toBe(true),
  );

  it.each(['web shop', 'http://x', 'note: x', 'what!', 'owner:', 'a:b', ''])('%j is words', (filter) =>
    expect(isSelection(filter)).toBe(false),
  );
});

describe('the headline', () => {
  const nodes = [
    node('a', { costPerHour: 120_000 }),
    node('b', { costPerHour: 230_000.5 }),
    node('c', { costPerHour: 5, kind: 'service' }),
    node('d'),
  ];
  it('counts what is shown, and the cost of what is partial or worse, whatever it is', () => {
    const ranks = Uint8Array.of(3, 2, 1, 1);
    const rows = appRows(side(...nodes), [0, 1, 3], ranks, undefined, undefined);
    expect(headline(rows, 'app', costOf(nodes, ranks))).toBe(
      '3 of 3 apps affected, up to 350,000.5 USD an hour',
    );
  });

  it('says nothing of money where there is none to lose', () => {
    expect(headline([row('a', 0)], 'app', costOf(nodes, new Uint8Array(4)))).toBe('0 of 1 app affected');
    expect(costOf([node('x')], Uint8Array.of(3))).toBeUndefined();
  });

  it('says of which moment it is', () => {
    expect(momentWords(undefined, undefined)).toBe('');
    expect(momentWords(3900, undefined)).toBe('1h5m after the first fault');
    expect(momentWords(undefined, 2)).toBe('after wave 2');
  });
});
