/** All that is known of one infrastructure: what assemble makes of its documents and everything else works on. */
import type { Node } from './node.ts';
import type { Policies } from './policy.ts';
import type { Scenario } from './scenario.ts';

/** One infrastructure: all nodes, what they require, scenarios and policies. */
export interface Estate {
  readonly title?: string;
  readonly description?: string;
  /** Sorted by id. Every id that a requirement names is among them. */
  readonly nodes: readonly Node[];
  /** Position in `nodes` by id. */
  readonly positions: ReadonlyMap<string, number>;
  /** Sorted by id. */
  readonly scenarios: ReadonlyMap<string, Scenario>;
  /** Of ids that were asked for and are not there: what to do about it. */
  readonly hints?: ReadonlyMap<string, string>;
  readonly policies?: Policies;
}

/** The node of that id, if there is one. */
export const nodeById = (estate: Estate, id: string): Node | undefined => {
  const position = estate.positions.get(id);
  return position === undefined ? undefined : estate.nodes[position];
};
