/** Proves that an import tells what it did not understand, heeds its options, and spoils nothing that it was given. */
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { folderWith } from './folders.ts';
import { runHere, runProgram } from './run.ts';

const NODES = '\ufeffid;kind;team\r\nshop;app;front\r\ndb;postgres;"data ""core"""\r\n';
const EDGES = 'source;target;impact\nshop;db;hard\nshop;cache;meh\n';

const KIALI = JSON.stringify({
  graphType: 'workload',
  duration: 60,
  elements: {
    nodes: [
      { data: { id: '1', nodeType: 'workload', namespace: 'shop', workload: 'front', isRoot: true } },
      { data: { id: '2', nodeType: 'service', namespace: 'shop', service: 'cart' } },
    ],
    edges: [{ data: { source: '1', target: '2', traffic: { protocol: 'http', rates: { http: '1.5' } } } }],
  },
});

const asModule = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

/** What Node runs first: of all packages, "pg" alone is not found then. */
const WITHOUT_PG = `import { register } from 'node:module';
register(${JSON.stringify(
  asModule(`export const resolve = (name, context, next) => {
    if (name === 'pg') throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(name, context);
  };`),
)});`;

const folder = (files: Readonly<Record<string, string>> = {}): string =>
  folderWith({ 'nodes.csv': NODES, 'edges.csv': EDGES, ...files });

describe('what an import could not understand', () => {
  it('is told on standard error, with the place of each in the file of --coverage', async () => {
    const cwd = folder({ 'kiali.json': KIALI });
    const args = ['import', 'nodes.csv', 'edges.csv', 'kiali.json', '--coverage', 'seen.json'];
    const { code, stderr } = await runHere([...args, '-o', 'all.yaml'], { cwd });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('leads nowhere');
    expect(stderr).toContain('seen.json tells each of them');
    const coverage: unknown = JSON.parse(readFileSync(path.join(cwd, 'seen.json'), 'utf8'));
    expect(errorsOf(validatorOf('coverage'), coverage)).toEqual([]);
    expect(coverage).toMatchObject({ command: 'import', summary: { resources: 5, notUnderstood: 2 } });
    expect(JSON.stringify(coverage)).toContain('\\"meh\\" is no impact');
  });

  it.each([
    ['seen.md', '### Leads nowhere: 1'],
    ['seen.txt', 'Leads nowhere: 1'],
  ])('goes to %s in that form', async (file, words) => {
    const cwd = folder();
    await runHere(['import', 'nodes.csv', 'edges.csv', '-q', '--coverage', file], { cwd });
    expect(readFileSync(path.join(cwd, file), 'utf8')).toContain(words);
  });

  it('is the code 1 under --strict, after all is written; without anything it is 0', async () => {
    const cwd = folder({ 'known.csv': 'source,target\nshop,db\n' });
    const strict = await runHere(['import', 'nodes.csv', 'edges.csv', '--strict', '-o', 'a.yaml'], { cwd });
    expect([strict.code, existsSync(path.join(cwd, 'a.yaml'))]).toEqual([1, true]);
    expect(strict.stderr).toContain('--strict: 2 things were not understood');
    const known = await runHere(['import', 'nodes.csv', 'known.csv', '--strict', '-q'], { cwd });
    expect([known.code, known.stderr]).toEqual([0, '']);
  });

  it('is all of it if there was nothing: what to do is about an import, and --strict fails', async () => {
    const cwd = folder({ 'head.csv': 'id,kind\n' });
    const { code, stderr } = await runHere(['import', 'head.csv', '--strict'], { cwd });
    expect([code, stderr]).toEqual([1, expect.stringContaining('Name the format with --from')]);
    expect(stderr).not.toContain('git ignores');
  });
});

