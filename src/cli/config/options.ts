/** What settings say about the options of a command, put where nobody else says anything. */
import type { Command, Option } from 'commander';
import { nearest } from '../../model/nearest.ts';
import type { Origin } from '../../model/place.ts';
import { quoted } from '../../model/printable.ts';
import { formatsWith } from '../outputs/wanted.ts';
import type { Plugin } from '../../plugin/plugin.ts';
import { isRepeatable } from '../repeatable.ts';
import { type Config, complaint } from './read.ts';
import { type Value, isOpen, isSubject, isSwitch, namesSubject, optionNamed, put } from './values.ts';
import { assertNamed, pathIn } from './trust.ts';

/** Options about settings themselves: nothing but the command line has them. */
const OF_SETTINGS: ReadonlySet<string> = new Set(['config', 'allowPlugins']);

/** Options whose file or folder is read; all others that take a file write it. */
const READING: ReadonlySet<string> = new Set(['graph', 'scan', 'against', 'baseline']);

/** A command whose options the settings may name, under its name. */
export type WholeCommand = (name: string) => Promise<Command | undefined>;

/**
 * Puts the values of the settings into options that are not given. What they say of other commands is looked at, too.
 *
 * @param names of all commands
 * @throws UserError, with its place, for a command or option that there is not, or a value that it does not take
 */
export const applyConfig = async (
  command: Command,
  config: Config,
  {
    names,
    wholeOf,
    plugins,
    cwd,
  }: {
    readonly names: readonly string[];
    readonly wholeOf: WholeCommand;
    readonly plugins: readonly Plugin[];
    readonly cwd: string;
  },
): Promise<void> => {
  const { commands = {} } = config.values;
  const isNamed = namesSubject(command);
  const own: (readonly [Option, Value])[] = [];
  for (const [name, options] of Object.entries(commands)) {
    const at = config.origin.at('commands').at(name);
    const whole = name === command.name() ? command : await wholeOf(name);
    if (whole === undefined)
      throw complaint(at, 'key', `there is no command ${quoted(name)}`, hintFrom(name, names));
    for (const [key, raw] of Object.entries(options)) {
      const option = optionOf(whole, key, at);
      const value = valueOf(option, raw, { config, origin: at.at(key), plugins, cwd });
      if (whole === command && value !== undefined) own.push([option, value]);
    }
  }
  for (const [option, value] of own)
    if (isOpen(command, option) && !(isNamed && isSubject(option.attributeName())))
      put(command, option, value, 'config');
  applySections(command, config, isNamed, cwd);
};

/** `graph` and `scan`, which are there for all commands. */
const applySections = (command: Command, config: Config, isNamed: boolean, cwd: string): void => {
  const { graph, scan = {} } = config.values;
  const pathsOf = (list: string | readonly string[] | undefined, origin: Origin): readonly string[] =>
    asList(list).map((text, i) => pathIn(config, Array.isArray(list) ? origin.at(i) : origin, text, cwd));
  const documents = pathsOf(graph, config.origin.at('graph'));
  const folders = pathsOf(scan.paths, config.origin.at('scan').at('paths'));
  if (!isNamed) {
    give(command, 'graph', documents);
    give(command, 'scan', folders);
    const byPosition = positional(command, documents, folders);
    if (byPosition.length > 0) command.processedArgs = [byPosition, ...command.processedArgs.slice(1)];
  }
  // About a scan, where there is none, nothing is said.
  const isScanning = optionNamed(command, 'scan') === undefined || command.opts()['scan'] !== undefined;
  if (!isScanning) return;
  give(command, 'include', asList(scan.include));
  give(command, 'exclude', asList(scan.exclude));
  give(command, 'region', scan.region);
  give(command, 'apps', scan.apps);
  give(
    command,
    'var',
    Object.entries(scan.variables ?? {}).map(([name, value]) => `${name}=${value}`),
  );
  // "reconcile" has an --only of its own.
  give(command, command.name() === 'scan' ? 'only' : 'scanner', asList(scan.scanners));
};

