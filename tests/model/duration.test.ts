/** Proves that durations are read as they are written, refused where they are none, and written so that they read back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DURATION_PATTERN, formatDuration, parseDuration } from '../../src/model/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['0s', 0],
    ['90s', 90],
    ['15m', 900],
    ['4h17m', 15_420],
    ['1d12h', 129_600],
    ['2d3h4m5s6ms', 183_845.006],
    ['1.5h', 5400],
    ['0.5m30s', 60],
    ['250ms', 0.25],
    ['1m1ms', 60.001],
    ['0.001s', 0.001],
    ['36525d', 36_525 * 86_400],
    ['0d0h0m0s0ms', 0],
  ])('%s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
    expect(DURATION_PATTERN.test(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    '5',
    '5 m',
    ' 5m',
    '5m ',
    '-5m',
    '+5m',
    '5x',
    'm',
    'm5',
    '5m5m',
    '5s5m',
    '5M',
    '1.m',
    '.5m',
    '1,5m',
    '1.5ms',
    '1e3s',
    '5min',
    '4:17',
    'PT5M',
    '٥m',
    '5m\n',
  ])('none: %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(DURATION_PATTERN.test(text)).toBe(false);
  });

  it.each(['36526d', '36525d1ms', '99999999999d', `${'9'.repeat(400)}d`])(
    'longer than a hundred years: %s',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [0.001, '1ms'],
    [60, '1m'],
    [61.5, '1m1s500ms'],
    [15_420, '4h17m'],
    [86_400, '1d'],
  ])('%d s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('reads back as the same whole milliseconds, from none to a hundred years', () => {
    const longest = 36_525 * 86_400_000;
    const milliseconds = fc.oneof(fc.integer({ min: 0, max: longest }), fc.integer({ min: 0, max: 100_000 }));
    fc.assert(
      fc.property(milliseconds, (ms) => {
        const text = formatDuration(ms / 1000);
        expect(parseDuration(text)).toBe(ms / 1000);
        expect(formatDuration(parseDuration(text)!)).toBe(text);
      }),
      { numRuns: 5000, seed: 20_170_228, examples: [[0], [1], [longest], [86_399_999]] },
    );
  });
});
