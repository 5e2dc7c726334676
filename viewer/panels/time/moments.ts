/** Moving along a timeline: where its axis ends, where something changes next, and how far play goes in a tick. */
import type { TimelineAnswer } from '../../model/messages.ts';

/** How many times as fast as such that all of it takes `WHOLE` seconds. */
export const SPEEDS = [1, 4, 16] as const;

export type Speed = (typeof SPEEDS)[number];

/** Seconds that all of a timeline takes at the first speed. */
const WHOLE = 20;

/** Whether something was not seen to come back. */
const isOpen = ({ until }: Pick<TimelineAnswer, 'until'>): boolean => until.includes(Infinity);

/**
 * Seconds at the right end of the axis: the last change or end of a fault, with some room where something does not end.
 * Beyond a horizon that cut it off there is nothing to be shown.
 */
export const axisEnd = (timeline: Pick<TimelineAnswer, 'end' | 'isSettled' | 'until' | 'faults'>): number => {
  const { end, isSettled, faults } = timeline;
  if (!isSettled) return end || 3600;
  const last = faults.reduce((latest, { from, until }) => Math.max(latest, until ?? from), end);
  return (isOpen(timeline) ? last * 1.15 : last) || 3600;
};

/** The first moment after a time; undefined: nothing changes any more. */
export const momentAfter = (moments: Float64Array, at: number): number | undefined =>
  moments[countUntil(moments, at)];

/** The last moment before a time. */
export const momentBefore = (moments: Float64Array, at: number): number | undefined => {
  const count = countUntil(moments, at);
  // What is at the moment itself goes to the one before.
  return moments[moments[count - 1] === at ? count - 2 : count - 1];
};

/** How many moments there are up to a time, and at it. */
export const countUntil = (moments: Float64Array, at: number): number => {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The part of the axis within which a hand that drags means the moment and not a second beside it. */
const NEAR = 0.006;

/** Where a drag to a time ends: at the nearest moment if that is near, else on the grid. */
export const snapped = (moments: Float64Array, at: number, end: number): number => {
  const count = countUntil(moments, at);
  const [before, after] = [moments[count - 1] ?? -Infinity, moments[count] ?? Infinity];
  const nearest = at - before <= after - at ? before : after;
  return Math.abs(nearest - at) <= NEAR * end ? nearest : rounded(at, end);
};

/** On a grid that no eye sees, so that addresses stay short: whole seconds, or a thousandth of what is short. */
const rounded = (at: number, end: number): number => {
  const perSecond = Math.max(1, 10 ** -Math.floor(Math.log10(end / 1000)));
  return Math.round(at * perSecond) / perSecond;
};

/** Where play is after so many milliseconds: at the end it stays. */
export const played = (at: number, end: number, speed: Speed, milliseconds: number): number =>
  Math.min(end, rounded(at + (end * speed * milliseconds) / (WHOLE * 1000), end));
