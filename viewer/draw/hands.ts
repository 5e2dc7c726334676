/** What the pointer and the keys do to the picture. */
import type cytoscape from 'cytoscape';
import type { DrawingEvents, Paint } from '../model/drawing.ts';
import type { Selected } from '../model/state.ts';
import type { Link, Picture, Thing } from './elements.ts';
import { type Spot, type Way, nearestIn, nearestTo, nextOf } from './keyboard.ts';
import { rankAt } from './paint.ts';
import { TITLE } from './style.ts';
import type { Tip } from './tip.ts';
import { linkTip, linkWords, thingTip, thingWords } from './words.ts';

/** What the hands know of the drawing, and may do to it. */
export interface Held {
  readonly picture: () => Picture;
  readonly paint: () => Paint;
  readonly cursor: () => string | undefined;
  /** Puts the cursor there, or takes it away. */
  readonly moveCursor: (element: string | undefined) => void;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly cy: () => cytoscape.Core;
}

/** What an element is to the rest of the page. */
const selectedOf = (element: string, picture: Picture, paint: Paint): Selected | undefined => {
  const thing = picture.thingOf.get(element);
  const { facts } = picture;
  if (thing !== undefined) {
    if (thing.position !== undefined) return { type: 'node', id: facts[thing.position]!.id };
    return { type: 'box', key: thing.key! };
  }
  const link = picture.linkOf.get(element);
  if (link === undefined || link.pairs.length < 2) return undefined;
  const at = worstPair(link, paint);
  return { type: 'edge', from: facts[link.pairs[at]!]!.id, to: facts[link.pairs[at + 1]!]!.id };
};

/** Of all that a link stands for, the first by which the most of a failure came. */
const worstPair = ({ pairs }: Link, paint: Paint): number => {
  let [best, most] = [0, -1];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const carried = Math.min(rankAt(paint, pairs[i]), rankAt(paint, pairs[i + 1]));
    if (carried > most) [best, most] = [i, carried];
  }
  return best;
};

/** Whether a point of the picture is on the mark that opens or closes a box. */
const isOnToggle = (thing: Thing, { x, y }: { readonly x: number; readonly y: number }): boolean => {
  if (thing.type === 'node') return false;
  const right = thing.x + thing.width / 2;
  const top = thing.y - thing.height / 2;
  return x <= right && x >= right - TITLE.height && y >= top && y <= top + TITLE.height;
};

/** Listens to Cytoscape; its listeners end with it. */
export const pointerOn = (cy: cytoscape.Core, held: Held, events: DrawingEvents, tip: Tip): void => {
  const elementOf = (event: cytoscape.EventObject): string | undefined =>
    event.target === cy ? undefined : (event.target as cytoscape.SingularElementArgument).id();
  const toggledBy = (event: cytoscape.EventObject): Thing | undefined =>
    // An arrow may lie over the mark, and inner boxes lie on outer ones.
    held.picture().things.findLast((thing) => isOnToggle(thing, event.position));
  // Two quick presses on two things are no double one.
  let tapped: string | undefined;
  let isAgain = false;
  cy.on('tap', (event) => {
    tip.hide();
    const element = elementOf(event);
    if (held.cursor() !== undefined) held.moveCursor(undefined);
    const toggled = element === undefined ? undefined : toggledBy(event);
    isAgain = toggled === undefined && element === tapped;
    tapped = toggled === undefined ? element : undefined;
    if (toggled !== undefined) {
      events.onToggle(toggled.key!, toggled.type === 'open');
      return;
    }
    const selected = element === undefined ? undefined : selectedOf(element, held.picture(), held.paint());
    const {
      shiftKey = false,
      ctrlKey = false,
      metaKey = false,
    } = (event.originalEvent ?? {}) as Partial<MouseEvent>;
    events.onSelect(selected, shiftKey || ctrlKey || metaKey);
  });
  cy.on('dbltap', 'node', (event) => {
    const element = elementOf(event);
    if (element === undefined || !isAgain || tapped !== element) return;
    tapped = undefined;
    const selected = selectedOf(element, held.picture(), held.paint());
    if (selected !== undefined) events.onFail(selected);
  });
  cy.on('mouseover', 'node, edge', (event) => {
    const element = elementOf(event)!;
    const [picture, paint] = [held.picture(), held.paint()];
    const thing = picture.thingOf.get(element);
    const link = picture.linkOf.get(element);
    const lines =
      thing !== undefined
        ? thingTip(thing, picture, paint)
        : link === undefined
          ? []
          : linkTip(link, picture, paint);
    // A tip of a frame would follow the pointer everywhere.
    if (lines.length === 0 || (thing?.type === 'open' && !isOnTitle(thing, event.position))) tip.hide();
    else tip.show(lines, event.renderedPosition.x, event.renderedPosition.y);
  });
  cy.on('mouseout', 'node, edge', () => tip.hide());
  cy.on('pan zoom', () => tip.hide());
};

