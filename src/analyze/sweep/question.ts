/** What is asked of a sweep, as far as it decides the answer and how it is told. */
import type { State } from '../../model/state.ts';

/** What rows are ranked by. */
export const BY = ['tier', 'apps', 'cost', 'nodes'] as const;

export type By = (typeof BY)[number];

/** What becomes of what fails. */
type FailedState = Exclude<State, 'operational'>;

export interface Asked {
  readonly state: FailedState;
  /** What may fail; none: everything. */
  readonly selection: readonly string[];
  /** Words of `--each`. */
  readonly each: readonly string[];
  readonly pairs: boolean;
  readonly only?: readonly string[];
  /** The least important tier of which apps are counted. */
  readonly tier?: number;
  readonly by: By;
  /** Rows of a table; 0: all. */
  readonly limit: number;
}
