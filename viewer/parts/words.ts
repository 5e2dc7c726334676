/** Small wordings that all panels share: numbers, counts, and texts of documents on one line. */
import { printable } from '../../src/model/printable.ts';

/** 1234567.5 as 1,234,567.5, whatever the machine's locale; at most two places after the point. */
export const grouped = (amount: number): string => {
  const [whole, part] = String(Math.round(amount * 100) / 100).split('.');
  return whole!.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
};

/** `1 app`, `2,314 apps`; `many` where an s does not do. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** Characters of a text of a document that are shown where it stands among others. */
export const MOST_SHOWN = 500;

/** A text of a document on one line, harmless, and cut where nobody reads on. */
export const shownText = (text: string, most = MOST_SHOWN): string => {
  // Cut first: a name may have a hundred megabytes. Never between the halves of a character.
  const end = most - (isHighSurrogate(text.charCodeAt(most - 1)) ? 1 : 0);
  return text.length > most ? `${printable(text.slice(0, end))}…` : printable(text);
};

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
