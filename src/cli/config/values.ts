/**
 * Where the value of an option comes from.
 *
 * It is that of the command line, else of the environment, else of the settings (those of the command before those of
 * all), else its default. What a command looks at is one thing: where the command line or the environment names any of it,
 * the settings name nothing more.
 */
import type { Command, Option } from 'commander';

/** A value as commander keeps it. */
export type Value = string | readonly string[] | true;

/** The option of that long name, without dashes. */
export const optionNamed = (command: Command, name: string): Option | undefined =>
  command.options.find((option) => option.long === `--${name}`);

/** Whether an option takes no value. */
export const isSwitch = (option: Option): boolean => !option.required && !option.optional;

/** Whether nobody has given it a value yet. */
export const isOpen = (command: Command, option: Option): boolean =>
  ['default', undefined].includes(command.getOptionValueSource(option.attributeName()));

/** Whether an option names what is looked at. */
export const isSubject = (name: string): boolean => name === 'graph' || name === 'scan';

/** Whether a command line, or the environment, names what the command looks at. */
export const namesSubject = (command: Command): boolean =>
  command.options.some((option) => isSubject(option.attributeName()) && !isOpen(command, option)) ||
  (command.args.length > 0 && ['paths', 'files'].includes(command.registeredArguments[0]?.name() ?? ''));

/** Gives an option a value, and says who did. */
export const put = (command: Command, option: Option, value: Value, source: 'env' | 'config'): void =>
  void command.setOptionValueWithSource(option.attributeName(), value, source);
