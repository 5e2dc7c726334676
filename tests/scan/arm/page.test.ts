/** Proves that the example of the page is what comes out. */
import { expect, test } from 'vitest';
import { expectShown, inputsOf } from '../../support/page.ts';
import { azure } from './given.ts';

test('the example of docs/scanners/arm.md is true', async () => {
  const facts = await azure(inputsOf('arm'));
  expect(expectShown('arm', facts)).toEqual(['shop/shop']);
});
