/** What is left of a tree where not all nodes are visible, and some boxes are taken away: who lies in what. */
import type { Tree } from './tree.ts';

export interface Standing {
  readonly tree: Tree;
  readonly visible: Uint8Array;
  /** Boxes with something in them. What lies in one that does not stand lies in the one around it. */
  readonly stands: Uint8Array;
  /** By box: the standing box around it; −1: none. */
  readonly around: Int32Array;
  /** By position: the standing box that the node is; −1: it is none. */
  readonly own: Int32Array;
  /** By position: the standing box around the node, or around the box that it is; −1: none. */
  readonly home: Int32Array;
  /** By box: visible nodes in it at any depth, its own included. */
  readonly sizes: Uint32Array;
}

/** @param taken boxes that are taken away */
export const standingIn = (tree: Tree, visible: Uint8Array, taken?: Uint8Array): Standing => {
  const { boxes, parent } = tree;
  const sizes = sizesOf(tree, visible);
  const stands = Uint8Array.from(boxes, ({ position, isGathered }, b) => {
    if (taken?.[b] === 1) return 0;
    if (position !== undefined) return visible[position] === 1 && sizes[b]! > 1 ? 1 : 0;
    return sizes[b]! >= (isGathered ? 2 : 1) ? 1 : 0;
  });
  const around = new Int32Array(boxes.length).fill(-1);
  const inside = (box: number): number => (box < 0 || stands[box] === 1 ? box : around[box]!);
  for (let b = 0; b < boxes.length; b++) around[b] = inside(parent[b]!);
  const own = tree.own.map((b) => (b >= 0 && stands[b] === 1 ? b : -1));
  const home = tree.home.map((box, position) => {
    const b = tree.own[position]!;
    return b >= 0 ? around[b]! : inside(box);
  });
  return { tree, visible, stands, around, own, home, sizes };
};

const sizesOf = ({ boxes, parent, home, own }: Tree, visible: Uint8Array): Uint32Array => {
  const sizes = new Uint32Array(boxes.length);
  visible.forEach((isVisible, position) => {
    const box = own[position]! >= 0 ? own[position]! : home[position]!;
    if (isVisible === 1 && box >= 0) sizes[box]!++;
  });
  for (let b = boxes.length - 1; b >= 0; b--) if (parent[b]! >= 0) sizes[parent[b]!]! += sizes[b]!;
  return sizes;
};
