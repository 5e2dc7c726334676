/** Proves that the example of the page is what comes out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { factsOf } from './writers.ts';

const PAGE = readFileSync('docs/scanners/traces.md', 'utf8');

test('the example of docs/scanners/traces.md is true', async () => {
  const [, path, text] = /<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/.exec(PAGE)!;
  const { references } = await factsOf({ [path!]: text! });
  const told = references.map(
    ({ from, to, why, ...reference }) =>
      `${from.local} → ${to.by === 'address' ? to.address.local : to.text} (${reference.class}): ${why}`,
  );
  const shown = /<!-- result -->\n\n```text\n([^]*?)\n```/.exec(PAGE)![1]!;
  expect(shown.split('\n').map((line) => line.replace(/^- /, ''))).toEqual(told);
});
