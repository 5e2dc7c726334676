/** Proves that no fenced block of the documentation goes untested: each is run, read, parsed or compared, or is exempt. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT } from '../cli/run.ts';
import { EXEMPT, reasonNotToRun } from './not-run.ts';
import { type Block, PAGES } from './pages.ts';

const BLOCKS = PAGES.flatMap(({ name, blocks }) =>
  blocks.map((block) => ({ name, line: block.line, block })),
);
const inLanguage = (...languages: readonly string[]) =>
  BLOCKS.filter(({ block }) => languages.includes(block.language));

/** Where a kind of block is tried. */
const TRIED: Readonly<Record<string, string>> = {
  console: 'tests/docs/commands.test.ts runs it and compares',
  sh: 'tests/docs/commands.test.ts runs it',
  typescript: 'tests/library compares docs/api.md, which is generated, with the code',
  ts: 'tests/docs/examples.test.ts checks its types, tests/scan those of scanners',
  yaml: 'tests/docs/examples.test.ts reads it as a document',
  yml: 'parsed below',
  json: 'parsed below',
  js: 'parsed below',
  text: 'holds no command, as is seen below',
  mermaid: 'parsed below',
};

/** A block with one of these above it is used by a test: a file that commands read, an example that a scanner reads. */
const USED = /^(?:file|input|check|printed by|result|of the shop)/;

it('every block is tried somewhere, or exempt with a reason', () => {
  const untried = BLOCKS.filter(
    ({ name, block }) =>
      TRIED[block.language] === undefined &&
      !USED.test(block.comment) &&
      reasonNotToRun(name, block) === undefined,
  );
  expect(untried.map(({ name, line, block }) => `${name}:${line} ${block.language}`)).toEqual([]);
});

it('every fence says its language and stands at the start of its line, so that no block is overlooked', () => {
  const overlooked = PAGES.flatMap(({ name, text, blocks }) => {
    const fences = [...text.matchAll(/^[ \t>]*(?:`{3,}|~~~+)/gm)].length;
    return fences === 2 * blocks.length ? [] : [`${name}: ${fences} fences, ${blocks.length} blocks`];
  });
  expect(overlooked).toEqual([]);
});

it('what is exempt is still there', () => {
  const stale = EXEMPT.filter(
    ({ page, begins }) =>
      !BLOCKS.some(({ name, block }) => name === page && block.content.split('\n')[0] === begins),
  );
  expect(stale).toEqual([]);
});

it('no command hides in a block of plain text', () => {
  const hidden = inLanguage('text').filter(
    ({ name, block }) =>
      /^(?:\$ |npx |npm |docker |faultline [a-z])/m.test(block.content) &&
      !isSynopsis(block) &&
      reasonNotToRun(name, block) === undefined,
  );
  expect(hidden.map(({ name, line }) => `${name}:${line}`)).toEqual([]);
});

/** How a command is called, with its arguments in brackets: that is no command line. */
const isSynopsis = ({ content }: Block): boolean =>
  content.split('\n').every((line) => /^faultline [a-z-]+ .*[<[]/.test(line));

describe('what is no document is well-formed', () => {
  it.each(inLanguage('yml'))('$name:$line', ({ block }) => {
    const problems = parseAllDocuments(block.content).flatMap((one) => ('errors' in one ? one.errors : []));
    expect(problems).toEqual([]);
  });

  it.each(inLanguage('json').filter(({ block }) => !USED.test(block.comment)))('$name:$line', ({ block }) => {
    expect(() => JSON.parse(block.content) as unknown).not.toThrow();
  });

  it.each(inLanguage('js'))('$name:$line', ({ block }) => {
    // A row of a catalog is an expression; a statement stands by itself.
    const code = block.content.startsWith('{') ? `(${block.content.replace(/,\s*$/, '')})` : block.content;
    const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true });
    expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
  });

  it.each(inLanguage('mermaid'))('$name:$line', ({ block }) => {
    expect(block.content).toMatch(/^flowchart (?:LR|TB)\n/);
  });
});

describe('what pages say of CI', () => {
  const text = inLanguage('yml').filter(({ name }) => name === 'docs/ci.md');
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const action = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as { inputs: object };
  const hooks = parse(readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as readonly {
    id: string;
  }[];

  it('names inputs that the action has', () => {
    const steps = text.flatMap(({ block }) => {
      const { jobs = {} } = (parse(block.content) ?? {}) as {
        jobs?: Readonly<Record<string, { steps: readonly { uses?: string; with?: object }[] }>>;
      };
      return Object.values(jobs).flatMap((job) => job.steps);
    });
    const own = steps.filter(({ uses }) => uses?.startsWith('OWNER/faultline@'));
    expect(own.length).toBeGreaterThan(0);
    for (const { with: given = {} } of own) {
      for (const input of Object.keys(given)) expect(Object.keys(action.inputs)).toContain(input);
    }
  });

  it('names hooks and templates that there are', () => {
    const named = text.flatMap(({ block }) =>
      [...block.content.matchAll(/^ +- id: (faultline-\S+)$/gm)].map(([, id]) => id),
    );
    expect(named.length).toBeGreaterThan(0);
    for (const id of named) expect(hooks.map((hook) => hook.id)).toContain(id);
    const included = text.flatMap(({ block }) =>
      [...block.content.matchAll(/^ +- local: (\S+)$/gm)].map(([, file]) => file!),
    );
    for (const file of included) expect(existsSync(path.join(ROOT, file))).toBe(true);
  });

  it('names this version', () => {
    const named = text.flatMap(({ block }) =>
      [...block.content.matchAll(/(?:faultline@v|rev: v|FAULTLINE_VERSION: )(\d+\.\d+\.\d+)/g)].map(
        ([, said]) => said,
      ),
    );
    expect(named.length).toBeGreaterThan(2);
    expect([...new Set(named)]).toEqual([version]);
  });
});
