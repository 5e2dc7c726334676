/**
 * Pieces of a page that must fit some room: each is whole, or cut between its items, or left out; never broken inside.
 *
 * Where not all fit, the long ones are cut to the same size, so that a table of ten thousand rows at the top does not
 * push away all that stands below it.
 */
import { bytesOf } from './bytes.ts';

export interface Piece {
  readonly whole: string;
  /** Bytes of the whole. */
  readonly size: number;
  /** As much of it as takes no more bytes, and a line that tells what is missing; undefined: nothing of it fits. */
  readonly within: (room: number) => string | undefined;
}

/** A piece that is there or is not. */
export const atom = (whole: string): Piece => ({ whole, size: bytesOf(whole), within: () => undefined });

interface ListParts {
  readonly before: string;
  /** Line feeds between are not among them. */
  readonly items: readonly string[];
  /** What joins them. */
  readonly between: string;
  readonly after: string;
  /** The line that stands below, if the last so many items were cut. */
  readonly cut: (left: number) => string;
}

/** A piece that can be cut after any item. */
export const list = ({ before, items, between, after, cut }: ListParts): Piece => {
  const whole = `${before}${items.join(between)}${after}`;
  return {
    whole,
    size: bytesOf(whole),
    within: (room) => {
      const gap = bytesOf(between);
      // One item left may take a letter more to say than nine.
      const least = bytesOf(before) + bytesOf(after) + bytesOf(cut(items.length)) + 2;
      let left = room - least;
      const kept = items.findIndex((item) => (left -= bytesOf(item) + gap) < 0);
      return kept > 0
        ? `${before}${items.slice(0, kept).join(between)}${cut(items.length - kept)}${after}`
        : undefined;
    },
  };
};

const GAP = '\n\n';

/** Pieces within a frame, such as a fold. */
export const framed = (before: string, pieces: readonly Piece[], after: string): Piece => {
  const whole = `${before}${pieces.map((piece) => piece.whole).join(GAP)}${after}`;
  return {
    whole,
    size: bytesOf(whole),
    within: (room) => {
      const inner = fitting(pieces, room - bytesOf(before) - bytesOf(after));
      return inner === '' ? undefined : `${before}${inner}${after}`;
    },
  };
};

/** The pieces, an empty line between; those that do not fit are cut or left out, and counted. Empty: nothing fits. */
export const fitting = (pieces: readonly Piece[], room: number): string => {
  const total = pieces.reduce((sum, { size }) => sum + size + GAP.length, 0);
  if (total <= room) return pieces.map(({ whole }) => whole).join(GAP);
  const cap = capFor(pieces, room - GAP.length * (pieces.length + 1) - bytesOf(missing(pieces.length)));
  if (cap <= 0) return '';
  const shown = pieces
    .map((piece) => (piece.size <= cap ? piece.whole : piece.within(cap)))
    .filter((text) => text !== undefined);
  if (shown.length === 0) return '';
  const left = pieces.length - shown.length;
  return [...shown, ...(left === 0 ? [] : [missing(left)])].join(GAP);
};

const missing = (count: number): string =>
  `… ${count} ${count === 1 ? 'section does' : 'sections do'} not fit here (--format json has all)`;

/** The size that each piece may have at most, so that all together take the room. */
const capFor = (pieces: readonly Piece[], room: number): number => {
  const sizes = pieces.map(({ size }) => size).toSorted((a, b) => a - b);
  let left = room;
  for (const [i, size] of sizes.entries()) {
    const share = Math.floor(left / (sizes.length - i));
    if (size > share) return share;
    left -= size;
  }
  return Infinity;
};
