/**
 * Proves how files find each other: relative to the file that includes them, each read once, never out of the folder
 * unasked, and strongest first; and that a wrong way is told at the entry that leads there.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadOptions, loadDocuments } from '../../src/document/load.ts';
import type { TextFile } from '../../src/document/parsed.ts';
import { located, problemsOfInputs, short } from './told.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'faultline-load-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes files by name: a list is what a document includes; its title is its name. */
const files = (contents: Readonly<Record<string, readonly string[] | string>>): void => {
  for (const [name, content] of Object.entries(contents)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const text =
      typeof content === 'string'
        ? content
        : `faultline: 1\ntitle: "${name}"\ninclude: ${JSON.stringify(content)}\n`;
    writeFileSync(file, text);
  }
};

/** The titles of all documents that are loaded, strongest first. */
const order = async (
  inputs: readonly (string | TextFile)[],
  options: LoadOptions = {},
): Promise<readonly (string | undefined)[]> => {
  const { documents, problems } = await loadDocuments(inputs, { cwd: folder, ...options });
  expect(problems.map(located)).toEqual([]);
  return documents.map(({ title }) => title);
};

const told = async (
  inputs: readonly (string | TextFile)[],
  options: LoadOptions = {},
): Promise<readonly string[]> => (await problemsOfInputs(inputs, { cwd: folder, ...options })).map(located);

describe('what is included', () => {
  it('is found relative to the file that includes it', async () => {
    files({
      'top.yaml': ['sub/a.yaml'],
      'sub/a.yaml': ['b.yaml', '../c.yaml', './deep/d.yaml'],
      'sub/b.yaml': [],
      'c.yaml': [],
      'sub/deep/d.yaml': [],
    });
    expect(await order(['top.yaml'])).toEqual([
      'top.yaml',
      'sub/a.yaml',
      'sub/b.yaml',
      'c.yaml',
      'sub/deep/d.yaml',
    ]);
  });

  it('may be JSON', async () => {
    files({
      'top.json': '{"faultline": 1, "title": "top", "include": ["a.json"]}',
      'a.json': '{"faultline": 1, "title": "a"}',
    });
    expect(await order(['top.json'])).toEqual(['top', 'a']);
  });

  it.each<[pattern: string, found: readonly string[]]>([
    ['*.yaml', ['B.yaml', 'a.yaml', 'ä.yaml']],
    ['./*.yaml', ['B.yaml', 'a.yaml', 'ä.yaml']],
    ['**/*.yaml', ['B.yaml', 'a.yaml', 'teams/x/y.yaml', 'teams/z.yaml', 'ä.yaml']],
    ['teams/*.yaml', ['teams/z.yaml']],
    ['teams/**', ['teams/x/y.yaml', 'teams/z.yaml']],
    ['*/*/*.yaml', ['teams/x/y.yaml']],
    ['{a,B}.yaml', ['B.yaml', 'a.yaml']],
    ['?.yaml', ['B.yaml', 'a.yaml', 'ä.yaml']],
    ['[ab].yaml', ['a.yaml']],
  ])('by a glob, sorted by code point, without what is hidden: %s', async (pattern, found) => {
    files({
      'a.yaml': [],
      'B.yaml': [],
      'ä.yaml': [],
      '.hidden.yaml': [],
      'teams/z.yaml': [],
      'teams/x/y.yaml': [],
    });
    const top = { file: '<stdin>', text: `faultline: 1\ntitle: top\ninclude: ["${pattern}"]\n` };
    expect(await order([top])).toEqual(['top', ...found]);
  });

  it('by a glob with the whole path', async () => {
    files({ 'top.yaml': [`${folder}/x/*.yaml`], 'x/a.yaml': [] });
    expect(await order(['top.yaml'])).toEqual(['top.yaml', 'x/a.yaml']);
  });

  it('by a name with signs that are no glob', async () => {
    files({ 'top.yaml': ['a (1)!.yaml', '!b.yaml'], 'a (1)!.yaml': [], '!b.yaml': [] });
    expect(await order(['top.yaml'])).toEqual(['top.yaml', 'a (1)!.yaml', '!b.yaml']);
  });

  it('by a glob that matches the document itself, or what includes it', async () => {
    files({ 'top.yaml': ['*.yaml'], 'a.yaml': ['*.yaml'], 'b.yaml': [] });
    expect(await order(['top.yaml'])).toEqual(['top.yaml', 'a.yaml', 'b.yaml']);
  });

  it('a text at hand includes relative to the working folder', async () => {
    files({ 'sub/a.yaml': [] });
    expect(
      await order([{ file: '<stdin>', text: 'faultline: 1\ntitle: top\ninclude: [sub/a.yaml]\n' }]),
    ).toEqual(['top', 'sub/a.yaml']);
  });
});

