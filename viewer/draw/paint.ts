/** States over a picture: what each thing and each link looks like, to be compared with what it looked like before. */
import type { Rank } from '../../src/model/state.ts';
import type { Paint } from '../model/drawing.ts';
import type { Link, Picture, Thing } from './elements.ts';

export interface Look {
  /** Its own state; of a box that is no node: operational. */
  readonly rank: Rank;
  /** It fails by itself. */
  readonly isFault: boolean;
  /** How many of those inside are in which state, by rank; of boxes only. */
  readonly counts: Counts | undefined;
}

export type Counts = readonly [operational: number, degraded: number, partial: number, outage: number];

/** Nothing fails. */
export const NO_PAINT: Paint = { ranks: new Uint8Array(0), faults: new Set() };

export const rankAt = ({ ranks }: Paint, position: number | undefined): Rank =>
  position === undefined ? 0 : ((ranks[position] ?? 0) as Rank);

/** A box that is no node is a fault if all of it is. */
export const lookOf = (thing: Thing, paint: Paint): Look => ({
  rank: rankAt(paint, thing.position),
  isFault: thing.position !== undefined && paint.faults.has(thing.position),
  counts: thing.members === undefined ? undefined : countsOf(thing.members, paint),
});

export const countsOf = (members: Uint32Array, { ranks }: Paint): Counts => {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const position of members) counts[(ranks[position] ?? 0) as Rank]++;
  return counts;
};

export const affectedOf = ([, degraded, partial, outage]: Counts): number => degraded + partial + outage;

/** Both looks are drawn the same. */
export const isSameLook = (a: Look | undefined, b: Look): boolean =>
  a !== undefined &&
  a.rank === b.rank &&
  a.isFault === b.isFault &&
  (a.counts === b.counts || (a.counts?.every((count, rank) => count === b.counts?.[rank]) ?? false));

/**
 * How much of a failure went along the link: the least of what its ends are in, the most among all that it stands for.
 * What arrives at the one that requires is never worse than what the required one is in.
 */
export const carriedBy = ({ pairs }: Link, paint: Paint): Rank => {
  let most: Rank = 0;
  for (let i = 0; i + 1 < pairs.length && most < 3; i += 2) {
    const from = rankAt(paint, pairs[i]);
    const to = rankAt(paint, pairs[i + 1]);
    const least = from < to ? from : to;
    if (least > most) most = least;
  }
  return most;
};

/** Elements of what has just changed; a closed box is lit for what is in it. */
export const freshElements = ({ scene }: Picture, { fresh }: Paint): ReadonlySet<string> => {
  const elements = new Set<string>();
  for (const position of fresh ?? []) {
    const element = scene.elementOf[position] ?? '';
    if (element !== '') elements.add(element);
  }
  return elements;
};
