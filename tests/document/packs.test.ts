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
    [[], 'this version ships none'],
    [['gcp.yaml', 'azure.yaml', 'README.md'], 'there are: azure, gcp'],
    [['azure.yaml', 'aws.yaml'], 'did you mean "aws"?'],
  ])('an unknown pack, while there are %j', async (shipped, hint) => {
    packs.splice(0, packs.length, ...shipped);
    expect((await problemsIn(using('awss'))).map(full)).toEqual([
      `3:7 unknown provider pack "awss"\n  hint: ${hint}\n  2 | title: top\n> 3 | use: [awss]\n    |       ^\n  4 |`,
    ]);
  });

  it('without a folder of packs there are none', async () => {
    vi.mocked(readdir).mockRejectedValueOnce(new Error('ENOENT'));
    expect((await problemsIn(using('aws')))[0]?.hint).toBe('this version ships none');
  });

  it.each(['../../package', '/etc/passwd', 'aws/../aws', ''])(
    'no name leads out of the folder of packs: "%s"',
    async (name) => {
      packs.splice(0, packs.length, 'aws.yaml');
      const [problem] = await problemsIn(using(`"${name}"`));
      expect(problem?.message).toMatch(/unknown provider pack|must not be empty/);
    },
  );

  it('a pack that is named is read, from the folder of packs', async () => {
    packs.splice(0, packs.length, 'no-such-pack.yaml');
    const { documents, problems } = await loadDocuments([
      { file: 'a.yaml', text: using('no-such-pack') },
      { file: 'b.yaml', text: using('no-such-pack') },
    ]);
    // It is listed but not there, so both the way to it and the place that names it show; once, for it is read once.
    expect(documents.map(({ title }) => title)).toEqual(['top', 'top']);
    expect(problems.map(({ message, place }) => [message, place?.file])).toEqual([
      [expect.stringMatching(/graphs\/providers\/no-such-pack\.yaml does not exist$/), 'a.yaml'],
    ]);
  });
});
