/** Proves that the data follow the files, however these are saved, and stay where a file can no longer be read. */
import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Live, liveData } from '../../src/cli/view/live.ts';
import type { PageData } from '../../src/document/page-data.ts';
import { folderWith } from './folders.ts';

const shop = (app: string, more = ''): string => `faultline: 1\n${more}nodes: { ${app}: { kind: app } }\n`;

const MAIN = 'faultline.yaml';

interface Followed {
  readonly live: Live;
  /** What was told, in order. */
  readonly told: readonly string[];
  /** Resolves when so much was told, and fails if it takes too long. */
  readonly until: (count: number) => Promise<void>;
}

const followed = async (
  files: readonly string[],
  more: { readonly scan?: readonly string[]; readonly against?: readonly string[] } = {},
): Promise<Followed> => {
  const live = await liveData({ files, choices: {}, allowOutside: false, isAnonymised: false, ...more });
  onTestFinished(() => live.close());
  const told: string[] = [];
  await live.follow({
    onData: () => void told.push('data'),
    onProblem: (text) => void told.push(text),
    onTrouble: (text) => void told.push(`trouble: ${text}`),
  });
  return {
    live,
    told,
    until: async (count) => {
      await expect.poll(() => told.length, { timeout: 10_000, interval: 20 }).toBeGreaterThanOrEqual(count);
    },
  };
};

const idsIn = (live: Live): readonly string[] =>
  (JSON.parse(live.data()) as PageData).head.estate.nodes.map(({ id }) => id);

/** As most editors save: all of it beside the file, which then takes its place. */
const savedByRename = (file: string, text: string): void => {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
};

/** As others do: the old file is put away first. */
const savedWithBackup = (file: string, text: string): void => {
  renameSync(file, `${file}~`);
  writeFileSync(file, text);
  unlinkSync(`${file}~`);
};

