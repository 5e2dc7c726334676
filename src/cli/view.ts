/** `faultline view`: the page in which failures are tried, served on this machine or written as one file. */
import { Command, Option } from 'commander';
import { repeatable } from './repeatable.ts';
import { addScan } from './scan/options.ts';
import type { ViewOptions } from './view/options.ts';

/** The command. Serves until it is interrupted, unless it writes a file. */
export const viewCommand = (): Command =>
  addScan(
    new Command('view')
      .summary('look at the graph, fail what you like, and watch what falls')
      .description(
        'Open the graph in a page: fail nodes, watch what falls, ask why, try what would help. It is served on 127.0.0.1 and changes with the files, or written as one file that needs nothing else. Nothing leaves this machine.',
      )
      .argument(
        '[files...]',
        'documents, strongest first; the same as --graph (default: faultline.yaml, found upward)',
      )
      .addOption(
        repeatable(
          new Option(
            '-g, --graph <file>',
            'a document to read; several are merged, strongest first; - is stdin',
          ),
        ),
      )
      .addOption(
        repeatable(
          new Option(
            '--against <file>',
            'the document that it is compared with, as it was before; several are merged',
          ),
        ),
      ),
  )
    .option('--out <file>', 'write the page there as one file, and serve nothing; - is standard output')
    .option('--anonymise', 'replace names, texts and costs; the graph and what fails stay the same')
    .option('--port <number>', 'the port to serve on (default: a free one)')
    .option(
      '--date <day>',
      'the day that decides what dated dependencies count (default: the day it is looked at)',
    )
    .option('--allow-outside', 'let documents include files outside of their folder')
    .option('-q, --quiet', 'nothing on standard error but problems')
    .addHelpText('after', EXAMPLES)
    .action(run);

const EXAMPLES = `
Examples:
  faultline view
  faultline view shop.yaml --port 8080
  faultline view --scan . --region eu-west-1
  faultline view after.yaml --against before.yaml
  faultline view --out report.html
  faultline view --anonymise --out to-show.html`;

const run = async (files: readonly string[], options: ViewOptions): Promise<void> => {
  const { view } = await import('./view/run.ts');
  await view(files, options);
};
