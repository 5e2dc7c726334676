/** What the page is given: the documents and scans that were asked for as data, and which files they were read from. */
import path from 'node:path';
import { estateData, type PageData, type SideData } from '../../document/page-data.ts';
import { shippedFile } from '../../document/load.ts';
import type { ReadDocument } from '../../document/read.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Finding } from '../../model/fact.ts';
import { loadedFor } from '../graph-files.ts';
import type { ScanChoices } from '../scan/options.ts';
import { VERSION } from '../version.ts';
import { realOf } from './real.ts';

/** What is looked at. */
export interface Looked {
  /** Documents, strongest first; none: the one that is found upward. */
  readonly files: readonly string[];
  readonly scan?: readonly string[];
  readonly choices: ScanChoices;
  /** Documents that it is compared with; left out: nothing. */
  readonly against?: readonly string[];
  readonly allowOutside: boolean;
  readonly isAnonymised: boolean;
  readonly day?: Day;
}

/** Files that were read, by real path, and what stands in them. */
export type Known = Map<string, ReadDocument>;

/** The folder of packs that ship with the program: they do not change while it runs. */
const PACKS = realOf(path.dirname(shippedFile('x')));

/** Whether a file that was read is a pack that ships with the program. */
export const isPack = (file: string): boolean => path.dirname(file) === PACKS;

interface Side {
  readonly name: string;
  readonly documents?: readonly string[];
  readonly estate: Estate;
  readonly findings?: readonly Finding[];
}

/**
 * Reads all that is looked at.
 *
 * @param known what was read before and need not be read again; what is read is added, also if it ends in an error.
 * @throws UserError for any mistake in the documents.
 */
export const pageDataOf = async (looked: Looked, known: Known): Promise<PageData> => {
  const { against, day, isAnonymised } = looked;
  const head = await headOf(looked, known);
  const base = against === undefined ? undefined : await baseOf(against, looked, known);
  const sides = base === undefined ? [head] : [head, base];
  const [first, second] = isAnonymised ? await anonymous(sides) : sides.map(sideData);
  return {
    faultline: 1,
    version: VERSION,
    head: first!,
    ...(second === undefined ? {} : { base: second }),
    ...(day === undefined ? {} : { day }),
    ...(isAnonymised ? { isAnonymised } : {}),
  };
};

const headOf = async ({ files, scan, choices, allowOutside }: Looked, known: Known): Promise<Side> => {
  const { estate, scanned } = await loadedFor(
    files,
    { allowOutside, known },
    { ...choices, ...(scan === undefined ? {} : { scan }) },
  );
  const documents = files.length > 0 ? files : foundIn(known);
  return {
    name: [...documents, ...(scan ?? [])].map(shownPath).join(', '),
    ...(documents.length === 0 ? {} : { documents: documents.map(shownPath) }),
    estate,
    ...(scanned === undefined ? {} : { findings: scanned.findings }),
  };
};

const baseOf = async (files: readonly string[], { allowOutside }: Looked, known: Known): Promise<Side> => {
  const { estate } = await loadedFor(files, { allowOutside, known });
  return { name: files.map(shownPath).join(', '), estate };
};

/** The document that was found upward, which is read before all that it includes. */
const foundIn = (known: Known): readonly string[] => {
  const first = [...known.keys()].find((file) => !isPack(file));
  return first === undefined ? [] : [path.relative(process.cwd(), first)];
};

/** A path as it may stand in a page that others see: from the working folder; what lies elsewhere by its name alone. */
const shownPath = (file: string): string => {
  if (!path.isAbsolute(file)) return file.split(path.sep).join('/');
  const relative = path.relative(process.cwd(), file);
  const isBelow = relative !== '' && !relative.startsWith('..');
  return isBelow ? relative.split(path.sep).join('/') : path.basename(file);
};

const sideData = ({ estate, ...side }: Side): SideData => ({ ...side, estate: estateData(estate) });

/** Names as those of documents; what a scan told is left out, for it quotes what it read. */
const anonymous = async (sides: readonly Side[]): Promise<readonly SideData[]> => {
  const { anonymised } = await import('../../assemble/anonymise.ts');
  const estates = anonymised(sides.map(({ estate }) => estate));
  return estates.map((estate, i) => ({ name: `document ${i + 1}`, estate: estateData(estate) }));
};
