/** The picture on the page: told what there is, in which state, and what is pointed out; tells what is done to it. */
import type { NodeFacts } from '../model/messages.ts';
import type { Drawing, MakeDrawing, Paint } from '../model/drawing.ts';
import type { Scene } from '../model/scene.ts';
import type { Theme } from '../model/state.ts';
import '../style/draw.css';
import { PALETTES } from './colours.ts';
import { coreIn, loadImages } from './core.ts';
import { NO_PICTURE, type Picture, type Thing, differenceOf, pictureOf } from './elements.ts';
import { imagesFor } from './images.ts';
import { type Held, HELP, pointerOn, pressed, spotOf } from './hands.ts';
import { steppedZoom } from './lettering.ts';
import { markedOf } from './marks.ts';
import { freshElements } from './paint.ts';
import { pngOf } from './png.ts';
import { stylesheetFor } from './style.ts';
import { svgOf } from './svg.ts';
import { tipIn } from './tip.ts';
import { viewOf } from './view.ts';
import { NOTHING_WORN, type Worn, wardrobeFor } from './wear.ts';

/** Milliseconds that what has just changed is lit. */
const LIT = 600;
/** Milliseconds of a move from one place to another. */
const MOVE = 220;
/** Milliseconds until a picture has been drawn. */
const LATER = 250;
/** Milliseconds after which a zoom has come to rest. */
const SETTLED = 140;
/** Things above which nothing moves there slowly: each frame of it would be late. */
const MOST_MOVED = 250;
/** Pixels at the rim in which the cursor is not left. */
const RIM = 36;

let drawings = 0;

