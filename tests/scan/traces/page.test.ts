/** Proves that the example of the page is what comes out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { factsOf } from './writers.ts';

const PAGE = readFileSync('docs/scanners/traces.md', 'utf8');

test('the example of docs/scanners/traces.md is true', async () => {
  const [, path, text] = /<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/.exec(PAGE)!;
  const { references } = await factsOf({ [path!]: text! });
  const told = references.map(
    ({ from, to, why, ...reference }) =>
      `${from.local} → ${to.by === 'address' ? to.address.local : to.text} (${reference.class}): ${why}`,
  );
  const shown = parse(/<!-- result -->\n\n```yaml\n([^]*?)\n```/.exec(PAGE)![1]!) as readonly object[];
  expect(
    shown.map((one) =>
      Object.entries(one)
        .map((pair) => pair.join(': '))
        .join(),
    ),
  ).toEqual(told);
});
