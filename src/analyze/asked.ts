/** What is asked to be shown of an answer: which nodes, and how many rows. */
import { select } from '../assemble/select.ts';
import type { Estate } from '../model/estate.ts';
import { UserError } from '../model/user-error.ts';
import { grouped } from './totals.ts';

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

/** What a table or a section says of the rows that it leaves out. */
export const moreOf = (count: number, limit: number): { readonly more?: string } =>
  count > limit ? { more: moreText(count - limit) } : {};

/** The same in a line of text. */
export const moreText = (left: number): string => `… and ${grouped(left)} more (--limit 0 shows all)`;

/**
 * Whether a node is among those that `--only` asks for; all are, if it was not given.
 *
 * @throws UserError if a selection matches nothing.
 */
export const askedIn = (
  estate: Estate,
  only: readonly string[] | undefined,
): ((position: number) => boolean) => {
  if (only === undefined) return () => true;
  const asked = new Set(select(estate, only));
  return (position) => asked.has(position);
};
