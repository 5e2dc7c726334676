import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftOf } from '../../../src/cli/outputs/draft.ts';
import { UserError } from '../../../src/model/user-error.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'faultline-draft-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => path.join(folder, name);

describe('a draft', () => {
  it('takes the place of a file only when it is kept', async () => {
    writeFileSync(inFolder('a'), 'before');
    const draft = await draftOf(inFolder('a'), ['one ', 'two']);
    expect(readFileSync(inFolder('a'), 'utf8')).toBe('before');
    await draft.keep();
    expect(readFileSync(inFolder('a'), 'utf8')).toBe('one two');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('leaves nothing when it is dropped, and stays when it was kept before', async () => {
    const dropped = await draftOf(inFolder('a'), ['text']);
    await dropped.drop();
    const kept = await draftOf(inFolder('b'), ['text']);
    await kept.keep();
    await kept.drop();
    expect(readdirSync(folder)).toEqual(['b']);
  });

  it('leaves nothing where its pieces end in an error, which is passed on', async () => {
    const failing = function* () {
      yield 'x'.repeat(1_000_000);
      throw new UserError({ message: 'no more' });
    };
    await expect(draftOf(inFolder('a'), failing())).rejects.toThrow('no more');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes long texts in pieces as they are, characters of several bytes among them', async () => {
    const pieces = Array.from({ length: 5000 }, (_, i) => `${i} → é 🙂\n`.repeat(10));
    await (await draftOf(inFolder('a'), pieces)).keep();
    expect(readFileSync(inFolder('a'), 'utf8')).toBe(pieces.join(''));
  });

  it('replaces what a link leads to, not the link', async () => {
    writeFileSync(inFolder('a'), 'before');
    symlinkSync(inFolder('a'), inFolder('link'));
    await (await draftOf(inFolder('link'), ['after'])).keep();
    expect(readFileSync(inFolder('a'), 'utf8')).toBe('after');
    expect(readdirSync(folder)).toEqual(['a', 'link']);
  });

  it('where nothing can be written is told at once', async () => {
    await expect(draftOf(inFolder('none/a'), ['text'])).rejects.toThrow(/cannot be written \(ENOENT\)/);
  });
});
