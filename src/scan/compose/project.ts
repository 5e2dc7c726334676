/**
 * One project: the compose files of a folder, one over the other, with what they include and extend, and with
 * variables filled in.
 */
import type { Finding } from '../../model/fact.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { type Trees, at, itemsOf, parseTrees, textOf } from '../tree.ts';
import {
  type Located,
  type LocatedMap,
  composeTag,
  items,
  located,
  member,
  members,
  textAt,
} from './located.ts';
import { mergedMaps, normalised } from './merge.ts';
import { folderOf } from '../paths.ts';
import { rankOf } from './recognise.ts';
import { type Lookup, interpolated, variablesOf } from './variables.ts';

export interface Project {
  /** The folder's path inside of what is scanned; '' at the top. */
  readonly scope: string;
  readonly services: ReadonlyMap<string, LocatedMap>;
  /** Top-level `configs`. */
  readonly configs: ReadonlyMap<string, Located>;
  /** What relative paths of a file are relative to. */
  readonly folders: ReadonlyMap<string, string>;
  /** Variables of the surroundings: the command line's, then `.env`. */
  readonly variables: Lookup;
  readonly findings: readonly Finding[];
}

/** Files read once, whoever asks. */
export type Reader = (file: SourceFile) => Promise<Trees>;

export const newReader = (): Reader => {
  const read = new Map<string, Promise<Trees>>();
  return (file) => {
    const known = read.get(file.path) ?? file.text().then((text) => parseTrees(text, { tag: composeTag }));
    read.set(file.path, known);
    return known;
  };
};

/** Files that a file includes or extends, as paths relative to its folder. */
export const usedBy = (
  trees: Trees,
): { readonly includes: readonly string[]; readonly extends: readonly string[] } => {
  const texts = (values: readonly (string | undefined)[]): readonly string[] =>
    values.filter((value) => value !== undefined);
  const roots = trees.trees.map(({ value }) => value);
  return {
    includes: texts(
      roots.flatMap((root) =>
        itemsOf(at(root, 'include')).flatMap((item) => itemsOf(at(item, 'path') ?? item).map(textOf)),
      ),
    ),
    extends: texts(
      roots.flatMap((root) => {
        const services = at(root, 'services');
        return typeof services === 'object' && services !== null
          ? Object.values(services).map((service) => textOf(at(service, 'extends', 'file')))
          : [];
      }),
    ),
  };
};

/** Includes of includes, extensions of extensions. */
const MOST_DEEP = 20;

/** Files that one project includes: those that include each other several times would be read for ever. */
const MOST_INCLUDED = 1_000;

interface Description {
  readonly services: LocatedMap;
  readonly configs: LocatedMap;
}

