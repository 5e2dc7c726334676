/** Proves that the public API is what its page says, that all of it is explained, and that changes of it are seen. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as api from '../../src/index.ts';
import { MAIN, ROOT } from '../cli/run.ts';

interface Entry {
  readonly name: string;
  readonly isType: boolean;
  readonly doc: string;
}

interface Script {
  readonly exportsOf: (dist: string) => Promise<readonly Entry[]>;
  readonly pageOf: (dist: string) => Promise<string>;
}

const DIST = path.dirname(path.dirname(MAIN));
const { exportsOf, pageOf } = (await import(path.join(ROOT, 'scripts/api.mjs'))) as Script;
const entries = await exportsOf(DIST);

describe('the public API', () => {
  it('is what it was: a name that goes is a breaking change', async () => {
    const names = entries.map(({ name, isType }) => `${isType ? 'type ' : ''}${name}`);
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('surface.txt');
  });

  it('has the values that the sources export', () => {
    const values = entries.filter(({ isType }) => !isType).map(({ name }) => name);
    expect(values).toEqual(Object.keys(api).toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it('says of each of its parts what it is', () => {
    expect(entries.filter(({ doc }) => doc === '').map(({ name }) => name)).toEqual([]);
  });

  it('has a page that is up to date', async () => {
    expect(readFileSync(path.join(ROOT, 'docs/api.md'), 'utf8')).toBe(await pageOf(DIST));
  });
});
