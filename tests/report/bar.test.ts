/** Proves that bars show what was worst in each column, nothing too short for it, and that axes count as people do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stretch } from '../../src/model/report.ts';
import { STATES, type State, rankOf } from '../../src/model/state.ts';
import { GLYPHS, axisOf, columnsOfBar, tickStep } from '../../src/report/bar.ts';
import { holds } from '../support/law.ts';

type Told = readonly [from: number, until: number | null, state?: State];

const stretchesOf = (told: readonly Told[]): readonly Stretch[] =>
  told.map(([from, until, state = 'outage']) => ({ from, ...(until === null ? {} : { until }), state }));

const bar = (end: number, columns: number, ...told: readonly Told[]): string =>
  columnsOfBar(stretchesOf(told), end, columns)
    .map((state) => GLYPHS[state])
    .join('');

describe('a bar', () => {
  it('has four glyphs, each of one column', () => {
    expect(new Set(Object.values(GLYPHS)).size).toBe(4);
    expect(STATES.map((state) => GLYPHS[state])).toEqual(['·', '░', '▒', '█']);
  });

  it('of nothing is empty', () => {
    expect(bar(100, 10)).toBe('··········');
    expect(bar(100, 0)).toBe('');
  });

  it('shares the time evenly among its columns', () => {
    expect(bar(100, 10, [20, 50], [70, 80, 'partial'], [90, 100, 'degraded'])).toBe('··███··▒·░');
  });

  it('shows in a column what was worst in it, in whatever order', () => {
    expect(bar(100, 10, [0, 30, 'degraded'], [12, 14], [14, 30, 'partial'])).toBe('░█▒·······');
    expect(bar(100, 10, [12, 14], [0, 30, 'degraded'])).toBe('░█░·······');
  });

  it('shows a pulse that is far too short for a column', () => {
    expect(bar(1_000_000, 10, [350_000, 350_001])).toBe('···█······');
    expect(bar(1_000_000, 10, [0, 0.000_001, 'degraded'])).toBe('░·········');
  });

  it('shows a pulse at the very end in the last column', () => {
    expect(bar(100, 10, [99.9, 100])).toBe('·········█');
    expect(bar(100, 10, [100, null, 'partial'])).toBe('·········▒');
  });

  it('draws what has no end to the end', () => {
    expect(bar(100, 10, [70, null])).toBe('·······███');
    expect(bar(100, 10, [0, null, 'degraded'])).toBe('░░░░░░░░░░');
  });

  it('draws what ends after its end to the end', () => {
    expect(bar(100, 10, [70, 500])).toBe('·······███');
  });

  it('counts a column in which something ends, not the one that begins then', () => {
    expect(bar(100, 10, [0, 50])).toBe('█████·····');
    expect(bar(100, 10, [0, 50.1])).toBe('██████····');
    expect(bar(100, 10, [49.9, 50])).toBe('····█·····');
    expect(bar(100, 10, [50, 50.1])).toBe('·····█····');
  });

  it('meets the edges of columns, whatever the fractions', () => {
    // 7 / 100 × 100 is more than 7, and 29 / 100 × 100 less than 29, as languages count.
    for (let second = 0; second < 100; second++) {
      const states = columnsOfBar(stretchesOf([[second, second + 1]]), 100, 100);
      expect(states.flatMap((state, column) => (state === 'outage' ? [column] : []))).toEqual([second]);
    }
  });

  it('of a single instant shows what is there', () => {
    expect(bar(0, 5, [0, null])).toBe('█████');
    expect(bar(0, 5, [0, 3])).toBe('█····');
    expect(bar(0, 5)).toBe('·····');
  });

  it('shows every stretch, and nothing where there is none, for any stretches', () => {
    const stretches = fc
      .array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 60 }), fc.constantFrom(...STATES)), {
        maxLength: 6,
      })
      .map((all) => all.map(([from, lasts, state]): Stretch => ({ from, until: from + lasts, state })));
    holds(
      1_000,
      fc.property(
        stretches,
        fc.integer({ min: 50, max: 120 }),
        fc.integer({ min: 1, max: 80 }),
        (all, end, columns) => {
          const states = columnsOfBar(all, end, columns);
          expect(states).toHaveLength(columns);
          states.forEach((state, column) => {
            // Compared without dividing: a column is [column, column + 1) of the end, times the columns.
            const within = all.filter(
              ({ from, until }) =>
                (from * columns < (column + 1) * end && until! * columns > column * end) ||
                (from === end && column === columns - 1),
            );
            expect(rankOf(state)).toBe(Math.max(0, ...within.map((stretch) => rankOf(stretch.state))));
          });
        },
      ),
    );
  });
});

describe('the step of an axis', () => {
  it.each([
    [10, 10, 1],
    [10, 5, 5],
    [60, 4, 30],
    [3_600, 4, 900],
    [3_600, 3, 1_800],
    [86_400, 6, 21_600],
    [30 * 86_400, 5, 604_800],
    [365 * 86_400, 2, 31_536_000],
    // More than any step is for: the longest there is.
    [1e12, 2, 315_360_000],
  ])('of %d seconds with room for %d is %d', (end, most, step) => {
    expect(tickStep(end, most)).toBe(step);
  });
});

describe('an axis', () => {
  it.each([
    [4, 40, '0         1 s       2 s       3 s       '],
    [40, 32, '0       10 s    20 s    30 s    '],
    [3_600, 40, '0         15 min    30 min    45 min    '],
    [6 * 3_600, 16, '0       180 min '],
    [8 * 86_400, 32, '0       2 d     4 d     6 d     '],
    [0.5, 20, '0'.padEnd(20)],
    [0, 20, '0'.padEnd(20)],
  ])('of %d seconds over %d columns', (end, columns, axis) => {
    expect(axisOf(end, columns)).toBe(axis);
  });

  it('has a tick where its time is in the bars', () => {
    const axis = axisOf(3_600, 60);
    const states = columnsOfBar([{ from: 1_800, until: 1_801, state: 'outage' }], 3_600, 60);
    expect(states.indexOf('outage')).toBe(axis.indexOf('30 min'));
  });

  it('leaves out a tick that would touch the one before, or not fit', () => {
    // "1440 min" would fill the eight columns up to the next.
    expect(axisOf(216_000, 40)).toBe('0       720 min 1440 min        2880 min');
    expect(axisOf(300, 12)).toBe('0'.padEnd(12));
  });

  it('is as wide as asked, has 0 at its left, and a gap between ticks, for any time', () => {
    holds(
      2_000,
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 400_000 }), fc.double({ min: 0.001, max: 1e10, noNaN: true })),
        fc.integer({ min: 1, max: 200 }),
        (end, columns) => {
          const axis = axisOf(end, columns);
          expect(axis).toHaveLength(columns);
          expect(axis).toMatch(/^0( +\d+ (s|min|d))* *$/);
        },
      ),
    );
  });
});
