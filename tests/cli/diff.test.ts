/** Proves that "faultline diff" compares documents, folders and revisions, tells lines as they are in the repository, and fails on what it is asked to. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorsOf, validatorOf } from '../schema/schemas.ts';
import { folderWith } from './folders.ts';
import { ROOT, runHere } from './run.ts';

const SHOP = readFileSync(path.join(ROOT, 'graphs/examples/web-shop-multi-region.yaml'), 'utf8');

/** The shop without one of the legs of checkout. */
const ONE_LEG = SHOP.replace(
  /- anyOf: \[orders\/us-east-1, orders\/us-west-2\]\n +why: .*\n/,
  '- orders/us-east-1\n',
);

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });

/** A repository whose branch `main` holds these files. */
const repositoryWith = (files: Readonly<Record<string, string>>): string => {
  const folder = folderWith(files);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'Before');
  git(folder, 'switch', '-qc', 'change');
  return folder;
};

const put = (folder: string, name: string, text: string): void =>
  writeFileSync(path.join(folder, name), text);

/** Folders that revisions are put into. */
const leftBehind = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('faultline-base-'));

describe('between two documents', () => {
  it('a leg that is gone is told, with its line, and fails what is asked to fail', async () => {
    expect(ONE_LEG).not.toBe(SHOP);
    const cwd = folderWith({ 'before.yaml': SHOP, 'after.yaml': ONE_LEG });
    const run = await runHere(
      ['diff', 'before.yaml', 'after.yaml', '--fail-on', 'new-spof,lost-redundancy'],
      { cwd },
    );
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('This change makes 2 tier-1 apps depend on');
    expect(run.stdout).toContain('after.yaml:44');
    expect(run.stderr).toContain('lost-redundancy: checkout has less to spare');
    const other = await runHere(['diff', 'before.yaml', 'after.yaml'], { cwd });
    expect(other.code).toBe(0);
  });

  it('a document and itself differ in nothing, and nothing fails', async () => {
    const cwd = folderWith({ 'shop.yaml': SHOP });
    const run = await runHere(['diff', 'shop.yaml', 'shop.yaml', '--fail-on', 'any', '--format', 'json'], {
      cwd,
    });
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ findings: [], improvements: [], worse: [], wider: [] });
  });

  it('moved lines, files and an other order are no difference', async () => {
    const [head, nodes] = SHOP.split('nodes:\n') as [string, string];
    const cwd = folderWith({
      'before/faultline.yaml': SHOP,
      'after/faultline.yaml': 'faultline: 1\ninclude: [parts/*.yaml]\n',
      'after/parts/all.yaml': `# moved\n\n\n${head}nodes:\n\n\n${nodes}`,
    });
    const run = await runHere(['diff', 'before', 'after', '--fail-on', 'any', '--format', 'json'], { cwd });
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      findings: [],
      summary: {
        nodes: { added: 0, removed: 0, renamed: 0 },
        requirements: { added: 0, removed: 0, changed: 0 },
      },
    });
  });

  it('the result is what its schema says, in both directions', async () => {
    const cwd = folderWith({ 'before.yaml': SHOP, 'after.yaml': ONE_LEG });
    const validate = validatorOf('diff');
    for (const [a, b] of [
      ['before.yaml', 'after.yaml'],
      ['after.yaml', 'before.yaml'],
    ] as const) {
      const { stdout } = await runHere(['diff', a, b, '--format', 'json'], { cwd });
      expect(errorsOf(validate, JSON.parse(stdout))).toEqual([]);
    }
  });

  it.each(['markdown', 'sarif', 'junit', 'html', 'csv', 'github'])('prints %s', async (format) => {
    const cwd = folderWith({ 'before.yaml': SHOP, 'after.yaml': ONE_LEG });
    const { code, stdout } = await runHere(['diff', 'before.yaml', 'after.yaml', '--format', format], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('checkout');
  });
});

