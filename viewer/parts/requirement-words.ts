/**
 * A requirement in words (`any of a, (2 of b, c)`), taken apart again: ids have no spaces, commas and brackets, so that
 * what the program says of a group can be shown as a list with links.
 */

/** The text in pieces, of which some are ids; put together they are the text. */
export const piecesOf = (text: string): readonly string[] =>
  text.match(/[A-Za-z0-9._@/-]+|[^A-Za-z0-9._@/-]+/g) ?? [];

/** A line of a requirement: a node, or what is needed of those below. */
export interface RequirementLine {
  readonly depth: number;
  readonly form: 'node' | 'group';
  /** The id, or `any of`, `2 of`, `3 (at least 1) of`. */
  readonly text: string;
}

const GROUP = /(all|any|\d+(?: \(at least \d+\))?) of /y;
const ID = /[A-Za-z0-9._@/-]+/y;

/** The lines of a requirement in words; a text that is none is one line. */
export const requirementLines = (text: string): readonly RequirementLine[] => {
  const lines: RequirementLine[] = [];
  let depth = 0;
  for (let at = 0; at < text.length;) {
    const group = matchAt(GROUP, text, at);
    const piece = group ?? matchAt(ID, text, at);
    if (piece !== undefined) {
      lines.push(
        group === undefined
          ? { depth, form: 'node', text: piece }
          : { depth, form: 'group', text: piece.trimEnd() },
      );
      at += piece.length;
      if (group !== undefined) depth++;
    } else if (text.startsWith(', ', at)) at += 2;
    else if (text[at] === '(') at++;
    else if (text[at] === ')' && depth > 0) {
      depth--;
      at++;
    } else return [{ depth: 0, form: 'node', text }];
  }
  return lines;
};

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};
