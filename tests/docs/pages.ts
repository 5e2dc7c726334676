/**
 * The pages of the documentation, and what in them can be tried.
 *
 * A comment right above a fenced block says what the block is: `file: NAME` (a document that the page's commands
 * read), `exits N`, `printed by the command above`, `check: WHAT`. In shown output a line `…` stands for lines left out.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../cli/run.ts';

export interface Block {
  readonly language: string;
  /** The line of its first fence, from 1. */
  readonly line: number;
  readonly content: string;
  /** What the comment above it says; empty if there is none. */
  readonly comment: string;
}

export interface Page {
  /** Relative to the repository, with `/`. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** With RENEW=1 the pages are given what is true, instead of being compared with it. */
export const RENEW = process.env['RENEW'] === '1';

const markdownIn = (folder: string): readonly string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((file) => `${folder}/${String(file).split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.md'))
    .toSorted();

const OTHERS = ['CONTRIBUTING.md', 'CHANGELOG.md', 'bench/README.md', 'examples/README.md'];

const NAMES = [
  'README.md',
  ...OTHERS.filter((file) => existsSync(path.join(ROOT, file))),
  ...markdownIn('docs'),
];

const blocksOf = (text: string): readonly Block[] => {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const language = /^```(\w+)$/.exec(lines[i]!)?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', i + 1);
    const above = lines.slice(0, i).findLast((line) => line !== '') ?? '';
    blocks.push({
      language,
      line: i + 1,
      content: lines.slice(i + 1, end).join('\n'),
      comment: /^<!-- (.*) -->$/.exec(above)?.[1] ?? '',
    });
    i = end;
  }
  return blocks;
};

const readPage = (name: string): Page => {
  const text = readFileSync(path.join(ROOT, name), 'utf8');
  return { name, text, blocks: blocksOf(text) };
};

export const PAGES: readonly Page[] = NAMES.map(readPage);

/** Writes other contents into blocks of a page, wherever they stand by now. */
export const renew = ({ name }: Page, contents: ReadonlyMap<Block, string>): void => {
  const file = path.join(ROOT, name);
  const fenced = ({ language }: Block, content: string): string => `\`\`\`${language}\n${content}\n\`\`\`\n`;
  const text = [...contents].reduce(
    (before, [block, content]) => before.replace(fenced(block, block.content), () => fenced(block, content)),
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
};
