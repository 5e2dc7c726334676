/**
 * Text from documents, made harmless for a terminal.
 *
 * Names come from repositories that nobody vouches for: escape sequences could repaint the screen, and characters
 * that reverse the direction of writing could show another name than the one that is meant.
 */

import { masked } from './masked.ts';

// Control characters, line and paragraph separators, and the marks that override the direction of writing.
// oxlint-disable-next-line no-control-regex -- naming them is the point
const HARMFUL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Characters of one text that are shown: laying out a title of a hundred megabytes would take all memory. */
const MOST_SHOWN = 10_000;

/** The text on one line, with each harmful character replaced by one that is as wide as it looks. */
export const printable = (text: string): string => {
  const shown = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
  return shown.replace(HARMFUL, (c) => (/[\t\n\r]/.test(c) ? ' ' : '·'));
};

/** Characters of a text that a message repeats. */
const LONGEST = 100;

/** A text as messages repeat it: in quotes, without secrets, and cut where it is too long to be read. */
export const quoted = (text: string): string =>
  `"${masked(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)}"`;
