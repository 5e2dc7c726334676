/** What goes wrong, when, and what history says came of it. */
import type { Day } from './day.ts';
import type { Origin } from './place.ts';
import type { State } from './state.ts';

/** A fault injected into whatever a selection matches. */
export interface Fault {
  /** Selections; several are united. */
  readonly fail: readonly string[];
  readonly state: State;
  /** Seconds from the scenario's start. */
  readonly from: number;
  /** Seconds from the scenario's start, exclusive; left out: it never ends. */
  readonly until?: number;
  readonly why?: string;
  readonly source?: string;
  readonly origin?: Origin;
}

/** How well an observed state is attested, best first. */
export const GRADES = ['official', 'vendor', 'documented', 'reported', 'contested', 'inferred'] as const;

/** How well an observation is known. */
export type Grade = (typeof GRADES)[number];

/** What history says of one node. */
export interface Observation {
  readonly state: State;
  /** The states that the sources allow, by rank, where they conflict; always holds `state`. */
  readonly accept: readonly State[];
  /** Seconds from the first fault to the first trouble. */
  readonly onset?: number;
  /** Seconds from the first fault to its end. */
  readonly recovered?: number;
  /** What is said of a difference between this and what is predicted. */
  readonly why?: string;
  readonly confidence?: Grade;
  readonly source?: string;
}

/** A failure that a document describes, and what was observed of it. */
export interface Scenario {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  /** Decides which dated requirements count; left out: today. */
  readonly date?: Day;
  /** The instant of the first fault in UTC, `2017-02-28T17:37:00Z`. */
  readonly start?: string;
  readonly faults: readonly Fault[];
  /** By node id, sorted. */
  readonly observed: ReadonlyMap<string, Observation>;
  readonly source?: string;
  readonly origin?: Origin;
}
