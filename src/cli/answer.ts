/** Runs an analysis: documents in, report out. Loaded only once there is something to run. */
import type { Analysis, OptionSpec, Question } from '../analyze/analysis.ts';
import { plainIds } from '../assemble/expand.ts';
import { isDay } from '../model/day.ts';
import { UserError } from '../model/user-error.ts';
import { estateFor, packsFor } from './graph-files.ts';
import { print } from './print.ts';
import { type ScanChoices, assertScanned } from './scan/options.ts';

/** The options that every analysis has. */
export interface CommonOptions extends ScanChoices {
  readonly graph?: readonly string[];
  /** Folders and files to be scanned. */
  readonly scan?: readonly string[];
  readonly allowOutside?: boolean;
  readonly format: string;
}

/**
 * Answers a question on standard output.
 *
 * @throws UserError for mistakes in the documents or the question.
 */
export const answer = async (
  analysis: Analysis,
  args: readonly string[],
  options: CommonOptions,
): Promise<void> => {
  const files = options.graph ?? [];
  assertScanned(options.scan, options);
  const loading = { allowOutside: options.allowOutside === true };
  const estate =
    analysis.about === 'packs'
      ? await packsFor(files, loading)
      : await estateFor(files, { ...loading, named: namedIn(analysis, args, options) }, options);
  const values: object = options;
  const question = { estate, args, options: values, today: today(options) } as Question<
    readonly OptionSpec[]
  >;
  await print(await analysis.run(question), options.format);
};

/** The plain ids that a command line names: packs may have to add them. */
const namedIn = (
  { options: specs }: Analysis,
  args: readonly string[],
  options: object,
): readonly string[] => {
  const values = options as Readonly<Record<string, unknown>>;
  const given = specs.filter(({ value }) => value !== undefined).map(({ name }) => values[name]);
  return [...args, ...given.flat()]
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .flatMap(plainIds);
};

/** The one place where a clock is read, and only the day of it; `--date` takes its place. */
const today = (options: object): string => {
  const { date } = options as { readonly date?: string };
  if (date !== undefined && !isDay(date)) {
    throw new UserError({ message: `--date takes a day such as 2017-02-28, not "${date}"` });
  }
  return date ?? new Date().toISOString().slice(0, 10);
};
