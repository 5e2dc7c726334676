/** The settings of a service, from everywhere they may stand: its own, files of settings, its Dockerfile. */
import type { Finding, ReferenceFact, Where } from '../../model/fact.ts';
import { withoutSecrets } from '../../assemble/facts/words.ts';
import type { ScanContext } from '../scanner.ts';
import { type Dockerfile, readDockerfile } from './dockerfile.ts';
import { type LocatedMap, items, member, members, textAt } from './located.ts';
import { folderOf, joined, relativeTo } from '../paths.ts';
import type { Project } from './project.ts';
import { variablesOf } from './variables.ts';

export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly where: Where;
  /** `environment`, `env_file`, `build`: where it stands, for the property of the fact. */
  readonly from: string;
}

/** What comes later wins: Dockerfile, files of settings, the service's own. */
export const settingsOf = async (
  project: Project,
  service: LocatedMap,
  built: Built | undefined,
  context: ScanContext,
): Promise<{ readonly settings: readonly Setting[]; readonly findings: readonly Finding[] }> => {
  const found = new Map<string, Setting>();
  const findings: Finding[] = [];
  for (const { key, value, line } of built?.settings ?? []) {
    found.set(key, { key, value, where: { file: built!.file, line }, from: 'build' });
  }
  for (const item of items(member(service, 'env_file'))) {
    const path = textAt(member(item, 'path') ?? item);
    if (path === undefined || path.includes('${')) continue;
    const folder = project.folders.get(item.where.file) ?? '.';
    const file = await context.file(folder, path);
    if (file === undefined) {
      if (textAt(member(item, 'required')) === 'false') continue;
      const message = `the file of settings ${path} is not there`;
      findings.push({ kind: 'unresolved', ...item.where, message });
      continue;
    }
    for (const { name, value, line } of variablesOf(await file.text(), project.variables)) {
      const given = value ?? project.variables(name);
      if (given === undefined) continue;
      found.set(name, { key: name, value: given, where: { file: file.path, line }, from: 'env_file' });
    }
  }
  for (const [key, entry] of members(member(service, 'environment'))) {
    // A key alone takes its value from the surroundings; if these have none, it is not set.
    const value = textAt(entry) ?? project.variables(key);
    if (value !== undefined) found.set(key, { key, value, where: entry.where, from: 'environment' });
  }
  return { settings: [...found.values()], findings };
};

/** A setting as a fact: what it means is not judged here. */
export const settingFact = (from: ReferenceFact['from'], setting: Setting): ReferenceFact => ({
  from,
  to: { by: 'text', as: 'env', key: setting.key, text: setting.value },
  property: `${setting.from}.${setting.key}`,
  where: setting.where,
  confidence: 'documented',
  why: withoutSecrets(`${setting.key}=${setting.value}`),
});

/** A Dockerfile, where it is, and the folder that what it copies is relative to. */
export interface Built extends Dockerfile {
  readonly file: string;
  readonly folder: string;
}

/** The folder that a service is built from; none if it is not one of this repository. */
export const contextFolder = (project: Project, service: LocatedMap): string | undefined => {
  const build = member(service, 'build');
  if (build === undefined) return undefined;
  const folder = textAt(member(build, 'context')) ?? '.';
  if (folder.includes('://') || folder.includes('${') || folder.startsWith('git@')) return undefined;
  return joined(project.folders.get(build.where.file) ?? '.', folder);
};

/**
 * The folder of the code that a service runs, inside of what is scanned. Many services may be built from one folder by
 * a Dockerfile each: then theirs is that of the Dockerfile. None if it lies outside of the scan.
 */
export const codeFolder = (project: Project, service: LocatedMap): string | undefined => {
  const folder = contextFolder(project, service);
  const [base] = project.folders.values();
  if (folder === undefined || base === undefined) return undefined;
  const own = folderOf(textAt(member(service, 'build', 'dockerfile')) ?? '');
  const path = relativeTo(base, joined(folder, own.includes('${') || KEPT_APART.test(own) ? '' : own));
  const inside = path === undefined ? undefined : joined(project.scope, path);
  return inside?.startsWith('..') === true ? undefined : inside;
};

/** Folders of Dockerfiles without the code that these are about. */
const KEPT_APART = /(?:^|\/)\.?(?:docker|dockerfiles?|build|deploy|deployments?|infra|ops|ci)(?:\/|$)/i;

/** The Dockerfile that a service is built from, if it is in the repository. */
export const dockerfileOf = async (
  project: Project,
  service: LocatedMap,
  context: ScanContext,
): Promise<Built | undefined> => {
  const build = member(service, 'build');
  const folder = contextFolder(project, service);
  if (build === undefined || folder === undefined) return undefined;
  const target = textAt(member(build, 'target'));
  const argument = (name: string): string | undefined => textAt(member(build, 'args', name));
  const inline = member(build, 'dockerfile_inline');
  if (inline !== undefined) {
    const { file, line } = inline.where;
    const read = readDockerfile(textAt(inline) ?? '', target, argument);
    const settings = read.settings.map((setting) => ({ ...setting, line: line + setting.line }));
    return { ...read, settings, file, folder };
  }
  const path = textAt(member(build, 'dockerfile')) ?? 'Dockerfile';
  const file = await context.file(folder, path);
  if (file === undefined) return undefined;
  return { ...readDockerfile(await file.text(), target, argument), file: file.path, folder };
};
