/** Makes a command out of an analysis: its argument and options are data, so help and parsing follow. */
import { Command, Option } from 'commander';
import type { Analysis, OptionSpec } from '../analyze/analysis.ts';
import type { Listed } from '../analyze/index.ts';
import type { CommonOptions } from './answer.ts';
import { addOutput } from './outputs/wanted.ts';
import { repeatable } from './repeatable.ts';
import { addScan } from './scan/options.ts';

/** A command of which only the name and the summary are needed: it stands in the list of commands. */
export const outlineCommand = ({ name, summary }: Listed): Command =>
  new Command(name).summary(summary).description(capitalised(summary));

/** The command of an analysis, with its argument and options and those that all analyses have. */
export const analysisCommand = (analysis: Analysis): Command => {
  const command = new Command(analysis.name)
    .summary(analysis.summary)
    .description(capitalised(analysis.summary))
    .showHelpAfterError(afterError(analysis));
  const { argument } = analysis;
  if (argument !== undefined) {
    const dots = argument.many ? '...' : '';
    const usage = argument.required ? `<${argument.name}${dots}>` : `[${argument.name}${dots}]`;
    command.argument(usage, argument.description);
  }
  for (const option of analysis.options) command.addOption(commanderOption(option));
  command.addOption(
    repeatable(
      new Option(
        '-g, --graph <file>',
        'a document to read; several are merged, strongest first; - is stdin (default: faultline.yaml, found upward)',
      ),
    ),
  );
  // Packs are what they are, whatever a scan finds.
  if (analysis.about !== 'packs') addScan(command);
  return addOutput(command.option('--allow-outside', 'let documents include files outside of their folder'))
    .addHelpText('after', examplesText(analysis))
    .action(async () => {
      const { answer } = await import('./answer.ts');
      await answer(analysis, command.args, command.opts<CommonOptions>());
    });
};

const commanderOption = ({ name, description, value, choices, many, takesRest }: OptionSpec): Option => {
  if (value === undefined) return new Option(`--${name}`, description);
  const option = new Option(`--${name} <${value}${takesRest === true ? '...' : ''}>`, description);
  if (choices !== undefined) option.choices([...choices]);
  else if (many === true && takesRest !== true) repeatable(option);
  return option;
};

/** What is said after a usage error: an option that takes the rest is the likely reason why something is missing. */
const afterError = ({ name, options, argument }: Analysis): string => {
  const greedy = options.find(({ takesRest }) => takesRest === true);
  const order =
    greedy === undefined || argument === undefined
      ? ''
      : `; --${greedy.name} takes all that follows it: name the ${argument.name} first`;
  return `(faultline ${name} --help tells more${order})`;
};

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const examplesText = ({ examples }: Analysis): string =>
  `\nExamples:\n${examples.map((example) => `  faultline ${example}`).join('\n')}`;
