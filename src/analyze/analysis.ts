/**
 * The contract of a question: what it is called, what it takes, and a pure function from an estate to a report.
 *
 * A question declares its argument and options as data; help, parsing, completion and types follow from them.
 */
import type { Day } from '../model/day.ts';
import type { Estate } from '../model/estate.ts';
import type { Report } from '../model/report.ts';

export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly many: boolean;
}

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

export interface Question<S extends readonly OptionSpec[]> {
  readonly estate: Estate;
  readonly args: readonly string[];
  readonly options: OptionValues<S>;
  /** The day that scenarios without a date play on; analyses read no clock. */
  readonly today: Day;
}

export interface Analysis<S extends readonly OptionSpec[] = readonly OptionSpec[]> {
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
  readonly run: (question: Question<S>) => Report;
}

/** Checks an analysis and keeps the types of its options. */
export const defineAnalysis = <const S extends readonly OptionSpec[]>(analysis: Analysis<S>): Analysis<S> =>
  analysis;
