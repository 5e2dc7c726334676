/**
 * What an analysis returns: its data, and the same said in a few blocks that any format can render.
 *
 * Both are made when asked for: a JSON reporter never pays for tables, nor the terminal for 100,000 proofs.
 */
import type { CheckCase, Finding, Rule } from './finding.ts';
import type { Kind } from './kind.ts';
import type { State } from './state.ts';

/** A piece of text with a meaning; plain strings have none. */
export type Span =
  string | { readonly text: string; readonly tone: 'strong' | 'dim' | 'id' } | { readonly state: State };

/** A line of text, as pieces with a meaning. */
export type Line = readonly Span[];

/** A column of a table, and what becomes of it where the line is too narrow. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** What gives way where the line is too wide: higher first; left out: never. */
  readonly yields?: number;
  /** What is left out of a line that is too narrow for all: higher first; left out: it always stands. */
  readonly leaves?: number;
  /** Where a text that is too long is cut; ids are told apart by both ends, sentences by their start. */
  readonly cut?: 'middle' | 'end';
}

/** A time in which something was in a state, in seconds; `until` left out: it does not end. */
export interface Stretch {
  readonly from: number;
  readonly until?: number;
  readonly state: State;
}

/** What became of one thing over time. */
export interface Track {
  readonly label: Line;
  /** Times in which it was not operational, in order. */
  readonly stretches: readonly Stretch[];
  /** What stands beside its bar, one for each of the block's `notes`. */
  readonly notes: readonly Line[];
}

/** Tracks that belong together. */
export interface TrackSection {
  readonly title: string;
  readonly tracks: readonly Track[];
  /** Tracks that were left out, and how to get them. */
  readonly more?: string;
}

/** A line of a tree and how deep it stands; trees are lists, so that no chain is too long for them. */
export interface Branch {
  readonly depth: number;
  readonly line: Line;
}

/** A part of a report that every format can render. */
export type Block =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly lines: readonly Line[] }
  | {
      readonly type: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Line[])[];
      /** Rows that were left out, and how to get them. */
      readonly more?: string;
    }
  | {
      readonly type: 'timeline';
      /** Seconds at the right end of the bars; the left end is 0. */
      readonly end: number;
      /** Titles of the tracks' notes. */
      readonly notes: readonly string[];
      /** They share one axis, so that what is below another is at the same time. */
      readonly sections: readonly TrackSection[];
    }
  | { readonly type: 'tree'; readonly branches: readonly Branch[] }
  /** Text for machines, to be copied: never broken, however narrow the line is. */
  | { readonly type: 'code'; readonly language: string; readonly lines: readonly string[] }
  /** A picture of a small part of the graph; formats that cannot draw leave it out. */
  | { readonly type: 'graph'; readonly title: string; readonly graph: ReportGraph }
  /** What most readers skip: folded where a format can fold, else it stands as it is. */
  | { readonly type: 'folded'; readonly title: string; readonly blocks: readonly Block[] };

/** A node of a picture. */
export interface GraphNode {
  readonly id: string;
  readonly kind: Kind;
  readonly name?: string;
  readonly owner?: string;
  readonly tier?: number;
  readonly state: State;
  /** It is what fails, not what falls. */
  readonly isFault?: boolean;
  /** The id of the node that it is drawn inside of, if that is in the picture. */
  readonly parent?: string;
}

/** An arrow of a picture, from what requires to what is required. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** The worst that it can do to `from`; left out: everything passes. */
  readonly impact?: State;
  /** `any of`, `2 of`: it is a member of a group. */
  readonly group?: string;
  /** The failure that the picture is about went along here. */
  readonly isPath?: boolean;
  /** `added`, `removed`: in a picture of a change. */
  readonly change?: 'added' | 'removed';
  readonly why?: string;
  readonly source?: string;
  readonly confidence?: string;
}

/** Nodes by id, edges by both ends. */
export interface ReportGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** What a spreadsheet wants: all rows, plain values. */
export interface RawTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What a check found, for the formats of code-scanning sites and test reports. */
export interface Checked {
  /** All rules that were looked at, by id. */
  readonly rules: readonly Rule[];
  /** By place, then fingerprint; those excused too. */
  readonly findings: readonly Finding[];
  /** What was looked at, by rule, then subject. */
  readonly cases: readonly CheckCase[];
}

/** The answer to a question: data, and the same in blocks. */
export interface Report {
  /** The question, as on the command line. */
  readonly command: string;
  /** It is for programs: what is printed if nobody asks for another format. Left out: text. */
  readonly format?: 'json';
  /** The answer in a line. */
  readonly title: Line;
  readonly blocks: () => readonly Block[];
  /** The stable result, without `faultline` (the version) and `command`, which every result has. */
  readonly data: () => object;
  /** What the rows of a spreadsheet are, if the answer is a list. */
  readonly table?: () => RawTable;
  /** The part of the graph that it is about, for the formats that are nothing but a graph. */
  readonly graph?: () => ReportGraph;
  /** Left out where nothing is checked. */
  readonly checked?: () => Checked;
  /** Why the run fails, a line each; with any the exit code is 1. */
  readonly failures?: () => readonly string[];
  /** Files that the question was asked to write, by path: a baseline, a merged result. */
  readonly writes?: () => ReadonlyMap<string, string>;
}
