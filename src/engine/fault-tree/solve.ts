/**
 * A module's diagram under the first order under which it stays small. Orders are tried in turn with few nodes, then again
 * with more, up to the limit: what bad orders cost is then bounded by what the best one does.
 */
import { type Bdd, FALSE, MOST_LEVELS, TRUE } from './bdd.ts';
import { diagramOf } from './diagram.ts';
import { LimitReached, withinLimit } from './limit.ts';
import type { NodeTable } from './node-table.ts';
import { ORDERS, QUICK_ORDERS, type VariableOrder } from './orders.ts';
import type { FaultTree } from './tree.ts';

interface Diagram {
  readonly root: number;
  /** By level, from the first level on, the event. */
  readonly events: readonly number[];
}

/** Nodes that each quick order may have. */
const QUICK_BUDGET = 1_500;
/** Nodes that each order may have in the first round, and how many times more in each that follows. */
const FIRST_BUDGET = 6_000;
const GROWTH = 3;

/**
 * The function of a tree's top; its levels begin with the first that is given.
 *
 * @param most nodes that it may have, the table's own limit apart
 * @throws LimitReached
 */
export const solved = (bdd: Bdd, tree: FaultTree, firstLevel: number, most: number): Diagram => {
  const { table } = bdd;
  const { size, limit } = table;
  if (tree.eventCount > MOST_LEVELS) throw new LimitReached();
  const end = Math.min(limit, size + most);
  const known = new Map<VariableOrder, readonly number[]>();
  const tried = (orders: readonly VariableOrder[], budget: number): Diagram | undefined => {
    table.limit = Math.min(end, size + budget);
    for (const order of orders) {
      const events = known.get(order) ?? order(tree);
      known.set(order, events);
      const root = withinLimit(() => diagramOf(bdd, tree, levelsOf(tree, events, firstLevel)));
      if (root !== undefined) return { root, events };
      bdd.rewind(size);
    }
    return undefined;
  };
  try {
    let found = tried(QUICK_ORDERS, QUICK_BUDGET);
    for (let budget = FIRST_BUDGET; found === undefined; budget *= GROWTH) {
      // What would be the last round but one has all that there is: the same again with little more is time lost.
      found = tried(ORDERS, GROWTH * budget > end - size ? end - size : budget);
      if (found === undefined && table.limit === end) throw new LimitReached();
    }
    return found;
  } finally {
    table.limit = limit;
  }
};

/** Whether a tree is one gate over events, each of them once: its diagram is a chain that can be told without computing. */
export const isChain = ({ eventCount, gates, top }: FaultTree): boolean =>
  gates.length === 1 &&
  top === 2 * eventCount &&
  (gates[0]!.operator === 'and' || gates[0]!.operator === 'or') &&
  gates[0]!.inputs.length === eventCount &&
  gates[0]!.inputs.every((input, at) => input === 2 * at);

/** The diagram of such a tree. It is the same for the function and for the family of its minimal solutions. */
export const chained = (table: NodeTable, { eventCount, gates }: FaultTree, firstLevel: number): Diagram => {
  const isAnd = gates[0]!.operator === 'and';
  let root = isAnd ? TRUE : FALSE;
  for (let event = eventCount - 1; event >= 0; event--)
    root = isAnd ? table.node(firstLevel + event, FALSE, root) : table.node(firstLevel + event, root, TRUE);
  return { root, events: gates[0]!.inputs.map((input) => input >> 1) };
};

/** By event its level. */
export const levelsOf = (
  { eventCount }: FaultTree,
  events: readonly number[],
  firstLevel: number,
): Int32Array => {
  const levels = new Int32Array(eventCount).fill(-1);
  events.forEach((event, at) => (levels[event] = firstLevel + at));
  return levels;
};
