/** Proves that a file of any size is read piece by piece, and that what cannot be read is told. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/fact.ts';
import { isPlausible } from '../../../src/scan/files/names.ts';
import { FoundFile } from '../../../src/scan/files/source-file.ts';
import { folderWith } from '../../cli/folders.ts';

const fileOf = (bytes: Uint8Array | string, name = 'a.json') => {
  const real = path.join(folderWith({}), name);
  writeFileSync(real, bytes);
  const findings: Finding[] = [];
  const file = new FoundFile({ real, path: name, inside: name }, (finding) => void findings.push(finding));
  return { file, findings };
};

const read = async (file: FoundFile): Promise<readonly string[]> => {
  const pieces: string[] = [];
  for await (const piece of file.chunks()) pieces.push(piece);
  return pieces;
};

/** Characters of all lengths, so that pieces end within some. */
const LONG = 'aé漢😀\r\n'.repeat(120_000);

describe('pieces', () => {
  it.each([
    ['UTF-8', Buffer.from(LONG)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${LONG}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${LONG}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${LONG}`, 'utf16le').swap16()],
  ])('of %s are its text', async (_, bytes) => {
    const { file, findings } = fileOf(bytes);
    const pieces = await read(file);
    expect(pieces.length).toBeGreaterThan(2);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(300_000);
    expect(pieces.join('')).toBe(LONG);
    expect(findings).toEqual([]);
  });

  it('of an empty file are none', async () => {
    expect(await read(fileOf('').file)).toEqual([]);
  });

  it('go on behind a character that is broken, which is told', async () => {
    const { file, findings } = fileOf(Buffer.from('caf\xe9 au lait', 'latin1'));
    expect((await read(file)).join('')).toBe('caf\ufffd au lait');
    expect(findings.map(({ kind, file: at }) => [kind, at])).toEqual([['unreadable', 'a.json']]);
  });

  it('of a file that ends within a character tell that', async () => {
    const { file, findings } = fileOf(Buffer.from('aé').subarray(0, 2));
    expect((await read(file)).join('')).toBe('a\ufffd');
    expect(findings).toHaveLength(1);
  });

  it('may be left before the end, and read again', async () => {
    const { file } = fileOf(LONG);
    for (let i = 0; i < 2000; i++) for await (const piece of file.chunks()) if (piece !== '') break;
    expect((await read(file)).join('')).toBe(LONG);
  });

  it('of what is no file are none, and why is told', async () => {
    const real = path.join(folderWith({}), 'a.json');
    mkdirSync(real);
    const findings: Finding[] = [];
    const tell = (finding: Finding) => void findings.push(finding);
    const pieces = await read(new FoundFile({ real, path: 'a.json', inside: 'a.json' }, tell));
    const gone = await read(new FoundFile({ real: `${real}x`, path: 'b.json', inside: 'b.json' }, tell));
    expect([pieces, gone]).toEqual([[], []]);
    expect(findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      'skipped: it is no regular file',
      'unreadable: it cannot be read (ENOENT)',
    ]);
  });
});

describe('what is compressed', () => {
  it('is read as what is in it', async () => {
    const { file, findings } = fileOf(gzipSync(LONG), 'a.jsonl.gz');
    expect(file.flaw()).toBeUndefined();
    expect(file.head).toBe(LONG.slice(0, file.head.length));
    expect(file.head.length).toBeGreaterThan(10_000);
    expect((await read(file)).join('')).toBe(LONG);
    expect(findings).toEqual([]);
  });

  it('and cut off gives what stands before', async () => {
    const { file, findings } = fileOf(gzipSync(LONG).subarray(0, 2_000), 'a.json.gz');
    const text = (await read(file)).join('');
    expect(LONG.startsWith(text)).toBe(true);
    expect(findings.map(({ message }) => message)).toEqual(['it cannot be read (Z_BUF_ERROR)']);
  });

  it('and is none is told', async () => {
    const { file, findings } = fileOf('{}', 'a.json.gz');
    expect(file.flaw()).toMatchObject({ kind: 'unreadable' });
    expect(await read(file)).toEqual([]);
    expect(findings).toHaveLength(1);
  });
});

it.each(['a.json', 'a.jsonl', 'a.ndjson', 'A.JSON.GZ', 'a.jsonl.gz', 'a.ndjson.gz'])(
  '%s may hold something, however large it is',
  (name) => {
    expect(isPlausible(name)).toBe(true);
    const { file } = fileOf('', name);
    expect(Object.defineProperty(file, 'size', { value: 9e9 }).flaw()?.message ?? '').not.toContain('MB');
  },
);

it('other compressed files are not opened', () => {
  expect(isPlausible('a.tar.gz')).toBe(false);
  expect(isPlausible('a.gz')).toBe(false);
});
