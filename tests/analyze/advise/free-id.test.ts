/** A name that nobody has is the first with a number behind it. */
import { expect, it } from 'vitest';
import { freeId } from '../../../src/analyze/advise/mirror.ts';

it.each<[readonly string[], string]>([
  [[], 'db-2'],
  [['db'], 'db-2'],
  [['db-2'], 'db-3'],
  [['db-2', 'db-3', 'db-5'], 'db-4'],
  [['db-3'], 'db-2'],
])('beside %j it is %s', (taken, free) => {
  expect(freeId('db', (id) => taken.includes(id))).toBe(free);
});
