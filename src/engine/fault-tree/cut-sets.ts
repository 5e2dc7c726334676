/**
 * The minimal cut sets of a fault tree, all of them or up to an order: the smallest sets of events that bring about the
 * top. They are held as diagrams, so they are counted without being listed, and listed as far as somebody asks.
 *
 * Of a tree with negations they are the smallest sets of events that bring about the top while no other event happens;
 * that is, the minimal cut sets of its coherent hull. (Prime implicants, which also say what must not happen, are not
 * computed.)
 */
import { type BestSet, bestSets } from './best-sets.ts';
import { countsOf } from './count.ts';
import { decomposed } from './decompose.ts';
import { type Families, familiesOf } from './families.ts';
import { DEFAULT_NODES } from './limit.ts';
import { probabilityIn } from './probability.ts';
import type { FaultTree } from './tree.ts';
import { ANY_SIZE } from './zbdd.ts';

export interface CutSetLimits {
  /** Only sets of at most so many events. */
  readonly order?: number;
  /** Nodes that a diagram may have. */
  readonly nodes?: number;
}

interface ProbableSet {
  /** Ascending. */
  readonly events: readonly number[];
  readonly probability: number;
}

/** Minimal cut sets, and how many there are. */
export interface CutSets {
  /** False: a limit stopped it, and the counts are "at least": exact up to some order, and nothing is known beyond. */
  readonly complete: boolean;
  /** By order; index 0: the top holds always. */
  readonly counts: readonly bigint[];
  /** The first sets (of an order, if one is given), events ascending: by size, then event by event. */
  list(most: number, order?: number): readonly (readonly number[])[];
  /**
   * The most probable sets, given the events' probabilities; equal ones by size, then event by event. Sets that are
   * impossible are not among them.
   */
  mostProbable(p: Float64Array, most: number): readonly ProbableSet[];
  /** The exact probability of the top, if the functions of all its parts were found on the way to the sets. */
  probability(p: Float64Array): number | undefined;
}

/**
 * The minimal cut sets of a tree.
 *
 * If a limit stops it, what it gives is still exact up to some order: all sets of so many events, none beyond.
 */
export const minimalCutSets = (tree: FaultTree, limits: CutSetLimits = {}): CutSets => {
  const nodes = limits.nodes ?? DEFAULT_NODES;
  const order = limits.order ?? ANY_SIZE;
  const modules = decomposed(tree);
  const all = familiesOf(modules, { order, nodes, isLastTry: false });
  if (all !== undefined) return cutSetsOf(all, order, true);
  let known: Families | undefined;
  let knownOrder = 0;
  while (knownOrder + 1 < order) {
    const some = familiesOf(modules, { order: knownOrder + 1, nodes, isLastTry: true });
    if (some === undefined) break;
    known = some;
    knownOrder++;
  }
  return known === undefined ? NOTHING_KNOWN : cutSetsOf(known, knownOrder, false);
};

const NOTHING_KNOWN: CutSets = {
  complete: false,
  counts: [],
  list: () => [],
  mostProbable: () => [],
  probability: () => undefined,
};

const cutSetsOf = ({ sets: forest, functions }: Families, limit: number, complete: boolean): CutSets => ({
  complete,
  probability: (p) => (functions === undefined ? undefined : probabilityIn(functions, p)),
  counts: countsOf(forest, limit),
  list: (most, order) =>
    order !== undefined && order > limit
      ? []
      : upTo(
          bestSets(forest, () => 0, order),
          most,
          ({ events }) => events.length > limit,
        ).map(({ events }) => events),
  mostProbable: (p, most) => {
    const small = within(
      bestSets(forest, (event) => costOf(p[event]!)),
      limit,
    );
    return upTo(small, most, () => false).map(({ events }) => ({
      events,
      probability: events.reduce((product, event) => product * p[event]!, 1),
    }));
  },
});

/**
 * What an event adds to a set's cost: how improbable it is. As a whole number, so that sums are exact and sets of equal
 * events' probabilities are equal whatever their order.
 */
const costOf = (p: number): number => Math.round(-Math.log(p) * 2 ** 40);

/** Modules are limited one by one: together they may make sets that are too large. */
function* within(sets: Iterable<BestSet>, limit: number): Generator<BestSet> {
  for (const set of sets) if (set.events.length <= limit) yield set;
}

/** So many values, or those before the first that is too much. */
const upTo = <T>(values: Iterable<T>, most: number, isTooMuch: (value: T) => boolean): readonly T[] => {
  const result: T[] = [];
  if (most > 0)
    for (const value of values) {
      if (isTooMuch(value)) break;
      result.push(value);
      if (result.length >= most) break;
    }
  return result;
};
