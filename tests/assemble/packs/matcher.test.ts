/** Proves that an id finds the templates that can make it, with the values that make it, and no others. */
import { describe, expect, it } from 'vitest';
import { matcherOf } from '../../../src/assemble/packs/matcher.ts';
import { decodePlaceholders } from '../../../src/document/decode-placeholders.ts';

const TREE = decodePlaceholders({
  region: { east: { zone: ['east-1', 'east-2'] }, west: { zone: ['west-1'] } },
  n: ['1', '11', '111'],
  old: ['east'],
});

const TEMPLATES = [
  'c/{region}',
  'c/{region}/{zone}',
  'c/{region}/db',
  'c/{old}/db',
  'c/dns',
  '{region}/{region}',
  'c/x{n}{n}',
  'c/y{n}-{zone}',
  'c/{zone}/only',
  '{n}1',
];

const matches = matcherOf(TREE, TEMPLATES);

describe('an id is made by', () => {
  it.each<[string, readonly [template: string, values: object][]]>([
    ['c/east', [['c/{region}', { region: 'east' }]]],
    ['c/north', []],
    ['c', []],
    ['', []],
    ['c/east/', []],
    ['c/east/east-2', [['c/{region}/{zone}', { region: 'east', zone: 'east-2' }]]],
    ['c/east/west-1', []],
    [
      'c/east/db',
      [
        ['c/{region}/db', { region: 'east' }],
        ['c/{old}/db', { old: 'east' }],
      ],
    ],
    ['c/west/db', [['c/{region}/db', { region: 'west' }]]],
    ['c/west/db/more', []],
    ['c/dns', [['c/dns', {}]]],
    ['east/east', [['{region}/{region}', { region: 'east' }]]],
    ['east/west', []],
    // The same placeholder stands for the same value: not 1 and 11.
    ['c/x1111', [['c/x{n}{n}', { n: '11' }]]],
    ['c/x111', []],
    ['c/y11-west-1', [['c/y{n}-{zone}', { n: '11', region: 'west', zone: 'west-1' }]]],
    // Where the id does not name the region, the zone does.
    ['c/east-1/only', [['c/{zone}/only', { region: 'east', zone: 'east-1' }]]],
    ['11', [['{n}1', { n: '1' }]]],
    ['1', []],
  ])('%j', (id, expected) => {
    const found = matches(id).map(({ template, bound }) => [TEMPLATES[template], Object.fromEntries(bound)]);
    expect(found).toEqual(expected);
  });
});
