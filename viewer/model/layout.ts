/** What a layout is given and gives: things in boxes, by number. */
import type { Direction } from './state.ts';

export interface LayoutInput {
  readonly direction: Direction;
  /** Names that decide where nothing else does, and by which a thing is known from layout to layout. Each once. */
  readonly keys: readonly string[];
  /** The thing that each is inside of, −1: of nothing. A thing that others are inside of is an open box. */
  readonly parents: Int32Array;
  /** Of what is no open box: width and height with its label. */
  readonly widths: Float32Array;
  readonly heights: Float32Array;
  /** Where it belongs if no edge says otherwise: 0 apps … 7 regions and providers. */
  readonly tiers: Uint8Array;
  /** Pairs of things: from what requires to what is required. Never from a box to what is inside of it. */
  readonly edges: Uint32Array;
  /** Centres that things had before, by key: what is still there stays about there. */
  readonly before?: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

/** Centres and sizes, by number; open boxes hold what is inside of them. The picture's corner is 0, 0. */
export interface Layout {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly widths: Float32Array;
  readonly heights: Float32Array;
  readonly width: number;
  readonly height: number;
}
