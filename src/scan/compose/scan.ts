/** All compose files of a scan: which of them are one project, and the facts of each. */
import type { Facts, Finding, ReferenceFact, ResourceFact } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { type Built, dockerfileOf } from './environment.ts';
import { type Given, givenFiles, mountFacts } from './mounts.ts';
import { type Project, type Reader, newReader, readProject, usedBy } from './project.ts';
import { joined, normal } from '../paths.ts';
import { OTHER, rankOf } from './recognise.ts';
import { hostsOf, linksOf, serviceFacts } from './service-facts.ts';
import { judgesOf } from './shared.ts';

export const scanCompose = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const resources: ResourceFact[] = [];
  const references: ReferenceFact[] = [];
  const findings: Finding[] = [];
  const read = newReader();
  const groups = await projectsOf(files, read);
  for (const [done, group] of groups.entries()) {
    const project = await readProject(group, read, context);
    findings.push(...project.findings, ...manyFiles(group));
    const facts = await projectFacts(project, context);
    for (const fact of facts) {
      resources.push(...fact.resources);
      references.push(...fact.references);
      findings.push(...fact.findings);
    }
    if (facts.length === 0 && project.findings.length === 0) {
      findings.push({ kind: 'skipped', file: group[0]!.path, message: 'it describes no services' });
    }
    context.progress(done + 1, groups.length);
  }
  return { resources, references, findings };
};

/** Files beside a base and its override may be different makes of one system: only people know which go together. */
const manyFiles = (files: readonly SourceFile[]): readonly Finding[] => {
  const others = files.filter(({ name }) => rankOf(name) === OTHER);
  const hasBase = others.length < files.length;
  if (others.length + (hasBase ? 1 : 0) < 2) return [];
  const names = others.map(({ name }) => name);
  const more = names.length > MOST_TOLD ? `, and ${names.length - MOST_TOLD} more` : '';
  return [
    {
      kind: 'assumed',
      message: `taken for one project${hasBase ? ' with the base' : ''}: ${names.slice(0, MOST_TOLD).join(', ')}${more}`,
      file: files[0]!.path,
      hint: 'name the files that belong together, if not all of them do',
    },
  ];
};

/** Files told by name in one finding. */
const MOST_TOLD = 5;

const projectFacts = async (project: Project, context: ScanContext): Promise<readonly Facts[]> => {
  const aliases = new Map<string, string[]>();
  for (const [, service] of project.services) {
    for (const { to, alias } of linksOf(service)) {
      if (alias !== undefined) aliases.set(to, [...(aliases.get(to) ?? []), alias.toLowerCase()]);
    }
  }
  const hosts = new Set(
    [...project.services].flatMap(([name, service]) => [
      ...hostsOf(name, service),
      ...(aliases.get(name) ?? []),
    ]),
  );
  const built = new Map<string, Built | undefined>();
  const given = new Map<string, readonly Given[]>();
  for (const [name, service] of project.services) {
    const dockerfile = await dockerfileOf(project, service, context);
    built.set(name, dockerfile);
    given.set(name, await givenFiles(project, service, dockerfile, context));
  }
  const findings: Finding[] = [];
  const judgeOf = await judgesOf(project, given, context, (finding) => void findings.push(finding));
  const facts: Facts[] = [];
  for (const [name, service] of project.services) {
    const address = { scope: project.scope, local: name };
    const mounted = await mountFacts(address, given.get(name)!, hosts, judgeOf(name, service));
    const around = { built: built.get(name), hosts, aliases: aliases.get(name) ?? [], mounted };
    facts.push(await serviceFacts(project, name, service, around, context));
  }
  return [...facts, ...(findings.length === 0 ? [] : [{ resources: [], references: [], findings }])];
};

/**
 * The files of a folder are one project. What another file includes belongs to that one's project; what one of the
 * same folder extends is a store of parts.
 */
const projectsOf = async (
  files: readonly SourceFile[],
  read: Reader,
): Promise<readonly (readonly SourceFile[])[]> => {
  const includes = new Map<string, readonly string[]>();
  const parts = new Set<string>();
  for (const file of files) {
    const used = usedBy(await read(file));
    const below = (path: string): string => joined(file.folder, path);
    includes.set(normal(file.path), used.includes.map(below));
    for (const path of used.extends) {
      const isBeside = below(path) === below(path.slice(path.lastIndexOf('/') + 1));
      if (isBeside && below(path) !== normal(file.path)) parts.add(below(path));
    }
  }
  const included = coveredBy(includes);
  const byFolder = new Map<string, SourceFile[]>();
  for (const file of files.toSorted((a, b) => byCodePoint(a.path, b.path))) {
    if (included.has(normal(file.path)) || parts.has(normal(file.path))) continue;
    const group = byFolder.get(file.folder);
    if (group === undefined) byFolder.set(file.folder, [file]);
    else group.push(file);
  }
  return [...byFolder.values()];
};

/** Files that others include, however indirectly. Where files include one another, the first stays. */
const coveredBy = (includes: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> => {
  const covered = new Set<string>();
  const cover = (root: string): void => {
    const open = [...(includes.get(root) ?? [])];
    while (open.length > 0) {
      const path = open.pop()!;
      if (path === root || covered.has(path)) continue;
      covered.add(path);
      open.push(...(includes.get(path) ?? []));
    }
  };
  const named = new Set([...includes.values()].flat());
  const paths = [...includes.keys()];
  for (const path of paths) if (!named.has(path)) cover(path);
  // What is left names itself in a circle.
  for (const path of paths) if (named.has(path) && !covered.has(path)) cover(path);
  return covered;
};
