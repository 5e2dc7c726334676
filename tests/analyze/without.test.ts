/** Proves which requirements are taken away, and that the rest is left as it was. */
import { describe, expect, it } from 'vitest';
import { withoutRequirements, withoutStarts } from '../../src/analyze/without.ts';
import { playOut } from '../../src/engine/timeline/timeline.ts';
import type { Estate } from '../../src/model/estate.ts';
import { nodeById } from '../../src/model/estate.ts';
import { type Requirement, targetsOf } from '../../src/model/requirement.ts';
import { DAY, type Needs, estateWith } from '../engine/estates.ts';

const needs: Needs = {
  a: { in: 'z', dependsOn: ['b', { anyOf: ['b', 'c'] }, { node: 'c', needed: 'start' }] },
  b: { dependsOn: ['c'] },
  c: {},
  z: {},
};

const targets = (estate: Estate, id: string): readonly string[] => {
  const { in: place, dependsOn } = nodeById(estate, id)!;
  return [...(place === undefined ? [] : [place]), ...dependsOn].map((each) => targetsOf(each).join('|'));
};

describe('without requirements', () => {
  const estate = estateWith(needs);

  it('of one node, where it runs included', () => {
    const less = withoutRequirements(
      estate,
      (requirement, { id }) => id === 'a' && requirement.form === 'node',
    );
    expect([targets(less, 'a'), targets(less, 'b')]).toEqual([['b|c'], ['c']]);
    expect(nodeById(less, 'a')).not.toHaveProperty('in');
  });

  it('leaves nodes and positions as they were, and the estate itself', () => {
    const less = withoutRequirements(estate, () => true);
    expect(less.nodes.map(({ id }) => id)).toEqual(estate.nodes.map(({ id }) => id));
    expect(less.positions).toBe(estate.positions);
    expect(targets(estate, 'a')).toEqual(['z', 'b', 'b|c', 'c']);
  });

  it('does nothing where none is dropped', () => {
    expect(withoutRequirements(estate, () => false)).toEqual(estate);
  });
});

describe('without starts', () => {
  /** When a is back, if b ends after one minute, c after two and d after three. */
  const backAfter = (requirement: object, change: (estate: Estate) => Estate): number | undefined => {
    const estate = change(estateWith({ a: ['b', requirement as never], b: [], c: [], d: [], spare: [] }));
    const faults = ['b', 'c', 'd'].map((id, i) => ({
      position: estate.positions.get(id)!,
      rank: 3 as const,
      from: 0,
      until: 60 * (i + 1),
    }));
    return playOut(estate, DAY, faults).intervals.get(0)?.at(-1)?.until;
  };
  const same = (estate: Estate): Estate => estate;
  const start = (node: string): object => ({ node, needed: 'start' });

  it.each([
    ['a requirement', start('c'), 120, 60],
    ['members of a group', { allOf: [start('c'), start('d')] }, 180, 60],
    ['one member, while the other is still needed to run', { allOf: [start('d'), 'c'] }, 180, 120],
    ['of two that must be there', { atLeast: 2, of: [start('d'), 'c'] }, 180, 120],
    [
      'what a switch requires',
      { anyOf: ['d', 'spare'], failover: { time: '0s', requires: [start('c')] } },
      120,
      60,
    ],
    ['nothing else', 'c', 120, 120],
  ])('%s', (_, requirement, before, after) => {
    expect(backAfter(requirement as object, same)).toBe(before);
    expect(backAfter(requirement as object, withoutStarts)).toBe(after);
  });

  it('keeps what is said of them', () => {
    const estate = withoutStarts(
      estateWith({ a: { in: { node: 'b', needed: 'start', why: 'racks' } }, b: [] }),
    );
    expect(nodeById(estate, 'a')!.in).toMatchObject({
      node: 'b',
      needed: 'run',
      why: 'racks',
    } satisfies Partial<Requirement>);
  });
});
