/** Keeps Cytoscape's elements as the states and marks want them, and touches only those that look different. */
import type { Paint } from '../model/drawing.ts';
import type { Theme } from '../model/state.ts';
import { PALETTES } from './colours.ts';
import { type Core, linkElement, thingData, thingElement } from './core.ts';
import { type Dress, dressOf, linkClasses, linkWidth, thingClasses } from './dress.ts';
import type { Difference, Link, Picture, Thing } from './elements.ts';
import { type Letters, lettersOf } from './lettering.ts';
import { type Marked, NO_MARKS } from './marks.ts';
import { type Look, NO_PAINT, carriedBy, isSameLook, lookOf } from './paint.ts';

/** All that decides what is drawn, but for the places. */
export interface Worn {
  readonly picture: Picture;
  readonly paint: Paint;
  readonly marked: Marked;
  /** Elements that are lit for a moment. */
  readonly fresh: ReadonlySet<string>;
  /** Where the keyboard is. */
  readonly cursor: string | undefined;
  /** As labels know it. */
  readonly zoom: number;
}

interface Wearing {
  readonly look: Look | undefined;
  readonly dress: Dress | undefined;
  readonly letters: Letters | undefined;
  /** Of a link. */
  readonly width: number | undefined;
  readonly classes: string;
}

const NO_LETTERS: Letters = { label: '', size: 11, side: 'bottom', gap: 0 };

interface Wardrobe {
  /** Takes out, puts in and changes elements; `move` puts what stays in its place. */
  replace(difference: Difference, worn: Worn, move: (thing: Thing) => void): void;
  /** Everything as it is to be now; returns how many elements were touched. */
  wear(worn: Worn): number;
  /** Forgets what was worn, so that everything is dressed anew: with other colours, or on another canvas. */
  forget(): void;
}

export const NOTHING_WORN = {
  paint: NO_PAINT,
  marked: NO_MARKS,
  fresh: new Set<string>(),
  cursor: undefined,
  zoom: 1,
} as const;

export const wardrobeFor = (cy: () => Core, theme: () => Theme): Wardrobe => {
  let wearing = new Map<string, Wearing>();

  const thingWearing = (thing: Thing, worn: Worn, before: Wearing | undefined): Wearing => {
    const look = lookOf(thing, worn.paint);
    const isSame = before?.dress !== undefined && isSameLook(before.look, look);
    return {
      look,
      dress: isSame ? before.dress : dressOf(thing, look, PALETTES[theme()]),
      letters: lettersFor(worn).get(thing.element) ?? NO_LETTERS,
      width: undefined,
      classes: thingClasses(thing, look, wordsOf(thing.element, worn), isBack(thing.element, worn)),
    };
  };
  const linkWearing = (link: Link, worn: Worn): Wearing => {
    const carried = carriedBy(link, worn.paint);
    const words = wordsOf(link.element, worn);
    return {
      look: undefined,
      dress: undefined,
      letters: undefined,
      width: widthAt(link, worn.zoom, carried > 0, words.split(' ').includes('path')),
      classes: linkClasses(link, carried, words, isBack(link.element, worn)),
    };
  };

  let lettered: { readonly worn: Worn; readonly letters: ReadonlyMap<string, Letters> } | undefined;
  /** They depend on everything, so that they are found once for all. */
  const lettersFor = (worn: Worn): ReadonlyMap<string, Letters> => {
    const before = lettered?.worn;
    if (
      lettered === undefined ||
      before?.picture !== worn.picture ||
      before.paint !== worn.paint ||
      before.marked !== worn.marked ||
      before.zoom !== worn.zoom
    ) {
      const { picture, zoom, paint, marked } = worn;
      lettered = { worn, letters: lettersOf(picture, zoom, (thing) => lookOf(thing, paint), marked) };
    }
    return lettered.letters;
  };

  const wear = (worn: Worn): number => {
    let touched = 0;
    const put = (element: string, after: Wearing): void => {
      const before = wearing.get(element);
      const data = {
        ...(after.dress === before?.dress ? {} : after.dress),
        ...(isSameLetters(after.letters, before?.letters) ? {} : after.letters),
        ...(after.width === before?.width ? {} : { width: after.width }),
      };
      const hasData = Object.keys(data).length > 0;
      const hasClasses = after.classes !== before?.classes;
      wearing.set(element, after);
      if (!hasData && !hasClasses) return;
      const one = cy().getElementById(element);
      if (hasData) one.data(data);
      if (hasClasses) one.classes(after.classes);
      touched++;
    };
    cy().batch(() => {
      for (const thing of worn.picture.things) {
        put(thing.element, thingWearing(thing, worn, wearing.get(thing.element)));
      }
      for (const link of worn.picture.links) put(link.element, linkWearing(link, worn));
    });
    return touched;
  };

  return {
    wear,
    replace: (difference, worn, move) => {
      const { removed, addedThings, addedLinks, changed, cameFrom } = difference;
      cy().batch(() => {
        if (removed.length > 0) {
          const gone = new Set(removed);
          cy()
            .elements()
            .filter((one) => gone.has(one.id()))
            .remove();
          for (const element of removed) wearing.delete(element);
        }
        for (const thing of changed) {
          cy().getElementById(thing.element).data(thingData(thing));
          // Its label may be another.
          wearing.delete(thing.element);
          move(thing);
        }
        const things = addedThings.map((thing) => {
          const after = thingWearing(thing, worn, undefined);
          wearing.set(thing.element, after);
          return thingElement(
            thing,
            after.classes,
            { ...after.dress, ...after.letters },
            cameFrom.get(thing.element) ?? thing,
          );
        });
        const links = addedLinks.map((link) => {
          const after = linkWearing(link, worn);
          wearing.set(link.element, after);
          return linkElement(link, after.classes, after.width!);
        });
        cy().add([...things, ...links]);
        for (const thing of addedThings) if (cameFrom.has(thing.element)) move(thing);
      });
      wear(worn);
    },
    forget: () => {
      wearing = new Map();
    },
  };
};

const wordsOf = (element: string, { marked, fresh, cursor }: Worn): string => {
  const marks = marked.words.get(element) ?? '';
  if (!fresh.has(element) && cursor !== element) return marks;
  return [marks, fresh.has(element) ? 'fresh' : '', cursor === element ? 'cursor' : '']
    .filter((word) => word !== '')
    .join(' ');
};

const isBack = (element: string, { marked }: Worn): boolean =>
  marked.lit !== undefined && !marked.lit.has(element);

const isSameLetters = (a: Letters | undefined, b: Letters | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.label === b.label &&
    a.size === b.size &&
    a.side === b.side &&
    a.gap === b.gap);

/** Pixels on the screen that an arrow has at least along which a failure went, and one of a proof. */
const SEEN = { hot: 0.9, path: 2.4 } as const;

/** What matters is seen however small the picture is; all the rest gets thinner with it. */
const widthAt = ({ count }: Link, zoom: number, isHot: boolean, isPath: boolean): number => {
  const width = linkWidth(count);
  if (isPath) return Math.max(width + 2, SEEN.path / zoom);
  return isHot ? Math.max(width, SEEN.hot / zoom) : width;
};
