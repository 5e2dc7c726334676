/**
 * What the page asks of the engine in its worker, and what it answers: one entry a request.
 *
 * Nodes are named by their positions in the side's estate, sorted by id. A mistake that the user can mend is an answer
 * too: the client rejects with an `AskError`.
 */
import type { Kind } from '../../src/model/kind.ts';
import type { Block, Line, RawTable } from '../../src/model/report.ts';
import type { Rank, State } from '../../src/model/state.ts';
import type { Finding } from '../../src/model/fact.ts';
import type { Scene, SceneRequest } from './scene.ts';
import type { Arrow, Edit, FaultSpec, Side } from './state.ts';

/** What the page itself knows of a node. */
export interface NodeFacts {
  readonly id: string;
  readonly kind: Kind;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly tier?: number;
  readonly tags: readonly string[];
  readonly costPerHour?: number;
  /** How many nodes require it; left out: none. */
  readonly dependents?: number;
  /** `file:line` of the document or of the code; left out: in a pack. */
  readonly place?: string;
  /** It is from a pack that came with the program. */
  readonly isShipped: boolean;
}

export interface ScenarioFacts {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  readonly date?: string;
  readonly start?: string;
  readonly faults: readonly FaultSpec[];
  readonly isObserved: boolean;
}

export interface SideFacts {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** Sorted by id. */
  readonly nodes: readonly NodeFacts[];
  readonly edges: number;
  readonly scenarios: readonly ScenarioFacts[];
  readonly findings: readonly Finding[];
}

export interface Opened {
  readonly version: string;
  readonly after: SideFacts;
  /** What it is compared with, if there is something. */
  readonly before?: SideFacts;
  readonly isAnonymised: boolean;
}

export interface Edited {
  /** The side as the edits leave it. */
  readonly after: SideFacts;
  /** What it is compared with; left out: neither edits nor another document. */
  readonly before?: SideFacts;
  /** The edits as a document to lay above the others: YAML; '' without edits. */
  readonly patch: string;
  /** Edits that could not be made, by their index, and why. */
  readonly refused: readonly { readonly index: number; readonly why: string }[];
}

export type ByState = Readonly<Record<State, number>>;

interface Totals {
  readonly nodes: number;
  readonly affected: number;
  readonly apps: ByState;
  readonly costPerHour?: number;
}

export interface ImpactAnswer {
  /** By position. */
  readonly ranks: Uint8Array;
  /** Round in which each reached its rank; `NEVER` (2³²−1) where it did not fall. */
  readonly waves: Uint32Array;
  readonly waveCount: number;
  /** Positions of what fails by itself, ascending. */
  readonly faults: Uint32Array;
  readonly totals: Totals;
  /** Milliseconds in the worker. */
  readonly took: number;
}

/** What fails: on which side, by selections, and by a scenario's faults (all of them at once, as `impact` has it). */
export interface Faulted {
  readonly side: Side;
  readonly faults: readonly FaultSpec[];
  readonly scenario?: string;
}

export interface TimelineAnswer {
  /** Seconds until the last change; nothing changes later if it is settled. */
  readonly end: number;
  readonly isSettled: boolean;
  /** Node p's intervals are [start[p], start[p + 1]) of the three lists: seconds, `Infinity` where it does not end. */
  readonly start: Uint32Array;
  readonly from: Float64Array;
  readonly until: Float64Array;
  readonly ranks: Uint8Array;
  /** All instants at which something changes, ascending, each once. */
  readonly moments: Float64Array;
  readonly faults: readonly {
    readonly position: number;
    readonly rank: Rank;
    readonly from: number;
    readonly until?: number;
  }[];
  /** Beside what history says. Empty if it says nothing. */
  readonly subjects: readonly Subject[];
  /** Nodes that hold themselves down, by position: the circle's ids. */
  readonly heldBy: readonly (readonly [position: number, ids: readonly string[]])[];
}

