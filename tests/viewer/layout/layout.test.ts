/** How good pictures are, measured on documents; and what a picture of a few things looks like. */
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../viewer/layout/layout.ts';
import {
  type Picture,
  type Rect,
  type Thing,
  crossingsOf,
  edgeLengthOf,
  inputOf,
  pictureOf,
  rectsOf,
  withClosed,
} from './pictures.ts';

const laidOut = (picture: Picture): ReadonlyMap<string, Rect> => {
  const input = inputOf(picture);
  return rectsOf(input, layoutOf(input));
};

const leaf = (key: string, tier = 1, parent?: string) => ({
  key,
  width: 60,
  height: 68,
  tier,
  ...(parent === undefined ? {} : { parent }),
});

const picture = (things: Picture['things'], edges: Picture['edges'] = []): Picture => ({
  direction: 'down',
  things,
  edges,
});

/** The same rows, and in each the same places, but things in them by key. */
const byKeyInRows = ({ things }: Picture, at: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> => {
  const open = new Set(things.map(({ parent }) => parent));
  const rows = new Map<string, Thing[]>();
  for (const thing of things) {
    if (open.has(thing.key)) continue;
    const row = `${thing.parent ?? ''} ${at.get(thing.key)!.y}`;
    rows.set(row, [...(rows.get(row) ?? []), thing]);
  }
  const moved = new Map(at);
  for (const row of rows.values()) {
    const places = row.map(({ key }) => at.get(key)!).toSorted((a, b) => a.x - b.x);
    row
      .map(({ key }) => key)
      .toSorted()
      .forEach((key, i) => moved.set(key, places[i]!));
  }
  return moved;
};

describe('layoutOf', () => {
  it('has nothing to lay out, and does', () => {
    expect(layoutOf(inputOf(picture([])))).toMatchObject({ width: 0, height: 0 });
  });

  it('puts a thing above what it requires, straight', () => {
    const at = laidOut(
      picture(
        [leaf('a'), leaf('b'), leaf('c')],
        [
          ['c', 'b'],
          ['b', 'a'],
        ],
      ),
    );
    expect(at.get('c')!.y).toBeLessThan(at.get('b')!.y);
    expect(at.get('b')!.y).toBeLessThan(at.get('a')!.y);
    expect(new Set([...at.values()].map(({ x }) => x)).size).toBe(1);
  });

  it('puts apps on top and places at the bottom, though their edges would let them be elsewhere', () => {
    const at = laidOut(
      picture(
        [leaf('app', 0), leaf('batch', 2), leaf('service'), leaf('store', 4), leaf('zone', 6)],
        [
          ['app', 'store'],
          ['service', 'store'],
          ['batch', 'service'],
          ['app', 'zone'],
        ],
      ),
    );
    const top = Math.min(...[...at.values()].map(({ y }) => y));
    const bottom = Math.max(...[...at.values()].map(({ y }) => y));
    expect(at.get('app')!.y).toBe(top);
    expect(at.get('zone')!.y).toBe(bottom);
  });

  it('puts regions side by side though one is copied to the other', () => {
    const at = laidOut(
      picture(
        [
          leaf('app', 0),
          leaf('east', 7),
          leaf('west', 7),
          leaf('db-east', 4, 'east'),
          leaf('db-west', 4, 'west'),
        ],
        [
          ['app', 'db-east'],
          ['app', 'db-west'],
          ['db-west', 'db-east'],
        ],
      ),
    );
    expect(at.get('east')!.y).toBe(at.get('west')!.y);
  });

  it('makes way for an edge that passes a row', () => {
    const at = laidOut(
      picture(
        [leaf('a'), leaf('b'), leaf('c')],
        [
          ['a', 'b'],
          ['b', 'c'],
          ['a', 'c'],
        ],
      ),
    );
    const [a, b, c] = [at.get('a')!, at.get('b')!, at.get('c')!];
    const passing = a.x + ((c.x - a.x) * (b.y - a.y)) / (c.y - a.y);
    expect(Math.abs(passing - b.x)).toBeGreaterThan(b.width / 2);
  });

  it('lets things in different boxes face each other', () => {
    // By key, the left box would have x before y and the right one y before x.
    const things = [
      leaf('0', 0),
      leaf('1', 4),
      leaf('a', 0, '0'),
      leaf('b', 0, '0'),
      leaf('c', 0, '0'),
      leaf('z', 4, '1'),
      leaf('y', 4, '1'),
      leaf('x', 4, '1'),
    ];
    const edges = [
      ['a', 'z'],
      ['b', 'y'],
      ['c', 'x'],
    ] as const;
    const wide = picture(things, edges);
    expect(crossingsOf(wide, laidOut(wide))).toBe(0);
  });

  it('packs things that nothing touches into a grid rather than a row', () => {
    const input = inputOf(picture(Array.from({ length: 40 }, (_, i) => leaf(`unused-${i}`))));
    const { width, height } = layoutOf(input);
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(2.5);
  });

  it('keeps a wide layer near the shape of a screen', () => {
    const things = [leaf('app', 0), ...Array.from({ length: 100 }, (_, i) => leaf(`service-${i}`))];
    const edges = things.slice(1).map(({ key }) => ['app', key] as const);
    const { width, height } = layoutOf(inputOf(picture(things, edges)));
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(2.5);
  });

  it('turns "down" on its side for "right"', () => {
    const across = laidOut({
      ...picture(
        [leaf('a'), leaf('b'), leaf('box'), leaf('c', 1, 'box')],
        [
          ['a', 'b'],
          ['b', 'c'],
        ],
      ),
      direction: 'right',
    });
    expect(across.get('a')!.x).toBeLessThan(across.get('b')!.x);
    expect(across.get('b')!.x).toBeLessThan(across.get('c')!.x);
  });
});

describe.each([
  ['graphs/examples/web-shop-multi-region.yaml'],
  ['graphs/incidents/2017-02-28-aws-s3.yaml'],
  ['graphs/incidents/2025-10-20-aws-dynamodb.yaml'],
])('the picture of %s', (file) => {
  it('has far fewer crossings and shorter edges than the same rows by key', async () => {
    const document = await pictureOf(file);
    const at = laidOut(document);
    const naive = byKeyInRows(document, at);
    expect(crossingsOf(document, at)).toBeLessThan(0.75 * crossingsOf(document, naive));
    expect(edgeLengthOf(document, at)).toBeLessThan(edgeLengthOf(document, naive));
  });

  it('is about as wide as a screen', async () => {
    const { width, height } = layoutOf(inputOf(await pictureOf(file)));
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(2.5);
  });
});

describe('a box that is closed', () => {
  it('moves the others little: a twentieth of the picture on average, a fifth at most', async () => {
    const open = await pictureOf('graphs/incidents/2017-02-28-aws-s3.yaml');
    const former = laidOut(open);
    const { width, height } = layoutOf(inputOf(open));
    const boxes = new Set(open.things.flatMap(({ parent }) => parent ?? []));
    const moves = [...boxes].map(
      (box) =>
        movedOn(former, laidOut({ ...withClosed(open, box), before: former })) / Math.hypot(width, height),
    );
    expect(moves.reduce((sum, move) => sum + move, 0) / moves.length).toBeLessThan(1 / 20);
    expect(Math.max(...moves)).toBeLessThan(1 / 5);
  });
});

/** How far things that are in both are from where they were, on average, the picture being moved as a whole. */
const movedOn = (before: ReadonlyMap<string, Rect>, after: ReadonlyMap<string, Rect>): number => {
  const both = [...after].filter(([key]) => before.has(key));
  const differences = (of: (rect: Rect) => number): readonly number[] =>
    both.map(([key, rect]) => of(rect) - of(before.get(key)!));
  const [across, along] = [differences(({ x }) => x), differences(({ y }) => y)];
  const [shiftAcross, shiftAlong] = [middleOf(across), middleOf(along)];
  return (
    across.reduce((sum, x, i) => sum + Math.hypot(x - shiftAcross, along[i]! - shiftAlong), 0) / both.length
  );
};

const middleOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
