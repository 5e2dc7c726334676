/** The picture as the rest of the page sees it: what it can be told, and what it tells. */
import type { Kind } from '../../src/model/kind.ts';
import type { NodeFacts } from './messages.ts';
import type { Scene } from './scene.ts';
import type { Selected, Theme } from './state.ts';

/** States over a scene; positions are those of the scene's side. */
export interface Paint {
  readonly ranks: Uint8Array;
  /** Positions of what fails by itself. */
  readonly faults: ReadonlySet<number>;
  /** Positions that have just changed: they are lit for a moment, unless motion is not wanted. */
  readonly fresh?: ReadonlySet<number>;
}

/** What is pointed out. */
export interface Marks {
  readonly selected?: Selected;
  /** Pairs of positions that a proof goes along; everything else steps back. */
  readonly path?: Uint32Array;
  /** Positions that were looked for; everything else steps back. */
  readonly found?: ReadonlySet<number>;
  /** Pairs of positions, and positions, that only this side has. */
  readonly added?: { readonly nodes: ReadonlySet<number>; readonly pairs: Uint32Array };
  readonly removed?: { readonly nodes: ReadonlySet<number>; readonly pairs: Uint32Array };
}

export interface DrawingEvents {
  /** A click or Enter on something; undefined: on nothing. `isMore`: with Shift or Ctrl. */
  readonly onSelect: (selected: Selected | undefined, isMore: boolean) => void;
  /** A double click or F on a node or box: it fails, or does so no longer. */
  readonly onFail: (selected: Selected) => void;
  /** The mark of a box, or O: open it, or close it. */
  readonly onToggle: (key: string, isOpen: boolean) => void;
  /** What the keyboard came to, in words, for those who do not see it. */
  readonly onFocus: (words: string) => void;
}

export interface Drawing {
  /** Draws another scene; keeps the view where it can. `facts` by position. */
  show(scene: Scene, facts: readonly NodeFacts[]): void;
  paint(paint: Paint): void;
  mark(marks: Marks): void;
  /** Moves the view so that all, or these positions, are seen. */
  fit(positions?: readonly number[]): void;
  zoomBy(factor: number): void;
  /** Draws all that it was told, now: after it the next frame shows it. */
  flush(): void;
  setTheme(theme: Theme): void;
  /** A PNG of the whole picture; `scale` 2 has two pixels a unit. */
  png(scale: number): Promise<Blob>;
  /** The whole picture as SVG, with a legend. */
  svg(): string;
  destroy(): void;
}

export type MakeDrawing = (container: HTMLElement, events: DrawingEvents, theme: Theme) => Drawing;

/** A glyph per kind: paths in a box of 24 by 24, drawn by us. */
export type Glyphs = Readonly<Record<Kind, string>>;
