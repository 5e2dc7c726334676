/** Proves which files are found: with git and without, whatever is ignored, linked, nested or hostile. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { UserError } from '../../../src/model/user-error.ts';
import { type Listing, listingOf } from '../../../src/scan/files/listing.ts';
import { type WalkOptions, type Walked, walk } from '../../../src/scan/files/walk.ts';
import { folderWith } from '../../cli/folders.ts';
import { pipeAt } from './fakes.ts';

const git = (cwd: string, ...args: readonly string[]): void => {
  execFileSync('git', args, { cwd, stdio: 'ignore' });
};

/** A throw-away repository. */
const repositoryWith = (files: Readonly<Record<string, string>>): string => {
  const folder = folderWith(files);
  git(folder, 'init', '-q');
  return folder;
};

const inside = ({ files }: Walked): readonly string[] => files.map((file) => file.inside);

const walkIn = (cwd: string, paths: readonly string[] = ['.'], options: WalkOptions = {}): Promise<Walked> =>
  walk(paths, { ...options, cwd });

const FILES = {
  '.gitignore': '/build\n*.log.yaml\ncdk.out\n',
  'main.tf': '',
  'a/deep/app.yaml': '',
  'a/.gitignore': 'secret.yaml\n!keep.log.yaml\n',
  'a/secret.yaml': '',
  'a/keep.log.yaml': '',
  'b/secret.yaml': '',
  'b/x.log.yaml': '',
  'build/main.tf': '',
  'node_modules/p/package.json': '',
  '.terraform/modules/m/main.tf': '',
  'cdk.out/Shop.template.json': '',
  'cdk.out/asset.1a2b/package.json': '',
  'cdk.out/assembly-Prod/Prod.template.json': '',
  'c/cdk.out/Other.template.json': '',
  'src/code.py': '',
  Makefile: '',
};

const FOUND = [
  'a/deep/app.yaml',
  'a/keep.log.yaml',
  'b/secret.yaml',
  'c/cdk.out/Other.template.json',
  'cdk.out/Shop.template.json',
  'cdk.out/assembly-Prod/Prod.template.json',
  'main.tf',
];

describe.each([
  ['with git', repositoryWith],
  ['without git', folderWith],
])('%s', (_, make) => {
  it('what is ignored is left out, and what is synthesized is not', async () => {
    const walked = await walkIn(make(FILES));
    expect(inside(walked)).toEqual(FOUND);
    expect(walked.others.toSorted()).toEqual(['.gitignore', 'Makefile', 'a/.gitignore', 'src/code.py']);
    expect(walked.findings()).toEqual([]);
  });

  it('an ignored folder that is named is looked into', async () => {
    const cwd = make(FILES);
    expect(inside(await walkIn(cwd, ['build']))).toEqual(['main.tf']);
    expect(inside(await walkIn(cwd, ['cdk.out']))).toEqual([
      'Shop.template.json',
      'assembly-Prod/Prod.template.json',
    ]);
  });

  it('an ignored file that is named is read, whatever its name', async () => {
    const cwd = make({ ...FILES, 'odd name': 'x' });
    expect(inside(await walkIn(cwd, ['a/secret.yaml', 'a/deep/app.yaml', 'odd name']))).toEqual([
      'a/secret.yaml',
      'deep/app.yaml',
      `${path.basename(cwd)}/odd name`,
    ]);
  });

  it('--include and --exclude choose, and what they leave out is counted', async () => {
    const cwd = make(FILES);
    const walked = await walkIn(cwd, ['.'], { include: ['*.yaml'], exclude: ['a/deep'] });
    expect(inside(walked)).toEqual(['a/keep.log.yaml', 'b/secret.yaml']);
    expect(walked.excluded).toBe(9);
  });

  it('odd names are found', async () => {
    const names = [
      'new\nline.yaml',
      'späß 😀.tf',
      ' .yaml',
      '-rf.yaml',
      '__proto__/constructor.json',
      'a"b.yaml',
    ];
    const cwd = make(Object.fromEntries(names.map((name) => [name, 'x: 1'])));
    const walked = await walkIn(cwd);
    expect(new Set(inside(walked))).toEqual(new Set(names));
    for (const file of walked.files) expect(await file.text()).toBe('x: 1');
  });

  it('links count once, and lead nowhere else', { timeout: 20_000 }, async () => {
    const outside = folderWith({ 'secret.yaml': 'password: x', 'deep/more.yaml': '' });
    const cwd = make({ 'a/real.yaml': 'x: 1', 'b/': '' });
    symlinkSync('real.yaml', path.join(cwd, 'a/again.yaml'));
    symlinkSync('.', path.join(cwd, 'a/self'));
    symlinkSync('..', path.join(cwd, 'a/up'));
    symlinkSync('loop.yaml', path.join(cwd, 'b/loop.yaml'));
    symlinkSync('gone.yaml', path.join(cwd, 'b/dangling.yaml'));
    symlinkSync(path.join(outside, 'secret.yaml'), path.join(cwd, 'b/out.yaml'));
    symlinkSync(outside, path.join(cwd, 'b/elsewhere'));
    symlinkSync(path.join(outside, 'secret.yaml'), path.join(cwd, 'b/code.py'));
    const walked = await walkIn(cwd);
    expect(inside(walked)).toEqual(['a/real.yaml']);
    const told = walked.findings().map(({ file, kind }) => [file, kind]);
    expect(told.toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
      ['b/dangling.yaml', 'unreadable'],
      ['b/elsewhere', 'skipped'],
      ['b/loop.yaml', 'unreadable'],
      ['b/out.yaml', 'skipped'],
    ]);
  });

  it('a folder that is a link itself is looked into under that name', async () => {
    const cwd = make({ 'real/x.yaml': 'x: 1' });
    symlinkSync('real', path.join(cwd, 'link'));
    const { files } = await walkIn(cwd, ['link']);
    expect(files.map((file) => [file.path, file.inside, file.folder, file.name, file.size])).toEqual([
      ['link/x.yaml', 'x.yaml', 'link', 'x.yaml', 4],
    ]);
  });

  it('pipes are told, not waited for', { timeout: 20_000 }, async () => {
    const cwd = make({ 'a/x.yaml': '' });
    pipeAt(path.join(cwd, 'a/pipe.yaml'));
    const walked = await walkIn(cwd);
    expect(inside(walked)).toEqual(['a/x.yaml']);
    // Git does not list what is no file.
    if (make === folderWith)
      expect(walked.findings()).toMatchObject([{ kind: 'skipped', file: 'a/pipe.yaml' }]);
    expect(await walked.context.file('a', 'pipe.yaml')).toBeUndefined();
    await expect(walkIn(cwd, ['a/pipe.yaml'])).rejects.toThrow('neither a folder nor a file');
  });

  it('very deep folders are walked', { timeout: 60_000 }, async () => {
    const deep = Array.from({ length: 400 }, () => 'd').join('/');
    expect(inside(await walkIn(make({ [`${deep}/x.yaml`]: '' })))).toEqual([`${deep}/x.yaml`]);
  });
});

