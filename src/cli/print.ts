/** Printing a report in the formats that were asked for, to standard output and to files. */
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { lacking } from '../report/needed.ts';
import type { Surroundings } from '../report/reporter.ts';
import { CheckFailed } from './check-failed.ts';
import { columnsOf, painterFor, write } from './output.ts';
import { type Draft, draftOf, folderFor } from './outputs/draft.ts';
import { homeOf } from './outputs/home.ts';
import { madeOnce } from './outputs/once.ts';
import { pathsFrom } from './outputs/repository.ts';
import { type OutputChoices, type Wanted, formatsWith, wantedOf } from './outputs/wanted.ts';
import { VERSION } from './version.ts';

export { formatOption, outputChoices } from './outputs/wanted.ts';

/** Columns of a text in a file, whoever looks at it. */
const WIDTH = 100;

/** Bytes of a comment: GitHub takes 65,536 characters, and somebody may add a line of their own. */
const COMMENT = 60_000;

/** What is known of the question. */
interface Asked {
  /** What was asked about, for findings without a place of their own. */
  readonly document?: string;
  /** Files that were read for it: a result must not take their place. */
  readonly inputs?: readonly string[];
  /** Those of them that describe what was asked about: nothing at all may take their place. */
  readonly sources?: ReadonlySet<string>;
  /** Called when all is made, before anything is written. */
  readonly ready?: () => void;
}

/**
 * Prints a report: everything is made before anything is written, files before standard output.
 *
 * @param choices the value of `--format`, or of all options about the output
 * @throws UserError for what cannot be made or written; CheckFailed, after all is written, if the report is one of
 *   failure.
 */
export const print = async (
  report: Report,
  choices: OutputChoices | string | readonly string[] | undefined,
  { document, inputs = [], sources = new Set(), ready }: Asked = {},
): Promise<void> => {
  const options: OutputChoices =
    choices === undefined
      ? {}
      : typeof choices === 'string' || isList(choices)
        ? { format: choices }
        : choices;
  const wanted = wantedOf(options, report.format);
  assertMade(report, wanted, options.plugins);
  const writes = report.writes?.() ?? new Map<string, string>();
  assertSpared(
    [...inputs, ...sources],
    wanted.map(({ format, file }) => [format.name, file]),
  );
  assertSpared(
    [...sources],
    [...writes.keys()].map((file) => ['what is to be written', file]),
  );
  assertWritable(writes, wanted);
  const once = madeOnce(report);
  /** Files of the question's own, and what the formats make. */
  const own: Draft[] = [];
  const drafts: Draft[] = [];
  try {
    // One after the other, so that only one of them is in memory; what stays there, for standard output, comes last.
    for (const one of wanted.toSorted((a, b) => Number(a.file === undefined) - Number(b.file === undefined)))
      drafts.push(await drafted(one, await piecesOf(once, one, document)));
    for (const [file, text] of writes) {
      await folderFor(file);
      own.push(await draftOf(file, [text]));
    }
    ready?.();
    for (const draft of [...own, ...drafts]) await draft.keep();
  } finally {
    for (const draft of [...own, ...drafts]) await draft.drop();
  }
  if (options.verbose === true) await write(process.stderr, toldOf(wanted, writes));
  const failures = report.failures?.() ?? [];
  if (failures.length > 0) throw new CheckFailed(`faultline ${report.command} fails:`, failures);
};

const isList = (choices: OutputChoices | readonly string[]): choices is readonly string[] =>
  Array.isArray(choices);

/** @throws UserError, with the formats that there are, for one that the report has nothing for. */
const assertMade = (report: Report, wanted: readonly Wanted[], plugins: OutputChoices['plugins']): void => {
  for (const { format } of wanted) {
    const { name, needs } = format;
    if (needs === undefined || report[needs] !== undefined) continue;
    const able = formatsWith(plugins).filter(
      (other) => other.needs === undefined || report[other.needs] !== undefined,
    );
    throw new UserError({
      message: lacking(report.command, needs, name),
      hint: `${report.command} has: ${able.map((other) => other.name).join(', ')}`,
    });
  }
};

/** Makes all of it, and writes files beside their places. */
const drafted = async ({ format, file }: Wanted, pieces: Iterable<string>): Promise<Draft> => {
  if (file !== undefined && format.appends !== true) return draftOf(file, pieces);
  const all = [...pieces];
  return {
    keep: async () => {
      if (file !== undefined) await append(file, all.join(''));
      else for (const piece of all) await write(process.stdout, piece);
    },
    drop: async () => {},
  };
};

const piecesOf = async (
  report: Report,
  { format, file }: Wanted,
  document: string | undefined,
): Promise<Iterable<string>> => {
  const reporter = await format.load();
  const home = homeOf();
  const surroundings: Surroundings = {
    ...(file === undefined
      ? { width: columnsOf(process.stdout), paint: painterFor(process.stdout) }
      : { width: WIDTH, paint: (_, text) => text }),
    room: COMMENT,
    pathOf: pathsFrom(process.cwd()),
    ...(document === undefined ? {} : { document }),
    tool: { version: VERSION, ...(home === undefined ? {} : { home }) },
  };
  return reporter.pieces?.(report, surroundings) ?? [reporter.render(report, surroundings)];
};

/** @throws UserError if something would go to a file that was read. */
const assertSpared = (
  inputs: readonly string[],
  outputs: readonly (readonly [what: string, file: string | undefined])[],
): void => {
  const read = new Set(inputs.map((input) => path.resolve(input)));
  for (const [what, file] of outputs) {
    if (file === undefined || !read.has(path.resolve(file))) continue;
    throw new UserError({
      message: `${file} was read for this: ${what} would take its place`,
      hint: 'name another file',
    });
  }
};

/** @throws UserError if a file of the question's own is none, or one that a format goes to. */
const assertWritable = (writes: ReadonlyMap<string, string>, wanted: readonly Wanted[]): void => {
  for (const file of writes.keys()) {
    if (file === '-' || file === '') {
      throw new UserError({
        message: 'this is not for standard output, where the result goes',
        hint: 'name a file',
      });
    }
    const taken = wanted.find(
      (one) => one.file !== undefined && path.resolve(one.file) === path.resolve(file),
    );
    if (taken !== undefined) {
      throw new UserError({
        message: `${file} would be written twice, once as ${taken.format.name}`,
        hint: 'name a file for each',
      });
    }
  }
};

/** Adds to what is there: the pages of a run are written by several. */
const append = async (file: string, text: string): Promise<void> => {
  try {
    await appendFile(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError({ message: `${file} cannot be written (${code})` });
  }
};

const toldOf = (wanted: readonly Wanted[], writes: ReadonlyMap<string, string>): string =>
  [
    ...wanted.flatMap(({ format, file }) =>
      file === undefined ? [] : [`wrote ${format.name} to ${file}\n`],
    ),
    ...[...writes.keys()].map((file) => `wrote ${file}\n`),
  ].join('');
