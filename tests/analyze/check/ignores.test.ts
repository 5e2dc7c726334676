/** Which comments are suppressions, of which rules, for which line, and why. */
import { describe, expect, it } from 'vitest';
import { ignoresIn } from '../../../src/analyze/check/inline.ts';

const rulesIn = (comment: string) =>
  ignoresIn([comment]).map(({ rules, reason }) => [rules.join(' '), reason]);

describe('a comment', () => {
  it.each<[string, string, string]>([
    ['# faultline:ignore a', 'a', ''],
    ['# faultline:ignore a -- because of it', 'a', 'because of it'],
    ['# faultline:ignore a --because', 'a', 'because'],
    ['# faultline:ignore a —because', 'a', 'because'],
    ['# faultline:ignore a –  because', 'a', 'because'],
    ['# faultline:ignore a : because', 'a', 'because'],
    ['# faultline:ignore a: because', 'a', 'because'],
    ['# faultline:ignore a - because -- of it', 'a', 'because -- of it'],
    ['# faultline:ignore a because it - is', 'a', 'because it - is'],
    ['# faultline:ignore a,b because', 'a b', 'because'],
    ['# faultline:ignore a, b because', 'a b', 'because'],
    ['# faultline:ignore a,', 'a', ''],
    ['# faultline:ignore -- because', '', 'because'],
    ['/* faultline:ignore a because */ x', 'a', 'because'],
    ['<!-- faultline:ignore a because -->', 'a', 'because'],
    ['{# faultline:ignore a because #} x */', 'a', 'because'],
    ['<% faultline:ignore a because %>', 'a', 'because'],
  ])('%s', (comment, rules, reason) => {
    expect(rulesIn(comment)).toEqual([[rules, reason]]);
  });

  it.each(['# faultline:ignored a', '# faultline:ignore-all', '# faultline: ignore a', ''])(
    '%s is none',
    (comment) => {
      expect(rulesIn(comment)).toEqual([]);
    },
  );

  it('in a line that no person wrote is none', () => {
    const mark = '# faultline:ignore a';
    expect(rulesIn(mark + ' '.repeat(4_000 - mark.length))).toHaveLength(1);
    expect(rulesIn(mark + ' '.repeat(4_001 - mark.length))).toEqual([]);
  });
});

it('is for its own line, or for the next that holds more than a comment', () => {
  const linesOf = (...lines: readonly string[]) => ignoresIn(lines).map(({ line, covers }) => [line, covers]);
  expect(linesOf('x: 1 # faultline:ignore a', 'y: 2')).toEqual([[1, 1]]);
  for (const mark of ['#', '//', '/*', ' *', '<!--', '--', ';'])
    expect(linesOf('', `${mark} faultline:ignore a`, `${mark} more`, 'y: 2')).toEqual([[2, 4]]);
  expect(linesOf('# faultline:ignore a', '', 'y: 2')).toEqual([[1, 2]]);
  // Nothing follows.
  expect(linesOf('x: 1', '# faultline:ignore a', '# more')).toEqual([[2, 2]]);
});
