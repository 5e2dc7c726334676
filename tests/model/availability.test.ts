/** Proves that availabilities are read exactly, and written so that they read back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAvailability, parseAvailability } from '../../src/model/availability.ts';

describe('parseAvailability', () => {
  it.each<[value: string | number, fraction: number]>([
    ['99.95%', 0.9995],
    ['99.999999999%', 0.99999999999],
    ['100%', 1],
    ['0%', 0],
    ['007%', 0.07],
    ['5.5%', 0.055],
    [0.9995, 0.9995],
    [1, 1],
    [0, 0],
  ])('%s', (value, fraction) => {
    expect(parseAvailability(value)).toBe(fraction);
  });

  it.each<string | number>([
    '',
    '%',
    '99.95',
    '100.01%',
    '101%',
    '1000%',
    '-1%',
    '1e1%',
    '99,95%',
    '99.%',
    '.5%',
    ' 99%',
    '99 %',
    1.01,
    -0.01,
    99.95,
    NaN,
    Infinity,
  ])('none: %j', (value) => {
    expect(parseAvailability(value)).toBeUndefined();
  });
});

describe('formatAvailability', () => {
  it.each<[fraction: number, text: string | number]>([
    [0.9995, '99.95%'],
    [0.99999999999, '99.999999999%'],
    [1, '100%'],
    [0, '0%'],
    [0.07, '7%'],
    [1e-10, 1e-10],
  ])('%d', (fraction, text) => {
    expect(formatAvailability(fraction)).toBe(text);
  });

  it('reads back as the same fraction', () => {
    const fractions = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 100_000 }).map((n) => n / 100_000),
    );
    fc.assert(
      fc.property(fractions, (fraction) => {
        expect(parseAvailability(formatAvailability(fraction))).toBe(fraction);
      }),
      { numRuns: 5000, seed: 20_170_228 },
    );
  });

  it('percentages with up to nine digits are written as they were', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99 }),
        fc.stringMatching(/^(?:\.\d{0,6}[1-9])?$/),
        (whole, decimals) => {
          const text = `${whole}${decimals}%`;
          expect(formatAvailability(parseAvailability(text)!)).toSatisfy(
            (written: string | number) => written === text || typeof written === 'number',
          );
        },
      ),
      { numRuns: 2000, seed: 20_170_228 },
    );
  });
});
