/**
 * Files that several services of a project are given. One list of all addresses, mounted into every service, would
 * make everybody need everybody: what of it concerns a service only its code can tell.
 */
import type { Finding } from '../../model/fact.ts';
import type { Confidence } from '../../model/requirement.ts';
import { type SourceReader, sourceReader } from '../code.ts';
import { kindOfImage } from '../images.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { contextFolder } from './environment.ts';
import { type LocatedMap, member, textAt } from './located.ts';
import type { Given } from './mounts.ts';
import type { Project } from './project.ts';

/** How sure it is that what a file names concerns a service; undefined if it does not. */
type Judge = (
  file: SourceFile,
  named: readonly string[],
) => Promise<(name: string) => Confidence | undefined>;

/** A judge for each service. `given`: the files of each service. */
export const judgesOf = async (
  project: Project,
  given: ReadonlyMap<string, readonly Given[]>,
  context: ScanContext,
  tell: (finding: Finding) => void,
): Promise<(name: string, service: LocatedMap) => Judge> => {
  const times = new Map<string, number>();
  for (const files of given.values())
    for (const { file } of files) times.set(file.path, (times.get(file.path) ?? 0) + 1);
  const isShared = ({ path }: SourceFile): boolean => times.get(path)! > 1;
  const asked = [...given].filter(([, files]) => files.some(({ file }) => isShared(file)));
  const names = asked.flatMap(([name]) => sourceNames(project, name, project.services.get(name)!));
  const source: SourceReader = await sourceReader(context, new Set(names));
  return (name, service) => async (file, named) => {
    if (!isShared(file)) return () => 'documented';
    // A store that is given everybody's file calls nobody.
    if (kindOfImage(textAt(member(service, 'image')) ?? '') !== undefined) return () => undefined;
    const told = named.length === 0 ? undefined : await source.of(sourceNames(project, name, service), named);
    if (told === undefined) return () => 'assumed';
    const left = named.filter((host) => host !== name && !told.read.has(host));
    if (left.length > 0) {
      const message =
        `${file.name} is given to ${times.get(file.path)!} services; of what it names nothing in ${told.folder} ` +
        `names ${left.slice(0, MOST_TOLD).join(', ')}${left.length > MOST_TOLD ? ', …' : ''}: no dependency of ${name}`;
      tell({ kind: 'assumed', message, file: file.path });
    }
    return (host) => (told.read.has(host) ? 'documented' : undefined);
  };
};

/** Hosts told by name in one finding. */
const MOST_TOLD = 5;

/** Names that a service's code may lie under: its own, and that of the folder that it is built from. */
const sourceNames = (project: Project, name: string, service: LocatedMap): readonly string[] => {
  const folder = contextFolder(project, service) ?? '.';
  const image = textAt(member(service, 'image')) ?? '';
  const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const others = [...project.services].filter(([other]) => other !== name);
  const isOwn = (text: string): boolean =>
    !/^\.*$/.test(text) &&
    others.every(
      ([, one]) =>
        last(contextFolder(project, one) ?? '.') !== text && imageName(textAt(member(one, 'image'))) !== text,
    );
  return [...new Set([name, ...[last(folder), imageName(image)].filter(isOwn)])];
};

/** `acme/shop-cart:1` is `shop-cart`. */
const imageName = (image = ''): string => image.replace(/[@:][^/]*$/, '').replace(/^.*\//, '');
