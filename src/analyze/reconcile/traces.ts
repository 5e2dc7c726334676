/** How much of the system traces show: nobody should take what was not exercised for what is not there. */
import type { CallCounts } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { countsTogether } from '../../model/observed.ts';
import { type Known, isObserved } from './known.ts';
import { type Need, isComparable } from './needs.ts';
import { remembered } from './remembered.ts';

/** What traces show of one thing that calls others. */
export interface Exercise {
  /** Calls of it that are known: calls to it, or, of what nobody calls, the most to one of those that it calls. */
  readonly calls: number;
  /** Needs of it that traces show. */
  readonly shown: readonly Need[];
  /** Needs of it that other sources state, and no trace shows. */
  readonly notShown: readonly Need[];
}

export interface Traced {
  /** Workloads that other sources describe. */
  readonly workloads: { readonly all: number; readonly traced: number };
  /** Needs that a trace could show, stated by other sources. */
  readonly needs: { readonly all: number; readonly traced: number };
  readonly counts: CallCounts;
  /** Stated needs of things that no trace shows: nothing is said of them. */
  readonly notCovered: readonly Need[];
  readonly exerciseOf: (id: string) => Exercise;
}

/** What traces cover; none if there are none. */
export const tracedOf = (needs: readonly Need[], known: Known): Traced | undefined => {
  if (!needs.some(({ seen }) => seen.length > 0) && !known.ids.some(known.isTraced)) return undefined;
  const comparable = needs.filter(isComparable);
  const stated = comparable.filter(({ to, used }) => used.length > 0 && canBeCalled(to, known));
  const outgoing = groupBy(comparable, ({ from }) => from);
  const incoming = groupBy(comparable, ({ to }) => to);
  // Those that only traces know, traces show all of: they would make the share look better than it is.
  const workloads = known.ids.filter(
    (id) => known.isWorkload(id) && !known.sightingsOf(id).every(isObserved),
  );
  return {
    workloads: { all: workloads.length, traced: workloads.filter(known.isTraced).length },
    needs: { all: stated.length, traced: stated.filter(({ seen }) => seen.length > 0).length },
    counts: together(needs),
    notCovered: stated.filter(({ from, seen }) => seen.length === 0 && !known.isTraced(from)),
    exerciseOf: remembered((id) => {
      const own = outgoing.get(id) ?? [];
      const most = own.reduce((calls, { counts }) => Math.max(calls, counts?.calls ?? 0), 0);
      return {
        calls: Math.max(together(incoming.get(id) ?? []).calls, most),
        shown: own.filter(({ seen }) => seen.length > 0),
        notShown: own.filter(({ to, seen }) => seen.length === 0 && canBeCalled(to, known)),
      };
    }),
  };
};

const together = (needs: readonly Need[]): CallCounts =>
  countsTogether(
    [
      // A call that is told of several resources of one service is one call.
      ...new Set(needs.flatMap(({ seen }) => seen)),
    ].flatMap(({ observed }) => observed ?? []),
  ) ?? { calls: 0, errors: 0, propagated: 0 };

/** What is mounted is read like a file: no trace shows it. */
const MOUNTED = /volume|disk|file_?system|filesystem|accesspoint|\befs|_efs_|_ebs_/i;

/** Whether using a thing is a call. */
export const canBeCalled = (id: string, known: Known): boolean =>
  known.kindOf(id) !== 'storage' || !known.sightingsOf(id).some(({ type }) => MOUNTED.test(type));
