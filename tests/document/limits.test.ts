/** Proves that what is above the limits is told, not tried: with small limits, so that nothing large is needed. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { full, located, problemsIn, problemsOfInputs, short } from './told.ts';

vi.mock('../../src/document/limits.ts', async (original) => ({
  ...(await original<object>()),
  MOST_FILES: 3,
  MOST_JSON: 1_000_000,
  MOST_YAML: 2_000_000,
  MOST_DEEP: 6,
  MOST_ALIASED: 5,
}));

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'faultline-limits-')));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The first message, which is of what the text means if it is not too deep to be read. */
const firstOf = async (...input: Parameters<typeof problemsIn>): Promise<string | undefined> =>
  (await problemsIn(...input))[0]?.message;

describe('files', () => {
  it('too many: the entry that leads to the first of them is shown, once', async () => {
    for (const name of ['a', 'b', 'c', 'd'])
      writeFileSync(path.join(folder, `${name}.yaml`), 'faultline: 1\n');
    writeFileSync(path.join(folder, 'top.yaml'), 'faultline: 1\ninclude: [a.yaml, "*.yaml", d.yaml]\n');
    expect((await problemsOfInputs(['top.yaml'], { cwd: folder })).map(located)).toEqual([
      'top.yaml:2:19 more than 3 files are included',
      'top.yaml:2:29 more than 3 files are included',
    ]);
  });

  it('too large', async () => {
    writeFileSync(path.join(folder, 'large.json'), `{"faultline": 1}${' '.repeat(1_000_000)}`);
    expect((await problemsOfInputs(['large.json'], { cwd: folder })).map(short)).toEqual([
      'large.json is larger than 1 MB\n  hint: split it with "include"',
    ]);
  });

  it('as large as may be', async () => {
    writeFileSync(path.join(folder, 'large.json'), `{"faultline": 1}${' '.repeat(1_000_000 - 16)}`);
    expect(await problemsOfInputs(['large.json'], { cwd: folder })).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('without an end', async () => {
    expect((await problemsOfInputs(['/dev/zero'], { cwd: '/' })).map(short)).toEqual([
      'dev/zero is larger than 1 MB\n  hint: split it with "include"',
    ]);
  });
});

describe('YAML', () => {
  it('too large', async () => {
    const text = (length: number): string => `faultline: 1\ntitle: ${'x'.repeat(length - 20)}`;
    expect(await problemsIn(text(2_000_000))).toEqual([]);
    expect((await problemsIn(text(2_000_001))).map(short)).toEqual([
      'd.yaml is too large for YAML: 2 MB, and 2 MB can be read\n' +
        '  hint: write it as JSON, which is read a hundred times faster, or split it with "include"',
    ]);
  });

  it('aliases: exactly as many values as may be, and one more', async () => {
    const text = (aliases: number): string =>
      `faultline: 1\npolicies:\n  a: &a x\n  b: [${Array<string>(aliases).fill('*a').join(', ')}]\n`;
    expect(await firstOf(text(5))).toBe('unknown key "a"');
    expect((await problemsIn(text(7))).map(full)).toEqual([
      [
        '4:27 the aliases up to here stand for more than 5 values',
        '  hint: use fewer of them',
        '  3 |   a: &a x',
        '> 4 |   b: [*a, *a, *a, *a, *a, *a, *a]',
        '    |                           ^',
        '  5 |',
      ].join('\n'),
    ]);
  });

  it('aliases count for all that they mean', async () => {
    const text = (list: string): string => `faultline: 1\npolicies:\n  a: &a ${list}\n  b: *a\n`;
    expect(await firstOf(text('[1, 2, 3, 4]'))).toBe('unknown key "a"');
    expect(await problemsIn(text('[1, 2, 3, 4, 5]'))).toHaveLength(1);
  });

  it('depth: aliases count for what they mean, where they stand', async () => {
    const text = (level: string): string => `faultline: 1\npolicies:\n  a: &a [[x]]\n  b: ${level}\n`;
    expect(await firstOf(text('[*a]'))).toBe('unknown key "a"');
    expect((await problemsIn(text('[[*a]]'))).map(short)).toEqual([
      '4:8 the YAML nests deeper than 6 levels\n  hint: its aliases do',
    ]);
  });
});

describe('depth', () => {
  it('of JSON: exactly as deep as may be, and one level more', async () => {
    const text = (levels: number): string =>
      `{"faultline": 1, "policies": {"a": ${'['.repeat(levels)}${']'.repeat(levels)}}}`;
    expect(await firstOf(text(4), 'd.json')).toBe('unknown key "a"');
    expect((await problemsIn(text(5), 'd.json')).map(located)).toEqual([
      'd.json:1:40 the JSON nests deeper than 6 levels',
    ]);
  });
});
