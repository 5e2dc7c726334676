/** Proves that a repository of a stranger has none of its programs run, whatever its configuration names, and by whomever it is asked. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/folders.ts';
import { type Run, runHere, runProgram } from '../cli/run.ts';

const COMPOSE = 'services:\n  web: { image: nginx, depends_on: [db] }\n  db: { image: postgres }\n';
const DOCUMENT = 'faultline: 1\nnodes:\n  shop: { kind: app, dependsOn: [db] }\n  db: { kind: database }\n';

/** Hooks of git that any command could run. */
const HOOKS = [
  'post-index-change',
  'reference-transaction',
  'post-checkout',
  'pre-auto-gc',
  'fsmonitor-watchman',
  'pre-commit',
  'post-rewrite',
];

/** Keys of the configuration that name a program. */
const PROGRAMS = [
  'core.fsmonitor',
  'core.pager',
  'core.editor',
  'core.sshCommand',
  'core.askPass',
  'core.gitProxy',
  'core.alternateRefsCommand',
  'credential.helper',
  'diff.external',
  'diff.evil.command',
  'diff.evil.textconv',
  'filter.evil.clean',
  'filter.evil.smudge',
  'filter.evil.process',
  'gpg.program',
  'interactive.diffFilter',
  'merge.evil.driver',
  'pager.ls-files',
  'remote.origin.uploadpack',
  'sequence.editor',
  'trace2.eventTarget',
  'uploadpack.packObjectsHook',
];

interface Trap {
  readonly folder: string;
  /** What was run up to now. */
  readonly sprung: () => readonly string[];
  readonly git: (...args: readonly string[]) => void;
}

/** A repository in which everything that git could run leaves a file. */
const trap = (): Trap => {
  const folder = folderWith({
    'faultline.yaml': DOCUMENT,
    'infra/compose.yaml': COMPOSE,
    '.gitattributes': '* filter=evil diff=evil merge=evil\n',
  });
  const marks = folderWith();
  const git = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1' },
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  };
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'one');
  writeFileSync(path.join(folder, 'faultline.yaml'), `${DOCUMENT}  more: { kind: app, dependsOn: [db] }\n`);
  git('commit', '-qam', 'two');
  const program = (name: string, where: string): string => {
    const file = path.join(where, name);
    mkdirSync(where, { recursive: true });
    writeFileSync(file, `#!/bin/sh\ntouch '${marks}/${name}'\nexit 1\n`);
    chmodSync(file, 0o755);
    return file;
  };
  for (const hook of HOOKS) program(hook, path.join(folder, '.git/hooks'));
  const programs = path.join(folder, '.git/programs');
  for (const key of PROGRAMS) git('config', key, program(key, programs));
  git('config', 'alias.ls-files', `!${program('alias', programs)}`);
  git('config', 'remote.origin.url', `ext::${program('remote', programs)}`);
  git('config', 'remote.origin.promisor', 'true');
  git('config', 'extensions.partialClone', 'origin');
  git('config', 'core.repositoryFormatVersion', '1');
  git('config', 'init.templateDir', path.join(folder, '.git/template'));
  for (const hook of HOOKS) program(`template-${hook}`, path.join(folder, '.git/template/hooks'));
  // What has changed on the disk, but not in size, must be looked into: a filter would be asked.
  rmSync(path.join(folder, '.git/index'));
  spawnSync('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', 'read-tree', 'HEAD'], {
    cwd: folder,
  });
  return { folder, git, sprung: () => readdirSync(marks).toSorted() };
};

const expectFine = ({ code, stderr }: Run): void => expect([0, 1], stderr).toContain(code);

