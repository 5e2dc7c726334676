/** One instant of a timeline: what every node is then, and what fails by itself then. A change counts from its own time on. */
import type { TimelineAnswer } from '../model/messages.ts';

/**
 * The rank of each node at a time.
 *
 * @param timeline Intervals of a node are in order and do not overlap; `until` is exclusive.
 * @param nodes How many nodes the timeline's side has.
 * @param at Seconds after the first fault.
 */
export const ranksAt = (
  { start, from, until, ranks }: TimelineAnswer,
  nodes: number,
  at: number,
): Uint8Array => {
  const then = new Uint8Array(nodes);
  for (let position = 0; position < nodes; position++) {
    // Most nodes have no interval or one: looking from the front is the fastest search there is.
    for (let i = start[position]!; i < start[position + 1]! && from[i]! <= at; i++) {
      if (at < until[i]!) then[position] = ranks[i]!;
    }
  }
  return then;
};

/** Positions of what fails by itself at a time. */
export const faultsAt = ({ faults }: TimelineAnswer, at: number): ReadonlySet<number> =>
  new Set(
    faults
      .filter(({ from, until }) => from <= at && at < (until ?? Infinity))
      .map(({ position }) => position),
  );
