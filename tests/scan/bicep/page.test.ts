/** Proves that the example of the page is what comes out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { assembleFacts } from '../../../src/assemble/facts/index.ts';
import { writeYaml } from '../../../src/document/write.ts';
import { azure } from '../arm/given.ts';

const PAGE = readFileSync('docs/scanners/bicep.md', 'utf8');

test('the example of docs/scanners/bicep.md is true', async () => {
  const [, path, text] = /<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/.exec(PAGE)!;
  const { document } = assembleFacts([await azure({ [path!]: text! })], {
    defines: () => false,
    apps: 'none',
  });
  const made = parse(writeYaml(document));
  const shown = parse(/<!-- result -->\n\n```yaml\n([^]*?)\n```/.exec(PAGE)![1]!);
  expect(Object.keys(shown.nodes)).toEqual(['shop/shop']);
  for (const [id, node] of Object.entries(shown.nodes)) expect(made.nodes[id], id).toEqual(node);
});
