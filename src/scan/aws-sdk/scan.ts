/** The scan as a whole: which files are run, what they did, and whose they are. */
import type { Facts, Finding } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { byCodePoint, byText } from '../../model/order.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { interpret } from '../typescript/interpret.ts';
import { readProgram } from '../typescript/program.ts';
import { libraryOf } from '../typescript/read.ts';
import { parsed } from '../typescript/syntax.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Library, Site } from '../typescript/value.ts';
import { Clients } from './clients.ts';
import { commonRegions } from './common-region.ts';
import { factsOf } from './facts.ts';
import { guardAt } from './guards.ts';
import { hostsOf } from './hosts.ts';
import { broughtBy, importersOf, readImports, reachesOf } from './importers.ts';
import { wrapped } from './intrinsics.ts';
import { operationsOf } from './operations.ts';
import { type CodePackage, Packages } from './packages.ts';
import { importsAws, isSource, isTest } from './recognise.ts';
import { setting, settingMember } from './settings.ts';

/** Importers that are run as well: clients of the old kinds are called where nothing but their name is seen. */
const MOST_IMPORTERS = 500;
/** Steps of imports over which a client is followed, and those over which its settings are. */
const FARTHEST = 3;

/** Facts of all files claimed. */
export const scanCalls = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const packages = new Packages(context);
  const tests = files.filter(({ inside }) => isTest(inside));
  const sources = files.filter(({ inside }) => !isTest(inside));
  const texts = new Map<string, string>();
  for (const file of sources) texts.set(file.inside, await file.text());
  const imports = await readImports(context);
  const ofAws = sources.filter(({ inside }) => importsAws(texts.get(inside)!));
  const run = [...sources, ...users(ofAws, sources, imports)];
  const follow = async (asked: readonly SourceFile[]): Promise<Trace> => {
    const program = await readProgram(asked, nearby(context, broughtBy(asked, imports, FARTHEST)));
    return interpret(program, {
      explore: 'all',
      intrinsic: (call, invoke) => wrapped(call, invoke) ?? setting(call, invoke),
      property: settingMember,
    });
  };
  const all = await follow(run);
  // A program too large to be followed to its end: what calls AWS in it is followed by itself.
  const missed = unreached(ofAws, all);
  const byInside = new Map((await context.everything()).map((file) => [file.inside, file]));
  for (const file of files) byInside.set(file.inside, file);
  const followed = missed.length === 0 ? all : both(all, await follow(missed));
  const { trace, outside } = parted(followed, ({ inside }) => byInside.has(inside));
  const common = commonRegions(texts, trace.reaches);
  const clients = new Clients(trace, common);
  const operations = operationsOf(trace, clients);
  const hosts = hostsOf(trace);
  const sites = [
    ...clients.all.map(({ site }) => site),
    ...operations.map(({ site }) => site),
    ...hosts.uses.map(({ site }) => site),
    ...hosts.open.map(({ site }) => site),
  ];
  const owners = await ownersOf(sites, byInside, packages);
  const trees = await treesOf(
    operations.map(({ site }) => site).concat(hosts.uses.map(({ site }) => site)),
    byInside,
  );
  const told = factsOf(clients.all, operations, hosts, {
    packageOf: ({ inside }) => owners.get(inside)!,
    guardAt: ({ inside, line }) => {
      const tree = trees.get(inside);
      return tree === undefined ? undefined : guardAt(tree, line)?.line;
    },
    isInfrastructure: ({ inside }) => INFRASTRUCTURE.test(texts.get(inside) ?? ''),
  });
  const bearing = new Set(told.references.flatMap(({ code }) => code ?? []));
  const used = new Set(told.references.map(({ from }) => from));
  const resources = [...new Set(owners.values())]
    .filter(({ address }) => used.has(address))
    .map(({ fact }) => fact);
  return {
    resources: resources.toSorted(byText(({ address }) => `${address.scope}/${address.local}`)),
    references: told.references,
    findings: [...trace.findings, ...told.findings, ...outside, ...(await untold(tests, packages))],
    reaches: reachesOf(bearing, run, imports),
  };
};

/** The files in which nothing of AWS's was made or called. */
const unreached = (files: readonly SourceFile[], { made, calls }: Trace): readonly SourceFile[] => {
  const isOfAws = (library: Library | undefined): boolean =>
    library !== undefined && /aws/.test(library.module);
  const reached = new Set([
    ...made.filter((one) => isOfAws(one.class)).map(({ site }) => site.inside),
    ...calls.filter(({ callee }) => isOfAws(libraryOf(callee))).map(({ site }) => site.inside),
  ]);
  return files.filter(({ inside }) => !reached.has(inside));
};

