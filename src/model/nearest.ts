/** Did you mean: the known word nearest to one that is not known. */
import { distance } from 'fastest-levenshtein';
import { byCodePoint } from './order.ts';

/** Above this many candidates only those of similar length and start are compared, so that a wrong id in a document
 * of 100,000 nodes is answered at once. */
const MANY = 5_000;

/** Up to `count` known words near `word`, nearest first, ties by code point; empty if nothing is near. */
export const nearest = (word: string, known: Iterable<string>, count = 1): readonly string[] => {
  const limit = Math.max(2, Math.floor(word.length / 3));
  const lower = word.slice(0, 200).toLowerCase();
  const all = [...known];
  const similar = all.length > MANY ? all.filter((other) => isSimilar(lower, other, limit)) : all;
  return similar
    .map((other) => ({ other, away: awayFrom(lower, other.toLowerCase()) }))
    .filter(({ away }) => away <= limit)
    .toSorted((a, b) => a.away - b.away || byCodePoint(a.other, b.other))
    .slice(0, count)
    .map(({ other }) => other);
};

/** The edit distance, and nearly nothing for the last part of a path: `s3` means `aws/us-east-1/s3`. */
const awayFrom = (word: string, other: string): number =>
  other.endsWith(`/${word}`) ? 1 : other.length > 300 ? Infinity : distance(word, other);

const isSimilar = (word: string, other: string, limit: number): boolean =>
  other.toLowerCase().endsWith(`/${word}`) || Math.abs(word.length - other.length) <= limit;
