/** Did you mean: the known word nearest to one that is not known. */
import { distance } from 'fastest-levenshtein';
import { byCodePoint } from './order.ts';

/** Comparisons in one set of words, after which no more are made: 5,000 wrong ids in a document of 20,000 nodes are
 * answered in seconds, the last of them without a nearest word. */
const PATIENCE = 10_000_000;

/** Longer words are ids that nobody typed. */
const LONGEST = 300;

/** Finds up to `count` words near `word`, nearest first, ties by code point; none if nothing is near. */
type Finder = (word: string, count?: number) => readonly string[];

/** Up to `count` known words near `word`, nearest first, ties by code point; empty if nothing is near. */
export const nearest = (word: string, known: Iterable<string>, count = 1): readonly string[] =>
  finderAmong(known)(word, count);

const finders = new WeakMap<ReadonlyMap<string, unknown>, Finder>();

/** The same among the keys of a map, which are prepared once for all the words that are sought among them. */
export const nearestKeys = (
  word: string,
  map: ReadonlyMap<string, unknown>,
  count = 1,
): readonly string[] => {
  let finder = finders.get(map);
  if (finder === undefined) finders.set(map, (finder = finderAmong(map.keys())));
  return finder(word, count);
};

const finderAmong = (known: Iterable<string>): Finder => {
  const candidates = [...known].filter((other) => other.length <= LONGEST).map((other) => preparedOf(other));
  let patience = PATIENCE;
  return (word, count = 1) => {
    patience -= candidates.length;
    if (word.length > LONGEST || patience < 0) return [];
    const limit = limitFor(word);
    const sought = preparedOf(word);
    const ending = `/${sought.lower}`;
    const near: { other: string; away: number }[] = [];
    let worst = limit;
    for (const candidate of candidates) {
      const away = awayFrom(sought, ending, candidate, worst);
      if (away > worst) continue;
      near.push({ other: candidate.word, away });
      near.sort((a, b) => a.away - b.away || byCodePoint(a.other, b.other));
      // With as many as are wanted, only what is as near as the last of them still counts.
      if (near.length > count) near.pop();
      if (near.length === count) worst = near.at(-1)!.away;
    }
    return near.map(({ other }) => other);
  };
};

/** Letters that may differ: of a short word at most half, of a long one a third. */
const limitFor = ({ length }: string): number =>
  Math.max(Math.min(2, Math.floor(length / 2)), Math.floor(length / 3));

interface Prepared {
  readonly word: string;
  readonly lower: string;
  /** A bit for each letter that occurs. */
  readonly letters: number;
}

const preparedOf = (word: string): Prepared => {
  const lower = word.toLowerCase();
  let letters = 0;
  for (let i = 0; i < lower.length; i++) letters |= 1 << (lower.charCodeAt(i) & 31);
  return { word, lower, letters };
};

/** The edit distance, and nearly nothing for the last part of a path (`s3` means `aws/us-east-1/s3`) and for a word
 * that was not written to its end (`any` means `anyOf`). */
const awayFrom = (sought: Prepared, ending: string, other: Prepared, limit: number): number => {
  if (other.lower.endsWith(ending)) return Math.min(1, limit);
  const longer = other.lower.length - sought.lower.length;
  if (longer <= 2 && sought.lower.length > 2 && other.lower.startsWith(sought.lower))
    return Math.min(longer, 1);
  // Each letter that only one of the two has takes an edit: most are told apart by this alone.
  if (Math.abs(longer) > limit) return Infinity;
  if (bitsIn(sought.letters & ~other.letters) > limit || bitsIn(other.letters & ~sought.letters) > limit) {
    return Infinity;
  }
  return distanceBetween(sought.lower, other.lower);
};

/** The edit distance; what two ids have in common at either end, mostly the most of them, is not looked at twice. */
const distanceBetween = (a: string, b: string): number => {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end))
    end++;
  return distance(a.slice(start, a.length - end), b.slice(start, b.length - end));
};

const bitsIn = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
};
