/** Proves that each command has a page, that the pages are what the program says, and that the examples of the help run. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manuals } from '../../src/cli/manuals.ts';
import { MAIN, ROOT, type Run, runHere } from '../cli/run.ts';
import { exampleWorld } from './world.ts';

const FOLDER = path.join(ROOT, 'docs/commands');
const ALL = await manuals();

const SERVES = 'serves until its input ends: tests/cli/mcp.test.ts';

/** Examples that are not run here, and where they are; one that no help has any more makes a test fail. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'faultline import postgres://reader@localhost:9193/steampipe --layout steampipe':
    'needs a database: tests/cli/import-postgres.test.ts starts one',
  'faultline mcp': SERVES,
  'faultline mcp --graph shop.yaml': SERVES,
  'faultline mcp --scan . --region eu-west-1': SERVES,
  'faultline view': 'serves until it is ended: tests/cli/view-server.test.ts',
  'faultline view shop.yaml --port 8080': 'serves until it is ended: tests/cli/view-server.test.ts',
  'faultline view --scan . --region eu-west-1': 'serves until it is ended: tests/cli/view-server.test.ts',
  'faultline view after.yaml --against before.yaml':
    'serves until it is ended: tests/cli/view-server.test.ts',
  'faultline view --out report.html': 'needs the built page: tests/docs/commands.test.ts, docs/viewer.md',
  'faultline view --anonymise --out to-show.html':
    'needs the built page: tests/docs/commands.test.ts, docs/viewer.md',
};

describe('the pages', () => {
  it('are what `node scripts/commands.mjs` writes, no more and no less', () => {
    const made = JSON.parse(
      execFileSync(process.execPath, ['scripts/commands.mjs', '-'], {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, FAULTLINE_MAIN: MAIN },
      }),
    ) as Record<string, string>;
    expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(made).toSorted());
    const old = Object.keys(made).filter(
      (name) => readFileSync(path.join(FOLDER, name), 'utf8') !== made[name],
    );
    expect(old, 'old pages: npm run build && node scripts/commands.mjs').toEqual([]);
  });

  it.each(ALL)('of $name names every argument, option, choice and example', ({ name, ...manual }) => {
    const page = readFileSync(path.join(FOLDER, `${name}.md`), 'utf8').replaceAll('\\', '');
    for (const { name: argument } of manual.arguments) expect(page).toContain(`\`${argument}`);
    for (const { flags, choices = [] } of manual.options) {
      if (!flags.includes('--help')) expect(page).toContain(`\`${flags}\``);
      for (const choice of choices) expect(page).toContain(`\`${choice}\``);
    }
    for (const example of manual.examples) expect(page.split('\n')).toContain(example);
  });

  it('say in the map what each is for', () => {
    const index = readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
    for (const { name } of ALL) expect(index).toContain(`| [${name}](${name}.md)`);
  });
});

/** The words of a command line, and the file that its output goes to. */
const wordsOf = (line: string): { readonly args: readonly string[]; readonly into?: string } => {
  const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
  const at = words.indexOf('>');
  if (at < 0) return { args: words.slice(1) };
  return { args: words.slice(1, at), into: words[at + 1]! };
};

/** Whether a failed check is an answer that this command may give. */
const mayFail = (line: string, options: readonly { readonly long: string }[]): boolean =>
  line.includes(' --strict') || options.some(({ long }) => long === '--fail-on');

describe('the examples of the help', () => {
  const world = { folder: '' };
  const run = async (line: string): Promise<Run> => {
    const { args, into } = wordsOf(line);
    const done = await runHere(args, { cwd: world.folder });
    if (into !== undefined) {
      // `~` is a folder of this name here: nothing is written outside.
      mkdirSync(path.dirname(path.join(world.folder, into)), { recursive: true });
      writeFileSync(path.join(world.folder, into), done.stdout);
    }
    return done;
  };
  beforeAll(async () => {
    world.folder = exampleWorld();
    // What an example reads, another one writes, in an order that the help does not have.
    for (const shard of [1, 2]) {
      await run(`faultline sweep --shard ${shard}/2 -o shard-${shard}.json`);
      cpSync(path.join(world.folder, `shard-${shard}.json`), path.join(world.folder, `shards/${shard}.json`));
    }
    await run('faultline check --write-baseline .faultline-baseline.json');
  });
  afterAll(() => rmSync(world.folder, { recursive: true, force: true }));

  const examples = ALL.flatMap(({ name, options, examples }) =>
    examples.map((line) => ({ name, line, codes: mayFail(line, options) ? [0, 1] : [0] })),
  );

  it.each(examples.filter(({ line }) => ELSEWHERE[line] === undefined))(
    '$line',
    async ({ line, codes }) => {
      const { code, stdout, stderr } = await run(line);
      expect(codes, stderr).toContain(code);
      if (!/ (?:-o|--output|--out|>) |=\S+\.\w+/.test(line)) expect(stdout).not.toBe('');
    },
    20_000,
  );

  it('that are not run here are still in the help', () => {
    const lines = new Set(examples.map(({ line }) => line));
    expect(Object.keys(ELSEWHERE).filter((line) => !lines.has(line))).toEqual([]);
  });
});
