/**
 * Which boxes are open by themselves: all of them, if the picture stays small enough; else those that say most for what
 * they cost. It depends on nothing that the user opened or closed, so what one box is opened for closes no other.
 */
import type { Arrower } from './arrows.ts';
import { type Folding, type Openness, foldedBy } from './folding.ts';
import type { Pairs } from './pairs.ts';
import { type Standing, standingIn } from './standing.ts';
import { stepsOf } from './steps.ts';
import type { Tree } from './tree.ts';

/** However large an estate is, its overview may have so many elements, if the budget allows it. */
const LEAST_ROOM = 700;
/** Pictures that are tried beyond the first boxes that do not fit. */
const MOST_TRIES = 12;

export interface Estimate {
  readonly pairs: Pairs;
  readonly arrower: Arrower;
  /** By position. */
  readonly isApp: Uint8Array;
}

export interface Overview {
  readonly standing: Standing;
  /** By box. */
  readonly open: Uint8Array;
  /** Elements that the budget still has room for. */
  readonly spare: number;
  /** Arrows that are drawn, the strongest: even with all closed there are too many. Infinity: all are. */
  readonly mostArrows: number;
}

/**
 * @param whole the boxes of the grouping
 * @param gathered the same with boxes where nobody drew any, asked for only if it is too much
 * @param budget elements that the picture may have
 */
export const overviewOf = (
  whole: Tree,
  gathered: () => Tree,
  visible: Uint8Array,
  estimate: Estimate,
  budget: number,
): Overview => {
  const standing = standingIn(whole, visible);
  const everything = Uint8Array.from(whole.boxes, ({ isDull }) => (isDull ? 0 : 1));
  const total = elements(standing, foldedBy(standing, lying(everything, visible.length)), estimate, Infinity);
  if (total <= budget) return { standing, open: everything, spare: budget - total, mostArrows: Infinity };
  const crowd = standingIn(gathered(), visible);
  // The more there is, the less of it an overview has room for.
  const room = Math.min(budget, Math.max(LEAST_ROOM, Math.floor(budget ** 2 / total)));
  const { open, count } = openedWithin(crowd, estimate, room);
  const mostArrows = count <= room ? Infinity : arrowRoom(crowd, open, room, budget);
  return { standing: crowd, open, spare: Math.max(0, budget - count), mostArrows };
};

/** Where too many things need each other to draw it all: as many arrows as leave a picture, within the budget. */
const arrowRoom = (standing: Standing, open: Uint8Array, room: number, budget: number): number => {
  const things = thingsIn(foldedBy(standing, lying(open, standing.visible.length)));
  return Math.max(0, Math.min(budget - things, Math.max(room - things, 2 * things)));
};

/** Nodes and boxes that are drawn. */
const thingsIn = ({ isDrawn, thingOf }: Folding): number => {
  let things = 0;
  for (const isOne of isDrawn) things += isOne;
  thingOf.forEach((thing, position) => {
    if (thing === position) things++;
  });
  return things;
};

/** The same and the arrows between; more than `most`: not all were counted. */
const elements = (standing: Standing, folding: Folding, { arrower }: Estimate, most: number): number => {
  const things = thingsIn(folding);
  return things > most ? things : things + arrower.count(standing, folding, most - things);
};

/** Openness without anything that must be seen. */
const lying = (open: Uint8Array, nodes: number): Openness => ({
  open,
  restIn: new Int32Array(open.length).fill(-1),
  isOnWay: new Uint8Array(open.length),
  isWanted: new Uint8Array(nodes),
});

/** Boxes open from outside to inside, the cheapest first, as long as there is room. */
const openedWithin = (
  standing: Standing,
  estimate: Estimate,
  room: number,
): { readonly open: Uint8Array; readonly count: number } => {
  const { tree, visible } = standing;
  const steps = stepsOf(standing, estimate);
  const open = new Uint8Array(tree.boxes.length);
  const counted = (): number =>
    elements(standing, foldedBy(standing, lying(open, visible.length)), estimate, Math.max(room, count));
  let count = Infinity;
  count = counted();
  if (count > room) return { open, count };
  // Opening a box never makes less of a picture: the most that fits is found by halving.
  const upTo = (end: number): void =>
    steps.forEach(({ boxes }, i) => boxes.forEach((box) => (open[box] = i < end ? 1 : 0)));
  let fits = 0;
  let bursts = steps.length + 1;
  while (bursts - fits > 1) {
    const middle = (fits + bursts) >> 1;
    upTo(middle);
    const here = counted();
    if (here <= room) [fits, count] = [middle, here];
    else bursts = middle;
  }
  upTo(fits);
  let tries = 0;
  // Of regions beside each other none is opened instead of one that more stands on.
  const passed = new Set<string | undefined>([steps[fits]?.rank]);
  for (const { boxes, rank, weight } of steps.slice(fits + 1)) {
    if (tries === MOST_TRIES) break;
    const seen = boxes.filter((box) => isSeen(standing, open, box));
    if (seen.length === 0 || (rank !== undefined && passed.has(rank))) continue;
    let here = Infinity;
    if (count + weight <= room) {
      tries++;
      for (const box of seen) open[box] = 1;
      here = counted();
    }
    if (here <= room) count = here;
    else {
      for (const box of seen) open[box] = 0;
      passed.add(rank);
    }
  }
  return { open, count };
};

const isSeen = ({ around }: Standing, open: Uint8Array, box: number): boolean =>
  around[box]! < 0 || open[around[box]!] === 1;
