/**
 * What a check found: which rule, about what, where it was said, and how it comes about.
 *
 * A finding is told apart from others by its fingerprint, which is made of names alone: neither lines nor words nor the
 * order of a document change it, so that baselines and code-scanning sites know it again.
 */
import type { State } from './state.ts';

export const SEVERITIES = ['error', 'warning', 'note'] as const;

/** `error` fails a run, `warning` does if it is asked to, `note` never does. */
export type Severity = (typeof SEVERITIES)[number];

/** A rule: said once, and drawn on by every format. */
export interface Rule {
  /** `single-region`; of a policy of the document `survive/<its name>`. */
  readonly id: string;
  /** What it looks for, a few words. */
  readonly title: string;
  /** Why that is bad, in a paragraph. */
  readonly why: string;
  /** What to do about it, in a paragraph. */
  readonly remedy: string;
  readonly severity: Severity;
  /** Its page among the docs, from the project's root; rules of a document have none of their own. */
  readonly page?: string;
}

/** A line of a file, as people write it: relative, with `/`. */
export interface FileLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column?: number;
}

/** One step from what fails to what the finding is about; the first is the failure. */
export interface FlowStep {
  readonly node: string;
  readonly state: State;
  /** `needs database, because …`. */
  readonly message: string;
  readonly place?: FileLine;
}

/** Why a finding does not count. */
export interface Excused {
  /**
   * `suppressed` where the node is described, `waived` by a list with owners and dates, `baseline`: it was there when the
   * baseline was written.
   */
  readonly by: 'suppressed' | 'waived' | 'baseline';
  readonly reason?: string;
  readonly owner?: string;
  /** The last day on which a waiver holds. */
  readonly until?: string;
}

/** Something that breaks a rule, with its line and its proof. */
export interface Finding {
  /** The id of its rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** The node that it is about: that of the place. */
  readonly node: string;
  /** A sentence without a full stop. */
  readonly message: string;
  /** What to do in this very case, if that is more than the rule's remedy. */
  readonly remedy?: string;
  /** The line that does it; left out where nobody wrote one. */
  readonly place?: FileLine;
  /** Other lines that take part. */
  readonly related: readonly {
    readonly message: string;
    readonly node?: string;
    readonly place?: FileLine;
  }[];
  /** The proof as data: `because` of `impact`, of the node. */
  readonly because: readonly object[];
  /** How the failure gets there, failure first; several ways if it takes several. */
  readonly flows: readonly (readonly FlowStep[])[];
  /** 16 hexadecimal digits. */
  readonly fingerprint: string;
  /** Left out: it counts. */
  readonly excused?: Excused;
}

/** One thing that was checked, of which JUnit makes a test: it passed if no finding in it counts. */
export interface CheckCase {
  readonly rule: string;
  /** What was looked at: an app, a group, a document. */
  readonly subject: string;
  readonly findings: readonly Finding[];
  /** Why it could not be looked at. */
  readonly skipped?: string;
}
