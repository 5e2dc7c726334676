/** Proves that the example of the page is what comes out. */
import { expect, test } from 'vitest';
import { expectShown, inputsOf } from '../../support/page.ts';
import { azure } from '../arm/given.ts';

test('the example of docs/scanners/bicep.md is true', async () => {
  const facts = await azure(inputsOf('bicep'));
  expect(expectShown('bicep', facts)).toEqual(['shop/shop']);
});
