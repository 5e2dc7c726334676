/** Proves that texts from documents cannot repaint a terminal or read backwards, and that long ones are cut. */
import { describe, expect, it } from 'vitest';
import { printable, quoted } from '../../src/model/printable.ts';

describe('printable', () => {
  it.each([
    ['plain text, umlauts ä and \u{1f600}', 'plain text, umlauts ä and \u{1f600}'],
    ['a\tb', 'a b'],
    ['a\nb\r\nc', 'a b  c'],
    ['\u001b[31mred\u001b[0m', '·[31mred·[0m'],
    ['\u009b31m', '·31m'],
    ['a\0b\u007fc', 'a·b·c'],
    ['abc\u202edef\u2066ghi\u200f', 'abc·def·ghi·'],
    ['a\u2028b\u2029c', 'a·b·c'],
    ['a\u200db', 'a\u200db'],
  ])('%j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('keeps the width, character by character', () => {
    // A text is shown up to 10,000 characters: these are 8,192 from where the harmful ones are, twice.
    for (const first of [0, 0x1000]) {
      const all = Array.from({ length: 0x2000 }, (_, i) => String.fromCharCode(first + i)).join('');
      expect(printable(all)).toHaveLength(all.length);
      // oxlint-disable-next-line no-control-regex -- what must not be left
      expect(printable(all)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });
});

describe('quoted', () => {
  it.each([
    ['', '""'],
    ['a "b"', '"a "b""'],
    ['x'.repeat(100), `"${'x'.repeat(100)}"`],
    ['x'.repeat(101), `"${'x'.repeat(100)}…"`],
  ])('%s', (text, shown) => {
    expect(quoted(text)).toBe(shown);
  });
});

it('shows only the beginning of a text that nobody would read to the end', () => {
  expect(printable('a'.repeat(10_000))).toHaveLength(10_000);
  expect(printable('a'.repeat(50_000_000))).toBe(`${'a'.repeat(10_000)}…`);
});
