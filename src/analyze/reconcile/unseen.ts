/**
 * Declared, and never observed: what is likely stale, apart from what was just not exercised.
 *
 * Only needs of things that traces show are looked at. That no call was seen means something where the thing was busy
 * and most of its other needs were seen; else the traces show too little of it.
 */
import type { Known } from './known.ts';
import type { Need } from './needs.ts';
import { type Exercise, type Traced, canBeCalled } from './traces.ts';

/**
 * Calls of the caller from which silence tells something. What did not happen in n calls happens, with a certainty of
 * 95 %, in fewer than 3/n of them ("rule of three"): with 30 calls, in fewer than one of ten.
 */
const FEWEST_CALLS = 30;

/** Why nothing is concluded: the caller is hardly called, none or few of its needs were seen, none of that sort was. */
export type Doubt = 'few-calls' | 'no-calls-out' | 'partly-exercised' | 'sort-never-seen';

export interface Unseen {
  readonly need: Need;
  /** Left out: it is likely stale. */
  readonly doubt?: Doubt;
  /** Calls of the caller that were seen. */
  readonly calls: number;
  /** Needs of the caller that traces show, and all that are known of it. */
  readonly shown: number;
  readonly known: number;
}

/** All of them, likely stale ones of the busiest callers first. */
export const unseenOf = (
  needs: readonly Need[],
  traced: Traced,
  known: Known,
  isElsewhere: (need: Need) => boolean,
): readonly Unseen[] =>
  needs
    .filter(
      ({ from, to, seen, used }) =>
        seen.length === 0 && known.isTraced(from) && used.length > 0 && canBeCalled(to, known),
    )
    .filter((need) => !isElsewhere(need))
    .map((need): Unseen => {
      const exercise = traced.exerciseOf(need.from);
      const doubt = doubtOf(need, exercise, known);
      return {
        need,
        ...(doubt === undefined ? {} : { doubt }),
        calls: exercise.calls,
        shown: exercise.shown.length,
        known: exercise.shown.length + exercise.notShown.length,
      };
    })
    .toSorted((a, b) => Number(a.doubt !== undefined) - Number(b.doubt !== undefined) || b.calls - a.calls);

const doubtOf = (need: Need, { calls, shown, notShown }: Exercise, known: Known): Doubt | undefined => {
  if (shown.length === 0) return 'no-calls-out';
  if (calls < FEWEST_CALLS) return 'few-calls';
  // One endpoint that is exercised shows what this endpoint needs, however often it is called.
  if (shown.length < notShown.length) return 'partly-exercised';
  // Libraries are traced one by one: that HTTP is says nothing of a database's client.
  const sorts = new Set(need.used.map((one) => one.class));
  const isOfSort = shown.some(({ seen }) => seen.some((one) => sorts.has(one.class)));
  // What tells spans of its own would show the call from its side; a store that others call tells none.
  return isOfSort || known.isTracedItself(need.to) ? undefined : 'sort-never-seen';
};
