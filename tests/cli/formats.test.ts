/** Proves that questions have the formats that they can fill, each the same each time, with what was asked in it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPORTERS } from '../../src/report/index.ts';
import { folderWith } from './folders.ts';
import { ROOT, runHere } from './run.ts';

const GRAPH = ['--graph', path.join(ROOT, 'graphs/examples/web-shop.yaml')];
const GRAPHS = ['dot', 'mermaid', 'graphml', 'cytoscape'];
const FINDINGS = ['sarif', 'junit', 'gitlab', 'github'];
const ANY = ['text', 'json', 'markdown', 'html', 'github-summary'];

const QUESTIONS: readonly (readonly [name: string, args: readonly string[], formats: readonly string[]])[] = [
  ['impact', ['impact', 'aws/us-east-1/us-east-1a'], [...ANY, 'csv', ...GRAPHS]],
  ['why', ['why', 'shop', '--fail', 'aws/us-east-1'], [...ANY, ...GRAPHS]],
  ['why, of what stands', ['why', 'back-office', '--fail', 'cache-a'], ANY],
  ['nodes', ['nodes', 'kind:app'], [...ANY, 'csv', ...GRAPHS]],
  ['show', ['show', 'orders'], [...ANY, 'csv', ...GRAPHS]],
  ['replay', ['replay', 'zone-a-drops'], ANY],
  ['check', ['check', '--fail-on', 'never'], [...ANY, ...FINDINGS, 'csv', ...GRAPHS]],
];

describe.each(QUESTIONS)('%s', (_, args, formats) => {
  it('has all its formats in one run, and no other', async () => {
    const files = formats.flatMap((name) => ['--format', `${name}=out/${name}`]);
    const runs = await Promise.all([1, 2].map(() => Promise.resolve(folderWith({ 'out/': '' }))));
    for (const cwd of runs) {
      expect(await runHere([...args, ...GRAPH, ...files, '--quiet'], { cwd })).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    }
    for (const name of formats) {
      const [one, two] = runs.map((cwd) => readFileSync(path.join(cwd, 'out', name), 'utf8'));
      expect(one!.endsWith('\n')).toBe(true);
      expect(one).toBe(two);
    }
    for (const { name } of REPORTERS.filter((listed) => !formats.includes(listed.name))) {
      const { code, stdout, stderr } = await runHere([...args, ...GRAPH, '--format', name]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`has: ${formats.toSorted(inOrder).join(', ')}`);
    }
  });
});

const inOrder = (a: string, b: string): number => indexOf(a) - indexOf(b);
const indexOf = (name: string): number => REPORTERS.findIndex((listed) => listed.name === name);

describe('the rows', () => {
  it.each([
    ['impact', ['impact', 'database-a'], /^database-a,database,.*,outage,0,$/m],
    ['nodes', ['nodes', 'kind:app'], /^shop,app,/m],
    ['show', ['show', 'orders'], /^stood on by,checkout,/m],
  ])('of %s have what was asked', async (_, args, row) => {
    expect((await runHere([...args, ...GRAPH, '--format', 'csv'])).stdout.replaceAll('\r', '')).toMatch(row);
  });
});

describe('the graph', () => {
  const edgesOf = async (args: readonly string[]) => {
    const { stdout } = await runHere([...args, ...GRAPH, '--format', 'cytoscape']);
    const { elements } = JSON.parse(stdout) as {
      elements: {
        nodes: readonly { data: { id: string; state: string; fault?: true } }[];
        edges: readonly { data: { source: string; target: string; path?: true } }[];
      };
    };
    return elements;
  };

  it('of impact is what fell, and the ways of the failure', async () => {
    const { nodes, edges } = await edgesOf(['impact', 'database']);
    expect(nodes.filter(({ data }) => data.fault === true).map(({ data }) => data.id)).toEqual(['database']);
    expect(nodes.every(({ data }) => data.state !== 'operational')).toBe(true);
    expect(edges.find(({ data }) => data.source === 'orders' && data.target === 'database')?.data.path).toBe(
      true,
    );
  });

  it('of why is the proof', async () => {
    const { nodes } = await edgesOf(['why', 'shop', '--fail', 'database']);
    const ids = nodes.map(({ data }) => data.id);
    expect(ids).toContain('shop');
    expect(ids).toContain('database');
    expect(ids).not.toContain('back-office');
  });

  it('of show is what the node stands on, and who stands on it directly', async () => {
    const ids = (await edgesOf(['show', 'orders'])).nodes.map(({ data }) => data.id);
    for (const id of ['orders', 'checkout', 'database', 'aws/us-east-1']) expect(ids).toContain(id);
    expect(ids).not.toContain('shop');
  });
});
