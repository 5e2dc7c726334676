/** One file's contents, read and checked for itself; what it means beside other files is assemble's business. */
import type { Node } from './node.ts';
import type { Origin } from './place.ts';
import type { Scenario } from './scenario.ts';

/** A node as one document describes it: the kind may be said elsewhere. */
export type PartialNode = Omit<Node, 'kind'> & Partial<Pick<Node, 'kind'>>;

export interface Document {
  readonly title?: string;
  readonly description?: string;
  /** Provider packs, by name. */
  readonly use: readonly string[];
  /** Other documents, relative to this one; globs allowed. */
  readonly include: readonly string[];
  readonly nodes: ReadonlyMap<string, PartialNode>;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  /** Kept as written: the checks read them. */
  readonly policies?: Readonly<Record<string, unknown>>;
  readonly origin?: Origin;
}
