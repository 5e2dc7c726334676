/** Which part of the picture is seen, and how large, so that all or some of it is. */
import type { Picture, Thing } from './elements.ts';

interface View {
  readonly zoom: number;
  /** Of the picture's corner, in pixels. */
  readonly pan: { readonly x: number; readonly y: number };
}

/** Pixels around what is to be seen: labels stand below it. */
const PADDING = { x: 44, top: 30, bottom: 46 } as const;
/** On a narrow screen the buttons stand in the way above. */
const NARROW = { width: 560, top: 58 } as const;
/** A picture of three nodes is not blown up to fill the screen; nor is a single one that is sought. */
const MOST = 1.4;

/** Labels count for nothing: how large they are follows from the zoom. Undefined where there is nothing to be seen. */
export const viewOf = (
  picture: Picture,
  positions: readonly number[] | undefined,
  room: { readonly width: number; readonly height: number },
): View | undefined => {
  const wanted = positions?.flatMap(
    (position) => picture.thingOf.get(picture.scene.elementOf[position] ?? '') ?? [],
  );
  const things = wanted === undefined || wanted.length === 0 ? picture.things : wanted;
  if (things.length === 0) return undefined;
  const [left, right] = reachOf(things, ({ x, width }) => [x, width / 2]);
  const [top, bottom] = reachOf(things, ({ y, height }) => [y, height / 2]);
  // A narrow screen has no room for wide rims.
  const rim = {
    x: Math.min(PADDING.x, room.width / 10),
    top: room.width < NARROW.width ? NARROW.top : PADDING.top,
    bottom: PADDING.bottom,
  };
  const free = { width: room.width - 2 * rim.x, height: Math.max(1, room.height - rim.top - rim.bottom) };
  const zoom = Math.min(MOST, free.width / (right - left), free.height / (bottom - top));
  return {
    zoom,
    pan: {
      x: rim.x + free.width / 2 - (zoom * (left + right)) / 2,
      y: rim.top + free.height / 2 - (zoom * (top + bottom)) / 2,
    },
  };
};

const reachOf = (
  things: readonly Thing[],
  spanOf: (thing: Thing) => readonly [centre: number, half: number],
): readonly [from: number, until: number] => {
  let [from, until] = [Infinity, -Infinity];
  for (const thing of things) {
    const [centre, half] = spanOf(thing);
    from = Math.min(from, centre - half);
    until = Math.max(until, centre + half);
  }
  return [from, until];
};
