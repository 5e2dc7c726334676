/** Proves which bytes are text, and what is said of those that are not. */
import { describe, expect, it } from 'vitest';
import { type Decoded, decodeHead, decodeWhole } from '../../../src/scan/files/decode.ts';

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe.each([
  ['whole', decodeWhole],
  ['head', decodeHead],
])('%s', (_, decode) => {
  it.each([
    ['UTF-8', Buffer.from('a: é\r\n')],
    ['UTF-8 with a mark', Buffer.from('\ufeffa: é\r\n')],
    ['UTF-16, little end first', Buffer.from('\ufeffa: é\r\n', 'utf16le')],
    ['UTF-16, big end first', swapped('\ufeffa: é\r\n')],
  ])('%s is text, without the mark and with its line ends', (_, bytes) => {
    expect(decode(bytes)).toEqual({ ok: true, text: 'a: é\r\n' });
  });

  it.each([
    ['nothing', '', undefined],
    ['binary', 'a\0b', 'binary'],
    ['UTF-16 without a mark', Buffer.from('a: 1', 'utf16le').toString('latin1'), 'binary'],
    ['git-crypt', '\0GITCRYPT\0abc', 'git-crypt'],
    ['Ansible Vault', '$ANSIBLE_VAULT;1.1;AES256\n6162', 'Ansible Vault'],
    ['SOPS', 'a: ENC[AES256_GCM,data:x,iv:y]\nsops:\n  kms: []\n', 'SOPS'],
    ['a page about SOPS', 'a: sops writes ENC[…]\n', undefined],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\n', 'Git LFS'],
  ])('%s', (_, text, said) => {
    const decoded: Decoded = decode(Buffer.from(text, 'latin1'));
    expect(decoded.ok).toBe(said === undefined);
    if (!decoded.ok) {
      expect(decoded.flaw.kind).toBe('skipped');
      expect(decoded.flaw.message).toContain(said);
    }
  });
});

it('the line that is not UTF-8 is named', () => {
  const decoded = decodeWhole(Buffer.from('a: 1\nb: caf\xe9\n', 'latin1'));
  expect(decoded).toMatchObject({
    ok: false,
    flaw: { kind: 'unreadable', message: 'line 2 is not UTF-8' },
  });
});

it('half a surrogate is told', () => {
  expect(decodeWhole(Buffer.from([0xff, 0xfe, 0x00, 0xd8]))).toMatchObject({ ok: false });
});

it('a head that ends within a character is text up to there', () => {
  expect(decodeHead(Buffer.from('aé').subarray(0, 2))).toEqual({ ok: true, text: 'a' });
});