describe('git', () => {
  it('tracked files count even where a rule ignores them, and those that are gone do not', async () => {
    const cwd = repositoryWith({ '.gitignore': '*.yaml\n', 'kept.yaml': '', 'gone.tf': '' });
    git(cwd, 'add', '-f', '.');
    execFileSync('rm', [path.join(cwd, 'gone.tf')]);
    expect(inside(await walkIn(cwd))).toEqual(['kept.yaml']);
  });

  it('a repository inside of one is looked into, by its own rules', async () => {
    const cwd = repositoryWith({
      'x.yaml': '',
      'sub/.gitignore': 'no.yaml\n',
      'sub/yes.yaml': '',
      'sub/no.yaml': '',
    });
    git(path.join(cwd, 'sub'), 'init', '-q');
    expect(inside(await walkIn(cwd))).toEqual(['sub/yes.yaml', 'x.yaml']);
  });

  it('runs nothing that the repository names', async () => {
    const cwd = repositoryWith({ 'x.yaml': '' });
    const witness = path.join(cwd, 'witness');
    const monitor = path.join(cwd, 'monitor.sh');
    writeFileSync(monitor, `#!/bin/sh\ntouch '${witness}'\n`, { mode: 0o755 });
    git(cwd, 'config', 'core.fsmonitor', monitor);
    expect((await walkIn(cwd)).others.toSorted()).toEqual(['monitor.sh']);
  });

  it('that is of no use is done without', async () => {
    const cwd = folderWith({
      '.git': 'gitdir: /nowhere',
      '.gitignore': 'no.yaml\n',
      'no.yaml': '',
      'yes.yaml': '',
    });
    expect(inside(await walkIn(cwd))).toEqual(['yes.yaml']);
  });

  it('rules that would take ages are passed over', { timeout: 20_000 }, async () => {
    const cwd = folderWith({
      '.gitignore': `${'*a'.repeat(40)}b\nno.yaml\n`,
      'no.yaml': '',
      [`${'a'.repeat(200)}.yaml`]: '',
    });
    expect(inside(await walkIn(cwd))).toEqual([`${'a'.repeat(200)}.yaml`]);
  });
});

