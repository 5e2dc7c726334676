/** Rows for a spreadsheet: RFC 4180, with no cell that a spreadsheet would run. */
import { batchesOf, inPieces } from './in-pieces.ts';
import { uncommanded } from './inert.ts';
import { needed } from './needed.ts';

export const csv = inPieces('csv', function* (report) {
  const { columns, rows } = needed(report, 'table', 'csv');
  yield rowOf(columns);
  for (const batch of batchesOf(rows)) yield batch.map(rowOf).join('');
});

const rowOf = (row: readonly (string | number | null)[]): string => `${row.map(cellOf).join(',')}\r\n`;

// Control characters but line feeds and tabs, and the marks that override the direction of writing.
const HARMFUL =
  // oxlint-disable-next-line no-control-regex -- naming them is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** What a spreadsheet takes for the start of a formula. Numbers are numbers, also those below zero. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

const cellOf = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = uncommanded(value.replaceAll(/\r\n?/g, '\n').replace(HARMFUL, '·'));
  // The apostrophe is what a spreadsheet itself puts before a text that must stay one.
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
};
