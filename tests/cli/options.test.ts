/** Proves what the options of impact and why do: --state, --only, --limit, --date, --scenario. */
import { describe, expect, it } from 'vitest';
import { folderWith } from './folders.ts';
import { runHere } from './run.ts';

const GRAPH = ['--graph', 'graphs/examples/web-shop.yaml'];

interface Result {
  readonly scenario?: string;
  readonly faults: readonly { readonly node: string; readonly state: string }[];
  readonly summary: { readonly affected: number };
  readonly affected: readonly { readonly id: string; readonly state: string }[];
}

const resultOf = async (args: readonly string[], cwd?: string): Promise<Result> => {
  const run = await runHere(
    [...args, '--format', 'json', ...(cwd === undefined ? GRAPH : [])],
    cwd === undefined ? {} : { cwd },
  );
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as Result;
};

/** The rows of the tables in a text. */
const rowsIn = (stdout: string): number => (stdout.match(/^[ODP] /gm) ?? []).length;

describe('--only', () => {
  it('shows a part of what is affected, and counts the whole', async () => {
    const whole = await resultOf(['impact', 'aws/us-east-1']);
    const apps = await resultOf(['impact', 'aws/us-east-1', '--only', 'kind:app']);
    expect(apps.affected.map(({ id }) => id)).toEqual(['back-office', 'checkout', 'shop']);
    expect(apps.affected).toEqual(
      whole.affected.filter(({ id }) => apps.affected.some((it) => it.id === id)),
    );
    expect(apps.summary).toEqual(whole.summary);
  });

  it('shows nothing of what is not', async () => {
    const { affected } = await resultOf([
      'impact',
      'payments',
      '--only',
      'kind:cache',
      '--only',
      'kind:zone',
    ]);
    expect(affected).toEqual([]);
    const { stdout } = await runHere(['impact', 'payments', '--only', 'kind:cache', ...GRAPH]);
    expect(stdout).toBe(
      'If payments is in outage\n\n2 of 3 apps affected: 2 partial\n3 of 24 nodes affected\nup to 160,000 USD an hour\n',
    );
  });
});

describe('--limit', () => {
  it.each([
    ['1', 2, '… and 18 more (--limit 0 shows all)'],
    ['5', 8, '… and 14 more (--limit 0 shows all)'],
    ['0', 22, undefined],
  ])('%s', async (limit, rows, more) => {
    const args = ['impact', '--scenario', 'region-drops', '--limit', limit, ...GRAPH];
    const { stdout } = await runHere(args);
    expect(rowsIn(stdout)).toBe(rows);
    if (more === undefined) expect(stdout).not.toContain('more (');
    else expect(stdout).toContain(more);
    const markdown = (await runHere([...args, '--format', 'markdown'])).stdout;
    expect(markdown.match(/^\| \*\*outage/gm) ?? []).toHaveLength(rows);
    expect(
      (await resultOf(['impact', '--scenario', 'region-drops', '--limit', limit])).affected,
    ).toHaveLength(22);
  });

  it('is 100 if it is not given', async () => {
    const nodes = Array.from({ length: 250 }, (_, i) => `  n${i}: { kind: service, in: base }\n`);
    const cwd = folderWith({
      'faultline.yaml': `faultline: 1\nnodes:\n  base: { kind: zone }\n${nodes.join('')}`,
    });
    const { stdout } = await runHere(['impact', 'base'], { cwd });
    expect(rowsIn(stdout)).toBe(100);
    expect(stdout).toContain('… and 151 more (--limit 0 shows all)\n');
  });
});

describe('--state', () => {
  it.each(['degraded', 'partial', 'outage'])('%s', async (state) => {
    const { faults, affected } = await resultOf(['impact', 'orders', '--state', state]);
    expect(faults).toEqual([{ node: 'orders', state }]);
    expect(affected.find(({ id }) => id === 'checkout')?.state).toBe(state);
  });
});

describe('--scenario', () => {
  it('injects its faults, besides those named', async () => {
    const { scenario, faults } = await resultOf(['impact', 'payments', '--scenario', 'zone-a-drops']);
    expect(scenario).toBe('zone-a-drops');
    expect(faults).toEqual([
      { node: 'aws/us-east-1/us-east-1a', state: 'outage' },
      { node: 'payments', state: 'outage' },
    ]);
  });

  it('of which there is none is said', async () => {
    const cwd = folderWith({ 'faultline.yaml': 'faultline: 1\nnodes: { a: { kind: app } }\n' });
    const { code, stderr } = await runHere(['impact', '--scenario', 's'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('the document has none');
  });

  it('with the same node at two states injects the worse', async () => {
    const { faults } = await resultOf(
      ['impact', '--scenario', 's3-outage', '--graph', 'graphs/incidents/2017-02-28-aws-s3.yaml'],
      '.',
    );
    expect(faults).toEqual([
      { node: 'aws/us-east-1/s3/index', state: 'outage' },
      { node: 'aws/us-east-1/s3/placement', state: 'outage' },
    ]);
  });
});

describe('the day', () => {
  const DATED = [
    'faultline: 1',
    'nodes:',
    '  old: { kind: app, dependsOn: [{ node: db, validUntil: 2020-01-01 }] }',
    '  new: { kind: app, dependsOn: [{ node: db, validFrom: 2020-01-01 }] }',
    '  db: { kind: database }',
    'scenarios:',
    '  then: { date: 2019-06-01, faults: [{ fail: db }] }',
    '  whenever: { faults: [{ fail: db }] }',
    '',
  ].join('\n');

  it.each([
    ['is --date', ['db', '--date', '2019-12-31'], 'old'],
    ['is --date, from its first moment', ['db', '--date', '2020-01-01'], 'new'],
    ['is the scenario’s', ['--scenario', 'then'], 'old'],
    ['is --date rather than the scenario’s', ['--scenario', 'then', '--date', '2021-01-01'], 'new'],
    ['is today otherwise', ['--scenario', 'whenever'], 'new'],
    ['is today for what is named', ['db'], 'new'],
  ])('%s', async (_, args, app) => {
    const cwd = folderWith({ 'faultline.yaml': DATED });
    const { affected } = await resultOf(['impact', ...args], cwd);
    expect(affected.map(({ id }) => id)).toEqual(['db', app]);
  });
});
