/** Proves what the back-test exits with, and what it says: on outages that ship, on one's own, against a baseline. */
import { describe, expect, it } from 'vitest';
import { folderWith } from './folders.ts';
import { type Run, runHere } from './run.ts';

const SHIPPED = '2021-10-04-facebook';

/** Shop is hit; site would be missed. */
const OUTAGE = `faultline: 1
nodes:
  shop: { kind: app, dependsOn: [db] }
  site: { kind: app, dependsOn: [cache] }
  db: { kind: database }
  cache: { kind: cache }
scenarios:
  db-out:
    date: 2024-06-15
    faults: [{ fail: db, until: 1h }]
    observed: { shop: { state: outage }, site: { state: operational } }
`;

/** A folder with the outage, what the back-test said of it once, and other files. */
const folderOf = async (files: Readonly<Record<string, string>> = {}): Promise<string> => {
  const before = folderWith({ 'outage.yaml': OUTAGE });
  const { stdout } = await runHere(['backtest', 'outage.yaml', '--format', 'json'], { cwd: before });
  return folderWith({ 'outage.yaml': OUTAGE, 'score.json': stdout, ...files });
};

const against = (cwd: string, baseline: string, ...names: readonly string[]): Promise<Run> =>
  runHere(['backtest', ...(names.length === 0 ? ['outage.yaml'] : names), '--baseline', baseline], { cwd });

describe('it ends with 0', () => {
  it('for a shipped incident by name, and the same document by path', async () => {
    const byName = await runHere(['backtest', SHIPPED]);
    expect(byName).toMatchObject({ code: 0, stderr: '' });
    expect(byName.stdout).toContain('right in 1 incident\n');
    expect(await runHere(['backtest', `graphs/incidents/${SHIPPED}.yaml`])).toEqual(byName);
  });

  it('for one’s own document, from any folder', async () => {
    const { code, stdout } = await runHere(['backtest', 'outage.yaml'], { cwd: await folderOf() });
    expect([code, stdout.split('\n')[0]]).toEqual([0, '2 of 2 right in 1 incident']);
  });

  it.each(['text', 'json', 'markdown'])('for all that ship, as %s', async (format) => {
    const { code, stdout, stderr } = await runHere(['backtest', '--format', format]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('2017-02-28-aws-s3');
    expect(stdout).toContain(SHIPPED);
  });

  it('where nothing got worse, though something is wrong', async () => {
    const cwd = await folderOf({
      'wrong.yaml': OUTAGE.replace('site: { state: operational', 'site: { state: outage'),
    });
    expect(await against(cwd, 'score.json')).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout } = await runHere(['backtest', 'wrong.yaml', '--format', 'json'], { cwd });
    expect([code, stdout]).toEqual([0, expect.stringContaining('"missed": 1')]);
  });

  it('for a part of what the baseline tests', async () => {
    const cwd = await folderOf({ 'other.yaml': OUTAGE });
    const both = await runHere(['backtest', 'outage.yaml', 'other.yaml', '--format', 'json'], { cwd });
    const wider = folderWith({ 'outage.yaml': OUTAGE, 'score.json': both.stdout });
    expect(await against(wider, 'score.json')).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('it ends with 1', () => {
  it('where something got worse, with the result on one side and the reasons on the other', async () => {
    const swapped = OUTAGE.replace('[db]', '[x]').replace('[cache]', '[db]').replace('[x]', '[cache]');
    const worse = await folderOf({ 'outage.yaml': swapped });
    const { code, stdout, stderr } = await against(worse, 'score.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^0 of 2 right in 1 incident\n/);
    expect(stderr).toBe(
      [
        'the back-test fell behind score.json',
        '  outage#db-out shop: was hit, is missed',
        '  outage#db-out site: was spared, is a false alarm',
        '',
      ].join('\n'),
    );
  });

  it('where what was right is no longer tested', async () => {
    const cwd = await folderOf({ 'outage.yaml': OUTAGE.replace('shop: { state: outage }, ', '') });
    expect(await against(cwd, 'score.json')).toMatchObject({
      code: 1,
      stderr: 'the back-test fell behind score.json\n  outage#db-out shop: was hit, is no longer tested\n',
    });
  });
});

describe('it ends with 2, and nothing on standard output', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      'an incident like one that ships',
      ['2021-10-04-facebok'],
      ['there is no incident "2021-10-04-facebok"', `did you mean "${SHIPPED}"?`],
    ],
    ['a part of a name', ['2017'], ['there is no incident "2017"', 'did you mean "2017-02-28-aws-s3"?']],
    ['an incident like no other', ['q'], ['there is no incident "q"', 'name a document']],
    ['a document that is not there', ['nope.yaml'], ['nope.yaml does not exist']],
    [
      'a baseline that is not there',
      [SHIPPED, '--baseline', 'nope.json'],
      ['nope.json cannot be read', '--format json makes one'],
    ],
    ['a folder as a baseline', [SHIPPED, '--baseline', 'graphs'], ['graphs cannot be read']],
    ['a baseline that is no JSON', [SHIPPED, '--baseline', 'README.md'], ['README.md is not JSON']],
    [
      'a baseline that is something else',
      [SHIPPED, '--baseline', 'package.json'],
      ['package.json is no result of a back-test', 'faultline backtest --format json makes one'],
    ],
    [
      'documents that say nothing of what was seen',
      ['graphs/examples/web-shop.yaml'],
      ['there is nothing to test', 'observed'],
    ],
    ['an unknown format', ['--format', 'xml'], ['text, json, markdown']],
    ['an unknown option', ['--baselin', 'x'], ["unknown option '--baselin'", 'Did you mean --baseline?']],
  ])('%s', async (_, args, messages) => {
    const { code, stdout, stderr } = await runHere(['backtest', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const message of messages) expect(stderr).toContain(message);
  });

  it('a baseline that tests nothing', async () => {
    const cwd = await folderOf({ 'empty.json': '{"faultline":1,"command":"backtest","incidents":[]}' });
    expect(await against(cwd, 'empty.json')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('documents', () => {
  it('of the same name are told apart by their paths', async () => {
    const cwd = folderWith({ 'a/outage.yaml': OUTAGE, 'b/outage.yaml': OUTAGE });
    const { stdout } = await runHere(['backtest', 'a/outage.yaml', 'b/outage.yaml', '--format', 'json'], {
      cwd,
    });
    const { incidents } = JSON.parse(stdout) as { incidents: readonly { incident: string }[] };
    expect(incidents.map(({ incident }) => incident)).toEqual(['a/outage.yaml', 'b/outage.yaml']);
  });

  it('named twice are tested once', async () => {
    const { stdout } = await runHere(['backtest', SHIPPED, SHIPPED]);
    expect(stdout).toContain('right in 1 incident\n');
  });
});

it('its help has examples that can be parsed', async () => {
  const { stdout } = await runHere(['backtest', '--help'], { env: { COLUMNS: '200' } });
  for (const option of ['--baseline <file>', '--format <format>', '[incidents...]']) {
    expect(stdout).toContain(option);
  }
  const examples = [...stdout.matchAll(/^ {2}faultline (backtest.*)$/gm)].map(([, example]) => example!);
  expect(examples.length).toBeGreaterThanOrEqual(4);
  for (const example of examples) {
    const args = example.replace(/ > .*/, '').split(' ');
    // A baseline that is not there: whatever is complained about, it is not the usage.
    const missing = args.includes('--baseline') ? [] : ['--baseline', 'score.json'];
    const { code, stderr } = await runHere([...args, ...missing]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('score.json cannot be read') as string,
    });
  }
});
