/** Proves what a picture of a part of the graph holds. */
import { expect, it } from 'vitest';
import { pictureOf } from '../../../src/analyze/audit/picture.ts';
import { DAY, estateWith, outcomeOf } from '../../engine/estates.ts';
import { rankOf, type Rank } from '../../../src/model/state.ts';

const estate = estateWith({
  shop: {
    kind: 'app',
    name: 'Shop',
    owner: 'web',
    tier: 1,
    in: 'zone',
    dependsOn: [
      { anyOf: ['one', 'two'], why: 'either', failover: { time: '1m', requires: ['dns'] } },
      { node: 'cache', impact: 'degraded' },
      { node: 'other', impact: { outage: 'partial' } },
      'away',
    ],
  },
  zone: { kind: 'zone' },
  one: { in: { anyOf: ['zone', 'away'] } },
  two: [],
  dns: { kind: 'dns' },
  cache: { kind: 'cache' },
  other: ['shop'],
  away: [],
});
const at = (id: string): number => estate.positions.get(id)!;
const SHOWN = ['shop', 'zone', 'one', 'two', 'cache', 'dns', 'other'].map(at);

it('shows nodes with what is known of them, and the arrows between them', () => {
  const { ranks } = outcomeOf(estate, { zone: 'outage' }, DAY);
  const picture = pictureOf(estate, SHOWN, (position) => ranks[position] as Rank, {
    isFault: (position) => position === at('zone'),
    isPath: (from, to) => from === at('shop') && to === at('zone'),
  });
  expect(picture.nodes).toEqual([
    { id: 'cache', kind: 'cache', state: 'operational' },
    { id: 'dns', kind: 'dns', state: 'operational' },
    { id: 'one', kind: 'service', state: 'operational' },
    { id: 'other', kind: 'service', state: 'outage' },
    { id: 'shop', kind: 'app', name: 'Shop', owner: 'web', tier: 1, state: 'outage', parent: 'zone' },
    { id: 'two', kind: 'service', state: 'operational' },
    { id: 'zone', kind: 'zone', state: 'outage', isFault: true },
  ]);
  expect(picture.edges).toEqual([
    { from: 'one', to: 'zone', group: 'any of' },
    { from: 'other', to: 'shop' },
    { from: 'shop', to: 'cache', impact: 'degraded' },
    { from: 'shop', to: 'dns', group: 'the switch needs', why: 'either' },
    { from: 'shop', to: 'one', group: 'any of', why: 'either' },
    { from: 'shop', to: 'other', impact: 'partial' },
    { from: 'shop', to: 'two', group: 'any of', why: 'either' },
    { from: 'shop', to: 'zone', isPath: true },
  ]);
});

it('shows nothing of nodes that are not asked for', () => {
  const picture = pictureOf(estate, [at('two')], () => rankOf('operational'));
  expect(picture).toEqual({ nodes: [{ id: 'two', kind: 'service', state: 'operational' }], edges: [] });
});
