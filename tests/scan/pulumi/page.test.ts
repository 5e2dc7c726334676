/** Proves that the examples of both pages are what comes out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cdktf } from '../../../src/scan/cdktf.ts';
import { pulumi } from '../../../src/scan/pulumi.ts';
import { factsOf, told } from './told.ts';

test.each([
  [pulumi.name, pulumi],
  [cdktf.name, cdktf],
] as const)('the example of docs/scanners/%s.md is true', async (_, scanner) => {
  const page = readFileSync(`docs/scanners/${scanner.name}.md`, 'utf8');
  const [, path, text] = /<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/.exec(page)!;
  const shown = /<!-- result -->\n\n```text\n([^]*?)\n```/.exec(page)![1]!;
  const facts = await factsOf(scanner, { [path!]: text! });
  const lines = shown.split('\n').map((line) => line.replace('→', '->').replaceAll(/ +/g, ' '));
  expect(told(facts)).toEqual(lines);
});
