/** Proves how moments and lengths of time are told. */
import { describe, expect, it } from 'vitest';
import { clockOf as clockAsReplayHasIt, minutes } from '../../../../src/analyze/moments.ts';
import { clockOf, lengthText } from '../../../../viewer/panels/time/clock.ts';

const START = '2017-02-28T17:37:00Z';

describe('a moment', () => {
  it('is told in minutes, and in seconds where all is over in five of them', () => {
    expect(clockOf(undefined, 3600).text(510)).toBe('8.5 min');
    expect(clockOf(undefined, 299).text(42.25)).toBe('42.3 s');
  });

  it('is told in the words of replay', () => {
    const clock = clockOf(START, 1e6);
    const theirs = clockAsReplayHasIt(START);
    for (const seconds of [0, 7, 480, 10_140, 22_980, 86_400, 999_999]) {
      expect(clock.text(seconds)).toBe(`${minutes(seconds)} min`);
      expect(clock.utc(seconds)).toBe(theirs.utc(seconds));
    }
  });

  it('has the day where it is another than the first', () => {
    expect(clockOf(START, 1e5).utc(22_979)).toBe('23:59');
    expect(clockOf(START, 1e5).utc(22_980)).toBe('03-01 00:00');
  });

  it('has no time of day where no start is known', () => {
    expect(clockOf(undefined, 3600).full(60)).toBe('1 min');
    expect(clockOf('whenever', 3600).full(60)).toBe('1 min');
    expect(clockOf(START, 3600).full(60)).toBe('1 min, 17:38 UTC');
  });

  it('beyond all dates has none, and throws nothing', () => {
    expect(clockOf(START, 1e300).utc(1e300)).toBeUndefined();
  });

  it('is one minute, and many minutes', () => {
    expect([60, 90, 0].map(clockOf(undefined, 3600).spoken)).toEqual([
      '1 minute',
      '1.5 minutes',
      '0 minutes',
    ]);
  });
});

describe('a length of time', () => {
  it('is told by its two largest units', () => {
    expect([0.5, 59, 60, 3599, 3600, 15_420, 172_800, 180_000, 90 * 86_400].map(lengthText)).toEqual([
      '0.5 s',
      '59 s',
      '1 min',
      '1 h',
      '1 h',
      '4 h 17 min',
      '2 d',
      '2 d 2 h',
      '90 d',
    ]);
  });

  it('may have no end', () => {
    expect(lengthText(Infinity)).toBe('no end');
  });
});
