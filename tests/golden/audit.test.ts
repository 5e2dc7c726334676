/**
 * Proves that what users see of the audit (check, sweep, cut sets, availability, diff, advise, fault trees) is, byte for
 * byte, what somebody looked at and found good; and that all of it that is JSON is what its schema says.
 *
 * The files are in `expected/audit/`. After a change that is meant, write them anew and read the difference before it is
 * committed:
 *
 *     npx vitest run tests/golden/audit.test.ts -u && git diff tests/golden/expected/audit
 */
import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/folders.ts';
import { ROOT, runHere } from '../cli/run.ts';
import { errorsOf, validatorOf } from '../schema/schemas.ts';

const EXPECTED = path.join(import.meta.dirname, 'expected/audit');

const DAY = '2026-06-15';

const GRAPHS = {
  'multi-region': 'graphs/examples/web-shop-multi-region.yaml',
  'web-shop': 'graphs/examples/web-shop.yaml',
  s3: 'graphs/incidents/2017-02-28-aws-s3.yaml',
  'internal-network': 'graphs/incidents/2021-12-07-aws-internal-network.yaml',
  // What a scan made of a folder, with its own hand-written document.
  scanned: 'tests/golden/expected/scan/webshop.yaml',
} as const;

/** By ending: the format, and how wide it is for texts. */
const FORMS = {
  '80.txt': ['text', 80],
  '200.txt': ['text', 200],
  json: ['json', 80],
  md: ['markdown', 80],
  csv: ['csv', 80],
  'junit.xml': ['junit', 80],
  'gitlab.json': ['gitlab', 80],
  'github.txt': ['github', 80],
  sarif: ['sarif', 80],
  dot: ['dot', 80],
  mermaid: ['mermaid', 80],
} as const satisfies Readonly<Record<string, readonly [format: string, columns: number]>>;

type Ending = keyof typeof FORMS;

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly endings: readonly Ending[];
  /** How the run ends; 0 if it is not said. */
  readonly code?: number;
}

const READ = ['80.txt', 'md', 'json'] as const satisfies readonly Ending[];
const SHOWN = ['80.txt', 'md'] as const satisfies readonly Ending[];

const of = (
  graph: keyof typeof GRAPHS,
  name: string,
  args: readonly string[],
  endings: readonly Ending[],
  code = 0,
): Case => ({
  name: `${graph}/${name}`,
  args: [...args, '--graph', GRAPHS[graph], '--date', DAY],
  endings,
  code,
});

/** What files are compared with: `before.yaml` beside them. */
const changed = (name: string, endings: readonly Ending[], failing: boolean): Case => {
  const files = ['before', name].map((file) => `tests/fixtures/audit/${file}.yaml`);
  const failOn = ['--fail-on', 'new-spof,wider-blast,lost-redundancy,policy'];
  return {
    name: `diff/${name}`,
    args: ['diff', ...files, '--date', DAY, ...failOn],
    endings,
    code: failing ? 1 : 0,
  };
};

const CASES: readonly Case[] = [
  of('multi-region', 'check', ['check'], Object.keys(FORMS) as Ending[], 1),
  of('web-shop', 'check', ['check'], SHOWN),
  of('s3', 'check', ['check', '--limit', '5', '--fail-on', 'never'], SHOWN),
  of('internal-network', 'check', ['check', '--fail-on', 'never'], ['80.txt', 'csv']),
  of('scanned', 'check', ['check', '--fail-on', 'never'], ['80.txt', 'csv', 'github.txt']),
  { name: 'explain', args: ['explain'], endings: ['80.txt', 'json'] },
  { name: 'explain-shared-fate', args: ['explain', 'shared-fate'], endings: READ },

  of('multi-region', 'sweep', ['sweep'], ['80.txt', '200.txt', 'md', 'json', 'csv']),
  of('multi-region', 'sweep-owners', ['sweep', '--each', 'owner,provider,vendor', '--by', 'cost'], SHOWN),
  of('multi-region', 'sweep-pairs', ['sweep', 'kind:region', 'kind:zone', '--pairs'], READ),
  of('web-shop', 'sweep', ['sweep'], ['80.txt', 'csv']),
  of('s3', 'sweep', ['sweep', '--only', 'kind:app'], ['80.txt', 'csv']),

  of('multi-region', 'spof', ['spof', 'kind:app'], READ),
  of('multi-region', 'cut-sets', ['cut-sets', 'checkout'], READ),
  of('multi-region', 'cut-sets-all-orders', ['cut-sets', 'shop', '--all-orders', '--limit', '3'], ['80.txt']),
  of('web-shop', 'spof', ['spof', 'kind:app'], ['80.txt']),
  of('web-shop', 'cut-sets', ['cut-sets', 'shop', '--state', 'degraded'], ['80.txt']),
  of('s3', 'spof', ['spof', 'trello'], READ),
  of('s3', 'cut-sets', ['cut-sets', 'netflix', '--order', '2', '--limit', '3'], SHOWN),

  of('multi-region', 'availability', ['availability'], READ),
  of(
    'multi-region',
    'availability-assumed',
    ['availability', 'shop', '--importance', '--assume', 'kind:region=99.95%', '--assume', 'kind:zone=99.9%'],
    READ,
  ),

  of('multi-region', 'advise-shop', ['advise', 'shop'], READ),
  of('multi-region', 'advise-policy', ['advise', 'shop', '--policy', 'loss-of-a-region'], SHOWN),

  changed('replica-dropped', [...READ, 'github.txt'], true),
  changed('database-deleted', READ, true),
  changed('zone-removed', READ, true),
  changed('renamed', READ, false),
  changed('reordered', READ, false),

  {
    name: 'fault-tree',
    args: ['fault-tree', 'tests/fixtures/fault-trees/chinese.xml', '--importance', '--limit', '5'],
    endings: READ,
  },
];