export interface Subject {
  readonly position: number;
  /** The worst over time. */
  readonly predicted: State;
  readonly observed: State;
  readonly accept: readonly State[];
  readonly verdict: 'hit' | 'miss' | 'false alarm' | 'rightly spared';
  readonly isExact: boolean;
  /** Seconds after the first fault. */
  readonly onset?: number;
  readonly recovered?: number;
  readonly why?: string;
  readonly source?: string;
  readonly confidence?: string;
}

/** A question of the command line, asked of one side. */
export interface Question {
  readonly side: Side;
  /** `why`, `spof`, `cut-sets`, `sweep`, `availability`, `advise`, `show`, `impact`, … */
  readonly analysis: string;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Told {
  readonly title: Line;
  readonly blocks: readonly Block[];
  readonly data: object;
  readonly table?: RawTable;
}

/** Evidence of one dependency. */
export interface EdgeFacts extends Arrow {
  /** The whole requirement in words: `any of a and b`. */
  readonly requirement: string;
  /** Where it is `in` what is required. */
  readonly isContainment: boolean;
  /** The worst that it can do; left out: its worst passes through. */
  readonly impact?: State;
  readonly why?: string;
  readonly source?: string;
  readonly confidence?: string;
  /** `file:line` of the document or of the code. */
  readonly place?: string;
  readonly after?: number;
  readonly recovery?: number;
  readonly isStart: boolean;
  readonly isShipped: boolean;
  readonly validFrom?: string;
  readonly validUntil?: string;
}

export interface Compared {
  /** Nodes and arrows that only one side has. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly addedArrows: readonly Arrow[];
  readonly removedArrows: readonly Arrow[];
  readonly renamed: readonly Arrow[];
  /** What `faultline diff` says. */
  readonly report: Told;
}

/** The proof of a node's state as a part of the graph. */
export interface Proof {
  readonly nodes: readonly number[];
  /** Pairs of positions: from what fell to what it fell for. */
  readonly pairs: Uint32Array;
  readonly told: Told;
}

export interface Requests {
  /** `text` is a `PageData` as JSON. */
  open: { readonly in: { readonly text: string }; readonly out: Opened };
  edit: { readonly in: { readonly edits: readonly Edit[] }; readonly out: Edited };
  /** Positions that the selections match, ascending. */
  select: {
    readonly in: { readonly side: Side; readonly selections: readonly string[] };
    readonly out: Uint32Array;
  };
  impact: { readonly in: Faulted; readonly out: ImpactAnswer };
  /** The first cause of each of these nodes' states, in a line. */
  reasons: {
    readonly in: { readonly of: Faulted; readonly positions: readonly number[] };
    readonly out: readonly Line[];
  };
  proof: { readonly in: { readonly of: Faulted; readonly id: string }; readonly out: Proof };
  timeline: {
    readonly in: { readonly side: Side; readonly scenario: string };
    readonly out: TimelineAnswer;
  };
  ask: { readonly in: Question; readonly out: Told };
  /** The answer to a question in a format: `csv`, `markdown`, `json`, `text`, … */
  render: { readonly in: { readonly question: Question; readonly format: string }; readonly out: string };
  edges: {
    readonly in: { readonly side: Side; readonly pairs: Uint32Array };
    readonly out: readonly EdgeFacts[];
  };
  compare: { readonly in: object; readonly out: Compared };
  scene: { readonly in: { readonly side: Side; readonly request: SceneRequest }; readonly out: Scene };
}

export type RequestName = keyof Requests;

/** What the page calls; each name is answered by the worker. */
export interface Engine {
  /** A question whose signal is aborted need not be answered. */
  ask<N extends RequestName>(
    name: N,
    question: Requests[N]['in'],
    signal?: AbortSignal,
  ): Promise<Requests[N]['out']>;
}

/** A mistake that the user can mend. */
export class AskError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'AskError';
    this.hint = hint;
  }
}
