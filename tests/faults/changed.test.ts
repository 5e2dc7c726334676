/** Proves that files that change while they are read give the answer of one state of them, or a clear refusal. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/folders.ts';
import { runProgram } from '../cli/run.ts';
import { runHooked } from './writers.ts';

/** A document of more than what is read at once, with something at both ends of it. */
const documentOf = (tier: number): string =>
  [
    'faultline: 1',
    'nodes:',
    `  first: { kind: app, tier: ${tier} }`,
    ...Array.from({ length: 30_000 }, () => `  # ${'so much is said of it '.repeat(3)}`),
    `  last: { kind: app, tier: ${tier}, dependsOn: [first] }`,
    '',
  ].join('\n');

const BIG = documentOf(1);
const OTHER = documentOf(2);

/** What each moment makes of each change: which answers may come. */
const DOCUMENT_CASES = ['open', 'read'].flatMap((when) =>
  ['truncate', 'empty', 'append', 'replace', 'overwrite', 'remove'].map((how) => [when, how] as const),
);

const ARGS = ['nodes', 'kind:app', '--format', 'csv'];

const answerOf = (text: string): string => {
  const { stdout, code } = runProgram(ARGS, { cwd: folderWith({ 'faultline.yaml': text }) });
  expect(code).toBe(0);
  return stdout;
};

describe('a document that changes', () => {
  it('gives an answer of one of its states, or none', { timeout: 120_000 }, async () => {
    const answers = new Set([BIG, OTHER, BIG.slice(0, BIG.length >> 1)].map(answerOf));
    expect(answers.size).toBe(3);
    for (const [when, how] of DOCUMENT_CASES) {
      const cwd = folderWith({ 'faultline.yaml': BIG, 'faultline.yaml.other': OTHER });
      const { code, stdout, stderr } = await runHooked(ARGS, {
        cwd,
        hook: 'change',
        env: { CHANGE_FILE: path.join(cwd, 'faultline.yaml'), CHANGE_HOW: how, CHANGE_WHEN: when },
      });
      expect(stderr, `${how} at ${when}`).toContain('[changed]');
      expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+\)|defect/);
      if (code === 0) expect(answers.has(stdout), `${how} at ${when}`).toBe(true);
      else expect({ code, stdout }, `${how} at ${when}`).toEqual({ code: 2, stdout: '' });
      // What has another name by now is read to its end; what is written into is not trusted.
      if (['truncate', 'append', 'overwrite'].includes(how) && when === 'read')
        expect(stderr).toContain('was changed while it was read');
      if (['replace', 'remove'].includes(how)) expect(code).toBe(0);
    }
  });
});

describe('a file of a scan that changes', () => {
  const COMPOSE = 'services:\n  web: { image: nginx, depends_on: [db] }\n  db: { image: postgres }\n';
  const NEW = COMPOSE.replaceAll('db', 'store');
  const GOOD = { 'a-good/compose.yaml': 'services:\n  first: { image: nginx }\n' };

  const scanned = async (when: string, how: string) => {
    const cwd = folderWith({ ...GOOD, 'b/compose.yaml': COMPOSE, 'b/compose.yaml.other': NEW });
    const ended = await runHooked(['scan', '-o', 'out.json', '--coverage', 'coverage.json'], {
      cwd,
      hook: 'change',
      env: { CHANGE_FILE: path.join(cwd, 'b/compose.yaml'), CHANGE_HOW: how, CHANGE_WHEN: when },
    });
    const read = runProgram(['nodes', '--graph', 'out.json', '--format', 'csv'], { cwd }).stdout;
    return { ...ended, read };
  };

  it.each([
    ['listed', 'remove'],
    ['listed', 'replace'],
    ['listed', 'folder'],
    ['listed', 'parent'],
    ['open', 'empty'],
    ['second', 'truncate'],
    ['second', 'remove'],
    ['second', 'folder'],
    ['second', 'parent'],
    ['second', 'overwrite'],
    ['whole', 'append'],
  ])('when it is %s: %s', { timeout: 60_000 }, async (when, how) => {
    const { code, stderr, read } = await scanned(when, how);
    expect(stderr).toContain('[changed]');
    expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+\)|defect/);
    expect(code).toBe(0);
    // What nobody touched is there all the same.
    expect(read).toContain('first');
    expect(read.includes('db') && read.includes('store')).toBe(false);
    if (!['replace', 'overwrite'].includes(how)) expect(read).not.toContain('store');
  });

  it('and is gone before it is read is told', async () => {
    const { stderr } = await scanned('second', 'remove');
    expect(stderr).toMatch(/b\/compose\.yaml.*ENOENT|ENOENT/s);
  });
});
