/** Names of experiments: the same failure has the same name, whatever else changes; safe in a shell, a URL and a cluster. */
import { fingerprintOf } from '../../model/fingerprint.ts';

/** Characters of a name that say what it is about; Kubernetes takes 63 in all. */
const WORDS = 32;

/** Experiments whose words are alike are told apart by the fingerprint, its halves folded into eight digits. */
const digitsOf = (words: readonly string[]): string => {
  const print = fingerprintOf(words);
  const folded = BigInt(`0x${print.slice(0, 8)}`) ^ BigInt(`0x${print.slice(8)}`);
  return folded.toString(16).padStart(8, '0');
};

/** `cut-database-a-database-b-1f0c52aa`: lower case letters, digits and dashes. */
export const experimentId = (kind: 'cut' | 'soft', words: readonly string[]): string =>
  [kind, slugOf(words.join('-'), WORDS), digitsOf([kind, ...words])].filter((part) => part !== '').join('-');

/** A text as lower case letters, digits and dashes: no dash at either end, none doubled; it may be empty. */
export const slugOf = (text: string, most: number): string =>
  text
    .slice(0, 4 * most)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '');

/** A text as printable ASCII, cut where it is too long: what every tool takes in a description. */
export const plainAscii = (text: string, most: number): string => {
  const plain = text.replace(/[‘’]/g, "'").replace(/[^\x20-\x7e]+/g, ' ');
  return plain.length > most ? `${plain.slice(0, most - 3)}...` : plain;
};