describe('the document of an import', () => {
  it('is read by other commands, from a file and from a pipe', async () => {
    const cwd = folder({ 'kiali.json': KIALI });
    const inputs = ['nodes.csv', 'edges.csv', 'kiali.json'];
    await runHere(['import', ...inputs, '-o', 'all.yaml', '-q'], { cwd });
    const validated = await runHere(['validate', '--graph', 'all.yaml'], { cwd });
    expect(validated.code, validated.stderr).toBe(0);
    const made = runProgram(['import', '-', '-q'], { cwd, input: EDGES });
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain('source: <stdin>:2');
    const impact = runProgram(['impact', 'db', '--graph', '-'], { cwd, input: made.stdout });
    expect([impact.code, impact.stdout]).toEqual([0, expect.stringContaining('shop')]);
  });

  it('has ids that can be typed, whatever script names are written in', async () => {
    const cwd = folder({ 'names.csv': 'id,kind,depends on\n支付,app,数据库\n数据库,postgres,\n' });
    const { code } = await runHere(['import', 'names.csv', '-o', 'names.yaml', '-q'], { cwd });
    const { stdout } = await runHere(['show', 'node-2', '--graph', 'names.yaml'], { cwd });
    expect([code, stdout]).toEqual([0, expect.stringContaining('数据库')]);
    expect(stdout).toContain('node');
  });
});

describe('a mistake on the command line of an import', () => {
  it.each([
    [['nodes.csv', '--from', 'grapml'], 'did you mean "graphml"?'],
    [['nodes.csv', '--from', 'steampip'], 'did you mean "steampipe"?'],
    [['nodes.csv', '--from', 'zzzzzzzz'], 'there are: graphml'],
    [['nodes.cvs'], 'did you mean "nodes.csv"?'],
    [['nodes.csv', 'nodes.csv'], 'named twice'],
    [['nodes.csv', '--map', 'id=nope'], 'there are: id, kind, team'],
    [['nodes.csv', '--layout', 'steampipe', '--rows', '5'], '--layout and --rows are about a database'],
    [['nodes.csv', '--from', 'cloudquery'], '--from cloudquery is about a database'],
    [['postgress://me:s3cret@host/db'], 'nothing is read from "postgress://" addresses'],
    [['cut.json'], 'at cut.json:1'],
    [['ours.yaml'], 'is a document of Faultline already'],
    [['ours.json'], 'is a document of Faultline already'],
    [['empty.json'], 'is empty'],
    [['nodes.csv', '--coverage', '-'], '--coverage takes a file'],
    [['nodes.csv', '-o', 'x.json', '--coverage', './x.json'], 'name the same file'],
  ])('%j is told with the way out', async (args, words) => {
    const cwd = folder({
      'cut.json': '{"nodes": [{"key": "a"',
      'ours.yaml': '# mine\nfaultline: 1\nnodes: {}\n',
      'ours.json': '{"faultline": 1, "nodes": {}}',
      'empty.json': '',
    });
    const { code, stdout, stderr } = await runHere(['import', ...args], { cwd });
    expect([code, stdout], stderr).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('s3cret');
    expect(existsSync(path.join(cwd, '-'))).toBe(false);
  });

  it.each(['--output', '--coverage'])('%s never takes the place of what is imported', async (option) => {
    const cwd = folder({ 'map.yaml': 'columns: { owner: team }\n' });
    for (const file of ['nodes.csv', './nodes.csv', path.join(cwd, 'nodes.csv'), 'map.yaml']) {
      const { code, stderr } = await runHere(['import', 'nodes.csv', '--map', 'map.yaml', option, file], {
        cwd,
      });
      expect([code, stderr]).toEqual([2, expect.stringContaining('would overwrite')]);
    }
    expect(readFileSync(path.join(cwd, 'nodes.csv'), 'utf8')).toBe(NODES);
    writeFileSync(path.join(cwd, 'old.yaml'), 'old');
    expect((await runHere(['import', 'nodes.csv', option, 'old.yaml', '-q'], { cwd })).code).toBe(0);
  });
});

describe('without the package pg', () => {
  it('a database is an error that tells how to get it, before anything is asked', () => {
    const { code, stdout, stderr } = runProgram(['import', 'postgres://me:s3cret@127.0.0.1:1/x'], {
      env: { NODE_OPTIONS: `--import=${asModule(WITHOUT_PG)}` },
    });
    expect([code, stdout], stderr).toEqual([2, '']);
    expect(stderr).toContain('needs the package "pg", which is not installed');
    expect(stderr).toContain('npm install pg');
    expect(stderr).not.toContain('s3cret');
  });
});
