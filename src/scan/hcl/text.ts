/** Characters: where lines begin, what escapes mean, how heredocs lose their indentation. */

/** Tells the line, from `first`, that an offset lies in. */
export const liner = (text: string, first: number): ((offset: number) => number) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1 + first;
  };
};

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The last Unicode character; what is beyond is no character. */
const LAST = 0x10_ff_ff;

/** `$${` and `%%{` stand for themselves with one sign less, in quotes and heredocs alike. */
export const unsigned = (text: string): string => text.replace(/(?:\$\$|%%)(?=\{)/g, (two) => two[0]!);

/** What a quoted text says: backslashes and double signs resolved. */
export const unquoted = (text: string): string =>
  text.includes('\\') || text.includes('{')
    ? text.replace(
        /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([nrt"\\]))|(\$\$|%%)(?=\{)/g,
        (whole, four?: string, eight?: string, short?: string) => {
          const hex = four ?? eight;
          if (hex !== undefined) {
            const point = Number.parseInt(hex, 16);
            return point <= LAST ? String.fromCodePoint(point) : '\uFFFD';
          }
          return short === undefined ? whole[0]! : SHORT[short]!;
        },
      )
    : text;

/**
 * How many characters of indentation the lines of a `<<-` heredoc share. `parts`: its texts, each followed by
 * something that is no text; a line that begins with such a thing has none, a blank line does not count.
 */
export const sharedIndent = (parts: readonly string[]): number => {
  let least = Infinity;
  for (const [at, part] of parts.entries()) {
    const lines = part.split('\n');
    for (const [row, line] of lines.entries()) {
      // The first piece of a later part stands in the middle of a line; the last of all is what follows the end.
      if (row === 0 && at > 0) continue;
      const isLast = row === lines.length - 1;
      if (isLast && at === parts.length - 1) continue;
      const indent = line.length - line.trimStart().length;
      if (indent === line.length && !isLast) continue;
      least = Math.min(least, indent);
    }
  }
  return least === Infinity ? 0 : least;
};

/**
 * Takes so much indentation away from each line but blank ones; `inLine`: the text begins in the middle of one. What
 * stands after the last line end is the beginning of a line, blank or not.
 */
export const withoutIndent = (text: string, indent: number, inLine: boolean): string => {
  if (indent === 0) return text;
  const lines = text.split('\n');
  const kept = lines.map((line, row) => {
    if (row === 0 && inLine) return line;
    if (row < lines.length - 1 && line.trim() === '') return line;
    return line.slice(Math.min(indent, line.length - line.trimStart().length));
  });
  return kept.join('\n');
};
