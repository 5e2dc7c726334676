/** Runs an analysis: documents in, report out. Loaded only once there is something to run. */
import type { Analysis, OptionSpec, Question } from '../analyze/analysis.ts';
import type { Sweeper } from '../engine/sweep/request.ts';
import { plainIds } from '../assemble/expand.ts';
import { isDay } from '../model/day.ts';
import type { Estate } from '../model/estate.ts';
import { UserError } from '../model/user-error.ts';
import { loadedFor, packsFor } from './graph-files.ts';
import { write } from './output.ts';
import { camelCase, filesFor, linesFrom } from './outputs/read-files.ts';
import { type OutputChoices, wantedOf } from './outputs/wanted.ts';
import { print } from './print.ts';
import { type ScanChoices, assertScanned } from './scan/options.ts';
import { type Progress, progressOn } from './scan/progress.ts';

/** The options that every analysis has. */
export interface CommonOptions extends ScanChoices, OutputChoices {
  readonly graph?: readonly string[];
  /** Folders and files to be scanned. */
  readonly scan?: readonly string[];
  readonly allowOutside?: boolean;
}

/**
 * Answers a question on standard output, and in the files that were asked for.
 *
 * @throws UserError for mistakes in the documents or the question; CheckFailed if the answer is one of failure.
 */
export const answer = async (
  analysis: Analysis,
  args: readonly string[],
  options: CommonOptions,
): Promise<void> => {
  const files = options.graph ?? [];
  // Before anything is read: nobody waits for a scan to be told of a slip.
  wantedOf(options);
  assertScanned(options.scan, options);
  const values = optionsFor(analysis.options, { ...options });
  const texts = await filesFor(analysis.options, values);
  const loading = { allowOutside: options.allowOutside === true };
  const { estate, scanned } =
    analysis.about === 'packs'
      ? { estate: await packsFor(files, loading), scanned: undefined }
      : await loadedFor(files, { ...loading, named: namedIn(analysis, args, values) }, options);
  if (options.verbose === true) {
    await write(process.stderr, `read ${estate.nodes.length} nodes and ${estate.scenarios.size} scenarios\n`);
  }
  const progress = options.quiet === true ? NO_PROGRESS : progressOn(process.stderr);
  const question = {
    estate,
    args,
    options: values,
    today: today(options),
    sweeper,
    files: texts,
    ...(options.plugins === undefined ? {} : { plugins: options.plugins }),
    ...(scanned === undefined ? {} : { scanned }),
    linesOf: linesFrom(process.cwd(), [...files.filter((file) => file !== '-'), ...(options.scan ?? [])]),
    progress: progress.tell,
  } as Question<readonly OptionSpec[]>;
  try {
    const report = await analysis.run(question);
    const document = files.find((file) => file !== '-');
    // What is made for a format may take long, too: the line of progress goes when there is something to show.
    await print(report, options, {
      ...(document === undefined ? {} : { document }),
      inputs: [...files, ...texts.keys()],
      sources: sourcesOf(estate),
      ready: progress.end,
    });
  } finally {
    progress.end();
  }
};

/** The files that describe what was asked about: documents, those that they include, and what was scanned. */
const sourcesOf = ({ nodes }: Estate): ReadonlySet<string> =>
  new Set(
    nodes.flatMap(({ origins, source }) => [
      ...origins.map((origin) => origin.source.file),
      ...(source === undefined ? [] : [source.replace(/:\d+$/, '')]),
    ]),
  );

/** Workers are loaded by the first sweep. */
const sweeper: Sweeper = async (request, progress) =>
  (await import('./sweeper.ts')).sweeper(request, progress);

const NO_PROGRESS: Progress = { tell: () => {}, end: () => {} };

/** The values by the names that the specs have: commander keeps `fail-on` as `failOn`. */
const optionsFor = (
  specs: readonly OptionSpec[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...values,
  ...Object.fromEntries(
    specs
      .map(({ name }) => [name, values[camelCase(name)]] as const)
      .filter(([, value]) => value !== undefined),
  ),
});

/** The plain ids that a command line names: packs may have to add them. */
const namedIn = (
  { options: specs }: Analysis,
  args: readonly string[],
  values: Readonly<Record<string, unknown>>,
): readonly string[] => {
  const given = specs
    .filter(({ value, reads }) => value !== undefined && reads !== true)
    .map(({ name }) => values[name]);
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
