/**
 * Exposure: what becomes of each app if each part fails alone. One sweep answers it for all of them.
 */
import type { Network } from '../../engine/network.ts';
import type { SweepOutcome, Sweeper } from '../../engine/sweep/request.ts';
import { singleFailures } from '../../engine/sweep/scenarios.ts';
import { sweep } from '../../engine/sweep/sweep.ts';
import type { Rank } from '../../model/state.ts';

/** An app that a failure affects; `app` is an index into the exposure's `apps`. */
interface Hit {
  readonly app: number;
  readonly rank: Rank;
}

export interface Exposure {
  /** Positions of what fails, one at a time; indexes into it are what the functions take. */
  readonly failures: readonly number[];
  /** Positions of what is asked about. */
  readonly apps: readonly number[];
  /** The rank of an app under a failure. */
  readonly rankOf: (failure: number, app: number) => Rank;
  /** The apps that a failure affects. */
  readonly hitsOf: (failure: number) => readonly Hit[];
  /** The failures that take an app to that rank or worse. */
  readonly failuresOf: (app: number, atLeast: Rank) => readonly number[];
}

/** Nodes outside of all classes. */
const UNCOUNTED = 255;

/** Solves each failure (an outage) alone; `apps` are positions of any nodes, ascending. */
export const exposureOf = async (
  network: Network,
  failures: readonly number[],
  apps: readonly number[],
  sweeper: Sweeper = async (request) => sweep(request),
): Promise<Exposure> => {
  const outcome = await sweeper({
    network,
    scenarios: singleFailures(failures, 3),
    classes: new Uint8Array(network.nodeCount).fill(UNCOUNTED),
    classCount: 0,
    watched: Uint32Array.from(apps),
  });
  return exposureIn(failures, apps, outcome);
};

const exposureIn = (
  failures: readonly number[],
  apps: readonly number[],
  { hits }: SweepOutcome,
): Exposure => {
  const hitsOf = (failure: number): readonly Hit[] =>
    Array.from({ length: hits.start[failure + 1]! - hits.start[failure]! }, (_, i) => {
      const at = hits.start[failure]! + i;
      return { app: hits.nodes[at]!, rank: hits.ranks[at] as Rank };
    });
  let byApp: readonly (readonly (readonly [failure: number, rank: Rank])[])[] | undefined;
  return {
    failures,
    apps,
    hitsOf,
    rankOf: (failure, app) => {
      const at = indexIn(hits.nodes, app, hits.start[failure]!, hits.start[failure + 1]!);
      return at === undefined ? 0 : (hits.ranks[at] as Rank);
    },
    failuresOf: (app, atLeast) => {
      byApp ??= turned(failures.length, apps.length, hitsOf);
      return byApp[app]!.filter(([, rank]) => rank >= atLeast).map(([failure]) => failure);
    },
  };
};

/** The hits by app instead of by failure. */
const turned = (failures: number, apps: number, hitsOf: (failure: number) => readonly Hit[]) => {
  const byApp = Array.from({ length: apps }, (): [number, Rank][] => []);
  for (let failure = 0; failure < failures; failure++)
    for (const { app, rank } of hitsOf(failure)) byApp[app]!.push([failure, rank]);
  return byApp;
};

/** Where a value stands in an ascending part of an array. */
const indexIn = (values: Uint32Array, value: number, start: number, end: number): number | undefined => {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low < end && values[low] === value ? low : undefined;
};
