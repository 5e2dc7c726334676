/** The order of a report table's rows by one of its columns: states by how bad they are, numbers by size, else text. */
import { byCodePoint } from '../../src/model/order.ts';
import type { Line } from '../../src/model/report.ts';
import { rankOf } from '../../src/model/state.ts';

/** Indexes of the rows in the order of a column; those that are equal stay as they were. */
export const orderBy = (
  rows: readonly (readonly Line[])[],
  column: number,
  isDescending: boolean,
): readonly number[] => {
  const keys = rows.map((row) => keyOf(row[column] ?? []));
  const sign = isDescending ? -1 : 1;
  return rows.map((_, i) => i).toSorted((a, b) => sign * compared(keys[a]!, keys[b]!) || a - b);
};

type Key = number | string;

const keyOf = (line: Line): Key => {
  const [only] = line;
  if (line.length === 1 && typeof only === 'object' && 'state' in only) return rankOf(only.state);
  const text = line.map(textOf).join('');
  const number = /^[≈\s]*(-?[\d,]+(?:\.\d+)?)/.exec(text);
  return number === null ? text.toLowerCase() : Number(number[1]!.replaceAll(',', ''));
};

const textOf = (span: Line[number]): string =>
  typeof span === 'string' ? span : 'state' in span ? span.state : span.text;

/** Numbers come before texts. */
const compared = (a: Key, b: Key): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return byCodePoint(a, b);
  return typeof a === 'number' ? -1 : 1;
};
