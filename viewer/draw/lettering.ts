/**
 * Which labels are written at a zoom, and how large: legible ones that do not lie on each other, what matters first.
 *
 * Labels that shrink with everything else cannot be read in a picture of two hundred things, and all of them at a
 * legible size would be a carpet.
 */
import { countLines, worstOf } from './dress.ts';
import type { Picture, Thing } from './elements.ts';
import { endCut, LONGEST, middleCut } from './labels.ts';
import type { Marked } from './marks.ts';
import type { Look } from './paint.ts';
import { type Area, type Places, bodyOf, placesOf } from './room.ts';
import { TITLE } from './style.ts';

export interface Letters {
  /** '' where there is no room. */
  readonly label: string;
  /** In the picture's units. */
  readonly size: number;
  /** Of a node: below it, or above it. */
  readonly side: 'bottom' | 'top';
  /** Units down from where it would stand by itself: at a node's side, in a card's middle, at an open box's top. */
  readonly gap: number;
}

/** Pixels on the screen: of what is read well, then smaller, down to what can still be read. */
const SIZES = [10, 9, 8] as const;
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
/** Units between an open box's top and its title, the same where letters are large, and of a card's lines. */
const TITLE_GAP = 8;
const CLOSE_GAP = 2;
const CARD_GAP = 4;
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
  const labels: { readonly thing: Thing; readonly weight: number; readonly look: Look }[] = [];
  for (const thing of picture.things) {
    if (thing.type === 'open') places.take(signsOf(thing, lookOf(thing)), 'label');
    else places.take(bodyOf(thing), 'body');
  }
  for (const thing of picture.things) {
    const look = lookOf(thing);
    const weight = weightOf(thing, look, marked);
    if (thing.type === 'open') letters.set(thing.element, titleLetters(thing, zoom, look, weight, places));
    else labels.push({ thing, weight, look });
  }
  const sorted = labels.toSorted((a, b) => b.weight - a.weight);
  const least = zoom < OVERVIEW && sorted.some(({ weight }) => weight >= MATTERS) ? LITTLE : 0;
  for (const { thing, weight, look } of sorted) {
    letters.set(
      thing.element,
      thing.type === 'closed'
        ? cardLetters(thing, zoom, look, places)
        : zoom >= 1
          ? written(thing.label, baseOf(thing))
          : weight < least
            ? NONE
            : nodeLetters(thing, zoom, weight, places),
    );
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
const weightOf = (
  { element, kind, type }: Thing,
  { rank, isFault, counts }: Look,
  { words, lit }: Marked,
): number => {
  if (words.has(element)) return MARKED;
  if (lit !== undefined && !lit.has(element)) return 0;
  if (isFault) return FAILS;
  // A card stands for many.
  if (type === 'closed') return MATTERS + Math.max(rank, worstOf(counts!));
  if (kind === 'app') return rank > 0 ? 10 + rank : LITTLE;
  return rank > 0 ? MATTERS + rank : 0.5;
};

const MARKED = 30;
const FAILS = 20;
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

/** What may stand for a title where there is less room: the id without the name, then the last parts of a path. */
const titlesFor = (label: string): readonly string[] => {
  const head = label.split(' · ')[0]!;
  const parts = /\s/.test(head) ? [] : head.split('/');
  const last = parts.at(-1) === '*' ? 2 : 1;
  const tails = parts.slice(1, 1 - last || undefined).map((_, i) => parts.slice(i + 1).join('/'));
  return [...new Set([label, head, ...tails])];
};

/** The title of an open box: in it beside its glyph and its marks, else above it, where it lies on nothing. */
const titleLetters = (thing: Thing, zoom: number, look: Look, weight: number, places: Places): Letters => {
  const marks = 28 + (look.rank > 0 ? 20 : 0) + (look.isFault ? 20 : 0);
  const sizes = [...new Set(SIZES.map((pixels) => Math.max(baseOf(thing), pixels / zoom)))];
  const rooms = [
    { gap: (): number => TITLE_GAP, width: thing.width - 32 - marks },
    { gap: (): number => CLOSE_GAP, width: thing.width - 32 - marks },
    { gap: (size: number): number => -size * HIGH, width: thing.width * 1.2 },
  ];
  const titles = titlesFor(thing.label);
  for (const label of titles) {
    for (const { gap, width } of rooms) {
      for (const size of sizes) {
        if (label.length * size * WIDE > width || size > thing.height / 2) continue;
        const area = titleArea(thing, label, size, gap(size));
        if (!places.isFree(area, 'label') || !places.isFree(area, 'body')) continue;
        places.take(area, 'label');
        return { label, size, side: 'bottom', gap: gap(size) };
      }
    }
  }
  // What fails, or is pointed out, is called by its name even if that lies on something; the least that is legible.
  const size = sizes.at(-1)!;
  const room = Math.floor((thing.width - 32 - marks) / (size * WIDE));
  if (weight < FAILS || room < FEWEST || size > thing.height / 2) return NONE;
  const label = endCut(titles.at(-1)!, room);
  places.take(titleArea(thing, label, size, TITLE_GAP), 'label');
  return { label, size, side: 'bottom', gap: TITLE_GAP };
};

/** A card has all of its lines, or as many as fit; a title that is too long stands below the card, or above. */
const cardLetters = (thing: Thing, zoom: number, look: Look, places: Places): Letters => {
  const sizes = [
    ...new Set(SIZES.map((pixels) => Math.min(Math.max(11, pixels / zoom), thing.height / HIGH))),
  ];
  const titles = titlesFor(thing.label);
  // The sign that opens it stands in the corner.
  const room = thing.width - (zoom < OVERVIEW ? 8 : 50);
  for (const title of titles) {
    for (const size of sizes) {
      if (size * zoom < LEAST || title.length * size * WIDE > room) continue;
      return { label: cardLines(thing, look, title, size), size, side: 'bottom', gap: CARD_GAP };
    }
  }
  const size = sizes.at(-1)!;
  const most = Math.floor(room / (size * WIDE));
  if (size * zoom < LEAST) return NONE;
  if (cardLines(thing, look, '', size) === '') {
    const longest = titles.find(({ length }) => length <= LONGEST) ?? titles.at(-1)!;
    for (const label of new Set([endCut(longest, LONGEST), endCut(titles.at(-1)!, SHORT)])) {
      for (const side of ['bottom', 'top'] as const) {
        const area = besides(thing, label, size, side);
        if (!places.isFree(area, 'label') || !places.isFree(area, 'body', thing)) continue;
        places.take(area, 'label');
        return { label, size, side: 'bottom', gap: (area.top + area.bottom) / 2 - thing.y };
      }
    }
  }
  if (most < FEWEST) return NONE;
  // Parts of paths are told apart by their ends.
  const end = titles.at(-1)!;
  const title = end.endsWith('/*') ? middleCut(end.slice(0, -2), most) : endCut(end, most);
  return { label: cardLines(thing, look, title, size), size, side: 'bottom', gap: CARD_GAP };
};

/** The title, and what fits below it of how many there are and how many are in which state. */
const cardLines = (thing: Thing, look: Look, title: string, size: number): string => {
  const counts = countLines(look.counts!);
  const most = Math.floor((thing.height - 4) / (size * 1.3)) - 1;
  // The letters of states say more than the count of all.
  const shown = counts.length <= most ? counts : most >= 1 ? [counts.at(-1)!] : [];
  const all = Math.floor((thing.width - 8) / (size * WIDE));
  return [title, ...shown.map((line) => endCut(line, all))].join('\n');
};

/** Where a label would be. */
const besides = ({ x, y, height }: Thing, label: string, size: number, side: Letters['side']): Area => {
  // A letter's room between two labels, for bold ones are wider.
  const half = ((label.length + 1) * size * WIDE) / 2;
  const tall = size * HIGH;
  const top = side === 'bottom' ? y + height / 2 + GAP.bottom : y - height / 2 - GAP.top - tall;
  return { left: x - half, top, right: x + half, bottom: top + tall };
};

/** Where an open box has its signs: what closes it, its state, and that it fails. */
const signsOf = (thing: Thing, { rank, isFault }: Look): Area => {
  const { right, top } = bodyOf(thing);
  const count = 1 + (rank > 0 ? 1 : 0) + (isFault ? 1 : 0);
  return { left: right - 6 - 20 * count, top, right, bottom: top + TITLE.height };
};

/** Where the title of an open box would be: `gap` units below its top. */
const titleArea = (thing: Thing, label: string, size: number, gap: number): Area => {
  const box = bodyOf(thing);
  const left = box.left + (thing.kind === undefined ? 10 : 29);
  const top = box.top + gap;
  return { left, top, right: left + label.length * size * WIDE, bottom: top + size * HIGH };
};
