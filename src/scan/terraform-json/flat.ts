/**
 * Attributes as states before version 4 write them: one flat map of `security_groups.#: 1`, `security_groups.39825: sg-1`,
 * `tags.%: 1`, `tags.Name: a`. Made into what they mean: lists and maps.
 */
import type { Plain } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import { entriesOf } from '../tree.ts';

interface Branch {
  readonly members: Map<string, Branch>;
  text?: string;
  /** A count of items stands beside the members: they are items, keyed by index or hash. */
  isList: boolean;
}

const branch = (): Branch => ({ members: new Map(), isList: false });

export const unflattened = (attributes: Plain | undefined): Plain => {
  const root = branch();
  for (const [key, value] of entriesOf(attributes)) {
    if (typeof value === 'string') put(root, key, value);
  }
  return plainOf(root);
};

const put = (root: Branch, key: string, text: string): void => {
  let node = root;
  for (const step of key.split('.')) {
    if (step === '#') node.isList = true;
    // Both are counts of what follows.
    if (step === '#' || step === '%') return;
    let next = node.members.get(step);
    if (next === undefined) node.members.set(step, (next = branch()));
    node = next;
  }
  node.text = text;
};

const plainOf = ({ members, text, isList }: Branch): Plain => {
  if (members.size === 0 && text !== undefined) return text;
  const entries = [...members];
  if (!isList) return Object.fromEntries(entries.map(([key, member]) => [key, plainOf(member)]));
  return entries
    .toSorted(([a], [b]) => Number(a) - Number(b) || byCodePoint(a, b))
    .map(([, member]) => plainOf(member));
};