describe('between revisions', () => {
  it('lines are told as they are in the repository, and no folder is left behind', async () => {
    const before = leftBehind();
    const cwd = repositoryWith({ 'faultline.yaml': SHOP });
    put(cwd, 'faultline.yaml', ONE_LEG);
    const run = await runHere(['diff', '--base', 'main', '--format', 'json', '--fail-on', 'new-spof'], {
      cwd,
    });
    expect(run.code).toBe(1);
    expect(run.stdout).not.toContain(tmpdir());
    const { base, head, findings } = JSON.parse(run.stdout) as {
      base: string;
      head: string;
      findings: { place?: { file: string; line: number }; related?: { place?: { file: string } }[] }[];
    };
    expect([base.slice(0, 6), head]).toEqual(['main (', 'the working folder']);
    expect(findings[0]).toMatchObject({
      place: { file: 'faultline.yaml', line: 44 },
      related: [{ place: { file: 'faultline.yaml', line: 44 } }],
    });
    expect(leftBehind()).toEqual(before);
  });

  it('a branch is compared with where it left the other one, unless exactly that is asked for', async () => {
    const cwd = repositoryWith({ 'faultline.yaml': SHOP });
    git(cwd, 'commit', '-qm', 'Mine', '--allow-empty');
    git(cwd, 'switch', '-q', 'main');
    put(cwd, 'faultline.yaml', ONE_LEG);
    git(cwd, 'commit', '-qam', 'Theirs');
    git(cwd, 'switch', '-q', 'change');
    const mine = await runHere(['diff', '--base', 'main', '--head', 'change', '--fail-on', 'any'], { cwd });
    expect([mine.code, mine.stdout.split('\n')[0]]).toEqual([
      0,
      'Nothing that matters to a failure has changed',
    ]);
    const exact = await runHere(['diff', '--base', 'main', '--head', 'change', '--exact'], { cwd });
    expect(exact.stdout).toContain('What improved');
  });

  it('in a folder below the top names are told from there', async () => {
    const cwd = repositoryWith({ 'infra/shop.yaml': SHOP });
    put(cwd, 'infra/shop.yaml', ONE_LEG);
    const { stdout } = await runHere(['diff', '--base', 'main', 'shop.yaml', '--format', 'json'], {
      cwd: path.join(cwd, 'infra'),
    });
    expect((JSON.parse(stdout) as { findings: object[] }).findings[0]).toMatchObject({
      place: { file: 'shop.yaml', line: 44 },
    });
  });

  it('a document that was not there before is all new, and that is said', async () => {
    const cwd = repositoryWith({ 'README.md': 'Nothing yet' });
    put(cwd, 'faultline.yaml', SHOP);
    const run = await runHere(['diff', '--base', 'main', '--fail-on', 'any'], { cwd });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('faultline.yaml is not in main');
    expect(run.stdout).toContain('new apps, which are not compared: back-office, checkout, shop');
  });

  it('no filter, hook or link of the repository is obeyed', async () => {
    const cwd = repositoryWith({
      'faultline.yaml': SHOP,
      '.gitattributes': '*.yaml filter=evil export-ignore\n',
    });
    git(cwd, 'config', 'filter.evil.smudge', `touch ${path.join(cwd, 'was-run')}`);
    execFileSync('ln', ['-s', '/etc', path.join(cwd, 'outside')]);
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'A link');
    const run = await runHere(['diff', '--base', 'change', '--exact'], { cwd });
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(readdirSync(cwd)).not.toContain('was-run');
  });
});

