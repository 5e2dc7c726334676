import { describe, expect, it } from 'vitest';
import { sceneMaker } from '../../../viewer/scene/scene.ts';
import { REQUEST, around, arrowsOf, boxOf, estateWith, loaded } from './estates.ts';

const AWS = {
  aws: { kind: 'provider' },
  'aws/r': { kind: 'region', in: 'aws' },
  'aws/r/a': { kind: 'zone', in: 'aws/r' },
  'aws/r/b': { kind: 'zone', in: 'aws/r' },
  'aws/q': { kind: 'region', in: 'aws' },
} as const;

describe('boxes by place', () => {
  it.each([
    ['what it is in', { in: 'aws/r/a' }, ['place:aws/r/a', 'place:aws/r', 'place:aws']],
    [
      'the innermost place around several',
      { in: { anyOf: ['aws/r/a', 'aws/r/b'] } },
      ['place:aws/r', 'place:aws'],
    ],
    ['one that is around the other', { in: { allOf: ['aws/r/a', 'aws/r'] } }, ['place:aws/r', 'place:aws']],
    ['nothing, where nothing is around all', { in: { anyOf: ['aws/r', 'elsewhere'] } }, []],
    [
      'the place that it cannot be without',
      { dependsOn: [{ atLeast: 1, of: ['aws/r/a', 'aws/r/b'] }] },
      ['place:aws/r', 'place:aws'],
    ],
    ['nothing, where it can be without', { dependsOn: [{ node: 'aws/r', impact: 'degraded' }] }, []],
    ['nothing, where it only starts there', { dependsOn: [{ node: 'aws/r', needed: 'start' }] }, []],
  ] as const)('are around a node: %s', (_, node, expected) => {
    const estate = estateWith({ ...AWS, elsewhere: {}, x: node, y: { in: 'aws/r/a' }, z: { in: 'aws/r/b' } });
    expect(around(estate, sceneMaker(estate)(REQUEST), 'x')).toEqual(expected);
  });

  it('are around what the path of its id says, if it says nothing itself', () => {
    const estate = estateWith({ ...AWS, 'aws/r/s3': { kind: 'storage' }, 'aws/r-2/s3': {} });
    const scene = sceneMaker(estate)(REQUEST);
    expect(around(estate, scene, 'aws/r/s3')).toEqual(['place:aws/r', 'place:aws']);
    expect(around(estate, scene, 'aws/r-2/s3')).toEqual(['place:aws']);
  });

  it('leave apps and vendors where they are, whatever they need', () => {
    const estate = estateWith({ ...AWS, shop: { kind: 'app', dependsOn: ['aws/r'] } });
    expect(around(estate, sceneMaker(estate)(REQUEST), 'shop')).toEqual([]);
  });

  it('are the nodes that others lie in, with their kind and what is short about their names', () => {
    const estate = estateWith({
      ...AWS,
      'aws/r': { kind: 'region', in: 'aws', name: 'N. Virginia' },
      x: { in: 'aws/r/a' },
    });
    const scene = sceneMaker(estate)(REQUEST);
    expect(boxOf(scene, 'place:aws/r')).toMatchObject({
      kind: 'region',
      position: estate.positions.get('aws/r'),
      label: 'r · N. Virginia',
      isOpen: true,
    });
    // Nothing lies in it.
    expect(boxOf(scene, 'place:aws/q')).toBeUndefined();
  });

  it('are cut where they would be inside of themselves', () => {
    const estate = estateWith({
      a: { in: 'b' },
      b: { in: 'c' },
      c: { in: 'a' },
      d: { in: 'd' },
      e: { in: 'a' },
    });
    const scene = sceneMaker(estate)(REQUEST);
    expect(around(estate, scene, 'e')).toEqual(['place:a', 'place:b', 'place:c']);
    expect(scene.hidden).toEqual({ nodes: 0, edges: 0 });
    expect(scene.folded.edges).toBe(5);
  });

  it('hold a chain of places as long as you like', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`n${i}`, i === 0 ? {} : { in: `n${i - 1}` }]),
    );
    const scene = sceneMaker(estateWith(nodes))(REQUEST);
    expect(scene.boxes.length + scene.nodes.length + scene.edges.length).toBeLessThanOrEqual(2000);
    expect(scene.folded.nodes + scene.nodes.length + scene.boxes.length).toBe(20_000);
  });

  it('are no arrows, but what is needed besides is', () => {
    const estate = estateWith({
      ...AWS,
      x: { in: 'aws/r/a', dependsOn: ['aws/r', 'y'] },
      y: { in: { anyOf: ['aws/r/a', 'aws/r/b'] }, dependsOn: ['aws/r/b'] },
    });
    const scene = sceneMaker(estate)(REQUEST);
    expect(arrowsOf(estate, scene)).toEqual(['x -> y', 'y -> aws/r/b']);
    expect(arrowsOf(estate, sceneMaker(estate)({ ...REQUEST, by: 'none' }))).toEqual([
      'aws/q -> aws',
      'aws/r -> aws',
      'aws/r/a -> aws/r',
      'aws/r/b -> aws/r',
      'x -> aws/r',
      'x -> aws/r/a',
      'x -> y',
      'y -> aws/r/a',
      'y -> aws/r/b',
    ]);
  });
});

describe('the web shop in two regions', () => {
  it('has its servers in the regions whose zones they need, and its apps free', async () => {
    const estate = await loaded('graphs/examples/web-shop-multi-region.yaml');
    const scene = sceneMaker(estate)(REQUEST);
    expect(scene.boxes.map(({ key }) => key)).toEqual([
      'place:aws',
      'place:aws/us-east-1',
      'place:aws/us-west-2',
    ]);
    expect(around(estate, scene, 'web/us-east-1')).toEqual(['place:aws/us-east-1', 'place:aws']);
    expect(around(estate, scene, 'orders/us-west-2')).toEqual(['place:aws/us-west-2', 'place:aws']);
    for (const app of ['shop', 'checkout', 'back-office', 'payments'])
      expect(around(estate, scene, app)).toEqual([]);
    expect(scene.nodes.length + scene.boxes.length).toBe(estate.nodes.length);
  });
});
