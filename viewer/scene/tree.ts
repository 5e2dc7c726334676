/**
 * Boxes in boxes with nodes in them, as flat lists: a box comes before all that is inside of it, so that whatever is
 * told from outside to inside or back is one pass, however deep they are.
 */
import type { Kind } from '../../src/model/kind.ts';

interface Box {
  readonly key: string;
  readonly label: string;
  readonly kind?: Kind;
  /** The node that it is. */
  readonly position?: number;
  /** Nobody drew this box: it gathers what would be too much to look at. */
  readonly isGathered: boolean;
  /** It is not opened for an overview: what is in it is no better to look at. */
  readonly isDull: boolean;
}

export interface Tree {
  readonly boxes: readonly Box[];
  /** The box around each box; −1: none. */
  readonly parent: Int32Array;
  /** What is inside of box b, at any depth: the boxes between b and end[b]. */
  readonly end: Int32Array;
  /** By position: the box that the node is directly inside of; −1: none. */
  readonly home: Int32Array;
  /** By position: the box that the node is; −1: none. */
  readonly own: Int32Array;
}

/** A box before it has its place in the list. */
export interface Draft extends Box {
  /** Number of the draft around it; −1: none. There are no circles. */
  parent: number;
}

/**
 * The tree of drafts; siblings stay in the order of the drafts.
 *
 * @param home by position: the number of the draft that the node is directly inside of, −1: none
 */
export const treeOf = (drafts: readonly Draft[], home: Int32Array): Tree => {
  const order = orderOf(drafts);
  const numbers = new Int32Array(drafts.length);
  order.forEach((draft, number) => (numbers[draft] = number));
  const renumbered = (draft: number): number => (draft < 0 ? -1 : numbers[draft]!);
  const parent = Int32Array.from(order, (draft) => renumbered(drafts[draft]!.parent));
  const own = new Int32Array(home.length).fill(-1);
  order.forEach((draft, number) => {
    const { position } = drafts[draft]!;
    if (position !== undefined) own[position] = number;
  });
  return {
    boxes: order.map((draft) => {
      const { parent: _, ...box } = drafts[draft]!;
      return box;
    }),
    parent,
    end: endsOf(parent),
    home: home.map(renumbered),
    own,
  };
};

/** Drafts, each before those inside of it. */
const orderOf = (drafts: readonly Draft[]): readonly number[] => {
  const inside = new Map<number, number[]>();
  drafts.forEach(({ parent }, draft) => {
    const siblings = inside.get(parent);
    if (siblings === undefined) inside.set(parent, [draft]);
    else siblings.push(draft);
  });
  const order: number[] = [];
  const open = inside.get(-1)?.toReversed() ?? [];
  for (let draft = open.pop(); draft !== undefined; draft = open.pop()) {
    order.push(draft);
    for (const inner of inside.get(draft)?.toReversed() ?? []) open.push(inner);
  }
  return order;
};

const endsOf = (parent: Int32Array): Int32Array => {
  const end = Int32Array.from(parent, (_, number) => number + 1);
  for (let number = parent.length - 1; number >= 0; number--) {
    const around = parent[number]!;
    if (around >= 0) end[around] = Math.max(end[around]!, end[number]!);
  }
  return end;
};
