/** Proves that rows come back as they were from any reader of RFC 4180, and that no cell is a formula. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/report/csv.ts';
import { holds } from '../support/law.ts';
import { TRICKS } from './checks.ts';
import { plainAt, reportOf } from './reports.ts';

type Cell = string | number | null;

const rendered = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  csv.render({ ...reportOf([]), table: () => ({ columns, rows }) }, plainAt(80));

/** A reader by the letter of the standard. */
const read = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        cell += text[at];
        if (text[at] === '"') at++;
      }
      at++;
    } else while (text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    rows.at(-1)!.push(cell);
    if (text[at] === ',') at++;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      if (at < text.length) rows.push([]);
    }
  }
  return rows;
};

describe('csv', () => {
  it('has lines that end as the standard says, and quotes where they are needed', () => {
    expect(
      rendered(
        ['node', 'cost'],
        [
          ['a,b', 1.5],
          ['say "x"', -3],
          [null, 0],
        ],
      ),
    ).toBe('node,cost\r\n"a,b",1.5\r\n"say ""x""",-3\r\n,0\r\n');
  });

  it('keeps what lines a text has', () => {
    expect(read(rendered(['a'], [['x\r\ny\nz']]))).toEqual([['a'], ['x\ny\nz']]);
  });

  it.each(['=1', '+1', '-1', '@a', '\t=1', ' =1', '\n=1', '＝1', '\r=1'])(
    'never holds the formula %j',
    (text) => {
      const [, [cell]] = read(rendered(['a'], [[text]])) as [unknown, [string]];
      expect(cell.startsWith("'")).toBe(true);
    },
  );

  it('leaves numbers below zero what they are', () => {
    expect(rendered(['a'], [[-1]])).toBe('a\r\n-1\r\n');
  });

  it('comes back, whatever the texts are', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(...TRICKS),
      fc
        .array(fc.constantFrom('"', ',', '\r', '\n', '=', ' ', "'", 'a'), { maxLength: 8 })
        .map((all) => all.join('')),
    );
    holds(
      1_000,
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
        const back = read(rendered(['a', 'b'], rows));
        expect(back).toHaveLength(rows.length + 1);
        for (const row of back) {
          expect(row).toHaveLength(2);
          for (const text of row) {
            expect(text).not.toMatch(/^\s*[=+\-@]/);
            // oxlint-disable-next-line no-control-regex -- what a terminal would obey
            expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
          }
        }
      }),
    );
  });

  it('is refused for a report without rows', () => {
    expect(() => csv.render(reportOf([]), plainAt(80))).toThrow('test has no rows for a spreadsheet');
  });
});
