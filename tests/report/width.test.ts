/** Proves that texts are measured, cut and broken as a terminal shows them, and never inside a character. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cutTo, paddedTo, partsOf, widthOf } from '../../src/report/width.ts';
import { holds } from '../support/law.ts';

const FAMILY = '👨‍👩‍👧';
const ACCENTED = 'e\u0301';

describe('widthOf', () => {
  it.each([
    ['', 0],
    ['shop', 4],
    ['naïve', 5],
    [ACCENTED, 1],
    ['日本', 4],
    ['한글', 4],
    [FAMILY, 2],
    ['→ · …', 5],
    ['│  ├─ ', 6],
  ])('%s', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('cutTo', () => {
  it.each([
    ['shop', 4, 'end', 'shop'],
    ['checkout', 5, 'end', 'chec…'],
    ['checkout', 5, 'middle', 'ch…ut'],
    ['checkout', 4, 'middle', 'c…ut'],
    ['aws/us-east-1/s3', 9, 'middle', 'aws/…1/s3'],
    ['checkout', 1, 'end', '…'],
    ['checkout', 0, 'end', ''],
    // A wide character that does not fit whole is left out.
    ['日本語', 5, 'end', '日本…'],
    ['日本語', 4, 'end', '日…'],
    ['日本語', 4, 'middle', '…語'],
    [`${ACCENTED}${ACCENTED}${ACCENTED}`, 2, 'end', `${ACCENTED}…`],
    [`${FAMILY}${FAMILY}${FAMILY}`, 5, 'middle', `${FAMILY}…${FAMILY}`],
    [`x${FAMILY}`, 2, 'end', 'x…'],
  ] as const)('%s to %d at the %s is %s', (text, width, cut, expected) => {
    expect(cutTo(text, width, cut)).toBe(expected);
  });
});

describe('paddedTo', () => {
  it.each([
    ['日本', 6, 'left', '日本  '],
    ['12', 4, 'right', '  12'],
    ['12345', 4, 'right', '12345'],
  ] as const)('%s to %d', (text, width, align, expected) => {
    expect(paddedTo(text, width, align)).toBe(expected);
  });
});

describe('partsOf', () => {
  it.each([
    ['', 4, ['']],
    ['abcdef', 4, ['abcd', 'ef']],
    ['日本語', 4, ['日本', '語']],
    [FAMILY, 1, [FAMILY]],
  ] as const)('%s at %d', (text, width, expected) => {
    expect(partsOf(text, width)).toEqual(expected);
  });
});

describe('for any text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
    fc
      .array(fc.constantFrom('日', FAMILY, ACCENTED, 'a', '…'), { maxLength: 20 })
      .map((parts) => parts.join('')),
  );
  it('no cut is wider than asked', () => {
    holds(
      2_000,
      fc.property(
        texts,
        fc.nat(20),
        fc.constantFrom('middle' as const, 'end' as const),
        (text, width, cut) => {
          expect(stringWidth(cutTo(text, width, cut))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('the parts are the whole, and no wider than asked', () => {
    holds(
      2_000,
      fc.property(texts, fc.integer({ min: 4, max: 20 }), (text, width) => {
        const parts = partsOf(text, width);
        expect(parts.join('')).toBe(text);
        for (const part of parts) expect(stringWidth(part)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
