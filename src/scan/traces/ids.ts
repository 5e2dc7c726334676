/**
 * Ids of spans as numbers. A million spans must not hold two million texts: what is kept of a trace's and a span's id
 * is one number of 53 bits, by which a child finds its parent. Among a million spans, two are taken for one once in
 * twenty thousand times.
 */

/** Ids in the one spelling: hex, lower case, without zeros before it; '' for none. Base64 is how protobuf spells bytes. */
export const idText = (id: unknown): string => {
  if (typeof id === 'number') return String(id);
  if (typeof id !== 'string' || id === '') return '';
  const hex = isBase64(id) ? hexOf(id) : id;
  let zeros = 0;
  while (hex.charCodeAt(zeros) === ZERO) zeros++;
  return (zeros === 0 ? hex : hex.slice(zeros)).toLowerCase();
};

const ZERO = 48;

/** 8 or 16 bytes; no hex ends so. */
const isBase64 = (id: string): boolean =>
  (id.length === 12 || id.length === 24) && id.endsWith('=') && /^[\w+/-]+={1,2}$/.test(id);

const hexOf = (base64: string): string => {
  let hex = '';
  let bits = 0;
  let held = 0;
  for (const c of base64) {
    if (c === '=') break;
    held = (held << 6) | DIGITS.indexOf(c === '-' ? '+' : c === '_' ? '/' : c);
    bits += 6;
    while (bits >= 4) {
      bits -= 4;
      hex += ((held >> bits) & 15).toString(16);
    }
    held &= 15;
  }
  // What is left over of the last digit is no half byte.
  return hex.slice(0, hex.length - (hex.length % 2));
};

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The number of a span in a trace, both in the one spelling; 0 if there is no span. */
export const idNumber = (trace: string, span: string): number => {
  if (span === '') return 0;
  let a = 0x2c1b3c6d;
  let b = 0x297a2d39;
  for (let i = 0; i < trace.length; i++) {
    const c = trace.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b + c, 0x5bd1e995) ^ (b >>> 15);
  }
  for (let i = 0; i < span.length; i++) {
    const c = span.charCodeAt(i);
    a = Math.imul(a ^ c, 0x85ebca6b) ^ (a >>> 13);
    b = Math.imul(b + c, 0xc2b2ae35) ^ (b >>> 16);
  }
  a = mixed(a ^ b);
  b = mixed(b + Math.imul(a, 0x9e3779b1));
  return (a >>> 11) * 4_294_967_296 + (b >>> 0) + 1;
};

const mixed = (bits: number): number => {
  let h = bits ^ (bits >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
};
