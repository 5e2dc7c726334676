/**
 * Kustomizations, as far as they can be understood without building them: which files are patches and no resources,
 * which optional components nobody names, in which namespace a base ends, and the ConfigMaps that they make.
 *
 * Patches, prefixes and replacements are not applied: a finding per kustomization tells so.
 */
import type { Finding, Plain, Where } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, itemsOf, parseTrees, textOf } from '../tree.ts';
import { type Item, itemOf } from './item.ts';
import { joined } from '../paths.ts';
import { KUSTOMIZATIONS } from './recognise.ts';

interface Kustomized {
  /** The files with resources: those given but patches and unused components, and what kustomizations add. */
  readonly files: readonly SourceFile[];
  /** ConfigMaps and Secrets that generators make. */
  readonly made: readonly Item[];
  readonly findings: readonly Finding[];
  /** The namespace that kustomizations put a file's objects in, if all of them agree. */
  namespaceOf(path: string): string | undefined;
}

/** Kustomizations followed at most, should folders name each other for ever. */
const MOST = 5_000;

interface Kustomization {
  readonly file: SourceFile;
  readonly folder: string;
  readonly isComponent: boolean;
  readonly value: Plain;
  readonly namespace: string | undefined;
  /** Paths of resources and of components: files and folders. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly string[];
  where(path: readonly Step[]): Where;
}

export const kustomized = async (given: readonly SourceFile[], context: ScanContext): Promise<Kustomized> => {
  const findings: Finding[] = [];
  const files = new Map<string, SourceFile>();
  const waiting: SourceFile[] = [];
  for (const file of given) {
    if (KUSTOMIZATIONS.has(file.name)) waiting.push(file);
    else files.set(joined(file.path, '.'), file);
  }
  if (waiting.length === 0) return { files: given, made: [], findings, namespaceOf: () => undefined };
  const all = new Map<string, Kustomization>();
  for (let file = waiting.shift(); file !== undefined && all.size < MOST; file = waiting.shift()) {
    if (all.has(joined(file.folder, '.'))) continue;
    const kustomization = await read(file, findings);
    all.set(joined(file.folder, '.'), kustomization);
    for (const path of [...kustomization.resources, ...kustomization.components]) {
      if (!files.has(path) && !all.has(path)) await follow(path, context, files, waiting);
    }
  }
  const used = usedOf(all);
  const idle = new Set<string>();
  for (const one of all.values()) {
    if (used.has(one.folder)) {
      findings.push(...notApplied(one));
      continue;
    }
    for (const path of one.resources) idle.add(path);
    if (one.resources.length > 0) findings.push(unused(one));
  }
  for (const folder of used) for (const path of all.get(folder)!.resources) idle.delete(path);
  const patches = new Set([...all.values()].flatMap((one) => one.patches));
  const namespaces = namespacesOf(all);
  const made: Item[] = [];
  for (const folder of used) {
    const one = all.get(folder)!;
    made.push(...(await generated(one, only(namespaces.get(one.file.path)), context, findings)));
  }
  return {
    files: [...files].filter(([path]) => !patches.has(path) && !idle.has(path)).map(([, file]) => file),
    made,
    findings,
    namespaceOf: (path) => only(namespaces.get(joined(path, '.'))),
  };
};

const read = async (file: SourceFile, findings: Finding[]): Promise<Kustomization> => {
  const { trees, problems } = parseTrees(await file.text());
  for (const { line, message } of problems)
    findings.push({ kind: 'unreadable', message: `it cannot be read: ${message}`, file: file.path, line });
  const [tree] = trees;
  const value = tree?.value ?? null;
  const folder = joined(file.folder, '.');
  const local = (values: readonly (Plain | undefined)[]): readonly string[] =>
    values.flatMap((one) =>
      typeof one === 'string' && !isRemote(one) && !one.includes('\n') ? [joined(folder, one)] : [],
    );
  return {
    file,
    folder,
    isComponent: at(value, 'kind') === 'Component',
    value,
    namespace: textOf(at(value, 'namespace')),
    resources: local([...itemsOf(at(value, 'resources')), ...itemsOf(at(value, 'bases'))]),
    components: local(itemsOf(at(value, 'components'))),
    patches: local([
      ...itemsOf(at(value, 'patchesStrategicMerge')),
      ...itemsOf(at(value, 'patchesJson6902')).map((patch) => at(patch, 'path')),
      ...itemsOf(at(value, 'patches')).map((patch) => at(patch, 'path')),
      ...itemsOf(at(value, 'configurations')),
      ...itemsOf(at(value, 'replacements')).map((replacement) => at(replacement, 'path')),
    ]),
    where: (path) => ({ file: file.path, line: tree?.line(path) ?? 1 }),
  };
};

const isRemote = (resource: string): boolean => /^[a-z+]+:\/\/|^git@|^github\.com\/|\?ref=/.test(resource);

/** A resource that was not given: a file of the repository, or a folder with a kustomization of its own. */
const follow = async (
  path: string,
  context: ScanContext,
  files: Map<string, SourceFile>,
  waiting: SourceFile[],
): Promise<void> => {
  if (/\.(?:ya?ml|json)$/.test(path)) {
    const file = await context.file('.', path);
    if (file !== undefined) files.set(path, file);
    return;
  }
  for (const name of KUSTOMIZATIONS) {
    const file = await context.file(path, name);
    if (file !== undefined) {
      waiting.push(file);
      return;
    }
  }
};

/** Folders of kustomizations that count: all but components that no kustomization in use names. */
const usedOf = (all: ReadonlyMap<string, Kustomization>): ReadonlySet<string> => {
  const used = new Set([...all.values()].filter((one) => !one.isComponent).map((one) => one.folder));
  // A set grows while it is walked: components may name components.
  for (const folder of used)
    for (const path of all.get(folder)!.components) if (all.has(path)) used.add(path);
  return used;
};

/** What the outermost kustomizations that reach a file say: theirs counts over those that they build on. */
const namespacesOf = (
  all: ReadonlyMap<string, Kustomization>,
): ReadonlyMap<string, ReadonlySet<string | undefined>> => {
  const named = new Set([...all.values()].flatMap((one) => [...one.resources, ...one.components]));
  const found = new Map<string, Set<string | undefined>>();
  const reach = (one: Kustomization, outer: string | undefined, seen: ReadonlySet<string>): void => {
    const namespace = outer ?? one.namespace;
    for (const path of [one.file.path, ...one.resources]) {
      const there = found.get(path);
      if (there === undefined) found.set(path, new Set([namespace]));
      else there.add(namespace);
    }
    for (const path of [...one.resources, ...one.components]) {
      const inner = all.get(path);
      if (inner !== undefined && !seen.has(path) && seen.size < 50)
        reach(inner, namespace, new Set([...seen, path]));
    }
  };
  for (const one of all.values()) if (!named.has(one.folder)) reach(one, undefined, new Set([one.folder]));
  return found;
};

const only = (namespaces: ReadonlySet<string | undefined> | undefined): string | undefined =>
  namespaces?.size === 1 ? [...namespaces][0] : undefined;

/** What a build would do to names and values, and this scan does not. */
const UNDONE = [
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'namePrefix',
  'nameSuffix',
  'replicas',
  'replacements',
  'vars',
  'helmCharts',
  'generators',
  'transformers',
] as const;

const notApplied = (one: Kustomization): readonly Finding[] => {
  const undone = UNDONE.filter((key) => itemsOf(at(one.value, key)).length > 0);
  const remote = itemsOf(at(one.value, 'resources')).filter((resource) => isRemote(textOf(resource) ?? ''));
  const hint = `render it first: kustomize build ${one.folder} > rendered.yaml`;
  return [
    ...(undone.length === 0
      ? []
      : [
          {
            kind: 'unrendered' as const,
            message: `not applied: ${undone.join(', ')}`,
            ...one.where([undone[0]!]),
            hint,
          },
        ]),
    ...(remote.length === 0
      ? []
      : [
          {
            kind: 'skipped' as const,
            message: `${remote.length === 1 ? 'a resource lies' : `${remote.length} resources lie`} elsewhere`,
            ...one.where(['resources']),
            hint,
          },
        ]),
  ];
};

const unused = (one: Kustomization): Finding => ({
  kind: 'skipped',
  message: 'an optional component that no kustomization names: its resources are left out',
  ...one.where(['resources']),
});

const generated = async (
  one: Kustomization,
  namespace: string | undefined,
  context: ScanContext,
  findings: Finding[],
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for (const [generator, kind] of [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ] as const) {
    for (const [index, maker] of itemsOf(at(one.value, generator)).entries()) {
      const data = new Map<string, string>();
      for (const literal of itemsOf(at(maker, 'literals'))) put(data, textOf(literal) ?? '');
      const envs = [...itemsOf(at(maker, 'envs')), ...itemsOf(at(maker, 'env'))];
      for (const [key, path] of [
        ...envs.map((path) => [undefined, textOf(path) ?? ''] as const),
        ...itemsOf(at(maker, 'files')).map((path) => keyed(textOf(path) ?? '')),
      ]) {
        const text = await (await context.file(one.folder, path))?.text();
        const place = one.where([generator, index]);
        if (text === undefined)
          findings.push({ kind: 'unresolved', message: `${path} is not there`, ...place });
        else if (key !== undefined) data.set(key, text);
        else for (const line of text.split(/\r?\n/)) if (!line.startsWith('#')) put(data, line);
      }
      const member = kind === 'Secret' ? 'stringData' : 'data';
      const value = {
        apiVersion: 'v1',
        kind,
        metadata: { name: at(maker, 'name') ?? null, namespace: at(maker, 'namespace') ?? null },
        [member]: Object.fromEntries(data),
      };
      const item = itemOf(value, () => one.where([generator, index]), namespace);
      if (item !== undefined) items.push(item);
    }
  }
  return items;
};

const put = (data: Map<string, string>, line: string): void => {
  const equals = line.indexOf('=');
  if (equals > 0)
    data.set(line.slice(0, equals).trim(), line.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2'));
};

/** `key=path`, or a path whose last segment is the key. */
const keyed = (file: string): readonly [string, string] => {
  const equals = file.indexOf('=');
  return equals < 0
    ? [file.slice(file.lastIndexOf('/') + 1), file]
    : [file.slice(0, equals), file.slice(equals + 1)];
};
