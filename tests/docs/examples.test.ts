/** Proves that the documents and the code that the documentation shows are good ones. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run.ts';
import { readDocument } from '../../src/document/read.ts';
import { type Block, PAGES, RENEW, renew } from './pages.ts';

const blocks = PAGES.flatMap((page) => page.blocks.map((block) => ({ page, ...block, block })));
const inLanguage = (language: string) => blocks.filter((block) => block.language === language);

/** A whole document around what is shown: a list is what a node depends on, a map a part of a document. */
const wholeDocument = (content: string): string => {
  if (/^faultline:/m.test(content)) return content;
  if (!content.startsWith('- ')) return `faultline: 1\n${content}`;
  return `faultline: 1\nnodes:\n  x:\n    dependsOn:\n${content.replaceAll(/^/gm, '      ')}`;
};

describe('documents', () => {
  it.each(inLanguage('yaml').filter(({ comment }) => !comment.includes('typo')))(
    '$page.name:$line',
    async ({ page, content }) => {
      const { problems } = await readDocument({ file: page.name, text: wholeDocument(content) });
      expect(problems).toEqual([]);
    },
  );
});

/** Where a piece of code would stand if it were added to the sources. */
const placeOf = ({ comment }: Pick<Block, 'comment'>, number: number): string =>
  comment === 'check: analysis'
    ? 'src/analyze/shown.ts'
    : comment === 'check: reporter'
      ? 'src/report/shown.ts'
      : `src/shown-${number}.ts`;

/** What scanners read is somebody else's code, of packages that are not installed here: their pages have tests of their own. */
const OWN = inLanguage('ts').filter(({ page }) => !page.name.startsWith('docs/scanners/'));

describe('code', () => {
  it('is correct where it would stand', () => {
    const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file));
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const shown = new Map(
      OWN.map((block, i) => [
        path.join(ROOT, placeOf(block, i)),
        block.content.replace("'faultline'", "'./index.ts'"),
      ]),
    );
    expect(shown.size).toBe(OWN.length);
    const plain = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
      ...plain,
      fileExists: (file) => shown.has(file) || plain.fileExists(file),
      readFile: (file) => shown.get(file) ?? plain.readFile(file),
      getSourceFile: (file, version, ...rest) => {
        const text = shown.get(file);
        return text === undefined
          ? plain.getSourceFile(file, version, ...rest)
          : ts.createSourceFile(file, text, version);
      },
    };
    const program = ts.createProgram([...shown.keys()], options, host);
    const mistakes = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) =>
          `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      );
    expect(mistakes).toEqual([]);
  });

  it('of the README prints what it shows', () => {
    const page = PAGES[0]!;
    const at = page.blocks.findIndex(({ language }) => language === 'ts');
    const code = page.blocks[at]!.content.replace(
      "'faultline'",
      JSON.stringify(pathToFileURL(path.join(ROOT, 'dist/index.js')).href),
    );
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: ROOT,
      encoding: 'utf8',
    }).trimEnd();
    const shown = page.blocks[at + 1]!;
    if (RENEW) renew(page, new Map([[shown, printed]]));
    else expect(shown.content).toBe(printed);
  });
});
