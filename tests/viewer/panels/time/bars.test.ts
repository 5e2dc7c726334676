/** Proves where bars of time are drawn, and how they are told. */
import { describe, expect, it } from 'vitest';
import { segmentsOf, stretchesText, ticksOf } from '../../../../viewer/panels/time/bars.ts';
import { clockOf } from '../../../../viewer/panels/time/clock.ts';

const clock = clockOf(undefined, 3600);

describe('a bar', () => {
  it('has a segment for each stretch, in percent of the axis', () => {
    const stretches = [
      { from: 0, until: 900, rank: 3 },
      { from: 900, until: 1800, rank: 2 },
    ];
    expect(segmentsOf(stretches, 3600)).toEqual([
      { state: 'outage', left: 0, width: 25, isOpen: false },
      { state: 'partial', left: 25, width: 25, isOpen: false },
    ]);
  });

  it('ends with the axis, and says that it goes on', () => {
    expect(segmentsOf([{ from: 1800, until: Infinity, rank: 1 }], 3600)).toEqual([
      { state: 'degraded', left: 50, width: 50, isOpen: true },
    ]);
    expect(segmentsOf([{ from: 4000, until: 5000, rank: 1 }], 3600)).toEqual([]);
  });

  it('of thousands of stretches has few segments, and none of the outages is lost', () => {
    const stretches = Array.from({ length: 5000 }, (_, i) => ({
      from: 2 * i,
      until: 2 * i + 1,
      rank: i === 2500 ? 3 : 1,
    }));
    const segments = segmentsOf(stretches, 10_000);
    expect(segments.length).toBeLessThan(250);
    expect(segments.filter(({ state }) => state === 'outage')).toHaveLength(1);
    expect(segments.every(({ left, width }) => left >= 0 && width > 0 && left + width <= 100.001)).toBe(true);
  });

  it('is told in words', () => {
    const stretches = [
      { from: 900, until: 15_420, rank: 2 },
      { from: 15_420, until: Infinity, rank: 3 },
    ];
    expect(stretchesText(stretches, clock, true)).toBe(
      'partial from 15 minutes to 257 minutes, outage from 257 minutes without end',
    );
    expect(stretchesText(stretches.slice(1), clock, false)).toBe(
      'outage from 257 minutes on, not over when we stopped looking',
    );
  });

  it('is not told for ever', () => {
    const stretches = Array.from({ length: 100 }, (_, i) => ({ from: 60 * i, until: 60 * i + 30, rank: 1 }));
    expect(stretchesText(stretches, clock, true)).toMatch(/, and 94 more times$/);
  });
});

describe('the ticks of an axis', () => {
  it('begin at 0 and do not go beyond its end', () => {
    expect(ticksOf(3600, 900)).toEqual([0, 900, 1800, 2700, 3600]);
    expect(ticksOf(3599, 900)).toEqual([0, 900, 1800, 2700]);
  });
});