const isOnTitle = (thing: Thing, { y }: { readonly y: number }): boolean =>
  y <= thing.y - thing.height / 2 + TITLE.height;

const WAYS: ReadonlyMap<string, Way> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

export const HELP =
  'Arrow keys go to the nearest thing, E to the arrows of the thing, Enter selects, with Shift one more, F makes it fail or no longer, O opens or closes its box, plus and minus zoom, 0 shows all, Escape leaves.';

/** What a key does; false: nothing, and the key is not ours. */
export const pressed = (event: KeyboardEvent, held: Held, events: DrawingEvents): boolean => {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const [picture, paint] = [held.picture(), held.paint()];
  const cursor = held.cursor();
  const go = (element: string | undefined): true => {
    if (element === undefined) return true;
    held.moveCursor(element);
    events.onFocus(wordsOf(element, picture, paint));
    return true;
  };
  const way = WAYS.get(event.key);
  if (way !== undefined) return go(stepFrom(cursor, way, held));
  const selected = cursor === undefined ? undefined : selectedOf(cursor, picture, paint);
  switch (event.key) {
    case 'Enter':
    case ' ':
      if (selected !== undefined) events.onSelect(selected, event.shiftKey);
      return true;
    case 'f':
    case 'F':
      if (selected !== undefined && selected.type !== 'edge') events.onFail(selected);
      return true;
    case 'o':
    case 'O': {
      const box = cursor === undefined ? undefined : boxAt(cursor, picture);
      if (box !== undefined) events.onToggle(box.key!, box.type === 'open');
      return true;
    }
    case 'e':
    case 'E':
      return go(linkFrom(cursor, picture, event.shiftKey ? -1 : 1));
    case '+':
    case '=':
      held.zoomBy(1.25);
      return true;
    case '-':
      held.zoomBy(0.8);
      return true;
    case '0':
      held.fit();
      return true;
    case 'Escape':
      held.moveCursor(undefined);
      events.onSelect(undefined, false);
      return true;
    default:
      return false;
  }
};

/** Where the cursor stands: at a node's middle, at a box's title, in the middle of an arrow. */
export const spotOf = (element: string, { thingOf, linkOf }: Picture): Spot | undefined => {
  const thing = thingOf.get(element);
  if (thing?.type === 'open') {
    return {
      element,
      x: thing.x - thing.width / 2 + TITLE.height,
      y: thing.y - thing.height / 2 + TITLE.height / 2,
    };
  }
  if (thing !== undefined) return { element, x: thing.x, y: thing.y };
  const link = linkOf.get(element);
  const [source, target] = [thingOf.get(link?.source ?? ''), thingOf.get(link?.target ?? '')];
  if (source === undefined || target === undefined) return undefined;
  return { element, x: (source.x + target.x) / 2, y: (source.y + target.y) / 2 };
};

const stepFrom = (cursor: string | undefined, way: Way, held: Held): string | undefined => {
  const picture = held.picture();
  const spots = picture.things.flatMap(({ element }) => spotOf(element, picture) ?? []);
  const from = cursor === undefined ? undefined : spotOf(cursor, picture);
  if (from !== undefined) return nearestIn(way, from, spots, cursor)?.element;
  const { x1, x2, y1, y2 } = held.cy().extent();
  return nearestTo({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, spots)?.element;
};

/** The arrows of a thing one after the other; from an arrow, on among those of the thing that it starts from. */
const linkFrom = (
  cursor: string | undefined,
  { links, linkOf }: Picture,
  step: 1 | -1,
): string | undefined => {
  if (cursor === undefined) return undefined;
  const current = linkOf.get(cursor);
  const of = current?.source ?? cursor;
  const around = links
    .filter(({ source, target }) => source === of || target === of)
    .map(({ element }) => element);
  return nextOf(around, current?.element, step);
};

/** The box that an element is, or else is in. */
const boxAt = (element: string, { thingOf }: Picture): Thing | undefined => {
  const thing = thingOf.get(element);
  return thing === undefined || thing.type !== 'node' || thing.parent === undefined
    ? boxOnly(thing)
    : thingOf.get(thing.parent);
};

const boxOnly = (thing: Thing | undefined): Thing | undefined => (thing?.type === 'node' ? undefined : thing);

const wordsOf = (element: string, picture: Picture, paint: Paint): string => {
  const thing = picture.thingOf.get(element);
  if (thing !== undefined) return thingWords(thing, picture, paint);
  const link = picture.linkOf.get(element);
  return link === undefined ? '' : linkWords(link, picture, paint);
};
