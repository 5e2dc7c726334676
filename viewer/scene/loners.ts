/**
 * A box for what has nothing to do with the rest: nodes in no box, that require nothing and are required by nothing.
 *
 * A row of them would make every picture wide and tell nothing. The box is closed until somebody opens it.
 */
import type { Pairs } from './pairs.ts';
import { type Draft, type Tree, treeOf } from './tree.ts';

/** So few are no trouble. */
const FEW = 8;

/** The tree with a box around them, if they are many, and not all that there is. */
export const withLoners = (tree: Tree, { start, dependentStart }: Pairs): Tree => {
  const isLoner = (position: number): boolean =>
    tree.own[position]! < 0 &&
    tree.home[position]! < 0 &&
    start[position] === start[position + 1] &&
    dependentStart[position] === dependentStart[position + 1];
  const loners = [...tree.home.keys()].filter(isLoner);
  if (loners.length <= FEW || loners.length === tree.home.length) return tree;
  const drafts = tree.boxes.map((box, b): Draft => ({ ...box, parent: tree.parent[b]! }));
  const home = tree.home.slice();
  for (const position of loners) home[position] = drafts.length;
  const label = 'without dependencies';
  return treeOf(
    [...drafts, { key: 'auto:unconnected', label, parent: -1, isGathered: true, isDull: true }],
    home,
  );
};
