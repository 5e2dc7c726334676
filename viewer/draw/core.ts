/** Cytoscape as we use it: a canvas with things in given places, that moves, zooms and finds what is pressed. */
import cytoscape from 'cytoscape';
import type { Theme } from '../model/state.ts';
import type { Link, Thing } from './elements.ts';
import { stylesheetFor } from './style.ts';

export type Core = cytoscape.Core;

/** Zooms beyond these show nothing more. */
const ZOOM = { least: 0.02, most: 4 } as const;

export const coreIn = (container: HTMLElement, theme: Theme, isLarge: boolean): Core => {
  return cytoscape({
    container,
    style: stylesheetFor(theme, isLarge),
    layout: { name: 'preset' },
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    boxSelectionEnabled: false,
    autounselectify: true,
    autoungrabify: true,
    // Where much is drawn, what moves is a picture of it, at the screen's plain resolution.
    ...(isLarge ? { textureOnViewport: true, hideEdgesOnViewport: true, pixelRatio: 1 } : {}),
  });
};

interface ImageLoader {
  readonly getCachedImage?: (url: string, crossOrigin: null, onLoad: () => void) => unknown;
}

/** Else each glyph would come a frame after what it stands on, and each time all would be drawn again. */
export const loadImages = (cy: Core, images: readonly string[]): void => {
  const loader = (cy as unknown as { renderer(): ImageLoader }).renderer();
  for (const image of images) loader.getCachedImage?.(image, null, () => {});
};

/** A thing for Cytoscape. It may be pressed, but is not moved: where it stands has a meaning. */
export const thingElement = (
  thing: Thing,
  classes: string,
  dress: object,
  at: { readonly x: number; readonly y: number },
): cytoscape.ElementDefinition => ({
  group: 'nodes',
  data: { id: thing.element, ...thingData(thing), ...dress },
  position: { x: at.x, y: at.y },
  classes,
  // The ground is dragged through it.
  pannable: true,
});

/** What of a thing does not change with the states. */
export const thingData = ({ width, height, depth, kind }: Thing): object => ({
  width,
  height,
  depth,
  // The title of an open box, beside the glyph if there is one.
  indent: kind === undefined ? 10 : 29,
});

export const linkElement = (link: Link, classes: string, width: number): cytoscape.ElementDefinition => ({
  group: 'edges',
  data: {
    id: link.element,
    source: link.source,
    target: link.target,
    width,
    label: link.count > 1 ? `×${link.count}` : '',
  },
  classes,
});
