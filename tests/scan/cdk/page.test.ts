/** Proves that the example of the page is what comes out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { edges, read, types } from './reading.ts';

const PAGE = readFileSync('docs/scanners/cdk.md', 'utf8');

test('the example of docs/scanners/cdk.md is true', async () => {
  const [, source = ''] = /```ts\n([^]*?)```/.exec(PAGE) ?? [];
  const [, path = ''] = /^\/\/ (\S+)/.exec(source) ?? [];
  const facts = await read({ [path]: source, 'shop/cdk.json': '{}' });
  const [, shown = ''] = /```text\n([^]*?)```/.exec(PAGE) ?? [];
  expect(edges(facts)).toEqual(
    shown
      .trim()
      .split('\n')
      .map((line) => line.replace(/ +→ +/, ' -> ').replaceAll(/ {2,}/g, ' '))
      .toSorted(),
  );
  expect(Object.keys(types(facts)).toSorted()).toEqual([
    'shop/Orders/Api',
    'shop/Orders/Handler',
    'shop/Orders/Table',
  ]);
  expect(facts.resources.every(({ region }) => region === 'eu-west-1')).toBe(true);
});
