/**
 * Which labels are written at a zoom, and how large: legible ones that do not lie on each other, what matters first.
 *
 * Labels that shrink with everything else cannot be read in a picture of two hundred things, and all of them at a
 * legible size would be a carpet.
 */
import { countLines } from './dress.ts';
import type { Picture, Thing } from './elements.ts';
import { endCut } from './labels.ts';
import type { Marked } from './marks.ts';
import type { Look } from './paint.ts';

export interface Letters {
  /** '' where there is no room. */
  readonly label: string;
  /** In the picture's units. */
  readonly size: number;
  /** Of a node: below it, or above it, and so many units away. */
  readonly side: 'bottom' | 'top';
  readonly gap: number;
}

/** Pixels on the screen: of what is read well, then smaller, down to what can still be read. */
const SIZES = [10, 9, 8] as const;
const GOOD = SIZES[0];
const LEAST = 7;
/** Below this zoom only what matters has a label, if anything does. */
const OVERVIEW = 0.5;
/** Letters of a label that found no room for all of it. */
const SHORT = 11;
/** Zooms are told apart in steps of a third of an octave: labels do not change at every turn of the wheel. */
const STEPS = 3;
/** Width and height of a letter, in parts of its size. */
const WIDE = 0.6;
const HIGH = 1.25;
/** Units between a node and its label below, and above, where its badges are. */
const GAP = { bottom: 5, top: 8 } as const;
/** Letters below which a cut label says nothing. */
const FEWEST = 4;

/** The zoom as labels know it: 1 from where everything is as large as it was meant. */
export const steppedZoom = (zoom: number): number =>
  zoom >= 1 ? 1 : 2 ** (Math.floor(Math.log2(zoom) * STEPS) / STEPS);

export const lettersOf = (
  picture: Picture,
  zoom: number,
  lookOf: (thing: Thing) => Look,
  marked: Marked,
): ReadonlyMap<string, Letters> => {
  const letters = new Map<string, Letters>();
  const places = placesOf();
  const labels: { readonly thing: Thing; readonly weight: number }[] = [];
  for (const thing of picture.things) {
    const look = lookOf(thing);
    if (thing.type === 'closed') letters.set(thing.element, cardLetters(thing, zoom, look));
    else if (thing.type === 'open') letters.set(thing.element, titleLetters(thing, zoom, look));
    else labels.push({ thing, weight: weightOf(thing, look, marked) });
  }
  if (zoom >= 1) {
    for (const { thing } of labels) letters.set(thing.element, written(thing.label, baseOf(thing)));
    return letters;
  }
  for (const thing of picture.things) {
    const { label, size } = letters.get(thing.element) ?? NONE;
    if (thing.type !== 'open') places.take(bodyOf(thing), 'body');
    else if (label !== '') places.take(titleOf(thing, label, size), 'label');
  }
  const sorted = labels.toSorted((a, b) => b.weight - a.weight);
  const least = zoom < OVERVIEW && sorted.some(({ weight }) => weight >= MATTERS) ? LITTLE : 0;
  for (const { thing, weight } of sorted) {
    letters.set(thing.element, weight < least ? NONE : nodeLetters(thing, zoom, weight, places));
  }
  return letters;
};

const written = (label: string, size: number, side: Letters['side'] = 'bottom'): Letters => ({
  label,
  size,
  side,
  gap: side === 'bottom' ? GAP.bottom : -GAP.top,
});

const NONE = written('', 11);

/** In the order of what somebody looks for: what is pointed out, what fails, apps that fell, what else fell, apps. */
const weightOf = ({ element, kind }: Thing, { rank, isFault }: Look, { words, lit }: Marked): number => {
  if (words.has(element)) return MARKED;
  if (lit !== undefined && !lit.has(element)) return 0;
  if (isFault) return 20;
  if (kind === 'app') return rank > 0 ? 10 + rank : LITTLE;
  return rank > 0 ? MATTERS + rank : 0.5;
};

const MARKED = 30;
const MATTERS = 3;
const LITTLE = 1;

const baseOf = ({ type, kind }: Thing): number => (type === 'open' || kind === 'app' ? 12 : 11);

