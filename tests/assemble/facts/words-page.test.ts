/** Proves that the page on names tells the truth: each row of its tables. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Mention, classOfKey, mentionsIn, withoutSecrets } from '../../../src/assemble/facts/words.ts';

const PAGE = readFileSync('docs/scanners/names.md', 'utf8');

const told = (mention: Mention): string => {
  switch (mention.form) {
    case 'host':
      return `host ${mention.host}${mention.port === undefined ? '' : `:${mention.port}`}${mention.sure ? '' : '?'}`;
    case 'arn':
      return mention.arn;
    case 'service':
      return `service ${mention.provider} ${mention.service}${mention.region === undefined ? '' : ` in ${mention.region}`}`;
    case 'registry':
      return `registry ${mention.host}`;
    case 'name':
      return `name ${mention.text}`;
  }
};

const rows = [...PAGE.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\| ([^|`]+?) +\|$/gm)].map(
  ([, key, text, names]) => [key!, text!, names!] as const,
);

test('the tables are found', () => {
  expect(rows.length).toBeGreaterThan(45);
});

test.each(rows)('%s=%s names %s', (key, text, names) => {
  const mentions = mentionsIn({ by: 'text', as: 'env', key, text });
  expect(mentions.map(told).join(', ') || 'nothing').toBe(names);
});

test('the words of a key that it lists have the class that it says', () => {
  const classes = [...PAGE.matchAll(/^\| ((?:`\w+`(?:, )?)+)(?: …)? +\| `([a-z]+)` +\|$/gm)];
  expect(classes.length).toBe(6);
  for (const [, words, of] of classes) {
    for (const [, word] of words!.matchAll(/`(\w+)`/g)) expect(classOfKey(`${word!}_URL`), word).toBe(of);
  }
});

test('the secret that it masks is masked so', () => {
  const [, before, after] = /`(DB=[^`]+)` is told\s+as `([^`]+)`/.exec(PAGE)!;
  expect(withoutSecrets(before!)).toBe(after);
});
