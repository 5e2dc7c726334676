/** Proves what becomes of a result: several formats in one run, files whole or not at all, failures after all is said. */
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Analysis, type Question, defineAnalysis } from '../../src/analyze/analysis.ts';
import { ANALYSES } from '../../src/analyze/index.ts';
import type { Report } from '../../src/model/report.ts';
import { linesFrom } from '../../src/cli/outputs/read-files.ts';
import { pathsFrom } from '../../src/cli/outputs/repository.ts';
import { checkReportOf, checkedOf, findingOf } from '../report/checks.ts';
import { folderWith } from './folders.ts';
import { type Run, runHere } from './run.ts';

const DOCUMENT = { 'faultline.yaml': 'faultline: 1\nnodes: { a: { kind: app } }\n' };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs `nodes`, which for once answers with this report. */
const runWith = async (
  args: readonly string[],
  report: Report | ((question: Question<Analysis['options']>) => Report | Promise<Report>),
  cwd = folderWith(DOCUMENT),
): Promise<Run & { readonly cwd: string }> => {
  const listed = ANALYSES.find(({ name }) => name === 'nodes')!;
  const analysis = defineAnalysis({
    name: 'nodes',
    summary: 'x',
    options: [
      { name: 'old-list', value: 'file', many: true, reads: true, description: 'x' },
      { name: 'fail-on', value: 'x', description: 'x' },
    ],
    examples: [],
    run: (question) =>
      typeof report === 'function' ? report(question as Question<Analysis['options']>) : report,
  });
  vi.spyOn(listed, 'load').mockResolvedValue(analysis);
  return { ...(await runHere(['nodes', ...args], { cwd })), cwd };
};

const CHECK = checkReportOf(checkedOf([findingOf()]));

const read = (cwd: string, file: string): string => readFileSync(path.join(cwd, file), 'utf8');

describe('--format', () => {
  it('several times writes each where it belongs, one of them to standard output', async () => {
    const { code, stdout, stderr, cwd } = await runWith(
      ['--format', 'json', '--format', 'sarif=out.sarif', '-f', 'junit=junit.xml'],
      CHECK,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ faultline: 1, command: 'check' });
    expect(JSON.parse(read(cwd, 'out.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(read(cwd, 'junit.xml')).toContain('<testsuites');
  });

  it('with a file prints the text all the same, unless it is to be quiet', async () => {
    const args = ['--format', 'sarif=out.sarif'];
    expect((await runWith(args, CHECK)).stdout).toBe('The check\n\nwhat was checked\n');
    const quiet = await runWith([...args, '--quiet'], CHECK);
    expect({ stdout: quiet.stdout, stderr: quiet.stderr }).toEqual({ stdout: '', stderr: '' });
    expect(existsSync(path.join(quiet.cwd, 'out.sarif'))).toBe(true);
    expect((await runWith(['--quiet', '--format', 'json'], CHECK)).stdout).toContain('"faultline": 1');
    expect((await runWith(['--format', 'json=-'], CHECK)).stdout).toContain('"faultline": 1');
  });

  it.each([
    [
      'two on standard output',
      ['-f', 'json', '-f', 'markdown'],
      ['json and markdown would both go', '--format markdown=FILE'],
    ],
    ['one file for two', ['-f', 'json=x', '-f', 'html=./x'], ['json and html would both be written to ./x']],
    ['one file for two, by -o', ['-f', 'json=x', '-o', 'x'], ['text and json would both be written to x']],
    ['no file', ['-f', 'json='], ['--format json= names no file']],
    ['a format that is none', ['-f', 'sarf=x'], ['there is no format "sarf"', 'did you mean "sarif"?']],
    ['a format like no other', ['-f', 'powerpoint'], ['there are: text, json, markdown']],
  ])('refuses %s before anything is read', async (_, args, messages) => {
    const { code, stdout, stderr } = await runHere(['nodes', ...args, '--graph', 'none.yaml']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const message of messages) expect(stderr).toContain(message);
    expect(stderr).not.toContain('none.yaml');
  });

  it('that the command has nothing for is refused, with those that it has, and nothing is written', async () => {
    const { code, stdout, stderr, cwd } = await runWith(['-f', 'json=out.json', '-f', 'csv=x.csv'], CHECK);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('check has no rows for a spreadsheet, and so no csv');
    expect(stderr).toContain(
      'check has: text, json, markdown, html, sarif, junit, gitlab, github, github-summary',
    );
    expect(readdirSync(cwd)).toEqual(['faultline.yaml']);
  });

  it('github-summary adds to what is there', async () => {
    const cwd = folderWith({ ...DOCUMENT, 'summary.md': 'before\n' });
    await runWith(['-f', 'github-summary=summary.md'], CHECK, cwd);
    expect(read(cwd, 'summary.md')).toBe('before\n## The check\n\nwhat was checked\n');
  });

  it('markdown takes no more room than a comment has', async () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => [[`row ${i}`]]);
    const report: Report = {
      ...CHECK,
      blocks: () => [{ type: 'table', columns: [{ title: 'A' }], rows }],
    };
    const { stdout } = await runWith(['-f', 'markdown'], report);
    expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(60_000);
    expect(stdout).toContain('more rows that do not fit here');
  });
});

