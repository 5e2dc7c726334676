import { expect, test } from 'vitest';
import { relativeTo } from '../../src/scan/paths.ts';

test.each([
  ['a/b', 'a/c/d', '../c/d'],
  ['a', 'a/b', 'b'],
  ['a/b', 'a', '..'],
  ['a', './x/../a', '.'],
  ['.', 'a', 'a'],
  ['../x/a', '../x/b', '../b'],
  ['../x/a', '../tsconfig.json', '../../tsconfig.json'],
  // What the folder above is called, in which the start lies, nobody knows.
  ['../x/a', 'tsconfig.json', undefined],
])('the way from %s to %s', (folder, path, way) => {
  expect(relativeTo(folder, path)).toBe(way);
});
