/** `faultline import`: graphs and inventories of other programs, as a document. */
import { Command, Option } from 'commander';
import { repeatable } from './repeatable.ts';
import type { ImportChoices } from './import/run.ts';

/** The command. Exits with 1 under `--strict` if anything was not understood. */
export const importCommand = (): Command =>
  new Command('import')
    .summary('make a document from graphs and inventories of other programs')
    .description(
      'Make a document from graphs and inventories of other programs. What was not understood is told on standard error, in full with --coverage.',
    )
    .argument(
      '<inputs...>',
      'files, - for stdin, or the address of a PostgreSQL database (postgres://user@host/database)',
    )
    .option(
      '--from <format>',
      'graphml, graphology, cytoscape, csv, cartography, kiali, overmind; of a database steampipe or cloudquery (default: by content)',
    )
    .addOption(
      repeatable(
        new Option(
          '--map <map>',
          'which attribute or column holds what: id=hostname,kind=type, or a YAML file that says it',
        ),
      ),
    )
    .option('--reverse', 'edges lead from what is needed to what needs it')
    .addOption(
      new Option('--layout <layout>', 'whose tables a database holds (default: whatever is there)').choices([
        'steampipe',
        'cloudquery',
      ]),
    )
    .addOption(repeatable(new Option('--schema <schema>', 'read only these schemas of a database')))
    .option('--rows <count>', 'rows of a table that are read (default: 100000)')
    .option('--region <region>', 'the region of what no source places anywhere')
    .addOption(
      new Option(
        '--apps <by>',
        'of inventories, make an app of each scope, of each entry point, or none',
      ).choices(['scope', 'entry', 'none']),
    )
    .option(
      '-o, --output <file>',
      'write the document there; .json is JSON (default: YAML on standard output)',
    )
    .option('--coverage <file>', 'write what was seen and what was not understood: .md, .txt, else JSON')
    .option('--strict', 'exit with 1 if anything was not understood')
    .option('-q, --quiet', 'no summary on standard error')
    .addHelpText(
      'after',
      '\nAn edge goes from what needs to what is needed; --reverse turns all of them.\n\nExamples:\n  faultline import graph.graphml -o imported.yaml\n  faultline import nodes.csv edges.csv --map id=hostname,from=src,to=dst\n  cat graph.graphml | faultline import - | faultline impact db --graph -\n  faultline import postgres://reader@localhost:9193/steampipe --layout steampipe',
    )
    .action(run);

const run = async (inputs: readonly string[], options: ImportChoices): Promise<void> => {
  const { importAndWrite } = await import('./import/run.ts');
  await importAndWrite(inputs, options);
};
