/** Proves how one gets along a timeline: to the next change and back, by dragging, and by play. */
import { describe, expect, it } from 'vitest';
import {
  axisEnd,
  countUntil,
  momentAfter,
  momentBefore,
  played,
  snapped,
  SPEEDS,
} from '../../../../viewer/panels/time/moments.ts';

const MOMENTS = Float64Array.of(0, 480, 10_140, 13_260);

describe('the next and the previous change', () => {
  it('are never the one at which we are', () => {
    expect([0, 1, 480, 10_140].map((at) => momentAfter(MOMENTS, at))).toEqual([480, 480, 10_140, 13_260]);
    expect([480, 481, 10_140, 99_999].map((at) => momentBefore(MOMENTS, at))).toEqual([0, 480, 480, 13_260]);
  });

  it('are not there beyond the ends', () => {
    expect(momentAfter(MOMENTS, 13_260)).toBeUndefined();
    expect(momentBefore(MOMENTS, 0)).toBeUndefined();
    expect(momentBefore(new Float64Array(), 7)).toBeUndefined();
  });

  it('lead through all of them, there and back', () => {
    const there: number[] = [];
    for (let at: number | undefined = 0; at !== undefined; at = momentAfter(MOMENTS, at)) there.push(at);
    const back: number[] = [];
    for (let at: number | undefined = 13_260; at !== undefined; at = momentBefore(MOMENTS, at)) back.push(at);
    expect(there).toEqual([...MOMENTS]);
    expect(back).toEqual([...MOMENTS].toReversed());
  });

  it('are counted up to a time, and at it', () => {
    expect([-1, 0, 479, 480, 1e9].map((at) => countUntil(MOMENTS, at))).toEqual([0, 1, 1, 2, 4]);
  });
});

describe('a drag', () => {
  it('ends at a change that is near', () => {
    expect(snapped(MOMENTS, 500.3, 15_000)).toBe(480);
    expect(snapped(MOMENTS, 10_100, 15_000)).toBe(10_140);
  });

  it('ends on a whole second elsewhere, and on less where all is short', () => {
    expect(snapped(MOMENTS, 5000.4, 15_000)).toBe(5000);
    expect(snapped(Float64Array.of(0), 1.23456, 3)).toBe(1.235);
  });
});

describe('play', () => {
  it('takes twenty seconds for all of it at the first speed, and less at the others', () => {
    for (const end of [0.5, 3, 120, 15_420, 2_592_000])
      for (const speed of SPEEDS) {
        let ticks = 0;
        for (let at = 0; at < end && ticks < 1000; at = played(at, end, speed, 100)) ticks++;
        expect([end, speed, Math.abs(ticks * speed - 200) <= 16]).toEqual([end, speed, true]);
      }
  });

  it('stays at the end', () => {
    expect(played(3600, 3600, 16, 100)).toBe(3600);
  });
});

describe('the axis', () => {
  const timeline = (end: number, isSettled: boolean, ...until: readonly number[]) => ({
    end,
    isSettled,
    until: Float64Array.from(until),
    faults: [],
  });

  it('ends with the last change', () => {
    expect(axisEnd(timeline(600, true, 600))).toBe(600);
  });

  it('has room for what does not end, unless nobody looked on', () => {
    expect(axisEnd(timeline(600, true, 600, Infinity))).toBeCloseTo(690);
    expect(axisEnd(timeline(600, false, Infinity))).toBe(600);
  });

  it('has room for faults that change nothing', () => {
    const faults = [{ position: 0, rank: 1 as const, from: 60, until: 900 }];
    expect(axisEnd({ ...timeline(600, true, 600), faults })).toBe(900);
    expect(axisEnd({ ...timeline(600, false, Infinity), faults })).toBe(600);
  });

  it('is an hour where all is one moment', () => {
    expect(axisEnd(timeline(0, true, Infinity))).toBe(3600);
  });
});
