/** What the environment says about the options of a command: FAULTLINE_REGION and the like. */
import type { Command } from 'commander';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { isRepeatable } from '../repeatable.ts';
import { switchOf } from './switch.ts';
import { isOpen, isSubject, isSwitch, namesSubject, optionNamed, put } from './values.ts';

/** Options that mean the same in every command: those have a variable. */
const WITH_VARIABLE = [
  'graph',
  'scan',
  'include',
  'exclude',
  'region',
  'date',
  'format',
  'quiet',
  'verbose',
] as const;

/**
 * Puts the values of FAULTLINE_REGION and the like into options that are not given.
 *
 * @throws UserError for a value that an option does not take
 */
export const applyEnvironment = (command: Command, env: NodeJS.ProcessEnv): void => {
  const isNamed = namesSubject(command);
  for (const name of WITH_VARIABLE) {
    const option = optionNamed(command, name);
    const variable = `FAULTLINE_${name.toUpperCase()}`;
    const text = env[variable];
    if (option === undefined || text === undefined || text === '' || !isOpen(command, option)) continue;
    if (isNamed && isSubject(name)) continue;
    const value = isSwitch(option) ? switchIn(variable, text) : isRepeatable(option) ? linesIn(text) : text;
    if (value !== false) put(command, option, value, 'env');
  }
};

const switchIn = (variable: string, text: string): boolean => {
  const value = switchOf(text);
  if (value !== undefined) return value;
  throw new UserError({ message: `${variable} must be 1 or 0, not ${quoted(text)}` });
};

/** Several values stand on lines of their own: globs and selections have commas and spaces in them. */
const linesIn = (text: string): readonly string[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
