/** What is told of a comparison. */
import type { Finding, Rule } from '../../model/finding.ts';
import type { Line } from '../../model/report.ts';
import type { Comparison } from './compare.ts';
import type { Loss } from './fail-on.ts';
import type { Mend } from './findings.ts';

export interface DiffReportOptions {
  /** What the two sides are called: `main`, `before.yaml`. */
  readonly base: string;
  readonly head: string;
  readonly failOn: readonly Loss[];
  /** Rows of a table in text and markdown. */
  readonly limit: number;
  /** What a check finds in head and did not find in base, and the rules of it; left out: nobody looked. */
  readonly policies?: { readonly rules: readonly Rule[]; readonly findings: readonly Finding[] } | undefined;
}

export interface Told {
  readonly comparison: Comparison;
  readonly options: DiffReportOptions;
  readonly findings: readonly Finding[];
  readonly policies: readonly Finding[];
  readonly mends: readonly Mend[];
  readonly verdict: Line;
}
