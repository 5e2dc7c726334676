/** How wide a text is on a terminal, and cutting it to a width without cutting a character. */
import stringWidth from 'string-width';

const ASCII = /^[\u0020-\u007e]*$/;
/** The same, and what we draw with ourselves: measuring it would take most of the time of a long table. */
const NARROW = /^[\u0020-\u007e…·→←✓─│├└░▒█]*$/;

/** Columns that a text takes; wide characters take two, combining ones none. */
export const widthOf = (text: string): number => (NARROW.test(text) ? text.length : stringWidth(text));

/** The text, filled up with spaces. */
export const paddedTo = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const padding = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? padding + text : text + padding;
};

/** The text, cut with an ellipsis if it is wider than `width`: at its end, or in the middle, where ids differ least. */
export const cutTo = (text: string, width: number, cut: 'middle' | 'end'): string => {
  if (widthOf(text) <= width) return text;
  if (width <= 1) return '…'.slice(0, Math.max(0, width));
  const room = width - 1;
  const tail = cut === 'end' ? 0 : Math.ceil(room / 2);
  return `${head(text, room - tail)}…${head(text, tail, 'end')}`;
};

/** The text in parts no wider than `width`, unless a single character is. */
export const partsOf = (text: string, width: number): readonly string[] => {
  const parts = [''];
  let used = 0;
  for (const character of charactersOf(text)) {
    const wide = widthOf(character);
    if (used > 0 && used + wide > width) {
      parts.push('');
      used = 0;
    }
    parts[parts.length - 1] += character;
    used += wide;
  }
  return parts;
};

/** As many whole characters as fit, from the start or from the end. */
const head = (text: string, width: number, from: 'start' | 'end' = 'start'): string => {
  if (width <= 0) return '';
  if (ASCII.test(text)) return from === 'start' ? text.slice(0, width) : text.slice(-width);
  const characters = charactersOf(text);
  const ordered = from === 'start' ? characters : characters.toReversed();
  const kept: string[] = [];
  let used = 0;
  for (const character of ordered) {
    used += widthOf(character);
    if (used > width) break;
    kept.push(character);
  }
  return (from === 'start' ? kept : kept.toReversed()).join('');
};

/** What a reader takes for one character, accents and joined emoji included. */
const charactersOf = (text: string): readonly string[] =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
