/**
 * Which drawn thing stands for which node, when some boxes are closed.
 *
 * Things have numbers: node p has p, box b has `nodes + b`, and what is left of box b, gathered in one closed box because
 * only some of it is wanted, has `nodes + boxes + b`.
 */
import type { Standing } from './standing.ts';

/** What is said of boxes. */
export interface Openness {
  /** By box. */
  readonly open: Uint8Array;
  /** By box: the box whose rest takes what is in it, unless that is wanted by itself; −1: it lies as it lies. */
  readonly restIn: Int32Array;
  /** Boxes that wanted nodes are in, at any depth; and, by position, those nodes. */
  readonly isOnWay: Uint8Array;
  readonly isWanted: Uint8Array;
}

export interface Folding {
  /** By position: the number of the thing that stands for the node; −1: it is not visible. */
  readonly thingOf: Int32Array;
  /** By box: the number of the closed thing that it is in, or is; −1: it is drawn, and open. */
  readonly closedIn: Int32Array;
  /** By box: it is drawn, open or closed. */
  readonly isDrawn: Uint8Array;
}

/** Folds what is in closed boxes into them. */
export const foldedBy = (standing: Standing, { open, restIn, isOnWay, isWanted }: Openness): Folding => {
  const { tree, stands, around, own, home, visible } = standing;
  const nodes = visible.length;
  const boxes = tree.boxes.length;
  const closedIn = new Int32Array(boxes).fill(-1);
  const isDrawn = new Uint8Array(boxes);
  for (let b = 0; b < boxes; b++) {
    if (stands[b] === 0) continue;
    const outer = around[b]!;
    const rest = restAt(tree.parent[b]!, restIn);
    if (outer >= 0 && closedIn[outer]! >= 0) closedIn[b] = closedIn[outer]!;
    else if (rest >= 0 && isOnWay[b] === 0) closedIn[b] = nodes + boxes + rest;
    else {
      isDrawn[b] = 1;
      if (open[b] === 0) closedIn[b] = nodes + b;
    }
  }
  const thingOf = new Int32Array(nodes).fill(-1);
  for (let position = 0; position < nodes; position++) {
    if (visible[position] === 0) continue;
    const box = own[position]!;
    const outer = home[position]!;
    if (box >= 0) thingOf[position] = closedIn[box]! >= 0 ? closedIn[box]! : nodes + box;
    else if (outer >= 0 && closedIn[outer]! >= 0) thingOf[position] = closedIn[outer]!;
    else {
      const inner = tree.own[position]!;
      const rest = restAt(inner >= 0 ? tree.parent[inner]! : tree.home[position]!, restIn);
      thingOf[position] = rest >= 0 && isWanted[position] === 0 ? nodes + boxes + rest : position;
    }
  }
  return { thingOf, closedIn, isDrawn };
};

const restAt = (box: number, restIn: Int32Array): number => (box < 0 ? -1 : restIn[box]!);
