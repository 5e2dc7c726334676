/**
 * The contract of a sweep: many scenarios on one network, each solved as `propagate` would, told as counts.
 *
 * A sweep has no proofs and no waves: who wants to know why asks `propagate` for the one scenario.
 */
import type { Network } from '../network.ts';

/** Scenarios by number: the faults of s are positions[start[s]] up to positions[start[s + 1]]. */
export interface Scenarios {
  readonly start: Uint32Array;
  readonly positions: Uint32Array;
  /** The rank that each fault forces, 1 to 3; beside `positions`. */
  readonly ranks: Uint8Array;
}

/** Many scenarios to be solved on one network. */
export interface SweepRequest {
  readonly network: Network;
  readonly scenarios: Scenarios;
  /**
   * The class that each node is counted in, 0 to classCount − 1 (apps of tier 1, apps of tier 2, anything else …); 255:
   * in none. By position.
   */
  readonly classes: Uint8Array;
  readonly classCount: number;
  /**
   * By position, what a node that is partial or out costs an hour, in hundredths of a cent: whole numbers, so that sums
   * are the same in whatever order they are made.
   */
  readonly costs?: Float64Array;
  /** Positions, ascending, of nodes whose rank is wanted for each scenario; left out: none. */
  readonly watched?: Uint32Array;
}

/** What each of many scenarios does, as counts. */
export interface SweepOutcome {
  /** Of scenario s and class c: counts[3 × (s × classCount + c) + rank − 1] nodes ended at that rank (1 to 3). */
  readonly counts: Uint32Array;
  /** Of each scenario, the sum of the costs of what is partial or out. */
  readonly costs: Float64Array;
  /**
   * The watched nodes that each scenario affects: of scenario s, nodes[start[s]] up to nodes[start[s + 1]], ascending, as
   * indexes into `watched`, with the rank of each beside.
   */
  readonly hits: { readonly start: Float64Array; readonly nodes: Uint32Array; readonly ranks: Uint8Array };
}

/** Solves a request, wherever. */
export type Sweeper = (
  request: SweepRequest,
  progress?: (done: number, of: number) => void,
) => Promise<SweepOutcome>;
