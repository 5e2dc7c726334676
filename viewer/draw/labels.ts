/** What stands at a thing: short, on one line, harmless; the full text is in the tip. */
import { printable } from '../../src/model/printable.ts';
import { cutTo } from '../../src/report/width.ts';
import type { NodeFacts } from '../model/messages.ts';

/** Characters below a node. */
export const LONGEST = 18;
/** Characters of a text that a tip or a sentence repeats. */
const LONGEST_FULL = 160;
/** Longer texts are cut before they are measured. */
const MEASURED = 400;

/** The name; or of the id what the box around it does not say already, as far as its last parts fit. */
export const labelOf = ({ id, name }: NodeFacts, boxId?: string): string => {
  if (name !== undefined && name.trim() !== '') return short(name, LONGEST);
  const rest = boxId !== undefined && id.startsWith(`${boxId}/`) ? id.slice(boxId.length + 1) : id;
  const parts = rest.split('/');
  let label = parts.pop()!;
  while (parts.length > 0 && label.length + 1 + parts.at(-1)!.length <= LONGEST)
    label = `${parts.pop()!}/${label}`;
  return middle(label, LONGEST);
};

/** A text of a document in so many columns. */
export const short = (text: string, columns: number): string => cutTo(shown(text), columns, 'end');

/** The same, cut where ids differ least. */
const middle = (text: string, columns: number): string => cutTo(shown(text), columns, 'middle');

/** A text of a document as tips and sentences have it. */
export const full = (text: string): string => short(text, LONGEST_FULL);

const shown = (text: string): string => printable(text.slice(0, MEASURED)).trim();

/** A label that is shown already, shorter. */
export const endCut = (label: string, columns: number): string => cutTo(label, columns, 'end');

export const middleCut = (label: string, columns: number): string => cutTo(label, columns, 'middle');

/** `1 node`, `1,234 nodes`. */
export const counted = (count: number, what: string): string =>
  `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

/** `1,234`, as everywhere in the house. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