describe('strongest first', () => {
  it('what two include is read once, and stands after both', async () => {
    files({
      'top.yaml': ['a.yaml', 'b.yaml'],
      'a.yaml': ['shared.yaml'],
      'b.yaml': ['shared.yaml'],
      'shared.yaml': [],
    });
    expect(await order(['top.yaml'])).toEqual(['top.yaml', 'a.yaml', 'b.yaml', 'shared.yaml']);
  });

  it('in a ladder of such pairs too', async () => {
    const rungs = 30;
    const pair = (i: number): readonly string[] => (i < rungs ? [`l${i}.yaml`, `r${i}.yaml`] : []);
    files(
      Object.fromEntries([
        ['top.yaml', pair(0)],
        ...Array.from({ length: rungs }, (_, i) => pair(i).map((name) => [name, pair(i + 1)])).flat(),
      ]),
    );
    expect(await order(['top.yaml'])).toEqual([
      'top.yaml',
      ...Array.from({ length: rungs }, (_, i) => pair(i)).flat(),
    ]);
  });

  it('of several documents named, the earlier one and all that it includes', async () => {
    files({ 'one.yaml': ['a.yaml'], 'two.yaml': ['b.yaml'], 'a.yaml': [], 'b.yaml': [] });
    expect(await order(['one.yaml', 'two.yaml'])).toEqual(['one.yaml', 'a.yaml', 'two.yaml', 'b.yaml']);
    expect(await order(['two.yaml', 'one.yaml'])).toEqual(['two.yaml', 'b.yaml', 'one.yaml', 'a.yaml']);
  });

  it('what both include stands after both, and what is named twice is read once', async () => {
    files({ 'one.yaml': ['a.yaml'], 'two.yaml': ['a.yaml'], 'a.yaml': [] });
    expect(await order(['one.yaml', 'two.yaml', 'one.yaml', './two.yaml'])).toEqual([
      'one.yaml',
      'two.yaml',
      'a.yaml',
    ]);
  });

  it('what includes a document stands before it, even if it is named later', async () => {
    files({ 'a.yaml': [], 'top.yaml': ['a.yaml'] });
    expect(await order(['a.yaml', 'top.yaml'])).toEqual(['top.yaml', 'a.yaml']);
  });

  it('one file by two names is one document', async () => {
    files({ 'top.yaml': ['a.yaml', 'link.yaml', 'sub/../a.yaml'], 'a.yaml': [], 'sub/x': '' });
    symlinkSync('a.yaml', path.join(folder, 'link.yaml'));
    expect(await order(['top.yaml'])).toEqual(['top.yaml', 'a.yaml']);
  });

  it('a chain of 500', async () => {
    const names = Array.from({ length: 500 }, (_, i) => `f${i}.yaml`);
    files(Object.fromEntries(names.map((name, i) => [name, names.slice(i + 1, i + 2)])));
    expect(await order(['f0.yaml'])).toEqual(names);
  });
});

