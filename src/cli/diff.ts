/** `faultline diff`: what a change makes worse, and what better. */
import { Command, Option } from 'commander';
import { LOSSES, type Loss } from '../analyze/diff/fail-on.ts';
import { isDay } from '../model/day.ts';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import { type State, STATES, rankOf } from '../model/state.ts';
import { UserError } from '../model/user-error.ts';
import { write } from './output.ts';
import { type OutputChoices, addOutput } from './outputs/wanted.ts';
import { print } from './print.ts';
import { repeatable } from './repeatable.ts';
import { type ScanChoices, addScanChoices, scanChoices } from './scan/options.ts';

/** The command. Exits with 1 if the change did something that `--fail-on` names. */
export const diffCommand = (): Command =>
  addOutput(
    addScanChoices(
      new Command('diff')
        .summary('what a change makes worse, and what better')
        .description(
          'Compare two documents, folders or revisions: what now falls to a failure that it survived, what redundancy was lost, how far each failure reaches, and what improved.',
        )
        .argument(
          '[paths...]',
          'what is compared: two documents or folders; with --base the paths in both revisions (default: faultline.yaml, found upward, else the working folder, scanned)',
        )
        .option('--base <revision>', 'compare with where this branch left that revision (main)')
        .option(
          '--head <revision>',
          'with --base: the revision that is compared (default: the files as they are now)',
        )
        .option(
          '--exact',
          'with --base: compare with that revision itself, not with where the branch left it',
        )
        .addOption(
          repeatable(
            new Option('--fail-on <losses>', `exit with 1 if there are any: ${LOSSES.join(', ')}, or any`),
          ),
        )
        .addOption(
          new Option('--state <state>', 'from which state on an app is down')
            .choices(STATES.filter((state) => state !== 'operational'))
            .default('partial'),
        )
        .addOption(repeatable(new Option('--among <selection>', 'what may fail (default: every node)')))
        .addOption(
          new Option('--order <order>', 'failures at once, of which combinations are compared').default('2'),
        )
        .option('--date <day>', 'the day that decides what dated dependencies count (default: today)')
        .option('--limit <rows>', 'rows of a table in text and markdown, 0 for all (default: 20)')
        .option('--allow-outside', 'let documents include files outside of their folder'),
    ),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  faultline diff --base main\n  faultline diff --base main --fail-on new-spof,lost-redundancy,policy\n  faultline diff --base v1.4 --head v1.5 infra\n  faultline diff before.yaml after.yaml --format markdown',
    )
    .action(run);

interface Options extends ScanChoices, OutputChoices {
  readonly base?: string;
  readonly head?: string;
  readonly exact?: boolean;
  readonly failOn?: readonly string[];
  readonly state: State;
  readonly among?: readonly string[];
  readonly order: string;
  readonly date?: string;
  readonly limit?: string;
  readonly allowOutside?: boolean;
}

/** Rows of a table on the terminal, unless asked otherwise; JSON always has all. */
const ROWS = 20;

/** Failures at once: more combinations than anybody reads. */
const HIGHEST_ORDER = 4;

const run = async (paths: readonly string[], options: Options): Promise<void> => {
  const { report, notes } = await compare(paths, options);
  if (notes.length > 0 && options.quiet !== true)
    await write(process.stderr, notes.map((note) => `${note}\n`).join(''));
  await print(report, options);
};

/**
 * What a change makes worse, and what was not compared.
 *
 * @throws UserError for mistakes in the question and in what is compared.
 */
export const compare = async (
  paths: readonly string[],
  options: Options,
): Promise<{ readonly report: Report; readonly notes: readonly string[] }> => {
  const failOn = lossesIn(options.failOn ?? []);
  const order = orderOf(options.order);
  const day = dayOf(options.date);
  const { rowLimit } = await import('../analyze/asked.ts');
  const limit = rowLimit(options.limit, ROWS);
  const { base, head, names, notes } = await sidesFor(paths, options);
  const { compared } = await import('../analyze/diff/compare.ts');
  const { diffReport } = await import('../analyze/diff/report.ts');
  const { sweeper } = await import('./sweeper.ts');
  const comparison = await compared(base, head, {
    day,
    downFrom: rankOf(options.state),
    among: options.among,
    order,
    sweeper,
  });
  const { brokenPolicies } = await import('../analyze/diff/policies.ts');
  const { linesFrom } = await import('./outputs/read-files.ts');
  const policies = await brokenPolicies(comparison, sweeper, linesFrom(process.cwd()), options.plugins);
  const report = diffReport(comparison, { base: names.base, head: names.head, failOn, limit, policies });
  return { report, notes };
};

const sidesFor = async (paths: readonly string[], options: Options) => {
  const { sidesOfPaths, sidesOfRevisions } = await import('./diff/sides.ts');
  const { base, head, exact, allowOutside } = options;
  const choices = {
    ...scanChoices(options),
    ...(allowOutside === undefined ? {} : { allowOutside }),
  };
  if (base !== undefined) {
    return sidesOfRevisions(paths, {
      ...choices,
      base,
      ...(head === undefined ? {} : { head }),
      ...(exact === undefined ? {} : { exact }),
    });
  }
  const idle = (['head', 'exact'] as const).filter((name) => options[name] !== undefined);
  if (idle.length > 0) {
    throw new UserError({
      message: `${idle.map((name) => `--${name}`).join(' and ')} ${idle.length === 1 ? 'is' : 'are'} about revisions, and there is no --base`,
      hint: 'faultline diff --base main',
    });
  }
  return sidesOfPaths(paths, choices);
};

/**
 * Losses as they were written: several in one word are divided by commas.
 *
 * @throws UserError with the nearest word.
 */
const lossesIn = (given: readonly string[]): readonly Loss[] =>
  given
    .flatMap((text) => text.split(','))
    .map((word) => word.trim())
    .flatMap((word): readonly Loss[] => {
      if (word === 'any') return LOSSES;
      const known = LOSSES.find((loss) => loss === word);
      if (known !== undefined) return [known];
      const [near] = nearest(word, LOSSES);
      throw new UserError({
        message: `--fail-on: there is no loss ${quoted(word)}`,
        hint: near === undefined ? `there are: ${LOSSES.join(', ')}, any` : `did you mean "${near}"?`,
      });
    });

const orderOf = (text: string): number => {
  const order = Number(text);
  if (/^\d$/.test(text) && order >= 1 && order <= HIGHEST_ORDER) return order;
  throw new UserError({ message: `--order takes a number from 1 to ${HIGHEST_ORDER}, not ${quoted(text)}` });
};

/** The one place of this command where a clock is read, and only the day of it. */
const dayOf = (text: string | undefined): string => {
  if (text !== undefined && !isDay(text))
    throw new UserError({ message: `--date takes a day such as 2017-02-28, not ${quoted(text)}` });
  return text ?? new Date().toISOString().slice(0, 10);
};