/** Reads the files (all of one folder) in Docker's order. */
export const readProject = async (
  files: readonly SourceFile[],
  read: Reader,
  context: ScanContext,
): Promise<Project> => {
  const [first] = files;
  const findings: Finding[] = [];
  const folders = new Map<string, string>();
  const missing = new Set<string>();

  const tell = (finding: Finding): void => {
    findings.push(finding);
  };

  /** By variables and path: thousands of services may extend those of one large file. */
  const filledIn = new Map<Lookup, Map<string, Promise<readonly Located[]>>>();

  /** Of a file: its documents with variables filled in. */
  const rootsOf = (file: SourceFile, variables: Lookup): Promise<readonly Located[]> => {
    const known = filledIn.get(variables) ?? new Map<string, Promise<readonly Located[]>>();
    filledIn.set(variables, known);
    const roots = known.get(file.path) ?? rootsIn(file, variables);
    known.set(file.path, roots);
    return roots;
  };

  const rootsIn = async (file: SourceFile, variables: Lookup): Promise<readonly Located[]> => {
    const { trees, problems } = await read(file);
    if (!folders.has(file.path)) {
      for (const { line, message } of problems) {
        tell({ kind: 'unreadable', file: file.path, line, message: `not valid YAML: ${message}` });
      }
    }
    folders.set(file.path, file.folder);
    return trees.map((tree) =>
      located(tree, file.path, (text, where) =>
        interpolated(text, variables, (name) => {
          if (missing.has(name)) return;
          missing.add(name);
          tell({
            kind: 'unknown-value',
            ...where,
            message: `the variable ${name} has no value`,
            hint: `set it in .env, or with --var ${name}=…`,
          });
        }),
      ),
    );
  };

  /** Another file that one names; a finding if it is not there. */
  const other = async (file: string, by: Located, relative: string): Promise<SourceFile | undefined> => {
    if (relative.includes('${')) return undefined;
    const found = await context.file(folders.get(file) ?? '.', relative);
    if (found === undefined) {
      tell({
        kind: 'unresolved',
        ...by.where,
        message: `${relative} is not there, or outside of the folder`,
      });
    }
    return found;
  };

  let included = 0;
  /** Paths of files that were included, by the variables that were filled in. */
  const takenWith = new Map<Lookup, Set<string>>();

  /** A file that one includes, unless there are too many of these already. */
  const toInclude = async (file: string, path: Located, depth: number): Promise<SourceFile | undefined> => {
    if (depth >= MOST_DEEP || included > MOST_INCLUDED) return undefined;
    const found = await other(file, path, textAt(path) ?? '');
    if (found !== undefined) included++;
    if (included <= MOST_INCLUDED) return found;
    const message = `more than ${MOST_INCLUDED} files are included: the others are not read`;
    tell({ kind: 'skipped', ...path.where, message });
    return undefined;
  };

  /** What is known so far, with a file (and before it, what it includes) over it. */
  const described = async (
    base: Description,
    file: SourceFile,
    variables: Lookup,
    depth: number,
  ): Promise<Description> => {
    let known = base;
    for (const root of await rootsOf(file, variables)) {
      for (const item of items(member(root, 'include'))) {
        for (const path of items(member(item, 'path') ?? item)) {
          const found = await toInclude(file.path, path, depth);
          if (found === undefined) continue;
          // What a folder's `.env` says is known already to the files in it.
          const isHere = found.folder === file.folder;
          const inner = isHere ? variables : await surroundings(found.folder, context, variables);
          // Whoever is included again with the same variables says nothing new.
          const taken = takenWith.get(inner) ?? new Set<string>();
          takenWith.set(inner, taken);
          if (taken.has(found.path)) continue;
          taken.add(found.path);
          known = await described(known, found, inner, depth + 1);
        }
      }
      const own = servicesOf(root);
      const entries = new Map<string, Located>();
      for (const [name, service] of own) {
        entries.set(name, await extended(service, own, file, variables, depth, new Set([name])));
      }
      const configs = member(root, 'configs');
      known = {
        services: mergedMaps(known.services, { ...emptyMap(file.path), entries }),
        configs: configs?.kind === 'map' ? mergedMaps(known.configs, configs) : known.configs,
      };
    }
    return known;
  };

  const extended = async (
    service: Located,
    siblings: ReadonlyMap<string, Located>,
    file: SourceFile,
    variables: Lookup,
    depth: number,
    seen: ReadonlySet<string>,
  ): Promise<Located> => {
    const wish = member(service, 'extends');
    if (wish === undefined || service.kind !== 'map' || depth > MOST_DEEP) return service;
    const name = textAt(wish.kind === 'map' ? wish.entries.get('service') : wish) ?? '';
    const path = member(wish, 'file');
    const from = path === undefined ? file : await other(file.path, path, textAt(path) ?? '');
    if (from === undefined) return service;
    const isSame = from.path === file.path;
    const there = isSame ? siblings : servicesOf((await rootsOf(from, variables))[0]);
    const base = there.get(name);
    if (base?.kind !== 'map' || (isSame && seen.has(name))) {
      const message = base === undefined ? `there is no service ${name} to extend` : `${name} extends itself`;
      tell({ kind: 'unresolved', ...wish.where, message });
      return service;
    }
    const whole = await extended(
      base,
      there,
      from,
      variables,
      depth + 1,
      isSame ? new Set([...seen, name]) : new Set([name]),
    );
    return whole.kind === 'map' ? { ...mergedMaps(whole, service), where: service.where } : service;
  };

  const variables = await surroundings(first?.folder ?? '.', context, (name) => context.variables.get(name));
  const nothing = emptyMap(first?.path ?? '');
  let known: Description = { services: nothing, configs: nothing };
  for (const file of files.toSorted((a, b) => rankOf(a.name) - rankOf(b.name))) {
    known = await described(known, file, variables, 0);
  }
  return {
    scope: folderOf(first?.inside ?? ''),
    services: new Map(
      members(known.services).flatMap(([name, value]) => (value.kind === 'map' ? [[name, value]] : [])),
    ),
    configs: new Map(members(known.configs)),
    folders,
    variables,
    findings,
  };
};

const emptyMap = (file: string): LocatedMap => ({
  where: { file, line: 1 },
  kind: 'map',
  entries: new Map(),
});

/** A service of which nothing is said is there all the same. */
const servicesOf = (root: Located | undefined): ReadonlyMap<string, Located> =>
  new Map(
    members(member(root, 'services')).map(([name, service]) => [
      name,
      service.kind === 'plain' && service.mark === undefined
        ? { where: service.where, kind: 'map', entries: new Map() }
        : normalised(service),
    ]),
  );

/** The variables of a folder's `.env`, behind those that are known already. */
const surroundings = async (folder: string, context: ScanContext, outer: Lookup): Promise<Lookup> => {
  const file = await context.file(folder, '.env');
  if (file === undefined) return outer;
  const own = new Map(variablesOf(await file.text(), outer).map(({ name, value }) => [name, value]));
  return (name) => outer(name) ?? own.get(name);
};
