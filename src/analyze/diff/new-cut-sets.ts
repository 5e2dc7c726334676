/**
 * Combinations of failures that take somebody down now and did not before: minimal cut sets of two and more.
 *
 * Whether one did before is not looked up but played: the same failures, as far as there were such things, on the other
 * estate.
 */
import { conesOf } from '../../engine/cut-sets/cone.ts';
import { cutSetsOf } from '../../engine/cut-sets/cut-sets.ts';
import { inputsOf } from '../../engine/network.ts';
import { propagate } from '../../engine/propagate.ts';
import type { Rank } from '../../model/state.ts';
import { universeOf } from '../audit/universe.ts';
import type { Swept } from './falls.ts';
import { NONE, type View } from './view.ts';

/** Positions in `to`. */
interface NewCutSet {
  readonly app: number;
  /** Ascending; two or more. */
  readonly failures: readonly number[];
}

export interface NewCutSets {
  /** By app, then by size and members. */
  readonly sets: readonly NewCutSet[];
  /** Apps whose combinations were too many to look at all of them: there may be more. */
  readonly unfinished: readonly number[];
}

interface CutSetQuestion {
  readonly to: Swept;
  /** Positions in `to` of all that can differ. */
  readonly touched: ReadonlySet<number>;
  readonly downFrom: Rank;
  readonly order: number;
  /** Whether all nodes may fail that somebody named, or what fails as a whole by itself. */
  readonly isChosen: boolean;
}

/** Combinations that are looked at of one app, and of all. */
const MOST_OF_ONE = 2_000;
const MOST = 20_000;

/** Nodes of a decision diagram: a change is looked at in seconds, or not at all. */
const MOST_NODES = 200_000;

export const newCutSets = (view: View, question: CutSetQuestion): NewCutSets => {
  const { to, touched, downFrom, order, isChosen } = question;
  if (order < 2) return { sets: [], unfinished: [] };
  const { network, estate } = view.to;
  const usual = new Set(isChosen ? [] : universeOf(estate, undefined));
  const events = new Set(to.exposure.failures.filter((failure) => isChosen || usual.has(failure)));
  const apps = [...to.subjects].filter((app) => touched.has(app) && view.before[app] !== NONE);
  if (apps.length === 0) return { sets: [], unfinished: [] };
  const coneOf = conesOf(network, inputsOf(network));
  const sets: NewCutSet[] = [];
  const unfinished: number[] = [];
  let left = MOST;
  for (const app of apps) {
    const cone = coneOf(app, downFrom, (position) => position !== app && events.has(position));
    const found = cutSetsOf(cone, { order, nodes: MOST_NODES });
    const listed = found.first(Math.min(MOST_OF_ONE, left) + 1);
    if (!found.isComplete || listed.length > Math.min(MOST_OF_ONE, left)) unfinished.push(app);
    const several = listed.slice(0, MOST_OF_ONE).filter((failures) => failures.length > 1);
    left = Math.max(0, left - several.length);
    for (const failures of several)
      if (!fellBefore(view, app, failures, downFrom)) sets.push({ app, failures });
  }
  return { sets, unfinished };
};

const fellBefore = (
  { before, from }: View,
  app: number,
  failures: readonly number[],
  downFrom: Rank,
): boolean => {
  const known = failures.map((failure) => before[failure]!).filter((position) => position !== NONE);
  const faults = known.map((position) => ({ position, rank: 3 as const }));
  return faults.length > 0 && propagate(from.network, faults).ranks[before[app]!]! >= downFrom;
};
