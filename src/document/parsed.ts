/** What reading a file gives: plain values, and the source that knows where each of them stands. */
import type { Problem } from '../model/user-error.ts';
import type { Source } from '../model/place.ts';

export type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly source: Source }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A text to be parsed, and the name to call it by. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
  /** It came with the program. */
  readonly isShipped?: boolean;
}
