/** `faultline reconcile`: where manifests, code, the catalog and traces disagree about the same system. */
import { Command, Option } from 'commander';
import type { Reconciled } from '../analyze/reconcile.ts';
import { CHECKS, type Check, failuresOf } from '../analyze/reconcile/checks.ts';
import type { Document } from '../model/document.ts';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/printable.ts';
import { type Problem, UserError } from '../model/user-error.ts';
import type { ScanResult } from '../scan/estate.ts';
import { CheckFailed } from './check-failed.ts';
import { write } from './output.ts';
import { formatOption, outputChoices, print } from './print.ts';
import { repeatable } from './repeatable.ts';
import { type ScanChoices, addScanChoices, scanChoices, variablesOf } from './scan/options.ts';

/** The command. Exits with 1 if something was found that `--fail-on` names, or could not be looked for. */
export const reconcileCommand = (): Command =>
  addScanChoices(
    new Command('reconcile')
      .summary('tell where manifests, code, the catalog and traces disagree')
      .description(
        'Tell where sources disagree: what manifests and infrastructure code declare, what the code calls, what the catalog says and what traces saw.',
      )
      .argument('[paths...]', 'folders and files to look into (default: the working folder)')
      .option(
        '-o, --output <file>',
        'write the document there, in which each dependency tells all its sources; .json is JSON, else YAML',
      )
      .addOption(
        repeatable(
          new Option('--fail-on <kinds>', `exit with 1 if there are any: ${CHECKS.join(', ')}, or all`),
        ),
      )
      .addOption(repeatable(new Option('--only <kinds>', 'show only these kinds of disagreement')))
      .option('--limit <rows>', 'rows of a list in text and markdown, 0 for all (default: 20)')
      .option('--all', 'list everything: also what agrees, and what traces do not cover'),
  )
    .addOption(
      repeatable(
        new Option('--var <name=value>', 'the value of a Terraform variable or a template parameter'),
      ),
    )
    .addOption(repeatable(new Option('--scanner <scanner>', 'run only this scanner')))
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  faultline reconcile\n  faultline reconcile k8s catalog traces/monday.json\n  faultline reconcile . --fail-on undeclared,region\n  faultline reconcile . -o merged.yaml --only strength',
    )
    .action(run);

interface Options extends ScanChoices {
  readonly output?: string;
  readonly failOn?: readonly string[];
  readonly only?: readonly string[];
  readonly limit?: string;
  readonly all?: boolean;
  readonly var?: readonly string[];
  readonly scanner?: readonly string[];
  readonly format?: readonly string[];
}

/** Rows of a list on the terminal, unless asked otherwise; JSON always has all. */
const ROWS = 20;

const run = async (paths: readonly string[], options: Options): Promise<void> => {
  const { output, limit, all = false } = options;
  const failOn = kindsIn('--fail-on', options.failOn) ?? [];
  const only = kindsIn('--only', options.only);
  const looked = paths.length === 0 ? ['.'] : paths;
  const { rowLimit } = await import('../analyze/asked.ts');
  const rows = all ? Infinity : rowLimit(limit, ROWS);
  const scan = await scanned(looked, options);
  if (scan.ledger.sightings.length === 0) throw new UserError(nothingIn(looked));
  const { reconcile } = await import('../analyze/reconcile.ts');
  const { reconcileReport } = await import('../analyze/reconcile/report.ts');
  const result = reconcile(scan);
  if (output !== undefined) await writeMerged(output, scan.document, result);
  // Both on standard output would be neither.
  if (output !== '-')
    await print(
      reconcileReport(result, { limit: rows, all, ...(only === undefined ? {} : { only }) }),
      outputChoices(options),
    );
  const failures = failuresOf(failOn, result);
  if (failures.length > 0) throw new CheckFailed('--fail-on: sources disagree', failures);
};

const scanned = async (paths: readonly string[], options: Options): Promise<ScanResult> => {
  const { scanFor } = await import('./scan/run.ts');
  const { scanner, output } = options;
  const choices = {
    variables: variablesOf(options.var ?? []),
    outputs: output === undefined || output === '-' ? [] : [output],
    ...(scanner === undefined ? {} : { only: scanner }),
    ...scanChoices(options),
  };
  return scanFor(paths, choices);
};

const nothingIn = (paths: readonly string[]): Problem => ({
  message: `nothing that describes or shows a system was found in ${paths.join(', ')}`,
  hint: '"faultline scan" with the same paths tells what it looked at',
});

/**
 * Kinds as they were written: several in one word are divided by commas.
 *
 * @throws UserError with the nearest kind.
 */
const kindsIn = (option: string, given: readonly string[] | undefined): readonly Check[] | undefined => {
  if (given === undefined) return undefined;
  const words = given.flatMap((text) => text.split(',')).map((word) => word.trim());
  return words.flatMap((word) => {
    if (word === 'all') return CHECKS;
    const check = CHECKS.find((known) => known === word);
    if (check !== undefined) return [check];
    const [near] = nearest(word, CHECKS);
    throw new UserError({
      message: `${option}: there is no kind ${quoted(word)}`,
      hint: near === undefined ? `there are: ${CHECKS.join(', ')}, all` : `did you mean "${near}"?`,
    });
  });
};

const HEADER = `# What "faultline reconcile" made of all sources: each dependency tells those that know it. The next run writes it
# anew: say in faultline.yaml what none of them can know, and include this file there.
`;

const writeMerged = async (output: string, document: Document, { needs }: Reconciled): Promise<void> => {
  const { mergedDocument } = await import('../analyze/reconcile/merged.ts');
  const { writeJson, writeYaml } = await import('../document/write.ts');
  const merged = mergedDocument(document, needs);
  const text = output.endsWith('.json') ? writeJson(merged) : `${HEADER}${writeYaml(merged)}`;
  if (output === '-') return write(process.stdout, text);
  const { writeWhole } = await import('./scan/write-file.ts');
  await writeWhole(output, text);
};
