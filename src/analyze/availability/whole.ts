/** Options that take whole numbers. */
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { grouped } from '../totals.ts';

/**
 * The number that an option gives, or so many.
 *
 * @throws UserError if it is none within the range.
 */
export const wholeOption = (
  name: string,
  text: string | undefined,
  otherwise: number,
  { least, most }: { readonly least: number; readonly most: number },
): number => {
  if (text === undefined) return otherwise;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new UserError({
    message: `--${name} takes a whole number from ${least} to ${grouped(most)}, not ${quoted(text)}`,
  });
};
