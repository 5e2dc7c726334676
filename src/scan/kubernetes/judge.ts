/** How sure it is that a setting concerns a workload: what is injected whole into many is more than each needs. */
import type { Confidence } from '../../model/requirement.ts';
import type { SourceReader } from '../code.ts';
import { sourceNames, storeKind } from './containers.ts';
import type { Gathered } from '../gathered.ts';
import type { Thing } from './inventory.ts';
import { mayNameHost } from './said.ts';
import type { Setting } from './settings.ts';

export interface Evidence {
  readonly source: SourceReader;
  /** How many workloads a ConfigMap is injected whole into. */
  readonly shared: ReadonlyMap<Thing, number>;
}

/** Variables that libraries read by themselves: no line of the workload's own code names them. */
const READ_BY_LIBRARIES =
  /^(?:SPRING|OTEL|PG|AWS|GOOGLE|AZURE|QUARKUS|MICRONAUT|ASPNETCORE|DOTNET|JAVA|DATABASE_URL|HTTPS?_PROXY)/;

/**
 * How sure each setting concerns the workload. What it shares with others by a ConfigMap injected whole is taken for
 * granted at most, unless its source is here: then what that reads is written, and what it never reads is not there.
 */
export const judge = async (
  workload: Thing,
  settings: readonly Setting[],
  { source, shared }: Evidence,
  out: Gathered,
): Promise<(setting: Setting) => Confidence | undefined> => {
  const isShared = ({ injected }: Setting): boolean =>
    injected !== undefined && (shared.get(injected) ?? 0) > 1;
  const open = settings.filter(isShared);
  const told =
    open.length === 0 || storeKind(workload) !== undefined
      ? undefined
      : await source.of(
          sourceNames(workload),
          open.map(({ key }) => key),
        );
  const left = open.filter(
    ({ key }) => told !== undefined && !told.read.has(key) && !READ_BY_LIBRARIES.test(key),
  );
  for (const injected of new Set(left.map((setting) => setting.injected!))) {
    const unread = left.filter(
      (setting) => setting.injected === injected && mayNameHost(setting.key, setting.value),
    );
    if (unread.length === 0) continue;
    const keys = [...new Set(unread.map(({ key }) => key))].join(', ');
    out.find({
      kind: 'assumed',
      message:
        `${keys}: injected into ${workload.name} by envFrom from ${injected.kind} ${injected.name}, ` +
        `but nothing in ${told!.folder} reads ${unread.length === 1 ? 'it' : 'them'}: no dependency`,
      ...unread[0]!.where,
    });
  }
  const isLeft = new Set(left);
  return (setting) => {
    if (isLeft.has(setting)) return undefined;
    return isShared(setting) && told?.read.has(setting.key) !== true ? 'assumed' : 'documented';
  };
};