describe('-o', () => {
  it.each([
    ['out.json', '"faultline": 1'],
    ['out.MD', '## The check'],
    ['out.sarif', '"version":"2.1.0"'],
    ['out', 'The check\n\nwhat was checked'],
  ])('%s is written in the format that its name tells', async (file, expected) => {
    const { code, stdout, cwd } = await runWith(['-o', file], CHECK);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(read(cwd, file)).toContain(expected);
  });

  it.each([
    ['a document', ['-g', 'faultline.yaml', '-o', './faultline.yaml']],
    ['a file of the question', ['--old-list', 'old.json', '-f', 'json=old.json']],
  ])('never takes the place of %s that was read', async (_, args) => {
    const cwd = folderWith({ ...DOCUMENT, 'old.json': '{}' });
    const { code, stdout, stderr } = await runWith(args, CHECK, cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('was read for this');
    expect(read(cwd, 'faultline.yaml')).toBe(DOCUMENT['faultline.yaml']);
    expect(read(cwd, 'old.json')).toBe('{}');
  });

  it('takes the format that is named, and leaves others where they belong', async () => {
    const { stdout, cwd } = await runWith(['-f', 'junit', '-f', 'json=a.json', '-o', 'b.txt'], CHECK);
    expect(stdout).toBe('');
    expect(read(cwd, 'b.txt')).toContain('<testsuites');
    expect(read(cwd, 'a.json')).toContain('"faultline": 1');
  });

  it('to where nothing can be written is told', async () => {
    const { code, stderr } = await runWith(['-o', 'nowhere/out.json'], CHECK);
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere/out.json cannot be written (ENOENT)');
  });
});

describe('a report of failure', () => {
  it('is written, and then fails with its reasons', async () => {
    const failing: Report = { ...CHECK, failures: () => ['one\u001b[2J', 'two'] };
    const { code, stdout, stderr, cwd } = await runWith(['-f', 'json=out.json'], failing);
    expect(code).toBe(1);
    expect(stdout).toContain('The check');
    expect(stderr).toBe('faultline check fails:\n  one·[2J\n  two\n');
    expect(read(cwd, 'out.json')).toContain('"faultline": 1');
    const quiet = await runWith(['--quiet'], failing);
    expect(quiet).toMatchObject({ code: 1, stdout: '', stderr });
  });

  it('with no failure is none', async () => {
    expect((await runWith([], { ...CHECK, failures: () => [] })).code).toBe(0);
  });
});

describe('files of a question', () => {
  it('are written whole, where it says', async () => {
    const { code, stderr, cwd } = await runWith(['--verbose', '-f', 'json=out.json'], {
      ...CHECK,
      writes: () => new Map([['baseline.json', '{}\n']]),
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'read 1 nodes and 0 scenarios\nwrote json to out.json\nwrote baseline.json\n',
    });
    expect(read(cwd, 'baseline.json')).toBe('{}\n');
    expect(readdirSync(cwd).toSorted()).toEqual(['baseline.json', 'faultline.yaml', 'out.json']);
  });

  it.each([
    ['standard output', '-', 'this is not for standard output'],
    ['where a format goes', './out.json', './out.json would be written twice, once as json'],
  ])('are refused for %s, and nothing is written', async (_, file, message) => {
    const { code, stdout, stderr, cwd } = await runWith(['-f', 'json=out.json'], {
      ...CHECK,
      writes: () => new Map([[file, 'x']]),
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(readdirSync(cwd)).toEqual(['faultline.yaml']);
  });

  it('are read before it is asked', async () => {
    const cwd = folderWith({ ...DOCUMENT, 'a.json': '\ufeffone', 'b.json': 'two' });
    let files: ReadonlyMap<string, string> | undefined;
    let options: unknown;
    const { code } = await runWith(
      ['--old-list', 'a.json', '--old-list', './b.json', '--fail-on', 'x'],
      (question) => {
        ({ files } = question);
        ({ options } = question);
        return CHECK;
      },
      cwd,
    );
    expect(code).toBe(0);
    expect([...files!]).toEqual([
      ['a.json', 'one'],
      ['./b.json', 'two'],
    ]);
    // By the names that the question gave them.
    expect(options).toMatchObject({ 'fail-on': 'x', 'old-list': ['a.json', './b.json'] });
  });

  it.each([
    ['what is not there, with what is', 'baslines/old.json', 'baslines/old.json does not exist'],
    ['what is not there, with its neighbour', 'lists/odl.json', 'did you mean "lists/old.json"?'],
    ['a folder', 'lists', 'lists is a folder'],
    ['what is no text', 'lists/bytes.json', 'this is not UTF-8'],
  ])('are refused if they are %s', async (_, file, message) => {
    const cwd = folderWith({ ...DOCUMENT, 'lists/old.json': '{}' });
    writeFileSync(path.join(cwd, 'lists/bytes.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    const { code, stdout, stderr } = await runWith(['--old-list', file], CHECK, cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('a question', () => {
  it('may take its time, and is given what it may need', async () => {
    const { code, stdout } = await runWith([], async ({ sweeper, linesOf, progress }) => {
      expect(linesOf!('faultline.yaml')).toEqual(['faultline: 1', 'nodes: { a: { kind: app } }', '']);
      expect(sweeper).toBeTypeOf('function');
      progress!('sweeping', 1, 2);
      await Promise.resolve();
      return CHECK;
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'The check\n\nwhat was checked\n' });
  });
});

describe('paths for sites', () => {
  it('begin at the root of the repository, whatever the working folder', async () => {
    const root = folderWith({ '.git/HEAD': '', 'infra/faultline.yaml': DOCUMENT['faultline.yaml'] });
    const cwd = path.join(root, 'infra');
    const report = checkReportOf(checkedOf([findingOf({ place: { file: '../apps/a.yaml', line: 3 } })]));
    const { stdout } = await runWith(['-f', 'gitlab'], report, cwd);
    expect(stdout).toContain('"path": "apps/a.yaml"');
    const pathOf = pathsFrom(cwd);
    expect(
      ['a.tf', './b/../c.tf', '../../x.tf', 'node_modules/p/y.yaml'].map((file) => pathOf(file)),
    ).toEqual(['infra/a.tf', 'infra/c.tf', undefined, undefined]);
  });

  it('lead to lines within the repository only', () => {
    const root = folderWith({ '.git/HEAD': '', 'sub/a.tf': 'one\r\ntwo', 'b.tf': 'three' });
    const outside = folderWith({ 'secret.txt': 'secret' });
    symlinkSync(path.join(outside, 'secret.txt'), path.join(root, 'sub', 'link.tf'));
    const linesOf = linesFrom(path.join(root, 'sub'));
    expect(linesOf('a.tf')).toEqual(['one', 'two']);
    expect(linesOf('../b.tf')).toEqual(['three']);
    for (const file of ['link.tf', path.join(outside, 'secret.txt'), '..', 'none.tf', '/etc/hostname'])
      expect(linesOf(file)).toBeUndefined();
  });
});
