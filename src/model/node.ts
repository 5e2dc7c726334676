/** A part of the infrastructure: an app, a service, a zone, a vendor. */
import type { Kind } from './kind.ts';
import type { Origin } from './place.ts';
import type { Requirement } from './requirement.ts';

/** A part of the infrastructure. */
export interface Node {
  /** Segments of `[A-Za-z0-9._@-]+` joined by `/`: `aws/us-east-1/s3`. */
  readonly id: string;
  readonly kind: Kind;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  /** 1 is the most important. */
  readonly tier?: number;
  /** Sorted, each once. */
  readonly tags: readonly string[];
  /** Where it runs: a hard dependency, drawn as containment. */
  readonly in?: Requirement;
  readonly dependsOn: readonly Requirement[];
  /** USD lost per hour of outage. */
  readonly costPerHour?: number;
  /** 0 to 1, of the node alone, its dependencies aside. */
  readonly availability?: number;
  /** Where the availability is known from, and of what day. */
  readonly availabilitySource?: string;
  /** Where the facts about the node are known from. */
  readonly source?: string;
  /** Every place that describes the node, the one that wins first. */
  readonly origins: readonly Origin[];
}

/** What an id looks like. */
export const ID_PATTERN = /^[A-Za-z0-9._@-]+(?:\/[A-Za-z0-9._@-]+)*$/;

/** Whether a text can be the id of a node. */
export const isId = (text: string): boolean => ID_PATTERN.test(text);

/** All requirements of a node, containment first. */
export const requirementsOf = (node: Pick<Node, 'in' | 'dependsOn'>): readonly Requirement[] =>
  node.in === undefined ? node.dependsOn : [node.in, ...node.dependsOn];

/** Nodes by id. Ids are ASCII, so the language's own comparison is by code point, and much faster than ours. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
