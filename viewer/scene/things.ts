/** What is drawn besides arrows, as layouts take it: boxes, each before what is inside of it, then nodes. */
import type { Estate } from '../../src/model/estate.ts';
import type { LayoutInput } from '../model/layout.ts';
import type { SceneBox } from '../model/scene.ts';
import type { Grouping } from '../model/state.ts';
import { labelLength, relativeTo } from './names.ts';
import { type Opening, REST } from './opening.ts';
import {
  CLOSED_HEIGHT,
  CLOSED_WIDTH,
  LABEL_HEIGHT,
  LABEL_LENGTH,
  NODE_HEIGHT,
  openWidth,
  tierOf,
  widthWith,
} from './sizes.ts';
import type { Folding } from './folding.ts';
import type { Standing } from './standing.ts';

/** A box without its place; `parent` is the index of the thing around it, −1: none. */
export interface BoxThing extends Omit<SceneBox, 'element' | 'parent' | 'x' | 'y' | 'width' | 'height'> {
  readonly parent: number;
}

export interface Things {
  readonly boxes: readonly BoxThing[];
  /** Positions of the nodes that are drawn, ascending: their things come after those of the boxes. */
  readonly nodes: Uint32Array;
  readonly sizes: Pick<LayoutInput, 'keys' | 'parents' | 'widths' | 'heights' | 'tiers'>;
  /** The index of the thing that has a number of `Folding`. */
  readonly indexOf: (number: number) => number;
  /** The element of the thing at an index. */
  readonly elementOf: (index: number) => string;
  /** By a number of `Folding`: it is there because the user asked for it. */
  readonly isAsked: (number: number) => boolean;
}

export const thingsOf = (estate: Estate, opening: Opening, by: Grouping): Things => {
  const { standing, folding, openness } = opening;
  const { tree, around, home, visible } = standing;
  const boxCount = tree.boxes.length;
  const indices = new Int32Array(visible.length + 2 * boxCount).fill(-1);
  const indexOf = (number: number): number => (number < 0 ? -1 : indices[number]!);
  const boxAt = (box: number): number => (box < 0 ? -1 : indexOf(visible.length + box));
  const isAskedBox = (box: number): boolean => box >= 0 && opening.isAsked[box] === 1;
  const boxes = [...drawnBoxes(opening), ...restBoxes(opening)].map(
    ({ number, outer, ...told }, index): BoxThing => {
      indices[number] = index;
      return { ...told, parent: boxAt(outer) };
    },
  );
  const nodes = Uint32Array.from(folding.thingOf.keys()).filter(
    (position) => folding.thingOf[position] === position,
  );
  nodes.forEach((position, i) => (indices[position] = boxes.length + i));

  const tiers = Float64Array.from(estate.nodes, ({ kind }) => tierOf(kind));
  const keys: string[] = [];
  const [parents, widths, heights, places] = [[], [], [], []] as number[][] as [
    number[],
    number[],
    number[],
    number[],
  ];
  const add = (key: string, parent: number, width: number, height: number, tier: number): void => {
    keys.push(key);
    parents.push(parent);
    widths.push(width);
    heights.push(height);
    places.push(tier);
  };
  for (const { key, label, position, members, parent, isOpen } of boxes)
    add(
      layoutKey(key),
      parent,
      isOpen ? openWidth(label.length) : CLOSED_WIDTH,
      CLOSED_HEIGHT,
      position === undefined ? mean(tiers, members) : tiers[position]!,
    );
  for (const position of nodes) {
    const { id, name } = estate.nodes[position]!;
    const outer = home[position]!;
    const place = outer < 0 ? undefined : tree.boxes[outer]!.position;
    const short = relativeTo(id, place === undefined ? undefined : estate.nodes[place]!.id);
    // A node that is a box now and none then is the same thing.
    const key = by === 'place' ? `place:${id}` : `node:${id}`;
    add(
      key,
      boxAt(outer),
      widthWith(labelLength(short, name, LABEL_LENGTH)),
      NODE_HEIGHT + LABEL_HEIGHT,
      tiers[position]!,
    );
  }
  return {
    boxes,
    nodes,
    sizes: {
      keys,
      parents: Int32Array.from(parents),
      widths: Float32Array.from(widths),
      heights: Float32Array.from(heights),
      tiers: Uint8Array.from(places),
    },
    indexOf,
    elementOf: (index) => (index < boxes.length ? `b${index}` : `n${nodes[index - boxes.length]!}`),
    isAsked: (number) => {
      const box = number - visible.length;
      if (box < 0) return openness.isWanted[number] === 1 || isAskedBox(home[number]!);
      return box >= boxCount || isAskedBox(box) || isAskedBox(around[box]!);
    },
  };
};

