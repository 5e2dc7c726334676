/** In which order boxes are opened for an overview: the cheapest first, for how much stands on what is in them. */
import type { Pairs } from './pairs.ts';
import type { Standing } from './standing.ts';

/** What an app costs, in other nodes: apps are what is looked for. */
const APP = 0.25;
/** Boxes around a node that are looked at: nobody nests further, and who does shall not wait for it. */
const MOST_LEVELS = 12;

export interface Step {
  /** What is opened at once: a box, or all boxes that gather the same in different places. */
  readonly boxes: readonly number[];
  /** What a box that is a node has in common with others beside it; undefined: nothing. */
  readonly rank: string | undefined;
  /** The picture has about so many things more. */
  readonly weight: number;
}

/** Boxes that may be opened for an overview, each after those around it. */
export const stepsOf = (
  standing: Standing,
  { isApp, pairs }: { readonly isApp: Uint8Array; readonly pairs: Pairs },
): readonly Step[] => {
  const { tree, stands, around } = standing;
  const { weights, isDull } = contentsOf(standing, isApp);
  const needed = neededIn(standing, pairs);
  const costs = weights.map((weight, b) => weight / (1 + Math.log2(1 + needed[b]!)));
  const depths = new Uint32Array(costs.length);
  const boxes = [...costs.keys()].filter((b) => stands[b] === 1);
  const inwards = (): void => {
    for (const b of boxes) {
      const outer = around[b]!;
      if (outer < 0) continue;
      costs[b] = Math.max(costs[b]!, costs[outer]!);
      depths[b] = depths[outer]! + 1;
      if (isDull[outer] === 1) isDull[b] = 1;
    }
  };

  // Of regions beside each other the one that most stands on is opened before the others.
  const foremost = new Map<string, number>();
  for (const b of boxes.toSorted((a, b) => needed[b]! - needed[a]! || a - b)) {
    const rank = rankOf(standing, b);
    if (rank === undefined) continue;
    costs[b] = Math.max(costs[b]!, foremost.get(rank) ?? 0);
    foremost.set(rank, costs[b]);
  }
  inwards();
  // Zones that are alike should look alike: what was gathered by the same is opened in all of them, or in none.
  const alike = new Map<string, number[]>();
  for (const b of boxes) {
    if (!tree.boxes[b]!.isGathered || isDull[b] === 1) continue;
    const what = `${depths[b]} ${tree.boxes[b]!.key.split('>').at(-1)!}`;
    const others = alike.get(what);
    if (others === undefined) alike.set(what, [b]);
    else others.push(b);
  }
  for (const group of alike.values()) {
    let most = 0;
    for (const b of group) most = Math.max(most, costs[b]!);
    for (const b of group) costs[b] = most;
  }
  inwards();

  const groupOf = new Map([...alike.values()].flatMap((group) => group.map((b) => [b, group] as const)));
  const firsts = boxes.filter((b) => isDull[b] === 0 && (groupOf.get(b) ?? [b])[0] === b);
  return firsts
    .toSorted((a, b) => costs[a]! - costs[b]! || depths[a]! - depths[b]! || needed[b]! - needed[a]! || a - b)
    .map((first) => {
      const together = groupOf.get(first) ?? [first];
      const weight = together.reduce((sum, b) => sum + weights[b]!, 0);
      return { boxes: together, rank: rankOf(standing, first), weight };
    });
};

/** What lies directly in each box; and whether it is better left closed: what only the alphabet divides tells nothing. */
const contentsOf = (
  { tree, stands, around, own, home, visible }: Standing,
  isApp: Uint8Array,
): { readonly weights: Float64Array; readonly isDull: Uint8Array } => {
  const weights = new Float64Array(tree.boxes.length);
  const isDull = new Uint8Array(tree.boxes.length);
  visible.forEach((isVisible, position) => {
    if (isVisible === 1 && own[position]! < 0 && home[position]! >= 0)
      weights[home[position]!]! += isApp[position] === 1 ? APP : 1;
  });
  tree.boxes.forEach((box, b) => {
    if (stands[b] === 0) return;
    const outer = around[b]!;
    if (outer >= 0) weights[outer]!++;
    if (!box.isDull) return;
    isDull[b] = 1;
    if (outer >= 0) isDull[outer] = 1;
  });
  return { weights, isDull };
};

const rankOf = ({ tree, around }: Standing, box: number): string | undefined => {
  const { kind } = tree.boxes[box]!;
  return kind === undefined ? undefined : `${around[box]!} ${kind}`;
};

/** By box: how many dependencies from outside lead into it. */
const neededIn = (
  { tree, around, own, home, visible }: Standing,
  { from, to, count }: Pairs,
): Uint32Array => {
  const needed = new Uint32Array(tree.boxes.length);
  for (let i = 0; i < count; i++) {
    const [source, target] = [from[i]!, to[i]!];
    if (visible[source] === 0 || visible[target] === 0) continue;
    const outside = own[source]! >= 0 ? own[source]! : home[source]!;
    let box = own[target]! >= 0 ? own[target]! : home[target]!;
    for (let level = 0; level < MOST_LEVELS && box >= 0; level++) {
      if (outside >= box && outside < tree.end[box]!) break;
      needed[box]!++;
      box = around[box]!;
    }
  }
  return needed;
};