describe('several paths', () => {
  it('have the names of their folders before what is inside, as many as are needed', async () => {
    const cwd = folderWith({ 'a/infra/x.yaml': '', 'b/infra/x.yaml': '', 'c/x.yaml': '' });
    const { files } = await walkIn(cwd, ['a/infra', 'b/infra', 'c']);
    expect(files.map((file) => file.inside)).toEqual(['a-infra/x.yaml', 'b-infra/x.yaml', 'c/x.yaml']);
    expect(files.map((file) => file.path)).toEqual(['a/infra/x.yaml', 'b/infra/x.yaml', 'c/x.yaml']);
  });

  it('are one where they mean the same folder, and a file is taken once', async () => {
    const cwd = folderWith({ 'a/x.yaml': '', 'a/y.yaml': '' });
    expect(inside(await walkIn(cwd, ['a', './a/', 'a/x.yaml']))).toEqual(['x.yaml', 'y.yaml']);
    expect(inside(await walkIn(cwd, ['.', 'a']))).toHaveLength(2);
  });

  it('that are not there are all told', async () => {
    const problems = await walkIn(folderWith({ file: '' }), ['no', 'file/x', '.'])
      .then(() => [])
      .catch((error: unknown) => (error as UserError).problems);
    expect(problems.map(({ message }) => message)).toEqual([
      '"file/x" does not exist',
      '"no" does not exist',
    ]);
  });
});

describe('names', () => {
  it('inside do not depend on where one stands', async () => {
    const top = folderWith({ '.git/': '', 'in/a/x.yaml': '', 'shared/m.yaml': '', 'other/': '' });
    const from = async (cwd: string, given: string) => {
      const walked = await walkIn(path.join(top, cwd), [given]);
      const [file] = walked.files;
      const module = await walked.context.file(file!.folder, '../../shared/m.yaml');
      return [file!.inside, module!.inside, file!.path, module!.path];
    };
    expect(await from('.', 'in')).toEqual(['a/x.yaml', '../shared/m.yaml', 'in/a/x.yaml', 'shared/m.yaml']);
    expect(await from('in', '.')).toEqual(['a/x.yaml', '../shared/m.yaml', 'a/x.yaml', '../shared/m.yaml']);
    expect(await from('other', '../in')).toEqual([
      'a/x.yaml',
      '../shared/m.yaml',
      '../in/a/x.yaml',
      '../shared/m.yaml',
    ]);
  });
});

describe('without a repository, one may look around in the working folder', () => {
  const FOLDERS = { 'deploy/x.yaml': '', 'src/app.py': 'x', 'node_modules/p/x.py': '' };
  const around = async (walked: Walked): Promise<readonly string[]> =>
    (await walked.context.everything()).map((file) => file.inside);

  it('up to it, and no further', async () => {
    const cwd = folderWith(FOLDERS);
    const walked = await walkIn(cwd, ['deploy']);
    expect(inside(walked)).toEqual(['x.yaml']);
    expect(await around(walked)).toEqual(['../src/app.py', 'x.yaml']);
    expect(await (await walked.context.file('deploy', '../src/app.py'))!.text()).toBe('x');
    expect(await walked.context.file('deploy', '../../x')).toBeUndefined();
    expect(walked.findings()).toEqual([]);
  });

  it('not if what is scanned lies elsewhere', async () => {
    const cwd = folderWith(FOLDERS);
    const other = folderWith({ 'in/x.yaml': '', 'y.py': '' });
    expect(await around(await walkIn(cwd, [path.join(other, 'in')]))).toEqual(['x.yaml']);
  });

  it("not in the user's home folder or in all of the disk", async () => {
    const home = folderWith(FOLDERS);
    vi.stubEnv('HOME', home);
    expect(await around(await walkIn(home, ['deploy']))).toEqual(['x.yaml']);
    vi.unstubAllEnvs();
    const rootless = await walkIn(path.parse(home).root, [path.join(home, 'deploy')]);
    expect(await around(rootless)).toEqual(['x.yaml']);
  });
});

it('a listing ends where it is told to, what lies near first', async () => {
  const top = folderWith({ 'a/b/c/1.py': '', 'a/2.py': '', '3.py': '', 'z/4.py': '' });
  const names = ({ files }: Listing): readonly string[] => files.map(({ relative }) => relative);
  const some = await listingOf(top, top, 3);
  expect(names(some)).toHaveLength(3);
  expect(names(some)).not.toContain('a/b/c/1.py');
  expect(some.isCut).toBe(true);
  const all = await listingOf(top, top, 4);
  expect(names(all)).toHaveLength(4);
  expect(all.isCut).toBe(false);
});

