/** The way back as recovery works it out, and as its words tell it. */
import type { TimedCause } from '../engine/timeline/causes.ts';
import type { Hold } from '../engine/timeline/circles.ts';
import type { Timeline } from '../engine/timeline/timeline.ts';
import type { Day } from '../model/day.ts';
import type { Estate } from '../model/estate.ts';
import type { Deadlock } from './deadlocks.ts';
import type { Clock } from './moments.ts';

/** A node that comes back for good. */
export interface Return {
  readonly position: number;
  /** Seconds from the first fault. */
  readonly at: number;
  /** It was itself what failed, and was repaired then. */
  readonly isRepaired: boolean;
  /** What it was still down for until then. */
  readonly waitedFor: readonly TimedCause[];
}

/** A node that would have been back earlier but for what is needed to start. */
export interface HeldBack {
  readonly position: number;
  readonly at: number | undefined;
  readonly otherwise: number;
  /** What it needs to start itself; none if it only waits for others that do. */
  readonly needs: readonly TimedCause[];
}

export interface Recovery {
  readonly estate: Estate;
  /** Whether a node is among those asked for; what is counted is the whole. */
  readonly isAsked: (position: number) => boolean;
  /** The day, unless it is only today's. */
  readonly dayGiven?: Day;
  readonly scenario?: { readonly id: string; readonly title?: string; readonly start?: string };
  readonly clock: Clock;
  /** Seconds at which the time that is told begins. */
  readonly begins: number;
  readonly timeline: Timeline;
  /** In the order of return; at the same time what is waited for comes first. */
  readonly returns: readonly Return[];
  readonly heldBack: readonly HeldBack[];
  /** What does not come back from the scenario. */
  readonly holds: ReadonlyMap<number, Hold>;
  readonly deadlocks: readonly Deadlock[];
}
