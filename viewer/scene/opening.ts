/**
 * Which boxes are open: those that are by themselves, but for what the user opened or closed, and whatever else is around
 * what must be seen.
 */
import { type Folding, type Openness, foldedBy } from './folding.ts';
import type { Overview } from './overview.ts';
import type { Pairs } from './pairs.ts';
import { type Standing, standingIn } from './standing.ts';

/** Fewer things than these are not worth a box of what is left. */
const LEAST_REST = 4;

export interface Asked {
  /** Keys of boxes. */
  readonly opened: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
  /** Positions that must be seen by themselves. */
  readonly shown: readonly number[];
}

export interface Opening {
  readonly standing: Standing;
  readonly openness: Openness;
  readonly folding: Folding;
  /** By box: it was opened by hand, or for what must be seen: all that touches it is drawn. */
  readonly isAsked: Uint8Array;
  /** As in `Overview`, of the other arrows. */
  readonly mostArrows: number;
}

/** What is open by itself, and what the user wants besides. */
export const openingOf = (
  { standing, open: byItself, spare, mostArrows }: Overview,
  pairs: Pairs,
  { opened, closed, shown }: Asked,
): Opening => {
  const { tree, visible } = standing;
  const { boxes, parent } = tree;
  const open = byItself.slice();
  const isByHand = new Uint8Array(boxes.length);
  boxes.forEach(({ key }, b) => {
    if (closed.has(key)) open[b] = 0;
  });
  boxes.forEach(({ key }, b) => {
    const isAgain = opened.has(key);
    if (standing.stands[b] === 0 || !(isAgain || opened.has(`${REST}${key}`))) return;
    if (byItself[b] === 1 && open[b] === 1) return;
    open[b] = 1;
    isByHand[b] = 1;
    if (mostIn(standing, b, pairs) > spare) return;
    for (let inner = b + 1; inner < tree.end[b]!; inner++)
      if (!closed.has(boxes[inner]!.key)) open[inner] = 1;
  });

  const isOnWay = new Uint8Array(boxes.length);
  const isWanted = new Uint8Array(visible.length);
  const isForWanted = new Uint8Array(boxes.length);
  for (const position of shown) {
    if (visible[position] !== 1) continue;
    isWanted[position] = 1;
    const own = tree.own[position]!;
    if (own >= 0) isOnWay[own] ||= SEEN;
    for (let b = own >= 0 ? parent[own]! : tree.home[position]!; b >= 0; b = parent[b]!) {
      if (isOnWay[b] === CLIMBED) break;
      isOnWay[b] = CLIMBED;
      if (open[b] === 1 || standing.stands[b] === 0) continue;
      open[b] = 1;
      isForWanted[b] = 1;
    }
  }

  // A box that nobody drew and nobody opened is not drawn: what is in it lies in the box around it.
  const taken = Uint8Array.from(boxes, ({ isGathered }, b) =>
    isGathered && open[b] === 1 && isByHand[b] === 0 ? 1 : 0,
  );
  const left = standingIn(tree, visible, taken);
  const openness = { open, restIn: restsOf(left, isForWanted, isOnWay, isWanted), isOnWay, isWanted };
  const isAsked = isByHand.map((byHand, b) => byHand | isForWanted[b]!);
  return { standing: left, openness, folding: foldedBy(left, openness), isAsked, mostArrows };
};

/** A box that must be seen itself, and one that what must be seen is in. */
const SEEN = 1;
const CLIMBED = 2;

/** Begins the key of what is left of a box. */
export const REST = 'rest:';

/** The most elements that a box can have in it when all is open, and those that touch it. */
const mostIn = ({ tree, visible }: Standing, box: number, pairs: Pairs): number => {
  let most = tree.end[box]! - box;
  visible.forEach((isVisible, position) => {
    if (isVisible === 0) return;
    const home = tree.own[position]! >= 0 ? tree.own[position]! : tree.home[position]!;
    if (home < box || home >= tree.end[box]!) return;
    const { start, dependentStart } = pairs;
    most += 1 + start[position + 1]! - start[position]!;
    most += dependentStart[position + 1]! - dependentStart[position]!;
  });
  return most;
};

/** By box: the box whose rest takes what is directly in it, because it is open only for what must be seen. */
const restsOf = (
  { tree, stands, visible }: Standing,
  isForWanted: Uint8Array,
  isOnWay: Uint8Array,
  isWanted: Uint8Array,
): Int32Array => {
  const { boxes, parent, own, home } = tree;
  const restIn = new Int32Array(boxes.length).fill(-1);
  const outerRest = (b: number): number => (parent[b]! < 0 ? -1 : restIn[parent[b]!]!);
  for (let b = 0; b < boxes.length; b++) {
    // What is left of boxes that nobody drew goes together with what is left around them.
    if (isForWanted[b] === 1) restIn[b] = boxes[b]!.isGathered && outerRest(b) >= 0 ? outerRest(b) : b;
    else if (stands[b] === 0) restIn[b] = outerRest(b);
  }
  const things = new Uint32Array(boxes.length);
  for (let b = 0; b < boxes.length; b++)
    if (stands[b] === 1 && isOnWay[b] === 0 && outerRest(b) >= 0) things[outerRest(b)]!++;
  visible.forEach((isVisible, position) => {
    const box = own[position]!;
    if (isVisible === 0 || isWanted[position] === 1 || (box >= 0 && stands[box] === 1)) return;
    const rest = box >= 0 ? outerRest(box) : home[position]! < 0 ? -1 : restIn[home[position]!]!;
    if (rest >= 0) things[rest]!++;
  });
  return restIn.map((rest) => (rest >= 0 && things[rest]! >= LEAST_REST ? rest : -1));
};
