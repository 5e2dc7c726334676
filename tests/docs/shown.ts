/** Shown output against real output: the same, but for the lines that a line `…` stands for. */

const LEFT_OUT = '…';

/** The lines shown, in the pieces between those left out. */
const pieces = (shown: string): readonly (readonly string[])[] => {
  const parts: string[][] = [[]];
  for (const line of shown.split('\n')) {
    if (line === LEFT_OUT) parts.push([]);
    else parts.at(-1)!.push(line);
  }
  return parts;
};

const find = (piece: readonly string[], lines: readonly string[], from: number): number => {
  for (let at = from; at + piece.length <= lines.length; at++) {
    if (piece.every((line, i) => line === lines[at + i])) return at;
  }
  return -1;
};

/** Whether what is shown is what was printed. */
export const isTrueTo = (shown: string, printed: string): boolean => {
  const lines = printed.trimEnd().split('\n');
  const parts = pieces(shown);
  if (parts.length === 1) return parts[0]!.join('\n') === lines.join('\n');
  let at = 0;
  return parts.every((piece, i) => {
    const isFirst = i === 0;
    const isLast = i === parts.length - 1;
    // A first piece stands at the start, a last one at the end; either is empty where lines were left out there.
    const from = isLast && piece.length > 0 ? lines.length - piece.length : at;
    const found = from < at ? -1 : find(piece, lines, from);
    at = found + piece.length;
    return found >= 0 && (!isFirst || found === 0);
  });
};

/** The same pieces, as long as they were, of what is printed now; a piece whose first line is gone stays as it was. */
export const renewed = (shown: string, printed: string): string => {
  const lines = printed.trimEnd().split('\n');
  const parts = pieces(shown);
  if (parts.length === 1) return lines.join('\n');
  return parts
    .map((piece, i) => {
      const at = i === 0 ? 0 : lines.indexOf(piece[0] ?? '');
      return at < 0 || piece.length === 0 ? piece : lines.slice(at, at + piece.length);
    })
    .map((piece) => piece.join('\n'))
    .reduce(
      (text, piece) => `${text}${text === '' ? '' : '\n'}${LEFT_OUT}${piece === '' ? '' : `\n${piece}`}`,
    );
};
