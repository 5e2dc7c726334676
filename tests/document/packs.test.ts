/** Proves that provider packs are found by name, read once, weaker than what uses them, and told where they are not. */
import { readdir } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { loadDocuments } from '../../src/document/load.ts';
import { full, problemsIn } from './told.ts';

/** What `graphs/providers` holds; nothing else is asked for its entries here. */
const packs: string[] = [];
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<object>()),
  readdir: vi.fn(() => Promise.resolve(packs)),
}));

const using = (...names: string[]): string => `faultline: 1\ntitle: top\nuse: [${names.join(', ')}]\n`;

describe('use', () => {
  it.each<[shipped: string[], hint: string]>([
    [[], 'there are none; a document is named with its path: ./awss.yaml'],
    [
      ['gcp.yaml', 'azure.yaml', 'README.md'],
      'there are: azure, gcp; a document is named with its path: ./awss.yaml',
    ],
    [['azure.yaml', 'aws.yaml'], 'did you mean "aws"?'],
  ])('an unknown pack, while there are %j', async (shipped, hint) => {
    packs.splice(0, packs.length, ...shipped);
    expect((await problemsIn(using('awss'))).map(full)).toEqual([
      `3:7 unknown provider pack "awss"\n  hint: ${hint}\n  2 | title: top\n> 3 | use: [awss]\n    |       ^\n  4 |`,
    ]);
  });

  it('without a folder of packs there are none', async () => {
    vi.mocked(readdir).mockRejectedValueOnce(new Error('ENOENT'));
    expect((await problemsIn(using('aws')))[0]?.hint).toBe(
      'there are none; a document is named with its path: ./aws.yaml',
    );
  });

  it.each([
    ['../../package', 'there is no file "../../package"'],
    ['/etc/passwd', '"/etc/passwd" leads out of the working folder'],
    ['aws/../aws', 'there is no file "aws/../aws"'],
    ['..', 'unknown provider pack ".."'],
    ['', 'an entry of "use" must not be empty'],
  ])('no name leads out of the folder of packs: "%s"', async (name, message) => {
    packs.splice(0, packs.length, 'aws.yaml');
    expect((await problemsIn(using(`"${name}"`))).map((problem) => problem.message)).toEqual([message]);
  });

  it('a pack that is named is read, from the folder of packs', async () => {
    packs.splice(0, packs.length, 'no-such-pack.yaml');
    const {
      documents,
      packs: used,
      problems,
    } = await loadDocuments([
      { file: 'a.yaml', text: using('no-such-pack') },
      { file: 'b.yaml', text: using('no-such-pack') },
    ]);
    // It is listed but not there, so both the way to it and the place that names it show; once, for it is read once.
    expect(documents.map(({ title }) => title)).toEqual(['top', 'top']);
    expect(used).toEqual([]);
    expect(problems.map(({ message, place }) => [message, place?.file])).toEqual([
      [expect.stringMatching(/graphs\/providers\/no-such-pack\.yaml does not exist$/), 'a.yaml'],
    ]);
  });
});
