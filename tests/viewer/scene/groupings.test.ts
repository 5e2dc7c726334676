import { describe, expect, it } from 'vitest';
import { sceneMaker } from '../../../viewer/scene/scene.ts';
import { REQUEST, around, estateWith, loaded } from './estates.ts';

const keysBy = (
  by: 'namespace' | 'owner' | 'kind',
  nodes: Parameters<typeof estateWith>[0],
): readonly string[] =>
  sceneMaker(estateWith(nodes))({ ...REQUEST, by }).boxes.map(({ key, label }) => `${key} (${label})`);

describe('boxes by namespace', () => {
  it('are the first two parts of ids, where there are several nodes in them', () => {
    expect(
      keysBy('namespace', {
        'a/x/1': {},
        'a/x/2': {},
        'a/y': {},
        'b/z': {},
        'c/d/e/1': {},
        'c/d/e/2': {},
        lone: {},
      }),
    ).toEqual(['namespace:a (a)', 'namespace:a/x (x)', 'namespace:c/d/e (c/d/e)']);
  });

  it('hold the node that the path is', () => {
    const estate = estateWith({ aws: {}, 'aws/r': {}, 'aws/r/s3': {} });
    expect(around(estate, sceneMaker(estate)({ ...REQUEST, by: 'namespace' }), 'aws/r')).toEqual([
      'namespace:aws/r',
      'namespace:aws',
    ]);
  });

  it('are the namespaces of what was found in a Kubernetes cluster', async () => {
    const estate = await loaded('tests/golden/expected/scan/webshop.yaml');
    const scene = sceneMaker(estate)({ ...REQUEST, by: 'namespace' });
    expect(scene.boxes.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['namespace:shop', 'namespace:infra/prod']),
    );
    expect(around(estate, scene, 'shop/catalog')).toEqual(['namespace:shop']);
  });
});

describe('boxes by owner', () => {
  it('are sorted, and what nobody owns is in the last', () => {
    expect(keysBy('owner', { a: { owner: 'zoe' }, b: {}, c: { owner: 'Ann' } })).toEqual([
      'owner:Ann (Ann)',
      'owner:zoe (zoe)',
      'owner: (no owner)',
    ]);
    expect(keysBy('owner', { a: {}, b: {} })).toEqual([]);
  });

  it('tell long names apart by all of them, and have no halves of characters in their keys', () => {
    const long = 'x'.repeat(10_000);
    const keys = keysBy('owner', {
      a: { owner: `${long}1` },
      b: { owner: `${long}2` },
      c: { owner: '\ud800' },
      d: { owner: '\udc00' },
    });
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) {
      expect(key.length).toBeLessThan(320);
      expect(() => encodeURIComponent(key)).not.toThrow();
    }
  });
});

it('boxes by kind are in the order of kinds', () => {
  expect(keysBy('kind', { a: { kind: 'zone' }, b: { kind: 'app' }, c: { kind: 'database' } })).toEqual([
    'kind:app (apps)',
    'kind:database (databases)',
    'kind:zone (zones)',
  ]);
});

describe('names that mean something to programs', () => {
  it.each(['place', 'namespace', 'owner', 'kind', 'none'] as const)('mean nothing in boxes by %s', (by) => {
    const names = ['__proto__', 'constructor', 'cy', 'toString', 'n0', 'b0', 'e0'];
    const estate = estateWith(
      Object.fromEntries(
        names.flatMap((name, i) => [
          [name, { owner: name }],
          [`${name}/in`, { owner: name, in: name, dependsOn: [names[(i + 1) % names.length]!] }],
        ]),
      ),
    );
    const scene = sceneMaker(estate)({ ...REQUEST, by });
    expect(estate.nodes.length).toBe(14);
    for (const element of scene.elementOf) expect(element).toMatch(/^[bn]\d+$/);
    expect(scene.nodes.length + scene.boxes.filter(({ position }) => position !== undefined).length).toBe(14);
  });
});
