/** Proves that globs match what a plain recursive reading says, and that none takes longer than anybody waits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globBase, globMatcher } from '../../src/model/glob.ts';

const pieces = fc.constantFrom('a', 'b', 'ab', '-', '*', '?', '[ab]', '[!a]', '[a-c]', '{a,b}', '{a,ab}');
const segment = fc.oneof(
  { weight: 4, arbitrary: fc.array(pieces, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constant('**') },
);
/** Two stars in a row are across segments or nothing special: what they mean within one, libraries differ on. */
const globs = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => segments.map((one) => (one === '**' ? one : one.replace(/\*+/g, '*'))).join('/'));
const texts = fc
  .array(fc.stringMatching(/^[abc-]{1,4}$/), { minLength: 1, maxLength: 4 })
  .map((segments) => segments.join('/'));

/** The meaning of a glob without braces, read as it is told: slow, and obviously right. */
const matchesPlainly = ([segment, ...segments]: readonly string[], parts: readonly string[]): boolean => {
  if (segment === undefined) return parts.length === 0;
  const [part, ...rest] = parts;
  if (segment === '**') {
    return (
      matchesPlainly(segments, parts) || (part !== undefined && matchesPlainly([segment, ...segments], rest))
    );
  }
  const pattern = segment.replaceAll('[!', '[^').replaceAll('*', '.*').replaceAll('?', '.');
  return part !== undefined && new RegExp(`^${pattern}$`).test(part) && matchesPlainly(segments, rest);
};

const withoutBraces = (glob: string): readonly string[] => {
  const match = /\{(\w+),(\w+)\}/.exec(glob);
  return match === null
    ? [glob]
    : [match[1]!, match[2]!].flatMap((choice) => withoutBraces(glob.replace(match[0], choice)));
};

describe('a glob', () => {
  it('matches what a plain reading of it says', () => {
    fc.assert(
      fc.property(globs, texts, (glob, text) => {
        const expected = withoutBraces(glob).some((one) => matchesPlainly(one.split('/'), text.split('/')));
        expect(globMatcher(glob)(text), `${glob} on ${text}`).toBe(expected);
      }),
      { numRuns: 20_000, seed: 20170228 },
    );
  });

  it.each([
    ['aws/**', 'aws', true],
    ['aws/**', 'aws/us-east-1/s3', true],
    ['aws/*', 'aws/us-east-1/s3', false],
    ['**/s3', 'aws/us-east-1/s3', true],
    ['**/s3', 's3', true],
    ['a/**/b/**/c', 'a/b/b/x/c', true],
    ['a/**/b/**/c', 'a/x/c', false],
    ['{a,{b,c}d}', 'cd', true],
    ['{a}', '{a}', true],
    ['a[', 'a[', true],
    ['[]', '[]', true],
    ['a-[0-9]', 'a-7', true],
    ['a-[!0-9]', 'a-7', false],
  ])('%s on %s: %s', (glob, text, expected) => {
    expect(globMatcher(glob)(text)).toBe(expected);
  });

  it.each([
    ['*.yaml', '.hidden.yaml', false],
    ['.*.yaml', '.hidden.yaml', true],
    ['**/*.yaml', '.git/config.yaml', false],
    ['**/*.yaml', 'teams/web.yaml', true],
    ['.github/*.yaml', '.github/a.yaml', true],
  ])('of files leaves hidden ones alone: %s on %s: %s', (glob, text, expected) => {
    expect(globMatcher(glob, { dot: false })(text)).toBe(expected);
  });

  it('of many stars is answered at once, on a long text too', () => {
    expect(globMatcher(`${'*a'.repeat(200)}b`)('a'.repeat(20_000))).toBe(false);
    expect(globMatcher(`${'**/a/'.repeat(200)}b`)('a/'.repeat(2_000))).toBe(false);
  });

  it('of very many alternatives is refused', () => {
    expect(() => globMatcher('{a,b}'.repeat(11))).toThrow('more than 1000 alternatives');
  });
});

describe('the base of a glob', () => {
  it.each([
    ['teams/*/faultline.yaml', 'teams', '*/faultline.yaml'],
    ['*.yaml', '.', '*.yaml'],
    ['/srv/*.yaml', '/srv', '*.yaml'],
    ['/*.yaml', '/', '*.yaml'],
    ['../a/**', '../a', '**'],
    ['teams/web.yaml', 'teams', 'web.yaml'],
  ])('%s is %s and %s', (pattern, base, glob) => {
    expect(globBase(pattern)).toEqual({ base, glob });
  });
});
