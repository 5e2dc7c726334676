/**
 * The ids that a shell offers for a word: those that the document defines or names.
 *
 * The document is read, but no estate is made of it: who presses a key does not wait for that.
 */
import { forEachNamed } from '../../assemble/expand.ts';
import { loadDocuments } from '../../document/load.ts';
import { byCodePoint } from '../../model/order.ts';
import { printable } from '../../model/printable.ts';
import { foundUpward } from '../found-upward.ts';

/** Ids that are offered: a shell asks before it shows more than a few hundred. */
const MOST = 5_000;

/**
 * Prints ids, one a line; nothing where anything is wrong, for nobody asked a question yet.
 *
 * @param args what is wanted (`node` or `scenario`), then the words of the command line
 */
export const completeIds = async ([kind, ...words]: readonly string[]): Promise<void> => {
  const ids = await idsFor(kind, words).catch(() => []);
  process.stdout.write(ids.map((id) => `${id}\n`).join(''));
};

const idsFor = async (kind: string | undefined, words: readonly string[]): Promise<readonly string[]> => {
  const named = graphsIn(words);
  const files = named.length > 0 ? named : (foundUpward(process.cwd()) ?? []);
  const { documents } = await loadDocuments(files);
  const ids = new Set<string>();
  for (const document of documents) {
    if (kind === 'scenario') for (const id of document.scenarios.keys()) ids.add(id);
    else {
      for (const id of document.nodes.keys()) ids.add(id);
      forEachNamed(document, (id) => ids.add(id));
    }
  }
  return [...ids].filter(isOffered).toSorted(byCodePoint).slice(0, MOST);
};

/** One word for every shell, with nothing in it that a terminal obeys. */
const isOffered = (id: string): boolean => id !== '' && !/\s/.test(id) && printable(id) === id;

/** The documents that the command line names; bash takes `--graph=x` apart. */
const graphsIn = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, i) => {
    if (word.startsWith('--graph=')) return [word.slice('--graph='.length)];
    if (word !== '--graph' && word !== '-g') return [];
    const next = words[i + 1] === '=' ? words[i + 2] : words[i + 1];
    return next === undefined || next === '' || next === '-' ? [] : [next];
  });
