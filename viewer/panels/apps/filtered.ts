/** The filter above the table of apps: words that a row must have, or a selection of the command line. */
import { stateOf } from '../../../src/model/state.ts';
import type { NodeFacts } from '../../model/messages.ts';
import type { AppRow } from './rows.ts';

/** Whether a filter is a selection (`owner:web tier:1`, `shop/**`, `!kind:dns`) rather than words. */
export const isSelection = (filter: string): boolean =>
  /(?:^|\s)!?(?:kind|owner|tier|tag|in):\S/.test(filter) || /[*?{[]|(?:^|\s)!\S/.test(filter);

/** Rows that have all the words, in whatever case. */
export const withWords = (rows: readonly AppRow[], filter: string): readonly AppRow[] => {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ facts, rank }) => {
    const text = `${stateOf(rank)}\n${textOf(facts)}`;
    return words.every((word) => text.includes(word));
  });
};

/** Characters of one text that are searched: names may be books. */
const MOST = 1_000;

const texts = new WeakMap<NodeFacts, string>();

const textOf = (facts: NodeFacts): string => {
  let text = texts.get(facts);
  if (text === undefined) {
    const { id, name = '', owner = '', tier, tags } = facts;
    text = [id, name, owner, tier === undefined ? '' : `tier:${tier}`, ...tags.slice(0, 50)]
      .map((one) => one.slice(0, MOST).toLowerCase())
      .join('\n');
    texts.set(facts, text);
  }
  return text;
};
