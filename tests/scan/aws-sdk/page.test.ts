/** Proves that the example of the page is what comes out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scan } from './read.ts';

const PAGE = readFileSync('docs/scanners/aws-sdk.md', 'utf8');

test('the example of docs/scanners/aws-sdk.md is true', async () => {
  const inputs = [...PAGE.matchAll(/<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/g)];
  const { references } = await scan(Object.fromEntries(inputs.map(([, path, text]) => [path!, text!])));
  const shown = /\ngives\n\n```text\n([^]*?)\n```/.exec(PAGE)![1]!.split('\n');
  const told = references.map(({ where, to, class: of, why }) => {
    const text = to.by === 'text' ? to.text : '';
    const region = to.by === 'text' && to.region !== undefined ? ` in ${to.region}` : '';
    return `${where.file}:${where.line} ${text}${region} ${of!} ${why!}`;
  });
  expect(told).toEqual(shown.map((line) => line.replaceAll(/ {2,}/g, ' ')));
});
