/**
 * The contract of a rule of the check: what it is, and what it finds in an estate.
 *
 * A rule tells what is wrong and where as positions and requirements; lines, fingerprints, severities and what does not
 * count are the same for all rules, and made of that afterwards.
 */
import type { Claim } from '../../engine/explain.ts';
import type { FileLine, Rule, Severity } from '../../model/finding.ts';
import type { Origin } from '../../model/place.ts';
import type { RuleName, RuleSetting } from '../../model/policy.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Rank } from '../../model/state.ts';
import type { Audit } from './audit.ts';

/** Where something is said; the line is looked up when all findings are known. */
export type Spot =
  | { readonly type: 'node'; readonly position: number }
  /** A requirement of the node at that position. */
  | { readonly type: 'requirement'; readonly position: number; readonly requirement: Requirement }
  | { readonly type: 'origin'; readonly origin: Origin }
  | { readonly type: 'line'; readonly line: FileLine };

/** What fails, and what comes of it: enough to play it again, and to prove it. */
export interface Proof {
  /** Positions, ascending. */
  readonly failures: readonly number[];
  /** The rank that they are forced to. */
  readonly rank: Rank;
  /** What is proved. */
  readonly claim: Claim;
}

/** Something that breaks a rule. */
export interface Found {
  /** The id of the node that it is about; of what no node has, the file. */
  readonly node: string;
  /** A sentence without a full stop. */
  readonly message: string;
  /** The same for what differs only in what fails: `also if …` is put behind it. */
  readonly failure?: string;
  /** The same where the node is known: what fails, and how it gets there. */
  readonly short?: string;
  /** What to do in this very case. */
  readonly remedy?: string;
  /** What tells it from other findings of this rule about this node: names alone, no numbers, no lines. */
  readonly key: readonly string[];
  /** Its node is a file, which may be renamed: it is known by its key alone. */
  readonly isAboutFile?: boolean;
  /** It is no worse than that, however bad its rule is. */
  readonly atMost?: Severity;
  /** How it is told together with others of the rule and node that have the same key here. */
  readonly whole?: Together;
  readonly spot?: Spot;
  readonly related?: readonly { readonly message: string; readonly node?: string; readonly spot?: Spot }[];
  /** How it comes about; left out: what is written is all there is to see. */
  readonly proof?: Proof;
}

export interface Together {
  readonly key: readonly string[];
  /** The finding that stands for these, of which there is at least one. */
  readonly of: (parts: readonly Found[]) => Found;
}

/** One thing that was looked at. */
export interface Case {
  /** An app, a group, a document. */
  readonly subject: string;
  readonly found: readonly Found[];
  /** Why it could not be looked at. */
  readonly skipped?: string;
}

export interface CheckRule {
  readonly id: RuleName;
  readonly rule: Rule;
  readonly cases: (audit: Audit, setting: RuleSetting) => readonly Case[] | Promise<readonly Case[]>;
}

/** The page of a rule, from the project's root. */
export const pageOf = (id: string): string => `docs/rules/${id}.md`;
