/** Proves how moments are told: minutes from the first fault, and the time of day in UTC. */
import { describe, expect, it } from 'vitest';
import { clockOf, minutes, minutesLong } from '../../src/analyze/moments.ts';

describe('the time of day', () => {
  const clock = clockOf('2017-02-28T23:37:00Z');

  it.each([
    [0, '23:37'],
    [22 * 60 + 59, '23:59'],
    // The next day is told, be it of another month.
    [23 * 60, '03-01 00:00'],
    [86_400 + 23 * 60, '03-02 00:00'],
    // Fractions are rounded, so that one short of midnight is not told as a minute before.
    [23 * 60 - 0.25, '03-01 00:00'],
  ])('after %d s', (seconds, text) => {
    expect(clock.utc(seconds)).toBe(text);
  });

  it('goes on after the last day of a year', () => {
    expect(clockOf('2024-12-31T23:30:00Z').utc(3600)).toBe('01-01 00:30');
  });

  it('is not known without a start', () => {
    const none = clockOf(undefined);
    expect([clock.isKnown, none.isKnown, none.utc(0)]).toEqual([true, false, undefined]);
  });
});

describe('minutes', () => {
  it.each([
    [0, '0', '0 minutes'],
    [60, '1', '1 minute'],
    [58, '1', '1 minute'],
    [90, '1.5', '1.5 minutes'],
    [20, '0.3', '0.3 minutes'],
    [15_420, '257', '257 minutes'],
    [301_380, '5,023', '5,023 minutes'],
    [-60, '-1', '-1 minutes'],
    [-1, '0', '0 minutes'],
  ])('%d s', (seconds, short, long) => {
    expect([minutes(seconds), minutesLong(seconds)]).toEqual([short, long]);
  });
});
