/**
 * The command line described as data: what the pages of the commands, the man page and completion are made of.
 *
 * It is read off the commands themselves, so that no page can say what the program does not do.
 */
import type { EventEmitter } from 'node:events';
import type { Command, Option } from 'commander';
import { isRepeatable } from './repeatable.ts';

/** What a command takes by its position. */
export interface ManualArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly many: boolean;
  /** The values allowed; left out: any. */
  readonly choices?: readonly string[];
}

/** What a command takes by name. */
export interface ManualOption {
  /** As help writes it: `-f, --format <format>`. */
  readonly flags: string;
  /** `--format`. */
  readonly long: string;
  /** `-f`. */
  readonly short?: string;
  /** The placeholder of its value, `format`; left out: a switch. */
  readonly value?: string;
  /** It may be given several times. */
  readonly many?: true;
  /** The values allowed; left out: any. */
  readonly choices?: readonly string[];
  readonly description: string;
  /** The value that it has if it is not given, as the program has it. */
  readonly default?: string;
}

export interface Manual {
  readonly name: string;
  /** A line. */
  readonly summary: string;
  /** Sentences. */
  readonly description: string;
  /** Without the program's name: `impact [options] <node...>`. */
  readonly usage: string;
  readonly arguments: readonly ManualArgument[];
  readonly options: readonly ManualOption[];
  /** Command lines worth copying, with the program's name. */
  readonly examples: readonly string[];
}

/** The commands of a program that is there whole, in the order of the help. */
export const manualsOf = ({ commands }: Command): readonly Manual[] => commands.map(manualOf);

const manualOf = (command: Command): Manual => ({
  name: command.name(),
  summary: command.summary(),
  description: command.description(),
  usage: `${command.name()} ${command.usage()}`,
  arguments: command.registeredArguments.map((argument) => ({
    name: argument.name(),
    description: argument.description,
    required: argument.required,
    many: argument.variadic,
    ...(argument.argChoices === undefined ? {} : { choices: argument.argChoices }),
  })),
  options: command.createHelp().visibleOptions(command).map(optionOf),
  examples: examplesOf(command),
});

const optionOf = (option: Option): ManualOption => {
  const value = /[<[]([^\]>]+?)(?:\.\.\.)?[\]>]/.exec(option.flags)?.[1];
  return {
    flags: option.flags,
    long: option.long ?? option.flags,
    ...(option.short === undefined ? {} : { short: option.short }),
    ...(value === undefined ? {} : { value }),
    ...(isRepeatable(option) ? { many: true } : {}),
    ...(option.argChoices === undefined ? {} : { choices: option.argChoices }),
    description: option.description,
    ...(typeof option.defaultValue === 'string' ? { default: option.defaultValue } : {}),
  };
};

/** The command lines that stand below the options in the help of a command. */
const examplesOf = (command: Command): readonly string[] => {
  const written: string[] = [];
  const context = { error: false, command, write: (text: string) => written.push(text) };
  // A command is an emitter, and what `addHelpText` adds is listening; its types do not say so.
  (command as unknown as EventEmitter).emit('afterHelp', context);
  return written
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('faultline '));
};