describe('circles', () => {
  it.each<[title: string, contents: Readonly<Record<string, readonly string[]>>, expected: string]>([
    ['itself', { 'a.yaml': ['a.yaml'] }, 'a.yaml:3:11 the documents include each other: a.yaml → a.yaml'],
    [
      'two',
      { 'a.yaml': ['b.yaml'], 'b.yaml': ['a.yaml'] },
      'b.yaml:3:11 the documents include each other: a.yaml → b.yaml → a.yaml',
    ],
    [
      'a way to a circle',
      { 'a.yaml': ['b.yaml'], 'b.yaml': ['c.yaml'], 'c.yaml': ['x.yaml', 'b.yaml'], 'x.yaml': [] },
      'c.yaml:3:20 the documents include each other: b.yaml → c.yaml → b.yaml',
    ],
  ])('%s', async (_, contents, expected) => {
    files(contents);
    expect(await told(['a.yaml'])).toEqual([expected]);
  });

  it('through a link', async () => {
    files({ 'a.yaml': ['link.yaml'] });
    symlinkSync('a.yaml', path.join(folder, 'link.yaml'));
    expect(await told(['a.yaml'])).toEqual(['a.yaml:3:11 the documents include each other: a.yaml → a.yaml']);
  });
});

describe('out of the folder', () => {
  beforeEach(() => {
    files({
      'secret.yaml': [],
      'root/top.yaml': ['sub/a.yaml'],
      'root/sub/a.yaml': [],
      'root/other/x.yaml': [],
    });
  });
  const outside = (pattern: string): string => `root/sub/a.yaml:3:11 "${pattern}" leads out of root`;

  it.each([
    ['by ..', '../../secret.yaml'],
    ['by .. in a glob', '../../*.yaml'],
    ['by .. in a glob without matches', '../../nothing/**'],
    ['by .. deep inside', '../other/../../secret.yaml'],
    ['to the folder above', '../..'],
  ])('%s', async (_, pattern) => {
    files({ 'root/sub/a.yaml': [pattern] });
    expect(await told(['root/top.yaml'])).toEqual([outside(pattern)]);
  });

  it('by the whole path', async () => {
    const pattern = path.join(folder, 'secret.yaml');
    files({ 'root/sub/a.yaml': [pattern] });
    expect(await told(['root/top.yaml'])).toEqual([outside(pattern)]);
  });

  it('by a link, named or found by a glob', async () => {
    symlinkSync('../../secret.yaml', path.join(folder, 'root/sub/link.yaml'));
    symlinkSync('../..', path.join(folder, 'root/sub/up'));
    files({ 'root/sub/a.yaml': ['link.yaml'] });
    expect(await told(['root/top.yaml'])).toEqual([outside('link.yaml')]);
    files({ 'root/sub/a.yaml': ['l*.yaml'] });
    expect(await told(['root/top.yaml'])).toEqual([outside('l*.yaml')]);
    files({ 'root/sub/a.yaml': ['up/secret.yaml'] });
    expect(await told(['root/top.yaml'])).toEqual([outside('up/secret.yaml')]);
  });

  it('within the folder of the document named, .. is allowed', async () => {
    files({ 'root/sub/a.yaml': ['../other/x.yaml'] });
    expect(await order(['root/top.yaml'])).toEqual(['root/top.yaml', 'root/sub/a.yaml', 'root/other/x.yaml']);
  });

  it('a folder whose name begins with .. is inside', async () => {
    files({ 'root/top.yaml': ['..x/a.yaml'], 'root/..x/a.yaml': [] });
    expect(await order(['root/top.yaml'])).toEqual(['root/top.yaml', 'root/..x/a.yaml']);
  });

  it('if it is allowed', async () => {
    files({ 'root/sub/a.yaml': ['../../secret.yaml'] });
    expect(await order(['root/top.yaml'], { allowOutside: true })).toEqual([
      'root/top.yaml',
      'root/sub/a.yaml',
      'secret.yaml',
    ]);
    files({ 'root/sub/a.yaml': ['../../s*.yaml'] });
    expect(await order(['root/top.yaml'], { allowOutside: true })).toEqual([
      'root/top.yaml',
      'root/sub/a.yaml',
      'secret.yaml',
    ]);
  });

  it('a document at hand must not leave the working folder', async () => {
    const text = 'faultline: 1\ninclude: [../secret.yaml]\n';
    expect(await told([{ file: '<stdin>', text }], { cwd: path.join(folder, 'root') })).toEqual([
      '<stdin>:2:11 "../secret.yaml" leads out of the working folder',
    ]);
  });

  it('a document that is named may lie anywhere', async () => {
    expect(await order(['../secret.yaml'], { cwd: path.join(folder, 'root') })).toEqual(['secret.yaml']);
  });
});

