/** What `for … of`, spreading and taking apart go through. */
import { isCollection } from './collections.ts';
import type { Value } from './value.ts';
import { listOf, plainValue, stringIn } from './values.ts';

const MOST_LETTERS = 1000;

/** The items of a list, the letters of a text, the pairs of a map. */
export const iterated = (value: Value): { readonly items: readonly Value[]; readonly isOpen: boolean } => {
  if (value.kind === 'list') return value;
  const text = stringIn(value);
  if (text !== undefined) {
    const items = Array.from(text.slice(0, MOST_LETTERS), plainValue);
    return { items, isOpen: text.length > MOST_LETTERS };
  }
  if (value.kind === 'object' && isCollection(value)) {
    const items = Array.from(value.entries, ([key, item]) => listOf([plainValue(key), item]));
    return { items, isOpen: value.isOpen };
  }
  return { items: [], isOpen: value.kind !== 'plain' };
};
