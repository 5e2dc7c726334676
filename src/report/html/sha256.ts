/**
 * SHA-256 (FIPS 180-4), for the hashes of a page's own style and script in its content security policy: browsers compute
 * it only asynchronously, and reporters are plain functions.
 */

/** The first 32 bits of the fractional parts of a root of the first primes, as the standard defines its constants. */
const fractions = (count: number, root: (prime: number) => number): Uint32Array => {
  const found = new Uint32Array(count);
  let n = 0;
  for (let candidate = 2; n < count; candidate++) {
    let isPrime = true;
    for (let d = 2; d * d <= candidate && isPrime; d++) isPrime = candidate % d !== 0;
    if (isPrime) found[n++] = (root(candidate) % 1) * 2 ** 32;
  }
  return found;
};

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The hash as base64, as a policy wants it. */
export const sha256Base64 = (text: string): string => {
  const constants = fractions(64, Math.cbrt);
  const hash = fractions(8, Math.sqrt);
  const bytes = padded(new TextEncoder().encode(text));
  const view = new DataView(bytes.buffer);
  const words = new Uint32Array(64);
  for (let block = 0; block < bytes.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(block + 4 * i);
    for (let i = 16; i < 64; i++) {
      const [a, b] = [words[i - 15]!, words[i - 2]!];
      const s0 = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3);
      const s1 = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10);
      words[i] = words[i - 16]! + s0 + words[i - 7]! + s1;
    }
    mix(hash, words, constants);
  }
  const result = new Uint8Array(32);
  const out = new DataView(result.buffer);
  hash.forEach((word, i) => out.setUint32(4 * i, word));
  return btoa(String.fromCharCode(...result));
};

/** The bytes, a one bit, zeros, and the number of bits: a multiple of 64 bytes. */
const padded = (bytes: Uint8Array): Uint8Array => {
  const all = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  all.set(bytes);
  all[bytes.length] = 0x80;
  new DataView(all.buffer).setBigUint64(all.length - 8, BigInt(bytes.length) * 8n);
  return all;
};

/** One block's 64 rounds. */
const mix = (hash: Uint32Array, words: Uint32Array, constants: Uint32Array): void => {
  let [a, b, c, d, e, f, g, h] = Array.from(hash) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[i]! + words[i]!) | 0;
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    hash[i] = hash[i]! + word;
  });
};
