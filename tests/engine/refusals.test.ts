/** Proves that the engine refuses what no document can say, instead of answering nonsense. */
import { describe, expect, it, vi } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { ImpactTable } from '../../src/model/impact.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { DAY, affectedIn, estateWith, outcomeOf } from './estates.ts';

/** An estate made by hand, as no reader would make it. */
const withRequirement = (requirement: Requirement): Estate => {
  const estate = estateWith({ app: [], db: [] });
  return {
    ...estate,
    nodes: estate.nodes.map((node) => (node.id === 'app' ? { ...node, dependsOn: [requirement] } : node)),
  };
};

describe('compile refuses', () => {
  it.each<[string, ImpactTable]>([
    ['counts for less where it is worse', [0, 2, 1, 3]],
    ['does harm where all is well', [1, 1, 2, 3]],
  ])('an impact that %s', (_, impact) => {
    for (const requirement of [
      { form: 'node', node: 'db', impact },
      { form: 'anyOf', of: [{ form: 'node', node: 'db' }], impact },
    ] as const) {
      expect(() => compile(withRequirement(requirement), DAY)).toThrow(
        `the impact ${impact.join(',')} is not monotone`,
      );
    }
  });

  it('a requirement of what is not there', () => {
    expect(() => compile(withRequirement({ form: 'node', node: 'nowhere' }), DAY)).toThrow('"nowhere"');
  });

  it('more nodes and groups than its numbers can tell apart', async () => {
    vi.resetModules();
    vi.doMock('../../src/engine/edge.ts', async (original) => ({
      ...(await original<object>()),
      MOST_VERTICES: 8,
    }));
    const { compile: cramped } = await import('../../src/engine/compile.ts');
    vi.doUnmock('../../src/engine/edge.ts');
    const groups = (count: number): Estate =>
      estateWith({ app: Array.from({ length: count }, () => ({ anyOf: ['a', 'b'] })), a: [], b: [] });
    expect(() => cramped(groups(3), DAY)).not.toThrow();
    expect(() => cramped(groups(9), DAY)).toThrow('more than 8 nodes and groups');
  });
});

it('more groups and edges than any first guess of how many there will be are no trouble', () => {
  const estate = estateWith({
    app: Array.from({ length: 500 }, () => ({ anyOf: [{ allOf: ['a', 'b'] }, { allOf: ['b', 'c'] }] })),
    a: [],
    b: [],
    c: [],
  });
  expect(affectedIn(estate, outcomeOf(estate, { a: 'outage' }))).toEqual({ a: 'outage' });
  expect(affectedIn(estate, outcomeOf(estate, { b: 'outage' }))).toEqual({ app: 'outage', b: 'outage' });
});