export const makeDrawing: MakeDrawing = (container, events, asked) => {
  let theme: Theme = asked;
  let worn: Worn = { picture: NO_PICTURE, ...NOTHING_WORN };
  let marks: Parameters<Drawing['mark']>[0] = {};
  let loading: ReturnType<typeof setTimeout> | undefined;
  let lettering: ReturnType<typeof setTimeout> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the view was last made to show, until somebody moves it: shown again when there is more room, or less. */
  let fitted: readonly number[] | 'all' | undefined;
  const listening = new AbortController();
  const stillness = matchMedia('(prefers-reduced-motion: reduce)');

  const { canvas, takeDown } = stageIn(container);
  const tip = tipIn(container);
  let cy = coreIn(canvas, theme, false);
  const wardrobe = wardrobeFor(
    () => cy,
    () => theme,
  );
  /** Labels are written for the zoom that there is. */
  const letter = (): void => {
    clearTimeout(lettering);
    const zoom = steppedZoom(cy.zoom());
    if (zoom !== worn.zoom) wear({ zoom });
  };
  const wear = (change: Partial<Worn>): void => {
    worn = { ...worn, ...change };
    wardrobe.wear(worn);
  };

  const fit = (positions?: readonly number[]): void => {
    fitted = positions ?? 'all';
    if (canvas.clientWidth === 0 || canvas.clientHeight === 0) return;
    const view = viewOf(worn.picture, positions, { width: canvas.clientWidth, height: canvas.clientHeight });
    if (view !== undefined) cy.viewport(view);
    letter();
  };
  const zoomBy = (factor: number): void => {
    fitted = undefined;
    cy.zoom({
      level: cy.zoom() * factor,
      renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 },
    });
  };
  const held: Held = {
    picture: () => worn.picture,
    paint: () => worn.paint,
    cursor: () => worn.cursor,
    moveCursor: (cursor) => {
      wear({ cursor });
      const spot = cursor === undefined ? undefined : spotOf(cursor, worn.picture);
      if (spot !== undefined) bringIntoView(spot);
    },
    zoomBy,
    fit: () => fit(),
    cy: () => cy,
  };
  const bringIntoView = ({ x, y }: { readonly x: number; readonly y: number }): void => {
    const { x1, x2, y1, y2 } = cy.extent();
    const rim = RIM / cy.zoom();
    if (x > x1 + rim && x < x2 - rim && y > y1 + rim && y < y2 - rim) return;
    cy.pan({ x: canvas.clientWidth / 2 - x * cy.zoom(), y: canvas.clientHeight / 2 - y * cy.zoom() });
  };
  const listen = (): void => {
    pointerOn(cy, held, events, tip);
    // While the wheel turns, the labels stay as they are.
    cy.on('zoom', () => {
      clearTimeout(lettering);
      lettering = setTimeout(letter, SETTLED);
    });
    cy.on('resize', () => {
      if (fitted !== undefined) fit(fitted === 'all' ? undefined : fitted);
    });
    cy.on('dragpan scrollzoom pinchzoom', () => {
      fitted = undefined;
    });
  };
  listen();
  const { signal } = listening;
  container.addEventListener(
    'keydown',
    (event) => {
      if (event.target !== container || !pressed(event, held, events)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal },
  );
  // Cytoscape keeps the press from the page, and so the focus.
  canvas.addEventListener('pointerdown', () => container.focus({ preventScroll: true }), {
    signal,
    capture: true,
  });
  container.addEventListener('pointerleave', () => tip.hide(), { signal });
  container.addEventListener('blur', () => worn.cursor !== undefined && wear({ cursor: undefined }), {
    signal,
  });

  /** The first picture does not wait for images of what has not happened yet. */
  const load = ({ things }: Picture): void => {
    clearTimeout(loading);
    const { now, later } = imagesFor(PALETTES[theme], new Set(things.flatMap(({ kind }) => kind ?? [])));
    loadImages(cy, now);
    loading = setTimeout(() => loadImages(cy, later), LATER);
  };

  /** The canvas is another where much is drawn, for it is told so when it is made. */
  const remake = (isLarge: boolean): void => {
    const [zoom, pan] = [cy.zoom(), { ...cy.pan() }];
    cy.destroy();
    cy = coreIn(canvas, theme, isLarge);
    cy.viewport({ zoom, pan });
    wardrobe.forget();
    listen();
  };

  return {
    show: (scene: Scene, facts: readonly NodeFacts[]) => {
      const before = worn.picture;
      const picture = pictureOf(scene, facts);
      const isRemade = before.isLarge !== picture.isLarge;
      const difference = differenceOf(isRemade ? { ...NO_PICTURE, things: before.things } : before, picture);
      if (isRemade) remake(picture.isLarge);
      load(picture);
      tip.hide();
      const isStill = stillness.matches || picture.things.length > MOST_MOVED;
      const move = ({ element, x, y }: Thing): void => {
        const one = cy.getElementById(element);
        one.stop();
        if (isStill) one.position({ x, y });
        else one.animate({ position: { x, y } }, { duration: MOVE, easing: 'ease-out' });
      };
      const hasCursor =
        worn.cursor !== undefined && (picture.thingOf.has(worn.cursor) || picture.linkOf.has(worn.cursor));
      worn = {
        ...worn,
        picture,
        marked: markedOf(picture, marks),
        fresh: new Set(),
        cursor: hasCursor ? worn.cursor : undefined,
      };
      wardrobe.replace(difference, worn, move);
    },
    paint: (paint: Paint) => {
      const isLit = paint.fresh !== undefined && paint.fresh.size > 0 && !stillness.matches;
      clearTimeout(timer);
      wear({ paint, fresh: isLit ? freshElements(worn.picture, paint) : NOTHING_WORN.fresh });
      if (isLit) timer = setTimeout(() => wear({ fresh: NOTHING_WORN.fresh }), LIT);
    },
    mark: (asked) => {
      marks = asked;
      wear({ marked: markedOf(worn.picture, asked) });
    },
    fit,
    zoomBy,
    flush: () => {
      cy.elements().stop(true, true);
      cy.forceRender();
    },
    setTheme: (asked) => {
      if (asked === theme) return;
      theme = asked;
      load(worn.picture);
      wardrobe.forget();
      cy.style(stylesheetFor(theme, worn.picture.isLarge));
      wear({});
    },
    png: (scale) => pngOf(svgOf(worn, theme), scale, events.onFocus),
    svg: () => svgOf(worn, theme).text,
    destroy: () => {
      clearTimeout(timer);
      clearTimeout(lettering);
      clearTimeout(loading);
      listening.abort();
      cy.destroy();
      takeDown();
    },
  };
};

/** The canvas's place, and what a keyboard and a listener need. */
const stageIn = (container: HTMLElement): { readonly canvas: HTMLElement; readonly takeDown: () => void } => {
  const canvas = document.createElement('div');
  canvas.className = 'draw-canvas';
  const help = document.createElement('p');
  help.className = 'draw-help';
  help.id = `draw-help-${drawings++}`;
  help.textContent = HELP;
  container.classList.add('draw-stage');
  container.tabIndex = 0;
  container.setAttribute('role', 'application');
  container.setAttribute('aria-label', 'Picture of what needs what');
  container.setAttribute('aria-describedby', help.id);
  container.append(canvas, help);
  return {
    canvas,
    takeDown: () => {
      container.replaceChildren();
      container.classList.remove('draw-stage');
      for (const name of ['tabindex', 'role', 'aria-label', 'aria-describedby'])
        container.removeAttribute(name);
    },
  };
};
