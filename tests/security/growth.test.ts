/**
 * Proves that no pattern of ours takes time that grows faster than the square of a text: every regular expression of the
 * sources is given texts made for it, of two lengths.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { globMatcher } from '../../src/model/glob.ts';
import { ROOT } from '../cli/run.ts';

interface Pattern {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** All literals of the sources, as a compiler sees them. */
const patternsIn = (folder: string): readonly Pattern[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023);
      const found: Pattern[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf('/');
          const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
          found.push({
            where: `${name}:${line + 1}`,
            source: node.text.slice(1, end),
            flags: node.text.slice(end + 1),
          });
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      return found;
    });

/** Characters by which a pattern can be led on: those that it names, and one of each class. */
const charactersOf = (source: string): readonly string[] => {
  const named = source.replaceAll(/\\[a-zA-Z]|\[\^?|[\]\\(){}|?*+^$.]/g, '');
  return [...new Set(['a', '0', ' ', '\n', '/', ...Array.from(named)])].slice(0, 10);
};

/** Texts of about that many characters that go on for long and then do not fit. */
const attacksOn = (source: string, length: number): readonly string[] => {
  const chars = charactersOf(source);
  const words = [...(source.match(/[\w:/.-]{2,}/g) ?? [])].slice(0, 4);
  const pumps = [
    ...chars,
    ...chars.slice(0, 4).flatMap((a) => chars.slice(0, 4).map((b) => a + b)),
    ...words,
  ];
  return pumps.map((pump) => `${pump.repeat(Math.ceil(length / pump.length))}\u0001`);
};

const timeOf = (pattern: RegExp, text: string): number => {
  const start = performance.now();
  pattern.lastIndex = 0;
  pattern.test(text);
  return performance.now() - start;
};

/** Lengths of texts: what grows like 2ⁿ shows at the first, and like n³ at the second. */
const LENGTHS = [23, 600] as const;

/** Milliseconds that a text may take; what grows with its square takes a tenth of it. */
const LIMIT = 100;

/** The text that takes too long, by its beginning and its length; undefined: none does. */
const slowest = ({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string | undefined => {
  const pattern = new RegExp(source, flags);
  for (const length of LENGTHS) {
    for (const text of attacksOn(source, length)) {
      // The least of three: others are at work on the machine.
      if (timeOf(pattern, text) <= LIMIT) continue;
      if (Math.min(timeOf(pattern, text), timeOf(pattern, text)) > LIMIT)
        return `${JSON.stringify(text.slice(0, 12))} of ${length}`;
    }
  }
  return undefined;
};

describe('a pattern', () => {
  it('of the sources never runs away', { timeout: 120_000 }, () => {
    const patterns = patternsIn(path.join(ROOT, 'src'));
    expect(patterns.length).toBeGreaterThan(300);
    const each = [...new Map(patterns.map((one) => [one.source, one])).values()];
    const slow = each.flatMap((one) => {
      const found = slowest(one);
      return found === undefined ? [] : [`${one.where} /${one.source}/ ${found}`];
    });
    expect(slow).toEqual([]);
  });

  it('that is known to run away is found', () => {
    for (const source of ['(a|a)*b', 'a*a*a*b']) expect(slowest({ source, flags: '' }), source).toBeDefined();
    for (const source of ['^a+$', 'abc', String.raw`^\s+`])
      expect(slowest({ source, flags: '' }), source).toBeUndefined();
  });
});

describe('a glob of a user or of a document', () => {
  /** Counts how often a text is looked at. */
  it.each([
    ['stars', `${'*a'.repeat(40)}b`, 'a'.repeat(4_000)],
    ['stars of folders', `${'**/'.repeat(40)}b`, 'a/'.repeat(2_000)],
    ['both', `${'**/*a*/'.repeat(20)}b`, 'aa/'.repeat(1_000)],
    ['questions', `${'?*'.repeat(60)}b`, 'a'.repeat(4_000)],
    ['classes', `${'*[a-z]'.repeat(40)}[!a-z]`, 'a'.repeat(4_000)],
    ['open brackets', '['.repeat(2_000), '['.repeat(2_000)],
    ['open braces', '{'.repeat(2_000), '{'.repeat(2_000)],
  ])('of many %s is matched at once', { timeout: 20_000 }, (_, glob, text) => {
    const start = performance.now();
    expect(globMatcher(glob)(text)).toBe(glob === text);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('of more alternatives than anybody wants is refused', () => {
    expect(() => globMatcher('{a,b}'.repeat(30))('a')).toThrow('alternatives');
  });
});
