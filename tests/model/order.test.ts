/** Proves that texts are ordered by code point: the same on every machine, and astral characters last. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byId } from '../../src/model/node.ts';
import { byCodePoint, byText } from '../../src/model/order.ts';

/** What it should be, by splitting into code points. */
const naive = (a: string, b: string): number => {
  const [x, y] = [Array.from(a, (c) => c.codePointAt(0)!), Array.from(b, (c) => c.codePointAt(0)!)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return x.length - y.length;
};

describe('byCodePoint', () => {
  it('upper case before lower case, numbers as texts, the shorter first, astral characters last', () => {
    const sorted = [
      '',
      '10',
      '9',
      'A',
      'Z',
      'a',
      'a-b',
      'a/b',
      'aa',
      'z',
      'ä',
      '\ud7ff',
      '\ue000',
      '\uffff',
      '\u{10000}',
      '\u{1f600}',
      '\u{1f600}a',
      '\u{10ffff}',
    ];
    expect(sorted.toReversed().toSorted(byCodePoint)).toEqual(sorted);
  });

  it('is the order of code points, for any texts', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('a', 'b', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}', '\u{1f600}'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 5,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(naive(a, b)));
        expect(Math.sign(byCodePoint(b, a))).toBe(-Math.sign(byCodePoint(a, b)) + 0);
      }),
      { numRuns: 5000, seed: 20_170_228 },
    );
  });

  it('of things by one of their texts', () => {
    const things = [{ n: 'b' }, { n: 'B' }, { n: 'a' }];
    expect(things.toSorted(byText(({ n }) => n))).toEqual([{ n: 'B' }, { n: 'a' }, { n: 'b' }]);
  });

  it('byId is the same for ids', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9._@/-]{0,5}$/);
    fc.assert(
      fc.property(id, id, (a, b) => {
        expect(byId({ id: a }, { id: b })).toBe(Math.sign(byCodePoint(a, b)));
      }),
      { numRuns: 1000, seed: 20_170_228 },
    );
  });
});
