/** Where ids stand in a side: the page knows nodes by position, links and reports by id. */
import type { NodeFacts, SideFacts } from '../model/messages.ts';

const known = new WeakMap<SideFacts, ReadonlyMap<string, number>>();

/** Positions by id; made once a side. */
export const positionsOf = (facts: SideFacts): ReadonlyMap<string, number> => {
  let positions = known.get(facts);
  if (positions === undefined) {
    positions = new Map(facts.nodes.map(({ id }, position) => [id, position]));
    known.set(facts, positions);
  }
  return positions;
};

/** The node of an id; undefined if the side has none. */
export const nodeOf = (facts: SideFacts, id: string): NodeFacts | undefined => {
  const position = positionsOf(facts).get(id);
  return position === undefined ? undefined : facts.nodes[position];
};
