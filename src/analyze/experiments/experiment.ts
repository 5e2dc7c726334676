/** The nouns of this room: an experiment, what Faultline predicts of it, and how a tool is handed it. */
import type { FileLine } from '../../model/finding.ts';
import type { Stretch } from '../../model/report.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Rank, State } from '../../model/state.ts';

/** Tools that experiments are handed to. */
export const TOOLS = ['fis', 'litmus', 'localstack'] as const;

export type Tool = (typeof TOOLS)[number];

/** What becomes of an app. */
export interface AppForecast {
  readonly position: number;
  /** Once all has come of the failure: what `impact` says. */
  readonly rank: Rank;
  /** Over time while the failure lasts, in seconds from its beginning: what `replay` says. */
  readonly stretches: readonly Stretch[];
}

/** What Faultline predicts if some nodes are in outage. */
export interface Forecast {
  /** Apps that are ever affected, worst first, then by id. */
  readonly apps: readonly AppForecast[];
  /** Apps that nothing happens to, by id. */
  readonly unharmed: readonly number[];
  /** Nodes affected, those that fail among them. */
  readonly affected: number;
  /** USD lost per hour at the most; left out where no cost is given. */
  readonly costPerHour?: number;
  /** Seconds after which no app changes any more. */
  readonly settles: number;
}

/** Where it may be run, judged by what is predicted. */
const ENVIRONMENTS = ['any', 'not-production', 'isolated'] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

export interface Guard {
  readonly environment: Environment;
  /** Why, a sentence each; empty: `any`. */
  readonly warnings: readonly string[];
}

/** What a requirement claims if its target is gone. */
const CLAIMS = ['impact', 'start', 'failover', 'redundancy', 'grace'] as const;

export type Claim = (typeof CLAIMS)[number];

/** A time in which the dependent must be no worse than a state. */
export interface Window {
  readonly from: number;
  /** Left out: as long as the block lasts. */
  readonly until?: number;
  readonly atMost: State;
}

/** A claim that a dependency is soft. */
export interface SoftEdge {
  readonly owner: number;
  readonly requirement: Requirement;
  /** What is blocked: the required node, or one member of the required group. */
  readonly blocked: number;
  readonly claim: Claim;
  /** The worst that the dependent may be, once the claim has had its time. */
  readonly atMost: Rank;
  readonly windows: readonly Window[];
  /** The dependent gets worse by another way if the whole node fails: only this one connection may be cut. */
  readonly isMasked: boolean;
  /** If the claim is wrong: how bad the dependent gets. */
  readonly wrong: Rank;
  /** If the claim is wrong: apps that end worse than predicted, and how. */
  readonly stake: readonly { readonly position: number; readonly rank: Rank }[];
  /** If the claim is wrong: USD an hour beyond what is predicted. */
  readonly stakeCost: number;
}

/** A node and what a tool can do to it, or why it can do nothing. */
export interface Reach {
  readonly node: number;
  /** The tool's own word for what it does: an action, a fault, a rule. */
  readonly action?: string;
  /** Why the tool cannot. */
  readonly cannot?: string;
  /** How what the tool does differs from an outage of the node. */
  readonly differs?: string;
}

interface HandOffFile {
  /** Letters, digits, dots and dashes. */
  readonly name: string;
  readonly text: string;
}

/** An experiment in the form that a tool takes. */
export interface HandOff {
  readonly tool: Tool;
  readonly reaches: readonly Reach[];
  /** Empty: the tool cannot do it whole, and half of it would be another experiment. */
  readonly files: readonly HandOffFile[];
  /** What must be filled in by hand before it runs. */
  readonly fillIn: readonly string[];
  /** Command lines. */
  readonly run: readonly string[];
  readonly stop: readonly string[];
}

/** What fails together, and what Faultline says of it. */
export interface Plan {
  readonly id: string;
  readonly kind: 'cut-set' | 'soft-edge';
  /** Positions of what fails, ascending. */
  readonly fail: readonly number[];
  /** Of those that were asked about: positions of the apps that it is about. */
  readonly apps: readonly number[];
  /** The chance that all that fails does so by itself, where it is known of all. */
  readonly probability?: number;
  readonly edge?: SoftEdge;
  /** Lines that the prediction rests on. */
  readonly evidence: readonly FileLine[];
  readonly forecast: Forecast;
  /** Of a cut set of several: what is predicted if all of it but one node fails. */
  readonly allButOne: readonly {
    readonly left: number;
    readonly apps: readonly { readonly position: number; readonly rank: Rank }[];
  }[];
  readonly guard: Guard;
  /** Seconds that the failure is held. */
  readonly hold: number;
}

export interface Experiment extends Plan {
  readonly handOffs: readonly HandOff[];
}
