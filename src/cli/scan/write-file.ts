/** Writing a file as a whole or not at all. */
import { draftOf } from '../outputs/draft.ts';

/**
 * Writes beside the file first, and takes its place when all is there: who reads it never sees a half.
 *
 * @throws UserError if it cannot be written; what was there before is still there then.
 */
export const writeWhole = async (file: string, text: string): Promise<void> =>
  (await draftOf(file, [text])).keep();
