import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classOfKey, mentionsIn, withoutSecrets } from '../../src/assemble/facts/words.ts';
import { holds } from '../support/law.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
const word = fc
  .tuple(
    fc.constantFrom(...LETTERS),
    fc.string({ unit: fc.constantFrom(...LETTERS, '-', '7'), maxLength: 12 }),
  )
  .map(([first, rest]) => `h${first}${rest}q`);
const host = fc.array(word, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
const port = fc.integer({ min: 80, max: 65_535 });
/** No blanks, no quotes: with these no driver would read the URL. */
const secret = fc
  .string({
    unit: fc.constantFrom(...LETTERS, ...'0123456789!$%&*()+/:=@#?;~'.split('')),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => `S3cr${text}T`);
const scheme = fc.constantFrom(
  'http',
  'https',
  'postgres',
  'jdbc:postgresql',
  'redis',
  'amqp',
  'mongodb+srv',
  'lb',
  'tcp',
);

const hostsOf = (key: string, text: string): readonly string[] =>
  mentionsIn({ by: 'text', as: 'env', key, text }).map((mention) =>
    mention.form === 'host' ? mention.host : `not a host: ${mention.form}`,
  );

const URLS: readonly ((host: string, port: number) => string)[] = [
  (h) => h,
  (h) => `${h}/`,
  (h, p) => `${h}:${p}`,
  (h, p) => `${h}:${p}/shop?x=1`,
];

describe('what words mean', () => {
  test('every form of URL names exactly its host', () => {
    const shape = fc.constantFrom(...URLS);
    holds(
      500,
      fc.property(scheme, host, port, shape, fc.boolean(), (s, h, p, of, hasUser) => {
        expect(hostsOf('ANY', `${s}://${hasUser ? 'user:w0rd@' : ''}${of(h, p)}`)).toEqual([h]);
      }),
    );
  });

  test('a list of hosts names each of them, in order', () => {
    holds(
      200,
      fc.property(fc.uniqueArray(host, { minLength: 1, maxLength: 5 }), port, (hosts, p) => {
        expect(hostsOf('ANY', hosts.map((h) => `${h}:${p}`).join(','))).toEqual(hosts);
        expect(hostsOf('DB_HOSTS', hosts.join(','))).toEqual(hosts);
      }),
    );
  });

  test('a bare word under a key that is not about hosts names nothing', () => {
    const key = fc.constantFrom(
      'POSTGRES_USER',
      'MYSQL_DATABASE',
      'APP_NAME',
      'X_DB',
      'X_PASSWORD',
      'X_IMAGE',
      'MODE',
      '',
    );
    holds(
      300,
      fc.property(key, word, (k, text) => {
        expect(hostsOf(k, text)).toEqual([]);
      }),
    );
  });

  test('a password is never shown', () => {
    const templates: readonly ((s: string) => string)[] = [
      (s) => `URL=postgres://user:${s}@db/shop`,
      (s) => `redis://:${s}@db:6379`,
      (s) => `DB_PASSWORD=${s}`,
      (s) => `{"password":"${s}"}`,
      (s) => `user:${s}@tcp(db:3306)/shop`,
    ];
    holds(
      500,
      fc.property(fc.constantFrom(...templates), secret, (template, s) => {
        expect(withoutSecrets(template(s))).not.toContain(s);
      }),
    );
    // Where pairs are parted by a character, a password without quotes cannot hold it.
    holds(
      200,
      fc.property(secret, (s) => {
        const plain = s.replaceAll(/[;&=]/g, '');
        expect(withoutSecrets(`Host=db;Password=${plain};Database=d`)).not.toContain(plain);
        expect(withoutSecrets(`host=db password=${plain} dbname=d`)).not.toContain(plain);
      }),
    );
  });

  test('no text is too strange', () => {
    const forms = fc.constantFrom('env', 'host', 'image', 'arn', 'action', 'export');
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            '://',
            '@',
            ':',
            ',',
            'arn:',
            '${',
            '}',
            '{{',
            '=',
            ';',
            '/',
            'host',
            '[',
            '"',
            ' ',
            '80',
          ),
          { maxLength: 20 },
        )
        .map((parts) => parts.join('')),
    );
    holds(
      1000,
      fc.property(forms, odd, odd, (form, key, text) => {
        expect(Array.isArray(mentionsIn({ by: 'text', as: form, key, text }))).toBe(true);
        expect(typeof withoutSecrets(text)).toBe('string');
        classOfKey(key);
      }),
    );
  });

  test('a text a hundred times as long takes no more than some hundred times as long', () => {
    for (const piece of [
      '${',
      '://',
      'a:',
      '@',
      'arn:',
      'x=',
      '{{',
      '[',
      'a.',
      '-----',
      ' =',
      '((',
      'tcp(',
      '"',
      'a:1@',
      'jdbc:oracle:',
    ]) {
      const text = piece.repeat(200_000 / piece.length);
      const begun = performance.now();
      for (const form of ['env', 'host', 'arn', 'image', 'action'] as const) {
        mentionsIn({ by: 'text', as: form, key: text.slice(0, 5000), text });
      }
      withoutSecrets(text);
      expect(performance.now() - begun, piece).toBeLessThan(1500);
    }
  });
});
