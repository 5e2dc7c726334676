/** What some formats need a report to have: rows, a graph, or findings. */
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';

/** The part of a report that a format is made of. */
export type Need = 'table' | 'graph' | 'checked';

const WORDS: Readonly<Record<Need, string>> = {
  table: 'no rows for a spreadsheet',
  graph: 'no graph to draw',
  checked: 'no findings',
};

/** @throws UserError if a report has nothing for a format. */
export const needed = <N extends Need>(
  report: Report,
  need: N,
  format: string,
): ReturnType<Exclude<Report[N], undefined>> => {
  const make = report[need];
  if (make === undefined) throw new UserError({ message: lacking(report.command, need, format) });
  return make() as ReturnType<Exclude<Report[N], undefined>>;
};

/** Says what a command lacks for a format. */
export const lacking = (command: string, need: Need, format: string): string =>
  `${command} has ${WORDS[need]}, and so no ${format}`;
