/**
 * The files of a program and which of them bring in which: those that were asked for, and as needed what these import
 * from the same repository.
 */
import type ts from 'typescript';
import type { Finding, Plain } from '../../model/fact.ts';
import { byCodePoint, byText } from '../../model/order.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { jsonTrees } from '../tree/json.ts';
import { resolverOf } from './resolve.ts';
import { specifiersIn } from './specifiers.ts';
import { isCodeName, parsed } from './syntax.ts';

/** A file that can be imported. */
export interface ModuleSource {
  readonly file: SourceFile;
  /** Of code; none if it was given up. */
  readonly syntax?: ts.SourceFile;
  /** Of a JSON file. */
  readonly json?: Plain;
  /** What its specifiers mean, for those that mean files: by `SourceFile.inside`. */
  readonly targets: ReadonlyMap<string, string>;
}

export interface Program {
  /** By `SourceFile.inside`, sorted. */
  readonly modules: ReadonlyMap<string, ModuleSource>;
  /** The files that were asked for, sorted: those that are run. */
  readonly entries: readonly string[];
  readonly findings: readonly Finding[];
}

/** How many files a program may bring in beyond those asked for. */
const MOST_IMPORTED = 5_000;
/** Bytes: larger JSON is data, not constants. */
const LARGEST_JSON = 1_000_000;

/**
 * Parses files and, as needed, what they import by relative path, tsconfig `paths` or the name of a package of the
 * repository, JSON too.
 */
export const readProgram = async (files: readonly SourceFile[], context: ScanContext): Promise<Program> => {
  const resolver = resolverOf(context);
  const modules = new Map<string, ModuleSource>();
  const findings: Finding[] = [];
  const asked = [...new Map(files.map((file) => [file.inside, file])).values()]
    .filter(({ name }) => isCodeName(name))
    .toSorted(byText((file) => file.inside));
  const open = [...asked];
  const seen = new Set(open.map((file) => file.inside));
  let left = MOST_IMPORTED;
  // The list grows while it is walked.
  for (const [i, file] of open.entries()) {
    context.progress(Math.min(i, asked.length), asked.length);
    const read = await readModule(file);
    findings.push(...read.findings);
    const targets = new Map<string, string>();
    for (const specifier of read.syntax === undefined ? [] : specifiersIn(read.syntax)) {
      const target = await resolver.resolve(file, specifier);
      if (target === undefined) continue;
      targets.set(specifier, target.inside);
      if (seen.has(target.inside) || left <= 0) continue;
      if (--left === 0) findings.push(tooMany(file));
      seen.add(target.inside);
      open.push(target);
    }
    const { syntax, json } = read;
    modules.set(file.inside, {
      file,
      ...(syntax === undefined ? {} : { syntax }),
      ...(json === undefined ? {} : { json }),
      targets,
    });
  }
  return {
    modules: new Map([...modules].toSorted(([a], [b]) => byCodePoint(a, b))),
    entries: asked.map((file) => file.inside),
    findings,
  };
};

const tooMany = (file: SourceFile): Finding => ({
  kind: 'skipped',
  message: `more than ${MOST_IMPORTED} files are imported: what more there are was not read`,
  file: file.path,
});

const readModule = async (
  file: SourceFile,
): Promise<{
  readonly syntax?: ts.SourceFile;
  readonly json?: Plain;
  readonly findings: readonly Finding[];
}> => {
  if (!file.name.endsWith('.json')) return parsed(file);
  if (file.size > LARGEST_JSON) return { findings: [] };
  const json = jsonTrees(await file.text())?.trees[0]?.value;
  return { ...(json === undefined ? {} : { json }), findings: [] };
};

/** The files that each file of a program brings with it, through others too, sorted; itself is none of them. */
export const reachesOf = (program: Program): ReadonlyMap<string, readonly string[]> =>
  new Map([...program.modules.keys()].map((inside) => [inside, reachedFrom(inside, program)]));

const reachedFrom = (inside: string, { modules }: Program): readonly string[] => {
  const reached = new Set([inside]);
  for (const at of reached) for (const target of modules.get(at)?.targets.values() ?? []) reached.add(target);
  reached.delete(inside);
  return [...reached].toSorted(byCodePoint);
};
