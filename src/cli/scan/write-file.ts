/** Writing files as a whole or not at all. */
import { type Draft, draftOf } from '../outputs/draft.ts';

/**
 * Writes beside the file first, and takes its place when all is there: who reads it never sees a half.
 *
 * @throws UserError if it cannot be written; what was there before is still there then.
 */
export const writeWhole = (file: string, text: string): Promise<void> => writeAll([[file, text]]);

/**
 * The same for several files, which take their places when all of them are there.
 *
 * @throws UserError if one of them cannot be written.
 */
export const writeAll = async (files: readonly (readonly [file: string, text: string])[]): Promise<void> => {
  const drafts: Draft[] = [];
  try {
    for (const [file, text] of files) drafts.push(await draftOf(file, [text]));
    for (const draft of drafts) await draft.keep();
  } finally {
    for (const draft of drafts) await draft.drop();
  }
};