describe('between folders with infrastructure code', () => {
  const database = (multi: boolean): string => `
resource "aws_db_instance" "orders" {
  identifier           = "orders"
  multi_az             = ${multi}
  db_subnet_group_name = aws_db_subnet_group.db.name
}
resource "aws_db_subnet_group" "db" {
  name       = "db"
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}
`;
  const subnet = (zone: string): string => `
resource "aws_subnet" "${zone}" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "us-east-1${zone}"
}
`;
  const group = (zones: readonly string[]): string => `
resource "aws_autoscaling_group" "web" {
  name                = "web"
  min_size            = 3
  max_size            = 9
  vpc_zone_identifier = [${zones.map((zone) => `aws_subnet.${zone}.id`).join(', ')}]
}
`;
  const folder = (zones: readonly string[], multi: boolean): string =>
    `provider "aws" { region = "us-east-1" }\nresource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }\n${['a', 'b', 'c'].map(subnet).join('')}${group(zones)}${database(multi)}`;
  const FAIL = ['--fail-on', 'new-spof,wider-blast,lost-redundancy'];

  it('a zone less fails, at the line of the group', async () => {
    const cwd = repositoryWith({ 'infra/main.tf': folder(['a', 'b', 'c'], true) });
    put(cwd, 'infra/main.tf', folder(['a', 'b'], true));
    const run = await runHere(['diff', '--base', 'main', 'infra', ...FAIL], { cwd });
    expect(run.stdout).toContain('lost-redundancy');
    expect(run.stdout).toMatch(/infra\/main\.tf:\d+/);
    expect(run.code).toBe(1);
  });

  it('a database without a standby fails', async () => {
    const cwd = folderWith({ 'a/main.tf': folder(['a', 'b'], true), 'b/main.tf': folder(['a', 'b'], false) });
    const run = await runHere(['diff', 'a', 'b', ...FAIL], { cwd });
    expect(run.stdout).toContain('lost-redundancy');
    expect(run.code).toBe(1);
  });

  it('a database that is gone fails', async () => {
    const whole = folder(['a', 'b'], true);
    const cwd = folderWith({
      'a/main.tf': whole,
      'b/main.tf': whole.replace(/resource "aws_db_instance"[^]*?\n\}\n/, ''),
    });
    const run = await runHere(['diff', 'a', 'b', ...FAIL], { cwd });
    expect(run.stdout).toContain('removed-store');
    expect(run.code).toBe(1);
  });

  it('a rename and a move to another file do not', async () => {
    const whole = folder(['a', 'b'], true);
    const cwd = folderWith({
      'a/main.tf': whole,
      'b/all.tf': `# moved\n\n${whole.replaceAll('"web"', '"frontend"').replaceAll('orders', 'order-db')}`,
    });
    const run = await runHere(['diff', 'a', 'b', ...FAIL], { cwd });
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('renamed');
  });
});

describe('mistakes', () => {
  it.each([
    [['diff', 'a.yaml'], 'there are two things to compare, not 1'],
    [['diff', 'a.yaml', 'no.yaml'], '"no.yaml" does not exist'],
    [['diff', 'main', 'a.yaml'], 'it is a revision: faultline diff --base main'],
    [['diff', '--base', 'mian'], 'did you mean "main"?'],
    [['diff', '--base', '--upload-pack=x'], 'there is no revision'],
    [['diff', '--head', 'main'], '--head is about revisions, and there is no --base'],
    [['diff', '--base', 'main', '../elsewhere'], '"../elsewhere" is not in the repository'],
    [['diff', '--base', 'main', 'nothing'], 'nothing is in neither of the two'],
    [['diff', 'a.yaml', 'a.yaml', '--fail-on', 'new-spoof'], 'did you mean "new-spof"?'],
    [['diff', 'a.yaml', 'a.yaml', '--order', '9'], '--order takes a number'],
    [['diff', 'a.yaml', 'a.yaml', '--among', 'kind:queue'], 'nothing matches'],
    [['diff', 'a.yaml', 'a.yaml', '--date', 'today'], '--date takes a day'],
  ])('%j', async (args, message) => {
    const cwd = repositoryWith({ 'a.yaml': SHOP });
    const { code, stdout, stderr } = await runHere(args, { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('without a repository there are no revisions', async () => {
    const { code, stderr } = await runHere(['diff', '--base', 'main'], {
      cwd: folderWith({ 'a.yaml': SHOP }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('there is no git repository here');
  });

  it('a shallow clone is told how to fetch more', async () => {
    const origin = repositoryWith({ 'a.yaml': SHOP });
    git(origin, 'commit', '-qm', 'Second', '--allow-empty');
    const cwd = folderWith();
    rmSync(cwd, { recursive: true });
    git(ROOT, 'clone', '-q', '--depth', '1', '--branch', 'change', `file://${origin}`, cwd);
    const { code, stderr } = await runHere(['diff', '--base', 'main'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('fetch-depth: 0');
  });
});
