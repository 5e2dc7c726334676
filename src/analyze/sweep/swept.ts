/** What a sweep found, as numbers; and the work of finding it, in chunks that keep memory small. */
import type { Network } from '../../engine/network.ts';
import type { SweepOutcome, Sweeper } from '../../engine/sweep/request.ts';
import type { Rank } from '../../model/state.ts';
import { type Census, type Counted, UNCOUNTED, appClassesOf, classCountOf } from './census.ts';
import type { Failure, Loss } from './losses.ts';
import type { Asked } from './question.ts';
import { failuresIn, scenariosFrom, union } from './scenarios.ts';

/**
 * Of each scenario, a row. `counts` has three numbers for each class: the nodes that ended degraded, partial and in
 * outage.
 */
export interface Rows {
  readonly counts: Uint32Array;
  /** In the census' unit. */
  readonly costs: Float64Array;
  /**
   * Of pairs, in the shape of `counts`: the apps that are worse off than with either failure alone, by the state that
   * they are in. Where there are no apps, all nodes.
   */
  readonly beyond?: Uint32Array;
}

export interface Swept {
  readonly asked: Asked;
  readonly counted: Counted;
  readonly losses: readonly Loss[];
  /** By scenario: of each loss, or each pair of them. */
  readonly rows: Rows;
}

/** What is to be solved. */
export interface Work {
  readonly network: Network;
  readonly census: Census;
  readonly failures: readonly Failure[];
  readonly pairs: boolean;
  readonly rank: Rank;
  /** The numbers of the scenarios wanted, ascending; of each, a row is made. */
  readonly numbers: Uint32Array;
  readonly sweeper: Sweeper;
  readonly progress: (done: number, of: number) => void;
}

/** Solves the scenarios. */
export const rowsOf = async (work: Work): Promise<Rows> => {
  const { census, failures, pairs, numbers } = work;
  const width = 3 * classCountOf(census);
  const counts = new Uint32Array(width * numbers.length);
  const costs = new Float64Array(numbers.length);
  const parts = (row: number): readonly number[] => failuresIn(numbers[row]!, failures.length, pairs);
  const alone = pairs ? await aloneIn(work) : undefined;
  const beyond = alone === undefined ? undefined : new Uint32Array(width * numbers.length);
  await inChunks(
    work,
    numbers.length,
    (row) => {
      const [first, second] = parts(row);
      const { positions } = failures[first!]!;
      return second === undefined ? positions : union(positions, failures[second]!.positions);
    },
    alone?.watched,
    (from, outcome) => {
      counts.set(outcome.counts, width * from);
      costs.set(outcome.costs, from);
      if (alone === undefined || beyond === undefined) return;
      const { hits } = outcome;
      for (let row = from; row < from + outcome.costs.length; row++) {
        const [first, second] = parts(row);
        for (let at = hits.start[row - from]!; at < hits.start[row - from + 1]!; at++) {
          const node = hits.nodes[at]!;
          const rank = hits.ranks[at]!;
          if (rank <= alone.rankOf(first!, node) || rank <= alone.rankOf(second!, node)) continue;
          beyond[width * row + 3 * census.classes[alone.watched[node]!]! + rank - 1]!++;
        }
      }
    },
    work.progress,
  );
  return { counts, costs, ...(beyond === undefined ? {} : { beyond }) };
};

/** What each failure does alone to the nodes that pairs are judged by. */
interface Alone {
  /** Apps that are counted; where there are none, all nodes that are. */
  readonly watched: Uint32Array;
  /** `node` is an index into `watched`. */
  readonly rankOf: (failure: number, node: number) => number;
}

const aloneIn = async (work: Work): Promise<Alone> => {
  const { census, failures } = work;
  const isApp = (own: number): boolean => own < appClassesOf(census);
  const hasApps = census.classes.some(isApp);
  const watched = Uint32Array.from(
    [...census.classes.keys()].filter((position) => {
      const own = census.classes[position]!;
      return own !== UNCOUNTED && (!hasApps || isApp(own));
    }),
  );
  const ranks = new Uint8Array(failures.length * watched.length);
  await inChunks(
    work,
    failures.length,
    (failure) => failures[failure]!.positions,
    watched,
    (from, { hits, costs }) => {
      for (let failure = from; failure < from + costs.length; failure++)
        for (let at = hits.start[failure - from]!; at < hits.start[failure - from + 1]!; at++)
          ranks[failure * watched.length + hits.nodes[at]!] = hits.ranks[at]!;
    },
  );
  return { watched, rankOf: (failure, node) => ranks[failure * watched.length + node]! };
};

/** Faults and hits of one chunk, about: a hundred megabytes at the most. */
const MOST_FAULTS = 4_000_000;
const MOST_HITS = 16_000_000;
/** Scenarios of one chunk. */
const MOST_SCENARIOS = 262_144;
/** Scenarios of the first chunk in which hits are wanted: nobody knows yet how many there are. */
const FIRST = 4_096;

/**
 * Solves so many scenarios, chunk by chunk. How many nodes of those that are watched a scenario hits is not known
 * before: chunks grow as long as there are few, at most twofold, and shrink where there are many.
 */
const inChunks = async (
  { network, census, rank, sweeper }: Work,
  count: number,
  positionsOf: (scenario: number) => readonly number[],
  watched: Uint32Array | undefined,
  take: (from: number, outcome: SweepOutcome) => void,
  progress?: (done: number, of: number) => void,
): Promise<void> => {
  let size = watched === undefined ? MOST_SCENARIOS : FIRST;
  for (let from = 0; from < count;) {
    const lists: (readonly number[])[] = [];
    let faults = 0;
    while (from + lists.length < count && lists.length < size && faults < MOST_FAULTS) {
      const list = positionsOf(from + lists.length);
      lists.push(list);
      faults += list.length;
    }
    const done = from;
    const outcome = await sweeper(
      {
        network,
        scenarios: scenariosFrom(lists, rank),
        classes: census.classes,
        classCount: classCountOf(census),
        ...(census.costs === undefined ? {} : { costs: census.costs }),
        ...(watched === undefined ? {} : { watched }),
      },
      progress === undefined ? undefined : (part) => progress(done + part, count),
    );
    take(from, outcome);
    from += lists.length;
    if (watched !== undefined) {
      const each = Math.max(1, outcome.hits.nodes.length / lists.length);
      size = Math.max(64, Math.min(2 * size, MOST_SCENARIOS, Math.floor(MOST_HITS / each)));
    }
  }
};
