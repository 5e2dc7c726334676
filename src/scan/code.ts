/**
 * Which words a workload's code holds. Settings or a file that many workloads are given whole say more than each of
 * them needs; only the source can tell what of it matters.
 */
import { KUSTOMIZATIONS, looksLikeObjects } from './kubernetes/recognise.ts';
import type { ScanContext, SourceFile } from './scanner.ts';

/** What a workload's source tells. */
interface Source {
  /** The folder that was looked through. */
  readonly folder: string;
  /** Those of the words asked for that it holds: names of variables, keys of a file. */
  readonly read: ReadonlySet<string>;
}

const CODE =
  /\.(?:py|java|kts?|go|[cm]?[jt]sx?|rb|php|cs|fs|vb|scala|rs|c|cc|cpp|h|hpp|swift|exs?|erl|clj|groovy|lua|pl|dart)$/i;

/** Settings that name variables: `${BALANCES_API_ADDR}` in application.properties. */
const CONFIGURATION = /\.(?:properties|ya?ml|toml|json|xml|conf|cfg|ini|sh|template|gradle)$|^[^.]+$/i;

/** What gives variables their values reads none. */
const GIVES = /^(?:docker-)?compose.*\.ya?ml$|^package-lock\.json$|^skaffold.*\.ya?ml$/i;

const MOST_FILES = 2_000;
const MOST_BYTES = 1_000_000;

/** A folder of one name, and the files below it. */
interface Folder {
  readonly path: string;
  readonly files: SourceFile[];
}

export interface SourceReader {
  /** What the folders of these names hold, `OrderService` for `order-service`; none if none of them holds code, or too much of it. */
  of(names: readonly string[], variables: readonly string[]): Promise<Source | undefined>;
}

/** `names`: all that will be asked for. The repository is listed once. */
export const sourceReader = async (
  context: ScanContext,
  names: ReadonlySet<string>,
): Promise<SourceReader> => {
  const folders =
    names.size === 0
      ? new Map<string, Folder[]>()
      : foldersOf(await context.everything(), new Set([...names].map(bare)));
  return {
    of: async (wanted, variables) => {
      const found = [...new Set(wanted.map(bare))].flatMap((name) => folders.get(name) ?? []);
      const [shortest] = found.toSorted((a, b) => a.path.length - b.path.length);
      const files = [
        ...new Map(found.flatMap((folder) => folder.files).map((file) => [file.path, file])).values(),
      ];
      if (shortest === undefined || files.length > MOST_FILES) return undefined;
      return { folder: shortest.path, read: await readIn(files, variables) };
    },
  };
};

const foldersOf = (
  files: readonly SourceFile[],
  names: ReadonlySet<string>,
): ReadonlyMap<string, readonly Folder[]> => {
  const byPath = new Map<string, Folder>();
  for (const file of files) {
    const steps = file.path.split('/');
    for (let i = 0; i < steps.length - 1; i++) {
      if (!names.has(bare(steps[i]!))) continue;
      const path = steps.slice(0, i + 1).join('/');
      const folder = byPath.get(path);
      if (folder === undefined) byPath.set(path, { path, files: [file] });
      else folder.files.push(file);
    }
  }
  const byName = new Map<string, Folder[]>();
  for (const folder of byPath.values()) {
    if (!folder.files.some((file) => CODE.test(file.name))) continue;
    const name = bare(folder.path.slice(folder.path.lastIndexOf('/') + 1));
    byName.set(name, [...(byName.get(name) ?? []), folder]);
  }
  return byName;
};

const readIn = async (
  files: readonly SourceFile[],
  variables: readonly string[],
): Promise<ReadonlySet<string>> => {
  const waiting = new Map(variables.map((variable) => [variable, bare(variable)]));
  const read = new Set<string>();
  for (const file of files) {
    if (waiting.size === 0) break;
    if (!isRead(file)) continue;
    const text = await file.text();
    const plain = bare(text);
    for (const [variable, name] of waiting) {
      if (!plain.includes(name) && !(variable.startsWith('SPRING_') && plain.includes('springframework')))
        continue;
      read.add(variable);
      waiting.delete(variable);
    }
  }
  return read;
};

const isRead = (file: SourceFile): boolean =>
  file.size <= MOST_BYTES &&
  (CODE.test(file.name) || CONFIGURATION.test(file.name)) &&
  !GIVES.test(file.name) &&
  !KUSTOMIZATIONS.has(file.name) &&
  !(/\.(?:ya?ml|json)$/i.test(file.name) && looksLikeObjects(file.head, file.name.endsWith('.json')));

/** People write `OrderService` for `order-service`, frameworks `BALANCES_API_ADDR` as `balances.api.addr`, `balances-api-addr` or `balancesApiAddr`. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[_.:-]/g, '');
