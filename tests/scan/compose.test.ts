import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compose } from '../../src/scan/compose.ts';
import { holds } from '../support/law.ts';
import { contextOf, sourceFile } from './compose/files.ts';

const claims = (path: string, text: string): boolean => compose.claims(sourceFile(path, text));

test.each([
  ['compose.yaml', 'services:\n  web:\n    image: nginx\n'],
  ['shop/docker-compose.prod.yml', 'version: "3"\nservices: {web: {image: nginx}}\n'],
  ['docker-compose.yaml', 'this: is [broken'],
  ['compose.yml', 'include: [a.yaml]\n'],
  ['stack.yml', 'x-log: &log {}\n\nservices:\n  # the web\n  web:\n    restart: always\n    build: .\n'],
  ['stack.yml', 'services:\r\n  web:\r\n    ports:\r\n      - "80:80"\r\n    image: nginx\r\n'],
])('%s is one', (path, text) => {
  expect(claims(path, text)).toBe(true);
});

test.each([
  ['compose.yaml', ''],
  ['compose.json', '{"services": {}}'],
  ['composer.yaml', 'services:\n  a:\n    class: B\n'],
  ['compose.yaml', 'apiVersion: v1\nkind: Service\n'],
  ['template.yaml', 'Resources:\n  A:\n    Type: B\nservices:\n  a:\n    image: b\n'],
  ['ci.yml', 'on: push\njobs:\n  a:\n    services:\n      db:\n        image: postgres\n'],
  ['.gitlab-ci.yml', 'services:\n  - docker:dind\n'],
  ['services.yaml', 'services:\n  _defaults:\n    autowire: true\n  App\\Shop:\n    arguments: [image: a]\n'],
  ['kong.yml', 'services:\n- name: a\n  url: http://b\n'],
  ['config.yaml', 'services:\n  a:\n    nested:\n      image: b\n'],
])('%s is none: %j', (path, text) => {
  expect(claims(path, text)).toBe(false);
});

test('a document of any shape is read without a throw', async () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        null,
        true,
        7,
        '',
        'db',
        'a:b:c',
        '${A',
        '${A:-${B}}',
        'db:5432',
        '__proto__',
        './x:/etc/x',
      ),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'db',
          'environment',
          'depends_on',
          'links',
          'extends',
          'service',
          'file',
          '__proto__',
          'build',
          'volumes',
          'deploy',
          'networks',
          'constructor',
        ),
        tie('any'),
        { maxKeys: 4 },
      ),
    ),
  })).any;
  const root = fc.record({ services: value, include: value, configs: value }, { requiredKeys: ['services'] });
  const texts: string[] = [];
  holds(
    150,
    fc.property(root, (document) => {
      texts.push(JSON.stringify(document));
    }),
  );
  for (const text of texts) {
    const context = contextOf({ 'a/compose.yaml': text, 'a/compose.override.yaml': text });
    const facts = await compose.scan(context.files, context);
    expect(facts.resources.every(({ address }) => address.scope === 'a')).toBe(true);
  }
});
