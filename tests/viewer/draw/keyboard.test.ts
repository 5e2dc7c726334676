import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Spot, type Way, nearestIn, nearestTo, nextOf } from '../../../viewer/draw/keyboard.ts';

const spots: readonly Spot[] = [
  { element: 'middle', x: 0, y: 0 },
  { element: 'right', x: 100, y: 0 },
  { element: 'far right', x: 300, y: 0 },
  { element: 'aslant', x: 60, y: 50 },
  { element: 'above', x: 10, y: -90 },
  { element: 'left', x: -40, y: 200 },
];
const from = { x: 0, y: 0 };

describe('arrow keys', () => {
  it('lead to the nearest in the direction, straight ahead before aslant', () => {
    const to = (way: Way) => nearestIn(way, from, spots, 'middle')?.element;
    expect(to('right')).toBe('right');
    expect(to('up')).toBe('above');
    expect(to('down')).toBe('left');
    // Nothing is straight to the left: what is on that side is better than nothing.
    expect(to('left')).toBe('left');
  });

  it('lead nowhere where nothing is', () => {
    expect(nearestIn('up', { x: 0, y: -500 }, spots)).toBeUndefined();
    expect(nearestTo(from, [])).toBeUndefined();
  });

  it('never lead back, and never to where they are', () => {
    const ways: readonly Way[] = ['left', 'right', 'up', 'down'];
    const place = fc.record({
      x: fc.integer({ min: -500, max: 500 }),
      y: fc.integer({ min: -500, max: 500 }),
    });
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...ways),
        (places, way) => {
          const all = places.map((at, i) => ({ element: `n${i}`, ...at }));
          const next = nearestIn(way, places[0]!, all, 'n0');
          const isThere = all.some(({ x, y }) => aheadOf(way, x - places[0]!.x, y - places[0]!.y) > 0);
          expect(next === undefined).toBe(!isThere);
          if (next !== undefined)
            expect(aheadOf(way, next.x - places[0]!.x, next.y - places[0]!.y)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('E goes round', () => {
    expect(nextOf(['a', 'b', 'c'], undefined, 1)).toBe('a');
    expect(nextOf(['a', 'b', 'c'], 'c', 1)).toBe('a');
    expect(nextOf(['a', 'b', 'c'], 'a', -1)).toBe('c');
    expect(nextOf([], undefined, 1)).toBeUndefined();
  });
});

const aheadOf = (way: Way, x: number, y: number): number =>
  way === 'left' ? -x : way === 'right' ? x : way === 'up' ? -y : y;
