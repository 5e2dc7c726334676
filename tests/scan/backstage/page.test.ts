/** Proves that the example of the page is what comes out. */
import { expect, test } from 'vitest';
import { expectShown, inputsOf } from '../../support/page.ts';
import { catalogOf } from './given.ts';

test('the example of docs/scanners/backstage.md is true', async () => {
  const facts = await catalogOf(inputsOf('backstage'));
  expect(expectShown('backstage', facts)).toHaveLength(2);
});
