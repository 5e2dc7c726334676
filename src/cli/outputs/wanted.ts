/**
 * What is to be printed, and where: `--format text --format sarif=out.sarif`, `-o FILE`, `--quiet`.
 *
 * One format at most goes to standard output, and no two to the same file: half of each would be nothing.
 */
import path from 'node:path';
import { type Command, Option } from 'commander';
import { nearest } from '../../model/nearest.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import type { Plugin } from '../../plugin/plugin.ts';
import { type Listed, REPORTERS } from '../../report/index.ts';
import { repeatable } from '../repeatable.ts';

/** Values of the options, as they stand on the command line. */
export interface OutputChoices {
  readonly format?: string | readonly string[];
  readonly output?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** What the user's settings add; put there by them, it is no option. */
  readonly plugins?: readonly Plugin[];
}

/** A format, and the file that it goes to; left out: standard output. */
export interface Wanted {
  readonly format: Listed;
  readonly file?: string;
}

/** The option that all commands with a report have. */
export const formatOption = (): Option =>
  // Whether there is such a format is known once plug-ins are loaded, and told before anything else is read.
  repeatable(
    new Option(
      '-f, --format <format>',
      'how to print the result; NAME=FILE writes it there, and may be given several times (default: text)',
    ).choices(REPORTERS.map(({ name }) => name)),
  );

/** The part of a command's options that is about the output, where the command has not all of them. */
export const outputChoices = ({
  format,
  plugins,
}: Pick<OutputChoices, 'format' | 'plugins'>): OutputChoices => ({
  ...(format === undefined ? {} : { format }),
  ...(plugins === undefined ? {} : { plugins }),
});

/** All formats: ours, and those of plug-ins. */
export const formatsWith = (plugins: readonly Plugin[] = []): readonly Listed[] => [
  ...REPORTERS,
  ...plugins.flatMap(({ reporters = [] }) =>
    reporters.map(({ needs, ending, appends, ...reporter }): Listed => ({
      name: reporter.name,
      ...(needs === undefined ? {} : { needs }),
      ...(ending === undefined ? {} : { ending }),
      ...(appends === undefined ? {} : { appends }),
      load: () => Promise.resolve(reporter),
    })),
  ),
];

/** Adds what else can be said about the output, unless the command has an option of that name. */
export const addOutput = (command: Command): Command => {
  command.addOption(formatOption());
  const isTaken = (word: string): boolean =>
    command.options.some(({ long, short }) => long === word || short === word);
  for (const [short, long, description] of [
    ['-o', '--output <file>', 'write the result there instead of to standard output'],
    ['-q', '--quiet', 'print nothing but formats that are named, and why the run fails'],
    ['-v', '--verbose', 'tell on standard error what is read and written'],
  ] as const) {
    const [word] = long.split(' ') as [string];
    if (!isTaken(word)) command.option(isTaken(short) ? long : `${short}, ${long}`, description);
  }
  return command;
};

/**
 * All that is wanted, the one for standard output first. Where each format has its file, a text (or what the report is
 * for otherwise) goes to standard output all the same, unless it is to be quiet.
 *
 * @throws UserError for a format that is none, two on standard output, or one file for two.
 */
export const wantedOf = (
  { format, output, quiet, plugins }: OutputChoices,
  otherwise = 'text',
): readonly Wanted[] => {
  const formats = formatsWith(plugins);
  const named = wantedIn(formats, format === undefined ? [] : typeof format === 'string' ? [format] : format);
  const main = named.find(({ file }) => file === undefined);
  const rest = named.filter((one) => one !== main);
  if (output === undefined || output === '-') {
    if (main !== undefined) return [main, ...rest];
    return quiet === true ? rest : [{ format: formatNamed(formats, otherwise) }, ...rest];
  }
  const all = [{ format: main?.format ?? formatFor(formats, output, otherwise), file: output }, ...rest];
  assertApart(all);
  return all;
};

const wantedIn = (formats: readonly Listed[], values: readonly string[]): readonly Wanted[] => {
  const all = values.map((value) => wantedAs(formats, value));
  const [first, second] = all.filter(({ file }) => file === undefined);
  if (first !== undefined && second !== undefined) {
    throw new UserError({
      message: `--format ${first.format.name} and ${second.format.name} would both go to standard output`,
      hint: `name a file for one of them: --format ${second.format.name}=FILE`,
    });
  }
  assertApart(all);
  return all;
};

const wantedAs = (formats: readonly Listed[], value: string): Wanted => {
  const equals = value.indexOf('=');
  if (equals < 0) return { format: formatNamed(formats, value) };
  const format = formatNamed(formats, value.slice(0, equals));
  const file = value.slice(equals + 1);
  if (file === '') {
    throw new UserError({
      message: `--format ${value} names no file`,
      hint: `--format ${format.name}=FILE, or --format ${format.name} for standard output`,
    });
  }
  return file === '-' ? { format } : { format, file };
};

const assertApart = (all: readonly Wanted[]): void => {
  const taken = new Map<string, Wanted>();
  for (const one of all) {
    if (one.file === undefined) continue;
    const real = path.resolve(one.file);
    const other = taken.get(real);
    if (other !== undefined) {
      throw new UserError({
        message: `${other.format.name} and ${one.format.name} would both be written to ${one.file}`,
        hint: 'name a file for each',
      });
    }
    taken.set(real, one);
  }
};

/** @throws UserError with the nearest name. */
const formatNamed = (formats: readonly Listed[], name: string): Listed => {
  const found = formats.find((listed) => listed.name === name);
  if (found !== undefined) return found;
  const names = formats.map((listed) => listed.name);
  const [near] = nearest(name, names);
  throw new UserError({
    message: `there is no format ${quoted(name)}`,
    hint: near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`,
  });
};

/** The format that the name of a file asks for. */
const formatFor = (formats: readonly Listed[], file: string, otherwise: string): Listed =>
  formats.find(({ ending }) => ending !== undefined && file.toLowerCase().endsWith(ending)) ??
  formatNamed(formats, otherwise);
