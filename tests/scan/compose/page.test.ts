/** Proves that the example of the page is what comes out. */
import { expect, test } from 'vitest';
import { compose } from '../../../src/scan/compose.ts';
import { expectShown, inputsOf } from '../../support/page.ts';
import { contextOf } from './files.ts';

test('the example of docs/scanners/compose.md is true', async () => {
  const context = contextOf(inputsOf('compose'));
  const facts = await compose.scan([context.files[0]!], context);
  expect(expectShown('compose', facts)).toEqual(['shop/cart', 'shop/web']);
});
