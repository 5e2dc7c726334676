/** The scan of CDK source: files to apps, each app run without its tools, facts of what it makes. */
import type { Facts, Plain, ResourceFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { byCodePoint } from '../../model/order.ts';
import { folderOf, joined, relativeTo } from '../paths.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, entriesOf, itemsOf, parseTrees, textOf } from '../tree.ts';
import { interpret } from '../typescript/interpret.ts';
import { readProgram } from '../typescript/program.ts';
import type { Value } from '../typescript/value.ts';
import { dialectOf, valueOf } from './dialect.ts';
import { factsOf } from './facts.ts';
import type { Setting } from './place.ts';

/** All facts of the CDK apps among the files. */
export const scanConstructs = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const homes = new Map<SourceFile, Home>();
  const known = new Map<string, Home>();
  const sources = withoutOutput(files);
  for (const file of sources) homes.set(file, await homeOf(file, context, known));
  const apps = [...groupBy(sources, (file) => homes.get(file)!)].toSorted(([a], [b]) =>
    byCodePoint(a.inside, b.inside),
  );
  const all: Facts[] = [];
  for (const [i, [home, members]] of apps.entries()) {
    context.progress(i, apps.length);
    all.push(await appFacts(home, members, context));
  }
  return {
    resources: all.flatMap(({ resources }) => resources),
    references: all.flatMap(({ references }) => references),
    exports: all.flatMap(({ exports = [] }) => exports),
    findings: all.flatMap(({ findings }) => findings),
  };
};

/** Where an app is at home: the folder with its cdk.json, else its package.json, else the file's own. */
interface Home {
  /** As ids are made of it. */
  readonly inside: string;
  /** As files are asked for. */
  readonly folder: string;
  readonly relative: string;
}

/** Folders above a file that are looked into. */
const MOST_ABOVE = 12;

const homeOf = async (file: SourceFile, context: ScanContext, known: Map<string, Home>): Promise<Home> => {
  const { folder, inside } = file;
  const cached = known.get(folder);
  if (cached !== undefined) return cached;
  const own = folderOf(inside);
  let home: Home | undefined;
  for (const marker of ['cdk.json', 'package.json']) {
    for (let up = 0; up <= MOST_ABOVE && home === undefined; up++) {
      const relative = '../'.repeat(up);
      if ((await context.file(folder, `${relative}${marker}`)) === undefined) continue;
      const words = own === '' ? [] : own.split('/');
      home = { inside: words.slice(0, Math.max(0, words.length - up)).join('/'), folder, relative };
    }
    if (home !== undefined) break;
  }
  const found = sameHome(home ?? { inside: own, folder, relative: '' }, known);
  known.set(folder, found);
  return found;
};

/** Files of one app have one home, whichever of them was asked first. */
const sameHome = (home: Home, known: ReadonlyMap<string, Home>): Home =>
  [...known.values()].find(({ inside }) => inside === home.inside) ?? home;

/** What a compiler made of a file that is here as well says the same once more. */
const withoutOutput = (files: readonly SourceFile[]): readonly SourceFile[] => {
  const sources = new Set(
    files.filter(({ name }) => /\.[cm]?tsx?$/.test(name)).map(({ inside }) => stemOf(inside)),
  );
  return files.filter(({ name, inside }) => /\.[cm]?tsx?$/.test(name) || !sources.has(stemOf(inside)));
};

const stemOf = (inside: string): string => inside.replace(/\.[cm]?[jt]sx?$/, '');

const appFacts = async (home: Home, files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const dialect = dialectOf(await contextGiven(home, context));
  const trace = interpret(await readProgram(files, context), dialect);
  const setting: Setting = {
    folder: home.inside,
    zones: await rememberedZones(home, context),
    ...(context.region === undefined ? {} : { region: context.region }),
  };
  const facts = factsOf(trace, setting, await synthesised(home, context));
  return {
    ...facts,
    resources: await withHandlers(facts.resources, home, context),
    findings: [...trace.findings, ...facts.findings],
  };
};

/**
 * Of a folder with the code of several functions each runs one file: the one that its handler names, if it is there.
 */