describe('what cannot be included is told where it is included', () => {
  it.each<[title: string, entry: string, expected: string]>([
    ['a file that is not there', 'no.yaml', 'there is no file "no.yaml"'],
    ['a glob that matches nothing', 'no*.yaml', 'no file matches "no*.yaml"'],
    ['a glob in a folder that is not there', 'no/*.yaml', 'no file matches "no/*.yaml"'],
    ['a folder', 'sub', 'sub is a folder'],
    ['a link to nothing', 'broken.yaml', 'there is no file "broken.yaml"'],
    ['a link to nothing that a glob finds', 'brok*', 'there is no file "brok*"'],
  ])('%s', async (_, entry, expected) => {
    files({ 'top.yaml': ['a.yaml', entry], 'a.yaml': [], 'sub/x.yaml': [] });
    symlinkSync('nothing', path.join(folder, 'broken.yaml'));
    expect(await told(['top.yaml'])).toEqual([`top.yaml:3:20 ${expected}`]);
  });

  it('with the folder in which it is looked for', async () => {
    files({ 'x/top.yaml': ['no.yaml', 'no*'] });
    expect((await problemsOfInputs(['x/top.yaml'], { cwd: folder })).map(short)).toEqual([
      '3:11 there is no file "no.yaml"\n  hint: it is looked for in x',
      '3:21 no file matches "no*"\n  hint: it is looked for in x',
    ]);
  });

  it('but what is wrong inside a file is told there', async () => {
    files({
      'top.yaml': ['a.yaml', 'b.yaml'],
      'a.yaml': 'faultline: 1\nx: 1\n',
      'b.yaml': 'faultline: 1\ntitle: a\0\n',
    });
    expect(await told(['top.yaml'])).toEqual([
      'a.yaml:2:1 unknown key "x"',
      'b.yaml:2:9 a NUL character: this is no text file',
    ]);
  });
});

describe('names', () => {
  it('are relative to the working folder, with /', async () => {
    files({ 'x/top.yaml': ['y/a.yaml'], 'x/y/a.yaml': 'faultline: 1\nz: 1\n' });
    expect(await told(['x/top.yaml'])).toEqual(['x/y/a.yaml:2:1 unknown key "z"']);
    expect(await told([path.join(folder, 'x/top.yaml')])).toEqual(['x/y/a.yaml:2:1 unknown key "z"']);
    expect(await told(['top.yaml'], { cwd: path.join(folder, 'x') })).toEqual([
      'y/a.yaml:2:1 unknown key "z"',
    ]);
    expect(await told(['../top.yaml'], { cwd: path.join(folder, 'x/y') })).toEqual([
      'a.yaml:2:1 unknown key "z"',
    ]);
    files({ 'x/top.yaml': 'faultline: 1\nz: 1\n' });
    expect(await told(['../top.yaml'], { cwd: path.join(folder, 'x/y') })).toEqual([
      '../top.yaml:2:1 unknown key "z"',
    ]);
  });

  it('are relative to the folder of the process if no other is said', async () => {
    const { problems } = await loadDocuments(['no-such-file.yaml']);
    expect(problems.map(({ message }) => message)).toEqual(['no-such-file.yaml does not exist']);
  });
});

