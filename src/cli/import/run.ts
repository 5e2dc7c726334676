/** Runs imports for the command line: loaded only once there is something to import. */
import { realpath } from 'node:fs/promises';
import { nearest } from '../../model/nearest.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import type { AppsBy } from '../../assemble/facts/apps.ts';
import {
  type Mapping,
  mappingOfFile,
  mappingOfPairs,
  mappingsTogether,
} from '../../scan/interchange/graph/mapping.ts';
import { type ImportOptions, importTexts } from '../../scan/interchange/import.ts';
import type { ForeignText } from '../../scan/interchange/importer.ts';
import { IMPORTERS } from '../../scan/interchange/index.ts';
import { LAYOUTS, type Layout } from '../../scan/interchange/inventory/spec.ts';
import { type Destination, handOver } from '../scan/hand-over.ts';
import { textOf } from '../text-file.ts';
import { isDatabase, withDatabase } from './postgres.ts';

/** The options, as they stand on the command line. */
export interface ImportChoices extends Destination {
  readonly from?: string;
  readonly map?: readonly string[];
  readonly reverse?: boolean;
  readonly layout?: Layout;
  readonly schema?: readonly string[];
  readonly rows?: string;
  readonly region?: string;
  readonly apps?: AppsBy;
}

const HEADER = `# What "faultline import" made of another program's graph: the next import writes it anew. Say in faultline.yaml what
# that program cannot know, and include this file there: what stands in faultline.yaml wins.
`;

/** Rows of a table, unless asked otherwise. */
const ROWS = 100_000;

/**
 * Imports, and writes the document and the coverage.
 *
 * @throws UserError for mistakes on the command line and for what cannot be read; CheckFailed if it is strict and something
 * was not understood.
 */
export const importAndWrite = async (inputs: readonly string[], choices: ImportChoices): Promise<void> => {
  const { region, apps, reverse } = choices;
  assertFormat(choices.from);
  assertAddresses(inputs);
  if (!inputs.some(isDatabase)) assertNoneOfDatabases(choices);
  await assertKept([...inputs, ...(choices.map ?? [])], choices);
  const mapping = await mappingOf(choices.map ?? []);
  const texts = await textsOf(inputs.filter((input) => !isDatabase(input)));
  const tables = await tablesOf(inputs.filter(isDatabase), choices);
  const from = isLayout(choices.from) ? undefined : choices.from;
  const result = await importTexts(texts, {
    importers: IMPORTERS,
    mapping,
    tables,
    ...(from === undefined ? {} : { from }),
    ...(reverse === true ? { isReversed: true } : {}),
    ...(region === undefined ? {} : { region }),
    ...(apps === undefined ? {} : { apps }),
  });
  await handOver(result, choices, { command: 'import', header: HEADER, nothing: 'no node was found' });
};

const isLayout = (word: string | undefined): word is Layout => LAYOUTS.includes(word as Layout);

const assertFormat = (from: string | undefined): void => {
  const names = [...IMPORTERS.map(({ name }) => name), ...LAYOUTS];
  if (from === undefined || names.includes(from)) return;
  const [near] = nearest(from, names);
  throw new UserError({
    message: `--from: there is no format ${quoted(from)}`,
    hint: near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`,
  });
};

/** An address may hold a password: of one that no database is behind only its scheme is told. */
const assertAddresses = (inputs: readonly string[]): void => {
  for (const input of inputs) {
    const scheme = /^([a-z][\w+.-]*):\/\//i.exec(input)?.[1];
    if (scheme === undefined || isDatabase(input)) continue;
    throw new UserError({
      message: `nothing is read from "${scheme}://" addresses`,
      hint: 'files, - for stdin, or a database at postgres://user@host/database',
    });
  }
};

/** What only a database could heed is not passed over in silence. */
const assertNoneOfDatabases = ({ from, layout, schema, rows }: ImportChoices): void => {
  const given = [
    ...(isLayout(from) ? [`--from ${from}`] : []),
    ...(layout === undefined ? [] : ['--layout']),
    ...(schema === undefined ? [] : ['--schema']),
    ...(rows === undefined ? [] : ['--rows']),
  ];
  if (given.length === 0) return;
  throw new UserError({
    message: `${given.join(' and ')} ${given.length === 1 ? 'is' : 'are'} about a database, and none is named`,
    hint: 'name it by its address: postgres://user@host/database',
  });
};

/** The other program's file may be the only copy of it. */
const assertKept = async (read: readonly string[], { output, coverage }: Destination): Promise<void> => {
  const inputs = new Set(await Promise.all(read.map(realFile)));
  for (const [option, file] of [
    ['--output', output],
    ['--coverage', coverage],
  ] as const) {
    if (file === undefined || file === '-' || !inputs.has(await realFile(file))) continue;
    throw new UserError({
      message: `${option} ${quoted(file)} would overwrite what is imported`,
      hint: 'name another file, such as imported.yaml',
    });
  }
};

/** Links followed; what is not there yet is like nothing else. */
const realFile = async (file: string): Promise<string | symbol> => realpath(file).catch(() => Symbol(file));

/** Pairs, or files that hold them. */
const mappingOf = async (given: readonly string[]): Promise<Mapping> => {
  const mappings: Mapping[] = [];
  for (const one of given)
    mappings.push(
      one.includes('=') ? mappingOfPairs(one) : mappingOfFile({ file: one, text: await textOf(one) }),
    );
  return mappingsTogether(mappings);
};

const textsOf = async (files: readonly string[]): Promise<readonly ForeignText[]> => {
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new UserError({ message: `${quoted(twice)} is named twice` });
  const texts: ForeignText[] = [];
  for (const file of files)
    texts.push({ file: file === '-' ? '<stdin>' : file, text: (await textOf(file)).replace(/^\ufeff/, '') });
  return texts;
};

const tablesOf = async (
  addresses: readonly string[],
  { from, layout = isLayout(from) ? from : undefined, schema, rows }: ImportChoices,
): Promise<NonNullable<ImportOptions['tables']>> => {
  const most = rows === undefined ? ROWS : Number(rows);
  if (!Number.isInteger(most) || most < 1 || most > 10_000_000)
    throw new UserError({
      message: `--rows ${quoted(rows ?? '')} is no number of rows`,
      hint: 'from 1 to 10000000',
    });
  if (addresses.length === 0) return [];
  const { factsOfTables } = await import('../../scan/interchange/inventory/tables.ts');
  const found = [];
  for (const address of addresses) {
    found.push(
      await withDatabase(address, async (database) => {
        const read = await factsOfTables(database, {
          most,
          ...(layout === undefined ? {} : { layout }),
          ...(schema === undefined ? {} : { schemas: schema }),
        });
        if (read.tables === 0)
          throw new UserError({
            message: `${database.name} has no table of ${layout ?? LAYOUTS.join(' or ')} that is known`,
            hint: 'is it the right database, layout and schema, and may the user read it?',
          });
        return {
          name: layout ?? 'tables',
          title: `Tables of ${layout ?? 'Steampipe and CloudQuery'}`,
          looked: database.name,
          ...read,
        };
      }),
    );
  }
  return found;
};