describe('a scanner may ask for', () => {
  const world = async () => {
    const outside = folderWith({ 'secret.env': 'x' });
    const cwd = folderWith({
      '.git/config': '',
      'in/a/x.yaml': 'x: 1',
      'in/a/y.env': 'y',
      'in/a/deep/z.yaml': '',
      'shared/m.tf': 'm',
      'code/app.py': 'print()',
    });
    symlinkSync(path.join(outside, 'secret.env'), path.join(cwd, 'in/a/link.env'));
    symlinkSync('y.env', path.join(cwd, 'in/a/w.env'));
    return { cwd, outside, walked: await walkIn(cwd, ['in']) };
  };

  it('a file of the repository, which is the same as the one that was found', async () => {
    const { walked } = await world();
    const { context, files } = walked;
    expect(await context.file('in/a', 'x.yaml')).toBe(files.find(({ name }) => name === 'x.yaml'));
    expect(await (await context.file('in', './a/y.env'))!.text()).toBe('y');
    expect(await (await context.file('in/a', '../../shared/m.tf'))!.text()).toBe('m');
    expect(await context.file('in/a', 'none')).toBeUndefined();
    expect(await context.file('in/a', 'deep')).toBeUndefined();
    expect(await context.file('none', 'x.yaml')).toBeUndefined();
    expect(await context.file('in/a', 'x\0y')).toBeUndefined();
    expect(await context.file('in/a', 'x'.repeat(10_000))).toBeUndefined();
    expect(await context.file('.', '.git/config')).toBeUndefined();
    expect(walked.findings()).toEqual([]);
  });

  it('nothing outside of it, which is told once', async () => {
    const { walked, outside } = await world();
    for (let i = 0; i < 3; i++) {
      expect(await walked.context.file('in/a', '../../../none')).toBeUndefined();
      expect(await walked.context.file('in/a', '../../..')).toBeUndefined();
      expect(await walked.context.file('in/a', path.join(outside, 'secret.env'))).toBeUndefined();
      expect(await walked.context.file('in/a', 'link.env')).toBeUndefined();
      expect(await walked.context.folder('in', '../..')).toEqual([]);
    }
    expect(walked.findings()).toHaveLength(4);
    for (const finding of walked.findings()) {
      expect(finding).toMatchObject({ kind: 'skipped' });
      expect(finding.message).toContain('leads out of the repository');
    }
  });

  it('says nothing of what tells where a project begins, and lies further up', async () => {
    const cwd = folderWith({ 'package.json': '{}', 'repo/.git/config': '', 'repo/in/x.yaml': '' });
    const walked = await walkIn(path.join(cwd, 'repo'), ['in']);
    expect(await walked.context.file('in', '../../package.json')).toBeUndefined();
    expect(walked.findings()).toEqual([]);
  });

  it('the files of a folder, sorted, without what lies deeper', async () => {
    const { walked } = await world();
    const names = (await walked.context.folder('in', 'a')).map((file) => file.path);
    expect(names).toEqual(['in/a/w.env', 'in/a/x.yaml', 'in/a/y.env']);
    expect(await walked.context.folder('in', 'none')).toEqual([]);
  });

  it('everything, once it asks', async () => {
    const { walked } = await world();
    const all = await walked.context.everything();
    expect(all.map((file) => file.inside)).toEqual([
      '../code/app.py',
      '../shared/m.tf',
      'a/deep/z.yaml',
      'a/x.yaml',
      'a/y.env',
    ]);
    expect(await walked.context.everything()).toBe(all);
  });
});

describe('what cannot be read', () => {
  it('is told when it is asked for', async () => {
    const cwd = folderWith({ 'late.yaml': 'x: 1\n'.repeat(20_000) });
    writeFileSync(path.join(cwd, 'latin.yaml'), Buffer.from(`${'#'.repeat(70_000)}\ncaf\xe9`, 'latin1'));
    const walked = await walkIn(cwd);
    expect(walked.files.map((file) => file.flaw())).toEqual([undefined, undefined]);
    execFileSync('rm', [path.join(cwd, 'late.yaml')]);
    for (const file of walked.files) expect([await file.text(), await file.text()]).toEqual(['', '']);
    expect(walked.findings()).toMatchObject(
      [
        { kind: 'unreadable', file: 'late.yaml', message: 'it cannot be read (ENOENT)' },
        { kind: 'unreadable', file: 'latin.yaml', message: 'line 2 is not UTF-8' },
      ].toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    );
  });

  it('a hard link is a file of its own', async () => {
    const cwd = folderWith({ 'a.yaml': '' });
    mkdirSync(path.join(cwd, 'b'));
    linkSync(path.join(cwd, 'a.yaml'), path.join(cwd, 'b/a.yaml'));
    expect(inside(await walkIn(cwd))).toEqual(['a.yaml', 'b/a.yaml']);
  });
});