describe.skipIf(process.platform === 'win32')('a repository that names programs', () => {
  it('would run them for others: the trap is one', () => {
    const { folder, sprung } = trap();
    spawnSync('git', ['status'], { cwd: folder });
    spawnSync('git', ['read-tree', 'HEAD'], { cwd: folder });
    expect(sprung()).toContain('post-index-change');
    expect(sprung()).toContain('core.fsmonitor');
  });

  it('has none of them run', { timeout: 60_000 }, () => {
    const { folder, sprung } = trap();
    for (const args of [
      ['scan', '.', '-o', 'out.yaml'],
      ['scan', 'infra', '-o', '-'],
      ['impact', 'kind:database', '--scan', '.'],
      ['check', '--scan', '.', '--format', 'sarif'],
      ['reconcile', '.', 'faultline.yaml'],
      ['view', '--scan', '.', '--out', 'page.html'],
      ['diff', '--base', 'HEAD~1'],
      ['diff', '--base', 'HEAD~1', '--head', 'HEAD', 'infra', 'faultline.yaml'],
    ]) {
      const { code, stderr } = runProgram(args, { cwd: folder });
      expect([0, 1], stderr).toContain(code);
      expect({ args, sprung: sprung() }).toEqual({ args, sprung: [] });
    }
    // Two names that are no files: whether they are revisions is asked, too.
    expect(runProgram(['diff', 'main', 'HEAD~1'], { cwd: folder }).code).toBe(2);
    expect(sprung()).toEqual([]);
  });

  it('is not fetched for, though objects are missing', () => {
    const { folder, sprung, git } = trap();
    const blob = spawnSync('git', ['rev-parse', 'HEAD~1:faultline.yaml'], {
      cwd: folder,
      encoding: 'utf8',
    }).stdout.trim();
    rmSync(path.join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    for (const url of [
      'ext::sh -c touch',
      `file://${folder}`,
      'ssh://localhost/x',
      'git://127.0.0.1/x',
      'https://127.0.0.1:9/x',
      folder,
    ]) {
      git('config', 'remote.origin.url', url);
      const { code, stderr } = runProgram(['diff', '--base', 'HEAD~1'], { cwd: folder });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining('not all files of "HEAD~1" are here') as string,
      });
    }
    expect(sprung()).toEqual([]);
  });

  it('inside of the one that is scanned has none run either', () => {
    const { folder, sprung } = trap();
    const outer = folderWith({ 'compose.yaml': COMPOSE });
    spawnSync('git', ['init', '-q'], { cwd: outer });
    spawnSync('cp', ['-r', folder, path.join(outer, 'inner')]);
    expectFine(runProgram(['scan', '.', '-o', 'out.yaml'], { cwd: outer }));
    expect(sprung()).toEqual([]);
  });

  it('that lies in a folder as a bare one has none run', () => {
    const { folder, sprung } = trap();
    const outer = folderWith({ 'x/compose.yaml': COMPOSE });
    // HEAD, objects, refs and config lie in the folder itself, as a checkout may bring them.
    spawnSync(
      'sh',
      [
        '-c',
        `cp -r '${folder}/.git/.' x/ && git -C x config core.bare false && git -C x config core.worktree .`,
      ],
      { cwd: outer },
    );
    expectFine(runProgram(['scan', 'x', '-o', 'out.yaml'], { cwd: outer }));
    expectFine(runProgram(['scan', '.', '-o', '../out.yaml'], { cwd: path.join(outer, 'x') }));
    runProgram(['diff', '--base', 'HEAD~1'], { cwd: path.join(outer, 'x') });
    expect(sprung()).toEqual([]);
  });

  it('that says its files lie elsewhere is not followed there', () => {
    const { folder, sprung, git } = trap();
    const elsewhere = folderWith({ 'secret/compose.yaml': COMPOSE.replaceAll('web', 'secret') });
    git('config', 'core.worktree', elsewhere);
    const scanned = runProgram(['scan', '.', '-o', '-'], { cwd: folder });
    expectFine(scanned);
    expect(scanned.stdout).not.toContain('secret');
    const compared = runProgram(['diff', '--base', 'HEAD~1', '--head', 'HEAD'], { cwd: folder });
    expect(compared).toMatchObject({ code: 2, stdout: '' });
    expect(`${compared.stdout}${compared.stderr}`).not.toContain('secret');
    expect(sprung()).toEqual([]);
  });
});

describe('surroundings', () => {
  it('of git that a hook or a stranger has set lead to no other repository, and run nothing', () => {
    const { folder } = trap();
    const marks = folderWith();
    const touch = `touch '${marks}/ran'`;
    const run = runProgram(['scan', '.', '-o', '-'], {
      cwd: folder,
      env: {
        GIT_DIR: '/nowhere',
        GIT_WORK_TREE: '/',
        GIT_INDEX_FILE: '/nowhere/index',
        GIT_EXTERNAL_DIFF: touch,
        GIT_SSH_COMMAND: touch,
        GIT_PAGER: touch,
        GIT_ASKPASS: touch,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'core.fsmonitor',
        GIT_CONFIG_VALUE_0: touch,
        GIT_TRACE: `${marks}/trace`,
      },
    });
    expectFine(run);
    expect(run.stdout).toContain('compose');
    expect(readdirSync(marks)).toEqual([]);
  });
});

/** Names of revisions that are options of git, commands of a shell, or no commits. */
const NO_REVISIONS = [
  '--output=pwned',
  '-opwned',
  '--upload-pack=touch pwned',
  '--git-dir=/',
  '--help',
  '-',
  '--',
  '',
  'HEAD --output=pwned',
  'HEAD\n--output=pwned',
  ':/--output=pwned',
  '@{-1}',
  'HEAD:faultline.yaml',
  'HEAD^{/$(touch pwned)}',
  '`touch pwned`',
  '$(touch pwned)',
  'HEAD; touch pwned',
  'refs/heads/../../pwned',
];

it('what is an option or a command is no revision', { timeout: 120_000 }, async () => {
  const { folder } = trap();
  const asked = [
    ...NO_REVISIONS.map((revision) => [`--base=${revision}`]),
    ...['--output=pwned', '$(touch pwned)'].map((revision) => ['--base', 'HEAD', `--head=${revision}`]),
    ['--output=pwned', '--upload-pack=touch pwned'].map((revision) => `./${revision}`),
  ];
  for (const args of asked) {
    const { code, stdout, stderr } = await runHere(['diff', ...args], { cwd: folder });
    expect({ args, code, stdout }, stderr).toEqual({ args, code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at |fatal:/);
  }
  expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
});

describe('files of a revision', () => {
  it('that are links out of it, or lie behind one, are not followed', () => {
    const { folder, git } = trap();
    for (const key of ['filter.evil.clean', 'filter.evil.process', 'filter.evil.smudge', 'core.fsmonitor'])
      git('config', '--unset', key);
    const outside = folderWith({ 'compose.yaml': COMPOSE.replaceAll('web', 'outside') });
    symlinkSync(outside, path.join(folder, 'linked'));
    symlinkSync(path.join(outside, 'compose.yaml'), path.join(folder, 'infra/compose.override.yaml'));
    symlinkSync('/dev/zero', path.join(folder, 'infra/docker-compose.yml'));
    symlinkSync('.', path.join(folder, 'infra/loop'));
    git('-c', 'core.hooksPath=/dev/null', 'add', '.');
    git('-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'links');
    const run = runProgram(['diff', '--base', 'HEAD', '--exact', 'infra', 'linked'], { cwd: folder });
    expectFine(run);
    expect(run.stdout).not.toContain('outside');
  });
});
