/** `faultline scan`: what files say about an infrastructure, as a document, and what of it was not understood. */
import { Command, Option } from 'commander';
import { repeatable } from './repeatable.ts';
import { type ScanChoices, addScanChoices, variablesOf } from './scan/options.ts';

/** The command. Exits with 1 under `--strict` if anything was not understood. */
export const scanCommand = (): Command =>
  addScanChoices(
    new Command('scan')
      .summary('make a document from infrastructure code, and tell what was not understood')
      .description(
        'Make a document from infrastructure code. What was not understood is told on standard error, in full with --coverage.',
      )
      .argument('[paths...]', 'folders and files to look into (default: the working folder)')
      .option(
        '-o, --output <file>',
        'write the document there; .json is JSON (default: YAML on standard output)',
      )
      .option('--coverage <file>', 'write what was seen and what was not understood: .md, .txt, else JSON'),
  )
    .addOption(
      repeatable(
        new Option('--var <name=value>', 'the value of a Terraform variable or a template parameter'),
      ),
    )
    .addOption(
      new Option('--apps <by>', 'make an app of each stack or module, of each entry point, or none').choices([
        'scope',
        'entry',
        'none',
      ]),
    )
    .addOption(repeatable(new Option('--only <scanner>', 'run only this scanner')))
    .option('--strict', 'exit with 1 if anything was not understood')
    .option('-q, --quiet', 'no summary on standard error')
    .addHelpText(
      'after',
      '\nExamples:\n  faultline scan\n  faultline scan infra -o scanned.yaml --coverage coverage.md\n  faultline scan . --exclude examples --region eu-west-1 --strict\n  faultline scan plan.json -o scanned.json',
    )
    .action(run);

interface Options extends ScanChoices {
  readonly output?: string;
  readonly coverage?: string;
  readonly var?: readonly string[];
  readonly apps?: 'scope' | 'entry' | 'none';
  readonly only?: readonly string[];
  readonly strict?: boolean;
  readonly quiet?: boolean;
}

const run = async (paths: readonly string[], options: Options): Promise<void> => {
  const variables = variablesOf(options.var ?? []);
  const { scanAndWrite } = await import('./scan/run.ts');
  await scanAndWrite(paths.length === 0 ? ['.'] : paths, { ...options, variables });
};
