/** Before and after: who is better or worse, who is only on one side, and the sums. */
import { describe, expect, it } from 'vitest';
import type { ImpactAnswer, NodeFacts, SideFacts } from '../../../../viewer/model/messages.ts';
import { type SideAnswer, pairsOf, sumsOf, verdictWords } from '../../../../viewer/panels/compare/sides.ts';

type States = Readonly<Record<string, 0 | 1 | 2 | 3>>;

/** A side of apps (or others) in these states. */
const side = (states: States, kind: NodeFacts['kind'] = 'app', costPerHour?: number): SideAnswer => {
  const nodes = Object.keys(states)
    .toSorted()
    .map((id): NodeFacts => ({ id, kind, tags: [], isShipped: false }));
  const facts: SideFacts = { name: 'x', nodes, edges: 0, scenarios: [], findings: [] };
  const ranks = Uint8Array.from(nodes, ({ id }) => states[id]!);
  const count = (rank: number): number => ranks.filter((one) => one === rank).length;
  const impact: ImpactAnswer = {
    ranks,
    waves: new Uint32Array(nodes.length),
    waveCount: 1,
    faults: new Uint32Array(),
    totals: {
      nodes: nodes.length,
      affected: nodes.length - count(0),
      apps: { operational: count(0), degraded: count(1), partial: count(2), outage: count(3) },
      ...(costPerHour === undefined ? {} : { costPerHour }),
    },
    took: 1,
  };
  return { facts, impact };
};

describe('apps before and after', () => {
  it('are better, worse or the same by their states; what changed comes first, worse before better', () => {
    const { affected, unharmed, what } = pairsOf(
      side({ a: 3, b: 0, c: 2, d: 0, e: 3 }),
      side({ a: 3, b: 1, c: 0, d: 0, e: 1 }),
    );
    expect(affected.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['b', 'worse'],
      ['e', 'better'],
      ['c', 'better'],
      ['a', 'same'],
    ]);
    expect([unharmed, what]).toEqual([1, 'app']);
  });

  it('are found by their ids, wherever they stand on either side', () => {
    const { affected } = pairsOf(side({ b: 3, c: 0 }), side({ a: 2, b: 3, c: 1 }));
    expect(
      affected.map(({ id, side: where, before, after, verdict }) => [id, where, before, after, verdict]),
    ).toEqual([
      ['c', 'after', 0, 1, 'worse'],
      ['a', 'after', undefined, 2, 'added'],
      ['b', 'after', 3, 3, 'same'],
    ]);
  });

  it('that are gone stand on the earlier side', () => {
    const { affected } = pairsOf(side({ a: 3, b: 3 }), side({ b: 3 }));
    expect(affected.map(({ id, side: where, verdict }) => [id, where, verdict])).toEqual([
      ['a', 'before', 'removed'],
      ['b', 'after', 'same'],
    ]);
  });

  it('are the same under another name', () => {
    const { affected } = pairsOf(side({ old: 3 }), side({ new: 1 }), [{ from: 'old', to: 'new' }]);
    expect(affected).toEqual([{ id: 'new', side: 'after', before: 3, after: 1, verdict: 'better' }]);
  });

  it('are all nodes where there are no apps', () => {
    expect(pairsOf(side({ a: 3 }, 'service'), side({ a: 0 }, 'service'))).toMatchObject({
      what: 'node',
      affected: [{ id: 'a', verdict: 'better' }],
    });
  });

  it('may be called like what every object has', () => {
    const states = Object.fromEntries([
      ['constructor', 3],
      ['toString', 0],
      ['__proto__', 2],
    ]) as States;
    const { affected, unharmed } = pairsOf(side(states), side(states));
    expect(affected.map(({ id }) => id)).toEqual(['constructor', '__proto__']);
    expect(unharmed).toBe(1);
  });
});

describe('the verdict', () => {
  it.each<[States, States, string]>([
    [{ a: 3, b: 3 }, { a: 0, b: 1 }, '2 apps better, none worse'],
    [{ a: 3, b: 0 }, { a: 0, b: 1 }, '1 app better, 1 worse'],
    [{ a: 0, b: 0 }, { a: 1, b: 3 }, '2 apps worse, none better'],
    [{ a: 3 }, { a: 3 }, 'No app is better or worse'],
  ])('on %j and then %j', (before, after, words) => {
    expect(verdictWords(pairsOf(side(before), side(after)))).toBe(words);
  });
});

describe('the sums', () => {
  it('tell states that there are, and costs if somebody has some', () => {
    const sums = sumsOf(side({ a: 3, b: 2 }, 'app', 500).impact, side({ a: 2, b: 0 }).impact);
    expect(sums).toEqual([
      { label: 'Nodes affected', before: 2, after: 1 },
      { label: 'Apps in outage', before: 1, after: 0 },
      { label: 'Apps partial', before: 1, after: 1 },
      { label: 'USD an hour', before: 500, after: 0 },
    ]);
    expect(sumsOf(side({ a: 0 }).impact, side({ a: 0 }).impact)).toEqual([
      { label: 'Nodes affected', before: 0, after: 0 },
    ]);
  });
});
