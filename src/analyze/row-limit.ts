/** The option that says how many rows are shown. */
import { UserError } from '../model/user-error.ts';

/**
 * Rows to show: what was asked for, or so many; 0 means all.
 *
 * @throws UserError if the text is no number of rows.
 */
export const rowLimit = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text))
    throw new UserError({ message: `--limit takes a number of rows, not "${text}"` });
  return text === '0' ? Infinity : Number(text);
};