const withHandlers = async (
  resources: readonly ResourceFact[],
  home: Home,
  context: ScanContext,
): Promise<readonly ResourceFact[]> => {
  const all: ResourceFact[] = [];
  for (const fact of resources) {
    const [given] = fact.code ?? [];
    if (given === undefined) {
      all.push(fact);
      continue;
    }
    const handler = fact.properties?.['Handler'];
    let found: string | undefined;
    for (const path of meantBy(given, home)) {
      found ??= await fileOf(path, handler, home, context);
      if (found === undefined && (await holdsFiles(path, home, context))) found = path;
    }
    all.push(found === undefined ? fact : { ...fact, code: [found, ...(fact.code ?? []).slice(1)] });
  }
  return all;
};

/** A path is told from the app's folder; one that `__dirname` led out of it is told from the top. */
const meantBy = (path: string, { inside }: Home): readonly string[] =>
  inside !== '' && path.startsWith(`${inside}/`) ? [path, path.slice(inside.length + 1)] : [path];

const ENDINGS = ['ts', 'js', 'mjs', 'mts', 'cjs', 'py', 'rb', 'tsx', 'jsx'];

/** `src/orders.ts` of `src` and `orders.handler`; of a file, that file by any of its endings. */
const fileOf = async (
  path: string,
  handler: Plain | undefined,
  home: Home,
  context: ScanContext,
): Promise<string | undefined> => {
  const isFile = /\.\w{2,3}$/.test(path);
  const stem = isFile
    ? path.replace(/\.\w{2,3}$/, '')
    : typeof handler === 'string' && /^[\w./-]+\.\w+$/.test(handler)
      ? joined(path, handler.replace(/\.\w+$/, ''))
      : undefined;
  if (stem === undefined) return undefined;
  for (const ending of ENDINGS)
    if ((await context.file(home.folder, fromHome(`${stem}.${ending}`, home))) !== undefined)
      return `${stem}.${ending}`;
  return undefined;
};

const holdsFiles = async (path: string, home: Home, context: ScanContext): Promise<boolean> =>
  (await context.folder(home.folder, fromHome(path, home))).length > 0;

/** The way to a path from where a home is asked for its files. */
const fromHome = (path: string, { inside, relative }: Home): string => relative + relativeTo(inside, path);

/** The `context` of cdk.json, over which the command line's word stands: what `tryGetContext` gives. */
const contextGiven = async (home: Home, context: ScanContext): Promise<ReadonlyMap<string, Value>> => {
  const file = await context.file(home.folder, `${home.relative}cdk.json`);
  const tree = file === undefined ? undefined : parseTrees(await file.text()).trees[0]?.value;
  return new Map<string, Value>([
    ...entriesOf(at(tree, 'context')).map(([key, plain]) => [key, valueOf(plain)] as const),
    ...[...context.variables].map(([key, plain]) => [key, { kind: 'plain', plain }] as const),
  ]);
};

/** Stacks of the app whose templates are among the files, by name. */
const synthesised = async (home: Home, context: ScanContext): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  const manifest = await context.file(home.folder, `${home.relative}cdk.out/manifest.json`);
  if (manifest === undefined) return found;
  const tree = parseTrees(await manifest.text()).trees[0]?.value;
  for (const [id, artifact] of entriesOf(at(tree, 'artifacts'))) {
    const file = textOf(at(artifact, 'properties', 'templateFile'));
    if (at(artifact, 'type') !== 'aws:cloudformation:stack' || file === undefined) continue;
    const template = await context.file(manifest.folder, file);
    if (template === undefined) continue;
    found.set(textOf(at(artifact, 'properties', 'stackName')) ?? id, template.path);
  }
  return found;
};

/** `availability-zones:account=1:region=eu-west-1` in what the tools remember of lookups. */
const rememberedZones = async (
  home: Home,
  context: ScanContext,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const file = await context.file(home.folder, `${home.relative}cdk.context.json`);
  if (file === undefined) return new Map();
  return new Map(
    entriesOf(parseTrees(await file.text()).trees[0]?.value).flatMap(([key, value]) => {
      const region = /^availability-zones:.*\bregion=([a-z0-9-]+)/.exec(key)?.[1];
      const zones = itemsOf(value).flatMap((zone) => (typeof zone === 'string' ? [zone] : []));
      return region === undefined || zones.length === 0 ? [] : [[region, zones] as const];
    }),
  );
};