/** Those without an owner come last. */
const layoutKey = (key: string): string => (key === 'owner:' ? 'owner:\uffff' : key);

const mean = (tiers: Float64Array, members: Uint32Array): number => {
  let sum = 0;
  for (const position of members) sum += tiers[position]!;
  return Math.round(sum / Math.max(1, members.length));
};

interface Numbered extends Omit<BoxThing, 'parent'> {
  readonly number: number;
  /** The box of the tree around it. */
  readonly outer: number;
}

const drawnBoxes = ({ standing, folding }: Opening): readonly Numbered[] => {
  const { tree, around, visible } = standing;
  const members = membersIn(standing, folding);
  return tree.boxes.flatMap(({ key, label, kind, position }, b): readonly Numbered[] =>
    folding.isDrawn[b] === 0
      ? []
      : [
          {
            number: visible.length + b,
            outer: around[b]!,
            key,
            label,
            ...(kind === undefined ? {} : { kind }),
            ...(position === undefined ? {} : { position }),
            isOpen: folding.closedIn[b]! < 0,
            members: members.get(b)!,
          },
        ],
  );
};

/** What is left of boxes that are open only for some of what is in them. */
const restBoxes = ({ standing, folding }: Opening): readonly Numbered[] => {
  const { tree, around, stands, visible } = standing;
  const first = visible.length + tree.boxes.length;
  const members = new Map<number, number[]>();
  folding.thingOf.forEach((number, position) => {
    if (number < first) return;
    const others = members.get(number - first);
    if (others === undefined) members.set(number - first, [position]);
    else others.push(position);
  });
  return [...members]
    .toSorted(([a], [b]) => a - b)
    .map(([box, positions]) => {
      const { key, label, isGathered } = tree.boxes[box]!;
      return {
        number: first + box,
        outer: stands[box] === 1 ? box : around[box]!,
        key: REST + key,
        label: isGathered ? `other ${label}` : 'others',
        isOpen: false,
        members: Uint32Array.from(positions),
      };
    });
};

/** By drawn box: the visible nodes in it at any depth, its own included, ascending. */
const membersIn = (
  { tree, visible, stands, around, own, home, sizes }: Standing,
  { thingOf, isDrawn }: Folding,
): ReadonlyMap<number, Uint32Array> => {
  const members = new Map<number, Uint32Array>();
  isDrawn.forEach((is, b) => {
    if (is === 1) members.set(b, new Uint32Array(sizes[b]!));
  });
  const next = new Uint32Array(tree.boxes.length);
  const rests = visible.length + tree.boxes.length;
  for (let position = 0; position < visible.length; position++) {
    if (visible[position] === 0) continue;
    // From the drawn box that is or holds what stands for the node, outwards: all around that are drawn.
    const thing = thingOf[position]!;
    let box = own[position]! >= 0 ? own[position]! : home[position]!;
    if (thing >= rests) box = stands[thing - rests] === 1 ? thing - rests : around[thing - rests]!;
    else if (thing >= visible.length) box = thing - visible.length;
    for (; box >= 0; box = around[box]!) members.get(box)![next[box]!++] = position;
  }
  return members;
};
