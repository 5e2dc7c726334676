/** Proves which documents are read: those named, standard input, or the one found upward as far as the repository. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { STARTER } from '../../src/cli/starter.ts';
import { folderWith } from './folders.ts';
import { runHere, runProgram } from './run.ts';

const documentOf = (...ids: readonly string[]): string =>
  `faultline: 1\nnodes:\n${ids.map((id) => `  ${id}: { kind: app }\n`).join('')}`;

/** The ids that a run lists. */
const idsIn = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { nodes: { id: string }[] }).nodes.map(({ id }) => id);

const LIST = ['nodes', '--format', 'json'];

describe('without --graph', () => {
  it.each([
    ['in the folder', { 'repo/.git/': '', 'repo/faultline.yaml': documentOf('here') }, 'repo'],
    [
      'above it',
      { 'repo/.git/': '', 'repo/faultline.yaml': documentOf('here'), 'repo/a/b/': '' },
      'repo/a/b',
    ],
    [
      'the nearest',
      { 'faultline.yaml': documentOf('far'), 'a/faultline.yml': documentOf('here'), 'a/b/': '' },
      'a/b',
    ],
    [
      'as .json',
      { 'faultline.json': JSON.stringify({ faultline: 1, nodes: { here: { kind: 'app' } } }) },
      '.',
    ],
    ['.yaml before .json', { 'faultline.yaml': documentOf('here'), 'faultline.json': '{}' }, '.'],
  ])('the document is found %s', async (_, files, folder) => {
    const { code, stdout } = await runHere(LIST, { cwd: path.join(folderWith(files), folder) });
    expect(code).toBe(0);
    expect(idsIn(stdout)).toEqual(['here']);
  });

  it.each([
    ['a .git folder', { 'faultline.yaml': documentOf('outside'), 'repo/.git/': '', 'repo/a/': '' }],
    [
      'a .git file, as worktrees have it',
      { 'faultline.yaml': documentOf('outside'), 'repo/.git': '', 'repo/a/': '' },
    ],
  ])('nothing above %s is read', async (_, files) => {
    const { code, stdout, stderr } = await runHere(LIST, { cwd: path.join(folderWith(files), 'repo/a') });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('there is no faultline.yaml here or above');
    expect(stderr).toContain('faultline init');
  });
});

describe('with --graph', () => {
  it('several documents are one estate, the first winning', async () => {
    const cwd = folderWith({
      'a.yaml': 'faultline: 1\nnodes:\n  shop: { kind: app, owner: a, dependsOn: [db] }\n',
      'b.yaml':
        'faultline: 1\nnodes:\n  shop: { kind: service, owner: b, tier: 2 }\n  db: { kind: database }\n',
    });
    for (const graph of [
      ['--graph', 'a.yaml', '--graph', 'b.yaml'],
      ['--graph', 'a.yaml', '-g', 'b.yaml'],
    ]) {
      const { code, stdout } = await runHere([...LIST, ...graph], { cwd });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        nodes: [{ id: 'db' }, { id: 'shop', kind: 'app', owner: 'a', tier: 2, needs: 1 }],
      });
    }
  });

  it('names are shown relative to the working folder', async () => {
    const folder = folderWith({ '.git/': '', 'faultline.yaml': STARTER, 'a/b/': '' });
    const ask = ['why', 'shop', '--fail', 'db-*'];
    const placesFrom = async (cwd: string, graph: readonly string[]): Promise<ReadonlySet<string>> => {
      const { stdout } = await runHere([...ask, ...graph], { cwd: path.join(folder, cwd) });
      return new Set([...stdout.matchAll(/\[(\S+):\d+\]/g)].map(([, file]) => file!));
    };
    expect(await placesFrom('.', [])).toEqual(new Set(['faultline.yaml']));
    expect(await placesFrom('a/b', [])).toEqual(new Set(['../../faultline.yaml']));
    expect(await placesFrom('a', ['--graph', path.join(folder, 'faultline.yaml')])).toEqual(
      new Set(['../faultline.yaml']),
    );
  });

  it('--allow-outside is needed to include from elsewhere', async () => {
    const folder = folderWith({
      'in/faultline.yaml': 'faultline: 1\ninclude: [../out.yaml]\nnodes: { shop: { kind: app } }\n',
      'out.yaml': documentOf('other'),
    });
    const cwd = path.join(folder, 'in');
    const refused = await runHere(LIST, { cwd });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--allow-outside');
    expect(idsIn((await runHere([...LIST, '--allow-outside'], { cwd })).stdout)).toEqual(['other', 'shop']);
  });
});

