/** Proves that digits survive: complements are exact in decimals, and nines are shown as far as they mean something. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  complementOf,
  hoursText,
  numberText,
  percentText,
} from '../../../src/analyze/availability/figures.ts';
import { holds } from '../../support/law.ts';

describe('the complement', () => {
  it.each([
    [0.9995, 0.0005],
    [0.999999999999, 1e-12],
    [1, 0],
    [0, 1],
    [0.1, 0.9],
    [1e-12, 0.999999999999],
    [1e-300, 1],
  ])('of %d is %d', (fraction, complement) => {
    expect(complementOf(fraction)).toBe(complement);
  });

  it('of the complement is what it was, for decimals of up to 15 places', () => {
    holds(
      2_000,
      fc.property(fc.integer({ min: 0, max: 10 ** 15 }), (digits) => {
        const fraction = Number(`${digits}e-15`);
        expect(complementOf(complementOf(fraction))).toBe(fraction);
      }),
    );
  });
});

describe('percent', () => {
  it.each([
    [0, '100%'],
    [1, '0%'],
    [0.5, '50%'],
    [0.123456, '87.65%'],
    [0.01, '99%'],
    [0.0005, '99.95%'],
    [0.000691234, '99.9309%'],
    [1e-12, '99.9999999999%'],
    [2.5e-7, '99.999975%'],
    [1.23456e-15, '99.999999999999877%'],
  ])('of an unavailability of %d is %s', (unavailability, text) => {
    expect(percentText(unavailability)).toBe(text);
  });
});

describe('hours a year', () => {
  it.each([
    [0, '0'],
    [1e-9, '< 0.01 s'],
    [0.0073, '26.3 s'],
    [0.8766, '52.6 min'],
    [13.149, '13.1 h'],
    [8766, '8,770 h'],
  ])('%d are %s', (hours, text) => {
    expect(hoursText(hours)).toBe(text);
  });
});

it.each([
  [0, '0'],
  [1, '1'],
  [0.0012345, '0.00123'],
  [1.2345e-5, '1.23e-5'],
  [12_345.6, '12,300'],
  [Infinity, '∞'],
])('%d is shown as %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});
