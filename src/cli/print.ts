/** Printing a report in the format that was asked for. */
import { Option } from 'commander';
import type { Report } from '../model/report.ts';
import { REPORTERS } from '../report/index.ts';
import { columnsOf, painterFor, write } from './output.ts';

/** The option that all commands with a report have. */
export const formatOption = (): Option =>
  new Option('-f, --format <format>', 'how to print the result')
    .choices(REPORTERS.map(({ name }) => name))
    .default('text');

/** Prints a report on standard output; the format is one that the option lets through. */
export const print = async (report: Report, format: string): Promise<void> => {
  const reporter = await REPORTERS.find(({ name }) => name === format)!.load();
  const surroundings = { width: columnsOf(process.stdout), paint: painterFor(process.stdout) };
  await write(process.stdout, reporter.render(report, surroundings));
};
