/**
 * A scan from beginning to end: paths to files, files to scanners, facts to a document, and what was not understood.
 *
 * Each file goes to the first scanner that claims it, files of code to all that can read something from them. A scanner that throws is a defect of the program: what is wrong
 * with a file is a finding.
 */
import { type ScanQuestion, assembleFacts } from '../assemble/facts/index.ts';
import type { Document } from '../model/document.ts';
import type { Facts } from '../model/fact.ts';
import type { Ledger } from '../model/testimony.ts';
import { globMatcher } from '../model/glob.ts';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/printable.ts';
import { UserError } from '../model/user-error.ts';
import { type Coverage, type Read, coverageOf } from './coverage.ts';
import { findingOf } from './files/source-file.ts';
import { type WalkOptions, type Walked, walk } from './files/walk.ts';
import { withOrigins } from './origins.ts';
import { assertRegion, definedFor } from './packs.ts';
import type { ScanContext, Scanner, SourceFile } from './scanner.ts';

/** How to scan: with which scanners, and what of the files. */
export interface ScanOptions extends Omit<WalkOptions, 'alsoNamed'>, Pick<ScanQuestion, 'region' | 'apps'> {
  /** Those there are, in order: the first that claims a file gets it. */
  readonly scanners: readonly Scanner[];
  /** The names of those to run; left out: all. */
  readonly only?: readonly string[];
  /** Values given on the command line. */
  readonly variables?: ReadonlyMap<string, string>;
  /** Told what is being done, and how much of it. */
  readonly progress?: (what: string, done: number, of: number) => void;
}

/** What a scan gives. */
export interface ScanResult {
  readonly document: Document;
  /** What each source said of the nodes and edges in it. */
  readonly ledger: Ledger;
  readonly coverage: Coverage;
}

/**
 * Scans folders and files.
 *
 * @throws UserError for paths that are not there, and for scanners and regions that nobody knows.
 */
export const scanPaths = async (paths: readonly string[], options: ScanOptions): Promise<ScanResult> => {
  const { scanners, progress = () => {} } = options;
  const asked = askedFor(scanners, options.only);
  if (options.region !== undefined) await assertRegion(options.region);
  progress('listing files', 0, 0);
  const walked = await walk(paths, { ...options, alsoNamed: namedBy(scanners) });
  const { claims, unclaimed, findings } = claimsOf(walked, scanners);
  const reads: Read[] = [];
  for (const scanner of asked) {
    const files = claims.get(scanner) ?? [];
    if (files.length > 0)
      reads.push({
        scanner,
        files,
        facts: {
          ...withOrigins(await factsOf(scanner, files, walked, options), walked.roots),
          realm: scanner.realm ?? scanner.name,
          ...(scanner.tells === undefined ? {} : { tells: scanner.tells }),
        },
      });
  }
  progress('assembling', 0, 0);
  const facts = reads.map((read) => read.facts);
  const scanned = assembleFacts(facts, {
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.apps === undefined ? {} : { apps: options.apps }),
    defines: await definedFor(facts, {}),
  });
  const coverage = coverageOf(reads, scanned, {
    looked: walked.looked,
    others: [...walked.others, ...unclaimed],
    excluded: walked.excluded,
    known: asked.map(({ title }) => title),
    findings: [...findings, ...walked.findings()],
  });
  return { document: scanned.document, ledger: scanned.ledger, coverage };
};

/** A test by the names that scanners ask for beside the usual ones. */
const namedBy = (scanners: readonly Scanner[]): ((name: string) => boolean) => {
  const tests = scanners.flatMap(({ files = [] }) => files.map((glob) => globMatcher(glob)));
  return (name) => tests.some((matches) => matches(name));
};

/** @throws UserError with the nearest name. */
const askedFor = (scanners: readonly Scanner[], only: readonly string[] | undefined): readonly Scanner[] => {
  const names = scanners.map(({ name }) => name);
  const unknown = (only ?? []).filter((name) => !names.includes(name));
  if (unknown.length === 0)
    return only === undefined ? scanners : scanners.filter(({ name }) => only.includes(name));
  throw new UserError(
    unknown.map((name) => {
      const [near] = nearest(name, names);
      const hint = near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`;
      return { message: `there is no scanner ${quoted(name)}`, hint };
    }),
  );
};

/** The first that claims a file, and all that read beside others. */
const claimantsOf = (file: SourceFile, scanners: readonly Scanner[]): readonly Scanner[] => {
  const first = scanners.find((one) => one.claims(file));
  if (first?.alongside !== true) return first === undefined ? [] : [first];
  return scanners.filter((one) => one === first || (one.alongside === true && one.claims(file)));
};

/** Each file to those that claim it; what cannot be read is told, and nobody's. */
const claimsOf = ({ files }: Walked, scanners: readonly Scanner[]) => {
  const claims = new Map<Scanner, SourceFile[]>();
  const unclaimed: string[] = [];
  const findings: Facts['findings'][number][] = [];
  for (const file of files) {
    const flaw = file.flaw();
    if (flaw !== undefined) findings.push(findingOf(file.path, flaw));
    const claimants = flaw === undefined ? claimantsOf(file, scanners) : [];
    if (claimants.length === 0) unclaimed.push(file.path);
    for (const scanner of claimants) {
      const claimed = claims.get(scanner);
      if (claimed === undefined) claims.set(scanner, [file]);
      else claimed.push(file);
    }
  }
  return { claims, unclaimed, findings };
};

const factsOf = (
  scanner: Scanner,
  files: readonly SourceFile[],
  { context: world }: Walked,
  { region, variables = new Map(), progress = () => {} }: ScanOptions,
): Promise<Facts> => {
  const tell: ScanContext['progress'] = (done, of) => progress(`reading ${scanner.title}`, done, of);
  tell(0, files.length);
  const context: ScanContext = {
    ...world,
    variables,
    ...(region === undefined ? {} : { region }),
    progress: tell,
  };
  return scanner.scan(files, context);
};
