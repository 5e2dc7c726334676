/** Functions of texts. */
import type { Plain } from '../../../model/fact.ts';
import { byCodePoint } from '../../../model/order.ts';
import { formatted } from './format.ts';
import { MOST_ITEMS, MOST_TEXT, type Simple, isList, numberOf, wordOf, wordsOf } from './plain.ts';

const ofWord =
  (change: (text: string) => Plain): Simple =>
  ([text]) => {
    const word = wordOf(text);
    return word === undefined ? undefined : change(word);
  };

const ofWords =
  (count: number, change: (...words: readonly string[]) => Plain | undefined): Simple =>
  (args) => {
    const words = wordsOf(args);
    return words?.length === count ? change(...words) : undefined;
  };

/** The characters of a set from both ends, of `trim`. */
const trimmed = (text: string, cut: string): string => {
  const set = new Set(cut);
  const signs = Array.from(text);
  const first = signs.findIndex((sign) => !set.has(sign));
  return first < 0 ? '' : signs.slice(first, signs.findLastIndex((sign) => !set.has(sign)) + 1).join('');
};

const join: Simple = ([separator, ...lists]) => {
  const words = wordsOf(lists.flatMap((one) => (isList(one) ? one : [])));
  const between = wordOf(separator);
  if (words === undefined || between === undefined || !lists.every(isList)) return undefined;
  const length = words.reduce((sum, word) => sum + word.length + between.length, 0);
  return length > MOST_TEXT ? undefined : words.join(between);
};

const substr: Simple = ([text, offset, length]) => {
  const word = wordOf(text);
  const from = numberOf(offset);
  const count = numberOf(length);
  if (word === undefined || from === undefined || count === undefined) return undefined;
  const signs = Array.from(word);
  const start = from < 0 ? Math.max(0, signs.length + from) : from;
  return signs.slice(start, count < 0 ? undefined : start + count).join('');
};

/** A pattern between slashes is a regular expression of another language than ours: not worked out. */
const replace = (text: string, from: string, to: string): Plain | undefined => {
  if (from.length > 1 && from.startsWith('/') && from.endsWith('/')) return undefined;
  if (from === '') return undefined;
  const pieces = text.split(from);
  return text.length + pieces.length * to.length > MOST_TEXT ? undefined : pieces.join(to);
};

const formatlist: Simple = ([pattern, ...args]) => {
  const spec = wordOf(pattern);
  const count = args.find(isList)?.length ?? 1;
  if (spec === undefined || count > MOST_ITEMS || args.some((arg) => isList(arg) && arg.length !== count))
    return undefined;
  const lines = Array.from({ length: count }, (_, at) =>
    formatted(
      spec,
      args.map((arg) => (isList(arg) ? arg[at]! : arg)),
    ),
  );
  return lines.every((line) => line !== undefined) ? lines : undefined;
};

/** Texts as bytes: of what is not ASCII the web's own functions want to be told. */
const bytesOf = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => String.fromCodePoint(byte)).join('');

const base64decode = (text: string): Plain | undefined => {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.codePointAt(0)!);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

export const TEXTS: Readonly<Record<string, Simple>> = {
  lower: ofWord((text) => text.toLowerCase()),
  upper: ofWord((text) => text.toUpperCase()),
  title: ofWord((text) =>
    text.replace(/(^|\s)(\S)/g, (_, gap: string, sign: string) => gap + sign.toUpperCase()),
  ),
  trimspace: ofWord((text) => text.trim()),
  chomp: ofWord((text) => text.replace(/[\r\n]+$/, '')),
  strrev: ofWord((text) => Array.from(text).toReversed().join('')),
  trim: ofWords(2, (text, cut) => trimmed(text, cut)),
  trimprefix: ofWords(2, (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: ofWords(2, (text, suffix) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  startswith: ofWords(2, (text, prefix) => text.startsWith(prefix)),
  endswith: ofWords(2, (text, suffix) => text.endsWith(suffix)),
  strcontains: ofWords(2, (text, part) => text.includes(part)),
  replace: ofWords(3, (text, from, to) => replace(text, from, to)),
  split: ofWords(2, (separator, text) => {
    if (text === '') return [''];
    const pieces = text.split(separator);
    return pieces.length > MOST_ITEMS ? undefined : pieces;
  }),
  join,
  substr,
  format: ([pattern, ...args]) => {
    const spec = wordOf(pattern);
    return spec === undefined ? undefined : formatted(spec, args);
  },
  formatlist,
  sort: ([texts]) => wordsOf(texts)?.toSorted(byCodePoint),
  base64encode: ofWord((text) => btoa(bytesOf(text))),
  base64decode: ofWords(1, (text) => base64decode(text)),
  urlencode: ofWord((text) =>
    encodeURIComponent(text)
      .replace(/[!'()*]/g, (sign) => `%${sign.codePointAt(0)!.toString(16).toUpperCase()}`)
      .replaceAll('%20', '+'),
  ),
  jsondecode: ofWords(1, (text) => {
    try {
      return JSON.parse(text) as Plain;
    } catch {
      return undefined;
    }
  }),
};
