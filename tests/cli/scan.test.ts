/** Proves what "faultline scan" writes and says, and what --scan does for the questions. */
import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FAKES } from '../scan/files/fakes.ts';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { folderWith } from './folders.ts';
import { runHere } from './run.ts';

vi.mock('../../src/scan/index.ts', () => ({ SCANNERS: FAKES }));

const SHOP = {
  '.git/': '',
  'shop/web.yaml': 'web: { ref: db }\ndb: {}\nlost: { ref: nowhere }\n',
  'pay/pay.json': '{"api": {}}',
  'notes.md': '',
};

/** All of it is understood. */
const CLEAR = { '.git/': '', 'shop/web.yaml': 'web: { ref: db }\ndb: {}\n' };

interface Result {
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly { readonly file: string; readonly kind: string }[];
}

const read = (...parts: readonly string[]): string => readFileSync(path.join(...parts), 'utf8');

const coverageIn = (cwd: string, file = 'coverage.json'): Result => JSON.parse(read(cwd, file)) as Result;

describe('the document', () => {
  it('is YAML on standard output, and valid', async () => {
    const cwd = folderWith(SHOP);
    const { code, stdout } = await runHere(['scan', '--apps', 'none'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# What "faultline scan" found/);
    expect(stdout).toContain('\n# yaml-language-server: $schema=faultline.schema.json\nfaultline: 1\n');
    expect(stdout).toContain('source: shop/web.yaml:1\n');
    const again = folderWith({ 'scanned.yaml': stdout });
    const nodes = await runHere(['nodes', '--graph', 'scanned.yaml', '--format', 'json'], { cwd: again });
    expect(nodes).toMatchObject({ code: 0, stderr: '' });
    expect((JSON.parse(nodes.stdout) as { nodes: { id: string }[] }).nodes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['pay/api', 'shop/db', 'shop/web']),
    );
  });

  it.each([
    ['scanned.yaml', /^# What/],
    ['scanned.json', /^\{\n {2}"faultline": 1,/],
  ])('goes into %s', async (file, begin) => {
    const cwd = folderWith(SHOP);
    const { code, stdout } = await runHere(['scan', '-o', file], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(read(cwd, file)).toMatch(begin);
    expect(await runHere(['validate', '--graph', file], { cwd })).toMatchObject({ code: 0 });
    // Nothing is left of the draft.
    expect(readdirSync(cwd).toSorted()).toEqual(['.git', 'notes.md', 'pay', file, 'shop']);
  });

  it('takes the place of what a link leads to', async () => {
    const cwd = folderWith({ ...SHOP, 'real.json': 'old' });
    symlinkSync('real.json', path.join(cwd, 'link.json'));
    await runHere(['scan', '-o', 'link.json'], { cwd });
    expect(read(cwd, 'real.json')).toContain('"faultline": 1');
  });

  it.each([
    ['no/such/x.yaml', 'ENOENT'],
    ['shop', 'EISDIR'],
    ['notes.md/x.json', 'ENOTDIR'],
  ])('that cannot be written as %s is told', async (file, why) => {
    const { code, stderr } = await runHere(['scan', '-o', file], { cwd: folderWith(SHOP) });
    expect(code).toBe(2);
    expect(stderr).toContain(`${file} cannot be written (${why})`);
  });

  it('is the same every time, and so is all that is said', async () => {
    const cwd = folderWith(SHOP);
    const once = async () => {
      const run = await runHere(['scan', '-o', 'scanned.yaml', '--coverage', 'coverage.json'], { cwd });
      return [run, read(cwd, 'scanned.yaml'), read(cwd, 'coverage.json')];
    };
    // What the first run wrote lies there when the second one looks.
    expect(await once()).toEqual(await once());
  });

  it('of many nodes is better JSON', { timeout: 120_000 }, async () => {
    const things = Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`t${i}`, {}]));
    const cwd = folderWith({ 'many.json': JSON.stringify(things) });
    const yaml = await runHere(['scan', '-o', 'x.yaml', '--apps', 'none'], { cwd });
    expect(yaml.stderr).toContain('20001 nodes are much for YAML: "-o scanned.json"');
  });
});

describe('the summary', () => {
  it('stands on standard error, in few lines', async () => {
    const { stderr } = await runHere(['scan'], { cwd: folderWith(SHOP) });
    expect(stderr.split('\n').length).toBeLessThanOrEqual(26);
    expect(stderr).toContain('4 resources and 1 dependency in 2 of 3 files');
    expect(stderr).toContain('Things of yamlish');
    expect(stderr).toMatch(/leads nowhere +1 +shop\/web\.yaml:3 /);
    expect(stderr).toContain('--coverage FILE tells each of them');
  });

  it('--quiet leaves it out', async () => {
    expect(await runHere(['scan', '--quiet'], { cwd: folderWith(SHOP) })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  it('explains why there is nothing', async () => {
    const cwd = folderWith({ '.git/': '', 'a.md': '', 'b.md': '', 'c.yaml': '' });
    const { code, stdout, stderr } = await runHere(['scan', '--exclude', 'c.yaml'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('Nothing that describes infrastructure was found in .');
    expect(stderr).toContain('2 files (2 × .md); 1 left out by --include and --exclude');
    expect(stderr).toContain('Known formats: Things of yamlish, Things of jsonish');
    const again = folderWith({ 'scanned.yaml': stdout });
    expect(await runHere(['validate', '--graph', 'scanned.yaml'], { cwd: again })).toMatchObject({ code: 0 });
  });
});

describe('--coverage', () => {
  it('writes JSON as its schema says', async () => {
    const cwd = folderWith(SHOP);
    const { stderr } = await runHere(['scan', '--coverage', 'coverage.json'], { cwd });
    expect(errorsOf(validatorOf('coverage'), coverageIn(cwd))).toEqual([]);
    expect(coverageIn(cwd)).toMatchObject({
      faultline: 1,
      command: 'scan',
      looked: ['.'],
      summary: { resources: 4, references: 2, resolved: 1, unresolved: 1 },
    });
    expect(stderr).toContain('coverage.json tells each of them');
  });

  it.each([
    ['coverage.md', '### Files of no known format'],
    ['coverage.md', '| `shop/web.yaml` | 3 | 2 | 1 |'],
    ['coverage.txt', '\nFiles of no known format\n'],
    ['coverage.txt', 'shop/web.yaml:3'],
  ])('writes %s with %j', async (file, text) => {
    const cwd = folderWith(SHOP);
    await runHere(['scan', '--coverage', file], { cwd });
    expect(read(cwd, file)).toContain(text);
  });

  it('escapes what files say of themselves', async () => {
    const cwd = folderWith({ 'a|b<img>.yaml': 'x: { ref: "\\u001b[31m" }' });
    await runHere(['scan', '--coverage', 'coverage.md'], { cwd });
    const text = read(cwd, 'coverage.md');
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/^\| <img/m);
  });
});

describe('--strict', () => {
  it('is content with what is understood', async () => {
    expect(await runHere(['scan', '--strict', '-q'], { cwd: folderWith(CLEAR) })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  it('fails where something is not, and still writes all', async () => {
    const cwd = folderWith(SHOP);
    const { code, stderr } = await runHere(['scan', '--strict', '-q', '-o', 'x.yaml'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain(
      '--strict: 1 thing was not understood\n  1 × leads nowhere, first at shop/web.yaml:3',
    );
    expect(existsSync(path.join(cwd, 'x.yaml'))).toBe(true);
  });

  it('fails where there is nothing', async () => {
    const { code, stderr } = await runHere(['scan', '--strict', '-q'], { cwd: folderWith({ 'a.md': '' }) });
    expect(code).toBe(1);
    expect(stderr).toContain('--strict: nothing that describes infrastructure was found');
  });
});

describe('a mistake', () => {
  it.each([
    [['scan', 'nowhere'], '"nowhere" does not exist'],
    [['scan', '--only', 'yamlihs'], 'did you mean "yamlish"?'],
    [['scan', '--var', 'novalue'], '--var takes name=value, not "novalue"'],
    [['scan', '--apps', 'all'], 'Allowed choices are scope, entry, none'],
    [['scan', '--stric'], 'Did you mean --strict?'],
    [['validate', '--exclude', 'x'], '--exclude is about a scan, and there is none'],
    [['validate', '--scan', 'nowhere'], '"nowhere" does not exist'],
    [
      ['validate', '--scan', 'shop', '--include', '*.none'],
      'nothing that describes infrastructure was found in shop',
    ],
    [['providers', '--scan', '.'], "unknown option '--scan'"],
  ])('%j is told', async (args, said) => {
    const { code, stdout, stderr } = await runHere(args, { cwd: folderWith(SHOP) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });
});

describe('--scan', () => {
  it('makes the graph of a question', async () => {
    const cwd = folderWith(CLEAR);
    const { code, stdout, stderr } = await runHere(['impact', 'shop/db', '--scan', '.', '--format', 'json'], {
      cwd,
    });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { affected: { id: string }[] }).affected.map(({ id }) => id)).toContain(
      'shop/web',
    );
    expect(stderr).toBe(
      'scanned .: 2 resources and 1 dependency in 1 of 1 file ("faultline scan --coverage FILE" tells)\n',
    );
  });

  it('tells that something was not understood', async () => {
    const { stderr } = await runHere(['validate', '--scan', 'shop', '--scan', 'pay'], {
      cwd: folderWith(SHOP),
    });
    expect(stderr).toBe(
      'scanned shop, pay: 4 resources and 1 dependency in 2 of 2 files; 1 thing not understood ("faultline scan --coverage FILE" tells)\n',
    );
  });

  it.each([
    ['found upward', 'faultline.yaml', []],
    ['named', 'other.yaml', ['--graph', '../other.yaml']],
  ])('stands below the document %s', async (_, file, graph) => {
    const cwd = folderWith({
      ...CLEAR,
      [file]: 'faultline: 1\nnodes:\n  shop/web: { kind: app, owner: web-team }\n  more: { kind: service }\n',
    });
    const args = ['nodes', '--scan', '.', ...graph, '--format', 'json'];
    const { stdout } = await runHere(args, { cwd: path.join(cwd, 'shop') });
    const { nodes } = JSON.parse(stdout) as { nodes: { id: string; kind: string; owner?: string }[] };
    expect(nodes.find(({ id }) => id === 'more')).toBeDefined();
    expect(nodes.find(({ id }) => id === 'db')).toBeDefined();
    expect(nodes.find(({ id }) => id === 'shop/web')).toMatchObject({ kind: 'app', owner: 'web-team' });
  });

  it('is what is proposed where there is no document', async () => {
    const { code, stderr } = await runHere(['validate'], { cwd: folderWith({ '.git/': '' }) });
    expect(code).toBe(2);
    expect(stderr).toContain('--scan .');
    expect(stderr).toContain('faultline scan');
    expect(stderr).toContain('faultline init');
  });
});

it('progress shows on a terminal, after a second, and is taken away', async () => {
  const { progressOn } = await import('../../src/cli/scan/progress.ts');
  const written: string[] = [];
  const stream = { isTTY: true, columns: 40, write: (text: string) => written.push(text) };
  const { CI } = process.env;
  delete process.env['CI'];
  let now = 0;
  const progress = progressOn(stream as unknown as NodeJS.WriteStream, () => now);
  progress.tell('reading', 1, 9);
  progress.end();
  expect(written).toEqual([]);
  now = 1_000;
  progress.tell('reading\n', 2, 9);
  progress.tell('reading', 3, 9);
  now = 1_100;
  progress.tell('x'.repeat(100), 4, 9);
  progress.end();
  expect(written).toEqual(['\r\u001b[2Kreading : 2 of 9', `\r\u001b[2K${'x'.repeat(39)}`, '\r\u001b[2K']);
  const quiet = progressOn({ ...stream, isTTY: false } as unknown as NodeJS.WriteStream, () => now + 1e6);
  quiet.tell('reading', 1, 9);
  expect(written).toHaveLength(3);
  if (CI !== undefined) process.env['CI'] = CI;
});
