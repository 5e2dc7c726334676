/**
 * Suppressions in comments: `faultline:ignore RULE reason`, in whatever kind of comment the file has.
 *
 * They hold for their own line, or, on lines that hold nothing but comments, for the next line that does not.
 */

/** Suppressions of one comment. */
export interface Ignore {
  /** The line that it stands on, from 1. */
  readonly line: number;
  /** The line that it is for. */
  readonly covers: number;
  readonly rules: readonly string[];
  /** Empty if none is given. */
  readonly reason: string;
}

const MARK = 'faultline:ignore';

/** Longer lines are made by machines. */
const LONGEST = 4_000;

/** What a line begins with that is nothing but a comment. */
const COMMENT = /^\s*(?:#|\/\/|\/\*|\*|<!--|--|;)/;

/** All suppressions in the lines of a file. */
export const ignoresIn = (lines: readonly string[]): readonly Ignore[] =>
  lines.flatMap((text, i): readonly Ignore[] => {
    const at = text.length > LONGEST ? -1 : text.indexOf(MARK);
    if (at < 0) return [];
    const rest = text.slice(at + MARK.length);
    // `faultline:ignored` is another word.
    if (/^[\w-]/.test(rest)) return [];
    return [{ line: i + 1, covers: coveredBy(lines, i) + 1, ...ignoreOf(rest) }];
  });

const coveredBy = (lines: readonly string[], at: number): number => {
  let covered = at;
  while (covered < lines.length && isComment(lines[covered]!)) covered++;
  return covered < lines.length ? covered : at;
};

const isComment = (line: string): boolean => COMMENT.test(line.slice(0, LONGEST));

/** `single-zone, shared-fate -- because`, `single-zone because`. */
const ignoreOf = (text: string): Pick<Ignore, 'rules' | 'reason'> => {
  const [first = '', ...others] = words(withoutEnd(text));
  const rules: string[] = [];
  let next: string | undefined = first;
  let rest = others;
  // A comma says that another rule follows, with or without a space.
  for (;;) {
    const isMore: boolean = next.endsWith(',');
    rules.push(...next.split(',').filter((rule) => rule !== ''));
    if (!isMore || rest[0] === undefined) break;
    [next, ...rest] = rest as [string, ...string[]];
  }
  const reason = rest.join(' ').replace(/^(?:--|—|–|:|-)\s*/, '');
  return {
    rules: rules.map((rule) => rule.replace(/:$/, '')).filter((rule) => !/^[-—–]*$/.test(rule)),
    reason,
  };
};

const words = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Without what ends a comment. */
const withoutEnd = (text: string): string => {
  const ends = ['*/', '-->', '#}', '%>'].map((end) => text.indexOf(end)).filter((at) => at >= 0);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
};
