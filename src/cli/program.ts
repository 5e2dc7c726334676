/** The commands: those made from the list of analyses, and those that need no estate. */
import { Command } from 'commander';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/printable.ts';
import { UserError } from '../model/user-error.ts';
import { ANALYSES } from '../analyze/index.ts';
import { analysisCommand, outlineCommand } from './analysis-command.ts';
import { backtestCommand } from './backtest.ts';
import { addConfig, configure } from './config.ts';
import { completionCommand } from './completion.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { faultTreeCommand } from './fault-tree.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { mcpCommand } from './mcp.ts';
import { mergeCommand } from './merge.ts';
import { reconcileCommand } from './reconcile.ts';
import { scanCommand } from './scan.ts';
import { schemaCommand } from './schema.ts';
import { VERSION } from './version.ts';
import { viewCommand } from './view.ts';

/**
 * The whole command line, not yet run. Of the analyses only the one that the arguments name is loaded: a list of
 * commands must not cost more than a list. Who describes all commands wants them `whole`.
 */
export const program = async (args: readonly string[], { whole = false } = {}): Promise<Command> => {
  const root = new Command('faultline')
    .description('Which apps fail, how badly and why, if a region, a zone or a service drops.')
    .version(VERSION, '-V, --version')
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('(faultline --help lists the commands)')
    .addHelpText('after', EXAMPLES);
  const [first, second] = args.filter((arg) => arg !== '--');
  const asked = first === 'help' ? second : first;
  for (const listed of ANALYSES) {
    root.addCommand(
      whole || listed.name === asked ? analysisCommand(await listed.load()) : outlineCommand(listed),
    );
  }
  root.addCommand(mergeCommand()).addCommand(scanCommand()).addCommand(reconcileCommand());
  root.addCommand(importCommand());
  root.addCommand(viewCommand());
  root.addCommand(mcpCommand());
  root.addCommand(diffCommand());
  root.addCommand(explainCommand());
  root.addCommand(faultTreeCommand());
  root.addCommand(backtestCommand()).addCommand(schemaCommand()).addCommand(initCommand());
  root.addCommand(completionCommand(() => program([], { whole: true })));
  if (
    first === 'help' &&
    second !== undefined &&
    !root.commands.some((command) => command.name() === second)
  ) {
    const names = root.commands.map((command) => command.name());
    const [near] = nearest(second, names);
    throw new UserError({
      message: `there is no command ${quoted(second)}`,
      hint: near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`,
    });
  }
  // Errors of a subcommand must reach us too, instead of ending the process.
  for (const command of root.commands) addConfig(command).exitOverride();
  // Not for help: what is set has no part in it.
  return root.hook('preAction', (_, command) =>
    configure(
      command,
      root.commands.map((one) => one.name()),
      (name) => commandNamed(root, name),
    ),
  );
};

/** The command of that name with all its options; of analyses only one was loaded so far. */
const commandNamed = async (root: Command, name: string): Promise<Command | undefined> => {
  const listed = ANALYSES.find((one) => one.name === name);
  return listed === undefined
    ? root.commands.find((command) => command.name() === name)
    : addConfig(analysisCommand(await listed.load()));
};

const EXAMPLES = `
Start here:
  faultline scan -o scanned.yaml       what infrastructure code says, and what was not understood
  faultline impact orders --scan .     the same in one step: what fails if "orders" does
  faultline init                       writes a commented faultline.yaml
  faultline impact aws/us-east-1/s3    what fails if S3 in us-east-1 drops
  faultline replay zone-a-drops        a scenario of the document, minute by minute
  faultline providers                  the clouds that it knows, with or without a document
  faultline why shop --fail aws/us-east-1/s3

No network, no telemetry: everything is read from files.`;
