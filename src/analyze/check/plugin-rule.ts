/**
 * The contract of a rule that others write: a pure function from a view of the estate to findings.
 *
 * It is kept apart from the contract of our own rules, which may change: here are ids and states instead of positions and
 * ranks. Settings, suppressions, waivers, baselines, fingerprints, lines and proofs are the check's business, and the
 * same for all rules.
 */
import type { EstateGraph } from '../../assemble/graph.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Severity } from '../../model/finding.ts';
import type { Node } from '../../model/node.ts';
import type { State } from '../../model/state.ts';

/** What comes of a failure. */
export interface Fallout {
  /** The state of a node: `operational` if the failure does not reach it. Unknown ids throw. */
  readonly stateOf: (id: string) => State;
  /** The ids of all that is not operational, what fails among them, sorted. */
  readonly affected: readonly string[];
}

/** What a rule sees. Nothing in it may be changed. */
export interface RuleView {
  /** All nodes, scenarios and policies. */
  readonly estate: Estate;
  /** The day that decides what dated dependencies count, `2026-01-31`: rules read no clock. */
  readonly day: Day;
  /**
   * The nodes that the rule is to look at: what `apps` of its setting in the document selects, or else the rule's own
   * `subjects`, or else the apps of tier 0 and 1 (all apps, where none has a tier). Findings may be about others, too.
   */
  readonly subjects: readonly Node[];
  /** What may fail: what `among` of its setting selects, or else all nodes. */
  readonly among: readonly Node[];
  /** The estate as a graphology graph, for any algorithm; made when it is first read. Not to be changed. */
  readonly graph: EstateGraph;
  /** The nodes that any of the selections matches (`kind:app tier:1`), by id; none where none does. */
  readonly select: (...selections: readonly string[]) => readonly Node[];
  /** What comes of it if all of these fail at once: solved as `faultline impact` does. Unknown ids throw. */
  readonly impactOf: (failures: readonly string[], state?: Exclude<State, 'operational'>) => Fallout;
}

/** Something that breaks a rule. */
export interface RuleFinding {
  /** The id of the node that it is about. */
  readonly node: string;
  /** A sentence without a full stop: `checkout has no owner`. */
  readonly message: string;
  /** What to do in this very case, if that is more than the remedy of the rule. */
  readonly remedy?: string;
  /**
   * What tells it from other findings of the rule about the same node: names, never numbers that change or words of the
   * message. Fingerprints, and so baselines, rest on it. Left out: there is one such finding a node.
   */
  readonly key?: readonly string[];
  /** The id of something that the node requires: the finding then stands at the line that says so. */
  readonly requires?: string;
  /** The failure that shows it, if one does: it is solved again, and its way to the node told with the finding. */
  readonly proof?: {
    /** Ids of what fails at once. */
    readonly fail: readonly string[];
    /** In which state; left out: outage. */
    readonly state?: Exclude<State, 'operational'>;
  };
  /** It is no worse than that, however bad the rule is. */
  readonly atMost?: Severity;
}

/** A rule of a plug-in. In documents and results it is `PLUGIN/NAME`. */
export interface PluginRule {
  /** Lower case, digits and dashes: `tier-1-has-owner`. */
  readonly name: string;
  /** What it looks for, a few words: `An important app without an owner`. */
  readonly title: string;
  /** Why that is bad, in a paragraph. */
  readonly why: string;
  /** What to do about it, in a paragraph. */
  readonly remedy: string;
  /** How bad it is, unless a document says otherwise. */
  readonly severity: Severity;
  /** Selections of what it looks at, unless a document says otherwise with `apps`; left out: important apps. */
  readonly subjects?: readonly string[];
  /** It asks what happens if `view.among` fails: only then may a document give it the option `among`. */
  readonly usesAmong?: true;
  /** All that breaks the rule, in any order. The same view must give the same findings. */
  readonly find: (view: RuleView) => readonly RuleFinding[] | Promise<readonly RuleFinding[]>;
}

/** A plug-in, as far as the check needs to know it. */
export interface RulePlugin {
  readonly name: string;
  readonly rules?: readonly PluginRule[];
}
