/** Proves that merged shards are the single run, and that what does not belong together is refused, with its name. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from './folders.ts';
import { type Run, runHere } from './run.ts';

const GRAPH = 'graph.yaml';

const DOCUMENT = `faultline: 1
nodes:
  shop: { kind: app, tier: 1, owner: web, costPerHour: 10, dependsOn: [{ anyOf: [db-a, db-b] }, cache] }
  stats: { kind: app, owner: data, dependsOn: [{ node: db-a, impact: degraded, validUntil: 2020-01-01 }] }
  db-a: { kind: database, owner: data }
  db-b: { kind: database, owner: data }
  cache: { kind: cache, owner: web }
`;

/** Runs shards of a sweep; returns the folder in which they are. */
const sharded = async (of: number, args: readonly string[] = [], document = DOCUMENT): Promise<string> => {
  const folder = folderWith({ [GRAPH]: document });
  for (let index = 1; index <= of; index++) await shard(folder, `${index}/${of}`, args);
  return folder;
};

const shard = async (
  folder: string,
  which: string,
  args: readonly string[] = [],
  file = `shard-${which.replace('/', '-of-')}.json`,
): Promise<void> => {
  const all = ['sweep', '--graph', GRAPH, '--shard', which, '--format', 'json', ...args];
  const { code, stdout, stderr } = await runHere(all, { cwd: folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  writeFileSync(path.join(folder, file), stdout);
};

const merge = (folder: string, ...args: readonly string[]): Promise<Run> =>
  runHere(['merge', ...args], { cwd: folder });

describe('merged shards', () => {
  it.each([
    ['single failures', 3, []],
    ['more shards than failures', 9, []],
    ['one shard', 1, []],
    ['losses', 2, ['--each', 'owner,node', '--by', 'cost', '--limit', '2']],
    ['pairs', 4, ['--pairs', '--only', 'kind:app']],
  ] as const)('of %s are the single run in every format', async (_, of, args) => {
    const folder = await sharded(of, args);
    for (const format of ['text', 'json', 'markdown', 'csv']) {
      const single = await runHere(['sweep', '--graph', GRAPH, '--format', format, ...args], { cwd: folder });
      const whole = await merge(folder, 'shard-*.json', '--format', format);
      expect(whole).toEqual(single);
    }
  });

  it('come from files, globs and folders of globs', async () => {
    const folder = await sharded(3);
    const one = await merge(folder, 'shard-3-of-3.json', './shard-1-of-3.json', 'shard-2*.json');
    expect(one.code).toBe(0);
    expect(await merge(path.dirname(folder), `${path.basename(folder)}/**/shard-*.json`)).toEqual(one);
    expect(await merge(path.dirname(folder), `${folder}/shard-*.json`)).toEqual(one);
  });

  it('may stand in one file, one after the other', async () => {
    const folder = await sharded(3);
    const texts = [1, 2, 3].map((i) => readFileSync(path.join(folder, `shard-${i}-of-3.json`), 'utf8'));
    writeFileSync(path.join(folder, 'all.json'), texts.join(''));
    expect(await merge(folder, 'all.json')).toEqual(await merge(folder, 'shard-*.json'));
  });

  it('of different days are one sweep, unless the day makes a difference', async () => {
    const folder = await sharded(0);
    await shard(folder, '1/2', ['--date', '2024-01-01']);
    await shard(folder, '2/2', ['--date', '2024-01-02']);
    expect((await merge(folder, 'shard-*.json')).code).toBe(0);
    await shard(folder, '2/2', ['--date', '2019-12-31']);
    const { code, stderr } = await merge(folder, 'shard-*.json');
    expect(code).toBe(2);
    expect(stderr).toContain('was made of other documents than shard-1-of-2.json, or on another day');
  });
});

describe('refused is', () => {
  const refused = async (folder: string, ...files: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await merge(folder, ...files);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    return stderr;
  };

  it('a sweep without one of its shards', async () => {
    const folder = await sharded(3);
    expect(await refused(folder, 'shard-1-of-3.json', 'shard-3-of-3.json')).toContain(
      'shard 2 of 3 is missing',
    );
  });

  it('a sweep without several, of which it names ten', async () => {
    const folder = await sharded(0);
    await shard(folder, '5/20');
    const said = await refused(folder, 'shard-5-of-20.json');
    expect(said).toContain('shards 1, 2, 3, 4, 6, 7, 8, 9, 10, 11 and 9 more of 20 are missing');
    expect(said).toContain('--shard 1/20');
  });

  it('a shard that is there twice', async () => {
    const folder = await sharded(2);
    await shard(folder, '2/2', [], 'again.json');
    expect(await refused(folder, 'shard-*.json', 'again.json')).toContain(
      'shard 2/2 is there twice: shard-2-of-2.json and again.json',
    );
    expect(await refused(folder, 'again.json', 'again.json')).toContain('twice: in again.json');
  });

  it('a shard of another division', async () => {
    const folder = await sharded(2);
    await shard(folder, '1/3', [], 'third.json');
    expect(await refused(folder, 'shard-*.json', 'third.json')).toContain(
      'shard-1-of-2.json is one of 2 shards, third.json one of 3',
    );
  });

  it.each([
    ['--by', ['--by', 'cost'], 'by'],
    ['--state', ['--state', 'partial'], 'state'],
    ['--pairs', ['--pairs'], 'pairs'],
    ['a selection', ['cache', 'db-*'], 'selection'],
    ['--only', ['--only', 'kind:app'], 'only'],
  ])('a shard of another question: %s', async (_, args, option) => {
    const folder = await sharded(2);
    await shard(folder, '2/2', args);
    expect(await refused(folder, 'shard-*.json')).toContain(
      `shard-2-of-2.json answers another question than shard-1-of-2.json: the options differ (${option})`,
    );
  });

  it.each([
    ['a dependency', 'anyOf', 'allOf'],
    ['a cost', 'costPerHour: 10', 'costPerHour: 11'],
    ['a tier', 'tier: 1', 'tier: 2'],
    ['a name', 'cache', 'catch'],
    ['an impact', 'cache]', '{ node: cache, impact: partial }]'],
  ])('a shard of another document: %s', async (_, from, to) => {
    const folder = await sharded(2);
    writeFileSync(
      path.join(folder, GRAPH),
      DOCUMENT.replaceAll(from, to).replace('kind: catch', 'kind: cache'),
    );
    await shard(folder, '2/2');
    expect(await refused(folder, 'shard-*.json')).toContain('was made of other documents');
  });

  it('what is no shard', async () => {
    const folder = await sharded(2);
    const single = await runHere(['sweep', '--graph', GRAPH, '--format', 'json'], { cwd: folder });
    for (const [name, text, said] of [
      ['single.json', single.stdout, 'single.json is a whole sweep, not a shard of one'],
      ['other.json', '{"faultline":1,"command":"impact"}', 'other.json is not a shard of a sweep'],
      ['list.json', '[]', 'list.json is not a shard of a sweep'],
      ['text.json', 'The worst', 'text.json is not JSON, or was cut short'],
      ['empty.json', '', 'empty.json is empty'],
    ] as const) {
      writeFileSync(path.join(folder, name), text);
      expect(await refused(folder, name)).toContain(said);
    }
    const missing = await refused(folder, 'shard-3-of-2.json');
    expect(missing).toContain('"shard-3-of-2.json" does not exist');
    expect(missing).toContain('did you mean "shard-1-of-2.json"?');
    expect(await refused(folder, '.')).toContain('"." is a folder, not a file');
    expect(await refused(folder, 'none-*.json')).toContain('no file matches "none-*.json"');
  });

  it('a shard of which a part was lost or changed', async () => {
    const folder = await sharded(2, ['--each', 'node,owner']);
    const file = path.join(folder, 'shard-1-of-2.json');
    const whole = readFileSync(file, 'utf8');
    interface Broken {
      [key: string]: unknown;
      rows: string[];
      of: Record<string, unknown>[];
      asked: Record<string, unknown>;
      counted: Record<string, unknown>;
      shard: Record<string, unknown>;
    }
    const breaks: readonly ((shard: Broken) => void)[] = [
      (it) => it.rows.pop(),
      (it) => it.rows.push(it.rows[0]!),
      (it) => (it.rows[0] += ' 1'),
      (it) => (it.rows[0] = it.rows[0]!.replace(/^\d+/, '-1')),
      (it) => (it.rows[0] = it.rows[0]!.replace(/^\d+/, 'x')),
      (it) => it.of.pop(),
      (it) => (it.of[0]!['node'] = 7),
      (it) => (it.of[0]!['kind'] = 'cat'),
      (it) => (it.of[0]!['at'] = 99),
      (it) => (it.of[0]!['failing'] = -1),
      (it) => (it['losses'] = 3),
      (it) => (it['losses'] = 'many'),
      (it) => (it.shard['index'] = 3),
      (it) => (it.shard['of'] = 0),
      (it) => (it.shard['of'] = 1e15),
      (it) => (it.asked['by'] = 'luck'),
      (it) => (it.asked['state'] = 'operational'),
      (it) => (it.asked['each'] = [1]),
      (it) => (it.asked['limit'] = null),
      (it) => (it.asked['only'] = 'x'),
      (it) => (it.counted['totals'] = [1]),
      (it) => (it.counted['perUsd'] = 0),
      (it) => delete it['fingerprint'],
    ];
    for (const change of breaks) {
      const shard = JSON.parse(whole) as Broken;
      change(shard);
      writeFileSync(file, JSON.stringify(shard));
      expect(await refused(folder, 'shard-*.json'), String(change)).toContain(
        'shard-1-of-2.json is no shard as "faultline sweep --shard" prints it',
      );
    }
    writeFileSync(file, whole.slice(0, whole.length / 2));
    expect(await refused(folder, 'shard-*.json')).toContain(
      'shard-1-of-2.json is not JSON, or was cut short',
    );
  });

  it('a shard asked for in words', async () => {
    const folder = await sharded(0);
    const asked = ['sweep', '--graph', GRAPH, '--shard', '1/2', '--format', 'text'];
    const { code, stdout, stderr } = await runHere(asked, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('-o shard-1.json');
  });
});