describe('all at once', () => {
  it('the problems of all files, sorted by place', async () => {
    files({
      'top.yaml': 'faultline: 1\ninclude: [b.yaml, no.yaml, a.yaml]\nx: 1\n',
      'a.yaml': 'faultline: 1\nnodes:\n  n: {knd: app}\n',
      'b.yaml': 'faultline: 1\ninclude: [nothing.yaml]\nnodes: {n: {kind: ap}}\n',
    });
    expect(await told(['top.yaml', 'zero.yaml'])).toEqual([
      'zero.yaml does not exist',
      'a.yaml:3:7 unknown key "knd"',
      'b.yaml:2:11 there is no file "nothing.yaml"',
      'b.yaml:3:19 unknown kind "ap"',
      'top.yaml:2:19 there is no file "no.yaml"',
      'top.yaml:3:1 unknown key "x"',
    ]);
  });

  it('references are not called unknown while a file is missing that may describe them', async () => {
    files({ 'top.yaml': 'faultline: 1\ninclude: [no.yaml]\nnodes: {a: {kind: app, in: elsewhere}}\n' });
    expect(await told(['top.yaml'])).toEqual(['top.yaml:2:11 there is no file "no.yaml"']);
    files({ 'top.yaml': 'faultline: 1\ninclude: no.yaml\nnodes: {a: {kind: app, in: elsewhere}}\n' });
    expect(await told(['top.yaml'])).toEqual(['top.yaml:2:10 "include" must be a list, not "no.yaml"']);
  });

  it('references are checked beside other mistakes', async () => {
    files({
      'top.yaml':
        'faultline: 1\ntitle: 3\nnodes: {a: {kind: app, in: elsewhere}, b: {knd: app}, c: {kind: app, in: b}}\n',
    });
    expect(await told(['top.yaml'])).toEqual([
      'top.yaml:2:8 "title" must be a text, not 3',
      'top.yaml:3:28 unknown node "elsewhere"',
      'top.yaml:3:44 unknown key "knd"',
    ]);
  });
});

/** The titles of what is taken whole, and of what is taken from on demand. */
const orders = async (...inputs: readonly string[]) => {
  const { documents, packs, problems } = await loadDocuments(inputs, { cwd: folder });
  expect(problems.map(located)).toEqual([]);
  return [documents, packs].map((list) => list.map(({ title }) => title));
};

describe('what is used', () => {
  const using = (title: string, use: readonly string[], include: readonly string[] = []): string =>
    `faultline: 1\ntitle: ${title}\nuse: ${JSON.stringify(use)}\ninclude: ${JSON.stringify(include)}\n`;

  it('comes apart from what is whole, weaker than all of it', async () => {
    files({
      'top.yaml': using('top', ['./p.yaml', 'sub/q.json', 'packs/*.yaml'], ['a.yaml']),
      'a.yaml': using('a', ['r.yml']),
      'p.yaml': using('p', [], ['below.yaml']),
      'below.yaml': using('below', []),
      'sub/q.json': '{"faultline": 1, "title": "q", "use": ["../p.yaml"]}',
      'packs/s.yaml': using('s', []),
      'packs/t.yaml': using('t', []),
      'r.yml': using('r', []),
    });
    expect(await orders('top.yaml')).toEqual([
      ['top', 'a'],
      ['r', 'q', 'p', 'below', 's', 't'],
    ]);
  });

  it('is whole if it is included or named as well, and read once', async () => {
    files({
      'top.yaml': using('top', ['./p.yaml', './q.yaml'], ['a.yaml']),
      'a.yaml': using('a', [], ['p.yaml']),
      'p.yaml': using('p', []),
      'q.yaml': using('q', []),
    });
    expect(await orders('top.yaml')).toEqual([['top', 'a', 'p'], ['q']]);
    expect(await orders('top.yaml', 'q.yaml')).toEqual([['top', 'a', 'p', 'q'], []]);
  });

  it('is told where it is not there, leads out, or leads in a circle', async () => {
    files({
      'in/top.yaml': using('top', ['./none.yaml', '../out.yaml', './p.yaml']),
      'in/p.yaml': using('p', ['./top.yaml']),
      'out.yaml': using('out', []),
    });
    expect(await told(['in/top.yaml'])).toEqual([
      'in/p.yaml:3:7 the documents include each other: top.yaml → p.yaml → top.yaml',
      'in/top.yaml:3:7 there is no file "./none.yaml"',
      'in/top.yaml:3:21 "../out.yaml" leads out of in',
    ]);
    expect(await told(['in/top.yaml'], { allowOutside: true })).toHaveLength(2);
  });
});
