/**
 * The laws of layouts.
 *
 * What is promised of "down": an edge leads down between any two siblings that it joins (things of one box that its
 * ends are, or are inside of), unless they run in a circle with each other, or both are places (of tier 6 or 7), which
 * stand side by side. "right" is the same with left for top.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLACE } from '../../viewer/layout/layers.ts';
import { layoutOf } from '../../viewer/layout/layout.ts';
import { LABEL_HEIGHT, PADDING } from '../../viewer/layout/lengths.ts';
import type { Layout } from '../../viewer/model/layout.ts';
import { holds } from '../support/law.ts';
import {
  type Picture,
  type Rect,
  inputOf,
  joinsOf,
  pictures,
  rectsOf,
  withClosed,
} from '../viewer/layout/pictures.ts';

const RUNS = 400;

/** Places are rounded to 32 bits. */
const ROUNDING = 0.01;

const laidOut = (picture: Picture): ReadonlyMap<string, Rect> => {
  const input = inputOf(picture);
  return rectsOf(input, layoutOf(input));
};

const sidesOf = ({ x, y, width, height }: Rect) => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

describe('every picture', () => {
  it('is the same whenever it is made, in whatever order things and edges come', () => {
    holds(
      RUNS,
      fc.property(pictures(), fc.infiniteStream(fc.nat()), (picture, numbers) => {
        const shuffled = <T>(list: readonly T[]): readonly T[] =>
          list
            .map((item) => ({ item, place: numbers.next().value as number }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ item }) => item);
        const other = { ...picture, things: shuffled(picture.things), edges: shuffled(picture.edges) };
        const mixed = laidOut(other);
        expect([...laidOut(picture)]).toEqual(picture.things.map(({ key }) => [key, mixed.get(key)]));
      }),
    );
  });

  it('is finite, begins at 0, 0 and ends at its size', () => {
    holds(
      RUNS,
      fc.property(pictures(), (picture) => {
        const input = inputOf(picture);
        const layout: Layout = layoutOf(input);
        const sides = [...rectsOf(input, layout).values()].map(sidesOf);
        const outermost = [
          Math.min(...sides.map(({ left }) => left)),
          Math.min(...sides.map(({ top }) => top)),
          Math.max(...sides.map(({ right }) => right)) - layout.width,
          Math.max(...sides.map(({ bottom }) => bottom)) - layout.height,
        ];
        for (const side of outermost) expect(Math.abs(side)).toBeLessThan(ROUNDING);
      }),
    );
  });

  it('has everything inside of its box, with room around it and for the label on top', () => {
    holds(
      RUNS,
      fc.property(pictures(), (picture) => {
        const at = laidOut(picture);
        for (const { key, parent } of picture.things) {
          if (parent === undefined) continue;
          const [inner, outer] = [sidesOf(at.get(key)!), sidesOf(at.get(parent)!)];
          const rooms = [
            inner.left - outer.left - PADDING,
            outer.right - inner.right - PADDING,
            inner.top - outer.top - PADDING - LABEL_HEIGHT,
            outer.bottom - inner.bottom - PADDING,
          ];
          for (const room of rooms) expect(room).toBeGreaterThan(-ROUNDING);
        }
      }),
    );
  });

  it('gives what is no open box the size that it asked for', () => {
    holds(
      RUNS,
      fc.property(pictures(), (picture) => {
        const at = laidOut(picture);
        const open = new Set(picture.things.map(({ parent }) => parent));
        for (const { key, width, height } of picture.things)
          if (!open.has(key)) expect(at.get(key)).toMatchObject({ width, height });
      }),
    );
  });

  it('has no siblings that overlap', () => {
    holds(
      RUNS,
      fc.property(pictures(), (picture) => {
        const at = laidOut(picture);
        for (const [i, a] of picture.things.entries()) {
          for (const b of picture.things.slice(i + 1)) {
            if (a.parent !== b.parent) continue;
            const [one, other] = [sidesOf(at.get(a.key)!), sidesOf(at.get(b.key)!)];
            const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const along = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            // Not even the gap between them is used up.
            expect(Math.min(across, along), `${a.key} and ${b.key}`).toBeLessThan(-10);
          }
        }
      }),
    );
  });

  it('has edges that lead down, but in circles and between places', () => {
    holds(
      RUNS,
      fc.property(pictures(), (picture) => {
        const at = laidOut(picture);
        const tiers = new Map(picture.things.map(({ key, tier }) => [key, tier]));
        const joins = joinsOf(picture).filter(
          ([from, to]) => tiers.get(from)! < PLACE || tiers.get(to)! < PLACE,
        );
        const reached = reachedBy(joins);
        for (const [from, to] of joins) {
          if (reached(to).has(from)) continue;
          const [above, below] = [sidesOf(at.get(from)!), sidesOf(at.get(to)!)];
          const room = picture.direction === 'down' ? below.top - above.bottom : below.left - above.right;
          expect(room, `${from} above ${to}`).toBeGreaterThan(0);
        }
      }),
    );
  });
});

