/** Proves what is meant by a word that is not known, and that very many such words are answered in time. */
import { distance } from 'fastest-levenshtein';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest, nearestKeys } from '../../src/model/nearest.ts';

describe('nearest', () => {
  it.each<[word: string, known: readonly string[], expected: readonly string[]]>([
    ['knd', ['kind', 'name'], ['kind']],
    ['teir', ['tier', 'tags'], ['tier']],
    ['KIND', ['kind'], ['kind']],
    ['any', ['node', 'allOf', 'anyOf', 'why'], ['anyOf']],
    ['s3', ['aws/us-east-1/s3', 's4'], ['aws/us-east-1/s3', 's4']],
    ['x', ['in', 'of', 'y'], []],
    ['bx', ['b', 'by', 'c'], ['b', 'by']],
    ['foo', ['of', 'for'], ['for']],
    ['db', ['a', 'dc', 'dd'], ['dc', 'dd']],
    ['elephants', ['kind', 'name', 'owner'], []],
    ['', ['a', ''], ['']],
    [
      'service-nubmer-12',
      ['service-number-12', 'service-number-13'],
      ['service-number-12', 'service-number-13'],
    ],
    ['a', [], []],
    ['x'.repeat(400), ['x'.repeat(400)], []],
    ['abc', ['x'.repeat(400), 'abcd'], ['abcd']],
  ])('%s among %j', (word, known, expected) => {
    expect(nearest(word, known, 3)).toEqual(expected);
  });

  it('as many as asked for, the nearest first, ties by code point', () => {
    const known = ['abcde\u{1f600}', 'abcdef', 'abcdeB', 'abcdeb', 'abcdebb', 'abcd'];
    expect(nearest('abcdeb', known)).toEqual(['abcdeB']);
    expect(nearest('abcdeb', known, 2)).toEqual(['abcdeB', 'abcdeb']);
    expect(nearest('abcdeb', known, 9)).toEqual([
      'abcdeB',
      'abcdeb',
      'abcdebb',
      'abcdef',
      'abcd',
      'abcde\u{1f600}',
    ]);
  });

  it('is what a search through all edit distances finds', () => {
    const letters = fc.stringMatching(/^[abcC/-]{0,9}$/);
    fc.assert(
      fc.property(
        letters,
        fc.uniqueArray(letters, { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        (word, known, count) => {
          const limit = Math.max(Math.min(2, Math.floor(word.length / 2)), Math.floor(word.length / 3));
          const away = (other: string): number => {
            const [a, b] = [word.toLowerCase(), other.toLowerCase()];
            if (b.endsWith(`/${a}`)) return Math.min(1, limit);
            const more = b.length - a.length;
            return a.length > 2 && more <= 2 && b.startsWith(a) ? Math.min(1, more) : distance(a, b);
          };
          const sorted = known
            .filter((other) => away(other) <= limit)
            .toSorted((a, b) => away(a) - away(b) || (a < b ? -1 : 1));
          expect(nearest(word, known, count)).toEqual(sorted.slice(0, count));
        },
      ),
      { numRuns: 3000, seed: 20_170_228 },
    );
  });
});

describe('nearestKeys', () => {
  it('finds keys of a map, again and again', () => {
    const map = new Map([
      ['kind', 1],
      ['name', 2],
    ]);
    expect(nearestKeys('knd', map)).toEqual(['kind']);
    expect(nearestKeys('nam', map)).toEqual(['name']);
  });

  it('gives up after very many words, so that 20,000 wrong ones among 20,000 do not take minutes', () => {
    const map = new Map(Array.from({ length: 20_000 }, (_, i) => [`service-number-${i}`, i]));
    const hints = Array.from({ length: 20_000 }, (_, i) => nearestKeys(`service-nubmer-${i}`, map)[0]);
    expect(hints.slice(0, 3)).toEqual(['service-number-0', 'service-number-1', 'service-number-2']);
    expect(hints.at(-1)).toBeUndefined();
    // What was given up there is not given up elsewhere.
    expect(nearestKeys('service-nubmer-1', new Map(map))).toEqual(['service-number-1']);
  }, 20_000);
});