describe('data that follow their files', () => {
  it.each([
    ['written', writeFileSync],
    ['put in its place', savedByRename],
    ['written anew, the old one away', savedWithBackup],
  ])('are read again when a file is %s, each time', async (_, save) => {
    const file = path.join(folderWith({ [MAIN]: shop('one') }), MAIN);
    const { live, until, told } = await followed([file]);
    expect(idsIn(live)).toEqual(['one']);
    for (const [i, app] of ['two', 'three', 'four'].entries()) {
      save(file, shop(app));
      await until(i + 1);
      expect(idsIn(live)).toEqual([app]);
    }
    expect(told).toEqual(['data', 'data', 'data']);
  });

  it('stay where a file cannot be read, until it can', async () => {
    const file = path.join(folderWith({ [MAIN]: shop('one') }), MAIN);
    const { live, until, told } = await followed([file]);
    const before = live.data();
    writeFileSync(file, 'faultline: 1\nnodes: { one: { kind: ap } }\n');
    await until(1);
    expect(told[0]).toContain('faultline.yaml:2:');
    expect(told[0]).toContain('hint: ');
    expect(live.problem()).toBe(told[0]);
    expect(live.data()).toBe(before);
    rmSync(file);
    await until(2);
    expect(told[1]).toContain('does not exist');
    // The very same text as before: the page must hear that it holds again.
    savedByRename(file, shop('one'));
    await until(3);
    expect(told[2]).toBe('data');
    expect(live.problem()).toBeUndefined();
    expect(live.data()).toBe(before);
  });

  it('follow what is included, also what is included later, or was not there yet', async () => {
    const folder = folderWith({
      [MAIN]: shop('one', 'include: [a.yaml]\n'),
      'a.yaml': shop('a'),
      'b.yaml': shop('b'),
    });
    const { live, until, told } = await followed([path.join(folder, MAIN)]);
    savedByRename(path.join(folder, 'a.yaml'), shop('aa'));
    await until(1);
    expect(idsIn(live)).toEqual(['aa', 'one']);
    savedByRename(path.join(folder, MAIN), shop('one', 'include: [b.yaml]\n'));
    await until(2);
    expect(idsIn(live)).toEqual(['b', 'one']);
    savedByRename(path.join(folder, 'b.yaml'), shop('bb'));
    await until(3);
    expect(idsIn(live)).toEqual(['bb', 'one']);
    savedByRename(path.join(folder, MAIN), shop('one', 'include: [c.yaml]\n'));
    await until(4);
    expect(told[3]).toContain('there is no file');
    writeFileSync(path.join(folder, 'c.yaml'), shop('c'));
    await until(5);
    expect(idsIn(live)).toEqual(['c', 'one']);
  });

  it('follow what is included from a folder that is not there yet, and go on meanwhile', async () => {
    const folder = folderWith({ [MAIN]: shop('one') });
    const { live, until, told } = await followed([path.join(folder, MAIN)]);
    savedByRename(path.join(folder, MAIN), shop('one', 'include: [not/yet/a.yaml]\n'));
    await until(1);
    expect(told[0]).toContain('there is no file');
    savedByRename(path.join(folder, MAIN), shop('one', 'include: [not/yet/a.yaml]\nuse: [nothing]\n'));
    await until(2);
    savedByRename(path.join(folder, MAIN), shop('one', 'include: [not/yet/a.yaml]\n'));
    await until(3);
    mkdirSync(path.join(folder, 'not/yet'), { recursive: true });
    writeFileSync(path.join(folder, 'not/yet/a.yaml'), shop('a'));
    await until(4);
    expect(idsIn(live)).toEqual(['a', 'one']);
  });

  it('follow globs: a file more is read', async () => {
    const folder = folderWith({
      [MAIN]: shop('one', 'include: ["parts/**/*.yaml"]\n'),
      'parts/a.yaml': shop('a'),
    });
    const { live, until } = await followed([path.join(folder, MAIN)]);
    mkdirSync(path.join(folder, 'parts/deep'));
    writeFileSync(path.join(folder, 'parts/deep/b.yaml'), shop('b'));
    await until(1);
    expect(idsIn(live)).toEqual(['a', 'b', 'one']);
  });

  it('follow the file that a link leads to', async () => {
    const folder = folderWith({ 'real/f.yaml': shop('one') });
    symlinkSync(path.join(folder, 'real/f.yaml'), path.join(folder, MAIN));
    const { live, until } = await followed([path.join(folder, MAIN)]);
    savedByRename(path.join(folder, 'real/f.yaml'), shop('two'));
    await until(1);
    expect(idsIn(live)).toEqual(['two']);
  });

  it('follow both sides', async () => {
    const folder = folderWith({ 'a.yaml': shop('one'), 'b.yaml': shop('one') });
    const { live, until } = await followed([path.join(folder, 'a.yaml')], {
      against: [path.join(folder, 'b.yaml')],
    });
    savedByRename(path.join(folder, 'b.yaml'), shop('old'));
    await until(1);
    const { base } = JSON.parse(live.data()) as PageData;
    expect(base!.estate.nodes.map(({ id }) => id)).toEqual(['old']);
  });

  it('follow what is scanned, but not what nobody writes', async () => {
    const compose = (service: string): string => `services: { ${service}: { image: nginx } }\n`;
    const folder = folderWith({
      'compose.yaml': compose('web'),
      'node_modules/x/compose.yaml': compose('no'),
    });
    const { live, until, told } = await followed([], { scan: [folder] });
    expect(idsIn(live).some((id) => id.includes('web'))).toBe(true);
    writeFileSync(path.join(folder, 'node_modules/x/compose.yaml'), compose('never'));
    savedByRename(path.join(folder, 'compose.yaml'), compose('api'));
    await until(1);
    expect(idsIn(live).some((id) => id.includes('api'))).toBe(true);
    expect(told).toEqual(['data']);
  });

  it('are not told of if they are the same', async () => {
    const folder = folderWith({ [MAIN]: shop('one') });
    const { live, until, told } = await followed([path.join(folder, MAIN)]);
    writeFileSync(path.join(folder, MAIN), `${shop('one')}# a comment\n`);
    writeFileSync(path.join(folder, 'other.yaml'), shop('other'));
    await new Promise((resolve) => void setTimeout(resolve, 500));
    expect(told).toEqual([]);
    writeFileSync(path.join(folder, MAIN), shop('two'));
    await until(1);
    expect(idsIn(live)).toEqual(['two']);
  });

  it('end up as the files are, however quickly these change', async () => {
    const file = path.join(folderWith({ [MAIN]: shop('n0') }), MAIN);
    const { live } = await followed([file]);
    for (let i = 1; i <= 40; i++) {
      savedByRename(file, shop(`n${i}`));
      await new Promise((resolve) => void setTimeout(resolve, i % 8 === 0 ? 120 : 5));
    }
    await expect.poll(() => idsIn(live), { timeout: 10_000 }).toEqual(['n40']);
  });
});
