/** Proves that what `npm run new` makes is correct, passes its own test, and that it never leaves a half. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocument } from '../../src/document/read.ts';
import { byCodePoint } from '../../src/model/order.ts';
import { ROOT } from '../cli/run.ts';

/** Two words, so that the name, the constant and the title differ; it comes first among all. */
const NAME = 'abc-swarm';

const MADE = [
  `docs/scanners/${NAME}.md`,
  `src/scan/${NAME}.ts`,
  `tests/fixtures/scan/${NAME}/${NAME}.yaml`,
  `tests/scan/${NAME}.test.ts`,
];

const LIST = 'src/scan/index.ts';

/** A compiler, a formatter, a linter and a runner of tests, on two busy cores. */
const PATIENCE = 300_000;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** What a scanner is made of, and the packages. */
const copyOfProject = (): string => {
  const copy = mkdtempSync(path.join(tmpdir(), 'faultline-new-'));
  folders.push(copy);
  const support = 'tests/support/source-files.ts';
  for (const part of [
    'src',
    support,
    'package.json',
    'tsconfig.json',
    '.prettierrc.json',
    '.oxlintrc.json',
  ]) {
    cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
};

/** As little as the recipe asks for: enough where nothing is to be run. */
const smallCopy = (): string => {
  const copy = mkdtempSync(path.join(tmpdir(), 'faultline-new-'));
  folders.push(copy);
  mkdirSync(path.join(copy, 'src/scan'), { recursive: true });
  cpSync(path.join(ROOT, LIST), path.join(copy, LIST));
  return copy;
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted(byCodePoint);

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** This process is a test itself; the program that it starts should not take itself for a part of it. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_ENV|NODE_OPTIONS|TEST$)/.test(name)),
);

const run = (args: readonly string[], cwd: string): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

/** Always in a copy: this project must not get a scanner by being tested. */
const makeIn = (root: string, ...args: readonly string[]): Promise<Run> =>
  run(['scripts/new.mjs', ...args, '--root', root], ROOT);

/** A tool of the project, in another copy of it. */
const tool = (file: string, args: readonly string[], cwd: string): Promise<Run> =>
  run([path.join(ROOT, 'node_modules', file), ...args], cwd);

describe('a new scanner', () => {
  let copy: string;
  let made: Run;
  beforeAll(async () => {
    copy = copyOfProject();
    made = await makeIn(copy, 'scanner', NAME);
  }, PATIENCE);

  it('is its files and its line in the list, and tells what is left to do', () => {
    expect(made).toMatchObject({ code: 0, stderr: '' });
    for (const file of MADE) {
      expect(existsSync(path.join(copy, file)), file).toBe(true);
      expect(made.stdout).toContain(`made    ${file}\n`);
    }
    expect(made.stdout).toContain(`changed ${LIST}\n`);
    expect(made.stdout).toContain('catalog');
    const text = readFileSync(path.join(copy, LIST), 'utf8');
    const imports = [...text.matchAll(/from '\.\/(.+)\.ts'/g)].map(([, name]) => name!);
    expect(imports[0]).toBe(NAME);
    expect(imports).toEqual(imports.toSorted(byCodePoint));
    expect(text).toMatch(/\babcSwarm,?\s*\];\n$/);
  });

  it('has no word left that a name should have taken the place of', () => {
    for (const file of MADE) {
      const text = readFileSync(path.join(copy, file), 'utf8');
      expect(text.replaceAll('__proto__', ''), file).not.toMatch(/__\w+__|undefined files/);
    }
  });

  it(
    'is correct, and its own test passes',
    async () => {
      const tsconfig = { extends: './tsconfig.json', include: [LIST, `tests/scan/${NAME}.test.ts`] };
      writeFileSync(path.join(copy, 'tsconfig.new.json'), JSON.stringify(tsconfig));
      const types = await tool('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.new.json'], copy);
      expect(types).toMatchObject({ code: 0, stdout: '' });
      const tests = await tool('vitest/vitest.mjs', ['run', `tests/scan/${NAME}.test.ts`], copy);
      expect(tests, tests.stdout + tests.stderr).toMatchObject({ code: 0 });
      expect(tests.stdout).toContain('passed');
    },
    PATIENCE,
  );

  it(
    'is formatted and clean',
    async () => {
      const files = [...MADE.filter((file) => !file.includes('fixtures')), LIST];
      const format = await tool('prettier/bin/prettier.cjs', ['--check', ...files], copy);
      expect(format.code, format.stdout + format.stderr).toBe(0);
      const code = files.filter((file) => file.endsWith('.ts'));
      const lint = await tool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', ...code], copy);
      expect(lint.code, lint.stdout).toBe(0);
    },
    PATIENCE,
  );

  it('has a page that is a good one: its links lead somewhere, its document can be read', async () => {
    const page = readFileSync(path.join(copy, `docs/scanners/${NAME}.md`), 'utf8');
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, target]) => target!);
    expect(links).toContain('meaning.md');
    for (const link of links) expect(existsSync(path.join(ROOT, 'docs/scanners', link)), link).toBe(true);
    const [, content] = /```yaml\n([^]*?)```/.exec(page)!;
    const { problems } = await readDocument({ file: `${NAME}.md`, text: `faultline: 1\n${content}` });
    expect(problems).toEqual([]);
  });

  it('is not made twice', async () => {
    const before = filesIn(path.join(copy, 'src'));
    const again = await makeIn(copy, 'scanner', NAME);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain(`"${NAME}" is taken: there is src/scan/${NAME}.ts`);
    expect(filesIn(path.join(copy, 'src'))).toEqual(before);
  });
});

