/** The contract of a format: a pure function from a report to text. It prints nothing by itself. */
import type { Report } from '../model/report.ts';
import type { State } from '../model/state.ts';

/** What a piece of text means: for colours. */
export type Tone = 'strong' | 'dim' | 'id' | 'heading' | State;

/** What a format may know of the place that its text goes to. */
export interface Surroundings {
  /** Columns to fill. */
  readonly width: number;
  /** Colours a text, or leaves it as it is. */
  readonly paint: (tone: Tone, text: string) => string;
  /** Bytes that a comment may have, for formats that are made for one; left out: as many as it takes. */
  readonly room?: number;
  /**
   * A file as sites that hold the repository know it, from its root; undefined if it lies outside. Left out: as it is
   * named.
   */
  readonly pathOf?: (file: string) => string | undefined;
  /** The document that was asked about: where findings stand that have no place of their own. */
  readonly document?: string;
  /** The program: its version, and the address that its pages stand below, if there is one. */
  readonly tool?: { readonly version: string; readonly home?: string };
}

/** A format: a pure function from a report to text. */
export interface Reporter {
  readonly name: string;
  /**
   * Ends with a line feed.
   *
   * @throws UserError if the report has nothing for this format.
   */
  readonly render: (report: Report, surroundings: Surroundings) => string;
  /**
   * The same text in pieces, made one after the other; left out: it is never long.
   *
   * @throws UserError as `render` does, before the first piece or at any later one.
   */
  readonly pieces?: (report: Report, surroundings: Surroundings) => Iterable<string>;
}
