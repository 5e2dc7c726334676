/** Proves that "faultline diff" compares documents, folders and revisions, tells lines as they are in the repository, and fails on what it is asked to. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    expect(run.stderr).toContain('lost-redundancy: 1 finding: checkout');
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

  const ANY = ['--fail-on', 'any', '--format', 'json'];
  const counted = (stdout: string) =>
    JSON.parse(stdout) as { summary: { nodes: object }; findings: object[] };

  it.each([
    ['added to git or not, it is found without being named', []],
    ['its new name is followed back', ['infra/faultline.yaml']],
    ['its old name is followed', ['faultline.yaml']],
  ])('a document that was moved is the same one: %s', async (_, names) => {
    for (const isAdded of [true, false]) {
      const cwd = repositoryWith({ 'faultline.yaml': SHOP, 'README.md': 'The shop' });
      mkdirSync(path.join(cwd, 'infra'));
      renameSync(path.join(cwd, 'faultline.yaml'), path.join(cwd, 'infra/faultline.yaml'));
      if (isAdded) git(cwd, 'add', '-A');
      const run = await runHere(['diff', '--base', 'main', ...ANY, ...names], { cwd });
      expect(run.stderr).toContain('was moved');
      expect([run.code, counted(run.stdout)]).toMatchObject([
        0,
        { findings: [], summary: { nodes: { added: 0, removed: 0 } } },
      ]);
    }
  });

  it('a move does not hide a loss', async () => {
    const cwd = repositoryWith({ 'faultline.yaml': SHOP });
    rmSync(path.join(cwd, 'faultline.yaml'));
    put(cwd, 'model.yaml', ONE_LEG);
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'Moved');
    const run = await runHere(['diff', '--base', 'main', '--head', 'change', ...ANY], { cwd });
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('lost-redundancy')]);
  });

  it('a folder that was moved is followed by the files in it', async () => {
    const cwd = repositoryWith({ 'infra/a/faultline.yaml': SHOP });
    mkdirSync(path.join(cwd, 'deploy'));
    renameSync(path.join(cwd, 'infra/a'), path.join(cwd, 'deploy/a'));
    const run = await runHere(['diff', '--base', 'main', ...ANY, 'infra/a'], { cwd });
    expect([run.code, run.stderr]).toEqual([0, expect.stringContaining('infra/a was moved: it is deploy/a')]);
  });

  it('a document that is gone is a mistake, and no green gate', async () => {
    const cwd = repositoryWith({ 'faultline.yaml': SHOP });
    rmSync(path.join(cwd, 'faultline.yaml'));
    const run = await runHere(['diff', '--base', 'main'], { cwd });
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('there is nothing in the working folder to compare');
  });

  it('an app that is gone is in the verdict, and fails; a new one costs nothing', async () => {
    const app = (id: string): string =>
      `  ${id}: { kind: app, tier: 1, costPerHour: 40000, dependsOn: [db] }\n`;
    const rest = '  db: { kind: database }\n  other: { kind: app, costPerHour: 5, dependsOn: [db] }\n';
    const cwd = folderWith({
      'a.yaml': `faultline: 1\nnodes:\n${app('shop')}${rest}`,
      'b.yaml': `faultline: 1\nnodes:\n${rest}`,
    });
    const gone = await runHere(['diff', 'a.yaml', 'b.yaml', '--fail-on', 'removed-app'], { cwd });
    expect(gone.code).toBe(1);
    expect(gone.stdout).toMatch(/^This change removes the tier-1 app shop\n/);
    expect(gone.stdout).not.toContain('What improved');
    const made = await runHere(['diff', 'b.yaml', 'a.yaml', '--fail-on', 'cost,new-spof'], { cwd });
    expect([made.code, made.stderr]).toEqual([0, '']);
  });

  it('where every app is gone, whatever is to fail fails', async () => {
    const cwd = folderWith({
      'a.yaml': 'faultline: 1\nnodes:\n  shop: { kind: app, dependsOn: [db] }\n  db: { kind: service }\n',
      'b.yaml': 'faultline: 1\nnodes:\n  db: { kind: service }\n',
    });
    const run = await runHere(['diff', 'a.yaml', 'b.yaml', '--fail-on', 'new-spof'], { cwd });
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('removed-app: 1 finding: shop')]);
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

  it('fewer replicas of a Deployment and a lower count fail, at their line; more are better', async () => {
    const deployment = (replicas: number): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: ${replicas}\n  template: { spec: { containers: [{ name: web, image: web }] } }\n`;
    const instance = (count: number): string =>
      `resource "aws_instance" "web" {\n  count = ${count}\n  ami = "x"\n}\n`;
    for (const [file, text] of [
      ['app.yaml', deployment],
      ['main.tf', instance],
    ] as const) {
      const cwd = folderWith({ [`a/${file}`]: text(3), [`b/${file}`]: text(1) });
      const run = await runHere(['diff', 'a', 'b', ...FAIL], { cwd });
      expect(run.code).toBe(1);
      expect(run.stdout).toContain('ran 3 times, and now once');
      expect(run.stdout).toContain(`b/${file}:1`);
      const back = await runHere(['diff', 'b', 'a', ...FAIL], { cwd });
      expect(back.code).toBe(0);
      expect(back.stdout).toContain('runs 3 times, not once');
    }
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

describe('what is asked', () => {
  const document = ({
    policies = true,
    atMost = 'degraded',
    tier = 1,
    cost = 40_000,
    more = '',
  }: {
    policies?: boolean;
    atMost?: string;
    tier?: number;
    cost?: number;
    more?: string;
  }): string => `faultline: 1
nodes:
  shop: { kind: app, tier: ${tier}, costPerHour: ${cost}, dependsOn: [db] }
  api: { kind: app, tier: 1, dependsOn: [other] }
  db: { kind: service }
  other: { kind: service }
${policies ? `policies:\n  survive:\n    - { name: loss, apps: "tier:1", fail: db, atMost: ${atMost} }\n${more}` : ''}`;

  const asking = async (after: string, failOn = 'policy') => {
    const cwd = folderWith({ 'a.yaml': document({}), 'b.yaml': after });
    return runHere(['diff', 'a.yaml', 'b.yaml', '--fail-on', failOn], { cwd });
  };

  it.each([
    ['a policy that is gone', document({ policies: false }), 'the policy loss is gone'],
    ['a policy that allows more', document({ atMost: 'partial' }), 'at most partial, not degraded'],
    ['an app that falls out of it', document({ tier: 3 }), 'it is no longer about shop'],
    [
      'a rule that is off',
      document({ more: '  rules: { shared-fate: off }\n' }),
      'the rule shared-fate is off',
    ],
  ])('%s fails the gate on policies', async (_, after, told) => {
    const { code, stdout, stderr } = await asking(after);
    expect([code, stdout, stderr]).toEqual([
      1,
      expect.stringMatching(/^This change asks for less: /),
      expect.stringContaining('policy: '),
    ]);
    expect(stdout.replaceAll(/\s+│?\s*/g, ' ')).toContain(told);
    expect(stdout).toContain('What is asked has changed');
  });

  it('a waiver is told, with its owner and end, and does not fail', async () => {
    const { code, stdout } = await asking(
      document({
        more: '  waivers:\n    - { rule: single-point-of-failure, node: api, owner: ops, until: 2999-01-31, reason: budget }\n',
      }),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('waiver: a new waiver for single-point-of-failure at api: budget');
  });

  it('a lower price is no improvement', async () => {
    const { code, stdout } = await asking(document({ cost: 1 }), 'any');
    expect(code).toBe(0);
    expect(stdout).not.toContain('better');
    expect(stdout).not.toContain('What improved');
    expect(stdout).toContain('costPerHour of shop was 40,000');
  });

  it('a new soft dependency on something new does not fail, and a new hard one does', async () => {
    const soft = document({})
      .replace('dependsOn: [other]', 'dependsOn: [other, { node: cache, impact: degraded }]')
      .replace('  other:', '  cache: { kind: service }\n  other:');
    const gate = 'new-spof,wider-blast,lost-redundancy,removed-app,policy';
    expect(await asking(soft, gate)).toMatchObject({ code: 0, stderr: '' });
    expect((await asking(soft.replace(', impact: degraded', ''), gate)).stderr).toContain('new-spof');
  });
});