describe('refused, and nothing is written', () => {
  it.each([
    ['no name', [], 'a new scanner takes one name'],
    ['two names', ['one', 'two'], 'a new scanner takes one name'],
    ['capitals', ['Nomad'], 'is no name for a scanner'],
    ['a path', ['../nomad'], 'is no name for a scanner'],
    ['a number in front', ['3scale'], 'is no name for a scanner'],
    ['a dash at the end', ['nomad-'], 'is no name for a scanner'],
    ['a very long name', ['n'.repeat(41)], 'is no name for a scanner'],
    ['a word of the language', ['new'], 'cannot be called "new"'],
    ['a word of its own files', ['claims'], 'cannot be called "claims"'],
    ['the list itself', ['index'], 'is taken: there is src/scan/index.ts'],
    ['an option that there is not', ['nomad', '--force'], 'force'],
  ])('%s', async (_, args, message) => {
    const copy = smallCopy();
    const refused = await makeIn(copy, 'scanner', ...args);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^error: .+\n {2}hint: .+\n$/);
    expect(refused.stderr).toContain(message);
    expect(filesIn(copy)).toEqual([LIST]);
  });

  it('a name that anything else has: a part that scanners share, a folder of it, a page, with whatever capitals', async () => {
    const copy = smallCopy();
    const others = [
      'src/scan/tree.ts',
      'src/scan/hcl/parse.ts',
      'tests/scan/old.test.ts',
      'docs/scanners/README.md',
    ];
    for (const file of others) {
      mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      writeFileSync(path.join(copy, file), '');
    }
    for (const name of ['tree', 'hcl', 'old', 'readme']) {
      const { code, stderr } = await makeIn(copy, 'scanner', name);
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`"${name}" is taken`),
      });
    }
    expect(filesIn(copy)).toEqual([...others, LIST].toSorted(byCodePoint));
  });

  it('another recipe, and a folder that is no copy of the project', async () => {
    const copy = smallCopy();
    for (const what of ['scaner', '__proto__']) {
      const { stderr } = await makeIn(copy, what, 'nomad');
      expect(stderr).toContain(`there is no recipe for "${what}"`);
    }
    rmSync(path.join(copy, 'src'), { recursive: true });
    const { code, stderr } = await makeIn(copy, 'scanner', 'nomad');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no copy of the project'),
    });
    expect(filesIn(copy)).toEqual([]);
  });

  it('where a list of scanners is no longer as the recipe knows it', async () => {
    const copy = smallCopy();
    writeFileSync(path.join(copy, LIST), 'export const SCANNERS = everything();\n');
    const { code, stderr } = await makeIn(copy, 'scanner', 'nomad');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no list of scanners'),
    });
    expect(filesIn(copy)).toEqual([LIST]);
  });

  // Whoever is root may write anywhere.
  it.skipIf(process.getuid?.() === 0)('where the last file cannot be written', async () => {
    const copy = smallCopy();
    mkdirSync(path.join(copy, 'docs'));
    chmodSync(path.join(copy, 'docs'), 0o555);
    const { code } = await makeIn(copy, 'scanner', 'nomad');
    chmodSync(path.join(copy, 'docs'), 0o755);
    expect(code).toBe(2);
    expect(filesIn(copy)).toEqual([LIST]);
  });

  it('where a file stands in the place of a folder: what was made before it is gone again', async () => {
    const copy = smallCopy();
    writeFileSync(path.join(copy, 'docs'), '');
    const { code, stderr } = await makeIn(copy, 'scanner', 'nomad');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written') });
    expect(filesIn(copy)).toEqual(['docs', LIST]);
    expect(readdirSync(copy).toSorted()).toEqual(['docs', 'src']);
  });
});

it('is what the documentation calls it', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(scripts.new).toBe('node scripts/new.mjs');
});

it('explains itself without arguments', async () => {
  const copy = smallCopy();
  const { code, stdout } = await makeIn(copy);
  expect(code).toBe(0);
  expect(stdout).toContain('npm run new scanner NAME');
  expect(await makeIn(copy, '--help')).toMatchObject({ code: 0, stdout });
  expect(filesIn(copy)).toEqual([LIST]);
});
