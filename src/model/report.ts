/**
 * What an analysis returns: its data, and the same said in a few blocks that any format can render.
 *
 * Both are made when asked for: a JSON reporter never pays for tables, nor the terminal for 100,000 proofs.
 */
import type { State } from './state.ts';

/** A piece of text with a meaning; plain strings have none. */
export type Span =
  string | { readonly text: string; readonly tone: 'strong' | 'dim' | 'id' } | { readonly state: State };

export type Line = readonly Span[];

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** What gives way where the line is too wide: higher first; left out: never. */
  readonly yields?: number;
  /** Where a text that is too long is cut; ids are told apart by both ends, sentences by their start. */
  readonly cut?: 'middle' | 'end';
}

/** A time in which something was in a state, in seconds; `until` left out: it does not end. */
export interface Stretch {
  readonly from: number;
  readonly until?: number;
  readonly state: State;
}

/** What became of one thing over time. */
export interface Track {
  readonly label: Line;
  /** Times in which it was not operational, in order. */
  readonly stretches: readonly Stretch[];
  /** What stands beside its bar, one for each of the block's `notes`. */
  readonly notes: readonly Line[];
}

/** Tracks that belong together. */
export interface TrackSection {
  readonly title: string;
  readonly tracks: readonly Track[];
  /** Tracks that were left out, and how to get them. */
  readonly more?: string;
}

/** A line of a tree and how deep it stands; trees are lists, so that no chain is too long for them. */
export interface Branch {
  readonly depth: number;
  readonly line: Line;
}

export type Block =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly lines: readonly Line[] }
  | {
      readonly type: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Line[])[];
      /** Rows that were left out, and how to get them. */
      readonly more?: string;
    }
  | {
      readonly type: 'timeline';
      /** Seconds at the right end of the bars; the left end is 0. */
      readonly end: number;
      /** Titles of the tracks' notes. */
      readonly notes: readonly string[];
      /** They share one axis, so that what is below another is at the same time. */
      readonly sections: readonly TrackSection[];
    }
  | { readonly type: 'tree'; readonly branches: readonly Branch[] };

export interface Report {
  /** The question, as on the command line. */
  readonly command: string;
  /** The answer in a line. */
  readonly title: Line;
  readonly blocks: () => readonly Block[];
  /** The stable result, without `faultline` (the version) and `command`, which every result has. */
  readonly data: () => object;
}