/** What a command takes by its position, if that is what it looks at. */
const positional = (
  command: Command,
  documents: readonly string[],
  folders: readonly string[],
): readonly string[] => {
  if (command.args.length > 0) return [];
  if (command.name() === 'scan' || command.name() === 'reconcile') return folders;
  return command.name() === 'diff' && command.opts()['base'] !== undefined ? [...documents, ...folders] : [];
};

const asList = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Gives an option a value if the command has it and nothing else gave it one. */
const give = (command: Command, name: string, value: string | readonly string[] | undefined): void => {
  const option = optionNamed(command, name);
  if (option === undefined || value === undefined || value.length === 0 || !isOpen(command, option)) return;
  put(command, option, value, 'config');
};

// —— options ————————————————————————————————————————————————————————————————————————————————————————————————————————

/** An option that settings may give, by its name in either writing: `failOn`, `fail-on`. */
const optionOf = (command: Command, key: string, at: Origin): Option => {
  const options = command.options.filter(
    (option) => !OF_SETTINGS.has(option.attributeName()) && !option.negate,
  );
  const option = options.find((one) => one.attributeName() === key || one.long === `--${key}`);
  if (option !== undefined) return option;
  const names = options.map((one) => one.attributeName());
  throw complaint(
    at.at(key),
    'key',
    `"${command.name()}" has no option ${quoted(key)}`,
    hintFrom(key, names),
  );
};

const hintFrom = (word: string, words: readonly string[]): string => {
  const [near] = nearest(word, words);
  return near === undefined ? `known here: ${words.join(', ')}` : `did you mean "${near}"?`;
};

interface Written {
  readonly config: Config;
  readonly origin: Origin;
  readonly plugins: readonly Plugin[];
  readonly cwd: string;
}

/** The value that an option has by the settings; undefined: it is as if nothing were said. */
const valueOf = (option: Option, raw: unknown, written: Written): Value | undefined => {
  const { config, origin } = written;
  const name = option.attributeName();
  const refuse = (message: string, hint?: string): never => {
    throw complaint(origin, 'value', `${quoted(name)} ${message}`, hint);
  };
  if (isSwitch(option)) {
    if (typeof raw !== 'boolean') return refuse('must be true or false');
    if (raw && name === 'allowOutside')
      assertNamed(config, origin, 'let documents include files outside of their folder');
    return raw ? true : undefined;
  }
  if (typeof raw === 'boolean') return refuse('must be a text');
  if (!Array.isArray(raw)) {
    const text = textOf(option, String(raw), written);
    return isRepeatable(option) ? [text] : text;
  }
  if (!isRepeatable(option)) return refuse('takes one value, not a list');
  return raw.map((one, i) => textOf(option, String(one), { ...written, origin: origin.at(i) }));
};

/** One value of an option, as it would stand on the command line in the working folder. */
const textOf = (option: Option, text: string, written: Written): string => {
  const { config, origin, plugins, cwd } = written;
  const name = option.attributeName();
  if (name === 'format') {
    const [format = '', ...file] = text.split('=');
    const formats = formatsWith(plugins).map((one) => one.name);
    if (!formats.includes(format))
      throw complaint(origin, 'value', `there is no format ${quoted(format)}`, hintFrom(format, formats));
    if (file.length === 0) return text;
    assertNamed(config, origin, 'write files');
    return `${format}=${pathIn(config, origin, file.join('='), cwd)}`;
  }
  if (option.argChoices?.includes(text) === false)
    throw complaint(
      origin,
      'value',
      `${quoted(name)} must be one of ${option.argChoices.join(', ')}, not ${quoted(text)}`,
      hintFrom(text, option.argChoices),
    );
  if (!/<(?:file|path|folder)\b/.test(option.flags)) return text;
  if (!READING.has(name)) assertNamed(config, origin, 'write files');
  return pathIn(config, origin, text, cwd);
};