const FILES = CASES.flatMap((one) =>
  one.endings.map((ending) => ({ ...one, ending, file: `${one.name}.${ending}` })),
);

/** Of a scan, not of a document. */
const CODE = 'code/check.80.txt';

describe('what users see of', () => {
  it.each(FILES)('$file', async ({ file, args, ending, code = 0 }) => {
    const [format, columns] = FORMS[ending];
    const run = await runHere([...args, '--format', format], { env: { COLUMNS: String(columns) } });
    expect(run.code, run.stderr).toBe(code);
    // A run that passes has nothing to say beside its result, one that fails tells why.
    if (code === 0) expect(run.stderr).toBe('');
    else expect(run.stderr).toMatch(/^faultline \w+ fails:\n {2}\S/);
    const lines = run.stdout.split('\n');
    if (format === 'text')
      expect(lines.filter((line) => stringWidth(line) > columns || line !== line.trimEnd())).toEqual([]);
    if (format === 'json') expect(errorsOf(validatorOf(args[0]!), JSON.parse(run.stdout))).toEqual([]);
    // The version of the program is no part of what it found.
    const text = format === 'sarif' ? run.stdout.replaceAll(/"(semanticV|v)ersion":"\d+\.\d+\.\d+[^"]*"/g, '"$1ersion":"…"') : run.stdout;
    await expect(text).toMatchFileSnapshot(path.join(EXPECTED, file));
  });

  it('nothing that is no longer made', () => {
    const there = readdirSync(EXPECTED, { recursive: true })
      .map((file) => String(file).split(path.sep).join('/'))
      .filter((file) => statSync(path.join(EXPECTED, file)).isFile());
    const made = new Set([...FILES.map(({ file }) => file), CODE]);
    expect(there.filter((file) => !made.has(file))).toEqual([]);
  });
});

describe('merged shards of the sweep of two regions', () => {
  it.each(['80.txt', 'json', 'csv'] as const)('are what the single run printed (%s)', async (ending) => {
    const cwd = folderWith();
    for (const shard of [1, 2, 3]) {
      const args = ['sweep', '--graph', GRAPHS['multi-region'], '--date', DAY, '--shard', `${shard}/3`];
      const { code, stdout } = await runHere(args);
      expect(code).toBe(0);
      writeFileSync(path.join(cwd, `${shard}.json`), stdout);
    }
    const [format, columns] = FORMS[ending];
    const args = ['merge', '3.json', '1.json', '2.json', '--format', format];
    const { code, stdout } = await runHere(args, { cwd, env: { COLUMNS: String(columns) } });
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(path.join(EXPECTED, `multi-region/sweep.${ending}`), 'utf8'));
  });
});

describe('a check', () => {
  it('of the code itself says lines of the code', async () => {
    const cwd = folderWith();
    cpSync(path.join(ROOT, 'tests/fixtures/scan/webshop'), path.join(cwd, 'webshop'), { recursive: true });
    const args = ['check', '--scan', 'webshop', '--date', DAY, '--fail-on', 'never', '--limit', '5'];
    const { code, stdout } = await runHere(args, { cwd, env: { COLUMNS: '80' } });
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(path.join(EXPECTED, CODE));
  });
});
