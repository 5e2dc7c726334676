/**
 * Which documents to read: those named, or the faultline.yaml found upward, as far as the repository goes; and what a
 * scan finds, below them.
 */
import { buffer } from 'node:stream/consumers';
import type { Scanned } from '../analyze/analysis.ts';
import { rootOf } from '../assemble/packs/pack.ts';
import { type LoadOptions, shippedFile, shippedPacks } from '../document/load.ts';
import type { TextFile } from '../document/parsed.ts';
import { decodeText } from '../document/text.ts';
import type { Estate } from '../model/estate.ts';
import { type Problem, UserError } from '../model/user-error.ts';
import { type EstateOptions, loadEstate, loadPacks } from '../scan/document.ts';
import type { ScanResult } from '../scan/estate.ts';
import { foundUpward } from './found-upward.ts';
import { type ScanChoices, scanChoices } from './scan/options.ts';

/** What is to be scanned, and how. */
interface Scan extends ScanChoices {
  readonly scan?: readonly string[];
  /** Scans, for those who keep what was found; left out: each time anew. */
  readonly scanFor?: (paths: readonly string[], choices: ScanChoices) => Promise<ScanResult>;
}

/** An estate, and what a scan told besides it, if there was one. */
interface Loaded {
  readonly estate: Estate;
  readonly scanned?: Scanned;
}

/**
 * The estate of the documents named, or of the one found upward. Where there is none, but something is asked of what
 * a pack defines, the pack is the estate: taken whole, for nobody says what of it matters. What is scanned is weaker than
 * the documents, and does without them.
 *
 * @throws UserError if there is none, or for any mistake in them.
 */
export const loadedFor = async (
  files: readonly string[],
  options: EstateOptions,
  { scan, scanFor, ...choices }: Scan = {},
): Promise<Loaded> => {
  const found = files.length > 0 ? files : foundUpward(process.cwd());
  if (scan !== undefined) {
    const scanned = scanFor ?? (await import('./scan/run.ts')).scanFor;
    const { document, coverage, ledger } = await scanned(scan, scanChoices(choices));
    if (document.nodes.size === 0 && found === undefined) throw new UserError(nothingIn(scan));
    const estate = await loadEstate(await inputsOf(found ?? []), { ...options, scanned: [document] });
    return { estate, scanned: { findings: coverage.findings, ledger } };
  }
  const named = found ?? (await packsNamed(options.named ?? []));
  if (named.length > 0) return { estate: await loadEstate(await inputsOf(named), options) };
  throw new UserError({
    message: 'there is no faultline.yaml here or above',
    hint: 'read the infrastructure code that is here with --scan . ("faultline scan -o scanned.yaml" keeps what it finds), name a document with --graph FILE, or write one to start from with "faultline init"',
  });
};

const nothingIn = (scan: readonly string[]): Problem => ({
  message: `nothing that describes infrastructure was found in ${scan.join(', ')}`,
  hint: '"faultline scan" with the same paths tells what it looked at',
});

/**
 * The estate of all packs: those that ship with the program, and those that the documents use, if there are any.
 *
 * @throws UserError for any mistake in them.
 */
export const packsFor = async (files: readonly string[], options: LoadOptions): Promise<Estate> =>
  loadPacks(await inputsOf(files.length > 0 ? files : (foundUpward(process.cwd()) ?? [])), options);

/** The files of the shipped packs that these ids belong to. */
const packsNamed = async (ids: readonly string[]): Promise<readonly string[]> => {
  const roots = new Set(ids.map(rootOf));
  return (await shippedPacks()).filter((name) => roots.has(name)).map(shippedFile);
};

const inputsOf = (files: readonly string[]): Promise<readonly (string | TextFile)[]> =>
  Promise.all(files.map(async (file) => (file === '-' ? await fromStdin() : file)));

const fromStdin = async (): Promise<TextFile> => {
  const file = '<stdin>';
  const decoded = decodeText(file, await buffer(process.stdin));
  if (!decoded.ok) throw new UserError(decoded.problem);
  return { file, text: decoded.text };
};
