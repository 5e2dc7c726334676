/** Proves that a code frame shows the line that is meant, its neighbours, and a marker under the column. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrame, lineStarts, positionAt } from '../../src/document/code-frame.ts';

const frame = (text: string, line: number, column: number): readonly string[] =>
  codeFrame(text, lineStarts(text), { line, column }).split('\n');

describe('codeFrame', () => {
  const text = ['one', '  two', 'three', 'four'].join('\n');
  it.each<[title: string, text: string, line: number, column: number, shown: readonly string[]]>([
    ['in the middle', text, 2, 3, ['  1 | one', '> 2 |   two', '    |   ^', '  3 | three']],
    ['at the start', text, 1, 1, ['> 1 | one', '    | ^', '  2 |   two']],
    ['at the end', text, 4, 4, ['  3 | three', '> 4 | four', '    |    ^']],
    ['behind the end', text, 4, 5, ['  3 | three', '> 4 | four', '    |     ^']],
    ['of nothing', '', 1, 1, ['> 1 |', '    | ^']],
    ['after the last line end', 'one\n', 2, 1, ['  1 | one', '> 2 |', '    | ^']],
    ['with CRLF', 'a\r\nb\r\nc', 2, 1, ['  1 | a', '> 2 | b', '    | ^', '  3 | c']],
    ['with tabs', 'a\n\tb', 2, 2, ['  1 | a', '> 2 |  b', '    |  ^']],
    ['with control characters', 'a\u001b[2J\u202eb', 1, 7, ['> 1 | a·[2J·b', '    |       ^']],
  ])('%s', (_, source, line, column, shown) => {
    expect(frame(source, line, column)).toEqual(shown);
  });

  it('line numbers are as wide as the widest', () => {
    const lines = Array.from({ length: 101 }, (_, i) => `line ${i + 1}`).join('\n');
    expect(frame(lines, 100, 1)).toEqual([
      '   99 | line 99',
      '> 100 | line 100',
      '      | ^',
      '  101 | line 101',
    ]);
  });

  it('a long line is cut behind what fits', () => {
    const [line, marker] = frame(`${'a'.repeat(30)}B${'c'.repeat(300)}`, 1, 31);
    expect(line).toBe(`> 1 | ${'a'.repeat(30)}B${'c'.repeat(69)}…`);
    expect(line![marker!.indexOf('^')]).toBe('B');
  });

  it('a place far to the right is shown with what is around it, and so are the lines beside', () => {
    const [before, line, marker] = frame(`short\n${'a'.repeat(1000)}B${'c'.repeat(1000)}`, 2, 1001);
    expect(before).toBe('  1 | …');
    expect(line).toBe(`> 2 | …${'a'.repeat(49)}B${'c'.repeat(50)}…`);
    expect(line![marker!.indexOf('^')]).toBe('B');
  });

  it('wherever the place is, the marker is under it', () => {
    const place = fc.record({ length: fc.integer({ min: 1, max: 400 }), at: fc.nat(399) });
    fc.assert(
      fc.property(place, ({ length, at }) => {
        const offset = at % length;
        const text = `${'-'.repeat(offset)}X${'-'.repeat(length - offset - 1)}`;
        const [line, marker] = frame(`\n${text}\n`, 2, offset + 1).slice(1);
        expect(line![marker!.indexOf('^')]).toBe('X');
        expect(line!.length).toBeLessThanOrEqual(110);
      }),
      { seed: 20_170_228 },
    );
  });
});

describe('positionAt', () => {
  it('is the line and column, from 1, of every offset', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 5 }).map((line) => line.replaceAll('\n', ''))), (lines) => {
        const text = lines.join('\n');
        const starts = lineStarts(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const before = text.slice(0, offset).split('\n');
          expect(positionAt(starts, offset)).toEqual({
            line: before.length,
            column: before.at(-1)!.length + 1,
          });
        }
      }),
      { seed: 20_170_228 },
    );
  });
});
