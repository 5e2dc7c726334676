/** What became of each node over time, read off a timeline: when it fell, when it was back, and how long it was down. */
import type { TimelineAnswer } from '../../model/messages.ts';

/** A time in which a node was not operational, in seconds; `until` is `Infinity` where it does not end. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  /** 1 to 3. */
  readonly rank: number;
}

export interface Fate {
  readonly position: number;
  /** In order; at least one. */
  readonly stretches: readonly Stretch[];
  readonly onset: number;
  /** `Infinity`: it does not come back, or was not seen to. */
  readonly recovered: number;
  /** Seconds in which it was not operational. */
  readonly down: number;
  /** The worst that it ever was. */
  readonly worst: number;
}

/** The intervals of a node. */
export const stretchesOf = (
  { start, from, until, ranks }: TimelineAnswer,
  position: number,
): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (let i = start[position]!; i < start[position + 1]!; i++)
    stretches.push({ from: from[i]!, until: until[i]!, rank: ranks[i]! });
  return stretches;
};

/** Of all nodes that were ever affected and are wanted: by onset, then by id (that is, position). */
export const fatesIn = (
  timeline: TimelineAnswer,
  isWanted: (position: number) => boolean,
): readonly Fate[] => {
  const fates: Fate[] = [];
  for (let position = 0; position + 1 < timeline.start.length; position++) {
    if (timeline.start[position] === timeline.start[position + 1] || !isWanted(position)) continue;
    const stretches = stretchesOf(timeline, position);
    fates.push({
      position,
      stretches,
      onset: stretches[0]!.from,
      recovered: stretches.at(-1)!.until,
      down: stretches.reduce((sum, { from, until }) => sum + until - from, 0),
      worst: stretches.reduce((worst, { rank }) => Math.max(worst, rank), 0),
    });
  }
  return fates.toSorted((a, b) => a.onset - b.onset || a.position - b.position);
};