const nodeLetters = (thing: Thing, zoom: number, weight: number, places: Places): Letters => {
  const base = baseOf(thing);
  const sizes = [...new Set(SIZES.map((pixels) => Math.max(base, pixels / zoom)))];
  const short = thing.label.length > SHORT ? [thing.label, endCut(thing.label, SHORT)] : [thing.label];
  for (const label of short) {
    for (const size of sizes) {
      if (size * zoom < LEAST) continue;
      for (const side of ['bottom', 'top'] as const) {
        const area = besides(thing, label, size, side);
        // What is pointed out may lie on a node; and no label that is as small as was meant lies on one.
        const isOnNodes = weight < MARKED && size > base && !places.isFree(area, 'body', thing);
        if (isOnNodes || !places.isFree(area, 'label')) continue;
        places.take(area, 'label');
        return written(label, size, side);
      }
    }
  }
  return NONE;
};

/** The title of an open box, as far as there is room beside its glyph and its marks. */
const titleLetters = (thing: Thing, zoom: number, look: Look): Letters => {
  const size = Math.max(baseOf(thing), GOOD / zoom);
  const marks = 28 + (look.rank > 0 ? 20 : 0) + (look.isFault ? 20 : 0);
  const room = Math.floor((thing.width - 32 - marks) / (size * WIDE));
  return room < FEWEST || size > thing.height / 2 ? NONE : written(endCut(thing.label, room), size);
};

/** A card has all of its lines, or as many as fit. */
const cardLetters = (thing: Thing, zoom: number, look: Look): Letters => {
  const size = Math.min(Math.max(11, GOOD / zoom), thing.height / HIGH);
  const lines = [thing.label, ...countLines(look.counts!)];
  const most = Math.max(1, Math.floor((thing.height - 4) / (size * 1.3)));
  const [title, ...counts] = lines;
  // The letters of states say more than the count of all.
  const shown = lines.length <= most ? lines : most === 1 ? [title!] : [title!, counts.at(-1)!];
  const room = Math.floor((thing.width - (zoom < 1 ? 8 : 58)) / (size * WIDE));
  if (room < FEWEST || size * zoom < LEAST) return NONE;
  const all = Math.floor((thing.width - 8) / (size * WIDE));
  return written(shown.map((line, i) => endCut(line, i === 0 ? room : all)).join('\n'), size);
};

// —— room ——————————————————————————————————————————————————————————————————————————————————————————————————————————

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const bodyOf = ({ x, y, width, height }: Thing): Area => ({
  left: x - width / 2,
  top: y - height / 2,
  right: x + width / 2,
  bottom: y + height / 2,
});

/** Where a label would be. */
const besides = ({ x, y, height }: Thing, label: string, size: number, side: Letters['side']): Area => {
  // A letter's room between two labels, for bold ones are wider.
  const half = ((label.length + 1) * size * WIDE) / 2;
  const tall = size * HIGH;
  const top = side === 'bottom' ? y + height / 2 + GAP.bottom : y - height / 2 - GAP.top - tall;
  return { left: x - half, top, right: x + half, bottom: top + tall };
};

const titleOf = (thing: Thing, label: string, size: number): Area => {
  const { left, top } = bodyOf(thing);
  return { left, top, right: left + 30 + label.length * size * WIDE, bottom: top + 8 + size * HIGH };
};

type Layer = 'label' | 'body';

interface Places {
  take(area: Area, layer: Layer): void;
  /** Whether nothing lies there, but for the body of a thing. */
  isFree(area: Area, layer: Layer, but?: Thing): boolean;
}

/** Units of a square of the grid in which places are looked up. */
const SQUARE = 160;

const placesOf = (): Places => {
  const squares = new Map<string, Area[]>();
  const squaresOf = ({ left, top, right, bottom }: Area, layer: Layer): readonly string[] => {
    const names: string[] = [];
    for (let i = Math.floor(left / SQUARE); i <= right / SQUARE; i++) {
      for (let j = Math.floor(top / SQUARE); j <= bottom / SQUARE; j++) names.push(`${layer} ${i} ${j}`);
    }
    return names;
  };
  return {
    take: (area, layer) => {
      for (const name of squaresOf(area, layer)) {
        const list = squares.get(name);
        if (list === undefined) squares.set(name, [area]);
        else list.push(area);
      }
    },
    isFree: (area, layer, but) => {
      const own = but === undefined ? undefined : bodyOf(but);
      return squaresOf(area, layer).every((name) =>
        (squares.get(name) ?? []).every((other) => !isOverlapping(area, other) || isSame(other, own)),
      );
    },
  };
};

const isOverlapping = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const isSame = (a: Area, b: Area | undefined): boolean =>
  b !== undefined && a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
