/** Plays faults out over time: at every instant the least fixpoint of what holds then. */
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Rank } from '../../model/state.ts';
import { compileTimed } from './compile.ts';
import type { TimedFault } from './fault-plan.ts';
import type { History, Interval } from './history.ts';
import { type TimedNetwork, microseconds, secondsOf } from './network.ts';
import { Run } from './run.ts';

export type { TimedFault } from './fault-plan.ts';
export type { Interval } from './history.ts';

/** How far a timeline is played, and with which rules. */
export interface TimelineOptions {
  /** Seconds after the first fault after which no more is looked at. */
  readonly horizon?: number;
  /**
   * What is needed to start must have been there before, not come back at the same moment: so circles of start
   * requirements hold themselves down, which as the least solution of one instant they do not.
   */
  readonly inTurn?: boolean;
  /** The estate, compiled for that day: whoever plays several times compiles once. */
  readonly network?: TimedNetwork;
}

/** What becomes of every node over time. */
export interface Timeline {
  /** By position, of every node that was ever affected. */
  readonly intervals: ReadonlyMap<number, readonly Interval[]>;
  /** Whether nothing would change any more after `end`. */
  readonly settled: boolean;
  /** Seconds: the last change of a node, or the time at which we stopped looking, if that came first. */
  readonly end: number;
  readonly network: TimedNetwork;
  /** What became of every vertex of the network, for those who ask why. */
  readonly history: History;
}

/** Days after the last fault has begun or ended at which we stop looking, unless asked otherwise. */
const HORIZON_DAYS = 30;

/** Plays faults out on a day. Time: proportional to what changes, but for circles (see above) and compiling. */
export const playOut = (
  estate: Estate,
  day: Day,
  faults: readonly TimedFault[],
  options: TimelineOptions = {},
): Timeline => {
  const network = options.network ?? compileTimed(estate, day);
  const run = new Run(network, faults, options.inTurn ?? false);
  const settled = run.until(microseconds(options.horizon ?? defaultHorizon(faults)));
  const history = run.log.history(network.vertexCount);
  const intervals = new Map<number, readonly Interval[]>();
  for (let node = 0; node < network.nodeCount; node++) {
    if (history.hasChanged(node)) intervals.set(node, history.intervals(node));
  }
  return { intervals, settled, end: secondsOf(run.end), network, history };
};

/** Seconds: some weeks after the last that happens by itself. */
export const defaultHorizon = (faults: readonly TimedFault[]): number =>
  faults.reduce((latest, { from, until }) => Math.max(latest, until ?? from), 0) + HORIZON_DAYS * 86_400;

/** The worst rank that a node was ever in. */
export const worstRank = ({ intervals }: Timeline, position: number): Rank =>
  Math.max(0, ...(intervals.get(position) ?? []).map(({ rank }) => rank)) as Rank;

/** Whether a node was affected and was seen to come back. */
export const comesBack = ({ intervals }: Timeline, position: number): boolean =>
  intervals.get(position)?.at(-1)?.until !== undefined;
