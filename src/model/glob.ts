/**
 * Globs on ids and file names: `*` and `?` within a segment, `**` across segments (also none), `[ab]`, `[!ab]` and
 * `{a,b}`.
 *
 * Libraries turn a glob into a regular expression, and a dozen stars then take longer than anybody waits. Globs stand in
 * documents that nobody vouches for, so these are matched in time proportional to the pattern times the text.
 */
import { UserError } from './user-error.ts';

export interface GlobOptions {
  /** Whether wildcards match a segment that begins with a dot; left out: they do. */
  readonly dot?: boolean;
}

/** Alternatives that the braces of one glob may make. */
const MOST_ALTERNATIVES = 1_000;

/** Whether a pattern is more than a plain text. */
export const isGlob = (pattern: string): boolean => /[*?{[]/.test(pattern);

/** The leading segments without a wildcard, and the rest. */
export const globBase = (pattern: string): { readonly base: string; readonly glob: string } => {
  const segments = pattern.split('/');
  const first = segments.findIndex(isGlob);
  const at = first < 0 ? segments.length - 1 : first;
  return {
    base: segments.slice(0, at).join('/') || (pattern.startsWith('/') ? '/' : '.'),
    glob: segments.slice(at).join('/'),
  };
};

/**
 * A test for texts that a glob matches.
 *
 * @throws UserError if its braces make too many alternatives.
 */
export const globMatcher = (
  pattern: string,
  { dot = true }: GlobOptions = {},
): ((text: string) => boolean) => {
  const alternatives = expanded(pattern).map((glob) =>
    glob.split('/').map((segment) => segmentOf(segment, dot)),
  );
  return (text) => {
    const parts = text.split('/');
    return alternatives.some((segments) => matchesSegments(segments, parts, dot));
  };
};

// —— braces —————————————————————————————————————————————————————————————————————————————————————————————————————————

/** `a{b,c}d` as `abd` and `acd`; a brace without a partner or a comma stands for itself. */
const expanded = (pattern: string): readonly string[] => {
  let open = [pattern];
  const done: string[] = [];
  while (open.length > 0) {
    const next: string[] = [];
    for (const one of open) {
      const parts = innermost(one);
      if (parts === undefined) done.push(one);
      else for (const choice of parts.choices) next.push(parts.before + choice + parts.after);
    }
    if (next.length + done.length > MOST_ALTERNATIVES) {
      throw new UserError({
        message: `a glob has more than ${MOST_ALTERNATIVES} alternatives`,
        hint: 'use several, or wildcards',
      });
    }
    open = next;
  }
  return done;
};

const innermost = (pattern: string) => {
  const match = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  return match === null
    ? undefined
    : {
        before: pattern.slice(0, match.index),
        choices: match[1]!.split(','),
        after: pattern.slice(match.index + match[0].length),
      };
};

// —— segments ———————————————————————————————————————————————————————————————————————————————————————————————————————

type Token = { readonly star: true } | { readonly star: false; readonly takes: (char: string) => boolean };

type Segment =
  { readonly any: true } | { readonly any: false; readonly tokens: readonly Token[]; readonly dot: boolean };

const segmentOf = (segment: string, dot: boolean): Segment =>
  segment === '**'
    ? { any: true }
    : { any: false, tokens: tokensOf(segment), dot: dot || segment.startsWith('.') };

const tokensOf = (segment: string): readonly Token[] => {
  const tokens: Token[] = [];
  const chars = Array.from(segment);
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!;
    const close = char === '[' ? chars.indexOf(']', i + 2) : -1;
    if (char === '*') {
      if (tokens.at(-1)?.star !== true) tokens.push({ star: true });
    } else if (char === '?') tokens.push({ star: false, takes: () => true });
    else if (close > 0) {
      tokens.push({ star: false, takes: oneOf(chars.slice(i + 1, close)) });
      i = close;
    } else tokens.push({ star: false, takes: (other) => other === char });
  }
  return tokens;
};

/** `[ab]`, `[a-f]`, `[!a]`. */
const oneOf = (chars: readonly string[]): ((char: string) => boolean) => {
  const negated = chars[0] === '!' || chars[0] === '^';
  const set = negated ? chars.slice(1) : chars;
  const holds = (char: string): boolean =>
    set.some((one, i) =>
      one === '-' && i > 0 && i < set.length - 1 ? set[i - 1]! <= char && char <= set[i + 1]! : one === char,
    );
  return (char) => holds(char) !== negated;
};

/**
 * Wildcard matching without recursion: on a mismatch only the last wildcard is widened, since whatever an earlier one
 * could take more of, the last one can skip.
 */
const matchesRun = <P, T>(
  pattern: readonly P[],
  text: readonly T[],
  isWild: (one: P) => boolean,
  takes: (one: P, item: T) => boolean,
  mayTake: (item: T) => boolean,
): boolean => {
  let p = 0;
  let t = 0;
  let wild = -1;
  let resume = 0;
  while (t < text.length) {
    const one = pattern[p];
    if (one !== undefined && isWild(one)) {
      wild = p++;
      resume = t;
    } else if (one !== undefined && takes(one, text[t]!)) {
      p++;
      t++;
    } else if (wild >= 0 && mayTake(text[resume]!)) {
      p = wild + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] !== undefined && isWild(pattern[p]!)) p++;
  return p === pattern.length;
};

const matchesSegments = (segments: readonly Segment[], parts: readonly string[], dot: boolean): boolean =>
  matchesRun(
    segments,
    parts,
    (segment) => segment.any,
    (segment, part) => !segment.any && matchesSegment(segment, part),
    (part) => dot || !part.startsWith('.'),
  );

const matchesSegment = ({ tokens, dot }: Segment & { any: false }, part: string): boolean =>
  (dot || !part.startsWith('.')) &&
  matchesRun(
    tokens,
    Array.from(part),
    (token) => token.star,
    (token, char) => !token.star && token.takes(char),
    () => true,
  );
