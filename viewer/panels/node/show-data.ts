/** What `faultline show` tells of a node, as far as the panel shows it. */
import type { State } from '../../../src/model/state.ts';

export interface ShownNode {
  readonly in?: string;
  readonly availability?: number;
  readonly availabilitySource?: string;
  readonly source?: string;
}

/** A requirement: the whole of it in words, and its terms. */
export interface ShownRequirement {
  readonly requirement: string;
  readonly containment?: true;
  /** What each state of it counts as; left out: as itself. */
  readonly impact?: Readonly<Record<State, State>>;
  /** Seconds. */
  readonly after?: number;
  readonly recovery?: number;
  readonly needed?: 'run' | 'start';
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly why?: string;
  readonly source?: string;
  readonly confidence?: string;
  readonly failover?: {
    readonly time: number;
    readonly requires?: readonly string[];
    readonly during?: State;
  };
  readonly place?: { readonly file: string; readonly line: number };
}

export interface ShownDependent extends ShownRequirement {
  readonly id: string;
  readonly kind: string;
}

/** Reached through others, nearest first; distance 1: directly. */
export interface ShownNeighbour {
  readonly id: string;
  readonly distance: number;
}

export interface ShownData {
  readonly node: ShownNode;
  readonly requires: readonly ShownRequirement[];
  readonly requiredBy: readonly ShownDependent[];
  readonly standsOn: readonly ShownNeighbour[];
  readonly stoodOnBy: readonly ShownNeighbour[];
}
