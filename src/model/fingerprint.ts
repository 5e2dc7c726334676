/**
 * Fingerprints: the same words give the same 16 hexadecimal digits, on every machine and in every version.
 *
 * FNV-1a with 64 bits (Fowler, Noll, Vo; RFC 9923): nobody has a gain from two findings with one fingerprint, so a
 * cryptographic hash, which browsers compute only asynchronously, is not needed.
 */

const OFFSET = 0xcbf2_9ce4_8422_2325n;
const PRIME = 0x100_0000_01b3n;

/** The fingerprint of some words; `['a', 'b']` and `['a b']` differ. */
export const fingerprintOf = (words: readonly string[]): string => {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(words.map((word) => `${word}\0`).join('')))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
};