/**
 * What was done in the repository's files. Others (what a build leaves) are followed for the values that they give; what
 * they call is the doing of some other file, and told as not looked into.
 */
const parted = (
  trace: Trace,
  isScanned: (site: Site) => boolean,
): { readonly trace: Trace; readonly outside: readonly Finding[] } => {
  const of = <T extends { readonly site: Site }>(all: readonly T[]): readonly T[] =>
    all.filter(({ site }) => isScanned(site));
  const others = [...trace.made, ...trace.calls, ...trace.texts]
    .filter(({ site }) => !isScanned(site))
    .map(({ site }) => site.file);
  return {
    trace: { ...trace, made: of(trace.made), calls: of(trace.calls), texts: of(trace.texts) },
    outside: [...new Set(others)].toSorted(byCodePoint).map((file) => ({
      kind: 'skipped',
      file,
      message: 'imported, but not among the files of the repository: what it calls is not told',
    })),
  };
};

/** Two traces as one; what both found is found once. */
const both = (one: Trace, other: Trace): Trace => {
  const own = new Set(one.findings.map((finding) => JSON.stringify(finding)));
  return {
    made: [...one.made, ...other.made],
    calls: [...one.calls, ...other.calls],
    texts: [...one.texts, ...other.texts],
    reaches: new Map([...other.reaches, ...one.reaches]),
    findings: [...one.findings, ...other.findings.filter((finding) => !own.has(JSON.stringify(finding)))],
  };
};

/** The world with no other code in it than this: what is far away says nothing of how a client is set up. */
const nearby = (context: ScanContext, wanted: ReadonlySet<string>): ScanContext => ({
  ...context,
  file: async (folder, relative) => {
    const file = await context.file(folder, relative);
    return file === undefined || !isSource(file.inside) || wanted.has(file.inside) ? file : undefined;
  },
});

/** Code that makes infrastructure: what it names is what it sets up, not what it calls. */
const INFRASTRUCTURE =
  /(?:\bfrom|\brequire\()\s{0,5}['"](?:aws-cdk-lib|@aws-cdk\/|constructs['"]|@pulumi\/|cdktf|@cdktf\/|sst['"/])/;

/** Files that may use the clients which others make. */
const users = (
  ofAws: readonly SourceFile[],
  sources: readonly SourceFile[],
  imports: Parameters<typeof importersOf>[1],
): readonly SourceFile[] => {
  const known = new Set(sources.map(({ inside }) => inside));
  return [
    ...importersOf(
      ofAws.map(({ inside }) => inside),
      imports,
    ),
  ]
    .filter(([{ inside }, steps]) => steps <= FARTHEST && !known.has(inside))
    .map(([file]) => file)
    .slice(0, MOST_IMPORTERS);
};

const ownersOf = async (
  sites: readonly Site[],
  files: ReadonlyMap<string, SourceFile>,
  packages: Packages,
): Promise<ReadonlyMap<string, CodePackage>> => {
  const owners = new Map<string, CodePackage>();
  for (const { inside } of sites) {
    const file = files.get(inside);
    if (file !== undefined && !owners.has(inside)) owners.set(inside, await packages.of(file));
  }
  return owners;
};

const treesOf = async (sites: readonly Site[], files: ReadonlyMap<string, SourceFile>) => {
  const trees = new Map<string, NonNullable<Awaited<ReturnType<typeof parsed>>['syntax']>>();
  for (const inside of new Set(sites.map((site) => site.inside))) {
    const file = files.get(inside);
    const { syntax } = file === undefined ? {} : await parsed(file);
    if (syntax !== undefined) trees.set(inside, syntax);
  }
  return trees;
};

/** Tests call what they please; they are counted, once for each package. */
const untold = async (tests: readonly SourceFile[], packages: Packages): Promise<readonly Finding[]> => {
  const owned: { readonly file: SourceFile; readonly owner: CodePackage }[] = [];
  for (const file of tests) owned.push({ file, owner: await packages.of(file) });
  return [...groupBy(owned, ({ owner }) => owner)].map(([, all]) => ({
    kind: 'skipped',
    message:
      all.length === 1
        ? 'a test: what it calls is left out'
        : `with ${all.length - 1} more, a test: what they call is left out`,
    file: all[0]!.file.path,
    line: 1,
  }));
};
