/**
 * The contract of a question: what it is called, what it takes, and a pure function from an estate to a report.
 *
 * A question declares its argument and options as data; help, parsing, completion and types follow from them.
 */
import type { Day } from '../model/day.ts';
import type { Estate } from '../model/estate.ts';
import type { Finding as FactFinding } from '../model/fact.ts';
import type { Ledger } from '../model/testimony.ts';
import type { Report } from '../model/report.ts';
import type { Sweeper } from '../engine/sweep/request.ts';
import type { RulePlugin } from './check/plugin-rule.ts';

/** What a question takes by its position. */
export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly many: boolean;
}

/** An option of a question, as data. */
export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string;
  readonly description: string;
  /** The placeholder of its value; left out: a switch. */
  readonly value?: string;
  /** The values allowed. */
  readonly choices?: readonly string[];
  /** It may be given several times. */
  readonly many?: boolean;
  /** It takes all the values that follow it: what is asked about must then be named before. */
  readonly takesRest?: boolean;
  /** Its value names a file to be read: the text is in the question's `files`, under the path given. */
  readonly reads?: true;
}

/** The values that options have, by name, as their specs say. */
export type OptionValues<S extends readonly OptionSpec[]> = {
  readonly [O in S[number] as O['name']]?: O extends { many: true }
    ? readonly string[]
    : O extends { choices: readonly (infer C)[] }
      ? C
      : O extends { value: string }
        ? string
        : boolean;
};

/** What a scan tells besides the graph. */
export interface Scanned {
  readonly findings: readonly FactFinding[];
  readonly ledger: Ledger;
}

/** All that a question is given: an estate, arguments and options. */
export interface Question<S extends readonly OptionSpec[]> {
  readonly estate: Estate;
  readonly args: readonly string[];
  readonly options: OptionValues<S>;
  /** The day that scenarios without a date play on; analyses read no clock. */
  readonly today: Day;
  /** Solves many scenarios at once, on all cores where that pays; left out: on this one. */
  readonly sweeper?: Sweeper;
  /** The texts of the files that options with `reads` name, by the path given. */
  readonly files?: ReadonlyMap<string, string>;
  /** Those who bring rules of their own to the check; left out: nobody. */
  readonly plugins?: readonly RulePlugin[];
  /** What a scan did not understand or took for granted, and what each source said; left out: nothing was scanned. */
  readonly scanned?: Scanned;
  /** The lines of a file that a finding points at, read when asked for; undefined if it cannot be read. */
  readonly linesOf?: (file: string) => readonly string[] | undefined;
  /** Told of long work: what, how much is done, of how much (0: nobody knows). */
  readonly progress?: (what: string, done: number, of: number) => void;
}

/** `R`: whether the answer is there at once, or after others have worked on it. */
export interface Analysis<
  S extends readonly OptionSpec[] = readonly OptionSpec[],
  R extends Report | Promise<Report> = Report | Promise<Report>,
> {
  readonly name: string;
  /** What it answers, in a line. */
  readonly summary: string;
  readonly argument?: ArgumentSpec;
  readonly options: S;
  /** What it is asked of: `packs`, taken whole; left out: the documents. */
  readonly about?: 'packs';
  /** Command lines worth copying, without the program's name. */
  readonly examples: readonly string[];
  /** @throws UserError if the arguments name what does not exist. */
  readonly run: (question: Question<S>) => R;
}

/** Checks an analysis and keeps the types of its options. */
export const defineAnalysis = <const S extends readonly OptionSpec[], R extends Report | Promise<Report>>(
  analysis: Analysis<S, R>,
): Analysis<S, R> => analysis;
