import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/model/report.ts';
import { orderBy } from '../../../viewer/parts/report-order.ts';

const column = (...lines: readonly Line[]): readonly (readonly Line[])[] => lines.map((line) => [line]);

describe('the order of a report’s rows', () => {
  it('is by how bad states are', () => {
    const rows = column([{ state: 'partial' }], [{ state: 'operational' }], [{ state: 'outage' }]);
    expect(orderBy(rows, 0, false)).toEqual([1, 0, 2]);
    expect(orderBy(rows, 0, true)).toEqual([2, 0, 1]);
  });

  it('is by size where there are numbers', () => {
    expect(orderBy(column(['1,200'], ['30'], ['99.9%'], ['≈ 7']), 0, false)).toEqual([3, 1, 2, 0]);
  });

  it('has numbers before words, and words by code point whatever their case', () => {
    expect(orderBy(column(['–'], ['b'], ['12'], ['A']), 0, false)).toEqual([2, 3, 1, 0]);
  });

  it('leaves equal rows as they were, both ways', () => {
    const rows = column(['same'], ['same'], ['same']);
    expect(orderBy(rows, 0, false)).toEqual([0, 1, 2]);
    expect(orderBy(rows, 0, true)).toEqual([0, 1, 2]);
  });

  it('takes rows that have no such cell', () => {
    expect(orderBy([[['b']], [], [['a']]], 0, false)).toEqual([1, 2, 0]);
  });
});
