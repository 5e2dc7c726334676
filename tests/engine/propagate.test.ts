/** Proves what an outcome tells: ranks, the wave of every rank, and what was affected. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { explainer } from '../../src/engine/explain.ts';
import { NEVER, type Outcome, propagate } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import { DAY, affectedIn, estateWith, outcomeOf } from './estates.ts';

/** The waves in which a node reached degraded, partial and outage. */
const wavesIn = (estate: Estate, outcome: Outcome, id: string): readonly number[] => {
  const explain = explainer(estate, DAY, outcome);
  const position = estate.positions.get(id)!;
  return ([1, 2, 3] as const).map((rank) => explain.waveOf({ position, rank }));
};

const chain = estateWith({ a: [], b: ['a'], c: ['b'], d: [] });

describe('an outcome', () => {
  it('of no fault is that nothing is affected', () => {
    const outcome = outcomeOf(chain, {});
    expect([...outcome.ranks]).toEqual([0, 0, 0, 0]);
    expect([...outcome.affected]).toEqual([]);
    expect(wavesIn(chain, outcome, 'a')).toEqual([NEVER, NEVER, NEVER]);
  });

  it('gives each rank the wave in which it was reached', () => {
    const outcome = outcomeOf(chain, { a: 'partial' });
    expect([...outcome.ranks]).toEqual([2, 2, 2, 0]);
    expect([...outcome.affected]).toEqual([0, 1, 2]);
    expect(['a', 'b', 'c', 'd'].map((id) => wavesIn(chain, outcome, id))).toEqual([
      [0, 0, NEVER],
      [1, 1, NEVER],
      [2, 2, NEVER],
      [NEVER, NEVER, NEVER],
    ]);
  });

  it('lets a node get worse in later waves', () => {
    const estate = estateWith({ a: [], b: [{ node: 'a', impact: 'degraded' }, 'c'], c: ['d'], d: ['a'] });
    expect(wavesIn(estate, outcomeOf(estate, { a: 'outage' }), 'b')).toEqual([1, 3, 3]);
  });

  it('of the same fault twice is that of the worse one', () => {
    const network = compile(chain, DAY);
    const [degradedFirst, outageFirst] = [[1, 3] as const, [3, 1] as const].map((ranks) =>
      propagate(
        network,
        ranks.map((rank) => ({ position: 0, rank })),
      ),
    );
    expect(degradedFirst).toEqual(outageFirst);
    expect(affectedIn(chain, degradedFirst!)).toEqual({ a: 'outage', b: 'outage', c: 'outage' });
    expect(degradedFirst!.affected).toHaveLength(3);
  });

  it('leaves the network as it was, so that it can be asked again', () => {
    const network = compile(chain, DAY);
    const first = propagate(network, [{ position: 0, rank: 3 }]);
    propagate(network, [{ position: 3, rank: 3 }]);
    expect(propagate(network, [{ position: 0, rank: 3 }])).toEqual(first);
  });

  it('of a circle is the least: nothing fails by itself', () => {
    const circle = estateWith({ a: ['b'], b: ['a'] });
    expect(affectedIn(circle, outcomeOf(circle, {}))).toEqual({});
    expect(affectedIn(circle, outcomeOf(circle, { a: 'degraded' }))).toEqual({
      a: 'degraded',
      b: 'degraded',
    });
  });

  it('counts a member once, however often it gets worse', () => {
    // "slow" is degraded at once and in outage later; the group needs two failures.
    const estate = estateWith({
      app: [{ atLeast: 2, of: ['slow', 'x', 'y'] }],
      slow: [{ node: 'a', impact: 'degraded' }, 'b'],
      a: [],
      b: ['a'],
      x: [],
      y: [],
    });
    expect(affectedIn(estate, outcomeOf(estate, { a: 'outage' }))['app']).toBeUndefined();
  });

  it('counts a node that stands twice in a group twice', () => {
    const estate = estateWith({ app: [{ atLeast: 2, of: ['a', 'a', 'b'] }], a: [], b: [] });
    expect(affectedIn(estate, outcomeOf(estate, { a: 'outage' }))['app']).toBe('outage');
  });
});
