/** One file's contents, read and checked for itself; what it means beside other files is assemble's business. */
import type { Node } from './node.ts';
import type { Origin } from './place.ts';
import type { Placeholders } from './placeholder.ts';
import type { Policies } from './policy.ts';
import type { Scenario } from './scenario.ts';

/** A node as one document describes it: the kind may be said elsewhere. */
export type PartialNode = Omit<Node, 'kind'> & Partial<Pick<Node, 'kind'>>;

/** One document: nodes, scenarios and policies as somebody wrote or scanned them. */
export interface Document {
  readonly title?: string;
  readonly description?: string;
  /** What may be taken from on demand: packs that ship with the program, by name, and documents, by path. */
  readonly use: readonly string[];
  /** Other documents, relative to this one; globs allowed. */
  readonly include: readonly string[];
  /** What `{names}` in templates may stand for. */
  readonly placeholders?: Placeholders;
  readonly nodes: ReadonlyMap<string, PartialNode>;
  /** Nodes for many values at once, by an id that may hold placeholders, as may all their texts. */
  readonly templates?: ReadonlyMap<string, PartialNode>;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  /** What "faultline check" holds the infrastructure to. */
  readonly policies?: Policies;
  readonly origin?: Origin;
}
