/** Glyphs and marks as images that a canvas can draw: SVG in `data:` addresses, made of our own paths only. */
import type { Kind } from '../../src/model/kind.ts';
import { STATES } from '../../src/model/state.ts';
import type { Palette } from './colours.ts';
import { GLYPHS, GLYPH_LINE, LETTERS, type Mark, OUTLINES } from './glyphs.ts';

/** A kind's glyph in a colour. */
export const glyphImage = (kind: Kind, colour: string): string => {
  const known = glyphs.get(`${kind} ${colour}`);
  if (known !== undefined) return known;
  const image = addressOf(
    24,
    `<path d="${GLYPHS[kind]}" fill="none" stroke="${colour}" stroke-width="${GLYPH_LINE}" stroke-linecap="round" stroke-linejoin="round"/>`,
  );
  glyphs.set(`${kind} ${colour}`, image);
  return image;
};

const glyphs = new Map<string, string>();

/** A mark in a palette's colours. */
export const markImage = (mark: Mark, palette: Palette): string => {
  let images = marks.get(palette);
  if (images === undefined) marks.set(palette, (images = new Map()));
  let image = images.get(mark);
  if (image === undefined) images.set(mark, (image = addressOf(16, markSvg(mark, palette))));
  return image;
};

const marks = new Map<Palette, Map<Mark, string>>();

/** The inside of a mark's SVG, 16 by 16. */
export const markSvg = (mark: Mark, palette: Palette): string => {
  const { ground, line, letter } = coloursOf(mark, palette);
  return (
    `<path d="${OUTLINES[mark]}" fill="${ground}" stroke="${line}" stroke-width="1"/>` +
    `<path d="${LETTERS[mark]}" fill="none" stroke="${letter}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`
  );
};

const coloursOf = (
  mark: Mark,
  { states, ground, ink, panel, dim, frame }: Palette,
): { readonly ground: string; readonly line: string; readonly letter: string } => {
  if (mark === 'plus' || mark === 'minus') return { ground: panel, line: frame, letter: dim };
  if (mark === 'fault') return { ground: ink, line: ground, letter: ground };
  return { ground: states[mark].line, line: ground, letter: states[mark].letter };
};

/** The images of things of these kinds: those that are seen while all is well, and those that come with failures. */
export const imagesFor = (
  palette: Palette,
  kinds: Iterable<Kind>,
): { readonly now: readonly string[]; readonly later: readonly string[] } => {
  const glyphsIn = (colours: readonly string[]): readonly string[] =>
    [...kinds].flatMap((kind) => colours.map((colour) => glyphImage(kind, colour)));
  const [well, ...failing] = STATES.map((state) => palette.states[state].ink);
  return {
    now: [...glyphsIn([well!, palette.dim]), markImage('plus', palette), markImage('minus', palette)],
    later: [
      ...(['outage', 'partial', 'degraded', 'fault'] as const).map((mark) => markImage(mark, palette)),
      ...glyphsIn(failing),
    ],
  };
};

/**
 * Short, because Cytoscape reads all of it whenever an element changes; without spaces, because it parts lists by them.
 * Three times as many pixels as units: sharp where somebody zooms in.
 */
const addressOf = (size: number, inside: string): string => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${3 * size}" height="${3 * size}" viewBox="-1 -1 ${size + 2} ${size + 2}">${inside}</svg>`;
  const plain = svg
    .replace(/ d="([^"]+)"/g, (_, path: string) => ` d="${path.replaceAll(' ', ',')}"`)
    .replaceAll('"', "'");
  return `data:image/svg+xml,${plain.replace(/[ <>#%]/g, (character) => encodeURIComponent(character))}`;
};
