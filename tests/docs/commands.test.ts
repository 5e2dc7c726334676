/** Proves that every command of the documentation runs, and prints what the pages show. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MAIN, ROOT } from '../cli/run.ts';
import { reasonNotToRun } from './not-run.ts';
import { type Block, PAGES, type Page, RENEW, renew } from './pages.ts';
import { isTrueTo, renewed } from './shown.ts';

interface Command {
  readonly block: Block;
  readonly line: string;
  /** What is shown of its output, and where; left out if nothing is. */
  readonly shown?: { readonly text: string; readonly in: Block };
  readonly exits: number;
}

/** In a page a reader has just cloned; here it is built already. */
const asRun = (line: string): string =>
  line.replace(/^npm ci && /, '').replace(/^npx faultline/, 'faultline');

const exitsOf = ({ comment }: Block): number => Number(/^exits (\d)$/.exec(comment)?.[1] ?? 0);

const commandsOf = ({ name, blocks }: Page): readonly Command[] =>
  blocks.flatMap((block, i): readonly Command[] => {
    if (reasonNotToRun(name, block) !== undefined) return [];
    const lines = block.content.split('\n');
    const exits = exitsOf(block);
    if (block.language === 'console') {
      const [first = '', ...rest] = lines;
      return [
        { block, line: asRun(first.replace(/^\$ /, '')), shown: { text: rest.join('\n'), in: block }, exits },
      ];
    }
    if (block.language !== 'sh') return [];
    const below = blocks[i + 1];
    const shown =
      below?.comment === 'printed by the command above' ? { text: below.content, in: below } : undefined;
    return lines
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .map((line) => ({ block, line: asRun(line), ...(shown === undefined ? {} : { shown }), exits }));
  });

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder with the page's documents, the graphs, and the program by name. */
const folderOf = ({ blocks }: Page): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'faultline-docs-'));
  folders.push(folder);
  symlinkSync(path.join(ROOT, 'graphs'), path.join(folder, 'graphs'));
  for (const { comment, content } of blocks) {
    const file = /^file: ([\w./-]+)$/.exec(comment)?.[1];
    if (file === undefined) continue;
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${content}\n`);
  }
  mkdirSync(path.join(folder, '.bin'));
  const program = path.join(folder, '.bin', 'faultline');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`);
  chmodSync(program, 0o755);
  return folder;
};

const run = (line: string, cwd: string): Promise<{ code: number; printed: string }> => {
  const { COLUMNS: _, FORCE_COLOR: __, NODE_OPTIONS: ___, ...env } = process.env;
  const PATH = `${path.join(cwd, '.bin')}${path.delimiter}${env['PATH'] ?? ''}`;
  return new Promise((resolve) => {
    const args = ['-e', '-o', 'pipefail', '-c', line];
    execFile('bash', args, { cwd, env: { ...env, PATH } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), printed: stdout + stderr }),
    );
  });
};

describe.each(PAGES.filter((page) => commandsOf(page).length > 0))('$name', (page) => {
  const folder = folderOf(page);
  const contents = new Map<Block, string>();
  afterAll(() => {
    if (RENEW) renew(page, contents);
  });

  it.each(commandsOf(page))('$block.line: $line', async ({ line, shown, exits }) => {
    const { code, printed } = await run(line, folder);
    expect(code, printed).toBe(exits);
    if (shown === undefined) return;
    const { text, in: block } = shown;
    if (RENEW) {
      const prompt = block.language === 'console' ? `${block.content.split('\n')[0]}\n` : '';
      contents.set(block, prompt + renewed(text, printed));
    } else if (!isTrueTo(text, printed)) expect(text).toBe(printed.trimEnd());
  });
});

it('the README shows the two commands where the gate looks for them', () => {
  const { text } = PAGES[0]!;
  const below = (heading: string): string | undefined =>
    text.split(`\n${heading}\n`)[1]?.split(/^```\w*\n/m)[1];
  expect(below('## See it')).toMatch(/^npm ci && npx faultline impact aws\/us-east-1\/s3 --graph \S+\n$/);
  expect(below('## Test it')).toMatch(/^npm ci && npm test\n$/);
});
