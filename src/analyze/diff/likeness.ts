/** How much two nodes are called alike: by id, by name, by where they are known from. */
import { distance } from 'fastest-levenshtein';
import type { Node } from '../../model/node.ts';

/** Longer texts are compared by their ends alone: the time grows with the product of the lengths. */
const LONGEST = 200;

/** From 0 to 1; the same in both directions. */
export const likeness = (a: Node, b: Node): number =>
  Math.max(
    similarity(a.id, b.id),
    similarity(lastOf(a.id), lastOf(b.id)) * NEARLY,
    a.name !== undefined && a.name === b.name ? NEARLY : 0,
    a.source !== undefined && a.source === b.source ? NEARLY : 0,
  );

/** What is less than the same id. */
const NEARLY = 0.9;

/** Whether two that share nothing else may be one. */
export const isAlike = (a: Node, b: Node): boolean => likeness(a, b) >= 0.5;

const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

const similarity = (a: string, b: string): number => {
  const [x, y] = [a.slice(-LONGEST), b.slice(-LONGEST)];
  const longest = Math.max(x.length, y.length);
  return longest === 0 ? 1 : 1 - distance(x, y) / longest;
};
