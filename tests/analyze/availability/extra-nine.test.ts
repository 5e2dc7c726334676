/** Proves which requirements lack a nine: hard ones, by what they really are available, groups and shared parts included. */
import { describe, expect, it } from 'vitest';
import { type ExtraNineLimits, extraNines } from '../../../src/analyze/availability/extra-nine.ts';
import { type Needs, DAY, estateWith } from '../../engine/estates.ts';

/** `dependent needs dependency: promised > actual grade`. */
const found = (needs: Needs, limits?: ExtraNineLimits): readonly string[] => {
  const estate = estateWith(needs);
  return extraNines(estate, DAY, limits).map(
    ({ dependent, dependency, requirement, promised, actual, grade, isOwnOnly }) =>
      `${estate.nodes[dependent]!.id} (${promised}) needs ${
        dependency === undefined ? requirement.form : estate.nodes[dependency]!.id
      } (${actual}): ${grade}${isOwnOnly === true ? ', own only' : ''}`,
  );
};

const part = (availability: string, dependsOn: Needs[string] = []): Needs[string] =>
  ({ kind: 'service', availability, dependsOn }) as Needs[string];

describe('a requirement', () => {
  it('that is less available than promised cannot do', () => {
    expect(found({ a: part('99.95%', ['b']), b: part('99.9%') })).toEqual([
      'a (0.9995) needs b (0.999): worse',
    ]);
  });

  it('that is as available, or less than a nine more, leaves no room', () => {
    expect(found({ a: part('99.9%', ['b']), b: part('99.9%') })).toEqual([
      'a (0.999) needs b (0.999): narrow',
    ]);
    expect(found({ a: part('99.9%', ['b']), b: part('99.98%') })).toEqual([
      'a (0.999) needs b (0.9998): narrow',
    ]);
  });

  it('that is a nine better will do, to the last digit', () => {
    expect(found({ a: part('99.9%', ['b']), b: part('99.99%') })).toEqual([]);
    expect(found({ a: part('99.9999%', ['b']), b: part('99.99999%') })).toEqual([]);
  });

  it('counts with all that it stands on', () => {
    const ground = { ground: part('99%') };
    expect(found({ a: part('99.9%', ['b']), b: ['ground'], ...ground })).toEqual([
      'a (0.999) needs b (0.99): worse',
    ]);
    expect(found({ a: part('99.9%', ['b']), b: part('99.999%', []), ...ground })).toEqual([]);
  });

  it('where it runs counts too', () => {
    expect(
      found({ a: { kind: 'service', availability: '99.99%', in: 'zone' }, zone: part('99.5%') }),
    ).toEqual(['a (0.9999) needs zone (0.995): worse']);
  });

  it('that is soft, needed to start or no longer valid does not', () => {
    const b = part('90%');
    expect(found({ a: part('99.9%', [{ node: 'b', impact: 'partial' }]), b })).toEqual([]);
    expect(found({ a: part('99.9%', [{ node: 'b', needed: 'start' }]), b })).toEqual([]);
    expect(found({ a: part('99.9%', [{ node: 'b', validUntil: '2020-01-01' }]), b })).toEqual([]);
  });

  it('that is a group is as available as its members make it together', () => {
    const pair = { b: part('99%'), c: part('99%') };
    expect(found({ a: part('99.9%', [{ anyOf: ['b', 'c'] }]), ...pair })).toEqual([]);
    expect(found({ a: part('99.99%', [{ anyOf: ['b', 'c'] }]), ...pair })).toEqual([
      'a (0.9999) needs anyOf (0.9999): narrow',
    ]);
    expect(
      found({
        a: part('99.9%', [{ anyOf: ['b', 'c'] }]),
        b: { kind: 'service', in: 'zone' },
        c: { kind: 'service', in: 'zone' },
        zone: part('99.5%'),
      }),
    ).toEqual(['a (0.999) needs anyOf (0.995): worse']);
  });

  it('of which nothing is known is no finding, nor is one of a node that promises nothing', () => {
    expect(found({ a: part('99.9%', ['b']), b: [] })).toEqual([]);
    expect(found({ a: ['b'], b: part('90%') })).toEqual([]);
  });

  it('that is too entangled for an exact answer counts by its own failures', () => {
    const needs = {
      a: part('99.99%', ['b']),
      b: part('99.9%', [{ anyOf: ['c', 'd'] }]),
      c: part('50%'),
      d: part('50%'),
    };
    expect(found(needs, { nodes: 1 })).toEqual(['a (0.9999) needs b (0.999): worse, own only']);
  });

  it('of a promise of 100 % can only be perfect', () => {
    expect(found({ a: part('100%', ['b']), b: part('99.9999%') })).toEqual([
      'a (1) needs b (0.999999): worse',
    ]);
  });
});
