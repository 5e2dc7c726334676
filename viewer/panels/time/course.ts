/** How many nodes were in which state in the course of time, in columns: the picture behind the scrubber. */
import type { TimelineAnswer } from '../../model/messages.ts';

/** How many are in each state at once; by rank, 0 is not counted. */
export type Load = readonly [never: 0, degraded: number, partial: number, outage: number];

const NOTHING: Load = [0, 0, 0, 0];

/** How many there are, then how bad. */
const isWorse = (a: Load, b: Load): boolean => {
  const [more, less] = [total(a), total(b)];
  if (more !== less) return more > less;
  return a[3] !== b[3] ? a[3] > b[3] : a[2] > b[2];
};

export const total = ([, degraded, partial, outage]: Load): number => degraded + partial + outage;

/**
 * The worst moment of each column: nothing is too short to be seen.
 *
 * @param end Seconds at the right end of the last column.
 */
export const courseOf = (
  timeline: TimelineAnswer,
  isCounted: (position: number) => boolean,
  end: number,
  columns: number,
): readonly Load[] => {
  const course = Array.from({ length: columns }, () => NOTHING);
  const columnOf = (seconds: number): number => Math.floor((seconds * columns) / end);
  let load = NOTHING;
  let since = 0;
  const fill = (until: number): void => {
    const last = Math.max(columnOf(since) + 1, Math.ceil((until * columns) / end));
    for (let column = columnOf(since); column < Math.min(columns, last); column++) {
      if (isWorse(load, course[column]!)) course[column] = load;
    }
  };
  for (const { at, rank, by } of changesOf(timeline, isCounted)) {
    if (at > end) break;
    if (at > since) {
      fill(at);
      since = at;
    }
    load = load.with(rank, load[rank]! + by) as unknown as Load;
  }
  fill(Infinity);
  return course;
};

interface Change {
  readonly at: number;
  readonly rank: number;
  readonly by: 1 | -1;
}

/** Ends before beginnings of the same moment do not matter: a column looks at moments only when all is done. */
const changesOf = (
  { start, from, until, ranks }: TimelineAnswer,
  isCounted: (position: number) => boolean,
): readonly Change[] => {
  const changes: Change[] = [];
  for (let position = 0; position + 1 < start.length; position++) {
    if (start[position] === start[position + 1] || !isCounted(position)) continue;
    for (let i = start[position]!; i < start[position + 1]!; i++) {
      changes.push({ at: from[i]!, rank: ranks[i]!, by: 1 });
      if (until[i]! < Infinity) changes.push({ at: until[i]!, rank: ranks[i]!, by: -1 });
    }
  }
  return changes.toSorted((a, b) => a.at - b.at);
};

/** How many are in each state at one time. */
export const loadAt = (ranks: Uint8Array, isCounted: (position: number) => boolean): Load => {
  const load = [0, 0, 0, 0];
  ranks.forEach((rank, position) => {
    if (rank > 0 && isCounted(position)) load[rank]!++;
  });
  return load as unknown as Load;
};
