/** The lines around a place, with a marker under its column: what an error shows of a file. */

import { masked } from '../model/masked.ts';
import { printable } from '../model/printable.ts';

/** Lines before and after the one that is meant. */
const AROUND = 1;

/** Columns shown of a line; a longer one is shown around the place that is meant. */
const WIDTH = 100;

/** Columns before those shown in which a secret may begin: a line of a megabyte is not looked through for each mistake. */
const MASKED_BEFORE = 2_000;

/** Finds the offsets at which the lines of a text begin, once, for looking up many positions. */
export const lineStarts = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** Line and column, from 1, of an offset. */
export const positionAt = (starts: readonly number[], offset: number): { line: number; column: number } => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
};

/**
 * A code frame; `line` and `column` count from 1.
 *
 *     11 |   shop:
 *   > 12 |     knd: app
 *        |     ^
 */
export const codeFrame = (
  text: string,
  starts: readonly number[],
  { line, column }: { readonly line: number; readonly column: number },
): string => {
  const first = Math.max(1, line - AROUND);
  const last = Math.min(starts.length, line + AROUND);
  const margin = String(last).length;
  // A line that is too long is shown from where the place is still visible; its neighbours with it.
  const from = column > WIDTH - 10 ? column - Math.floor(WIDTH / 2) : 0;
  const skipped = Math.max(0, from - MASKED_BEFORE);
  const rows: string[] = [];
  for (let number = first; number <= last; number++) {
    const start = starts[number - 1]!;
    const end = Math.min(starts[number] ?? text.length + 1, start + from + WIDTH * 2);
    const near = text.slice(Math.min(start + skipped, end), end).replace(/\r?\n$/, '');
    const shown = visible(masked(near), from - skipped);
    rows.push(`${number === line ? '>' : ' '} ${String(number).padStart(margin)} | ${shown}`.trimEnd());
    if (number === line) {
      rows.push(`  ${' '.repeat(margin)} | ${' '.repeat(column - 1 - from + (from > 0 ? 1 : 0))}^`);
    }
  }
  return rows.join('\n');
};

/** The part of a line that is shown, with control characters made harmless and one column wide. */
const visible = (line: string, from: number): string => {
  const part = line.slice(from, from + WIDTH);
  const cut = `${from > 0 ? '…' : ''}${part}${line.length > from + WIDTH ? '…' : ''}`;
  return printable(cut);
};