/** By a walk from each: slow, and plain. */
const reachedBy = (joins: readonly (readonly [string, string])[]) => {
  const known = new Map<string, ReadonlySet<string>>();
  return (start: string): ReadonlySet<string> => {
    const before = known.get(start);
    if (before !== undefined) return before;
    const reached = new Set<string>();
    for (const way = [start]; way.length > 0;) {
      const at = way.pop();
      for (const [from, to] of joins) {
        if (from !== at || reached.has(to)) continue;
        reached.add(to);
        way.push(to);
      }
    }
    known.set(start, reached);
    return reached;
  };
};

describe('a small change', () => {
  /** Former centres, as the next layout is given them. */
  const after = (picture: Picture, former: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> =>
    laidOut({ ...picture, before: former });

  it('is none if nothing changes', () => {
    holds(
      RUNS,
      fc.property(pictures(), (picture) => {
        const former = laidOut(picture);
        expectSameOrder(picture, picture, former, after(picture, former));
      }),
    );
  });

  it('keeps the order of all others when a leaf without edges comes or goes', () => {
    holds(
      RUNS,
      fc.property(pictures(), fc.nat(), fc.nat({ max: 7 }), (picture, place, tier) => {
        const { parent } = picture.things[place % picture.things.length]!;
        const leaf = {
          key: `5/new`,
          width: 60,
          height: 60,
          tier,
          ...(parent === undefined ? {} : { parent }),
        };
        const more = { ...picture, things: [...picture.things, leaf] };
        const less = laidOut(picture);
        const grown = after(more, less);
        expectSameOrder(picture, more, less, grown);
        expectSameOrder(more, picture, grown, after(picture, grown));
      }),
    );
  });

  it('keeps the order of all others when a leaf with edges comes or goes', () => {
    holds(
      RUNS,
      fc.property(pictures(), fc.nat(), fc.array(fc.nat(), { maxLength: 3 }), (picture, tier, ends) => {
        const leaf = { key: `5/new`, width: 60, height: 60, tier: tier % 8 };
        const edges = ends.map((end) => ['5/new', picture.things[end % picture.things.length]!.key] as const);
        const more = { ...picture, things: [...picture.things, leaf], edges: [...picture.edges, ...edges] };
        const less = laidOut(picture);
        const grown = after(more, less);
        expectSameOrder(picture, more, less, grown);
        expectSameOrder(more, picture, grown, after(picture, grown));
      }),
    );
  });

  it('keeps the order of all others when a box is closed or opened', () => {
    holds(
      RUNS,
      fc.property(pictures(), fc.nat(), (picture, which) => {
        const boxes = [...new Set(picture.things.flatMap(({ parent }) => parent ?? []))];
        const box = boxes[which % boxes.length];
        if (box === undefined) return;
        const closed = withClosed(picture, box);
        const open = laidOut(picture);
        const shut = after(closed, open);
        expectSameOrder(picture, closed, open, shut);
        expectSameOrder(closed, picture, shut, after(picture, shut));
      }),
    );
  });

  it('does not shuffle others in a picture without boxes when a leaf without edges comes, even unremembered', () => {
    holds(
      RUNS,
      fc.property(pictures(), fc.nat({ max: 7 }), (nested, tier) => {
        const picture = {
          ...nested,
          things: nested.things.map(({ key, width, height, tier: own }) => ({
            key,
            width,
            height,
            tier: own,
          })),
        };
        const more = {
          ...picture,
          things: [...picture.things, { key: '5/new', width: 60, height: 60, tier }],
        };
        expectSameOrder(picture, more, laidOut(picture), laidOut(more));
      }),
    );
  });
});

/**
 * Whoever stood beside a sibling and still does is on the same side of it. Those whose last edge went, or whose first
 * one came, are not asked: they move to those who have none, or come from there.
 */
const expectSameOrder = (
  before: Picture,
  now: Picture,
  former: ReadonlyMap<string, Rect>,
  at: ReadonlyMap<string, Rect>,
): void => {
  const isDown = now.direction === 'down';
  const alongOf = (rect: Rect): readonly [number, number] => {
    const { top, bottom, left, right } = sidesOf(rect);
    return isDown ? [top, bottom] : [left, right];
  };
  const areBeside = (a: Rect, b: Rect): boolean => {
    const [[start, end], [otherStart, otherEnd]] = [alongOf(a), alongOf(b)];
    return Math.min(end, otherEnd) > Math.max(start, otherStart);
  };
  const across = ({ x, y }: Rect): number => (isDown ? x : y);
  const [touched, isTouched] = [touchedOf(before), touchedOf(now)];
  const stayed = now.things.filter(({ key }) => former.has(key) && touched.has(key) === isTouched.has(key));
  for (const [i, a] of stayed.entries()) {
    for (const b of stayed.slice(i + 1)) {
      if (a.parent !== b.parent) continue;
      const [oldA, oldB, newA, newB] = [
        former.get(a.key)!,
        former.get(b.key)!,
        at.get(a.key)!,
        at.get(b.key)!,
      ];
      if (!areBeside(oldA, oldB) || !areBeside(newA, newB)) continue;
      expect(Math.sign(across(newA) - across(newB)), `${a.key} and ${b.key}`).toBe(
        Math.sign(across(oldA) - across(oldB)),
      );
    }
  }
};

/** The things that an edge touches, or something inside of them. */
const touchedOf = (picture: Picture): ReadonlySet<string> => {
  const parents = new Map(picture.things.map(({ key, parent }) => [key, parent]));
  const touched = new Set<string>();
  for (const end of picture.edges.flat())
    for (let at: string | undefined = end; at !== undefined; at = parents.get(at)) touched.add(at);
  return touched;
};

describe('a large picture', () => {
  const leaf = (key: string, parent?: string) => ({
    key,
    width: 60,
    height: 60,
    tier: 1,
    ...(parent === undefined ? {} : { parent }),
  });
  const many = (count: number) => Array.from({ length: count }, (_, i) => leaf(String(i)));

  it.each([
    ['a chain of 20,000', many(20_000), (i: number) => [[i, i + 1]]],
    ['a circle of 20,000', many(20_000), (i: number) => [[i, (i + 1) % 20_000]]],
    ['a star of 10,000', many(10_000), (i: number) => [[i, 0]]],
    ['a star of 10,000, the other way round', many(10_000), (i: number) => [[0, i]]],
    ['10,000 loners', many(10_000), () => []],
    ['a clique of 200', many(200), (i: number) => Array.from({ length: 200 }, (_, j) => [i, j])],
    [
      'boxes in boxes, 200 deep',
      Array.from({ length: 400 }, (_, i) => leaf(String(i), i < 2 ? undefined : String(2 * (i >> 1) - 2))),
      (i: number) => [[i, i + 2 - (i % 2)]],
    ],
  ] as const)('%s is laid out whole', (_, things, edgesOf) => {
    const edges = things.flatMap((__, i) =>
      edgesOf(i)
        .filter(([a, b]) => a !== b && b! < things.length)
        .map(([a, b]) => [String(a), String(b)] as const),
    );
    const picture: Picture = { direction: 'down', things, edges };
    const layout = layoutOf(inputOf(picture));
    expect(layout.x.every((x) => x >= 0 && x <= layout.width)).toBe(true);
    expect(layout.y.every((y) => y >= 0 && y <= layout.height)).toBe(true);
  });
});
