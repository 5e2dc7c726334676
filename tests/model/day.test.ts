/** Proves which texts are days, and that a span of days takes its first and leaves its last. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay, isWithin } from '../../src/model/day.ts';

describe('isDay', () => {
  it.each(['2017-02-28', '2024-02-29', '2000-02-29', '1970-01-01', '0001-01-01', '9999-12-31'])(
    '%s',
    (text) => {
      expect(isDay(text)).toBe(true);
    },
  );

  it.each([
    '',
    '2023-02-29',
    '1900-02-29',
    '2023-04-31',
    '2023-13-01',
    '2023-00-01',
    '2023-01-00',
    '2023-01-32',
    '2023-1-1',
    '20230101',
    '2023-01-01T00:00Z',
    ' 2023-01-01',
    '23-01-01',
    '+02023-01-01',
    '2023-01-01\n',
  ])('none: %j', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('every day of 400 years is one, and the day after its month is none', () => {
    let count = 0;
    for (let day = Date.UTC(1800, 0, 1); day < Date.UTC(2200, 0, 1); day += 86_400_000) {
      if (isDay(new Date(day).toISOString().slice(0, 10))) count++;
    }
    expect(count).toBe(146_097);
    for (let month = 1; month <= 12; month++) {
      const last = new Date(Date.UTC(2023, month, 0)).getUTCDate();
      const text = (day: number): string => `2023-${String(month).padStart(2, '0')}-${day}`;
      expect([isDay(text(last)), isDay(text(last + 1))]).toEqual([true, false]);
    }
  });
});

describe('isWithin', () => {
  it.each<[day: string, from: string | undefined, until: string | undefined, expected: boolean]>([
    ['2020-01-01', undefined, undefined, true],
    ['2020-01-01', '2020-01-01', undefined, true],
    ['2019-12-31', '2020-01-01', undefined, false],
    ['2020-01-01', undefined, '2020-01-01', false],
    ['2019-12-31', undefined, '2020-01-01', true],
    ['2020-01-01', '2019-01-01', '2021-01-01', true],
    ['2021-01-01', '2019-01-01', '2021-01-01', false],
  ])('%s in [%s, %s): %s', (day, from, until, expected) => {
    expect(isWithin(day, from, until)).toBe(expected);
  });

  it('days compare as the instants that they begin with', () => {
    const day = fc
      .date({
        min: new Date('0001-01-01T00:00:00Z'),
        max: new Date('9999-12-31T00:00:00Z'),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(isWithin(a, b, undefined)).toBe(Date.parse(a) >= Date.parse(b));
        expect(isWithin(a, undefined, b)).toBe(Date.parse(a) < Date.parse(b));
      }),
      { seed: 20_170_228 },
    );
  });
});
