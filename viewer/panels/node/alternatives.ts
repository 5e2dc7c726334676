/** Nodes that could stand in for another: of the same kind first, the most alike by id before the others. */
import type { SideFacts } from '../../model/messages.ts';
import { nodeOf } from '../../parts/positions.ts';

/** Choices below the field. */
const MOST = 20;

/**
 * Ids that contain what was typed, in the order in which they are worth a thought.
 *
 * @param typed '' offers only nodes of the kind of `to`.
 */
export const alternativesFor = (
  facts: SideFacts,
  from: string,
  to: string,
  typed: string,
): readonly string[] => {
  const kind = nodeOf(facts, to)?.kind;
  const text = typed.trim().toLowerCase();
  const found = facts.nodes
    .filter(({ id }) => id !== from && id !== to)
    .filter((node) => (text === '' ? node.kind === kind : node.id.toLowerCase().includes(text)));
  return found
    .map(({ id, kind: own }) => ({ id, isSame: own === kind, shared: sharedParts(id, to) }))
    .toSorted((a, b) => Number(b.isSame) - Number(a.isSame) || b.shared - a.shared)
    .slice(0, MOST)
    .map(({ id }) => id);
};

/** Segments that two ids have in common, wherever they stand: `orders/us-west-2` is like `orders/us-east-1`. */
const sharedParts = (id: string, other: string): number => {
  const parts = new Set(other.split('/'));
  return id.split('/').filter((part) => parts.has(part)).length;
};
