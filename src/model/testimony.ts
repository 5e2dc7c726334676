/**
 * Who says what: each source's own word on a node and on a dependency, kept beside the graph that all of them make.
 *
 * Where sources disagree (a manifest, the code, a catalog, a trace), the graph holds one answer; `faultline reconcile`
 * tells what each of them said.
 */
import type { CallCounts, EdgeClass, TestimonyKind, Where } from './fact.ts';
import type { Confidence } from './requirement.ts';
import type { State } from './state.ts';

/** A source describes a thing. */
export interface Sighting {
  /** The node's id. */
  readonly node: string;
  readonly tells: TestimonyKind;
  /** The scanner's realm: `kubernetes`, `backstage`, `traces`. */
  readonly realm: string;
  /** The source's own type. */
  readonly type: string;
  /** As that source calls it. */
  readonly local: string;
  readonly where: Where;
  /** The region, in the provider's words, if this source says one. */
  readonly region?: string;
  /** Who owns it, if this source says so. */
  readonly owner?: string;
  /** It can fail by itself; a policy or a setting cannot. */
  readonly isPart: boolean;
}

/** A source says that one node needs another. */
export interface Testimony {
  readonly from: string;
  readonly to: string;
  readonly tells: TestimonyKind;
  readonly realm: string;
  readonly class: EdgeClass;
  readonly confidence: Confidence;
  readonly why: string;
  readonly where: Where;
  /** How bad the loss of `to` can get for `from`, by this source's word alone. */
  readonly atMost: State;
  readonly observed?: CallCounts;
  /** Concluded by the catalog of types from other references, not written or seen itself. */
  readonly isLink: boolean;
}

/** All that sources said, sorted: by node, or by both nodes, then by source and place. */
export interface Ledger {
  readonly sightings: readonly Sighting[];
  readonly testimonies: readonly Testimony[];
}