describe('- is standard input', () => {
  it.each([
    ['YAML', documentOf('a', 'b')],
    ['JSON', JSON.stringify({ faultline: 1, nodes: { a: { kind: 'app' }, b: { kind: 'app' } } })],
    ['with a byte order mark', `\ufeff${documentOf('a', 'b')}`],
  ])('%s', (_, input) => {
    const { code, stdout, stderr } = runProgram([...LIST, '--graph', '-'], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(idsIn(stdout)).toEqual(['a', 'b']);
  });

  it('beside a file', () => {
    const cwd = folderWith({ 'more.yaml': documentOf('c') });
    const { stdout } = runProgram([...LIST, '--graph', '-', '--graph', 'more.yaml'], {
      cwd,
      input: documentOf('a'),
    });
    expect(idsIn(stdout)).toEqual(['a', 'c']);
  });

  it.each([
    ['nothing', '', 'the document is empty'],
    ['a mistake', 'faultline: 2\n', 'at <stdin>:1:12'],
    ['UTF-16', Buffer.from('\ufefffaultline: 1\n', 'utf16le'), '<stdin> is UTF-16'],
    ['Latin-1', Buffer.from('faultline: 1\ntitle: Café\n', 'latin1'), 'this is not UTF-8'],
  ])('%s is told', (_, input, message) => {
    const { code, stdout, stderr } = runProgram(['validate', '--graph', '-'], { input });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('init', () => {
  it('writes a document that runs as it says', async () => {
    const cwd = folderWith({ '.git/': '' });
    const { code, stdout } = await runHere(['init'], { cwd });
    expect(code).toBe(0);
    expect(readFileSync(path.join(cwd, 'faultline.yaml'), 'utf8')).toBe(STARTER);
    const proposed = [...stdout.matchAll(/^ {2}faultline (.+)$/gm)].map(([, line]) => line!.split(' '));
    expect(proposed).toHaveLength(2);
    for (const args of [...proposed, ['validate'], ['impact', '--scenario', 'zone-a-drops']]) {
      expect(await runHere(args, { cwd })).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it('names another file in what it proposes', async () => {
    const cwd = folderWith({ '.git/': '' });
    const { stdout } = await runHere(['init', 'infra.yaml'], { cwd });
    const proposed = [...stdout.matchAll(/^ {2}faultline (.+)$/gm)].map(([, line]) => line!.split(' '));
    for (const args of proposed) expect(await runHere(args, { cwd })).toMatchObject({ code: 0 });
  });

  it('never replaces a file', async () => {
    const cwd = folderWith({ 'faultline.yaml': 'mine' });
    const { code, stdout, stderr } = await runHere(['init'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('faultline.yaml is there already');
    expect(readFileSync(path.join(cwd, 'faultline.yaml'), 'utf8')).toBe('mine');
  });

  it('tells where it cannot write', async () => {
    const { code, stderr } = await runHere(['init', 'no/such/folder.yaml'], { cwd: folderWith() });
    expect(code).toBe(2);
    expect(stderr).toContain('no/such/folder.yaml cannot be written (ENOENT)');
  });

  it('prints it for -', async () => {
    expect(await runHere(['init', '-'], { cwd: folderWith() })).toEqual({
      code: 0,
      stdout: STARTER,
      stderr: '',
    });
  });
});
