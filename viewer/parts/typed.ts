/** What was typed to name a node: all words must stand in its id or name, and what begins with the first is closer. */
import type { NodeFacts } from '../model/messages.ts';

/** How a node is called, in small letters. */
export interface Called {
  readonly id: string;
  readonly name: string;
}

/** Names are any length; nobody types more than this. */
const LONGEST = 200;

export const typedWords = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

export const calledAs = ({ id, name }: NodeFacts): Called => ({
  id: id.toLowerCase(),
  name: name?.slice(0, LONGEST).toLowerCase() ?? '',
});

export const hasAll = ({ id, name }: Called, words: readonly string[]): boolean =>
  words.every((word) => id.includes(word) || name.includes(word));

/** 0: its id, or the last part of it, is the word; 1: one of them or its name begins so; 2: its whole id does; 3: neither. */
export const closenessOf = ({ id, name }: Called, word: string): 0 | 1 | 2 | 3 => {
  const last = id.slice(id.lastIndexOf('/') + 1);
  if (id === word || last === word) return 0;
  if (last.startsWith(word) || name.startsWith(word)) return 1;
  return id.startsWith(word) ? 2 : 3;
};
