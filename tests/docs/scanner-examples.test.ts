/** Proves that each scanner has a page, and that the examples of those without a test of their own are what comes out. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeYaml } from '../../src/document/write.ts';
import { scanPaths } from '../../src/scan/estate.ts';
import { SCANNERS } from '../../src/scan/index.ts';
import { folderWith } from '../cli/folders.ts';
import { ROOT } from '../cli/run.ts';
import { PAGES } from './pages.ts';

interface Shown {
  readonly kind?: string;
  readonly in?: string | { readonly node: string };
  readonly dependsOn?: readonly (string | Readonly<Record<string, unknown>>)[];
}

const textOf = (page: string): string => readFileSync(path.join(ROOT, `docs/scanners/${page}.md`), 'utf8');

/** The document, as it would be written, of the example's files in a folder of their own. */
const scannedFrom = async (page: string): Promise<Readonly<Record<string, Shown>>> => {
  const folder = folderWith();
  for (const [, name = '', text = ''] of textOf(page).matchAll(
    /<!-- input: (\S+) -->\n\n```\w+\n([^]*?)\n```/g,
  )) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), `${text}\n`);
  }
  const { document } = await scanPaths([folder], { scanners: SCANNERS, apps: 'none' });
  return (parse(writeYaml(document)) as { nodes: Readonly<Record<string, Shown>> }).nodes;
};

/** What a node needs by itself, as maps. */
const needs = ({ dependsOn = [] }: Shown = {}): readonly Readonly<Record<string, unknown>>[] =>
  dependsOn.map((one) => (typeof one === 'string' ? { node: one } : one));

const placeOf = (node: Shown | undefined): string | undefined =>
  typeof node?.in === 'object' ? node.in.node : node?.in;

describe('every scanner', () => {
  it.each(SCANNERS.map(({ name }) => name))('%s has a page, and a line in both lists', (name) => {
    const page = PAGES.find((one) => one.name === `docs/scanners/${name}.md`);
    expect(page?.text).toMatch(/^# /);
    expect(page?.text).toMatch(/^## (?:An e|E)xample/m);
    expect(textOf('README')).toContain(`(${name}.md)`);
    expect(readFileSync(path.join(ROOT, 'docs/scanning.md'), 'utf8')).toContain(`(scanners/${name}.md)`);
  });
});

describe('the references that the page shows are what comes out', () => {
  it.each(['cloudformation', 'serverless', 'cdktf'])('%s', async (page) => {
    const nodes = await scannedFrom(page);
    const shown = /<!-- result -->\n\n```text\n([^]*?)\n```/.exec(textOf(page))![1]!.split('\n');
    for (const line of shown) {
      const [, from = '', to = '', property = ''] = /^(\S+) +→ (\S+) +(\S+)$/.exec(line)!;
      const found = needs(nodes[from]).find(({ node }) => node === to);
      expect(found, line).toBeDefined();
      expect(found!['why'], line).toContain(property);
    }
  });

  it('terraform', async () => {
    const nodes = await scannedFrom('terraform');
    const api = nodes['shop/aws_lambda_function.api'];
    const table = needs(api).find(({ node }) => node === 'shop/aws_dynamodb_table.orders');
    expect(table).toMatchObject({ source: expect.stringMatching(/shop\/main\.tf:17$/) });
    expect(table!['why']).toContain('environment.variables.TABLE');
    expect(needs(api).some(({ node }) => String(node).endsWith('mail.example.com'))).toBe(true);
    expect(
      Object.keys(nodes)
        .filter((id) => id.startsWith('shop/aws_'))
        .map((id) => placeOf(nodes[id])),
    ).toEqual(['aws/eu-west-1', 'aws/eu-west-1']);
    expect(textOf('terraform')).toMatch(
      /`shop\/aws_dynamodb_table.orders` +\| `environment.variables.TABLE` +\| 17 /,
    );
  });

  it('terraform-json', async () => {
    const nodes = await scannedFrom('terraform-json');
    const shown = parse(/<!-- result -->\n\n```yaml\n([^]*?)\n```/.exec(textOf('terraform-json'))![1]!) as {
      nodes: Readonly<Record<string, Shown>>;
    };
    for (const [id, node] of Object.entries(shown.nodes)) {
      expect(nodes[id]?.kind, id).toBe(node.kind);
      if (node.in !== undefined) expect(placeOf(nodes[id]), id).toBe(node.in);
      const own = needs(nodes[id]).filter(({ node: target }) => !String(target).startsWith('aws/'));
      expect(own, id).toEqual(needs(node).map((one) => expect.objectContaining(one)));
    }
  });
});
