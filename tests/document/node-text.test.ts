/** Proves that what is written without the YAML library is, character by character, what the library writes. */
import { describe, expect, it } from 'vitest';
import { type Notes, nodeText } from '../../src/document/node-text.ts';
import { libraryText } from '../../src/document/write.ts';

const NO_NOTES: Notes = { beside: new Map() };

/** Is written without the library, and like it. */
const same = (id: string, node: object, notes: Notes = NO_NOTES): void => {
  expect(nodeText(id, node, notes)).toBe(libraryText(id, node, notes, true));
};

/** In every place where a node has texts. */
const everywhere = (text: string): object => ({
  kind: text,
  name: text,
  tags: [text, text],
  in: { node: text, why: text },
  source: text,
  dependsOn: [
    text,
    { node: text, why: text, source: text, confidence: text },
    { atLeast: { operational: 2 }, of: [text, { node: text, why: text }, { anyOf: [text, 'b'] }], why: text },
  ],
});

const SENTENCE =
  'call: CATALOG_URL is a host, and another one, and so on until the line is long enough to fold';

/** With nothing in it that would have to be quoted. */
const LONG_WORD = SENTENCE.replaceAll(/[ :,]/g, '_').repeat(3);

describe('a node is written as the library would', () => {
  it.each([
    '',
    'a',
    'aws/eu-west-1/s3',
    '../infra/main.tf:12',
    '~',
    'null',
    'Null',
    'nUll',
    'true',
    'TRUE',
    'tRue',
    '0',
    '007',
    '-1',
    '+1.',
    '.5',
    '1e3',
    '1e',
    '0x1F',
    '0xG',
    '0o17',
    '0o18',
    '.inf',
    '-.INF',
    '.NaN',
    '1m30s',
    '99.95%',
    '12:30:45',
    '2017-02-28',
    '-',
    '- a',
    '-a',
    '?',
    '? a',
    '?a',
    '---',
    '--- a',
    '...',
    '%a',
    'a: b',
    'a:b',
    'a:',
    'a #b',
    'a#b',
    '# a',
    '<<',
    'a, b',
    'a,b',
    '[a]',
    'a]',
    '{a}',
    '*a',
    '&a',
    '!a',
    '|',
    '>',
    '=',
    '@a',
    '`a`',
    "it's",
    'a "b" c',
    '"a"',
    `"a" it's`,
    ' a',
    'a ',
    'a  b',
    'größer 日本語 …',
    '__proto__',
    SENTENCE,
    `${SENTENCE}: ${SENTENCE}`,
    `say "${SENTENCE}" and "${SENTENCE}"`,
    `${LONG_WORD} ${'wide  spaces '.repeat(10)}${LONG_WORD} ${'narrow ones '.repeat(10)}b`,
    LONG_WORD,
  ])('with %j in every place', (text) => {
    for (const [key, value] of Object.entries(everywhere(text))) same('a', { [key]: value });
    same(text, everywhere(text));
  });

  it('whatever its length', () => {
    for (let length = 60; length < 130; length++) {
      const words = 'ab c '.repeat(40).slice(0, length);
      same('a', everywhere(`${words}d`));
      same('a', everywhere(`${words}: d`));
      same('a', { tags: Array.from({ length: length - 50 }, () => 'abc') });
    }
  });

  it('with numbers, with nothing, and with comments', () => {
    same('a', {});
    same('a', { tier: 1, costPerHour: 0.25, tags: [] });
    same('1', { costPerHour: 1e21 });
    const beside = new Map([
      [0, 'b.yaml:7'],
      [1, 'c #.yaml:8'],
    ]);
    same('a', everywhere('b'), { above: 'a.yaml:1, b.yaml:2', beside });
    same('a', {}, { above: '# a', beside: new Map() });
  });

  it('or by the library itself, where a text is unusual', () => {
    for (const text of [
      'two\nlines',
      'back\\slash',
      '\u0000',
      '\u0085',
      '\u2028',
      '👍',
      'tab\t',
      '\ufeff\ud800',
    ])
      expect(nodeText('a', { name: text }, NO_NOTES)).toBeUndefined();
    // Only between quotes words are broken.
    expect(nodeText('a', { name: `: ${LONG_WORD}` }, NO_NOTES)).toBeUndefined();
    expect(nodeText('a', {}, { above: 'a\nb', beside: new Map() })).toBeUndefined();
    expect(nodeText('x'.repeat(2000), {}, NO_NOTES)).toBeUndefined();
    expect(nodeText('a', { costPerHour: -0 }, NO_NOTES)).toBeUndefined();
  });
});
