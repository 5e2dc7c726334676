/** Proves that placeholders get the values that go together: what stands below a value holds for that value only. */
import { describe, expect, it } from 'vitest';
import {
  UNBOUND,
  filledWith,
  namesIn,
  waysToBind,
  waysToFill,
} from '../../../src/assemble/packs/bindings.ts';
import { decodePlaceholders } from '../../../src/document/decode-placeholders.ts';

const TREE = decodePlaceholders({
  region: {
    east: { zone: ['1', '2'], label: 'the east' },
    west: { zone: { '1': { rack: ['r1', 'r2'] } }, label: 'the west' },
    none: null,
  },
  size: ['s', 'l'],
});

const bound = (values: object) => new Map(Object.entries(values) as [string, string][]);

const ways = (name: string, values: object = {}): readonly object[] =>
  waysToBind(TREE, name, bound(values)).map((way) => Object.fromEntries(way));

describe('a placeholder gets', () => {
  it.each<[string, object, readonly object[]]>([
    ['size', {}, [{ size: 's' }, { size: 'l' }]],
    [
      'zone',
      { region: 'east' },
      [
        { region: 'east', zone: '1' },
        { region: 'east', zone: '2' },
      ],
    ],
    ['zone', { region: 'none' }, []],
    ['zone', { region: 'north' }, []],
    ['label', { region: 'west' }, [{ region: 'west', label: 'the west' }]],
    ['region', { region: 'west' }, [{ region: 'west' }]],
    ['region', { region: 'north' }, []],
    // Above what is sought, what goes with it is chosen along.
    [
      'zone',
      {},
      [
        { region: 'east', zone: '1' },
        { region: 'east', zone: '2' },
        { region: 'west', zone: '1' },
      ],
    ],
    ['zone', { zone: '2' }, [{ region: 'east', zone: '2' }]],
    ['rack', { size: 's' }, ['r1', 'r2'].map((rack) => ({ size: 's', region: 'west', zone: '1', rack }))],
    ['unknown', {}, []],
  ])('%s beside %j', (name, values, expected) => {
    expect(ways(name, values)).toEqual(expected);
  });

  it('a value for each placeholder of several texts, the later ones going with the earlier', () => {
    const texts = ['{region}/{zone}', '{label}: {region}', 'plain'];
    expect(waysToFill(TREE, texts, UNBOUND).map((way) => texts.map((text) => filledWith(text, way)))).toEqual(
      [
        ['east/1', 'the east: east', 'plain'],
        ['east/2', 'the east: east', 'plain'],
        ['west/1', 'the west: west', 'plain'],
      ],
    );
  });
});

it('all names are known, however deep', () => {
  expect([...namesIn(TREE)].toSorted()).toEqual(['label', 'rack', 'region', 'size', 'zone']);
});

it('a product of lists that no memory could hold is cut short', () => {
  const values = Array.from({ length: 1_000 }, (_, i) => String(i));
  const tree = decodePlaceholders({ a: values, b: values, c: values, d: values });
  const found = waysToFill(tree, ['{a}{b}{c}{d}'], UNBOUND).length;
  expect(found).toBeGreaterThan(500_000);
  expect(found).toBeLessThan(600_000);
});
