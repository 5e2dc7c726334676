/** Proves that the example of the page is what comes out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { assembleFacts } from '../../../src/assemble/facts/index.ts';
import { writeYaml } from '../../../src/document/write.ts';
import { compose } from '../../../src/scan/compose.ts';
import { contextOf } from './files.ts';

const PAGE = readFileSync('docs/scanners/compose.md', 'utf8');

test('the example of docs/scanners/compose.md is true', async () => {
  const inputs = [...PAGE.matchAll(/<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/g)];
  const context = contextOf(Object.fromEntries(inputs.map(([, path, text]) => [path!, text!])));
  const facts = await compose.scan([context.files[0]!], context);
  const { document } = assembleFacts([facts], { defines: () => false });
  const shown = parse(/<!-- result -->\n\n```yaml\n([^]*?)\n```/.exec(PAGE)![1]!);
  const made = parse(writeYaml(document));
  expect(Object.keys(shown.nodes)).toEqual(['shop/cart', 'shop/web']);
  for (const [id, node] of Object.entries(shown.nodes)) expect(made.nodes[id], id).toEqual(node);
});
