/** `faultline mcp`: the questions as tools of the Model Context Protocol, for agents and editors. */
import { Command, Option } from 'commander';
import type { McpOptions } from './mcp/opened.ts';
import { repeatable } from './repeatable.ts';
import { addScan } from './scan/options.ts';

/** The command. Answers on standard output until standard input ends. */
export const mcpCommand = (): Command =>
  addScan(
    new Command('mcp')
      .summary('answer agents and editors over the Model Context Protocol')
      .description(
        'Answer the questions of an agent or an editor over the Model Context Protocol, on standard input and output: what fails, why, which failures take an app down, what a change makes worse. The documents are read again when they change. Nothing but what is named here is read, nothing is written, and nothing leaves this machine. It needs the package @modelcontextprotocol/server.',
      )
      .addOption(
        repeatable(
          new Option(
            '-g, --graph <file>',
            'a document to read; several are merged, strongest first (default: faultline.yaml, found upward)',
          ),
        ),
      ),
  )
    .option('--allow-outside', 'let documents include files outside of their folder')
    .option('-q, --quiet', 'nothing on standard error but problems')
    .addHelpText('after', EXAMPLES)
    .action(run);

const EXAMPLES = `
Examples:
  faultline mcp
  faultline mcp --graph shop.yaml
  faultline mcp --scan . --region eu-west-1`;

const run = async (options: McpOptions): Promise<void> => {
  const { serve } = await import('./mcp/serve.ts');
  await serve(options);
};
