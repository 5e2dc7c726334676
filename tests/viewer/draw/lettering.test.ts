import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../../viewer/draw/elements.ts';
import { lettersOf, steppedZoom } from '../../../viewer/draw/lettering.ts';
import { NO_MARKS, markedOf } from '../../../viewer/draw/marks.ts';
import { lookOf } from '../../../viewer/draw/paint.ts';
import { viewOf } from '../../../viewer/draw/view.ts';
import type { Paint } from '../../../viewer/model/drawing.ts';
import { SHOP, box, fact, node, scene } from './scenes.ts';

const shop = pictureOf(SHOP.scene, SHOP.facts);
const WELL: Paint = { ranks: new Uint8Array(100), faults: new Set() };

/** A row of services so close that their labels cannot all be read from afar. */
const row = (count: number) =>
  pictureOf(
    scene(
      [],
      Array.from({ length: count }, (_, i) => node(i, i * 70, 0)),
      [],
      Array.from({ length: count }, (_, i) => `n${i}`),
    ),
    Array.from({ length: count }, (_, i) => fact(`service-number-${i}`)),
  );

const writtenIn = (picture: ReturnType<typeof row>, zoom: number, paint: Paint, marked = NO_MARKS) =>
  lettersOf(picture, zoom, (thing) => lookOf(thing, paint), marked);

describe('labels', () => {
  it('are all written where the picture is as large as it was meant', () => {
    const letters = writtenIn(row(20), 1, WELL);
    expect([...letters.values()].every(({ label }) => label !== '')).toBe(true);
    expect(letters.get('n3')).toEqual({ label: 'service-number-3', size: 11, side: 'bottom', gap: 5 });
  });

  it('never lie on each other, and can be read: 7 pixels at least', () => {
    const ranks = fc.uint8Array({ minLength: 40, maxLength: 40, max: 3 });
    fc.assert(
      fc.property(ranks, fc.double({ min: 0.05, max: 1.5, noNaN: true }), (states, zoom) => {
        const stepped = steppedZoom(zoom);
        if (stepped === 1) return;
        const picture = row(40);
        const letters = writtenIn(picture, stepped, { ranks: states, faults: new Set() });
        const areas = picture.things.flatMap(({ element, x }) => {
          const { label, size, side } = letters.get(element)!;
          if (label === '') return [];
          expect(size * stepped).toBeGreaterThanOrEqual(7);
          const half = (label.length * size * 0.6) / 2;
          return [{ side, left: x - half, right: x + half }];
        });
        for (const [i, a] of areas.entries()) {
          for (const b of areas.slice(i + 1)) {
            expect(a.side !== b.side || a.right <= b.left || b.right <= a.left).toBe(true);
          }
        }
      }),
    );
  });

  it('of what fell come before those of what is well, and what is selected before both', () => {
    const picture = row(30);
    const ranks = new Uint8Array(30);
    ranks[17] = 3;
    const paint = { ranks, faults: new Set<number>() };
    expect(writtenIn(picture, 0.25, paint).get('n17')!.label).toBe('service-number-17');
    const selected = markedOf(picture, { selected: { type: 'node', id: 'service-number-18' } });
    expect(writtenIn(picture, 0.25, paint, selected).get('n18')!.label).toBe('service-number-18');
    // From afar, what is well has no label once something fell.
    expect(writtenIn(picture, 0.25, paint).get('n3')!.label).toBe('');
    expect(writtenIn(picture, 0.25, WELL).get('n0')!.label).not.toBe('');
  });

  it('of a closed box have as many lines as fit; a title that is too long stands below it', () => {
    const paint = { ranks: Uint8Array.of(0, 0, 0, 3, 0, 1), faults: new Set<number>() };
    expect(writtenIn(shop, 1, paint).get('b1')!.label).toBe('owner:web\n2 of 3 affected\nO 1 · D 1');
    expect(writtenIn(shop, 0.5, paint).get('b1')!.label).toBe('owner:web\nO 1 · D 1');
    const [inside, below] = [0.5, 0.25].map((zoom) => writtenIn(shop, zoom, paint).get('b1')!);
    expect(below!.label).toBe('owner:web');
    expect(below!.gap - below!.size / 2).toBeGreaterThan(shop.thingOf.get('b1')!.height / 2);
    expect(inside!.gap).toBeLessThan(shop.thingOf.get('b1')!.height / 2);
    expect(writtenIn(shop, 0.05, paint).get('b1')!.label).toBe('');
  });

  it('of a closed box are the last parts of a path, or the id without the name, where all of it has no room', () => {
    const named = (label: string) =>
      writtenIn(
        pictureOf(
          scene([box('b0', 'k', [0], { isOpen: false, width: 150, height: 64, label })], [], [], ['b0']),
          [fact('a')],
        ),
        0.25,
        WELL,
      ).get('b0')!;
    expect(named('aws/us-east-1/ebs/*').label).toBe('ebs/*');
    expect(named('az1 · Amsterdam').label).toBe('az1');
    expect(named('ebs/*').gap).toBeLessThan(32);
  });

  it('of an open box stand above it where they would lie on what is in it', () => {
    const zone = (y: number) =>
      writtenIn(
        pictureOf(
          scene(
            [box('b0', 'k', [0], { x: 200, y: 200, width: 300, height: 200, label: 'us-east-1a' })],
            [node(0, 120, y, 'b0')],
            [],
            ['n0'],
          ),
          [fact('a')],
        ),
        0.5,
        WELL,
      ).get('b0')!;
    expect(zone(220)).toMatchObject({ label: 'us-east-1a', gap: 8 });
    expect(zone(130).label).toBe('us-east-1a');
    expect(zone(130).gap).toBeLessThan(0);
  });

  it('do not change at every turn of the wheel', () => {
    expect(steppedZoom(3)).toBe(1);
    expect(steppedZoom(0.5)).toBe(0.5);
    expect(new Set([0.26, 0.27, 0.28, 0.29, 0.3].map(steppedZoom)).size).toBeLessThanOrEqual(2);
    expect(steppedZoom(0.7)).toBeLessThanOrEqual(0.7);
  });
});

describe('the view', () => {
  const room = { width: 800, height: 600 };

  it('shows all, or what is asked for, in the middle', () => {
    const isSeen = (position: number, { zoom, pan }: NonNullable<ReturnType<typeof viewOf>>): boolean => {
      const { x, y } = shop.thingOf.get(SHOP.scene.elementOf[position]!)!;
      const at = { x: x * zoom + pan.x, y: y * zoom + pan.y };
      return at.x > 0 && at.x < room.width && at.y > 0 && at.y < room.height;
    };
    const all = viewOf(shop, undefined, room)!;
    for (const position of SHOP.facts.keys()) expect(isSeen(position, all)).toBe(true);
    const one = viewOf(shop, [2], room)!;
    expect(one.zoom).toBe(1.4);
    expect(300 * one.zoom + one.pan.x).toBeCloseTo(400);
    // What is not drawn cannot be shown: then all is.
    expect(viewOf(shop, [99], room)).toEqual(all);
  });

  it('is none of nothing, and one of a screen without any room', () => {
    expect(viewOf(pictureOf(scene([], [], [], []), []), undefined, room)).toBeUndefined();
    expect(viewOf(shop, undefined, { width: 20, height: 20 })!.zoom).toBeGreaterThan(0);
  });
});
