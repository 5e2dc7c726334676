import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ids, reference, resource, scanned } from './given.ts';

test('the example of the page gives what the page says', async () => {
  const page = readFileSync(new URL('../../../docs/scanners/kubernetes.md', import.meta.url), 'utf8');
  const facts = await scanned({ 'shop.yaml': /```ya?ml\n([^`]*)```/.exec(page)![1]! });
  expect(ids(facts)).toEqual(['shop/db', 'shop/web']);
  expect(resource(facts, 'shop/web')).toMatchObject({ count: 3, entry: 'Service of type LoadBalancer' });
  expect(resource(facts, 'shop/db').kind).toBe('database');
  const { where } = reference(facts, 'DATABASE_URL');
  expect(page).toContain(`source \`${where.file}:${where.line}\``);
});
